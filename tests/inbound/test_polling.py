"""A system that is asked: pages until nothing is new, the cursor with its messages, bad items aside, a crash reads again and never past."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.connector import TryLater
from adapters.inbound.polling import Polling
from adapters.inbound.source import source_of
from engine import SYSTEM_ACTOR, Engine
from tests.settable_clock import SettableClock

SOURCE = b"""
[source]
name = "credit"
about = "test"
label = {zh = "x", en = "x"}
[poll]
system = "credit"
path = "/records?after={cursor}"
first = "0"
items = "body.records"
cursor = "body.next"
[[message]]
name = "msg.credit.record"
id = "item.key"
required = ["amount"]
[message.data]
amount = "item.amount"
"""
PAGES: dict[str, Any] = {
    "/records?after=0": {"records": [{"key": "a", "amount": 1}, {"key": "b", "amount": 2}], "next": "b/2"},
    "/records?after=b%2F2": {"records": [{"key": "c"}, {"key": "d", "amount": 4}], "next": "d"},
    "/records?after=d": {"records": [], "next": "d"},
}


def polling(engine: Engine, clock: SettableClock, fetch: Any) -> Polling:
    source = source_of(SOURCE, "credit.toml")
    assert source.poll is not None
    return Polling(engine, clock, source, source.poll, fetch)


def states(engine: Engine) -> dict[str, str]:
    return {str(item.data.get("amount")): item.state for item in engine.inbound.listed(SYSTEM_ACTOR).items}


def test_pages_are_read_until_nothing_is_new(engine: Engine, clock: SettableClock) -> None:
    asked: list[str] = []

    def fetch(path: str) -> Any:
        asked.append(path)
        return PAGES[path]

    assert polling(engine, clock, fetch).run() == 4
    assert asked == list(PAGES)
    assert engine.inbound.cursor("credit") == "d"
    assert states(engine) == {"1": "waiting", "2": "waiting", "4": "waiting", "None": "failed"}
    assert polling(engine, clock, fetch).run() == 0
    assert asked[-1] == "/records?after=d"


def test_a_system_that_stops_answering_is_read_on_from_the_cursor(engine: Engine, clock: SettableClock) -> None:
    def failing(path: str) -> Any:
        if path != "/records?after=0":
            raise TryLater("503")
        return PAGES[path]

    with pytest.raises(TryLater):
        polling(engine, clock, failing).run()
    assert engine.inbound.cursor("credit") == "b/2"
    assert polling(engine, clock, PAGES.__getitem__).run() == 2


def test_an_answer_that_is_no_page_moves_nothing(engine: Engine, clock: SettableClock) -> None:
    assert polling(engine, clock, lambda path: {"error": "maintenance"}).run() == 0
    assert engine.inbound.cursor("credit") is None
