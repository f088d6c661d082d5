// Reads refusals with a thousand causes, which must stay within what a client can receive:
//   node check-refusals.js --server http://127.0.0.1:5080
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { connect, definitions, status } from './portal.js';
import { readRefusal } from './refusal.js';

const [flag, server] = process.argv.slice(2);
if (flag !== '--server' || !server || !URL.canParse(server)) {
  console.error('Usage: node check-refusals.js --server http://127.0.0.1:5080');
  process.exit(2);
}

const COUNT = 1000;
const CUSTOMER = 'customers/44660';
const OFFER = `${CUSTOMER}/contractedOffers/OC94529`;
const MOST_ENTRIES = 25;
const MOST_BYTES = 4096;

const portal = await connect(server, 'Dev operator');

/** Calls, expects a refusal of a bounded size, and reads it. */
async function refusal(code, method, request) {
  const error = await portal.call(method, request).then(() => assert.fail(`${method} was to be refused`), (e) => e);
  assert.equal(error.code, code, error.message);
  assert.ok(error.metadata.get('grpc-status-details-bin')[0].length <= MOST_BYTES);
  return readRefusal(definitions, error);
}

const lines = (finalQuantity) => Array.from({ length: COUNT }, (_, i) => ({ product: `MANY_${i}`, finalQuantity }));
const creation = (wanted) => ({ parent: CUSTOMER, requestId: randomUUID(), amendment: { contractedOffer: OFFER, lines: wanted } });

/** A catalogue with another offer, whose thousand products the contracted offer does not have. */
function catalogue() {
  const file = JSON.parse(readFileSync(fileURLToPath(new URL('../../../data/catalogue.json', import.meta.url)), 'utf8'));
  const products = lines(0).map(({ product }) => ({ code: product, name: product, tariffs: [] }));
  delete file.$schema;
  return Buffer.from(JSON.stringify({ ...file, offers: [...file.offers, { code: 'many', name: 'Many', products }] }));
}

try {
  const faults = await refusal(status.INVALID_ARGUMENT, 'Amendments.CreateAmendment', creation(lines(-1)));
  assert.equal(faults.ErrorInfo.metadata.fault_count, String(COUNT));
  assert.ok(faults.BadRequest.fieldViolations.length > 0 && faults.BadRequest.fieldViolations.length <= MOST_ENTRIES);
  console.log(`${faults.ErrorInfo.metadata.fault_count} faults, ${faults.BadRequest.fieldViolations.length} told`);

  const { summary } = await portal.call('Catalog.ImportCatalog', { content: catalogue(), requestId: randomUUID() });
  assert.equal(summary.faultCount, 0, JSON.stringify(summary.faults[0]));

  const { amendment } = await portal.call('Amendments.CreateAmendment', creation(lines(1)));
  const blocking = amendment.recap.violations.filter((v) => v.blocks === 'BLOCKS_QUOTE').length;
  assert.ok(blocking >= COUNT);
  const { name, etag } = amendment;
  const violations = await refusal(status.FAILED_PRECONDITION, 'Amendments.IssueQuote', {
    name, etag, requestId: randomUUID(), fingerprint: amendment.recap.fingerprint,
  });
  assert.equal(violations.ErrorInfo.metadata.violation_count, String(blocking));
  assert.ok(violations.PreconditionFailure.violations.length > 0 && violations.PreconditionFailure.violations.length <= MOST_ENTRIES);
  console.log(`${violations.ErrorInfo.metadata.violation_count} violations, ${violations.PreconditionFailure.violations.length} told`);

  await portal.call('Amendments.CancelAmendment', { name, etag, requestId: randomUUID() });
  console.log('Every refusal was read.');
} finally {
  portal.close();
}
