"""A refusal of the service, read: the status says what kind, the details say why."""

from google.rpc import error_details_pb2, status_pb2

DETAILS = {
    f"type.googleapis.com/google.rpc.{name}": getattr(error_details_pb2, name)
    for name in ("ErrorInfo", "RequestInfo", "LocalizedMessage", "BadRequest", "PreconditionFailure", "RetryInfo")
}


def read_refusal(error):
    """The details of a grpc.RpcError by name, such as {"ErrorInfo": ErrorInfo(reason=...)}.

    They are a google.rpc.Status that travels in the trailer grpc-status-details-bin.
    """
    status = status_pb2.Status()
    status.ParseFromString(dict(error.trailing_metadata())["grpc-status-details-bin"])
    details = {}
    for detail in status.details:
        if kind := DETAILS.get(detail.type_url):
            details[kind.DESCRIPTOR.name] = kind.FromString(detail.value)
    return details
