"""Random block-structured models: what they look like as lines of `modelling`, and how often each leaf must run.

The count is worked out from the blocks alone, without the engine: it is the oracle of `test_random_models.py`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import Any

from hypothesis import strategies as st

Block = tuple[Any, ...]  # (kind, ...): a leaf, several blocks side by side or behind one another, or a scope around one
LEAVES = ("user", "user", "auto", "external", "message", "signal", "receive", "condition", "link")


def blocks(*, events: bool = True) -> st.SearchStrategy[Block]:
    """Trees of blocks with up to eight leaves. With `events` also what may happen or not: timers, messages to what runs, races."""
    leaf = st.one_of(st.sampled_from(LEAVES).map(lambda kind: (kind,)), st.tuples(st.just("members"), st.integers(0, 3), st.booleans()))

    def grow(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        several, flag, few = st.lists(inner, min_size=2, max_size=3).map(tuple), st.booleans(), st.integers(0, 3)
        plain = [
            st.tuples(st.just("seq"), several), st.tuples(st.just("xor"), several, st.integers(0, 2)), st.tuples(st.just("and"), several),
            st.tuples(st.just("or"), several, st.sets(st.integers(0, 2)).map(sorted).map(tuple)),
            st.tuples(st.just("race"), several), st.tuples(st.just("adhoc"), several, flag), st.tuples(st.just("mi"), inner, few, flag),
            st.tuples(st.sampled_from(["loop", "rounds"]), inner, st.integers(1, 3)), st.tuples(st.sampled_from(["sub", "call", "saved"]), inner, flag),
            st.tuples(st.sampled_from(["error", "escalation", "undo", "transaction"]), inner, flag),
        ]
        timed = [
            st.tuples(st.just("boundary"), inner, flag, st.sampled_from(EVENTS)), st.tuples(st.just("event sub-process"), inner, flag, st.sampled_from(EVENTS)),
            st.tuples(st.just("enough"), inner, flag), st.tuples(st.just("terminate"), inner), st.tuples(st.just("cast"), inner),
        ]
        return st.one_of(*plain, *(timed if events else []))

    return st.recursive(leaf, grow, max_leaves=8)


EVENTS = ("timer", "timer", "message", "signal", "conditional", "cycle", "timer+message")


@dataclass
class Drawn:
    """A model: its lines, those of the processes it calls, the start data its choices read, and how often each leaf runs when no event interferes."""

    key: str = "p"
    lines: list[str] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    expected: Counter[str] = field(default_factory=Counter)
    numbers: Any = field(default_factory=lambda: count(1))

    def name(self, prefix: str) -> str:
        """A fresh element id."""
        return f"{prefix}{next(self.numbers)}"

    def leaf(self, kind: str, runs: int) -> str:
        """A task that must be entered `runs` times."""
        name = self.name("u" if kind == "user" else "a")
        self.lines.append(f"{'user' if kind == 'user' else 'task'} {name}")
        self.expected[name] += runs
        return name

    @property
    def text(self) -> str:
        """The lines as one model."""
        return "\n".join(self.lines)


def draw(block: Block, key: str = "p") -> Drawn:
    """The model of a block between a start and an end event."""
    drawn = Drawn(key)
    _whole(block, drawn, 1)
    return drawn


def _whole(block: Block, drawn: Drawn, runs: int) -> None:
    first, last = _draw(block, drawn, runs)
    drawn.lines += ["start s", "end e", f"s > {first}", f"{last} > e"]


def _draw(block: Block, drawn: Drawn, runs: int) -> tuple[str, str]:
    """Add the lines of a block that is entered `runs` times; returns its first and last node."""
    kind = block[0]
    if kind in LEAVES or kind == "members":
        return _leaf(block, drawn, runs)
    if kind == "seq":
        ends = [_draw(inner, drawn, runs) for inner in block[1]]
        drawn.lines += [f"{left[1]} > {right[0]}" for left, right in pairwise(ends)]
        return ends[0][0], ends[-1][1]
    if kind in {"xor", "and", "or"}:
        return _choice(block, drawn, runs)
    if kind == "race":
        return _race(block, drawn, runs)
    return _scope(block, drawn, runs)


def _leaf(block: Block, drawn: Drawn, runs: int) -> tuple[str, str]:
    kind = block[0]
    if kind in {"user", "auto"}:
        name = drawn.leaf(kind, runs)
        return name, name
    name = drawn.name("n")
    drawn.expected[name] += runs
    if kind == "members":
        drawn.expected[name] += runs * (block[1] - 1)
        drawn.lines.append(f"user {name} times={block[1]} {'sequential' if block[2] else ''}")
    elif kind == "link":
        del drawn.expected[name]  # links leave no history
        other = drawn.name("n")
        drawn.lines += [f"throw-link {name} name=L{name}", f"catch-link {other} name=L{name}"]
        return name, other
    elif kind == "condition":  # what it waits for is set beside it
        split, join, script = drawn.name("g"), drawn.name("j"), drawn.leaf("auto", 0)
        drawn.lines[-1] = f"script {script} result=c_{name} is=true"
        drawn.expected[script] += runs
        drawn.data[f"c_{name}"] = False
        drawn.lines += [f"catch-conditional {name} when=c_{name}", f"par {split}", f"par {join}", f"{split} > {name} > {join}", f"{split} > {script} > {join}"]
        return split, join
    else:
        drawn.lines.append({
            "external": f"service {name} topic=t_{name}", "message": f"catch-message {name} name=M{name}", "signal": f"catch-signal {name} name=S{name}",
            "receive": f"receive {name} message=M{name}",
        }[kind])
    return name, name


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


def _race(block: Block, drawn: Drawn, runs: int) -> tuple[str, str]:
    """Behind an event-based gateway: a message wins, where nothing else happens; then a timer, then a signal."""
    gateway, join = drawn.name("g"), drawn.name("j")
    drawn.lines += [f"evt {gateway}", f"xor {join}"]
    for index, inner in enumerate(block[1]):
        event = drawn.name("n")
        drawn.lines.append([f"catch-message {event} name=M{event}", f"catch-timer {event} duration=PT9H{event[1:]}S", f"catch-signal {event} name=S{event}"][index])
        first, last = _draw(inner, drawn, 0 if index else runs)
        drawn.lines += [f"{gateway} > {event} > {first}", f"{last} > {join}"]
    return gateway, join


def _scope(block: Block, drawn: Drawn, runs: int) -> tuple[str, str]:
    """A sub-process around a block; what belongs to its kind stands before, in and behind it."""
    kind, inner = block[0], block[1]
    if kind == "call":
        return _call(block, drawn, runs)
    if kind == "adhoc":
        name = drawn.name("b")
        drawn.lines.append(f"adhoc {name} ordering={'Sequential' if block[2] else 'Parallel'} {{")
        for one in inner:
            last = _draw(one, drawn, runs)[1]
            drawn.lines.append(f"{last} > {drawn.leaf('auto', runs)}")
        drawn.lines.append("}")
        return name, name
    name, start, end = drawn.name("b"), drawn.name("s"), drawn.name("e")
    times = {"mi": block[2] if kind == "mi" else 0, "loop": block[-1], "rounds": block[-1], "enough": 3}.get(kind, 1)
    option = {
        "mi": f"times={times} {'sequential' if block[-1] else ''}", "loop": "in.round==0", "rounds": f"max={times}", "enough": f"times={times} 'until=nrOfCompletedInstances >= 2'",
        "saved": "asyncBefore" if block[-1] else "asyncAfter",
    }.get(kind, "")
    drawn.lines.append(f"{'transaction' if kind == 'transaction' else 'sub'} {name} {option} {{")
    first, last = _draw(inner, drawn, runs * times)
    ending = {"error": f"end-error {end} name=E{name}", "transaction": f"end-cancel {end}"}.get(kind, f"end {end}")
    drawn.lines += [f"start {start}", ending]
    _inside(kind, block, drawn, (name, start, first, last, end), runs * times)
    drawn.lines.append("}")
    return _around(kind, block, drawn, name, runs)


def _inside(kind: str, block: Block, drawn: Drawn, parts: tuple[str, str, str, str, str], runs: int) -> None:
    name, start, first, last, end = parts
    if kind == "loop":
        top, add, again = drawn.name("m"), drawn.name("a"), drawn.name("g")
        drawn.lines += [
            f"xor {top}", f'script {add} result=round "is=round + 1"', f"xor {again}", f"{start} > {top} > {first}", f"{last} > {add} > {again}",
            f"{again} > {top} : round < {block[2]}", f"{again} > {end} : default",
        ]
        drawn.expected[add] += runs
        return
    before: list[str] = []
    behind: list[str] = []
    if kind in {"undo", "transaction"}:  # done, undone by a person or by itself
        done, boundary = drawn.leaf("auto", runs), drawn.name("n")
        drawn.leaf("user" if block[2] else "auto", runs)
        drawn.lines[-1] += f" handler={boundary}"
        drawn.lines.append(f"boundary-compensate {boundary} on {done}")
        before = [done]
    if kind == "undo":
        behind = [drawn.name("n")]
        drawn.lines.append(f"throw-compensate {behind[0]}")
    if kind == "escalation":
        before = [drawn.name("n")]
        drawn.lines.append(f"throw-escalation {before[0]} name=X{name}")
    if kind == "cast":  # thrown inside for the one beside
        split, join, caught = drawn.name("g"), drawn.name("j"), drawn.name("n")
        before, behind = [split], [drawn.name("n"), join]
        drawn.lines += [
            f"par {split}", f"par {join}", f"catch-signal {caught} name=S{caught}", f"throw-signal {behind[0]} name=S{caught}", f"{split} > {caught} > {join}",
        ]
    if kind == "terminate":
        split, stop, late = drawn.name("g"), drawn.name("e"), drawn.name("u")
        before = [split]
        drawn.lines += [f"par {split}", f"user {late}", f"end-terminate {stop}", f"{split} > {late} > {stop}"]
    drawn.lines.append(" > ".join([start, *before, first]))
    drawn.lines.append(" > ".join([last, *behind, end]))
    trigger = {"error": f"error # name=E{name}", "escalation": f"escalation # non name=X{name}"}.get(kind if block[-1] else "", "")
    if kind == "event sub-process":
        trigger = _event(block[3], drawn, "non" if block[2] else "")
    if trigger:
        begin, after = drawn.name("s"), drawn.name("u")
        drawn.lines += [f"esub {drawn.name('b')} {{", f"start-{trigger.replace('#', begin)}", f"user {after}", f"end {after}e", f"{begin} > {after} > {after}e", "}"]
        drawn.expected[after] += runs if kind != "event sub-process" else 0


def _event(kind: str, drawn: Drawn, how: str) -> str:
    """A trigger of its own, `#` where its id goes; every timer has a second of its own, so that no two are due at once."""
    number = drawn.name("")
    duration = f"duration=PT1H{number}S"
    return {
        "timer": f"timer # {how} {duration}", "message": f"message # {how} name=M{number}", "signal": f"signal # {how} name=S{number}",
        "conditional": f"conditional # {how} 'when=by = 3'", "cycle": f"timer # {how} cycle=R2/PT1H{number}S", "timer+message": f"timer+message # {how} {duration} name=M{number}",
    }[kind]


def _around(kind: str, block: Block, drawn: Drawn, name: str, runs: int) -> tuple[str, str]:
    """Boundary events of the scope, each with its own way on."""
    if kind == "transaction":
        trigger, goes_on = "cancel #", True
    elif kind in {"error", "escalation"} and not block[-1]:
        trigger, goes_on = (f"error # name=E{name}", True) if kind == "error" else (f"escalation # non name=X{name}", False)
    elif kind == "boundary":
        trigger, goes_on = _event(block[3], drawn, "non" if block[2] else ""), not block[2]
    else:
        return name, name
    boundary, join, late = drawn.name("t"), drawn.name("m"), drawn.name("u")
    event, _, rest = trigger.partition(" # ") if " # " in trigger else (trigger.removesuffix(" #"), "", "")
    drawn.lines += [f"boundary-{event} {boundary} on {name} {rest}", f"user {late}", f"xor {join}", f"{boundary} > {late}", f"{name} > {join}"]
    drawn.expected[late] += runs if kind != "boundary" else 0
    if goes_on:
        drawn.lines.append(f"{late} > {join}")
    else:
        drawn.lines += [f"end {late}e", f"{late} > {late}e"]
    return name, join


def _call(block: Block, drawn: Drawn, runs: int) -> tuple[str, str]:
    """A process of its own, which sees what its caller sees."""
    name = drawn.name("b")
    outer, drawn.lines = drawn.lines, []
    _whole(block[1], drawn, runs)
    drawn.called[f"{drawn.key}{name}"] = drawn.text
    drawn.lines = [*outer, f"call {name} process={drawn.key}{name} all.in"]
    return name, name
