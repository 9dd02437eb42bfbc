"""A record of cases belongs to one case that runs: two that ask at the same instant do not both get it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from engine import SYSTEM_ACTOR, Engine, Invalid
from tests.engine.stage import Stage

WAITS = "start s\nuser a group=g\nend e\ns > a > e\n"


@pytest.mark.both_databases
def test_one_of_those_who_ask_at_the_same_instant_gets_it(engine: Engine, straight: Stage) -> None:
    straight.deploy(WAITS)
    roots = [straight.start() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda root: engine.cases.take(SYSTEM_ACTOR, "alert", "gate/red", root, {"by": root}), roots))
    [won] = [root for root, held in zip(roots, answers, strict=True) if held is None]
    number = engine.instances.get(SYSTEM_ACTOR, won).row.business_key or won
    record = engine.cases.get(SYSTEM_ACTOR, "alert", "gate/red")
    assert record is not None and sorted(filter(None, answers)) == [number] * 3 and record.body["by"] == record.root_id == won
    other = next(root for root in roots if root != won)
    engine.instances.suspend(SYSTEM_ACTOR, won, "等待材料")
    assert engine.cases.take(SYSTEM_ACTOR, "alert", "gate/red", other, {}) == number, "a held case keeps what it has"
    engine.instances.resume(SYSTEM_ACTOR, won)
    engine.instances.cancel(SYSTEM_ACTOR, won, "完成")
    assert engine.cases.take(SYSTEM_ACTOR, "alert", "gate/red", other, {"now": other}) is None
    record = engine.cases.get(SYSTEM_ACTOR, "alert", "gate/red")
    assert record is not None and (record.root_id, record.body) == (other, {"by": won, "now": other})
    with pytest.raises(Invalid):
        engine.cases.take(SYSTEM_ACTOR, "visit", "V", other, {})
