"""Work offered to a group in which nobody is active goes to a duty desk too, once, noted in the case, and administrators are told."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR, Actor, Engine
from tests.engine.modelling import bpmn

pytestmark = pytest.mark.both_databases
PASSWORD = "a long enough phrase"


@pytest.fixture
def case(engine: Engine, people: dict[str, Actor]) -> str:
    """A task for the commerce bureau's head, who does not exist."""
    engine.people.save_unit(SYSTEM_ACTOR, "swj.nanhu", "商务局", "Commerce", "department", None)
    engine.definitions.deploy(people["author"], "o", {"o.bpmn": bpmn("start s\nuser u group=swj.nanhu.head\nuser v group=zhzf.nanhu.officer\nend e\ns > u > v > e", "o")})
    return engine.instances.start(SYSTEM_ACTOR, "o", {}).id


def candidates(engine: Engine, case: str) -> set[str]:
    (task,) = engine.instances.get(SYSTEM_ACTOR, case).open_tasks
    return set(engine.tasks.get(SYSTEM_ACTOR, task.id).row.candidates)


def duty(engine: Engine, unit: str) -> None:
    engine.people.save_unit(SYSTEM_ACTOR, unit, unit, unit, "department", None)
    engine.people.create_account(SYSTEM_ACTOR, f"desk-{unit.partition('.')[0]}", "值班", "", PASSWORD, [f"{unit}.duty"], [], must_change=False)


def test_a_task_nobody_can_claim_goes_to_the_duty_desk_of_its_unit(engine: Engine, case: str) -> None:
    duty(engine, "zfzd.nanhu")
    duty(engine, "swj.nanhu")
    assert engine.jobs.rescue() == 1
    assert engine.jobs.rescue() == 0, "once"
    desk = engine.people.authenticate("desk-swj", PASSWORD)
    assert [task.element for task in engine.tasks.inbox(desk, "group").items] == ["u"]
    assert "task.rerouted" in [item.kind for item in engine.instances.timeline(SYSTEM_ACTOR, case)]
    assert [item.kind for item in engine.notices.list(engine.people.authenticate("admin", PASSWORD)).items] == ["task.rerouted"]


def test_without_a_desk_of_its_own_the_guidance_office_has_it(engine: Engine, case: str) -> None:
    duty(engine, "zfzd.nanhu")
    assert engine.jobs.rescue() == 1
    (task,) = engine.tasks.inbox(engine.people.authenticate("desk-zfzd", PASSWORD), "group").items
    assert task.element == "u"


def test_with_nobody_on_duty_anywhere_it_stays_where_it_is(engine: Engine, case: str) -> None:
    for account in engine.people.accounts(SYSTEM_ACTOR):
        if any(group.startswith("zfzd.") for group in account.groups):
            engine.people.update_account(SYSTEM_ACTOR, account.name, active=False)
    assert engine.jobs.rescue() == 0


def test_a_member_of_the_group_or_of_its_unit_below_is_enough(engine: Engine, case: str) -> None:
    duty(engine, "zfzd.nanhu")
    engine.people.create_account(SYSTEM_ACTOR, "chief", "大队长", "", PASSWORD, ["swj.nanhu.head"], [], must_change=False)
    assert engine.jobs.rescue() == 0
    engine.people.update_account(SYSTEM_ACTOR, "chief", active=False)
    assert engine.jobs.rescue() == 1
