"""Walks one amendment from the search of the customer to the contracted offer changed, and checks every answer:

    python3 walk.py --server http://127.0.0.1:5080
"""

import argparse
import hashlib
import json
import sys
import uuid

import grpc
from money import from_money
from portal import Portal
from refusal import read_refusal
from tokens import Tokens
from myopenip.v1 import amendment_pb2, amendments_pb2, contracted_offers_pb2, customers_pb2, order_pb2, orders_pb2, site_pb2

CUSTOMER = "customers/44660"
REFERENCE, PRODUCT = "OC151200", "Appel(s) simu(s) SIP - Compteur"


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


def offers_that(portal, condition):
    """Reads every page of the contracted offers that meet a filter."""
    request = contracted_offers_pb2.ListContractedOffersRequest(parent=CUSTOMER, filter=condition, order_by="delivered_on desc", page_size=2)
    while True:
        page = portal.call(portal.contracted_offers.ListContractedOffers, request)
        expect(True, len(page.contracted_offers) <= 2, "A page has two at most")
        yield from page.contracted_offers
        if not page.next_page_token:
            return
        request.page_token = page.next_page_token


def quote_and_order(portal, amendment):
    print("11. Issue the quote: the price seen is the price quoted")
    seen, monthly = amendment.recap.fingerprint, euros(amendment.recap.whole_totals.recurring.net)
    issued = portal.call(portal.amendments.IssueQuote, quote_request(amendment))
    expect(seen, issued.quote.fingerprint, "The price quoted")

    print("12. Read the documents that are accepted")
    expect(1, len(issued.quote.attachments), "The attachment is on the quote")
    for document in issued.quote.documents:
        asked = amendments_pb2.DownloadDocumentRequest(sha256=document.sha256)
        content = portal.download(portal.amendments.DownloadDocument, asked)
        expect(document.sha256, hashlib.sha256(content).hexdigest(), f"Digest of {document.title}")

    print("13b. Validate on behalf of the customer: the price quoted is the price ordered")
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
    expect(monthly, sum(recurring), "The amount ordered")

    print("13. Read the evidence")
    proof = amendments_pb2.DownloadEvidenceRequest(name=issued.quote.name, format=amendments_pb2.EVIDENCE_FORMAT_JSON)
    evidence = json.loads(portal.download(portal.amendments.DownloadEvidence, proof))
    expect(issued.quote.fingerprint, evidence["fingerprint"], "What was accepted")
    return accepted.order, monthly


def walk(portal):
    """The steps, by the portal's numbers."""
    print("2. Search the customer")
    found = portal.call(portal.customers.ListCustomers, customers_pb2.ListCustomersRequest(query="44660"))
    expect(CUSTOMER, found.customers[0].name, "Customer")

    print("3. List its contracted offers, page by page, and read one")
    delivered = list(offers_that(portal, "state = DELIVERED AND delivered_on >= 2010-01-01"))
    expect(True, len(delivered) > 2, "More than a page")
    reading = contracted_offers_pb2.GetContractedOfferRequest(name=next(o.name for o in delivered if o.reference == REFERENCE))
    before = portal.call(portal.contracted_offers.GetContractedOffer, reading).contracted_offer
    line = next(line for line in before.lines if line.product_name == PRODUCT)
    wanted = amendment_pb2.WantedLine(product=line.product, final_quantity=line.quantity + 2)
    asked = amendments_pb2.PreviewAmendmentRequest(contracted_offer=before.name, lines=[wanted])
    preview = portal.call(portal.amendments.PreviewAmendment, asked).recap

    amendment = open_amendment(portal, before.name)

    print("6. Change the quantities")
    amendment = update(portal, amendment, "lines", lines=[wanted])
    miss_contact(portal, amendment)
    contact = site_pb2.Contact(display_name="Camille Martin", telephone="+33320000000", access_hours="de 9 h à 17 h")
    update(portal, amendment, "contacts", contacts=[contact])

    print("9. Attach a file, and read it back")
    plan = "Par la cour, sonner à l'accueil.\n".encode()
    told = amendments_pb2.NewAttachment(parent=amendment.name, file_name="Plan d'accès.txt", request_id=request_id())
    attached = portal.upload(told, plan).attachment
    expect(("text/plain", hashlib.sha256(plan).hexdigest()), (attached.media_type, attached.sha256), "What was attached")
    reading_back = amendments_pb2.DownloadAttachmentRequest(name=attached.name)
    expect(plan, portal.download(portal.amendments.DownloadAttachment, reading_back), "What is read back")

    print("10. Read the recap")
    read = amendments_pb2.GetAmendmentRequest(name=amendment.name)
    amendment = portal.call(portal.amendments.GetAmendment, read).amendment
    expect(euros(preview.whole_totals.recurring.net), euros(amendment.recap.whole_totals.recurring.net), "The price previewed")

    order, monthly = quote_and_order(portal, amendment)

    print("14. Deliver the order, and find the contracted offer changed")
    delivery = orders_pb2.DeliverRequest(name=order.name, etag=order.etag, request_id=request_id())
    delivered = portal.call(portal.orders.Deliver, delivery)
    expect(order_pb2.ORDER_STATE_DELIVERED, delivered.order.state, "State of the order")
    after = portal.call(portal.contracted_offers.GetContractedOffer, reading).contracted_offer
    expect(before.version + 1, after.version, "Version of the contracted offer")
    expect(line.quantity + 2, next(held.quantity for held in after.lines if held.product == line.product), "Final quantity")
    expect(monthly, euros(after.monthly_amount), "Monthly amount")
    print("Every answer was the one expected.")


arguments = argparse.ArgumentParser(description="Walks one amendment through the service.")
arguments.add_argument("--server", required=True, metavar="URL", help="such as http://localhost:5080")
with Portal(arguments.parse_args().server, Tokens.of_environment()) as opened:
    walk(opened)
