"""Every example case of every bundle, on the real engine: straight, and reloaded from the database before every step."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters import bundles
from adapters.bootstrap import Application, build
from adapters.mail.fake import FakeMailer
from adapters.passwords import Argon2Passwords
from adapters.settings import Settings
from tests.bundles.casefile import Case, cases
from tests.bundles.runner import Run
from tests.settable_clock import SettableClock

ALL = cases()
LONGEST = "A-1"


def _application(settings: Settings, clock: SettableClock, url: str) -> Application:
    return build(replace(settings, database_url=url, penalty_url=""), clock, passwords=Argon2Passwords(quick=True), mailer=FakeMailer())


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, migrated: Callable[[str], str]) -> Callable[[Settings], Path]:
    """An SQLite file with all bundles published; made once, copied for every run."""
    made: list[Path] = []

    def original(settings: Settings) -> Path:
        if not made:
            path = tmp_path_factory.mktemp("published") / "onething.sqlite"
            shutil.copyfile(migrated("sqlite"), path)
            application = _application(settings, SettableClock("2026-01-01 00:00"), f"sqlite:///{path}")
            bundles.publish(application.engine, settings)
            application.close()
            made.append(path)
        return made[0]

    return original


@pytest.fixture
def world(settings: Settings, published: Callable[[Settings], Path], tmp_path: Path) -> Iterator[Callable[[], tuple[Application, SettableClock]]]:
    """A fresh platform with all bundles, as often as asked."""
    opened: list[Application] = []

    def fresh() -> tuple[Application, SettableClock]:
        copy = tmp_path / f"run-{len(opened)}.sqlite"
        shutil.copyfile(published(settings), copy)
        clock = SettableClock()
        opened.append(_application(settings, clock, f"sqlite:///{copy}"))
        return opened[-1], clock

    yield fresh
    for application in opened:
        application.close()


@pytest.mark.parametrize("case", ALL, ids=[f"{case.path.parent.parent.name}-{case.id}" for case in ALL])
def test_case_goes_as_written_and_the_same_after_every_reload(case: Case, world: Callable[[], tuple[Application, SettableClock]]) -> None:
    straight = Run(case, *world()).play()
    reloaded = Run(case, *world(), reload=True).play()
    assert reloaded == straight


@pytest.mark.both_databases
def test_the_longest_case_on_both_databases(settings: Settings) -> None:
    clock = SettableClock("2026-01-01 00:00")
    application = _application(settings, clock, settings.database_url)
    try:
        bundles.publish(application.engine, settings)
        Run(next(case for case in ALL if case.id == LONGEST), application, clock, reload=True).play()
    finally:
        application.close()
