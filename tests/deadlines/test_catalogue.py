"""The clock catalogues of the bundles: complete, consistent with the statutes, strict when read."""

from __future__ import annotations

import re
from datetime import date

import pytest

from engine.deadlines import (
    BadTable,
    Catalogue,
    ClockRow,
    Mark,
    NoSuchClock,
    NoSuchStatute,
    Part,
    Policy,
    StatuteTable,
    Unit,
)
from tests.deadlines.world import BPMN, real_catalogue, statutes

DAYS = (Unit.WD, Unit.CD_A, Unit.CD_P)
HEAD = (
    "code,label_zh,label_en,amount,unit,policy,source,mark,valid_from,valid_to,then,max_extension,extendable_by,"
    "cd_p_roll,end_of_day\n"
)
GOOD = "clk.a.b,甲,a,3,WD,W-A,,CFG,2025-01-01,,,,,,"

APPENDIX = {
    "clk.pl.serve": (7, "WD"), "clk.pl.hold": (7, "WD"), "clk.pl.decide": (90, "CD-A"), "clk.pl.hearing-ask": (5, "WD"),
    "clk.pl.hearing-notice": (-7, "WD"), "clk.pl.pay": (15, "CD-P"), "clk.cr.unpublish": (3, "WD"),
    "clk.cl.seize": (30, "CD-A"), "clk.cl.urge": (10, "WD"), "clk.food.first": (1, "MO"), "clk.dog.vacc": (3, "MO"),
    "clk.dog.spot": (0, "CD-A"), "clk.dog.refuse": (10, "CD-P"), "clk.dog.valid": (1, "YR"),
    "clk.dog.renew": (-30, "CD-A"), "clk.dog.change": (15, "CD-P"), "clk.dog.visitor": (1, "MO"),
    "clk.dog.claim": (3, "WD"), "clk.dog.notice": (3, "WD"), "clk.cr.dept": (3, "WD"), "clk.cr.site": (10, "WD"),
    "clk.cr.pub": (7, "WD"), "clk.cr.objection": (5, "WD"), "clk.ci.petition": (15, "CD-A"),
    "clk.ci.petition-finish": (60, "CD-A"),
}
"""The clocks that come from a source, as the specification lists them."""


def statutory(row: ClockRow) -> bool:
    return row.mark in (Mark.STATUTE, Mark.EXCERPT) and row.source.startswith("L") and row.unit in DAYS and bool(row.amount)


def test_every_clock_of_the_appendix() -> None:
    rows = {code: real_catalogue().at(code, date(2026, 6, 1)) for code in APPENDIX}
    assert {code: (row.amount, row.unit.value) for code, row in rows.items()} == APPENDIX
    assert {row.code for row in real_catalogue() if row.mark in (Mark.STATUTE, Mark.EXCERPT)} == set(APPENDIX)
    assert rows["clk.dog.vacc"].then == Part(15, Unit.CD_P)
    assert rows["clk.cl.seize"].max_extension == rows["clk.ci.petition-finish"].max_extension == 30


@pytest.mark.parametrize("row", [row for row in real_catalogue() if statutory(row)], ids=lambda row: row.code)
def test_the_unit_of_a_statutory_clock_is_the_statutes_unit(row: ClockRow) -> None:
    """Nobody types the unit: law, number of days and whose act it is decide. Clocks that count back never roll."""
    law, first, *_ = re.split(r"[ ,]+", row.source)
    assert row.amount is not None
    unit = statutes().unit_for(law, abs(row.amount), article=first, party=row.policy is Policy.PARTY)
    assert row.unit is (Unit.CD_A if row.amount < 0 and unit is Unit.CD_P else unit)


def test_the_consistency_test_looks_at_enough_rows() -> None:
    assert sum(statutory(row) for row in real_catalogue()) == 17


@pytest.mark.parametrize(
    ("law", "days", "article", "party", "unit"),
    [
        ("L2", 7, None, False, "WD"), ("行政处罚法", 5, None, True, "WD"), ("L2", 10, None, False, "CD-A"),
        ("L2", 90, None, False, "CD-A"), ("L2", 15, None, True, "CD-P"), ("L4", 10, None, True, "WD"),
        ("L4", 11, None, False, "CD-A"), ("L4", 30, None, False, "CD-A"), ("行政许可法", 20, None, False, "WD"),
        ("行政许可法", 45, None, False, "WD"), ("行政许可法", 5, None, True, "CD-P"), ("L5", 10, None, False, "WD"),
        ("L5", 60, None, True, "CD-P"), ("L5", 2, None, False, "CD-P"), ("民事诉讼法", 15, None, True, "CD-P"),
        ("L13", 3, "17", True, "WD"), ("L13", 15, "12", True, "CD-P"), ("L31", 5, "31", False, "WD"),
    ],
)
def test_unit_for(law: str, days: int, article: str | None, party: bool, unit: str) -> None:
    assert statutes().unit_for(law, days, article=article, party=party) == unit


