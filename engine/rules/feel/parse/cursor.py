"""Reading tokens one by one."""

from __future__ import annotations

from typing import NoReturn

from engine.rules.feel.errors import FeelLimitError, FeelSyntaxError
from engine.rules.feel.parse.names import NameTable
from engine.rules.feel.tokens import Token, tokens

DEEPEST = 60
"""Nesting of brackets, functions and operators in one expression; deeper text is refused."""

WIDE = frozenset("\uff0b\uff0a\uff1c\uff1d\uff1e\uff01\uff0c\uff1b\uff1a\uff3b\uff3d\uff5b\uff5d")
"""Full-width operators and punctuation."""


class Cursor:
    """The tokens, the place in them, the names known there, and how deeply nested it is."""

    def __init__(self, text: str, names: NameTable) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.index = 0
        self.names = names
        self.depth = 0

    @property
    def token(self) -> Token:
        """The token about to be read."""
        return self.tokens[self.index]

    def peek(self, offset: int = 1) -> Token:
        """A token further on; END beyond the end."""
        return self.tokens[min(self.index + offset, len(self.tokens) - 1)]

    def take(self) -> Token:
        """Read one token."""
        token = self.tokens[self.index]
        if token.kind != "END":
            self.index += 1
        return token

    def at(self, *texts: str) -> bool:
        """Whether the next token is one of these words or symbols."""
        token = self.tokens[self.index]
        return token.text in texts and token.kind in ("SYMBOL", "NAME")

    def accept(self, text: str) -> bool:
        """Read the word or symbol if it comes next."""
        if self.at(text):
            self.index += 1
            return True
        return False

    def expect(self, *texts: str) -> Token:
        """Read one of the words or symbols, or raise FeelSyntaxError."""
        if not self.at(*texts):
            self.refuse(*texts)
        return self.take()

    def refuse(self, *expected: str) -> NoReturn:
        """Raise FeelSyntaxError at the next token."""
        token = self.token
        if token.kind == "NAME" and token.text[0] in WIDE:
            raise self.full_width(token.text[0], token)
        found = "the end" if token.kind == "END" else f"{token.text!r}"
        wanted = f", expected {' or '.join(expected)}" if expected else ""
        raise FeelSyntaxError(f"unexpected {found}{wanted}", token.at, expected)

    @staticmethod
    def full_width(letter: str, token: Token) -> FeelSyntaxError:
        """The error for a letter of a token that a Chinese input method put where its half-width form is meant."""
        narrow = chr(ord(letter) - 0xFEE0)
        at = (token.at[0], token.at[1] + token.text.index(letter))
        return FeelSyntaxError(f"{letter} is a full-width character, {narrow} is meant", at, (narrow,))

    def enter(self) -> None:
        """One level deeper; raises FeelLimitError when too deep."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise FeelLimitError("nesting")

    def leave(self) -> None:
        """One level up."""
        self.depth -= 1
