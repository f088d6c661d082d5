// Writes the JSON API as OpenAPI 3.0, from the descriptors of the protos with their comments:
//   buf build --as-file-descriptor-set -o set.json && node protos/openapi.mjs set.json > protos/openapi.json
import { readFileSync } from 'node:fs';
import { collect } from './openapi-descriptors.mjs';
import { refusals, schemaOf } from './openapi-schemas.mjs';

const API = 'myopenip.v1';
const described = collect(JSON.parse(readFileSync(process.argv[2], 'utf8')));
const { services, messages, patterns } = described;
const schemas = {};

/** The resource whose name a template asks for: customers/* and customers/{customer} are one. */
function resourceOf(template) {
  const pattern = patterns.find((p) => p.replace(/\{[^}]+\}/g, '*') === template);
  if (!pattern) throw new Error(`No resource has the pattern ${template}.`);
  return pattern;
}

/** The path of a template of google.api.http, the field that it fills, and the parameters that take its place. */
function pathOf(template) {
  const variable = /\{([^=}]+)=([^}]+)\}/.exec(template);
  if (!variable) return { path: template, parameters: [] };
  const resource = resourceOf(variable[2]);
  const parameters = [...resource.matchAll(/(\w+)\/\{([^}]+)\}/g)].map(([, collection, name]) => ({
    name: camel(name),
    in: 'path',
    required: true,
    description: `What stands after ${collection}/ in the resource name.`,
    schema: { type: 'string', pattern: '^[^/]+$' },
  }));
  const path = template.replace(variable[0], resource.replace(/\{([^}]+)\}/g, (_, name) => `{${camel(name)}}`));
  return { path, field: variable[1], parameters };
}

function camel(name) {
  return name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
}

/** The parameters of a query: every field but the path's, messages by their parts. */
function queryOf(message, without, prefix = '', oneof = '') {
  return message.fields.filter((f) => f.name !== without).flatMap((field) => {
    const parts = field.message && !field.message.wellKnown && !field.repeated ? messages.get(field.type) : undefined;
    if (parts) return queryOf(parts, '', `${prefix}${field.jsonName}.`, field.comment);
    return {
      name: prefix + field.jsonName,
      in: 'query',
      ...(field.required && { required: true }),
      description: [oneof, field.comment].filter(Boolean).join(' '),
      schema: schemaOf(field, described, schemas),
    };
  });
}

/** The request less the field that the path fills. */
function bodyOf(message, without) {
  const rest = { ...message, fields: message.fields.filter((f) => f.name !== without) };
  const name = schemaOf.message(rest, described, schemas);
  return { required: true, content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } };
}

function operationOf(service, method, field, hasBody, parameters) {
  const message = messages.get(method.input);
  const answer = schemaOf.message(messages.get(method.output), described, schemas);
  return {
    operationId: `${service.name}_${method.name}`,
    tags: [service.name],
    description: method.comment,
    parameters: [...parameters, ...(hasBody ? [] : queryOf(message, field)), { $ref: '#/components/parameters/language' }],
    ...(hasBody && { requestBody: bodyOf(message, field) }),
    responses: {
      200: { description: messages.get(method.output).comment, content: { 'application/json': { schema: { $ref: `#/components/schemas/${answer}` } } } },
      default: { $ref: '#/components/responses/refusal' },
    },
  };
}

const paths = {};
for (const service of services.filter((s) => s.package === API)) {
  for (const method of service.methods.filter((m) => m.http)) {
    const { body, ...verbs } = method.http;
    const [[verb, template]] = Object.entries(verbs);
    const { path, field, parameters } = pathOf(template);
    (paths[path] ??= {})[verb] = operationOf(service, method, field, body === '*', parameters);
  }
}
const refusal = refusals(described, schemas);

/** The scope of a service: its name in snake case. */
const scopeOf = (service) => service.replace(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase();

const document = {
  openapi: '3.0.3',
  info: {
    title: 'MyOpenIP',
    version: 'v1',
    license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    description: 'The service as JSON over HTTP/1.1. Amounts are units and nanos (billionths) of one sign, 64-bit numbers are texts, enums are names. '
      + 'Every write carries a requestId, a UUID: sent again with the same content, it is applied once and answered the same.',
  },
  servers: [{ url: 'http://localhost:5081', description: 'A server started as the README says' }],
  security: [{ caller: [] }],
  tags: services.filter((s) => s.package === API).map(({ name, comment }) => ({ name, description: comment })),
  paths,
  components: {
    schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
    parameters: {
      language: {
        name: 'accept-language', in: 'header', description: 'The language of what is told of a refusal: French unless English comes first.',
        schema: { type: 'string', example: 'en' },
      },
    },
    responses: {
      refusal: { description: 'A refusal, with its details.', content: { 'application/json': { schema: refusal } } },
    },
    securitySchemes: {
      caller: {
        type: 'oauth2', description: 'A token for the scopes of the services that are called: Authorization: Bearer TOKEN.',
        flows: {
          clientCredentials: {
            tokenUrl: '/connect/token',
            scopes: Object.fromEntries(services.filter((s) => s.package === API).map(({ name }) => [scopeOf(name), `The service ${name}.`])),
          },
        },
      },
    },
  },
};
process.stdout.write(`${JSON.stringify(document, null, 1)}\n`);
