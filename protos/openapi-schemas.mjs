// The schemas of messages as proto3 JSON has them.

/** Messages whose JSON is not an object of their fields. */
const WELL_KNOWN = {
  'google.protobuf.Timestamp': { type: 'string', format: 'date-time' },
  'google.protobuf.Duration': { type: 'string', pattern: '^-?[0-9]+(\\.[0-9]{1,9})?s$', example: '1s' },
  'google.protobuf.FieldMask': { type: 'string', pattern: '^[A-Za-z0-9.,]*$', example: 'lines,installationSite' },
};

const SCALARS = {
  string: { type: 'string' },
  bool: { type: 'boolean' },
  int32: { type: 'integer', format: 'int32' },
  uint32: { type: 'integer', format: 'int64', minimum: 0 },
  int64: { type: 'string', format: 'int64', pattern: '^-?[0-9]+$' },
  bytes: { type: 'string', format: 'byte' },
};

/** The details of refusals, by the type that their @type names. */
const DETAILS = ['ErrorInfo', 'RequestInfo', 'LocalizedMessage', 'BadRequest', 'PreconditionFailure', 'RetryInfo'];

/** The schema of a field; the messages that it needs are added to the schemas. */
export function schemaOf(field, described, schemas) {
  const entry = field.message && described.messages.get(field.type);
  if (entry?.isMap) {
    const value = entry.fields.find((f) => f.name === 'value');
    return { type: 'object', additionalProperties: schemaOf(value, described, schemas) };
  }
  const one = valueOf(field, described, schemas);
  return field.repeated ? { type: 'array', items: one, ...listBounds(field.rules) } : one;
}

/** Adds the schema of a message to the schemas, and answers with its name there. */
schemaOf.message = (message, described, schemas) => {
  if (schemas[message.short]) return message.short;
  const required = message.fields.filter((f) => f.required).map((f) => f.jsonName);
  const properties = {};
  schemas[message.short] = { type: 'object', description: message.comment, ...(required.length && { required }), properties };
  // What a request does not have is refused; answers may get more.
  if (message.short.endsWith('Request')) schemas[message.short].additionalProperties = false;
  for (const field of message.fields) {
    const schema = schemaOf(field, described, schemas);
    const about = { ...(field.comment && { description: field.comment }), ...(field.readOnly && { readOnly: true }) };
    // Beside a reference nothing else counts in OpenAPI 3.0.
    properties[field.jsonName] = schema.$ref && Object.keys(about).length ? { allOf: [schema], ...about } : { ...schema, ...about };
  }
  return message.short;
};

/** The schema of a refusal, whose details say in @type what they are. */
export function refusals(described, schemas) {
  const ref = (name) => `#/components/schemas/${name}`;
  const mapping = {};
  for (const name of DETAILS) {
    const [message, url] = [described.messages.get(`google.rpc.${name}`), `type.googleapis.com/google.rpc.${name}`];
    const { description, properties } = schemas[schemaOf.message(message, described, schemas)];
    schemas[`${name}Detail`] = { type: 'object', description, required: ['@type'], properties: { '@type': { type: 'string', enum: [url] }, ...properties } };
    mapping[url] = ref(`${name}Detail`);
  }
  const status = schemaOf.message(described.messages.get('google.rpc.Status'), described, schemas);
  schemas[status].properties.details.items = {
    oneOf: Object.values(mapping).map(($ref) => ({ $ref })),
    discriminator: { propertyName: '@type', mapping },
  };
  return { $ref: ref(status) };
}

/** What buf.validate says of a list, as far as a schema can. */
function listBounds({ repeated } = {}) {
  return said({ minItems: repeated?.minItems, maxItems: repeated?.maxItems });
}

/** What buf.validate says of a value. Where a rule leaves the value of nobody alone, so does the schema: answers write it out. */
function valueBounds({ string, int32, ignore } = {}) {
  const spared = ignore === 'IGNORE_IF_ZERO_VALUE';
  const [least, most] = [int32?.gte ?? next(int32?.gt, 1), int32?.lte ?? next(int32?.lt, -1)];
  return {
    ...said({
      minLength: spared ? undefined : string?.minLen, maxLength: string?.maxLen,
      minimum: spared && least > 0 ? 0 : least, maximum: spared && most < 0 ? 0 : most,
    }),
    ...(string?.pattern && { pattern: spared ? `^$|${string.pattern}` : string.pattern }),
    ...(string?.uuid && { format: 'uuid' }),
  };
}

const next = (bound, step) => (bound === undefined ? undefined : bound + step);

/** The bounds that there are, as numbers: 64-bit ones are texts in the descriptors. */
const said = (bounds) => Object.fromEntries(Object.entries(bounds).filter(([, bound]) => bound !== undefined).map(([name, bound]) => [name, Number(bound)]));

function valueOf(field, described, schemas) {
  if (field.kind === 'enum') {
    const { short, comment, values } = described.enums.get(field.type);
    const meanings = values.map((v) => `- ${v.name}: ${v.comment}`).join('\n');
    schemas[short] ??= { type: 'string', description: `${comment}\n\n${meanings}`, enum: values.map((v) => v.name) };
    return { $ref: `#/components/schemas/${short}` };
  }
  if (field.message) {
    if (field.type === 'google.protobuf.Any') return {};
    if (WELL_KNOWN[field.type]) return { ...WELL_KNOWN[field.type] };
    return { $ref: `#/components/schemas/${schemaOf.message(described.messages.get(field.type), described, schemas)}` };
  }
  const scalar = SCALARS[field.kind];
  if (!scalar) throw new Error(`${field.name}: ${field.kind} has no schema yet.`);
  const rules = field.repeated ? field.rules?.repeated?.items : field.rules;
  return { ...scalar, ...(field.format === 'UUID4' && { format: 'uuid' }), ...valueBounds(rules) };
}
