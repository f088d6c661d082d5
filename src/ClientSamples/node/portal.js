// The service as a client sees it: one stub per service, every call with the caller's name and a promise as its answer.
import { promisify } from 'node:util';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SERVICES = ['Customers', 'Catalog', 'ContractedOffers', 'Amendments', 'Orders'];
const FILES = [
  'myopenip/v1/customers.proto',
  'myopenip/v1/catalog.proto',
  'myopenip/v1/contracted_offers.proto',
  'myopenip/v1/amendments.proto',
  'myopenip/v1/orders.proto',
  'google/rpc/status.proto',
  'google/rpc/error_details.proto',
];

/** What the protos define, by full name. int64 is text: JavaScript's numbers end at 2^53. */
export const definitions = protoLoader.loadSync(FILES, {
  includeDirs: ['protos', 'third_party/googleapis', 'third_party/protovalidate'].map((folder) => `${ROOT}/${folder}`),
  longs: String,
  enums: String,
  defaults: true,
  arrays: true,
});

/** How long a server may take to serve, in milliseconds. */
const LONGEST_START = 300_000;

/** Waits until the server says that it serves (grpc.health.v1): it accepts connections some time before it is warm. */
async function serving(stub) {
  const bytes = (b) => b;
  const check = promisify((answer) =>
    stub.makeUnaryRequest('/grpc.health.v1.Health/Check', bytes, bytes, Buffer.alloc(0), { deadline: Date.now() + LONGEST_START }, answer));
  const SERVING = Buffer.from([8, 1]);
  for (const end = Date.now() + LONGEST_START; !(await check()).equals(SERVING); await new Promise((resolve) => setTimeout(resolve, 200)))
    if (Date.now() > end) throw new Error('The server does not say that it serves.');
}

/** Connects and waits until the server serves. */
export async function connect(url, caller) {
  const address = new URL(url);
  const credentials = address.protocol === 'https:' ? grpc.credentials.createSsl() : grpc.credentials.createInsecure();
  const options = { 'grpc.service_config': readFileSync(`${ROOT}/protos/service-config.json`, 'utf8') };
  const packages = grpc.loadPackageDefinition(definitions).myopenip.v1;
  const stubs = SERVICES.map((name) => new packages[name](address.host, credentials, options));
  await Promise.all(stubs.map((stub) => promisify(stub.waitForReady).call(stub, Date.now() + LONGEST_START)));
  await serving(stubs[0]);

  /** Calls a method, such as call('Customers.ListCustomers', {query: '44660'}). */
  const call = (method, request, language = 'fr') => {
    const [service, name] = method.split('.');
    const stub = stubs[SERVICES.indexOf(service)];
    const metadata = new grpc.Metadata();
    metadata.set('authorization', caller);
    metadata.set('accept-language', language);
    return promisify(stub[name]).call(stub, request, metadata);
  };
  return { call, close: () => stubs.forEach((stub) => stub.close()) };
}

export const { status } = grpc;
