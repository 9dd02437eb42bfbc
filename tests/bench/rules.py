"""What rules cost: a cached condition, a decision table of 20 and of 500 rules; processor time, since the machine is shared."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from engine.rules import Environment, Slot, compile_slot, evaluate
from engine.rules.dmn import Library, parse
from engine.rules.dmn import evaluate as decide
from engine.xml import read

ENV = Environment(now=datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai")))
CONDITION = '=amount > 1000 and harm in ("none", "slight") and not(list contains(bodies, "zhzf"))'
FACTS = {"amount": 1500, "harm": "slight", "bodies": ["scjg", "xfjy"]}
ROUNDS = 9


def figures() -> dict[str, float]:
    """Microseconds of a condition, milliseconds of tables: plain cells (looked up) and formulas (each one evaluated); compiling included once."""
    condition = compile_slot(CONDITION, Slot.CONDITION)
    found = {"condition_us": round(_each(lambda: evaluate(condition, FACTS, ENV, element="flow"), 2000) * 1e6, 1)}
    for count in (20, 500):
        found[f"table_{count}_ms"] = round(_table(count, lambda n: f"[{n * 10}..{n * 10 + 9}]") * 1e3, 3)
        found[f"table_{count}_formulas_ms"] = round(_table(count, lambda n: f"? - {n} &gt;= {n * 9}") * 1e3, 3)
    return found


def _table(count: int, cell: Callable[[int], str]) -> float:
    """Seconds of one evaluation of a table with four inputs, of which the last rule matches."""
    rules = "".join(
        f'<rule id="r{n}"><inputEntry id="a{n}"><text>{cell(n)}</text></inputEntry><inputEntry id="b{n}"><text>"none","slight"</text></inputEntry>'
        f'<inputEntry id="c{n}"><text>-</text></inputEntry><inputEntry id="d{n}"><text>&gt;= date("2025-01-01")</text></inputEntry>'
        f'<outputEntry id="o{n}"><text>"step {n}"</text></outputEntry></rule>' for n in range(count)
    )
    inputs = "".join(
        f'<input id="i{name}"><inputExpression id="x{name}" typeRef="{kind}"><text>{name}</text></inputExpression></input>'
        for name, kind in (("amount", "number"), ("harm", "string"), ("serious", "boolean"), ("day", "date"))
    )
    model = (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:bench"><decision id="step" name="step">'
        f'<decisionTable id="t" hitPolicy="COLLECT">{inputs}<output id="o" name="step" typeRef="string"/>{rules}</decisionTable></decision></definitions>'
    )
    library = Library([parse(read(model.encode(), file="bench.dmn"), file="bench.dmn")])
    facts = {"amount": count * 10 - 5, "harm": "slight", "serious": False, "day": ENV.now.date()}

    def once() -> None:
        outcome = decide(library, "step", facts, ENV)
        assert outcome.matched and outcome.matched[-1].index == count, outcome

    once()  # compiles
    return _each(once, max(2, 1000 // count))


def _each(act: Callable[[], object], times: int) -> float:
    """The median processor time of one act over several rounds, in seconds."""
    rounds = []
    for _ in range(ROUNDS):
        before = time.process_time()
        for _ in range(times):
            act()
        rounds.append((time.process_time() - before) / times)
    return statistics.median(rounds)
