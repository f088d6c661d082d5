// The service as a client sees it: one stub per service, every call with a token of the caller and a promise as its answer.
import { promisify } from 'node:util';
import { readFileSync } from 'node:fs';
import { type CallOptions, Client, type ClientUnaryCall, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import {
  AmendmentsClient, DownloadAttachmentRequest, DownloadDocumentRequest, DownloadEvidenceRequest, EvidenceFormat, type NewAttachment, UploadAttachmentRequest, type UploadAttachmentResponse,
} from '../generated/ts-proto/myopenip/v1/amendments.js';
import { CatalogClient } from '../generated/ts-proto/myopenip/v1/catalog.js';
import { ContractedOffersClient } from '../generated/ts-proto/myopenip/v1/contracted_offers.js';
import { CustomersClient } from '../generated/ts-proto/myopenip/v1/customers.js';
import { OrdersClient } from '../generated/ts-proto/myopenip/v1/orders.js';

type Unary<Q, A> = (
  request: Q, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, answer: A) => void,
) => ClientUnaryCall;

/** The methods of a stub, each with a promise as its answer. */
type Promised<S> = { [K in keyof S]: S[K] extends Unary<infer Q, infer A> ? (request: Q, language?: string) => Promise<A> : never };

/** The content of the messages of a download: of an attachment or a document. */
async function contentOf(messages: AsyncIterable<{ content?: Buffer | Uint8Array | undefined }>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const { content } of messages) if (content) pieces.push(content);
  return Buffer.concat(pieces);
}

/** How long a server may take to serve, in milliseconds. */
const LONGEST_START = 300_000;

/** Retries and deadlines as the service publishes them: writes are repeated too, each carries a request id. */
const SERVICE_CONFIG = readFileSync(new URL('../../../../../protos/service-config.json', import.meta.url), 'utf8');

async function as(authorization: () => Promise<string>, language = 'fr'): Promise<Metadata> {
  const metadata = new Metadata();
  metadata.set('authorization', await authorization());
  metadata.set('accept-language', language);
  return metadata;
}

function promised<S extends Client>(stub: S, authorization: () => Promise<string>): Promised<S> {
  return new Proxy(stub, {
    get: (_, name) => async (request: unknown, language = 'fr') => {
      const metadata = await as(authorization, language);
      const method = stub[name as keyof S] as Unary<unknown, unknown>;
      return new Promise((resolve, reject) =>
        method.call(stub, request, metadata, {}, (error, answer) => (error ? reject(error) : resolve(answer))));
    },
  }) as unknown as Promised<S>;
}

/** Waits until the server says that it serves (grpc.health.v1): it accepts connections some time before it is warm. */
async function serving(stub: Client): Promise<void> {
  const bytes = (b: Buffer) => b;
  const check = promisify<Buffer>((answer) =>
    stub.makeUnaryRequest<Buffer, Buffer>('/grpc.health.v1.Health/Check', bytes, bytes, Buffer.alloc(0), { deadline: Date.now() + LONGEST_START },
      answer as (error: ServiceError | null, value?: Buffer) => void));
  const SERVING = Buffer.from([8, 1]);
  for (const end = Date.now() + LONGEST_START; !(await check()).equals(SERVING); await new Promise((resolve) => setTimeout(resolve, 200)))
    if (Date.now() > end) throw new Error('The server does not say that it serves.');
}

/** Connects and waits until the server serves. */
export async function connect(url: string, authorization: () => Promise<string>) {
  const address = new URL(url);
  const [secure, options] = [address.protocol === 'https:' ? credentials.createSsl() : credentials.createInsecure(), { 'grpc.service_config': SERVICE_CONFIG }];
  const stubs = {
    customers: new CustomersClient(address.host, secure, options),
    catalog: new CatalogClient(address.host, secure, options),
    contractedOffers: new ContractedOffersClient(address.host, secure, options),
    amendments: new AmendmentsClient(address.host, secure, options),
    orders: new OrdersClient(address.host, secure, options),
  };
  await promisify(stubs.customers.waitForReady).call(stubs.customers, Date.now() + LONGEST_START);
  await serving(stubs.customers);
  return {
    customers: promised(stubs.customers, authorization),
    catalog: promised(stubs.catalog, authorization),
    contractedOffers: promised(stubs.contractedOffers, authorization),
    amendments: promised(stubs.amendments, authorization),
    orders: promised(stubs.orders, authorization),
    /** Attaches a file. No library repeats a stream; the request id makes it harmless to do so. */
    upload: async (attachment: NewAttachment, content: Buffer): Promise<UploadAttachmentResponse> => {
      for (let attempt = 1; ; attempt++) {
        const metadata = await as(authorization);
        try {
          return await new Promise((resolve, reject) => {
            const call = stubs.amendments.uploadAttachment(metadata, (error, answer) => (error ? reject(error) : resolve(answer)));
            call.write(UploadAttachmentRequest.fromPartial({ attachment }));
            for (let i = 0; i < content.length; i += 65_536) call.write(UploadAttachmentRequest.fromPartial({ content: content.subarray(i, i + 65_536) }));
            call.end();
          });
        } catch (error) {
          if (attempt === 5 || (error as ServiceError).code !== status.UNAVAILABLE) throw error;
        }
      }
    },
    downloadAttachment: async (name: string) => contentOf(stubs.amendments.downloadAttachment(DownloadAttachmentRequest.fromPartial({ name }), await as(authorization))),
    downloadDocument: async (sha256: string) => contentOf(stubs.amendments.downloadDocument(DownloadDocumentRequest.fromPartial({ sha256 }), await as(authorization))),
    downloadEvidence: async (name: string) =>
      contentOf(stubs.amendments.downloadEvidence(DownloadEvidenceRequest.fromPartial({ name, format: EvidenceFormat.EVIDENCE_FORMAT_JSON }), await as(authorization))),
    close: () => Object.values(stubs).forEach((stub) => stub.close()),
  };
}
