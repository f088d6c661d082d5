// What @bufbuild/protovalidate makes of messages: reads lines "type base64" and writes, for each, the faulty fields with a space between.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [descriptors, messages, verdicts] = process.argv.slice(2);
const require = createRequire(`${process.cwd()}/package.json`);
const load = (name) => import(pathToFileURL(require.resolve(name)));
const { createFileRegistry, fromBinary } = await load('@bufbuild/protobuf');
const { pathToString } = await load('@bufbuild/protobuf/reflect');
const { FileDescriptorSetSchema } = await load('@bufbuild/protobuf/wkt');
const { createValidator } = await load('@bufbuild/protovalidate');

const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(descriptors)));
const validator = createValidator({ registry });
const told = readFileSync(messages, 'utf8').trimEnd().split('\n').map((line) => {
  const [type, content] = line.split(' ');
  const schema = registry.getMessage(type);
  const result = validator.validate(schema, fromBinary(schema, Buffer.from(content ?? '', 'base64')));
  if (result.kind === 'error') throw result.error;
  return result.kind === 'valid' ? '' : [...new Set(result.violations.map((v) => pathToString(v.field)))].sort().join(' ');
});
writeFileSync(verdicts, `${told.join('\n')}\n`);
