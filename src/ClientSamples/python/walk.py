"""Walks one amendment from the search of the customer to the contracted offer changed, and checks every answer:

    python3 walk.py --server http://127.0.0.1:5080
"""

import argparse
import sys
import uuid
from decimal import Decimal

import grpc
import stubs
from money import from_money

folder = stubs.generate()
from myopenip.v1 import amendment_pb2, amendments_pb2, contracted_offer_pb2, contracted_offers_pb2  # noqa: E402
from myopenip.v1 import customers_pb2, order_pb2, orders_pb2, site_pb2  # noqa: E402
from portal import Portal  # noqa: E402
from refusal import read_refusal  # noqa: E402

CUSTOMER = "customers/44660"
REFERENCE, PRODUCT, INITIAL, FINAL = "OC151200", "Appel(s) simu(s) SIP - Compteur", 1, 3
SETUP, CHANGE, NET, VAT, GROSS = (Decimal(a) for a in ("0", "3", "9", "1.8", "10.8"))


def expect(expected, actual, what):
    """Ends the walk unless the two are equal."""
    if expected != actual:
        sys.exit(f"{what}: expected {expected!r}, received {actual!r}.")


def request_id():
    return str(uuid.uuid4())


def refusal(portal, code, method, request, language="fr"):
    """Calls, expects a refusal, and reads it."""
    try:
        portal.call(method, request, language)
    except grpc.RpcError as error:
        expect(code, error.code(), f"Status of the refusal ({error.details()})")
        return read_refusal(error)
    sys.exit(f"The call was to be refused with {code}.")


def euros(money):
    return from_money(money, 2)


def open_amendment(portal, offer):
    print("5. Open the amendment; what is missing is told field by field")
    incomplete = amendments_pb2.CreateAmendmentRequest(parent=CUSTOMER)
    faults = refusal(portal, grpc.StatusCode.INVALID_ARGUMENT, portal.amendments.CreateAmendment, incomplete, "en")
    expect(("INVALID_ARGUMENT", "myopenip.openip.fr"), (faults["ErrorInfo"].reason, faults["ErrorInfo"].domain), "Reason")
    fields = {v.field for v in faults["BadRequest"].field_violations}
    expect({"amendment", "request_id"}, fields, "Faulty fields")
    expect("en", faults["LocalizedMessage"].locale, "Language of the message")

    opening = amendments_pb2.CreateAmendmentRequest(
        parent=CUSTOMER, request_id=request_id(), amendment=amendment_pb2.Amendment(contracted_offer=offer)
    )
    first = portal.call(portal.amendments.CreateAmendment, opening).amendment
    expect(amendment_pb2.AMENDMENT_STATE_DRAFT, first.state, "State")
    again = portal.call(portal.amendments.CreateAmendment, opening).amendment
    expect(first, again, "The answer to the same request sent again")
    return first


def update(portal, amendment, *paths, **fields):
    request = amendments_pb2.UpdateAmendmentRequest(
        amendment=amendment_pb2.Amendment(name=amendment.name, **fields), etag=amendment.etag, request_id=request_id()
    )
    request.update_mask.paths.extend(paths)
    return portal.call(portal.amendments.UpdateAmendment, request).amendment


def quote_request(amendment):
    return amendments_pb2.IssueQuoteRequest(
        name=amendment.name, etag=amendment.etag, request_id=request_id(), fingerprint=amendment.recap.fingerprint
    )


def miss_contact(portal, amendment):
    print("8. Without an on-site contact there is no quote")
    missing = refusal(portal, grpc.StatusCode.FAILED_PRECONDITION, portal.amendments.IssueQuote, quote_request(amendment))
    expect(["ON_SITE_CONTACT_REQUIRED"], [v.type for v in missing["PreconditionFailure"].violations], "Violations")
    expect("ON_SITE_CONTACT_REQUIRED", missing["ErrorInfo"].reason, "Reason")
    expect("1", missing["ErrorInfo"].metadata["violation_count"], "Count of violations")
    expect("fr", missing["LocalizedMessage"].locale, "Language of the message")
    expect(True, bool(missing["RequestInfo"].request_id), "The call has an identifier")
    print(f"   {missing['LocalizedMessage'].message}")


