// Walks one amendment from the search of the customer to the contracted offer changed, and asserts every answer:
//   node walk.js --server http://127.0.0.1:5080
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect, definitions, status } from './portal.js';
import { fromMoney, sum } from './money.js';
import { readRefusal } from './refusal.js';

const [flag, server] = process.argv.slice(2);
if (flag !== '--server' || !server || !URL.canParse(server)) {
  console.error('Usage: node walk.js --server http://127.0.0.1:5080');
  process.exit(2);
}

const CUSTOMER = 'customers/44660';
const STORY = { reference: 'OC138637', product: 'Licence MetaCentrex SDA simple', final: 2 };
const EXPECTED = { setup: '20', monthlyChange: '19.8', net: '60.5', vat: '12.1', gross: '72.6' };

const portal = await connect(server, 'Dev operator');
const euros = (money) => fromMoney(money, 2);

/** Calls, expects a refusal, and reads it. */
async function refusal(code, method, request, language) {
  const error = await portal.call(method, request, language).then(() => assert.fail(`${method} was to be refused`), (e) => e);
  assert.equal(error.code, code, error.message);
  return readRefusal(definitions, error);
}

try {
  console.log('2. Search the customer');
  const { customers } = await portal.call('Customers.ListCustomers', { query: '44660' });
  assert.equal(customers[0].name, CUSTOMER);

  console.log('3. List its contracted offers');
  const { contractedOffers } = await portal.call('ContractedOffers.ListContractedOffers', { parent: CUSTOMER, orderBy: 'delivered_on desc' });
  const { name } = contractedOffers.find((o) => o.reference === STORY.reference);

  console.log('4. Read the contracted offer');
  const before = (await portal.call('ContractedOffers.GetContractedOffer', { name })).contractedOffer;
  assert.equal(before.state, 'CONTRACTED_OFFER_STATE_DELIVERED');
  const { product } = before.lines.find((l) => l.productName === STORY.product);

  console.log('5. Open the amendment; what is missing is told field by field');
  const faults = await refusal(status.INVALID_ARGUMENT, 'Amendments.CreateAmendment', { parent: CUSTOMER }, 'en');
  assert.equal(faults.ErrorInfo.reason, 'INVALID_ARGUMENT');
  assert.equal(faults.ErrorInfo.domain, 'myopenip');
  assert.equal(faults.LocalizedMessage.locale, 'en');
  const fields = faults.BadRequest.fieldViolations.map((v) => v.field);
  assert.ok(fields.includes('amendment') && fields.includes('request_id'), fields.join());
  assert.equal(faults.ErrorInfo.metadata.fault_count, String(fields.length));

  const requestId = randomUUID();
  const opening = { parent: CUSTOMER, requestId, amendment: { contractedOffer: name } };
  let { amendment } = await portal.call('Amendments.CreateAmendment', opening);
  assert.equal(amendment.state, 'AMENDMENT_STATE_DRAFT');
  assert.deepEqual((await portal.call('Amendments.CreateAmendment', opening)).amendment, amendment, 'Sent again, the first answer comes again');

  const update = async (change, ...paths) => {
    const request = { amendment: { name: amendment.name, ...change }, updateMask: { paths }, etag: amendment.etag, requestId: randomUUID() };
    ({ amendment } = await portal.call('Amendments.UpdateAmendment', request));
  };

  console.log('6. Change the quantities');
  await update({ lines: [{ product, finalQuantity: STORY.final }] }, 'lines');
  assert.equal(amendment.recap.lines.find((l) => l.product === product).finalQuantity, STORY.final);

  console.log('8. Without an on-site contact there is no quote');
  const quoteRequest = () => ({ name: amendment.name, etag: amendment.etag, requestId: randomUUID(), fingerprint: amendment.recap.fingerprint });
  const missing = await refusal(status.FAILED_PRECONDITION, 'Amendments.IssueQuote', quoteRequest());
  assert.deepEqual(missing.PreconditionFailure.violations.map((v) => v.type), ['ON_SITE_CONTACT_REQUIRED']);
  assert.equal(missing.ErrorInfo.reason, 'ON_SITE_CONTACT_REQUIRED');
  assert.equal(missing.ErrorInfo.metadata.violation_count, '1');
  assert.equal(missing.LocalizedMessage.locale, 'fr');
  assert.ok(missing.RequestInfo.requestId);
  console.log(`   ${missing.LocalizedMessage.message}`);
  await update({ contacts: [{ displayName: 'Camille Martin', telephone: '+33320000000', accessHours: 'de 9 h à 17 h' }] }, 'contacts');

  console.log('10. Read the recap');
  ({ amendment } = await portal.call('Amendments.GetAmendment', { name: amendment.name }));
  const { changeTotals, wholeTotals, fingerprint } = amendment.recap;
  assert.deepEqual({
    setup: euros(changeTotals.setup.net),
    monthlyChange: euros(changeTotals.recurring.net),
    net: euros(wholeTotals.recurring.net),
    vat: euros(wholeTotals.recurring.vatTotal),
    gross: euros(wholeTotals.recurring.gross),
  }, EXPECTED);

  console.log('11. Issue the quote');
  const issued = await portal.call('Amendments.IssueQuote', quoteRequest());
  ({ amendment } = issued);
  assert.equal(issued.quote.fingerprint, fingerprint, 'The price quoted is the price seen');

  console.log('13b. Validate on behalf of the customer');
  const acceptedDocuments = issued.quote.documents.map(({ code, version, sha256 }) => ({ code, version, sha256 }));
  const accepted = await portal.call('Amendments.Validate', { ...quoteRequest(), onBehalfOfCustomer: true, acceptedDocuments });
  assert.equal(accepted.amendment.state, 'AMENDMENT_STATE_ACCEPTED');
  const { order } = accepted;
  const recurring = order.charges.filter((c) => c.kind === 'CHARGE_KIND_RECURRING').map((c) => euros(c.net));
  assert.equal(sum(recurring), EXPECTED.net, 'The amount ordered is the amount quoted');

  console.log('14. Deliver the order, and find the contracted offer changed');
  const delivered = await portal.call('Orders.Deliver', { name: order.name, etag: order.etag, requestId: randomUUID() });
  assert.equal(delivered.order.state, 'ORDER_STATE_DELIVERED');
  const after = (await portal.call('ContractedOffers.GetContractedOffer', { name })).contractedOffer;
  assert.equal(after.version, before.version + 1);
  assert.equal(after.lines.find((l) => l.product === product).quantity, STORY.final);
  assert.equal(euros(after.monthlyAmount), EXPECTED.net);
  console.log('Every answer was the one expected.');
} finally {
  portal.close();
}
