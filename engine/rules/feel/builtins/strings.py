"""String functions that look for or cut pieces of text, by code point (DMN 1.5, table 75)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.builtins.registry import builtin

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


@builtin("substring", "string: string, start position: number, length?: number?")
def substring(meter: Meter, string: str, start_position: Decimal, length: Decimal | None = None) -> Value:
    """Code points from a place counted from 1, or backwards from -1."""
    start = int(start_position)
    if start == 0 or abs(start) > len(string):
        return meter.wrong("the start position lies outside the string", start_position)
    begin = start - 1 if start > 0 else len(string) + start
    if length is None:
        return meter.text(string[begin:])
    if not 1 <= int(length) <= len(string) - begin:
        return meter.wrong("the length must be at least 1 and end within the string", length)
    return meter.text(string[begin : begin + int(length)])


@builtin("string length", "string: string")
def string_length(meter: Meter, string: str) -> Value:
    """The number of code points."""
    return Decimal(len(string))


@builtin("upper case", "string: string")
def upper_case(meter: Meter, string: str) -> Value:
    """Unicode upper case."""
    return meter.text(string.upper())


@builtin("lower case", "string: string")
def lower_case(meter: Meter, string: str) -> Value:
    """Unicode lower case."""
    return meter.text(string.lower())


@builtin("substring before", "string: string, match: string")
def substring_before(meter: Meter, string: str, match: str) -> Value:
    """What stands before the first match; empty when there is none."""
    before, found, _ = string.partition(match) if match else ("", "", "")
    return meter.text(before if found else "")


@builtin("substring after", "string: string, match: string")
def substring_after(meter: Meter, string: str, match: str) -> Value:
    """What stands after the first match; empty when there is none."""
    return meter.text(string.partition(match)[2] if match else string)


@builtin("contains", "string: string, match: string")
def contains(meter: Meter, string: str, match: str) -> Value:
    """Whether the match occurs."""
    meter.charge(len(string) >> 9)
    return match in string


@builtin("starts with", "string: string, match: string")
def starts_with(meter: Meter, string: str, match: str) -> Value:
    """Whether the string begins with the match."""
    return string.startswith(match)


@builtin("ends with", "string: string, match: string")
def ends_with(meter: Meter, string: str, match: str) -> Value:
    """Whether the string ends with the match."""
    return string.endswith(match)


@builtin("string join", "list: list, delimiter?: string?")
@builtin("string join", "list: list, delimiter: string?, prefix: string?, suffix: string?")
def string_join(
    meter: Meter, list_: list[Value], delimiter: str | None = None, prefix: str | None = None, suffix: str | None = None
) -> Value:
    """The strings of a list joined; nulls are left out."""
    parts = [part for part in list_ if part is not None]
    if not all(isinstance(part, str) for part in parts):
        return meter.wrong("only strings can be joined", list_)
    meter.charge(len(parts))
    length = sum(len(part) for part in parts if isinstance(part, str)) + len(parts) * len(delimiter or "")
    if length > meter.limits.text:
        meter.text(" " * (meter.limits.text + 1))
    return meter.text(
        (prefix or "") + (delimiter or "").join(part for part in parts if isinstance(part, str)) + (suffix or "")
    )
