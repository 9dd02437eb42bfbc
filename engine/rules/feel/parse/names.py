"""Names in scope while parsing: the longest known one wins, as the standard asks (DMN 1.5, 10.3.1.5)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from engine.rules.feel.tokens import Token, name_parts

KEYWORDS = frozenset(
    (
        *(
            "and",
            "or",
            "between",
            "in",
            "if",
            "then",
            "else",
            "for",
            "return",
            "some",
            "every",
            "satisfies",
            "instance",
        ),
        *("function", "external", "true", "false", "null"),
    )
)

MEMBERS = ("start included", "end included", "time offset")
"""Property names with spaces that values of FEEL have."""

NAME_SYMBOLS = frozenset(".-/+*'")


class NameTable:
    """A multiset of known names, found by the tokens they consist of."""

    def __init__(self, names: Collection[str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Know a name; names that cannot be tokens are never found, so they are left out."""
        parts = name_parts(name)
        if parts:
            self._by_first.setdefault(parts[0], []).append((parts, name))

    def remove(self, name: str) -> None:
        """Forget a name added before."""
        parts = name_parts(name)
        if parts:
            self._by_first[parts[0]].remove((parts, name))

    def knows(self, name: str) -> bool:
        """Whether exactly this name is known."""
        parts = name_parts(name)
        return bool(parts) and any(known == name for _, known in self._by_first.get(parts[0], ()))

    @contextmanager
    def with_names(self, names: Collection[str]) -> Iterator[None]:
        """Know names inside a block: iterator variables, parameters, earlier entries of a context."""
        for name in names:
            self.add(name)
        try:
            yield
        finally:
            for name in names:
                self.remove(name)

    def longest(self, tokens: tuple[Token, ...], start: int) -> tuple[str, int] | None:
        """The longest known name that begins at a token, and the index after it."""
        best: tuple[str, int] | None = None
        for parts, name in self._by_first.get(tokens[start].text, ()):
            end = start + len(parts)
            if (
                (best is None or end > best[1])
                and all(
                    token.text == part and token.kind != "STRING"
                    for token, part in zip(tokens[start:end], parts, strict=False)
                )
                and end < len(tokens)
            ):
                best = (name, end)
        return best


def written(tokens: tuple[Token, ...], start: int, end: int) -> str:
    """The tokens as a name: one space where the text has space, none where it has none."""
    text = tokens[start].text
    for index in range(start + 1, end):
        gap = " " if tokens[index].start > tokens[index - 1].end else ""
        text += gap + tokens[index].text
    return text


def run_of_words(tokens: tuple[Token, ...], start: int) -> int:
    """The index after NAME and NUMBER tokens that follow one another: two in a row can only be one name."""
    index = start
    while tokens[index].kind in ("NAME", "NUMBER") and tokens[index].text not in KEYWORDS:
        index += 1
    return index
