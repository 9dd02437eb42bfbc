"""A clock that stands still until told. The same port as adapters/clock.py."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class SettableClock:
    """`now()` is what was last set; naive text such as "2026-03-02 09:00" is Shanghai time."""

    def __init__(self, start: str | datetime = "2026-03-02 09:00") -> None:
        self._now = self._read(start)

    def now(self) -> datetime:
        """The moment it shows."""
        return self._now

    def set(self, moment: str | datetime) -> datetime:
        """Jump to a moment, forward or back."""
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
