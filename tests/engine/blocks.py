"""Random block-structured models: what they look like as lines of `modelling`, and how often each leaf must run.

The count is worked out from the blocks alone, without the engine: it is the oracle of `test_random_models.py`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import Any

from hypothesis import strategies as st

Block = tuple[Any, ...]  # (kind, ...): user, auto, seq, xor, and, or, loop, sub, mi, timer


def blocks(*, timers: bool = True) -> st.SearchStrategy[Block]:
    """Trees of blocks with up to ten leaves."""
    leaf = st.sampled_from([("user",), ("user",), ("auto",)])

    def grow(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        plain = [
            st.tuples(st.just("seq"), several), st.tuples(st.just("xor"), several, st.integers(0, 2)), st.tuples(st.just("and"), several),
            st.tuples(st.just("or"), several, st.sets(st.integers(0, 2)).map(sorted).map(tuple)),
            st.tuples(st.just("loop"), inner, st.integers(1, 3)), st.tuples(st.just("sub"), inner),
            st.tuples(st.just("mi"), inner, st.integers(0, 3), st.booleans()),
        ]
        timed = [st.tuples(st.just("timer"), inner, st.booleans())] if timers else []
        return st.one_of(*plain, *timed)

    return st.recursive(leaf, grow, max_leaves=8)


@dataclass
class Drawn:
    """A model: its lines, the start data its choices read, and how often each leaf runs when no timer fires."""

    lines: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    expected: Counter[str] = field(default_factory=Counter)
    numbers: Any = field(default_factory=lambda: count(1))

    def name(self, prefix: str) -> str:
        """A fresh element id."""
        return f"{prefix}{next(self.numbers)}"

    @property
    def text(self) -> str:
        """The lines as one model."""
        return "\n".join(self.lines)


def draw(block: Block) -> Drawn:
    """The model of a block between a start and an end event."""
    drawn = Drawn()
    first, last = _draw(block, drawn, 1)
    drawn.lines += ["start s", "end e", f"s > {first}", f"{last} > e"]
    return drawn


def _draw(block: Block, drawn: Drawn, runs: int) -> tuple[str, str]:
    """Add the lines of a block that is entered `runs` times; returns its first and last node."""
    kind = block[0]
    if kind in {"user", "auto"}:
        name = drawn.name("u" if kind == "user" else "a")
        drawn.lines.append(f"{'user' if kind == 'user' else 'task'} {name}")
        drawn.expected[name] += runs
        return name, name
    if kind == "seq":
        ends = [_draw(inner, drawn, runs) for inner in block[1]]
        drawn.lines += [f"{left[1]} > {right[0]}" for left, right in pairwise(ends)]
        return ends[0][0], ends[-1][1]
    if kind in {"xor", "and", "or"}:
        return _choice(block, drawn, runs)
    return _scope(block, drawn, runs)


def _choice(block: Block, drawn: Drawn, runs: int) -> tuple[str, str]:
    kind, inners = block[0], block[1]
    gateway = {"xor": "xor", "and": "par", "or": "inc"}[kind]
    split, join, default = drawn.name("g"), drawn.name("j"), drawn.name("a")
    drawn.lines += [f"{gateway} {split}", f"{gateway} {join}"]
    taken = set(range(len(inners))) if kind == "and" else {block[2]} & set(range(len(inners))) if kind == "xor" else set(block[2]) & set(range(len(inners)))
    for index, inner in enumerate(inners):
        first, last = _draw(inner, drawn, runs if index in taken else 0)
        if kind == "and":
            drawn.lines += [f"{split} > {first}", f"{last} > {join}"]
        else:
            variable = f"c_{split}_{index}"
            drawn.data[variable] = index in taken
            drawn.lines += [f"{split} > {first} : {variable}", f"{last} > {join}"]
    if kind != "and":
        drawn.lines += [f"task {default}", f"{split} > {default} : default", f"{default} > {join}"]
        drawn.expected[default] += 0 if taken else runs
    return split, join


def _scope(block: Block, drawn: Drawn, runs: int) -> tuple[str, str]:
    kind, inner = block[0], block[1]
    name, start, end = drawn.name("b"), drawn.name("s"), drawn.name("e")
    if kind == "mi":
        drawn.lines.append(f"sub {name} times={block[2]} {'sequential' if block[3] else ''} {{")
        first, last = _draw(inner, drawn, runs * block[2])
        drawn.lines += [f"start {start}", f"end {end}", f"{start} > {first}", f"{last} > {end}", "}"]
        return name, name
    if kind == "loop":
        top, add, again = drawn.name("m"), drawn.name("a"), drawn.name("g")
        drawn.lines.append(f"sub {name} in.round==0 {{")
        first, last = _draw(inner, drawn, runs * block[2])
        drawn.lines += [
            f"start {start}", f"xor {top}", f'script {add} result=round "is=round + 1"', f"xor {again}", f"end {end}",
            f"{start} > {top} > {first}", f"{last} > {add} > {again}", f"{again} > {top} : round < {block[2]}", f"{again} > {end} : default", "}",
        ]
        drawn.expected[add] += runs * block[2]
        return name, name
    drawn.lines.append(f"sub {name} {{")
    first, last = _draw(inner, drawn, runs)
    drawn.lines += [f"start {start}", f"end {end}", f"{start} > {first}", f"{last} > {end}", "}"]
    if kind == "timer":  # every timer has a second of its own, so that no two are due at once
        timer, join, late = drawn.name("t"), drawn.name("m"), drawn.name("u")
        drawn.lines += [
            f"boundary-timer {timer} on {name} {'non' if block[2] else ''} duration=PT1H{timer[1:]}S", f"user {late}", f"xor {join}", f"{timer} > {late}",
            f"{name} > {join}",
        ]
        if block[2]:
            other = drawn.name("e")
            drawn.lines += [f"end {other}", f"{late} > {other}"]
        else:
            drawn.lines.append(f"{late} > {join}")
        return name, join
    return name, name
