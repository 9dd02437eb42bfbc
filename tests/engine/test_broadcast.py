"""A signal from outside: each who waits for it, and each process that it begins, has a fate of its own."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR
from engine.api.rest_once import Caller
from engine.domain.errors import Fault
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases
WAITS = "start s\ncatch-signal c name=S\n<userTask id='j' camunda:candidateGroups='${groups}'/>\nend e\ns > c > j > e"
BEGINS = "start-signal s name=S\n<userTask id='j' camunda:candidateGroups='${groups}'/>\nend e\ns > j > e"


def test_one_whose_model_fails_does_not_keep_it_from_the_others(straight: Stage) -> None:
    engine, deeds = straight.engine, straight.engine.rest.deeds
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn(WAITS, "p"), "q.bpmn": bpmn(BEGINS, "q")})
    good, bad, other = (engine.instances.start(SYSTEM_ACTOR, "p", data).id for data in ({"groups": "zhzf.nanhu"}, {}, {"groups": "zhzf.nanhu"}))
    with pytest.raises(Fault):
        (waiting,) = straight.table("SELECT token_id FROM subscription WHERE root_id = :case", case=bad)
        deeds.broadcast(Caller(SYSTEM_ACTOR), "S", {}, waiting[0])
    deeds.broadcast(Caller(SYSTEM_ACTOR), "S", {}, None)
    assert [[task.element for task in engine.instances.get(SYSTEM_ACTOR, case).open_tasks] for case in (good, bad, other)] == [["j"], [], ["j"]]
    for _ in range(6):
        straight.clock.advance(minutes=10)
        engine.jobs.tick()
    (incident,) = engine.jobs.incidents(SYSTEM_ACTOR)
    assert incident.root_id == bad
    deeds.set_variables(Caller(SYSTEM_ACTOR), bad, {"groups": "zhzf.nanhu"})
    engine.jobs.retry(SYSTEM_ACTOR, incident.id)
    engine.jobs.tick()
    assert [task.element for task in engine.instances.get(SYSTEM_ACTOR, bad).open_tasks] == ["j"]
    assert straight.table("SELECT count(*) FROM job WHERE kind = 'start'") == [(1,)], "the process it begins is tried until it can"
