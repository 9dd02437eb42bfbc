"""What the demo shows at first sight: cases moved to this week and this street, played to their stage, something for everyone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from adapters import running, staging
from adapters.bootstrap import Application
from adapters.bundle_check.casefile import Case, cases
from adapters.bundles import paths
from adapters.demo.organisation import read as organisation
from adapters.settings import Settings
from engine import SYSTEM_ACTOR, Actor, with_implied

#: Who has other things to do than tasks: administrators, machines, grids (they report), seals and duty desks of units that are not asked now.
NO_TASKS = ("admin-", "integration-", "wg-", "zhzf-legal", "zhzf-seal", "nhjq-duty", "nhjq-seal")


def files(settings: Settings) -> dict[str, Case]:
    return {case.id: case for folder in paths(settings) for case in cases(folder)}


def test_every_stage_names_a_case_and_is_moved_to_its_day_and_place(settings: Settings) -> None:
    known, (objects, stages) = files(settings), staging.read()
    today = date(2026, 11, 23)
    for stage in stages:
        case = staging.staged(known[stage.case], stage, today)
        assert len(known[stage.case].steps) >= stage.steps >= len(case.steps)
        days = [date.fromisoformat(str(step.said["at"])[:10]) for step in case.steps if "at" in step.said] or [date.fromisoformat(str(case.start["at"])[:10])]
        assert stage.ago <= (today - days[-1]).days < stage.ago + 7, stage
        said = repr((case.start, case.people, [step.said for step in case.steps]))
        assert not any(old in said for old in stage.other if old not in "".join(stage.other.values())), stage
    assert {item["id"] for item in objects} == {new for stage in stages for new in stage.other.values() if new.startswith("OBJ-")}


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
