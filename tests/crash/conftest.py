"""An engine on the wall clock over a database that worker processes share, and its books."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.clock import SystemClock
from engine import Actor, Engine, open_store
from tests.crash.at_work import Plain
from tests.crash.books import Books
from tests.crash.workshop import Orders

ANNA = Actor("anna", frozenset({"zhzf.nanhu", "zhzf.nanhu.officer"}))


@pytest.fixture
def office(database_url: str) -> Iterator[Engine]:
    """The engine of this process."""
    engine = Engine(open_store(database_url), SystemClock(), Plain())
    yield engine
    engine.close()


@pytest.fixture
def books(database_url: str) -> Iterator[Books]:
    """The database as it is."""
    books = Books(database_url)
    yield books
    books.close()


@pytest.fixture
def orders(database_url: str, tmp_path: Path) -> Orders:
    """What workers of this test are told."""
    return Orders(database_url, str(tmp_path / "ledger"))
