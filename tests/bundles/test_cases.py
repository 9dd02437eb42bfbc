"""Every example case of every bundle, on the real engine: straight on one database, reloaded on the other, with the same history.

The cases take turns which database is which. All of them run in one process (`xdist_group`), so that the last test can say
what no case walked. Under --soak each runs both ways on both databases, and everything compiled is forgotten before every step.
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
pytestmark = pytest.mark.xdist_group("bundle-cases")
each_case = pytest.mark.parametrize("case", ALL, ids=[f"{case.path.parent.parent.name}-{case.id}" for case in ALL])
History = list[tuple[str, str, str]]


class Stages:
    """A world per kind of database, made when first asked for, and what was played on them so far."""

    def __init__(self, stack: ExitStack, postgres: Callable[[], Postgres], only: str) -> None:
        self._stack, self._postgres, self._only = stack, postgres, only
        self._worlds: dict[str, World] = {}
        self._played: dict[str, History] = {}
        self.walked = Walked()

    def kinds(self, case: Case) -> tuple[str, str]:
        """Where a case runs straight, and where it is reloaded."""
        if self._only in KINDS:
            return self._only, self._only
        return KINDS if ALL.index(case) % 2 else KINDS[::-1]

    def on(self, kind: str) -> World:
        """The world of a kind of database, back at its beginning."""
        if kind not in self._worlds:
            url = self._postgres().url("postgres") if kind == "postgres" else ""
            self._worlds[kind] = self._stack.enter_context(world(FOLDERS, database_url=url, seed=seed))
        return self._worlds[kind].fresh()

    def straight(self, case: Case) -> History:
        """The history of a case, played once in this process; what it walked is noted."""
        if case.id not in self._played:
            stage = self.on(self.kinds(case)[0])
            self._played[case.id] = Run(case, stage.application, stage.clock).play()
            self.walked.look(stage.application.engine)
        return self._played[case.id]

    def reloaded(self, case: Case, kind: str, reload: Reload) -> History:
        """The history of a case whose engine forgets."""
        stage = self.on(kind)
        return Run(case, stage.application, stage.clock, reload=reload).play()


@pytest.fixture(scope="module")
def stages(postgres: Callable[[], Postgres], request: pytest.FixtureRequest) -> Iterator[Stages]:
    with ExitStack() as stack:
        yield Stages(stack, postgres, request.config.getoption("--databases"))


@each_case
def test_case_goes_as_written_and_the_same_on_the_other_database_reloaded(case: Case, stages: Stages) -> None:
    assert stages.reloaded(case, stages.kinds(case)[1], Reload()) == stages.straight(case)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
@each_case
def test_case_goes_the_same_with_every_cache_dropped_before_every_step(case: Case, kind: str, stages: Stages) -> None:
    stage = stages.on(kind)
    straight = Run(case, stage.application, stage.clock).play()
    assert stages.reloaded(case, kind, Reload(everything=1)) == straight


@pytest.mark.parametrize("key", FOLDERS)
def test_every_flow_is_walked_and_every_row_is_hit(key: str, stages: Stages) -> None:
    """What `onething bundles check` demands. Cases that ran above are not played again."""
    for case in ALL:
        stages.straight(case)
    stage = stages.on(stages.kinds(ALL[0])[0])
    assert [str(fault) for name, fault in stage.refused.items() if name == key] == []
    engine, deployment = stage.application.engine, stage.deployed[key]
    stage.clock.set(ASKED)
    for check in decisions.checks(FOLDERS[key]):
        decisions.ask(engine, check, stages.walked)
    flows, rows = stages.walked.left(coverage.flows(engine, deployment), coverage.rows(engine, deployment))
    assert [f"{item.place}: {item.words}" for item in (*flows, *rows)] == []
