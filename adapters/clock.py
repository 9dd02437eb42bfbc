"""The only clock of the product. Everything else takes `now` as an argument, so that tests can say what time it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class SystemClock:
    """The clock of this machine; keep it in step by NTP. On PostgreSQL what is due is decided by the moments written here."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


class SettableClock:
    """A clock that stands still until told, for rehearsals and tests; naive text such as "2026-03-02 09:00" is Shanghai time."""

    def __init__(self, start: str | datetime = "2026-03-02 09:00") -> None:
        self._now = self._read(start)

    def now(self) -> datetime:
        """The moment it shows."""
        return self._now

    def set(self, moment: str | datetime) -> datetime:
        """Jump to a moment, forward or back. Raises ValueError for a text that is none."""
        self._now = self._read(moment)
        return self._now

    def advance(self, **amount: float) -> datetime:
        """Go on, for example `advance(days=3, minutes=1)`."""
        self._now += timedelta(**amount)
        return self._now

    @staticmethod
    def _read(moment: str | datetime) -> datetime:
        if isinstance(moment, str):
            moment = datetime.fromisoformat(moment)
        return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
