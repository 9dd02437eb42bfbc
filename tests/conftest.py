"""What every test may ask for: a clock that is told the time, an engine on SQLite or PostgreSQL, and a few people.

`database_url` (and so `engine` and `application`) runs on SQLite; a test marked `both_databases` runs on both, and under
`--databases both` every one does. Databases are copies of one that was migrated once in this process: a file, or a template.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.settable_clock import SettableClock
from tests.together import turn

if TYPE_CHECKING:  # the engine is imported by the fixtures that need it, so that pure tests run without it
    from xdist.remote import Producer
    from xdist.scheduler import Scheduling

    from adapters.bootstrap import Application
    from adapters.mail.fake import FakeMailer
    from adapters.settings import Settings
    from engine import Actor, Engine
    from tests.postgres import Postgres

ROOT = Path(__file__).parents[1]
PASSWORD = "a long enough phrase"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--databases", choices=["default", "both", "sqlite", "postgres"], default="default")
    parser.addoption("--soak", action="store_true", help="run the full matrix too")
    parser.addoption("--bench", action="store_true", help="run the measurements too")


def pytest_configure(config: pytest.Config) -> None:
    """Hypothesis: few cases by default, many under the profile `soak`; never a deadline, since CI machines are shared."""
    from hypothesis import settings

    settings.register_profile("default", deadline=None, max_examples=50, derandomize=True, database=None)
    settings.register_profile("soak", deadline=None, max_examples=2000, database=None, print_blob=True)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Only a run with workers asks for it."""
    from tests.together import Together

    return Together(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Soak and bench are other commands, not skipped tests: they leave the run altogether. The longest come first."""
    out = [item for item in items for mark in ("soak", "bench") if item.get_closest_marker(mark) and not config.getoption(f"--{mark}")]
    if out:
        config.hook.pytest_deselected(items=out)
        gone = set(out)
        items[:] = [item for item in items if item not in gone]
    items.sort(key=turn)


def pytest_collection_finish() -> None:
    """Six thousand collected tests live to the end: the garbage collector need not look through them again and again."""
    gc.collect()
    gc.freeze()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        said = metafunc.config.getoption("--databases")
        both = said == "both" or (said == "default" and metafunc.definition.get_closest_marker("both_databases") is not None)
        kinds = ["sqlite", "postgres"] if both else ["postgres"] if said == "postgres" else ["sqlite"]
        if metafunc.definition.get_closest_marker("only_sqlite") is not None:
            kinds = ["sqlite"]
        metafunc.parametrize("database_kind", kinds, scope="session")


@pytest.fixture
def clock() -> SettableClock:
    """Monday 2026-03-02 09:00 in Shanghai, until the test says otherwise."""
    return SettableClock()


@pytest.fixture(scope="session")
def _session() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def postgres(_session: ExitStack) -> Callable[[], Postgres]:
    """The server of this test process, started by the first call."""
    servers: list[Postgres] = []

    def server() -> Postgres:
        if not servers:
            from tests.postgres import running

            servers.append(_session.enter_context(running()))
        return servers[0]

    return server


@pytest.fixture(scope="session")
def warm() -> None:
    """What a process works out once for all its tests."""
    from tests.warm import install

    install()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, postgres: Callable[[], Postgres], warm: None) -> Callable[[str], str]:
    """The migrated original of a kind of database: a file path, or a name of a template. Made once per test process."""
    made: dict[str, str] = {}

    def original(kind: str) -> str:
        if kind not in made:
            if kind == "sqlite":
                made[kind] = str(tmp_path_factory.mktemp("original") / "onething.sqlite")
                _migrate(f"sqlite:///{made[kind]}")
            else:
                made[kind] = postgres().create()
                _migrate(postgres().url(made[kind]))
        return made[kind]

    return original


def _migrate(url: str) -> None:
    from adapters.clock import SystemClock
    from adapters.passwords import Argon2Passwords
    from engine import Engine, open_store

    engine = Engine(open_store(url), SystemClock(), Argon2Passwords(quick=True))
    engine.migrate()
    engine.close()


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory, migrated: Callable[[str], str]) -> tuple[str, dict[str, Actor]]:
    """A migrated SQLite database with the organisation of `people`, and its actors. Made once per test process."""
    from adapters.passwords import Argon2Passwords
    from engine import Engine, open_store

    copy = str(tmp_path_factory.mktemp("peopled") / "onething.sqlite")
    shutil.copyfile(migrated("sqlite"), copy)
    engine = Engine(open_store(f"sqlite:///{copy}"), SettableClock(), Argon2Passwords(quick=True))
    actors = _populate(engine)
    engine.close()
    return copy, actors


@pytest.fixture
def database_url(
    database_kind: str, tmp_path: Path, migrated: Callable[[str], str], postgres: Callable[[], Postgres], request: pytest.FixtureRequest,
) -> Iterator[str]:
    """A migrated database of its own for this test; empty, but for the organisation of a test that asks for `people`."""
    if database_kind == "sqlite":
        copy = tmp_path / "onething.sqlite"
        shutil.copyfile(request.getfixturevalue("peopled")[0] if "people" in request.fixturenames else migrated("sqlite"), copy)
        yield f"sqlite:///{copy}"
    else:
        name = postgres().create(migrated("postgres"))
        yield postgres().url(name)
        postgres().drop(name)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of a test: its own database and folder, nothing from the environment."""
    from adapters import settings as reader

    given = {"ONETHING_DATA_DIR": str(tmp_path / "var"), "ONETHING_DATABASE_URL": database_url, "ONETHING_SECRET_KEY": "only for tests"}
    return replace(reader.read(given), demo=True)


@pytest.fixture
def mailer() -> FakeMailer:
    """Where mails of `application` go."""
    from adapters.mail.fake import FakeMailer

    return FakeMailer()


@pytest.fixture
def application(settings: Settings, clock: SettableClock, mailer: FakeMailer) -> Iterator[Application]:
    """A composed application with a quick password hash, the test's clock and a mailer that keeps what it gets."""
    from adapters.bootstrap import build
    from adapters.passwords import Argon2Passwords

    application = build(settings, clock, passwords=Argon2Passwords(quick=True), mailer=mailer)
    yield application
    application.close()


@pytest.fixture
def engine(application: Application) -> Engine:
    """The engine of `application`."""
    return application.engine


@pytest.fixture
def people(engine: Engine, database_kind: str, request: pytest.FixtureRequest) -> dict[str, Actor]:
    """A small organisation with accounts (password: PASSWORD), by account name.

    Units zhzf.nanhu, xfjy.nanhu, scjg.330402008, zfd.330402008, zfzd.nanhu; accounts: anna, ben (zhzf officers), head (zhzf
    head), fiona (xfjy officer), max (scjg officer), team (zfd officer), guide (zfzd), admin (system), author (model),
    auditor (audit), machine (integration).
    """
    if database_kind == "sqlite":  # they came with the database
        actors: dict[str, Actor] = request.getfixturevalue("peopled")[1]
        return dict(actors)
    return _populate(engine)


def _populate(engine: Engine) -> dict[str, Actor]:
    from engine import SYSTEM_ACTOR

    units = {
        "zhzf.nanhu": "区综合行政执法局", "xfjy.nanhu": "消防救援大队", "scjg.330402008": "解放市场监管所",
        "zfd.330402008": "解放街道综合行政执法队", "zfzd.nanhu": "区综合行政执法指导办公室",
    }
    for unit, name in units.items():
        engine.people.save_unit(SYSTEM_ACTOR, unit, name, unit, "department", None)
    members: dict[str, tuple[list[str], list[str]]] = {
        "anna": (["zhzf.nanhu.officer"], []), "ben": (["zhzf.nanhu.officer"], []), "head": (["zhzf.nanhu.head"], []),
        "fiona": (["xfjy.nanhu.officer"], []), "max": (["scjg.330402008.officer"], []), "team": (["zfd.330402008.officer"], []),
        "guide": (["zfzd.nanhu", "zfzd.nanhu.duty"], []), "admin": ([], ["system"]), "author": ([], ["model"]),
        "auditor": ([], ["audit"]), "machine": ([], ["integration"]),
    }
    actors = {}
    for name, (groups, rights) in members.items():
        engine.people.create_account(SYSTEM_ACTOR, name, name.title(), f"{name}@example.test", PASSWORD, groups, rights, must_change=False)
        actors[name] = engine.people.authenticate(name, PASSWORD)
    return actors
