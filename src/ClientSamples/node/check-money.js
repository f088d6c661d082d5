// Tries the conversions on the published vectors: node check-money.js [FILE]
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromMoney, toMoney } from './money.js';

const file = process.argv[2] ?? fileURLToPath(new URL('../../../protos/money-vectors.json', import.meta.url));
const vectors = JSON.parse(readFileSync(file, 'utf8'));

for (const { units, nanos, decimals, text } of vectors.valid) {
  const money = { currencyCode: 'EUR', units, nanos };
  assert.equal(fromMoney(money, decimals), text);
  assert.deepEqual(toMoney(text, decimals), money);
}
for (const { decimals, fault, ...money } of vectors.invalidMoney) {
  assert.throws(() => fromMoney(money, decimals), { fault }, JSON.stringify(money));
}
for (const { text, decimals, fault } of vectors.invalidText) {
  assert.throws(() => toMoney(text, decimals), { fault }, JSON.stringify(text));
}
const { valid, invalidMoney, invalidText } = vectors;
console.log(`${valid.length} valid, ${invalidMoney.length + invalidText.length} invalid: all as published.`);
