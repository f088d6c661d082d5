// Walks one amendment from the search of the customer to the contracted offer changed, and asserts every answer:
//   node build/ts-proto/walk.js --server http://localhost:5080
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { serverOf } from '../arguments.js';
import { Amendment, AmendmentState, WantedLine } from '../generated/ts-proto/myopenip/v1/amendment.js';
import {
  CreateAmendmentRequest, IssueQuoteRequest, NewAttachment, PreviewAmendmentRequest, UpdateAmendmentRequest, ValidateRequest,
} from '../generated/ts-proto/myopenip/v1/amendments.js';
import type { ContractedOffer } from '../generated/ts-proto/myopenip/v1/contracted_offer.js';
import { GetContractedOfferRequest, ListContractedOffersRequest } from '../generated/ts-proto/myopenip/v1/contracted_offers.js';
import { ListCustomersRequest } from '../generated/ts-proto/myopenip/v1/customers.js';
import { ChargeKind, OrderState } from '../generated/ts-proto/myopenip/v1/order.js';
import { DeliverRequest } from '../generated/ts-proto/myopenip/v1/orders.js';
import { fromMoney as euros, sum } from '../money.js';
import { tokensOfEnvironment } from '../tokens.js';
import { connect } from './portal.js';
import { refusalOf } from './refusal.js';

const CUSTOMER = 'customers/44660';
const [REFERENCE, PRODUCT] = ['OC138637', 'Licence MetaCentrex SDA simple'];

const portal = await connect(serverOf('build/ts-proto/walk.js'), tokensOfEnvironment());
const { amendments, contractedOffers, customers, orders } = portal;

/** Reads every page of the contracted offers that meet a filter. */
async function offersThat(filter: string): Promise<ContractedOffer[]> {
  const found: ContractedOffer[] = [];
  let pageToken = '';
  do {
    const page = await contractedOffers.listContractedOffers(
      ListContractedOffersRequest.fromPartial({ parent: CUSTOMER, filter, orderBy: 'delivered_on desc', pageSize: 2, pageToken }));
    assert.ok(page.contractedOffers.length <= 2);
    found.push(...page.contractedOffers);
    pageToken = page.nextPageToken;
  } while (pageToken);
  return found;
}

async function read(name: string): Promise<ContractedOffer> {
  return (await contractedOffers.getContractedOffer(GetContractedOfferRequest.fromPartial({ name }))).contractedOffer!;
}

