"""An incident lasts as long as its work: it ends with a try that succeeds, and with the work itself, whatever ends that."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR
from engine.api.rest_once import Caller
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases
MODEL = (
    "start s\npar f\nuser a\nservice w topic=t\n<userTask id='j' camunda:asyncBefore='true' camunda:candidateGroups='${groups}'/>\nend e\nend-terminate off\n"
    "s > f > a > off\nf > w > e\nf > j > e"
)


def troubled(stage: Stage) -> None:
    """External work and a job without tries left."""
    stage.deploy(MODEL)
    stage.start()
    external = stage.engine.external_tasks
    (work,) = external.fetch_and_lock("w", ["t"])
    external.failure(work.id, "w", "no answer", retries=0)
    for _ in range(6):
        stage.later(minutes=10)
    assert sorted(stage.incidents()) == ["j", "w"]


@pytest.mark.parametrize("how", ["cancelled", "terminated"])
def test_what_is_called_off_leaves_no_incident(straight: Stage, how: str) -> None:
    troubled(straight)
    if how == "cancelled":
        straight.engine.instances.cancel(SYSTEM_ACTOR, straight.case, "no longer needed")
    else:
        straight.do("a")
    assert straight.engine.jobs.incidents(SYSTEM_ACTOR) == ()
    assert {one.resolved_at for one in straight.engine.jobs.incidents(SYSTEM_ACTOR, open_only=False)} == {straight.clock.now()}


def test_work_that_is_done_after_all_closes_its_incident(straight: Stage) -> None:
    troubled(straight)
    (mine,) = [one for one in straight.engine.jobs.incidents(SYSTEM_ACTOR) if one.element == "w"]
    straight.engine.jobs.retry(SYSTEM_ACTOR, mine.id)
    (work,) = straight.engine.external_tasks.fetch_and_lock("w", ["t"])
    straight.engine.external_tasks.complete(work.id, "w", {})
    assert straight.incidents() == ["j"]


def test_the_due_moment_of_a_timer_is_the_model_s_whatever_fails(straight: Stage) -> None:
    """Each hour from nine: that of ten fails and is repaired at 10:40, the next is due at eleven."""
    straight.deploy("start s\nuser a\nboundary-timer t on a cycle=R5/PT1H non=yes\n<userTask id='b' camunda:candidateGroups='${groups}'/>\nend e\ns > a > e\nt > b > e")
    straight.start()
    straight.later(hours=1)
    for _ in range(4):
        straight.later(minutes=10)
    (broken,) = straight.engine.jobs.incidents(SYSTEM_ACTOR)
    straight.engine.rest.deeds.set_variables(Caller(SYSTEM_ACTOR), straight.case, {"groups": "zhzf.nanhu"})
    straight.engine.jobs.retry(SYSTEM_ACTOR, broken.id)
    straight.tick()
    assert straight.open() == ["a", "b"]
    straight.later(minutes=19)
    assert straight.open() == ["a", "b"], "10:59"
    straight.later(minutes=1)
    assert straight.open() == ["a", "b", "b"]
