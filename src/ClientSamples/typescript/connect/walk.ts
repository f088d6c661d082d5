// Walks one amendment from the search of the customer to the contracted offer changed, and asserts every answer:
//   node build/connect/walk.js --server http://localhost:5080
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { type MessageInitShape } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { serverOf } from '../arguments.js';
import { BadRequestSchema, ErrorInfoSchema, LocalizedMessageSchema, PreconditionFailureSchema } from '../generated/es/google/rpc/error_details_pb.js';
import { type Amendment, AmendmentSchema, AmendmentState } from '../generated/es/myopenip/v1/amendment_pb.js';
import { EvidenceFormat } from '../generated/es/myopenip/v1/amendments_pb.js';
import type { ContractedOffer } from '../generated/es/myopenip/v1/contracted_offer_pb.js';
import { ChargeKind, OrderState } from '../generated/es/myopenip/v1/order_pb.js';
import { fromMoney as euros, sum } from '../money.js';
import { tokensOfEnvironment } from '../tokens.js';
import { connect } from './portal.js';

const CUSTOMER = 'customers/44660';
const [REFERENCE, PRODUCT] = ['OC151200', 'Appel(s) simu(s) SIP - Compteur'];

const portal = connect(serverOf('build/connect/walk.js'), tokensOfEnvironment());
const { amendments, contractedOffers, customers, orders } = portal;

/** Reads every page of the contracted offers that meet a filter. */
async function offersThat(filter: string): Promise<ContractedOffer[]> {
  const found: ContractedOffer[] = [];
  let pageToken = '';
  do {
    const page = await contractedOffers.listContractedOffers({ parent: CUSTOMER, filter, orderBy: 'delivered_on desc', pageSize: 2, pageToken });
    assert.ok(page.contractedOffers.length <= 2);
    found.push(...page.contractedOffers);
    pageToken = page.nextPageToken;
  } while (pageToken);
  return found;
}

async function read(name: string): Promise<ContractedOffer> {
  return (await contractedOffers.getContractedOffer({ name })).contractedOffer!;
}

async function update({ name, etag }: Amendment, change: Omit<MessageInitShape<typeof AmendmentSchema>, '$typeName'>, ...paths: string[]): Promise<Amendment> {
  const answer = await amendments.updateAmendment({ amendment: { ...change, name }, updateMask: { paths }, etag, requestId: randomUUID() });
  return answer.amendment!;
}

/** Expects a refusal of a call; its details are read from it by their schemas. */
async function refusalOf(code: Code, call: Promise<unknown>): Promise<ConnectError> {
  const error = ConnectError.from(await call.then(() => assert.fail('The call was to be refused.'), (e) => e));
  assert.equal(error.code, code, error.message);
  return error;
}

/** Attaches a file. No library repeats a stream; the request id makes it harmless to do so. */
async function upload(parent: string, fileName: string, content: Uint8Array) {
  const attachment = { parent, fileName, requestId: randomUUID() };
  async function* messages() {
    yield { part: { case: 'attachment' as const, value: attachment } };
    for (let i = 0; i < content.length; i += 65_536) yield { part: { case: 'content' as const, value: content.subarray(i, i + 65_536) } };
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await amendments.uploadAttachment(messages());
    } catch (error) {
      if (attempt === 5 || ConnectError.from(error).code !== Code.Unavailable) throw error;
    }
  }
}

/** Reads the content of an attachment or a document. */
async function contentOf(messages: AsyncIterable<{ part: { case?: string; value?: unknown } }>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const { part } of messages) if (part.case === 'content') pieces.push(part.value as Uint8Array);
  return Buffer.concat(pieces);
}

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

const quoteRequest = ({ name, etag, recap }: Amendment) => ({ name, etag, requestId: randomUUID(), fingerprint: recap!.fingerprint });

