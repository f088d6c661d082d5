// Tries the conversions on the published vectors: node build/check-money.js FILE
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fromMoney, toMoney } from './money.js';

const vectors = JSON.parse(readFileSync(process.argv[2], 'utf8'));

for (const { units, nanos, decimals, text } of vectors.valid) {
  const money = { currencyCode: 'EUR', units: BigInt(units), nanos };
  assert.equal(fromMoney(money, decimals), text);
  assert.deepEqual(toMoney(text, decimals), money);
}
for (const { units, nanos, currencyCode, decimals, fault } of vectors.invalidMoney) {
  assert.throws(() => fromMoney({ currencyCode, units: BigInt(units), nanos }, decimals), { fault }, `${units} ${nanos} ${currencyCode}`);
}
for (const { text, decimals, fault } of vectors.invalidText) {
  assert.throws(() => toMoney(text, decimals), { fault }, JSON.stringify(text));
}
const { valid, invalidMoney, invalidText } = vectors;
console.log(`${valid.length} valid, ${invalidMoney.length + invalidText.length} invalid: all as published.`);
