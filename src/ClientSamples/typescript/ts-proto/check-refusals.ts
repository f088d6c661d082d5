// Reads refusals with a thousand causes, which must stay within what a client can receive:
//   node build/ts-proto/check-refusals.js --server http://localhost:5080
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ServiceError, status } from '@grpc/grpc-js';
import { serverOf } from '../arguments.js';
import { CancelAmendmentRequest, CreateAmendmentRequest, IssueQuoteRequest } from '../generated/ts-proto/myopenip/v1/amendments.js';
import { ImportCatalogRequest } from '../generated/ts-proto/myopenip/v1/catalog.js';
import { Blocks } from '../generated/ts-proto/myopenip/v1/violation.js';
import { tokensOfEnvironment } from '../tokens.js';
import { connect } from './portal.js';
import { readRefusal, type Refusal } from './refusal.js';

const COUNT = 1000;
const CUSTOMER = 'customers/44660';
const OFFER = `${CUSTOMER}/contractedOffers/OC94529`;
const MOST_ENTRIES = 25;
const MOST_BYTES = 4096;

const portal = await connect(serverOf('build/ts-proto/check-refusals.js'), tokensOfEnvironment());

/** Expects a refusal of a bounded size, and reads it. */
async function refusalOf(code: status, call: Promise<unknown>): Promise<Refusal> {
  const error = await call.then(() => assert.fail('The call was to be refused.'), (e: ServiceError) => e);
  assert.equal(error.code, code, error.message);
  assert.ok(error.metadata.get('grpc-status-details-bin')[0].length <= MOST_BYTES);
  return readRefusal(error);
}

const lines = (finalQuantity: number) => Array.from({ length: COUNT }, (_, i) => ({ product: `MANY_${i}`, finalQuantity }));
const creation = (finalQuantity: number) =>
  CreateAmendmentRequest.fromPartial({ parent: CUSTOMER, requestId: randomUUID(), amendment: { contractedOffer: OFFER, lines: lines(finalQuantity) } });

/** A catalogue with another offer, whose thousand products the contracted offer does not have. */
function catalogue(): Buffer {
  const file = JSON.parse(readFileSync(new URL('../../../../../data/catalogue.json', import.meta.url), 'utf8'));
  const products = lines(0).map(({ product }) => ({ code: product, name: product, tariffs: [] }));
  delete file.$schema;
  return Buffer.from(JSON.stringify({ ...file, offers: [...file.offers, { code: 'many', name: 'Many', products }] }));
}

try {
  const faults = await refusalOf(status.INVALID_ARGUMENT, portal.amendments.createAmendment(creation(-1)));
  const told = faults.BadRequest!.fieldViolations.length;
  assert.equal(faults.ErrorInfo!.metadata.fault_count, String(COUNT));
  assert.ok(told > 0 && told <= MOST_ENTRIES);
  console.log(`${COUNT} faults, ${told} told`);

  const { summary } = await portal.catalog.importCatalog(ImportCatalogRequest.fromPartial({ content: catalogue(), requestId: randomUUID() }));
  assert.equal(summary!.faultCount, 0, JSON.stringify(summary!.faults[0]));

  const { name, etag, recap } = (await portal.amendments.createAmendment(creation(1))).amendment!;
  const blocking = recap!.violations.filter((v) => v.blocks === Blocks.BLOCKS_QUOTE).length;
  assert.ok(blocking >= COUNT);
  const violations = await refusalOf(status.FAILED_PRECONDITION, portal.amendments.issueQuote(
    IssueQuoteRequest.fromPartial({ name, etag, requestId: randomUUID(), fingerprint: recap!.fingerprint })));
  assert.equal(violations.ErrorInfo!.metadata.violation_count, String(blocking));
  assert.ok(violations.PreconditionFailure!.violations.length > 0 && violations.PreconditionFailure!.violations.length <= MOST_ENTRIES);
  console.log(`${blocking} violations, ${violations.PreconditionFailure!.violations.length} told`);

  await portal.amendments.cancelAmendment(CancelAmendmentRequest.fromPartial({ name, etag, requestId: randomUUID() }));
  console.log('Every refusal was read.');
} finally {
  portal.close();
}
