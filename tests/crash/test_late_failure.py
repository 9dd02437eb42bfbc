"""What a worker brings that lost its lease while it waited for the case. PostgreSQL: on SQLite nobody else writes between two statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select, update

from engine import SYSTEM_ACTOR, Engine, open_store
from engine.commands import jobs
from engine.store import tables
from tests.crash.at_work import Plain
from tests.crash.conftest import ANNA
from tests.crash.test_interleaved import rows
from tests.engine.modelling import bpmn
from tests.postgres import Postgres
from tests.settable_clock import SettableClock


@pytest.fixture
def database_url(postgres: Callable[[], Postgres], migrated: Callable[[str], str]) -> Iterator[str]:
    """PostgreSQL, whatever the rest of the run uses."""
    name = postgres().create(migrated("postgres"))
    yield postgres().url(name)
    postgres().drop(name)


@pytest.fixture
def office(database_url: str, clock: SettableClock) -> Iterator[Engine]:
    """The engine of the worker that is late."""
    engine = Engine(open_store(database_url), clock, Plain())
    yield engine
    engine.close()


def test_a_job_that_another_ran_meanwhile_leaves_no_incident(office: Engine, database_url: str, clock: SettableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last try failed for a worker that looked at its lease and then waited for the case, while another took it over and did the work."""
    slow, quick = office, Engine(open_store(database_url), clock, Plain())
    slow.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\ntask a asyncBefore\nuser z\nend e\ns > a > z > e")})
    case = slow.instances.start(ANNA, "p", {}).id
    (job,) = slow.jobs._change(SYSTEM_ACTOR, lambda unit: jobs.lease(unit, "slow", 1))
    with slow._store.database.begin() as connection:
        connection.execute(update(tables.job).values(retries=1))
    locked = jobs.lock_case

    def overtaken(*given: Any) -> Any:
        monkeypatch.setattr(jobs, "lock_case", locked)
        clock.advance(seconds=jobs.LEASE_SECONDS + 1)
        assert quick.jobs.tick().fired == 1
        return locked(*given)

    monkeypatch.setattr(jobs, "lock_case", overtaken)
    assert slow.jobs._change(SYSTEM_ACTOR, lambda unit: jobs.failed(unit, job, "slow", RuntimeError("late"))) is False
    assert rows(slow, select(tables.incident)) == []
    assert [task.element for task in slow.instances.get(SYSTEM_ACTOR, case).open_tasks] == ["z"]
    quick.close()
