// Holds an OpenAPI file against a server, with tools that know nothing of the protos:
//   node tests/EndToEnd.Tests/openapi.mjs openapi.json http://localhost:5081
// The file is linted, every operation of it is called through a client made from it, and what is sent and answered is
// compared with its schemas, where a field that the schema does not have counts as a fault too.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import OpenAPIClientAxios from 'openapi-client-axios';

const [file, server] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const definition = JSON.parse(text);

const problems = await lintFromString({ source: text, absoluteRef: file, config: await createConfig({ extends: ['spec'] }) });
assert.deepEqual(problems.map((p) => `${p.location[0]?.pointer}: ${p.message}`), []);

const strict = structuredClone(definition);
for (const schema of Object.values(strict.components.schemas)) if (schema.properties) schema.additionalProperties = false;
const ajv = addFormats.default(new Ajv.default({ strict: false, allErrors: true }));
ajv.addSchema(strict, 'api');

/** Compares a value with the schema at a place of the file. */
function compare(value, ...place) {
  const pointer = place.map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const validate = ajv.getSchema(`api#/${pointer}`);
  assert.ok(validate(value), `${place.join(' ')}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value).slice(0, 2000)}`);
}

const operations = new Map(Object.entries(definition.paths).flatMap(([path, verbs]) =>
  Object.entries(verbs).map(([verb, operation]) => [operation.operationId, { path, verb, hasBody: 'requestBody' in operation }])));
const called = new Set();

const { tokenUrl } = definition.components.securitySchemes.caller.flows.clientCredentials;
const { access_token: token } = await (await fetch(new URL(tokenUrl, server), {
  method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }),
  headers: { authorization: `Basic ${Buffer.from(process.env.MYOPENIP_CLIENT).toString('base64')}` },
})).json();

const api = new OpenAPIClientAxios.default({
  definition,
  axiosConfigDefaults: { baseURL: server, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, validateStatus: () => true },
});
const client = await api.init();

/** Calls an operation; its answer, or its refusal, is what the file says. */
async function call(operationId, parameters = {}, body = undefined, status = 200) {
  const { path, verb, hasBody } = operations.get(operationId);
  assert.equal(body !== undefined, hasBody, `${operationId}: body`);
  if (body !== undefined && status === 200) compare(body, 'paths', path, verb, 'requestBody', 'content', 'application/json', 'schema');
  const answer = await client[operationId](parameters, body);
  assert.equal(answer.status, status, `${operationId}: ${JSON.stringify(answer.data)}`);
  if (status === 200) compare(answer.data, 'paths', path, verb, 'responses', 200, 'content', 'application/json', 'schema');
  else compare(answer.data, 'components', 'responses', 'refusal', 'content', 'application/json', 'schema');
  called.add(operationId);
  return answer.data;
}

const last = (name) => name.split('/').pop();
const customer = '44660';
const { customer: known } = await call('Customers_GetCustomer', { customer });
await call('Customers_CreateSite', { customer }, {
  site: { displayName: 'Agence', address: { street: '12 Rue Nationale', postalCode: '59000', city: 'LILLE', countryCode: 'FR' } }, requestId: randomUUID(), validateOnly: true,
});
await call('Customers_UpdateSite', { customer, site: last(known.sites[0].name) }, {
  site: { telephone: '+33320000000' }, updateMask: 'telephone', etag: known.etag, requestId: randomUUID(), validateOnly: true,
});
await call('Customers_CreateContact', { customer }, {
  contact: { displayName: 'Camille Martin', telephone: '+33320000000' }, requestId: randomUUID(), validateOnly: true,
});
await call('Customers_UpdateContact', { customer, contact: last(known.contacts[0].name) }, {
  contact: { accessHours: '9 h - 18 h' }, updateMask: 'accessHours', etag: known.etag, requestId: randomUUID(), validateOnly: true,
});
await call('Customers_ListCustomers', { query: '44660', pageSize: 1, orderBy: 'company_name desc', filter: 'state = ACTIVE' });
const { offers } = await call('Catalog_ListOffers', { pageSize: 2 });
await call('Catalog_GetOffer', { offer: last(offers[0].name) });

const page = await call('ContractedOffers_ListContractedOffers', { customer, pageSize: 1, filter: 'state = DELIVERED AND product = SDA_FULL', orderBy: 'reference' });
await call('ContractedOffers_ListContractedOffers', { customer, pageSize: 1, filter: 'state = DELIVERED AND product = SDA_FULL', orderBy: 'reference', pageToken: page.nextPageToken });
const contractedOffer = last(page.contractedOffers[0].name);
await call('ContractedOffers_GetContractedOffer', { customer, contractedOffer, version: 1 });
const day = new Date();
const { contractedOffer: held } = await call('ContractedOffers_GetContractedOffer', {
  customer: '-', contractedOffer, 'date.year': day.getFullYear(), 'date.month': day.getMonth() + 1, 'date.day': day.getDate(),
});
await call('ContractedOffers_ListVersions', { customer, contractedOffer });
await call('ContractedOffers_UpdateSites', { customer, contractedOffer }, {
  etag: held.etag, requestId: randomUUID(), updateMask: 'installationSite.telephone', installationSite: { telephone: '+33320000000' }, validateOnly: true,
});

