"""Every example case of every bundle, on the real engine.

In `make test` each case is played once, on SQLite and reloaded before every move; one case of each process is also played
straight on PostgreSQL, which must leave the same history. Under --soak every case is played all four ways, and everything compiled
is forgotten before every step. All run in one process (tests/together.py), so that the last test can say what no case walked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from adapters.bundle_check import coverage, decisions
from adapters.bundle_check.casefile import Case
from adapters.bundle_check.check import ASKED
from adapters.bundle_check.coverage import Walked
from adapters.bundle_check.runner import Reload, Run
from adapters.bundle_check.worlds import World, world
from adapters.demo.registers import seed
from tests.bundles.found import FOLDERS, cases
from tests.postgres import Postgres

ALL = cases()
KINDS = ("sqlite", "postgres")
#: The first case of each process.
FIRST = list({case.process: case for case in reversed(ALL)}.values())
History = list[tuple[str, str, str]]


def each(chosen: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", chosen, ids=[f"{case.path.parent.parent.name}-{case.id}" for case in chosen])


class Stages:
    """A world per kind of database, made when first asked for, and what was walked on them so far."""

    def __init__(self, stack: ExitStack, postgres: Callable[[], Postgres], only: str) -> None:
        self._stack, self._postgres, self._only = stack, postgres, only
        self._worlds: dict[str, World] = {}
        self._played: dict[tuple[str, str, Reload | None], History] = {}
        self.walked = Walked()

    @property
    def kind(self) -> str:
        """The database on which every case is played."""
        return self._only if self._only in KINDS else "sqlite"

    def on(self, kind: str) -> World:
        """The world of a kind of database, back at its beginning."""
        if kind not in self._worlds:
            url = self._postgres().url("postgres") if kind == "postgres" else ""
            self._worlds[kind] = self._stack.enter_context(world(FOLDERS, database_url=url, seed=seed))
        return self._worlds[kind].fresh()

    def played(self, case: Case, kind: str, reload: Reload | None) -> History:
        """The history of a case, played once each way; what it walked is noted."""
        way = (case.id, kind, reload)
        if way not in self._played:
            stage = self.on(kind)
            self._played[way] = Run(case, stage.application, stage.clock, reload=reload).play()
            self.walked.look(stage.application.engine)
        return self._played[way]

    def reloaded(self, case: Case) -> History:
        """The history of a case, read anew from the database before every move."""
        return self.played(case, self.kind, Reload())

    def straight(self, case: Case) -> History:
        """The history of a case played in one go, on the other database where there is a choice."""
        return self.played(case, self._only if self._only in KINDS else "postgres", None)


@pytest.fixture(scope="module")
def stages(postgres: Callable[[], Postgres], request: pytest.FixtureRequest, warm: None) -> Iterator[Stages]:
    with ExitStack() as stack:
        yield Stages(stack, postgres, request.config.getoption("--databases"))


@each(ALL)
def test_case_goes_as_written(case: Case, stages: Stages) -> None:
    assert stages.reloaded(case)


@each(FIRST)
def test_case_leaves_the_same_history_straight_on_the_other_database(case: Case, stages: Stages) -> None:
    assert stages.straight(case) == stages.reloaded(case)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
@each(ALL)
def test_case_leaves_the_same_history_with_every_cache_dropped_before_every_step(case: Case, kind: str, stages: Stages) -> None:
    assert stages.played(case, kind, Reload(everything=1)) == stages.played(case, kind, None) == stages.reloaded(case)


@pytest.mark.parametrize("key", FOLDERS)
def test_every_flow_is_walked_and_every_row_is_hit(key: str, stages: Stages) -> None:
    """What `onething bundles check` demands. Cases that ran above are not played again."""
    for case in ALL:
        stages.reloaded(case)
    stage = stages.on(stages.kind)
    assert [str(fault) for name, fault in stage.refused.items() if name == key] == []
    engine, deployment = stage.application.engine, stage.deployed[key]
    stage.clock.set(ASKED)
    for check in decisions.checks(FOLDERS[key]):
        decisions.ask(engine, check, stages.walked)
    flows, rows = stages.walked.left(coverage.flows(engine, deployment), coverage.rows(engine, deployment))
    assert [f"{item.place}: {item.words}" for item in (*flows, *rows)] == []
