// The service as a client sees it, through the gRPC transport of Connect.
import { setTimeout as pause } from 'node:timers/promises';
import { Code, ConnectError, createClient, type Interceptor } from '@connectrpc/connect';
import { createGrpcTransport, Http2SessionManager } from '@connectrpc/connect-node';
import { Amendments } from '../generated/es/myopenip/v1/amendments_pb.js';
import { ContractedOffers } from '../generated/es/myopenip/v1/contracted_offers_pb.js';
import { Customers } from '../generated/es/myopenip/v1/customers_pb.js';
import { Orders } from '../generated/es/myopenip/v1/orders_pb.js';

/** As the service config says it, which Connect does not read. */
const MOST_ATTEMPTS = 5;
const DEADLINE = 30_000;

/** Repeats a call while the service answers UNAVAILABLE; writes too: each carries a request id, and is applied once. */
const repeated: Interceptor = (next) => async (request) => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await next(request);
    } catch (error) {
      if (request.stream || attempt === MOST_ATTEMPTS || ConnectError.from(error).code !== Code.Unavailable) throw error;
      await pause(100 * 2 ** attempt * Math.random());
    }
  }
};

/** Says who calls, and asks for refusals in French where the call asks for nothing else. */
const as = (authorization: () => Promise<string>): Interceptor => (next) => async (request) => {
  request.header.set('authorization', await authorization());
  if (!request.header.has('accept-language')) request.header.set('accept-language', 'fr');
  return next(request);
};

/** Connects. */
export function connect(baseUrl: string, authorization: () => Promise<string>) {
  const sessionManager = new Http2SessionManager(baseUrl);
  const transport = createGrpcTransport({ baseUrl, sessionManager, defaultTimeoutMs: DEADLINE, interceptors: [as(authorization), repeated] });
  return {
    customers: createClient(Customers, transport),
    contractedOffers: createClient(ContractedOffers, transport),
    amendments: createClient(Amendments, transport),
    orders: createClient(Orders, transport),
    close: () => sessionManager.abort(),
  };
}
