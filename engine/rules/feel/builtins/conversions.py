"""number, string, range (DMN 1.5, table 73)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.builtins.registry import builtin
from engine.rules.feel.decimals import number_from
from engine.rules.feel.text import text_of

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


@builtin("number", "from: string, grouping separator?: string?, decimal separator?: string?")
def number(
    meter: Meter, from_: str, grouping_separator: str | None = None, decimal_separator: str | None = None
) -> Value:
    """The number a text stands for. Grouping: space, comma or period; decimal: comma or period; the two must differ."""
    group, point = grouping_separator, decimal_separator
    if group not in (None, " ", ",", ".") or point not in (None, ",", ".") or group == (point or "."):
        return meter.wrong("the separators must be different, and a space, comma or period", group)
    text = from_.replace(group, "") if group else from_
    if point == ",":
        if "." in text:
            return meter.wrong("the text is no number", from_)
        text = text.replace(",", ".")
    if len(text) > 7000 or not _NUMBER.fullmatch(text):
        return meter.wrong("the text is no number", from_)
    return number_from(text)


@builtin("number", "from: number")
def number_itself(meter: Meter, from_: Decimal) -> Value:
    """A number is itself."""
    return from_


@builtin("string", "from: any")
def string(meter: Meter, from_: Value) -> Value:
    """The text of a value; null stays null."""
    return None if from_ is None else meter.text(text_of(from_, meter))
