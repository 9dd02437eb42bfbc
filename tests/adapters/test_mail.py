"""The mailer port: one suite for SMTP against a real server, for the folder and for the fake; and one overdue mail from end to end."""

from __future__ import annotations

import email
import email.policy
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from adapters import bundles
from adapters.bootstrap import Application, build
from adapters.mail.fake import FakeMailer
from adapters.mail.folder import FolderMailer
from adapters.mail.smtp import SmtpMailer
from adapters.passwords import Argon2Passwords
from adapters.settings import Settings
from engine import Mail
from engine.ports import Mailer, MailFailed
from tests.adapters.staff import Staff
from tests.adapters.test_shopfront_case import START
from tests.e2e.serving import free_port
from tests.settable_clock import SettableClock

MAIL = Mail("1", "<n1@onething>", "officer@example.test", "已超期：线索研判", "案件“老街面馆”已超期。", "zh")


class Inbox:
    """What the test's mail server took; `refusal` is its answer to every message while set."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.refusal = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # the name is aiosmtpd's
        if self.refusal:
            return self.refusal
        self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))  # type: ignore[arg-type]  # policy.default makes EmailMessage
        return "250 OK"


@dataclass
class Server:
    """A real SMTP server on this machine."""

    inbox: Inbox
    url: str


@pytest.fixture
def server() -> Iterator[Server]:
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield Server(inbox, f"smtp://127.0.0.1:{controller.port}")
    controller.stop()


@dataclass
class Side:
    """A mailer and what arrived through it."""

    mailer: Mailer
    arrived: Callable[[], list[EmailMessage]]


@pytest.fixture(params=["smtp", "folder", "fake"])
def side(request: pytest.FixtureRequest, tmp_path: Path, clock: SettableClock) -> Side:
    if request.param == "smtp":
        server: Server = request.getfixturevalue("server")
        return Side(SmtpMailer(server.url, "onething@example.test", clock), lambda: server.inbox.taken)
    if request.param == "folder":
        folder = tmp_path / "mail"

        def read() -> list[EmailMessage]:
            return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in sorted(folder.glob("*.eml"))]  # type: ignore[misc]  # as above

        return Side(FolderMailer(folder, "onething@example.test", clock), read)
    fake = FakeMailer()
    return Side(fake, lambda: fake.outbox)


def test_a_mail_arrives_as_it_was_said(side: Side) -> None:
    side.mailer.send(MAIL)
    [message] = side.arrived()
    assert (message["To"], message["Subject"], message["Message-ID"]) == ("officer@example.test", "已超期：线索研判", "<n1@onething>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().strip() == "案件“老街面馆”已超期。"


def test_a_repeat_carries_the_same_message_id(side: Side) -> None:
    side.mailer.send(MAIL)
    side.mailer.send(MAIL)
    assert {message["Message-ID"] for message in side.arrived()} == {"<n1@onething>"}


def test_a_line_break_in_a_subject_becomes_no_header(side: Side) -> None:
    side.mailer.send(Mail("2", "<n2@onething>", "a@example.test", "x\r\nBcc: all@example.test", "y", "en"))
    [message] = side.arrived()
    assert message["Bcc"] is None


@pytest.mark.parametrize(("answer", "permanent"), [("550 no such person", True), ("451 later", False)])
def test_a_refusal_says_whether_another_try_helps(server: Server, clock: SettableClock, answer: str, permanent: bool) -> None:
    server.inbox.refusal = answer
    with pytest.raises(MailFailed) as caught:
        SmtpMailer(server.url, "onething@example.test", clock).send(MAIL)
    assert caught.value.permanent is permanent


def test_a_server_that_is_away_may_come_back(clock: SettableClock) -> None:
    with pytest.raises(MailFailed) as caught:
        SmtpMailer(f"smtp://127.0.0.1:{free_port()}", "onething@example.test", clock).send(MAIL)
    assert caught.value.permanent is False


def test_only_mail_addresses_of_servers_are_taken(clock: SettableClock) -> None:
    with pytest.raises(ValueError, match="smtp"):
        SmtpMailer("http://127.0.0.1", "onething@example.test", clock)


def test_the_test_server_is_a_real_one(server: Server) -> None:
    with smtplib.SMTP("127.0.0.1", int(server.url.rpartition(":")[2])) as connection:
        assert connection.noop()[0] == 250


@pytest.mark.both_databases
def test_a_red_task_tells_each_of_its_people_once(settings: Settings, clock: SettableClock, server: Server) -> None:
    """Past its due moment: one notice and one mail to each member of the group; ticks, restarts and a second worker add none."""

    def open_application() -> Application:
        return build(settings, clock, passwords=Argon2Passwords(quick=True), mailer=SmtpMailer(server.url, "onething@example.test", clock))

    def ring(application: Application) -> None:
        worker = application.worker()
        worker.tick()
        worker.send_mails()
        application.worker().tick()
        worker.send_mails()

    clock.set("2026-02-10 09:00")
    application = open_application()
    bundles.publish(application.engine, settings)
    staff = Staff(application, {})
    case = application.engine.instances.start(staff.actor("wg-jiefang-1"), "shopfront-case", START)
    staff.machines()
    [task] = staff.open_tasks(case.id)
    assert task.element == "sc-triage"
    assert task.due_at is not None
    clock.set(task.due_at)
    ring(application)
    assert server.inbox.taken == []
    clock.advance(seconds=1)
    ring(application)
    application.close()
    application = open_application()
    ring(application)
    team = {"zfd-jiefang-officer-1", "zfd-jiefang-officer-2", "zfd-jiefang-duty-1", "zfd-jiefang-head-1", "zfd-jiefang-legal-1", "zfd-jiefang-seal-1"}
    assert sorted(message["To"] for message in server.inbox.taken) == sorted(f"{name}@demo.localhost" for name in team)
    officer = application.engine.people.authenticate("zfd-jiefang-officer-1", "a long enough phrase")
    assert [notice.kind for notice in application.engine.notices.list(officer).items] == ["task.red"]
    [row] = application.engine.tasks.inbox(officer, "group").items
    assert row.light == "red"
    application.close()


def test_a_mail_that_was_sent_but_not_noted_is_sent_again_with_its_id(settings: Settings, clock: SettableClock, server: Server) -> None:
    """The crash between the server's yes and our note: the lease runs out, and the repeat is recognisable."""
    clock.set("2026-02-10 09:00")
    application = build(settings, clock, passwords=Argon2Passwords(quick=True), mailer=SmtpMailer(server.url, "onething@example.test", clock))
    bundles.publish(application.engine, settings)
    staff = Staff(application, {})
    application.engine.instances.start(staff.actor("wg-jiefang-1"), "shopfront-case", START)
    staff.machines()
    clock.advance(days=30)
    application.engine.jobs.tick()
    for mail in application.engine.jobs.mails(100, "a worker that dies"):
        application.mailer.send(mail)
    before = {message["Message-ID"] for message in server.inbox.taken}
    application.worker().send_mails()
    assert len(server.inbox.taken) == len(before)
    clock.advance(minutes=10)
    application.worker().send_mails()
    assert len(server.inbox.taken) == 2 * len(before)
    assert {message["Message-ID"] for message in server.inbox.taken} == before
    application.close()
