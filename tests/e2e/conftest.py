"""One Chromium per file, one demo per test, and people who sign in when they are first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.people import PASSWORD, Person, browsing
from tests.e2e.serving import Served, serving

#: A picture of one dot, as a camera would send it.
PICTURE = bytes.fromhex("ffd8ffe000104a46494600010101006000600000ffdb004300") + bytes([8] * 64) + bytes.fromhex("ffd9")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "现场.jpg"
    path.write_bytes(PICTURE)
    return path


@pytest.fixture
def demo(tmp_path: Path, database_url: str) -> Iterator[Served]:
    """`onething demo` on this test's database."""
    with serving("demo", tmp_path, {"ONETHING_DATABASE_URL": database_url, "ONETHING_DEMO_PASSWORD": PASSWORD}) as served:
        yield served


@pytest.fixture
def person(browser: Browser, demo: Served, picture: Path) -> Iterator[Callable[[str], Person]]:
    """Signs people in, once each, and looks that nothing went wrong in their browsers."""
    present: dict[str, Person] = {}

    def find(account: str) -> Person:
        if account not in present:
            present[account] = Person(browser, demo.url, account, picture)
        return present[account]

    yield find
    for each in present.values():
        each.leave()
