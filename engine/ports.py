"""What the engine needs from outside. Adapters implement these; tests have their own fakes, proven by the same suite."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an identity provider says someone is: `subject` never changes and is never given to another person (OpenID Connect Core 2)."""

    issuer: str
    subject: str
    name: str = ""
    preferred: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Errand:
    """A sign-in under way at the provider: where the browser goes, and what only it and we know until it comes back."""

    url: str
    state: str
    nonce: str
    verifier: str


class IdentityRefused(Exception):
    """The provider did not say who it is, or not so that it can be believed; the message is for the log."""


class IdentityProvider(Protocol):
    """Signs people in elsewhere."""

    def begin(self) -> Errand:
        """Start a sign-in. Raises `IdentityRefused` when the provider cannot be asked."""
        ...

    def finish(self, errand: Errand, code: str) -> Identity:
        """Who came back with this code. Raises `IdentityRefused`."""
        ...

    def leave(self) -> str:
        """Where a browser signs out there; "" when the provider has no such page or cannot be asked."""
        ...


class Mailer(Protocol):
    """Hands mails to a mail server."""

    def send(self, mail: Mail) -> None:
        """Returns when the server took it; raises `MailFailed`."""
        ...