async function update(amendment: Amendment, change: Partial<Amendment>, ...updateMask: string[]): Promise<Amendment> {
  const { name, etag } = amendment;
  const request = UpdateAmendmentRequest.fromPartial({ amendment: { ...change, name }, updateMask, etag, requestId: randomUUID() });
  return (await amendments.updateAmendment(request)).amendment!;
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

const quoteRequest = ({ name, etag, recap }: Amendment) =>
  IssueQuoteRequest.fromPartial({ name, etag, requestId: randomUUID(), fingerprint: recap!.fingerprint });

try {
  console.log('2. Search the customer');
  const found = await customers.listCustomers(ListCustomersRequest.fromPartial({ query: '44660' }));
  assert.equal(found.customers[0].name, CUSTOMER);

  console.log('3. List its contracted offers, page by page');
  const delivered = await offersThat('state = DELIVERED AND delivered_on >= 2010-01-01');
  assert.ok(delivered.length > 2, 'More than a page');
  const { name } = delivered.find((o) => o.reference === REFERENCE)!;

  console.log('4. Read the contracted offer');
  const before = await read(name);
  const { product, quantity } = before.lines.find((l) => l.productName === PRODUCT)!;
  const lines = [WantedLine.fromPartial({ product, finalQuantity: quantity + 2 })];
  const preview = (await amendments.previewAmendment(PreviewAmendmentRequest.fromPartial({ contractedOffer: name, lines }))).recap!;

  console.log('5. Open the amendment; what is missing is told field by field');
  const faults = await refusalOf(status.INVALID_ARGUMENT, amendments.createAmendment(CreateAmendmentRequest.fromPartial({ parent: CUSTOMER }), 'en'));
  assert.equal(faults.ErrorInfo?.reason, 'INVALID_ARGUMENT');
  assert.equal(faults.LocalizedMessage?.locale, 'en');
  const fields = faults.BadRequest!.fieldViolations.map((v) => v.field);
  assert.ok(fields.includes('amendment') && fields.includes('request_id'), fields.join());

  const opening = CreateAmendmentRequest.fromPartial({ parent: CUSTOMER, requestId: randomUUID(), amendment: { contractedOffer: name } });
  let amendment = (await amendments.createAmendment(opening)).amendment!;
  assert.equal(amendment.state, AmendmentState.AMENDMENT_STATE_DRAFT);
  assert.deepEqual((await amendments.createAmendment(opening)).amendment, amendment, 'Sent again, the first answer comes again');

  console.log('6. Change the quantities');
  amendment = await update(amendment, { lines }, 'lines');
  assert.equal(amendment.recap!.lines.find((l) => l.product === product)!.finalQuantity, quantity + 2);

  console.log('8. Without an on-site contact there is no quote');
  const missing = await refusalOf(status.FAILED_PRECONDITION, amendments.issueQuote(quoteRequest(amendment)));
  assert.deepEqual(missing.PreconditionFailure!.violations.map((v) => v.type), ['ON_SITE_CONTACT_REQUIRED']);
  assert.equal(missing.ErrorInfo!.metadata.violation_count, '1');
  assert.ok(missing.RequestInfo!.requestId);
  console.log(`   ${missing.LocalizedMessage!.message}`);
  amendment = await update(amendment, Amendment.fromPartial({ contacts: [{ displayName: 'Camille Martin', telephone: '+33320000000' }] }), 'contacts');

  console.log('9. Attach a file, and read it back');
  const plan = Buffer.from("Par la cour, sonner à l'accueil.\n");
  const told = NewAttachment.fromPartial({ parent: amendment.name, fileName: "Plan d'accès.txt", requestId: randomUUID() });
  const { attachment, etag: seen } = await portal.upload(told, plan);
  assert.equal(attachment!.sha256, sha256(plan));
  assert.deepEqual(await portal.downloadAttachment(attachment!.name), plan);
  amendment.etag = seen;

  console.log('11. Issue the quote: the price seen is the price quoted');
  const monthly = euros(amendment.recap!.wholeTotals!.recurring!.net);
  assert.equal(monthly, euros(preview.wholeTotals!.recurring!.net));
  const issued = await amendments.issueQuote(quoteRequest(amendment));
  assert.equal(issued.quote!.fingerprint, amendment.recap!.fingerprint);

  console.log('12. Read the documents that are accepted');
  assert.equal(issued.quote!.attachments[0].sha256, sha256(plan));
  for (const { sha256: digest } of issued.quote!.documents) assert.equal(sha256(await portal.downloadDocument(digest)), digest);

  console.log('13b. Validate on behalf of the customer: the price quoted is the price ordered');
  const acceptedDocuments = issued.quote!.documents.map(({ code, version, sha256 }) => ({ code, version, sha256 }));
  const accepted = await amendments.validate(ValidateRequest.fromPartial({ ...quoteRequest(issued.amendment!), onBehalfOfCustomer: true, acceptedDocuments }));
  assert.equal(accepted.amendment!.state, AmendmentState.AMENDMENT_STATE_ACCEPTED);
  const { charges, etag, name: order } = accepted.order!;
  assert.equal(sum(charges.filter((c) => c.kind === ChargeKind.CHARGE_KIND_RECURRING).map((c) => euros(c.net))), monthly);

  console.log('13. Read the evidence');
  const evidence = JSON.parse((await portal.downloadEvidence(issued.quote!.name)).toString());
  assert.equal(evidence.fingerprint, issued.quote!.fingerprint);

  console.log('14. Deliver the order, and find the contracted offer changed');
  const done = await orders.deliver(DeliverRequest.fromPartial({ name: order, etag, requestId: randomUUID() }));
  assert.equal(done.order!.state, OrderState.ORDER_STATE_DELIVERED);
  const after = await read(name);
  assert.equal(after.version, before.version + 1);
  assert.equal(after.lines.find((l) => l.product === product)!.quantity, quantity + 2);
  assert.equal(euros(after.monthlyAmount), monthly);
  console.log('Every answer was the one expected.');
} finally {
  portal.close();
}
