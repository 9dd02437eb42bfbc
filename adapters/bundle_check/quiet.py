"""Stand-ins for a rehearsal: nobody signs in, and nothing is sent."""

from __future__ import annotations

from engine import Mail


class NobodySignsIn:
    """Passwords of a database that nobody will ever open a session on: hashing them would be the dearest thing of a case."""

    def hash(self, text: str) -> str:
        """A text that is no hash, so that it lets nobody in."""
        return "!"

    def verify(self, hashed: str, text: str) -> bool:
        """Never."""
        return False


class NothingIsSent:
    """The mailer of a rehearsal: notices stay in the database, no mail leaves."""

    def send(self, mail: Mail) -> None:
        """Take it and do nothing."""
