"""Every dated example of the specification (64 rows, five bundles) comes out to the day."""

from __future__ import annotations

import csv
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from engine.deadlines import SHANGHAI, compute
from tests.deadlines.world import clock_of_rule, real_calendar, real_catalogue

CHECKS = list(csv.DictReader((Path(__file__).parent / "date_checks.csv").read_text(encoding="utf-8").splitlines()))

CLOCKS = {
    "A-1a": "clk.jv.reply", "A-1c": "clk.otc.recheck", "A-1d": "clk.fd.handover", "A-2a": "clk.jv.reply",
    "A-2b": "clk.jv.ruling", "A-4b": "clk.otc.recheck", "A-4c": "clk.pl.serve", "A-6b": "clk.otc.recheck",
    "A-6c": "clk.fd.handover", "A-6d": "clk.pl.decide", "A-8a": "clk.jv.code-backfill", "A-10a": "clk.pl.hold",
    "B-1a": "clk.pl.hold", "B-5a": "clk.ct.send", "B-5b": "clk.ct.ruling", "B-9a": "clk.jv.approve-after",
    "C-1a": "clk.dog.renew", "C-1b": "clk.dog.valid", "C-2a": "clk.dog.renew", "C-3a": "clk.dog.refuse",
    "C-4a": "clk.dog.change", "C-5a": "clk.dog.vacc", "C-6a": "clk.dog.visitor", "C-7a": "clk.dog.claim",
    "C-8a": "clk.dog.notice", "D-1c": "clk.cr.dept", "D-1d": "clk.cr.site", "D-7a": "clk.cr.site",
    "D-7b": "clk.cr.dept", "D-8a": "clk.cr.unpublish", "D-10a": "clk.cr.objection", "E-1a": "clk.ci.sign",
    "E-2a": "clk.ct.ruling", "E-3c": "clk.os.answer-level-2", "E-4a": "clk.jv.addendum", "E-6b": "clk.otc.recheck",
    "E-7a": "clk.pl.serve", "E-9a": "clk.ic.accept", "E-9b": "clk.ic.explain", "E-9c": "clk.ic.reply",
    "E-10a": "clk.ct.answer",
}
"""Which catalogue row an example is about: the row must give the same day as the rule written beside it."""


def test_all_rows_of_the_specification_are_here() -> None:
    counts = {bundle: sum(check["id"].startswith(bundle) for check in CHECKS) for bundle in "ABCDE"}
    assert counts == {"A": 17, "B": 6, "C": 12, "D": 14, "E": 15}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check["id"])
def test_rule(check: dict[str, str]) -> None:
    anchor, due = date.fromisoformat(check["anchor"]), date.fromisoformat(check["due"])
    deadline = compute(clock_of_rule(check["rule"]), anchor, real_calendar())
    assert deadline.due_date == due, deadline.derivation
    assert deadline.due_at == datetime.combine(due + timedelta(days=1), time(), SHANGHAI)
    assert deadline.provisional == (max(anchor, due).year > 2026)


@pytest.mark.parametrize("check", [check for check in CHECKS if check["id"] in CLOCKS], ids=lambda check: check["id"])
def test_catalogue_row(check: dict[str, str]) -> None:
    row = real_catalogue().at(CLOCKS[check["id"]], date.fromisoformat(check["anchor"]))
    anchor = datetime.combine(date.fromisoformat(check["anchor"]), time(20, 10), SHANGHAI)
    assert compute(row, anchor, real_calendar()).due_date == date.fromisoformat(check["due"])


def test_amounts_that_the_case_brings() -> None:
    row = real_catalogue().at("clk.otc.party", date(2026, 6, 15))
    assert compute(row, date(2026, 6, 15), real_calendar(), amount=5).due_date == date(2026, 6, 22)
    assert compute(row, date(2026, 6, 15), real_calendar(), until=date(2026, 6, 21)).due_date == date(2026, 6, 21)
