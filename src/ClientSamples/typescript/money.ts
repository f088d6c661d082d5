// Amounts: google.type.Money on the wire, exact decimal text here. JavaScript's numbers are binary and lose cents.

/** google.type.Money, as ts-proto and protoc-gen-es both make it. */
export interface Money {
  currencyCode: string;
  units: bigint;
  nanos: number;
}

const INT64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

/** An amount that is refused; `fault` says for what, in the words of protos/money-vectors.json. */
export class MoneyFault extends Error {
  constructor(readonly fault: string, value: unknown) {
    super(`${fault}: ${JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part))}`);
  }
}

/** The decimal text of a Money with at most so many decimals (2 for totals, 4 for unit prices). */
export function fromMoney(money: Money | undefined, decimals = 2): string {
  if (!money) throw new MoneyFault('CURRENCY', money);
  const { currencyCode, units, nanos } = money;
  if (currencyCode !== 'EUR') throw new MoneyFault('CURRENCY', money);
  if (Math.abs(nanos) > 999_999_999) throw new MoneyFault('NANOS', money);
  if ((units > 0n && nanos < 0) || (units < 0n && nanos > 0)) throw new MoneyFault('SIGN', money);
  const fraction = String(Math.abs(nanos)).padStart(9, '0').replace(/0+$/, '');
  if (fraction.length > decimals) throw new MoneyFault('DECIMALS', money);
  const sign = units < 0n || nanos < 0 ? '-' : '';
  return `${sign}${units < 0n ? -units : units}${fraction && '.'}${fraction}`;
}

/** The Money of a decimal text with at most so many decimals. */
export function toMoney(text: string, decimals = 2): Money {
  const parts = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (!parts) throw new MoneyFault('FORMAT', text);
  const [, sign, whole, fraction = ''] = parts;
  if (fraction.length > decimals) throw new MoneyFault('DECIMALS', text);
  const units = BigInt(sign + whole);
  if (units < INT64.least || units > INT64.most) throw new MoneyFault('RANGE', text);
  const nanos = Number(fraction.padEnd(9, '0'));
  return { currencyCode: 'EUR', units, nanos: sign && nanos ? -nanos : nanos };
}

/** The sum of decimal texts, exact to nine decimals. */
export function sum(texts: string[]): string {
  const total = texts.map((text) => toMoney(text, 9)).reduce((all, m) => all + m.units * 1_000_000_000n + BigInt(m.nanos), 0n);
  return fromMoney({ currencyCode: 'EUR', units: total / 1_000_000_000n, nanos: Number(total % 1_000_000_000n) }, 9);
}
