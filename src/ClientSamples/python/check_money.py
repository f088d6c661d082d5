"""Tries the conversions on the published vectors: python3 check_money.py FILE"""

import json
import pathlib
import sys
from decimal import Decimal

from google.type import money_pb2
from money import MoneyFault, from_money, parse_amount


def fault_of(convert, *arguments):
    """What the conversion refuses the arguments for."""
    try:
        return f"accepted as {convert(*arguments)}"
    except MoneyFault as refused:
        return refused.fault


def same(expected, actual, about):
    if expected != actual:
        sys.exit(f"{about}: expected {expected!r}, got {actual!r}")


vectors = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
for v in vectors["valid"]:
    money = money_pb2.Money(currency_code="EUR", units=int(v["units"]), nanos=v["nanos"])
    same(Decimal(v["text"]), from_money(money, v["decimals"]), v)
    same((money.units, money.nanos), parse_amount(v["text"], v["decimals"]), v)
for v in vectors["invalidMoney"]:
    money = money_pb2.Money(currency_code=v["currencyCode"], units=int(v["units"]), nanos=v["nanos"])
    same(v["fault"], fault_of(from_money, money, v["decimals"]), v)
for v in vectors["invalidText"]:
    same(v["fault"], fault_of(parse_amount, v["text"], v["decimals"]), v)
invalid = len(vectors["invalidMoney"]) + len(vectors["invalidText"])
print(f"{len(vectors['valid'])} valid, {invalid} invalid: all as published.")