def test_the_order_of_the_statute_rows_does_not_matter() -> None:
    head, *lines = (BPMN / "shared" / "statutes.csv").read_text(encoding="utf-8").splitlines()[2:]
    turned = StatuteTable.read("\n".join([head, *reversed(lines)]), file="statutes.csv")
    for law in statutes().laws:
        for days in range(1, 100):
            for article in (None, "17", "31"):
                for party in (False, True):
                    asked = {"article": article, "party": party}
                    assert turned.unit_for(law, days, **asked) == statutes().unit_for(law, days, **asked)  # type: ignore[arg-type]  # a short hand


def test_an_unknown_law_is_not_guessed() -> None:
    with pytest.raises(NoSuchStatute):
        statutes().unit_for("L99", 5)


def test_a_wrong_statute_row_is_refused() -> None:
    head = "law,title_zh,title_en,article,side,days,unit,rule_zh,rule_en,mark\n"
    with pytest.raises(BadTable) as caught:
        StatuteTable.read(head + "L2,法,law,,we,5-2,HR,甲,,X\n", file="statutes.csv")
    (texts,) = caught.value.fields.values()
    assert [text.split(":")[0] for text in texts] == ["rule_en", "mark", "unit", "days", "side"]


def test_a_code_is_asked_by_date() -> None:
    catalogue = Catalogue.read(
        HEAD + GOOD.replace("2025-01-01,", "2025-01-01,2025-12-31") + "\n"
        + GOOD.replace("3,WD", "5,WD").replace("2025-01-01", "2026-01-01"), file="clocks.csv",
    )
    assert [catalogue.at("clk.a.b", on).amount for on in (date(2025, 12, 31), date(2026, 1, 1))] == [3, 5]
    for code, on in (("clk.a.b", date(2024, 12, 31)), ("clk.a.c", date(2026, 1, 1))):
        with pytest.raises(NoSuchClock):
            catalogue.at(code, on)


def test_a_code_in_two_files_is_refused() -> None:
    one = Catalogue.read(HEAD + GOOD, file="clocks.csv")
    with pytest.raises(BadTable):
        Catalogue.of(one, one)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (GOOD.replace("clk.a.b", "jv.reply"), "code"), (GOOD.replace(",3,", ",3.5,"), "amount"),
        (GOOD.replace(",3,", ",99999,"), "amount"), (GOOD.replace(",3,", ",３,"), "amount"),
        (GOOD.replace("WD", "days"), "unit"), (GOOD.replace("W-A", "W-Z"), "policy"),
        (GOOD.replace("CFG", "V"), "source"), (GOOD.replace("CFG", "Q"), "mark"),
        (GOOD.replace("2025-01-01", "2025-02-30"), "valid_from"),
        (GOOD.replace("2025-01-01,", "2025-01-01,2024-01-01"), "valid_to"), (GOOD.replace("甲", ""), "label_zh"),
        ("clk.a.b,甲,a,3,MO,W-A,,CFG,2025-01-01,,15,,,,", "then"),
        ("clk.a.b,甲,a,3,HR,W-U,,CFG,2025-01-01,,15 CD-P,,,,", "then"),
        ("clk.a.b,甲,a,3,WD,W-A,,CFG,2025-01-01,,,30,,,", "max_extension"),
        ("clk.a.b,甲,a,3,WD,W-A,,CFG,2025-01-01,,,,,maybe,", "cd_p_roll"),
        ("clk.a.b,甲,a,3,WD,W-A,,CFG,2025-01-01,,,,,,25:00", "end_of_day"),
        (f"{GOOD}\n{GOOD}", "valid_from"),
    ],
)
def test_a_wrong_row_is_refused_with_row_and_column(line: str, field: str) -> None:
    with pytest.raises(BadTable) as caught:
        Catalogue.read(HEAD + line, file="bundle/clocks.csv")
    place = caught.value.place
    assert place is not None
    assert (place.file, place.row, place.field) == ("bundle/clocks.csv", line.count("\n") + 2, field)
    assert all(text.startswith(f"{field}: ") for texts in caught.value.fields.values() for text in texts)


def test_texts_of_the_catalogue() -> None:
    for row in real_catalogue():
        assert row.zh and row.en
        assert all(row.basis), row.code
        assert row.valid_from <= date(2026, 1, 1)
        assert row.mark is not Mark.STATUTE or row.basis_zh, f"{row.code}: a statute is cited by its name"
