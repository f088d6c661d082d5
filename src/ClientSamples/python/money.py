"""Amounts: google.type.Money on the wire, decimal.Decimal here. Binary floats lose cents."""

import re
from decimal import Decimal

NANOS = 1_000_000_000
INT64 = range(-(2**63), 2**63)


class MoneyFault(ValueError):
    """An amount that is refused; `fault` says for what, in the words of protos/money-vectors.json."""

    def __init__(self, fault, value):
        super().__init__(f"{fault}: {value!r}")
        self.fault = fault


def from_money(money, decimals):
    """The amount of a Money with at most so many decimals (2 for totals, 4 for unit prices)."""
    units, nanos = money.units, money.nanos
    if money.currency_code != "EUR":
        raise MoneyFault("CURRENCY", money)
    if abs(nanos) >= NANOS:
        raise MoneyFault("NANOS", money)
    if units > 0 > nanos or units < 0 < nanos:
        raise MoneyFault("SIGN", money)
    if nanos % 10 ** (9 - decimals):
        raise MoneyFault("DECIMALS", money)
    return Decimal(units) + Decimal(nanos).scaleb(-9)


def parse_amount(text, decimals):
    """The units and nanos of a decimal text with at most so many decimals."""
    parts = re.fullmatch(r"(-?)([0-9]+)(?:\.([0-9]+))?", text)
    if not parts:
        raise MoneyFault("FORMAT", text)
    sign, whole, fraction = parts[1], parts[2], parts[3] or ""
    if len(fraction) > decimals:
        raise MoneyFault("DECIMALS", text)
    units = int(sign + whole)
    if units not in INT64:
        raise MoneyFault("RANGE", text)
    nanos = int(fraction.ljust(9, "0"))
    return units, -nanos if sign else nanos
