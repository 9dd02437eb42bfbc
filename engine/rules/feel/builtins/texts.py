"""String functions with patterns: matches, replace, split, extract (DMN 1.5, table 75; patterns of XQuery 1.0, clause 7.6.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from engine.rules.feel.builtins.registry import builtin
from engine.rules.feel.patterns import PatternError, compiled, guarded

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_REFERENCE = re.compile(r"\\([\\$])|\$(\d+)|([\\$])")


@builtin("matches", "input: string, pattern: string, flags?: string?")
def matches(meter: Meter, input: str, pattern: str, flags: str | None = None) -> Value:  # the standard's name
    """Whether the pattern occurs in the input."""
    try:
        found = compiled(meter, pattern, flags or "")
    except PatternError as error:
        return meter.wrong(str(error), pattern)
    return guarded(meter, lambda timeout: found.search(input, timeout=timeout) is not None)


@builtin("replace", "input: string, pattern: string, replacement: string, flags?: string?")
def replace(
    meter: Meter, input: str, pattern: str, replacement: str, flags: str | None = None
) -> Value:  # the standard's name
    """Every match replaced; $1 is the first group, $0 the whole match."""
    try:
        found = compiled(meter, pattern, flags or "")
        _some(found)
        pieces = [replacement] if "q" in (flags or "") else _pieces(replacement, found.groups)
    except PatternError as error:
        return meter.wrong(str(error), pattern)

    def run(timeout: float) -> str:
        parts, end, length = list[str](), 0, 0
        for match in found.finditer(input, timeout=timeout):
            before = input[end : match.start()]
            new = "".join(piece if isinstance(piece, str) else match.group(piece) or "" for piece in pieces)
            parts += (before, new)
            end, length = match.end(), length + len(before) + len(new)
            if length > meter.limits.text:
                break
        return "".join(parts) + input[end:]

    return meter.text(guarded(meter, run))


def _some(pattern: Any) -> None:
    """Raises PatternError for a pattern that matches nothing at all: it cannot say where to cut (err:FORX0003)."""
    if pattern.search("") is not None:
        raise PatternError("the pattern matches the empty string")


def _pieces(replacement: str, groups: int) -> list[str | int]:
    """Literal text and group numbers of a replacement; raises PatternError for a lone $ or backslash."""
    pieces: list[str | int] = []
    end = 0
    for match in _REFERENCE.finditer(replacement):
        pieces.append(replacement[end : match.start()])
        end = match.end()
        if match[3]:
            raise PatternError("a $ or backslash in a replacement must be escaped or name a group")
        if match[1]:
            pieces.append(match[1])
            continue
        number, rest = match[2], ""
        while len(number) > 1 and int(number) > groups:
            number, rest = number[:-1], number[-1] + rest
        pieces += ([int(number)] if int(number) <= groups else []) + [rest]
    return [*pieces, replacement[end:]]


@builtin("split", "string: string, delimiter: string")
def split(meter: Meter, string: str, delimiter: str) -> Value:
    """The pieces between matches of a pattern."""
    try:
        found = compiled(meter, delimiter, "")
        _some(found)
    except PatternError as error:
        return meter.wrong(str(error), delimiter)

    def run(timeout: float) -> list[Value]:
        parts, end = list["Value"](), 0
        for match in found.finditer(string, timeout=timeout):
            if match.end() == match.start():
                continue
            parts.append(string[end : match.start()])
            end = match.end()
        return [*parts, string[end:]]

    result = guarded(meter, run)
    meter.room(len(result))
    return result


@builtin("extract", "input: string, pattern: string")
def extract(meter: Meter, input: str, pattern: str) -> Value:  # the standard's name
    """All matches of a pattern, as a list of strings."""
    try:
        found = compiled(meter, pattern, "")
    except PatternError as error:
        return meter.wrong(str(error), pattern)
    result: list[Value] = guarded(
        meter, lambda timeout: [match.group() for match in found.finditer(input, timeout=timeout)]
    )
    meter.room(len(result))
    return result
