// A refusal of the service, read: the status says what kind, the details say why.

/** Names of the details that the service sends, as in google/rpc/error_details.proto. */
const DETAILS = ['ErrorInfo', 'RequestInfo', 'LocalizedMessage', 'BadRequest', 'PreconditionFailure', 'RetryInfo'];

/**
 * Reads the google.rpc.Status that travels in the trailer grpc-status-details-bin.
 * @param definitions What proto-loader made of google/rpc/status.proto and google/rpc/error_details.proto.
 * @param error What a call of grpc-js was rejected with.
 * @returns {object} The details by name, such as {ErrorInfo: {reason, domain, metadata}, ...}.
 */
export function readRefusal(definitions, error) {
  const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
  if (!bytes) throw new Error(`No details: ${error.message}`);
  const status = definitions['google.rpc.Status'].deserialize(bytes);
  const details = {};
  for (const { type_url: url, value } of status.details) {
    const name = url.split('/').pop().replace('google.rpc.', '');
    if (DETAILS.includes(name)) details[name] = definitions[`google.rpc.${name}`].deserialize(value);
  }
  return details;
}
