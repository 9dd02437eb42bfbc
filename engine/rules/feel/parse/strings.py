"""String literals: escapes as the standard lists them; an unknown one stays as written, so that "\\d" needs no doubling."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


def _character(match: re.Match[str]) -> str:
    short, long, simple = match.groups()
    code = short or long
    if code is not None:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF else match.group()
    return _SIMPLE.get(simple, match.group())


def unescaped(literal: str) -> str:
    """The value of a literal in quotes. Two escaped surrogates become the one code point they stand for."""
    text = literal[1:-1]
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(_character, text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
