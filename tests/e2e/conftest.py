"""One Chromium per file, one demo per test or one for several flows, and people who sign in when they are first needed.

The departments' systems of the shared demo are a process of their own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.people import PASSWORD, Person, browsing
from tests.e2e.serving import ROOT, Served, serving, simulators
from tests.postgres import Postgres

#: A picture of one dot, as a camera would send it.
PICTURE = bytes.fromhex("ffd8ffe000104a46494600010101006000600000ffdb004300") + bytes([8] * 64) + bytes.fromhex("ffd9")


@dataclass(frozen=True, slots=True)
class District:
    """The platform, and where the other departments' systems take orders."""

    served: Served
    others: str


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "现场.jpg"
    path.write_bytes(PICTURE)
    return path


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory, postgres: Callable[[], Postgres], request: pytest.FixtureRequest) -> Iterator[District]:
    """A demo that several flows share: their departments and objects are different ones. The credit site is asked every five seconds.

    On PostgreSQL: the demos that tests have for themselves are on SQLite in every run.
    """
    folder = tmp_path_factory.mktemp("district")
    sources = folder / "sources"
    shutil.copytree(ROOT / "adapters" / "inbound" / "sources", sources)
    credit = sources / "credit.toml"
    credit.write_text(credit.read_text(encoding="utf-8").replace("every-seconds = 30", "every-seconds = 5"), encoding="utf-8")
    more = {"ONETHING_DEMO_PASSWORD": PASSWORD, "ONETHING_SOURCES_DIR": str(sources)}
    if request.config.getoption("--databases") != "sqlite":
        more["ONETHING_DATABASE_URL"] = postgres().url(postgres().create())
    with simulators(folder) as (others, connected), serving("demo", folder, {**connected, **more}) as served:
        yield District(served, others)


@pytest.fixture
def demo(tmp_path: Path, database_url: str) -> Iterator[Served]:
    """`onething demo` on this test's database, with the departments' systems in a process of their own."""
    ours = {"ONETHING_DATABASE_URL": database_url, "ONETHING_DEMO_PASSWORD": PASSWORD}
    with simulators(tmp_path) as (_, connected), serving("demo", tmp_path, {**connected, **ours}) as served:
        yield served


@pytest.fixture
def person(request: pytest.FixtureRequest, browser: Browser, picture: Path) -> Iterator[Callable[[str], Person]]:
    """Signs people in, once each, at the test's own demo or the shared one, and looks that nothing went wrong in their browsers."""
    url = (request.getfixturevalue("demo") if "demo" in request.fixturenames else request.getfixturevalue("district").served).url
    present: dict[str, Person] = {}

    def find(account: str) -> Person:
        if account not in present:
            present[account] = Person(browser, url, account, picture)
        return present[account]

    yield find
    for each in present.values():
        each.leave()
