"""Search over the classes of a table's columns. Rules are bits; a path chooses one class in each column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

MAX_STEPS = 400_000

Masks = Sequence[Sequence[int]]
"""For each column, for each class of samples, the rules that accept it."""


class TooMuch(Exception):
    """The table has too many combinations."""


class Search:
    """Finds gaps, overlaps and covered rules; raises `TooMuch` when it would take too long."""

    def __init__(self, surely: Masks, possibly: Masks, rules: int) -> None:
        self.surely = surely
        self.possibly = possibly
        self.rules = rules
        self.left = MAX_STEPS

    def _step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooMuch("the table has too many combinations")

    def gaps(self, limit: int) -> list[tuple[int, ...]]:
        """Up to `limit` combinations that no rule can accept."""
        found: list[tuple[int, ...]] = []
        whole = _always(self.possibly)
        seen: set[tuple[int, int]] = set()

        def visit(column: int, alive: int, path: tuple[int, ...]) -> None:
            self._step()
            if len(found) >= limit or (column, alive) in seen:
                return
            seen.add((column, alive))
            if not alive:
                found.append(path + (0,) * (len(self.possibly) - column))
                return
            if column == len(self.possibly) or alive & whole[column]:
                return
            for index, mask in enumerate(self.possibly[column]):
                visit(column + 1, alive & mask, (*path, index))

        visit(0, (1 << self.rules) - 1, ())
        return found

    def overlaps(self, limit: int, alike: Sequence[object]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Up to `limit` pairs of rules that both accept a combination, except pairs that are alike."""
        classes = [
            [sum(1 << index for index, mask in enumerate(column) if mask >> row & 1) for row in range(self.rules)]
            for column in self.surely
        ]
        count = 0
        for second in range(1, self.rules):
            for first in range(second):
                shared = [of[first] & of[second] for of in classes]
                if all(shared) and alike[first] != alike[second]:
                    yield first, second, tuple((mask & -mask).bit_length() - 1 for mask in shared)
                    count += 1
                    if count >= limit:
                        return

    def covered(self, row: int) -> bool:
        """Whether the earlier rules surely accept everything the rule accepts."""
        whole = _always([[mask for mask in column if mask >> row & 1] for column in self.surely])
        # the masks of earlier rules, restricted to the classes the rule itself accepts
        seen: set[tuple[int, int]] = set()

        def visit(column: int, alive: int) -> bool:
            self._step()
            if not alive:
                return False
            if column == len(self.surely) or alive & whole[column] or (column, alive) in seen:
                return True
            accepted = (
                sure for sure, may in zip(self.surely[column], self.possibly[column], strict=True) if may >> row & 1
            )
            if all(visit(column + 1, alive & mask) for mask in accepted):
                seen.add((column, alive))
                return True
            return False

        return visit(0, (1 << row) - 1)


def _always(masks: Masks) -> list[int]:
    """For each column, the rules that accept every class in it and in all later ones."""
    whole = [-1] * (len(masks) + 1)
    for column in range(len(masks) - 1, -1, -1):
        common = whole[column + 1]
        for mask in masks[column]:
            common &= mask
        whole[column] = common
    return whole[:-1]