const quantity = held.lines.find((l) => l.product === 'SDA_FULL').quantity;
const lines = [{ product: 'SDA_FULL', finalQuantity: quantity + 10 }];
await call('Amendments_PreviewAmendment', { customer, contractedOffer }, { lines });

/** Opens an amendment that can be quoted. */
async function open() {
  const opened = await call('Amendments_CreateAmendment', { customer }, { requestId: randomUUID(), amendment: { contractedOffer: held.name, lines } });
  const changed = await call('Amendments_UpdateAmendment', { customer, amendment: last(opened.amendment.name) }, {
    amendment: { contacts: [{ displayName: 'Camille Martin', telephone: '+33320000000' }] },
    updateMask: 'contacts', etag: opened.amendment.etag, requestId: randomUUID(),
  });
  return changed.amendment;
}

const given = await open();
await call('Amendments_CancelAmendment', { customer, amendment: last(given.name) }, { etag: given.etag, requestId: randomUUID() });
const draft = await open();
const amendment = last(draft.name);
await call('Amendments_ApproveDiscounts', { customer, amendment }, {
  etag: draft.etag, requestId: randomUUID(), grants: [{ product: 'SDA_FULL', finalQuantity: quantity + 10, recurringPercent: { value: '10' } }],
}, 400);
const attachments = await call('Amendments_ListAttachments', { customer, amendment });
assert.deepEqual(attachments, { attachments: [] });
await call('Amendments_DeleteAttachment', { customer, amendment, attachment: '1', etag: draft.etag, requestId: randomUUID() }, undefined, 404);
const { comment } = await call('Amendments_CreateComment', { customer, amendment }, { text: 'Vu.', requestId: randomUUID() });
assert.deepEqual((await call('Amendments_ListComments', { customer, amendment, pageSize: 1 })).comments, [comment]);
const { events } = await call('Amendments_ListEvents', { customer, amendment, filter: 'kind = ADD_COMMENT' });
assert.deepEqual(events.map(({ kind, resource }) => ({ kind, resource })), [{ kind: 'ADD_COMMENT', resource: draft.name }]);
const issued = await call('Amendments_IssueQuote', { customer, amendment }, { etag: draft.etag, requestId: randomUUID(), fingerprint: draft.recap.fingerprint });
const quotes = await call('Amendments_ListQuotes', { customer, amendment });
if (operations.has('Amendments_GetQuote')) await call('Amendments_GetQuote', { customer, amendment, quote: last(quotes.quotes[0].name) });
const asked = {
  etag: issued.amendment.etag, requestId: randomUUID(), fingerprint: issued.quote.fingerprint,
  signer: { displayName: 'Claire Dubois', email: 'claire.dubois@client.example', capacity: 'Gérante', language: 'SIGNER_LANGUAGE_FRENCH' },
};
const unsent = await call('Amendments_RequestSignature', { customer, amendment }, asked, 400);
assert.equal(unsent.details.find((d) => d['@type'].endsWith('ErrorInfo')).reason, 'MAIL_NOT_CONFIGURED');
await call('Amendments_ResendSignature', { customer, amendment }, { etag: issued.amendment.etag, requestId: randomUUID() }, 400);
await call('Amendments_VerifySignature', {}, { sha256: '0'.repeat(64) });
await call('Amendments_GetSignature', { customer, amendment, quote: last(quotes.quotes[0].name) }, undefined, 404);
const accepted = await call('Amendments_Validate', { customer, amendment }, {
  etag: issued.amendment.etag, requestId: randomUUID(), fingerprint: issued.quote.fingerprint, onBehalfOfCustomer: true,
  acceptedDocuments: issued.quote.documents.map(({ code, version, sha256 }) => ({ code, version, sha256 })),
});
await call('Amendments_GetAmendment', { customer: '-', amendment });
await call('Amendments_ListAmendments', { customer, filter: 'state = ACCEPTED' });

const order = last(accepted.order.name);
await call('Orders_CancelOrder', { customer, order }, { etag: accepted.order.etag, requestId: randomUUID(), reason: 'Tried', validateOnly: true });
const started = await call('Orders_StartProvisioning', { customer, order }, { etag: accepted.order.etag, requestId: randomUUID() });
await call('Orders_CreateOrderComment', { customer, order }, { text: 'Commencé.', requestId: randomUUID() });
await call('Orders_ListOrderComments', { customer, order });
await call('Orders_Deliver', { customer, order }, { etag: started.order.etag, requestId: randomUUID() });
await call('Orders_GetOrder', { customer, order });
await call('Orders_ListOrders', { customer, pageSize: 1, orderBy: 'create_time desc' });
const imported = await call('Catalog_ImportCatalog', {}, { content: Buffer.from('{}').toString('base64'), requestId: randomUUID(), validateOnly: true });
assert.ok(imported.summary.faultCount > 0);

const refused = await call('Amendments_CreateAmendment', { customer }, { colour: 'red' }, 400);
assert.equal(refused.details.find((d) => d['@type'].endsWith('BadRequest')).fieldViolations[0].field, 'colour');

assert.deepEqual([...called].sort(), [...operations.keys()].sort(), 'Every operation is called');
console.log(`${called.size} operations, ${Object.keys(definition.components.schemas).length} schemas: all as the file says.`);
