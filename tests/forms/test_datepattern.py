"""Dates in the patterns of java.text.SimpleDateFormat that models write."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from engine.domain.datepattern import parsed, readable

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(("pattern", "text", "found"), [
    ("dd/MM/yyyy", "31/12/2026", (2026, 12, 31)), ("d.M.yyyy", "1.2.2026", (2026, 2, 1)), ("yyyy年MM月dd日", "2026年12月01日", (2026, 12, 1)),
    ("yyyy-MM-dd'T'HH:mm:ss", "2026-12-31T23:59:58", (2026, 12, 31, 23, 59, 58)), ("dd/MM/yyyy", " 31/12/2026 ", (2026, 12, 31)),
    ("dd/MM/yyyy", "31/02/2026", None), ("dd/MM/yyyy", "2026-12-31", None), ("dd/MM/yyyy", "１/2/2026", None), ("dd.MM.yyyy", "31x12x2026", None),
])
def test_a_text_is_a_moment_or_none(pattern: str, text: str, found: tuple[int, ...] | None) -> None:
    assert readable(pattern)
    assert parsed(text, pattern, ZONE) == (None if found is None else datetime(*found, tzinfo=ZONE))  # type: ignore[misc, arg-type]  # as many numbers as the case has


@pytest.mark.parametrize("pattern", ["", "EEE dd/MM/yyyy", "dd/MM/yy", "dd/MMM/yyyy", "dd/MM", "dd/dd/yyyy", "dd/MM/yyyy 'o", "dd/MM/yyyyy"])
def test_what_is_not_read_is_known_beforehand(pattern: str) -> None:
    assert not readable(pattern)
    assert parsed("31/12/2026", pattern, ZONE) is None
