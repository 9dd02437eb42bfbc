"""Who started or worked on one case does not see another: a sub-query that compared a column with itself once said otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import SYSTEM_ACTOR, Actor, Engine, NotFound
from tests.engine.modelling import bpmn

MODEL = bpmn("""
    start s
    user a group=zhzf.nanhu.officer
    end e
    s > a > e
""")


def test_a_case_is_seen_by_its_people_only(engine: Engine, people: dict[str, Actor]) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": MODEL})
    fiona, max_ = people["fiona"], people["max"]
    hers, his = engine.instances.start(fiona, "p", {}).id, engine.instances.start(max_, "p", {}).id
    assert engine.instances.get(fiona, hers).row.id == hers
    with pytest.raises(NotFound):  # she started a case, but not this one
        engine.instances.get(fiona, his)
    assert [row.id for row in engine.instances.search(fiona).items] == [hers]
    task = engine.instances.get(SYSTEM_ACTOR, his).open_tasks[0].id
    with pytest.raises(NotFound):
        engine.tasks.get(fiona, task)
    with pytest.raises(NotFound):
        engine.tasks.complete(fiona, task, {})
    with pytest.raises(NotFound):  # nor did a task of another case make it visible
        worker = replace(fiona, groups=frozenset())
        own = engine.instances.get(SYSTEM_ACTOR, hers).open_tasks[0].id
        engine.tasks.complete(people["anna"], own, {})
        engine.tasks.get(worker, task)
    assert engine.tasks.get(people["ben"], task).row.id == task
