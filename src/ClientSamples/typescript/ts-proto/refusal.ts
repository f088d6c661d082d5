// A refusal of the service, read: the status says what kind, the details say why.
import assert from 'node:assert/strict';
import type { ServiceError, status } from '@grpc/grpc-js';
import { BadRequest, ErrorInfo, LocalizedMessage, PreconditionFailure, RequestInfo, RetryInfo } from '../generated/ts-proto/google/rpc/error_details.js';
import { Status } from '../generated/ts-proto/google/rpc/status.js';

/** The details that the service sends, by what their type names. */
export interface Refusal {
  ErrorInfo?: ErrorInfo;
  RequestInfo?: RequestInfo;
  LocalizedMessage?: LocalizedMessage;
  BadRequest?: BadRequest;
  PreconditionFailure?: PreconditionFailure;
  RetryInfo?: RetryInfo;
}

const DETAILS = { ErrorInfo, RequestInfo, LocalizedMessage, BadRequest, PreconditionFailure, RetryInfo };

/** Reads the google.rpc.Status that travels in the trailer grpc-status-details-bin. */
export function readRefusal(error: ServiceError): Refusal {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  if (!(bytes instanceof Buffer)) throw new Error(`No details: ${error.message}`);
  const read = Status.decode(bytes).details.map(({ typeUrl, value }) => {
    const name = typeUrl.replace('type.googleapis.com/google.rpc.', '');
    return [name, DETAILS[name as keyof typeof DETAILS]?.decode(value)];
  });
  return Object.fromEntries(read);
}

/** Expects a refusal of a call, and reads it. */
export async function refusalOf(code: status, call: Promise<unknown>): Promise<Refusal> {
  const error = await call.then(() => assert.fail('The call was to be refused.'), (e: ServiceError) => e);
  assert.equal(error.code, code, error.message);
  return readRefusal(error);
}
