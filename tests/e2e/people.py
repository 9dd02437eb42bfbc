"""People at their browsers: each has a session of their own and does what a person would do with the mouse and the keyboard."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os import environ
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.e2e.filling import fill_in

SCREENSHOTS = Path(__file__).parent / "screenshots"
PASSWORD = "only for tests: demo phrase"


def chromium() -> str:
    """The browser's path: ONETHING_TEST_CHROMIUM, or the system's."""
    found = environ.get("ONETHING_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "no Chromium: `make test` installs it as root; else set ONETHING_TEST_CHROMIUM"
    return found


@contextmanager
def browsing() -> Iterator[Browser]:
    """One Chromium for a test. What is expected may take as long as what is clicked: a busy machine is no fault."""
    expect.set_options(timeout=40_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage", "--disable-gpu"],
        )
        yield browser
        browser.close()


class Person:
    """One account, signed in. Errors of scripts and failed requests to foreign hosts fail the test at `leave`."""

    def __init__(self, browser: Browser, url: str, account: str, picture: Path) -> None:
        self.url, self.account, self.picture = url, account, picture
        self.troubles: list[str] = []
        context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
        self.page: Page = context.new_page()
        self.page.set_default_timeout(40_000)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", lambda request: self._foreign(request.url))
        self.page.goto(f"{url}/login")
        self.page.get_by_label("账号").fill(account)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        self.page.wait_for_url("**/inbox*")

    def _foreign(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.troubles.append(f"request to {url}")

    def start(self, process: str, data: Mapping[str, Any]) -> str:
        """Start a case by its form; returns the case's address."""
        self.page.goto(f"{self.url}/start")
        self.page.get_by_role("link", name=process).click()
        fill_in(self.page, data, picture=self.picture)
        self.page.locator('form[data-island="form"] button.primary').click()
        self.page.wait_for_url(re.compile(r"/cases/"))
        return self.page.url

    def look_for(self, step: str, *, tries: int = 150) -> Locator:
        """Look into the department's pool and one's own list until the step is there; its link."""
        for attempt in range(tries):
            if not self._says(f"{self.url}/inbox?view={('group', 'mine')[attempt % 2]}", step):
                continue
            link = self.page.locator("ol.rows").get_by_role("link", name=re.compile(f"^{re.escape(step)}(：.+)?$"))  # a task may say what it is about
            if link.count():
                return link.first
        self.page.goto(f"{self.url}/inbox?view=group")
        raise AssertionError(f"{self.account} has no task {step!r}: {self.page.locator('main').inner_text()[:800]}")

    def _says(self, address: str, words: str) -> bool:
        """Open a page as soon as it is known to have these words; until then only its text is asked for, which costs no drawing."""
        if words in self.page.request.get(address).text():
            self.page.goto(address)
            return True
        self.page.wait_for_timeout(150)  # the worker rings once a second
        return False

    def take(self, step: str) -> None:
        """Open the task of a step and claim it if need be."""
        self.look_for(step).click()
        claim = self.page.locator(".banner form button.primary")
        if claim.count():
            claim.click()

    def do(self, step: str, data: Mapping[str, Any]) -> None:
        """Take a task, fill in its form, send it off."""
        self.take(step)
        fill_in(self.page, data, picture=self.picture)
        self.send(step)

    def send(self, step: str) -> None:
        """Press the button; whatever the page then complains about fails the test in its own words."""
        before = self.page.url
        self.page.locator('form[data-island="form"] button.primary').click()
        try:
            self.page.wait_for_url(lambda url: url != before)
        except Exception as error:
            raise AssertionError(f"{self.account}, {step}: {self.page.locator('main form').first.inner_text()[:2000]}") from error

    def find_at(self, case: str, step: str) -> Locator:
        """The link of the step on the page of this very case, as soon as it is there."""
        for _ in range(250):
            if self._says(case, step):
                link = self.page.locator(".row-title").filter(has_text=step)
                if link.count():
                    return link.first
                self.page.wait_for_timeout(150)
        self.page.goto(case)
        raise AssertionError(f"{step} is not to be done: {self.page.locator('main').inner_text()[:1500]}")

    def do_at(self, case: str, step: str, data: Mapping[str, Any]) -> None:
        """Work on the step of this very case, from its page."""
        self.find_at(case, step).click()
        claim = self.page.locator(".banner form button.primary")
        if claim.count():
            claim.click()
        fill_in(self.page, data, picture=self.picture)
        self.send(step)

    def see_ended(self, case: str) -> None:
        """Its page says that the case is over; sealing, serving and publishing are the worker's, which takes a moment."""
        for _ in range(250):
            if self._says(case, "已办结"):
                if "已办结" in self.page.locator(".head-marks").inner_text():
                    return
                self.page.wait_for_timeout(150)
        raise AssertionError(self.page.locator("main").inner_text()[:1500])

    def picture_of(self, name: str) -> None:
        """A screenshot for the README, only under `make screenshots`: tests leave the tree as it is."""
        if environ.get("ONETHING_TEST_SCREENSHOTS"):
            SCREENSHOTS.mkdir(exist_ok=True)
            self.page.screenshot(path=SCREENSHOTS / f"{name}.png")

    def leave(self) -> None:
        """Sign off; nothing may have gone wrong on the way."""
        assert self.troubles == [], f"{self.account}: {self.troubles}"
        self.page.context.close()
