"""Regular expressions of XQuery / XPath, run by the `regex` package under a time limit that one evaluation shares."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

import regex  # type: ignore[import-untyped]  # the package has no type stubs among ours

from engine.rules.feel.errors import FeelLimitError

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter

_Result = TypeVar("_Result")
_FLAGS = {"s": regex.DOTALL, "m": regex.MULTILINE, "i": regex.IGNORECASE, "x": 0, "q": 0}
_NAME_START = r":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF"
_NAME_PART = _NAME_START + r"\-.0-9\u00B7\u0300-\u036F\u203F\u2040"
_CLASSES = {"i": _NAME_START, "c": _NAME_PART}
_BLOCK = re.compile(r"([pP])\{Is([^}]+)\}")
_SPACED = re.compile(r"(\[(?:\\.|[^\]\\])*\])|[ \t\n\r]+", re.DOTALL)
_REFUSED = re.compile(r"\(\?(?!:)")
_CATEGORY = re.compile(r"[pP]\{(?:L[ulmto]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)\}")
_QUANTITY = re.compile(r"(\{\d+(?:,\d*)?\})(?!\+)")
_WORD = r"\p{P}\p{Z}\p{C}"
_SPACE = r" \t\n\r"
_SHORT = {"w": f"[^{_WORD}]", "W": f"[{_WORD}]", "s": f"[{_SPACE}]", "S": f"[^{_SPACE}]"}
"""XML Schema, part 2, appendix F: `_` is no \\w but a symbol such as `+` is; a no-break or ideographic space is no \\s."""
_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_DIGITS = tuple("0123456789")
_LONGEST = 5_000
_HEAVIEST = 20_000
_PART = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?:)?|\)|\{(\d*)(?:,(\d*))?\}|.", re.DOTALL)


class PatternError(Exception):
    """The pattern or its flags are not those of XQuery."""


def compiled(meter: Meter, pattern: str, flags: str) -> Any:
    """The pattern compiled, a regex.Pattern; raises PatternError. The first use of one in an evaluation costs more."""
    if (pattern, flags) not in meter.patterns:
        meter.charge(150 + len(pattern))
        meter.patterns.add((pattern, flags))
    return _compiled(pattern, flags)


@lru_cache(maxsize=512)
def _compiled(pattern: str, flags: str) -> Any:
    if any(flag not in _FLAGS for flag in flags):
        raise PatternError(f"the flags {flags} are not among s, m, i, x, q")
    if len(pattern) > _LONGEST:
        raise PatternError("the pattern is too long")
    if _weight(pattern) > _HEAVIEST:
        raise PatternError("the pattern repeats too much")
    mode = regex.VERSION1
    for flag in flags:
        mode |= _FLAGS[flag]
    try:
        return regex.compile(regex.escape(pattern) if "q" in flags else _translated(pattern, flags), mode)
    except (regex.error, ValueError, OverflowError, RecursionError, MemoryError) as error:
        raise PatternError(f"the pattern is not valid: {error}") from None


def _weight(pattern: str) -> int:
    """How large the pattern is with its counted repetitions written out: `regex` does write them out, nested ones multiplied."""
    totals, last = [0], 0
    for match in _PART.finditer(pattern):
        part = match.group()
        if part.startswith("("):
            if len(totals) > 50:
                raise PatternError("the pattern nests too deep")
            totals.append(0)
            last = 0
        elif part == ")" and len(totals) > 1:
            last = totals.pop()
            totals[-1] += last
        elif part.startswith("{"):
            count = max(int(digits[:6]) if digits else 1 for digits in match.groups())
            totals[-1] += last * (count - 1) if count else 0
            last *= max(count, 1)
        else:
            last = 1
            totals[-1] += 1
    return sum(totals)


def _translated(pattern: str, flags: str) -> str:
    """The differences between XQuery patterns and those of `regex`, taken out one character at a time."""
    if "x" in flags:
        pattern = _SPACED.sub(lambda match: match[1] or "", pattern)
    out: list[str] = []
    index, inside = 0, 0
    while index < len(pattern):
        character = pattern[index]
        if character == "\\":
            piece, index = _escape(pattern, index, inside > 0)
            out.append(piece)
            continue
        quantity = None if inside else _QUANTITY.match(pattern, index)
        if quantity is not None:
            out.append(quantity[1])
            index = quantity.end()
            continue
        out.append(_plain(pattern, index, inside, flags))
        inside += {"[": 1, "]": -1}.get(character, 0)
        if inside < 0:
            raise PatternError("the pattern has a ] too many")
        index += 1
    return "".join(out)


def _plain(pattern: str, index: int, inside: int, flags: str) -> str:
    character = pattern[index]
    if inside:
        if character == "[":
            return "-[" if pattern[index - 1] == "-" else "\\["
        if character == "-":
            return "-" if pattern[index + 1 : index + 2] == "[" or "-" not in pattern[index - 1 : index + 2 : 2] else "\\-"
        return "\\" + character if character in "&|~" else character
    if character == "(" and _REFUSED.match(pattern, index):
        raise PatternError("the pattern uses a group that XQuery does not have")
    if character == "$" and "m" not in flags:
        return r"\Z"
    if character == "." and "s" not in flags:
        return r"[^\n\r]"
    if character in "{}":
        raise PatternError("a brace counts repetitions, such as {2} or {2,5}, or is written with a backslash")
    if character in "*+?" and pattern[index + 1 : index + 2] == "+":
        raise PatternError("the pattern repeats a repetition")
    return character


def _escape(pattern: str, index: int, inside: bool) -> tuple[str, int]:
    """A backslash and what follows, translated, and the index after it."""
    character = pattern[index + 1 : index + 2]
    if character == "":
        raise PatternError("the pattern ends with a backslash")
    if character in "icIC":
        body = _CLASSES[character.lower()]
        negated = character.isupper()
        return (f"[^{body}]" if negated else body if inside else f"[{body}]"), index + 2
    if character in "pP":
        block = _BLOCK.match(pattern, index + 1)
        if block is not None:
            return f"\\{block[1]}{{In{block[2]}}}", block.end()
        category = _CATEGORY.match(pattern, index + 1)
        if category is None:
            raise PatternError("a character category is not one of Unicode, such as \\p{L} or \\p{IsGreek}")
        return pattern[index : category.end()], category.end()
    if character in _SHORT:
        return _SHORT[character], index + 2
    if character in "123456789" and not inside:
        groups = len(_GROUP.findall(pattern, 0, index))
        end = index + 2
        while pattern[end : end + 1] in _DIGITS and int(pattern[index + 1 : end + 1]) <= groups:
            end += 1
        return f"(?:{pattern[index:end]})", end
    if character in "dDnrt\\|.-^?*+{}()[]$":
        return pattern[index : index + 2], index + 2
    raise PatternError(f"\\{character} is no escape of XQuery")


def guarded(meter: Meter, run: Callable[[float], _Result]) -> _Result:
    """Run with the seconds that are left. Raises FeelLimitError when they are used up.

    The counter measures work done, as the guard of `regex` itself does; it never enters a value.
    """
    if meter.regex_left <= 0:
        raise FeelLimitError("regex time")
    start = perf_counter()
    try:
        return run(meter.regex_left)
    except TimeoutError:
        raise FeelLimitError("regex time") from None
    finally:
        meter.regex_left -= perf_counter() - start
        meter.left -= 20
