"""Reminder mails over restarts, against a real SMTP server: none lost; none repeated by an orderly restart; after a kill at most one, recognisable."""

from __future__ import annotations

import asyncio
import email
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select, update

from engine import SYSTEM_ACTOR, Engine
from engine.store import tables
from tests.crash.books import Books
from tests.crash.workshop import Orders, until, workshop
from tests.e2e.serving import free_port
from tests.engine.modelling import bpmn

MAILS = 12


@dataclass
class Post:
    """A mail server that takes a moment over each mail and counts them by Message-ID."""

    url: str = ""
    taken: Counter[str] = field(default_factory=Counter)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # the name is aiosmtpd's
        self.taken[str(email.message_from_bytes(envelope.content)["Message-ID"])] += 1
        await asyncio.sleep(0.1)  # taken, but the sender does not know yet: where a kill makes a repeat
        return "250 OK"


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=free_port())
    controller.start()
    post.url = f"smtp://127.0.0.1:{controller.port}"
    yield post
    controller.stop()


@pytest.fixture
def red(office: Engine) -> None:
    """MAILS tasks of anna, all overdue."""
    office.people.save_unit(SYSTEM_ACTOR, "zhzf.nanhu", "Unit", "Unit", "department", None)
    office.people.create_account(SYSTEM_ACTOR, "anna", "Anna", "anna@example.test", "a long enough phrase", ["zhzf.nanhu.officer"], [], must_change=False)
    office.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\nuser a assignee=anna\nend e\ns > a > e")})
    for _ in range(MAILS):
        office.instances.start(SYSTEM_ACTOR, "p", {})
    with office._store.database.begin() as connection:
        connection.execute(update(tables.task).values(due_at=datetime(2026, 3, 1, tzinfo=UTC)))


def told(books: Books) -> bool:
    """Whether the ledger says that every mail went."""
    states = [row.state for row in books.rows(select(tables.delivery.c.state))]
    return len(states) == MAILS and set(states) == {"sent"}


@pytest.mark.usefixtures("red")
def test_an_orderly_restart_loses_and_repeats_none(books: Books, orders: Orders, post: Post) -> None:
    with workshop(orders) as shop:
        for goal in (3, 6):
            worker = shop.hire(smtp=post.url)
            until(lambda goal=goal: len(post.taken) >= goal, 60, "no mail")
            assert shop.dismiss(worker) == 0
        shop.hire(smtp=post.url)
        until(lambda: told(books), 60, "mails are missing")
    assert set(post.taken) == {row.message_id for row in books.rows(select(tables.delivery.c.message_id))}
    assert set(post.taken.values()) == {1}


@pytest.mark.usefixtures("red")
@pytest.mark.both_databases
def test_after_a_kill_a_repeat_has_the_same_message_id(books: Books, orders: Orders, post: Post) -> None:
    with workshop(orders) as shop:
        for goal in (2, 5, 8):
            worker = shop.hire(smtp=post.url)
            until(lambda goal=goal: len(post.taken) >= goal, 60, "no mail")
            shop.kill(worker)
        shop.hire(smtp=post.url)
        until(lambda: told(books), 60, "mails are missing")
    print(f"{sum(post.taken.values())} mails for {len(post.taken)} ids after {shop.kills} kills")
    assert set(post.taken) == {row.message_id for row in books.rows(select(tables.delivery.c.message_id))}
    assert sum(post.taken.values()) - MAILS <= shop.kills
