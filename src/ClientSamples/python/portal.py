"""The service as a client sees it: one stub per service, every call with a token of the caller."""

import pathlib
import time
from urllib.parse import urlsplit

import grpc
from myopenip.v1 import amendments_pb2, amendments_pb2_grpc, catalog_pb2_grpc, contracted_offers_pb2_grpc, customers_pb2_grpc, orders_pb2_grpc

# Retries and deadlines as the service publishes them: writes are repeated too, each carries a request id.
SERVICE_CONFIG = pathlib.Path(__file__).resolve().parents[3] / "protos" / "service-config.json"
LONGEST_START = 300  # seconds
SERVING = bytes([8, 1])  # grpc.health.v1.HealthCheckResponse


class Portal:
    """Connects and waits until the server serves."""

    def __init__(self, url, tokens):
        address = urlsplit(url)
        options = [("grpc.service_config", SERVICE_CONFIG.read_text(encoding="utf-8")), ("grpc.enable_retries", 1)]
        if address.scheme == "https":
            self.channel = grpc.secure_channel(address.netloc, grpc.ssl_channel_credentials(), options)
        else:
            self.channel = grpc.insecure_channel(address.netloc, options)
        grpc.channel_ready_future(self.channel).result(timeout=LONGEST_START)
        self._wait_until_it_serves()
        self.tokens = tokens
        self.customers = customers_pb2_grpc.CustomersStub(self.channel)
        self.catalog = catalog_pb2_grpc.CatalogStub(self.channel)
        self.contracted_offers = contracted_offers_pb2_grpc.ContractedOffersStub(self.channel)
        self.amendments = amendments_pb2_grpc.AmendmentsStub(self.channel)
        self.orders = orders_pb2_grpc.OrdersStub(self.channel)

    def upload(self, told, content):
        """Attaches a file. No library repeats a stream; the request id makes it harmless to do so."""
        for attempt in range(1, 6):
            messages = [amendments_pb2.UploadAttachmentRequest(attachment=told)]
            messages += [amendments_pb2.UploadAttachmentRequest(content=content[i : i + 65536]) for i in range(0, len(content), 65536)]
            try:
                return self.call(self.amendments.UploadAttachment, iter(messages))
            except grpc.RpcError as error:
                if error.code() != grpc.StatusCode.UNAVAILABLE or attempt == 5:
                    raise
                time.sleep(0.1 * attempt)
        raise AssertionError("Never reached.")

    def download(self, method, request):
        """Reads the content of an attachment or a document."""
        return b"".join(message.content for message in self.call(method, request))

    def call(self, method, request, language="fr"):
        """Calls a method of a stub."""
        return method(request, metadata=(("authorization", self.tokens.authorization()), ("accept-language", language)))

    def _wait_until_it_serves(self):
        """The server accepts connections some time before it is warm, and then says so."""
        check = self.channel.unary_unary("/grpc.health.v1.Health/Check", lambda b: b, lambda b: b)
        end = time.monotonic() + LONGEST_START
        while check(b"", timeout=LONGEST_START) != SERVING:
            if time.monotonic() > end:
                raise TimeoutError("The server does not say that it serves.")
            time.sleep(0.2)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.channel.close()
