"""What the engine needs from outside. Adapters implement these; tests have their own fakes, proven by the same suite."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from engine.domain.work import Mail


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """The present moment, aware."""
        ...


class Passwords(Protocol):
    """One-way hashing of passwords."""

    def hash(self, text: str) -> str:
        """A salted hash."""
        ...

    def verify(self, hashed: str, text: str) -> bool:
        """Whether the text is the password; takes the same time for a wrong one."""
        ...


class MailFailed(Exception):
    """A mail was not accepted. `permanent`: no further try will help."""

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent


class Mailer(Protocol):
    """Hands mails to a mail server."""

    def send(self, mail: Mail) -> None:
        """Returns when the server took it; raises `MailFailed`."""
        ...
