"""Every example case of every bundle, on the real engine.

In `make test` each case is played once, and the cases take turns: straight or reloaded before every move, on SQLite or on
PostgreSQL. One case of each process is played the other way on the other database too, which must leave the same history. Under
--soak every case is played all four ways, and everything compiled is forgotten before every step. All run in one process (tests/together.py), so that the last test can say
what no case walked.
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
WAYS = [(kind, reload) for kind in KINDS for reload in (False, True)]
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

    def way(self, case: Case) -> tuple[str, bool]:
        """On which database a case is played in its turn, and whether it is reloaded."""
        kind, reload = WAYS[ALL.index(case) % len(WAYS)]
        return (self._only if self._only in KINDS else kind), reload

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

    def in_turn(self, case: Case) -> History:
        """The history of a case played the way whose turn it is."""
        kind, reload = self.way(case)
        return self.played(case, kind, Reload() if reload else None)

    def otherwise(self, case: Case) -> History:
        """The history of a case played straight if its turn is reloaded, and on the other database."""
        kind, reload = self.way(case)
        return self.played(case, self._only if self._only in KINDS else KINDS[1 - KINDS.index(kind)], None if reload else Reload())


@pytest.fixture(scope="module")
def stages(postgres: Callable[[], Postgres], request: pytest.FixtureRequest, warm: None) -> Iterator[Stages]:
    with ExitStack() as stack:
        yield Stages(stack, postgres, request.config.getoption("--databases"))


@each(ALL)
def test_case_goes_as_written(case: Case, stages: Stages) -> None:
    assert stages.in_turn(case)


@each(FIRST)
def test_case_leaves_the_same_history_the_other_way_on_the_other_database(case: Case, stages: Stages) -> None:
    assert stages.otherwise(case) == stages.in_turn(case)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
@each(ALL)
def test_case_leaves_the_same_history_with_every_cache_dropped_before_every_step(case: Case, kind: str, stages: Stages) -> None:
    assert stages.played(case, kind, Reload(everything=1)) == stages.played(case, kind, None) == stages.in_turn(case)


@pytest.mark.parametrize("key", FOLDERS)
def test_every_flow_is_walked_and_every_row_is_hit(key: str, stages: Stages) -> None:
    """What `onething bundles check` demands. Cases that ran above are not played again."""
    for case in ALL:
        stages.in_turn(case)
    stage = stages.on(stages.way(ALL[0])[0])
    assert [str(fault) for name, fault in stage.refused.items() if name == key] == []
    engine, deployment = stage.application.engine, stage.deployed[key]
    stage.clock.set(ASKED)
    for check in decisions.checks(FOLDERS[key]):
        decisions.ask(engine, check, stages.walked)
    flows, rows = stages.walked.left(coverage.flows(engine, deployment), coverage.rows(engine, deployment))
    assert [f"{item.place}: {item.words}" for item in (*flows, *rows)] == []
