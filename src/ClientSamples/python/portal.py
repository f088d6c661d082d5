"""The service as a client sees it: one stub per service, every call with the caller's name."""

from urllib.parse import urlsplit

import grpc
import stubs
from myopenip.v1 import amendments_pb2_grpc, catalog_pb2_grpc, contracted_offers_pb2_grpc, customers_pb2_grpc, orders_pb2_grpc


class Portal:
    """Connects and waits until the server serves."""

    def __init__(self, url, caller):
        address = urlsplit(url)
        config = (stubs.ROOT / "protos" / "service-config.json").read_text(encoding="utf-8")
        options = [("grpc.service_config", config), ("grpc.enable_retries", 1)]
        if address.scheme == "https":
            self.channel = grpc.secure_channel(address.netloc, grpc.ssl_channel_credentials(), options)
        else:
            self.channel = grpc.insecure_channel(address.netloc, options)
        grpc.channel_ready_future(self.channel).result(timeout=120)
        self.caller = caller
        self.customers = customers_pb2_grpc.CustomersStub(self.channel)
        self.catalog = catalog_pb2_grpc.CatalogStub(self.channel)
        self.contracted_offers = contracted_offers_pb2_grpc.ContractedOffersStub(self.channel)
        self.amendments = amendments_pb2_grpc.AmendmentsStub(self.channel)
        self.orders = orders_pb2_grpc.OrdersStub(self.channel)

    def call(self, method, request, language="fr"):
        """Calls a method of a stub."""
        return method(request, metadata=(("authorization", self.caller), ("accept-language", language)))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.channel.close()
