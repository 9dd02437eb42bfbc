"""Expressions of the subset, by a seeded generator, with values that fit them or are null."""

from __future__ import annotations

import random
from typing import Any

NUMBERS = (0, 1, 2, 5, 100, 1.5, 0.1, 0.3, 99.99, -3, 115, None)
LITERALS = ("0", "1", "2", "5", "1.5", "0.1", "0.30", "99.99", "100", "115.0")
TEXTS = ("a", "b", "yes", "是", "", "商铺 1", "é", None)
WORDS = ('"a"', '"b"', '"yes"', '"是"', '""', '"商铺 1"', '"é"')
LISTS = ([], ["a"], ["a", "b"], ["yes", "是", "a"], None)
ORDER = ("<", "<=", ">", ">=", "=", "!=")
SAME = ("=", "!=")


def context(chance: random.Random) -> dict[str, Any]:
    """Values of every kind, each perhaps null."""
    pick = chance.choice
    return {
        "n1": pick(NUMBERS), "n2": pick(NUMBERS), "s1": pick(TEXTS), "s2": pick(TEXTS), "t1": pick((True, False, None)), "t2": pick((True, False, None)),
        "l1": pick(LISTS), "l2": pick(LISTS), "this": {"outcome": pick(TEXTS), "amount": pick(NUMBERS)}, "数量": pick(NUMBERS),
    }


def condition(chance: random.Random, depth: int = 3, *, guarded: bool = True) -> str:
    """A test: comparisons of every allowed kind, joined by and, or, not, quantifiers. Guarded: never null."""
    shape = chance.randrange(6) if depth else 5
    if shape == 0:
        return f"({condition(chance, depth - 1, guarded=guarded)} and {condition(chance, depth - 1, guarded=guarded)})"
    if shape == 1:
        return f"({condition(chance, depth - 1, guarded=guarded)} or {condition(chance, depth - 1, guarded=guarded)})"
    if shape == 2:
        return f"not({condition(chance, depth - 1, guarded=guarded)})"
    if shape == 3:
        name = chance.choice(("l1", "l2"))
        return _safe(chance, (name,), f"({chance.choice(('some', 'every'))} q in {name} satisfies q {chance.choice(SAME)} {chance.choice(WORDS)})", guarded=guarded)
    if shape == 4:
        names, test = _ordering(chance)
        return _safe(chance, names, test, guarded=guarded)
    return _test(chance)


def _safe(chance: random.Random, names: tuple[str, ...], test: str, *, guarded: bool) -> str:
    """The test where its names are not null; one of the two ways to say so."""
    if not guarded:
        return test
    if chance.random() < 0.5:
        return f"({' and '.join(f'{name} != null' for name in names)} and {test})"
    return f"({' or '.join(f'{name} = null' for name in names)} or {test})"


def value(chance: random.Random, depth: int = 2) -> str:
    """What form-js evaluates for a value: a condition, a choice between values, a list, whole arithmetic."""
    shape = chance.randrange(5)
    if shape == 0 and depth:
        return f"if {condition(chance, 1, guarded=False)} then {value(chance, depth - 1)} else {value(chance, depth - 1)}"
    if shape == 1:
        return f"[{', '.join(chance.sample(WORDS, 2))}]"
    if shape == 2:
        return f"{_whole(chance)} {chance.choice('+-*')} {_whole(chance)}"
    if shape == 3:
        return chance.choice((*WORDS, "true", "null", "n1", "s1", "t1", "this.outcome", "upper case(s1)", "string length(s2)"))
    return condition(chance, depth, guarded=False)


def _whole(chance: random.Random) -> str:
    return chance.choice(("count(l1)", "count(l2)", "string length(s1)", "1", "2", "10"))


def _number(chance: random.Random) -> str:
    return chance.choice(("n1", "n2", "this.amount", "数量"))


def _test(chance: random.Random) -> str:
    """A test that null does not make null."""
    pick = chance.choice
    text, number = pick(("s1", "s2", "this.outcome")), _number(chance)
    return pick((
        f"{number} {pick(SAME)} {pick(LITERALS)}", f"{pick(LITERALS)} {pick(SAME)} {number}", f"{number} {pick(SAME)} {_number(chance)}",
        f"{text} {pick(SAME)} {pick(WORDS)}", f"{text} {pick(SAME)} {pick(('s1', 's2'))}", f"{pick(('t1', 't2'))} {pick(SAME)} {pick(('true', 'false'))}",
        f"{pick(('n1', 's1', 't1', 'l1', 'missing', 'this.outcome', 'missing.part'))} {pick(SAME)} null",
        f"{number} in ({', '.join(chance.sample(LITERALS, 2))})", f"{text} in ({', '.join(chance.sample(WORDS, 2))})",
        f"count({pick(('l1', 'l2'))}) {pick(SAME)} {pick(('0', '1', '2'))}", f"upper case({text}) {pick(SAME)} {pick(WORDS)}",
    ))


def _ordering(chance: random.Random) -> tuple[tuple[str, ...], str]:
    """A test that null makes null, and its names."""
    pick = chance.choice
    text, number, items = pick(("s1", "s2", "this.outcome")), _number(chance), pick(("l1", "l2"))
    other = _number(chance)
    low, high = sorted(chance.sample(LITERALS, 2), key=float)
    return pick((
        ((number,), f"{number} {pick(ORDER)} {pick(LITERALS)}"), ((number,), f"{pick(LITERALS)} {pick(ORDER)} {number}"),
        ((number, other), f"{number} {pick(ORDER)} {other}"), ((text,), f"{text} {pick(ORDER)} {pick(WORDS)}"),
        ((number,), f"{number} between {low} and {high}"), ((items,), f"list contains({items}, {pick(WORDS)})"),
        ((items,), f"count({items}) {pick(ORDER)} {pick(('0', '1', '2'))}"), ((text,), f"{pick(('contains', 'starts with', 'ends with'))}({text}, {pick(WORDS)})"),
        ((text,), f"string length({text}) {pick(ORDER)} {pick(('0', '1', '3'))}"), ((items,), f"count({items}) + 1 {pick(ORDER)} count({items}) * 2 - 1"),
    ))
