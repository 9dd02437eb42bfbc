"""Text to tokens: lark's lexer over tokens.lark."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lark import Lark
from lark.exceptions import UnexpectedCharacters

from engine.rules.feel.errors import FeelLimitError, FeelSyntaxError, Position

LONGEST_TEXT = 50_000
"""Code points of one expression; a longer one is refused before it is read."""

_LEXER = Lark.open("tokens.lark", rel_to=__file__, parser=None, lexer="basic")  # with a parser, lark would build the lexer anew for each text


@dataclass(frozen=True, slots=True)
class Token:
    """kind: STRING, NUMBER, NAME, SYMBOL or END; text as written; at: line and column; start, end: offsets."""

    kind: str
    text: str
    at: Position
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """All tokens of the text and an END token. Raises FeelSyntaxError, FeelLimitError."""
    if len(text) > LONGEST_TEXT:
        raise FeelLimitError("expression text")
    found = []
    try:
        for token in _LEXER.lex(text):
            at = (token.line or 1, token.column or 1)
            found.append(Token(token.type, str(token), at, token.start_pos or 0, token.end_pos or 0))
    except UnexpectedCharacters as error:
        place = error.pos_in_stream or 0
        raise FeelSyntaxError(f"unexpected character {text[place : place + 1]!r}", (error.line, error.column)) from None
    lines = text.count("\n")
    found.append(Token("END", "", (lines + 1, len(text) - (text.rfind("\n") + 1) + 1), len(text), len(text)))
    return tuple(found)


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[str, ...]:
    """The tokens a name consists of ("first name" has two); empty when it cannot be written in FEEL."""
    try:
        return tuple(token.text for token in tokens(name) if token.kind != "END")
    except (FeelSyntaxError, FeelLimitError):
        return ()