try {
  console.log('2. Search the customer');
  const found = await customers.listCustomers({ query: '44660' });
  assert.equal(found.customers[0].name, CUSTOMER);

  console.log('3. List its contracted offers, page by page');
  const delivered = await offersThat('state = DELIVERED AND delivered_on >= 2010-01-01');
  assert.ok(delivered.length > 2, 'More than a page');
  const { name } = delivered.find((o) => o.reference === REFERENCE)!;

  console.log('4. Read the contracted offer');
  const before = await read(name);
  const { product, quantity } = before.lines.find((l) => l.productName === PRODUCT)!;
  const lines = [{ product, finalQuantity: quantity + 2 }];
  const preview = (await amendments.previewAmendment({ contractedOffer: name, lines })).recap!;

  console.log('5. Open the amendment; what is missing is told field by field');
  const faults = await refusalOf(Code.InvalidArgument, amendments.createAmendment({ parent: CUSTOMER }, { headers: { 'accept-language': 'en' } }));
  const [{ fieldViolations }] = faults.findDetails(BadRequestSchema);
  const fields = fieldViolations.map((v) => v.field);
  assert.ok(fields.includes('amendment') && fields.includes('request_id'), fields.join());
  assert.equal(faults.findDetails(LocalizedMessageSchema)[0].locale, 'en');

  const opening = { parent: CUSTOMER, requestId: randomUUID(), amendment: { contractedOffer: name } };
  let amendment = (await amendments.createAmendment(opening)).amendment!;
  assert.equal(amendment.state, AmendmentState.DRAFT);
  assert.deepEqual((await amendments.createAmendment(opening)).amendment, amendment, 'Sent again, the first answer comes again');

  console.log('6. Change the quantities');
  amendment = await update(amendment, { lines }, 'lines');
  assert.equal(amendment.recap!.lines.find((l) => l.product === product)!.finalQuantity, quantity + 2);

  console.log('8. Without an on-site contact there is no quote');
  const missing = await refusalOf(Code.FailedPrecondition, amendments.issueQuote(quoteRequest(amendment)));
  assert.deepEqual(missing.findDetails(PreconditionFailureSchema)[0].violations.map((v) => v.type), ['ON_SITE_CONTACT_REQUIRED']);
  assert.equal(missing.findDetails(ErrorInfoSchema)[0].metadata.violation_count, '1');
  console.log(`   ${missing.findDetails(LocalizedMessageSchema)[0].message}`);
  amendment = await update(amendment, { contacts: [{ displayName: 'Camille Martin', telephone: '+33320000000' }] }, 'contacts');

  console.log('9. Attach a file, and read it back');
  const plan = Buffer.from("Par la cour, sonner à l'accueil.\n");
  const { attachment, etag: seen } = await upload(amendment.name, "Plan d'accès.txt", plan);
  assert.equal(attachment!.sha256, sha256(plan));
  assert.deepEqual(await contentOf(amendments.downloadAttachment({ name: attachment!.name })), plan);
  amendment.etag = seen;

  console.log('11. Issue the quote: the price seen is the price quoted');
  const monthly = euros(amendment.recap!.wholeTotals!.recurring!.net);
  assert.equal(monthly, euros(preview.wholeTotals!.recurring!.net));
  const issued = await amendments.issueQuote(quoteRequest(amendment));
  assert.equal(issued.quote!.fingerprint, amendment.recap!.fingerprint);

  console.log('12. Read the documents that are accepted');
  assert.equal(issued.quote!.attachments[0].sha256, sha256(plan));
  for (const { sha256: digest } of issued.quote!.documents) assert.equal(sha256(await contentOf(amendments.downloadDocument({ sha256: digest }))), digest);

  console.log('13b. Validate on behalf of the customer: the price quoted is the price ordered');
  const acceptedDocuments = issued.quote!.documents.map(({ code, version, sha256 }) => ({ code, version, sha256 }));
  const accepted = await amendments.validate({ ...quoteRequest(issued.amendment!), onBehalfOfCustomer: true, acceptedDocuments });
  assert.equal(accepted.amendment!.state, AmendmentState.ACCEPTED);
  const { charges, etag, name: order } = accepted.order!;
  assert.equal(sum(charges.filter((c) => c.kind === ChargeKind.RECURRING).map((c) => euros(c.net))), monthly);

  console.log('13. Read the evidence');
  const evidence = JSON.parse((await contentOf(amendments.downloadEvidence({ name: issued.quote!.name, format: EvidenceFormat.JSON }))).toString());
  assert.equal(evidence.fingerprint, issued.quote!.fingerprint);

  console.log('14. Deliver the order, and find the contracted offer changed');
  const done = await orders.deliver({ name: order, etag, requestId: randomUUID() });
  assert.equal(done.order!.state, OrderState.DELIVERED);
  const after = await read(name);
  assert.equal(after.version, before.version + 1);
  assert.equal(after.lines.find((l) => l.product === product)!.quantity, quantity + 2);
  assert.equal(euros(after.monthlyAmount), monthly);
  console.log('Every answer was the one expected.');
} finally {
  portal.close();
}
