"""Keeps mails in a list, for tests; refuses an address without @ as the real ones do."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

from adapters.mail.letter import letter
from engine import Mail
from engine.ports import MailFailed


class FakeMailer:
    """`outbox` holds what was sent; set `down` to make every send fail as a server that does not answer."""

    def __init__(self) -> None:
        self.outbox: list[EmailMessage] = []
        self.down = False

    def send(self, mail: Mail) -> None:
        """Keep the mail, or fail as told."""
        if self.down:
            raise MailFailed("the server does not answer", permanent=False)
        try:
            message = letter(mail, "onething@localhost", datetime(2026, 1, 1, tzinfo=UTC))
        except ValueError as error:
            raise MailFailed(str(error), permanent=True) from error
        self.outbox.append(message)
