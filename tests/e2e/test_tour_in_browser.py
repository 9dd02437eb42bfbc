"""A tour of a demo with cases at several stages: the pages that README.md shows, each in order and without an error of its scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.people import PASSWORD, Person
from tests.e2e.serving import Served, serving

pytestmark = [pytest.mark.browser, pytest.mark.soak]  # half a minute of example cases before the first page
WHO = {
    "zhzf-officer-1": (("inbox", "/inbox?view=group"), ("object", "/records/objects/entry/OBJ-0101"), ("joint", "/joint")),
    "admin-system-1": (("inbound", "/admin/inbound"), ("operators", "/admin/health")),
    "integration-1": (("api", "/developer"),),
}


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo as `make run` shows it."""
    with serving("demo", tmp_path_factory.mktemp("lively"), {"ONETHING_DEMO_PASSWORD": PASSWORD, "ONETHING_DEMO_CASES": "yes"}, seconds=400) as served:
        yield served


@pytest.mark.parametrize("account", WHO)
def test_the_pages_of_the_readme(browser: Browser, lively: Served, tmp_path: Path, account: str) -> None:
    person = Person(browser, lively.url, account, tmp_path / "none")
    for name, path in WHO[account]:
        answer = person.page.goto(lively.url + path)
        assert answer is not None and answer.status == 200, path
        expect(person.page.locator("main h1").first).to_be_visible()
        assert len(person.page.locator("main").inner_text()) > 100, path
        person.picture_of(name)
    person.leave()


def test_a_draw_is_made_and_can_be_made_again(browser: Browser, lively: Served, tmp_path: Path) -> None:
    person = Person(browser, lively.url, "zhzf-head-1", tmp_path / "none")
    person.page.goto(f"{lively.url}/joint/draws/new")
    person.page.locator("#f-title").fill("十二月沿街店铺抽查")
    person.page.locator("#f-day").fill(f"{datetime.now(ZoneInfo('Asia/Shanghai')):%Y-%m-%d}")
    person.page.locator("#f-seed").fill("2026-12")
    person.page.locator("main form button.primary").click()
    expect(person.page.locator("main h1")).to_contain_text("十二月沿街店铺抽查")
    expect(person.page.locator("main")).to_contain_text("2026-12")
    person.picture_of("draw")
    person.leave()