def quote_and_order(portal, amendment):
    print("11. Issue the quote")
    seen = amendment.recap.fingerprint
    issued = portal.call(portal.amendments.IssueQuote, quote_request(amendment))
    expect(seen, issued.quote.fingerprint, "The price quoted")

    print("13b. Validate on behalf of the customer")
    request = amendments_pb2.ValidateRequest(
        name=issued.amendment.name,
        etag=issued.amendment.etag,
        request_id=request_id(),
        fingerprint=issued.quote.fingerprint,
        on_behalf_of_customer=True,
    )
    for document in issued.quote.documents:
        request.accepted_documents.add(code=document.code, version=document.version, sha256=document.sha256)
    accepted = portal.call(portal.amendments.Validate, request)
    expect(amendment_pb2.AMENDMENT_STATE_ACCEPTED, accepted.amendment.state, "State")
    recurring = [euros(c.net) for c in accepted.order.charges if c.kind == order_pb2.CHARGE_KIND_RECURRING]
    expect(NET, sum(recurring), "The amount ordered")
    return accepted.order


def walk(portal):
    """The steps, by the portal's numbers."""
    print("2. Search the customer")
    found = portal.call(portal.customers.ListCustomers, customers_pb2.ListCustomersRequest(query="44660"))
    expect(CUSTOMER, found.customers[0].name, "Customer")

    print("3. List its contracted offers, and read one")
    listing = contracted_offers_pb2.ListContractedOffersRequest(parent=CUSTOMER, order_by="delivered_on desc")
    offers = portal.call(portal.contracted_offers.ListContractedOffers, listing).contracted_offers
    reading = contracted_offers_pb2.GetContractedOfferRequest(name=next(o.name for o in offers if o.reference == REFERENCE))
    before = portal.call(portal.contracted_offers.GetContractedOffer, reading).contracted_offer
    expect(contracted_offer_pb2.CONTRACTED_OFFER_STATE_DELIVERED, before.state, "State of the contracted offer")
    line = next(line for line in before.lines if line.product_name == PRODUCT)
    expect(INITIAL, line.quantity, "Initial quantity")

    amendment = open_amendment(portal, before.name)

    print("6. Change the quantities")
    wanted = amendment_pb2.WantedLine(product=line.product, final_quantity=FINAL)
    amendment = update(portal, amendment, "lines", lines=[wanted])
    miss_contact(portal, amendment)
    contact = site_pb2.Contact(display_name="Camille Martin", telephone="+33320000000", access_hours="de 9 h à 17 h")
    update(portal, amendment, "contacts", contacts=[contact])

    print("10. Read the recap")
    read = amendments_pb2.GetAmendmentRequest(name=amendment.name)
    amendment = portal.call(portal.amendments.GetAmendment, read).amendment
    change, whole = amendment.recap.change_totals, amendment.recap.whole_totals.recurring
    expect((SETUP, CHANGE), (euros(change.setup.net), euros(change.recurring.net)), "Change")
    expect((NET, VAT, GROSS), (euros(whole.net), euros(whole.vat_total), euros(whole.gross)), "Whole offer")

    order = quote_and_order(portal, amendment)

    print("14. Deliver the order, and find the contracted offer changed")
    delivery = orders_pb2.DeliverRequest(name=order.name, etag=order.etag, request_id=request_id())
    delivered = portal.call(portal.orders.Deliver, delivery)
    expect(order_pb2.ORDER_STATE_DELIVERED, delivered.order.state, "State of the order")
    after = portal.call(portal.contracted_offers.GetContractedOffer, reading).contracted_offer
    expect(before.version + 1, after.version, "Version of the contracted offer")
    expect(FINAL, next(held.quantity for held in after.lines if held.product == line.product), "Final quantity")
    expect(NET, euros(after.monthly_amount), "Monthly amount")
    print("Every answer was the one expected.")


arguments = argparse.ArgumentParser(description="Walks one amendment through the service.")
arguments.add_argument("--server", required=True, metavar="URL", help="such as http://127.0.0.1:5080")
with Portal(arguments.parse_args().server, "Dev operator") as opened:
    walk(opened)
