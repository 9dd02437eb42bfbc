"""What the demo shows at first sight: cases moved to this week and this street, played to their stage, something for everyone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest

from adapters import running, staging
from adapters.bootstrap import Application
from adapters.bundle_check.casefile import Case, cases
from adapters.bundles import paths
from adapters.clock import SHANGHAI
from adapters.demo.organisation import read as organisation
from adapters.settings import Settings
from engine import SYSTEM_ACTOR, Actor, with_implied

#: Who has other things to do than tasks: administrators, machines, grids (they report), seals and duty desks of units that are not asked now.
NO_TASKS = ("admin-", "integration-", "wg-", "zhzf-legal", "zhzf-seal", "nhjq-duty", "nhjq-seal")


def files(settings: Settings) -> dict[str, Case]:
    return {case.id: case for folder in paths(settings) for case in cases(folder)}


def test_every_stage_names_a_case_and_is_moved_to_its_day_and_place(settings: Settings) -> None:
    known, (objects, stages) = files(settings), staging.read()
    for stage, now in product(stages, ("2026-11-24T03:20", "2026-11-23T10:00", "2026-11-22T23:50")):
        at = datetime.fromisoformat(now).replace(tzinfo=SHANGHAI)
        case = staging.staged(known[stage.case], stage, at)
        assert len(known[stage.case].steps) >= stage.steps >= len(case.steps)
        was, moved = moments(known[stage.case], stage.steps), moments(case, stage.steps)
        assert timedelta(days=stage.ago) <= at - moved[-1] < timedelta(days=stage.ago + 8), stage  # never in the future
        assert [item.weekday() >= 5 for item in moved] == [item.weekday() >= 5 for item in was], stage
        assert {old - new for old, new in zip(was, moved, strict=True)} == {was[0] - moved[0]}
        said = repr((case.start, case.people, [step.said for step in case.steps]))
        assert not any(old in said for old in stage.other if old not in "".join(stage.other.values())), stage
    assert {item["id"] for item in objects} == {new for stage in stages for new in stage.other.values() if new.startswith("OBJ-")}


def moments(case: Case, steps: int) -> list[datetime]:
    """When it begins and when its first steps are; what was refused in the file is no step of the demo."""
    said = [case.start["at"], *(step.said["at"] for step in case.steps[:steps] if "at" in step.said and "refused" not in step.said)]
    return sorted(datetime.fromisoformat(str(item)).replace(tzinfo=SHANGHAI) for item in said)


@pytest.mark.soak
def test_every_account_of_the_demo_finds_something(settings: Settings) -> None:
    with running.demo(replace(settings, demo_password="a long enough phrase", demo_cases=True), print) as (application, _):
        idle = [account.name for account in organisation().accounts if not account.name.startswith(NO_TASKS) and not _work(application, account.name, account.groups)]
        assert idle == []
        grid = Actor("wg-jiefang-1", with_implied({"wg.330402008"}))
        assert application.engine.instances.started_by_me(grid).items
        states = {row.state for row in application.engine.instances.search(SYSTEM_ACTOR, limit=100).items}
        assert {"active", "completed"} <= states


def _work(application: Application, name: str, groups: tuple[str, ...]) -> int:
    counts = application.engine.tasks.counts(Actor(name, with_implied(set(groups))))
    return counts.mine + counts.group
