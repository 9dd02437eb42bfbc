"""The only clock of the product. Everything else takes `now` as an argument, so that tests can say what time it is."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """The clock of this machine; keep it in step by NTP. On PostgreSQL what is due is decided by the moments written here."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)
