"""The web server is killed while people send forms; their browsers send the same form again until they hear an answer. Each form has one effect.

Sessions and form tokens outlive the server: nobody signs in twice.
"""

from __future__ import annotations

import http.cookiejar
import json
import random
import re
import signal
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from sqlalchemy import select

from engine import SYSTEM_ACTOR, Engine, open_store
from engine.store import tables
from tests.crash.books import Books, chain_faults
from tests.engine.modelling import bpmn
from tests.rest.test_killed_server import _free_port, _served
from tests.settable_clock import SettableClock

PASSWORD = "a long enough phrase"
MODEL = bpmn("start s\nuser a\nuser b\nend e\ns > a > b > e")


class Browser:
    """One person at one browser, who presses the button again when nobody answers."""

    def __init__(self, url: str, account: str) -> None:
        self.url, self.again = url, 0
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), urllib.request.ProxyHandler({}))
        self.form("/login", {"name": account, "password": PASSWORD})
        self.token = self._token("/password")

    def _token(self, path: str) -> str:
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.ask(urllib.request.Request(f"{self.url}{path}"))[0])
        assert found is not None
        return found[1]

    def form(self, path: str, fields: dict[str, str]) -> None:
        """As a browser without scripts sends it."""
        given = urllib.parse.urlencode({"csrf_token": self._token("/login"), **fields}).encode()
        self.ask(urllib.request.Request(f"{self.url}{path}", given, {"Referer": self.url}))

    def send(self, path: str, key: str, data: dict[str, object]) -> str:
        """As the form island sends it, again and again; where it says to go on."""
        body = json.dumps({"key": key, "data": data}).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": self.token, "Referer": self.url}
        return str(json.loads(self.ask(urllib.request.Request(f"{self.url}{path}", body, headers, method="POST"))[0])["redirect"])

    def ask(self, request: urllib.request.Request) -> tuple[str, str]:
        """The page and its address, as soon as somebody answers."""
        end = time.monotonic() + 120
        while time.monotonic() < end:
            try:
                with self.opener.open(request, timeout=30) as answer:
                    return answer.read().decode(), answer.url
            except urllib.error.HTTPError as refused:
                text = refused.read().decode()
                assert refused.code in {409, 503} and "csrf" not in text, (refused.code, text[:500])
            except OSError:
                pass  # nobody there, or gone in the middle
            self.again += 1
            time.sleep(0.05)  # the server is starting again
        raise AssertionError("nobody answers any more")


@pytest.mark.soak
@pytest.mark.both_databases
def test_a_form_sent_again_to_a_server_that_was_killed_has_one_effect(database_url: str, tmp_path: Path) -> None:
    from adapters.passwords import Argon2Passwords

    forms, kills, people = 40, 5, 3
    engine = Engine(open_store(database_url), SettableClock(), Argon2Passwords(quick=True))
    engine.people.save_unit(SYSTEM_ACTOR, "zhzf.nanhu", "Unit", "Unit", "department", None)
    for number in range(people):
        engine.people.create_account(SYSTEM_ACTOR, f"p{number}", f"P{number}", "", PASSWORD, ["zhzf.nanhu.officer"], [], must_change=False)
    engine.definitions.deploy(SYSTEM_ACTOR, "t", {"p.bpmn": MODEL})
    engine.close()
    port, chance, books = _free_port(), random.Random(7), Books(database_url)
    server = _served(database_url, port, tmp_path)
    browsers = [Browser(f"http://127.0.0.1:{port}", f"p{number}") for number in range(people)]
    troubles: list[BaseException] = []

    def work(person: int) -> None:
        try:
            for number in range(forms):
                case = browsers[person].send("/start/p", f"start {number}", {"n": number}).rpartition("/")[2]
                (task,) = books.rows(select(tables.task.c.id).where(tables.task.c.root_id == case, tables.task.c.state == "open"))
                browsers[person].send(f"/tasks/{task.id}/complete", f"do {number}", {"n": number})
        except BaseException as error:
            troubles.append(error)

    threads = [threading.Thread(target=work, args=(person,)) for person in range(people)]
    for thread in threads:
        thread.start()
    killed = 0
    try:
        while killed < kills and any(thread.is_alive() for thread in threads):
            time.sleep(chance.uniform(0.1, 1.0))  # the kill comes at any moment: that is the test
            server.send_signal(signal.SIGKILL)
            server.wait()
            killed += 1
            server = _served(database_url, port, tmp_path)
        for thread in threads:
            thread.join(300)
    finally:
        server.kill()
        server.wait()
    print(f"{killed} kills, {sum(browser.again for browser in browsers)} forms sent again")
    assert troubles == []
    assert books.count(tables.instance) == forms * people
    assert books.count(tables.event, tables.event.c.kind == "task.completed") == forms * people
    assert books.count(tables.task, tables.task.c.state == "open", tables.task.c.element == "b") == forms * people
    for case in books.rows(select(tables.instance)):
        assert chain_faults(books.rows(select(tables.event).where(tables.event.c.root_id == case.id).order_by(tables.event.c.seq)), case) == []
    books.close()
