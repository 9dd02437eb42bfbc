"""Files of law: mistakes by row, both formats there and back, hostile files, and which row holds on a day."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rules.law import KINDS, MARKS, Lawbook, LawRow, SheetRefused, as_csv, as_xlsx, cells_of, read_rows

HEAD = "kind,key,step,department,title,condition,outcome,min,max,unit,source,mark,valid_from,valid_to,note\n"
GOOD = 'discretion,S22,1,scjg,卫生条件不符,serious = false,,500,2000,元,L21 12、13、21,V,2025-01-01,,\n'


def remarks(text: str | bytes) -> list[tuple[int, str, str]]:
    return [(item.row, item.column, item.code) for item in read_rows(cells_of(text.encode() if isinstance(text, str) else text))[1]]


def rows(content: bytes) -> list[LawRow]:
    found, wrong = read_rows(cells_of(content))
    assert wrong == []
    return [item.row for item in found]


def test_a_row_is_read_exactly() -> None:
    (row,) = rows((HEAD + GOOD).encode())
    assert row == LawRow(
        "discretion", "S22", "卫生条件不符", "V", date(2025, 1, 1), "1", "scjg", "serious = false", "", Decimal(500), Decimal(2000), "元", "L21 12、13、21",
    )


@pytest.mark.parametrize(("old", "new", "wanted"), [
    ("discretion", "fines", (2, "kind", "law.kind")), ("S22", "S 22", (2, "key", "law.key")), (",V,", ",X,", (2, "mark", "law.mark")),
    ("L21 12、13、21", "", (2, "source", "law.source")), ("serious = false", "serious = = 1", (2, "condition", "law.condition")),
    (",500,", ",many,", (2, "min", "law.number")), (",500,", ",-5,", (2, "min", "law.number")), (",500,", ",3000,", (2, "max", "law.order")),
    ("元", "", (2, "unit", "law.unit")), ("2025-01-01", "2025-02-30", (2, "valid_from", "law.date")), ("2025-01-01", "", (2, "valid_from", "law.missing")),
    ("2025-01-01,", "2025-01-01,2024-12-31", (2, "valid_to", "law.ends")), ("卫生条件不符", "", (2, "title", "law.missing")),
    ("卫生条件不符", "=1+1", (2, "title", "law.formula")), ("卫生条件不符", "x" * 501, (2, "title", "law.text")),
])
def test_each_mistake_names_its_row_and_column(old: str, new: str, wanted: tuple[int, str, str]) -> None:
    assert wanted in remarks(HEAD + GOOD.replace(old, new, 1))


def test_all_mistakes_come_at_once_and_good_rows_are_read_all_the_same() -> None:
    text = HEAD + GOOD + GOOD.replace("S22", "S 1") + GOOD.replace("S22", "S23").replace(",V,", ",Q,") + GOOD
    assert remarks(text) == [(3, "key", "law.key"), (4, "mark", "law.mark"), (5, "valid_from", "law.twice")]


@pytest.mark.parametrize(("head", "wanted"), [
    (HEAD.replace("mark,", ""), (1, "mark", "law.column-missing")), (HEAD.replace("note", "remark"), (1, "remark", "law.column-unknown")),
    (HEAD.replace("note", "title"), (1, "title", "law.column-twice")),
])
def test_headings_are_strict(head: str, wanted: tuple[int, str, str]) -> None:
    assert wanted in remarks(head + GOOD)
    assert remarks("") == [(0, "", "law.empty")]


def test_chinese_headings_dates_and_the_encoding_of_chinese_windows() -> None:
    text = "类别,事项编码,内容,可信度,生效日期,法律依据\ncredit-class,minor,轻微,S,2026年4月1日,C2\n"
    for content in (text.encode(), text.encode("gb18030"), text.encode("utf-8-sig")):
        assert rows(content)[0].valid_from == date(2026, 4, 1)


words = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20).map(str.strip)
law_rows = st.builds(
    LawRow, kind=st.sampled_from(KINDS), key=st.from_regex(r"[A-Z][0-9]{1,3}", fullmatch=True), title=words.filter(bool).map(lambda text: "T" + text),
    mark=st.sampled_from(MARKS), valid_from=st.dates(), step=st.sampled_from(["", "1", "2"]), department=st.sampled_from(["", "scjg"]),
    condition=st.sampled_from(["", "amount < 1.5", 'harm in ("none", "slight")']), outcome=words.filter(lambda text: not text.startswith("=")),
    min=st.none() | st.decimals(0, 100, places=2), max=st.none() | st.decimals(101, 10**6, places=2), unit=st.just("元"), source=words.map(lambda text: "L" + text),
    note=words.filter(lambda text: not text.startswith("=")),
)


@given(st.lists(law_rows, min_size=1, max_size=5, unique_by=lambda row: row.identity))
def test_what_is_exported_reads_back_the_same(given_rows: list[LawRow]) -> None:
    assert rows(as_csv(given_rows)) == given_rows
    assert rows(as_xlsx(given_rows, "en")) == given_rows


def test_no_export_holds_a_formula() -> None:
    row = LawRow("discretion", "S1", "T", "CFG", date(2025, 1, 1), note="-2+3", outcome="@SUM(A1)")
    text = as_csv([row]).decode("utf-8-sig")
    assert "'-2+3" in text and "'@SUM(A1)" in text
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([row]))).active
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n", "inlineStr"}


def workbook(*lines: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_made_by_hand_with_numbers_and_dates() -> None:
    from datetime import datetime

    content = workbook(["类别", "事项编码", "内容", "下限", "上限", "单位", "可信度", "法律依据", "生效日期"], ["discretion", "S1", "x", 0.1, 50, "元", "V", "L10", datetime(2025, 1, 1)])
    (row,) = rows(content)
    assert (row.min, row.max, row.valid_from) == (Decimal("0.1"), Decimal(50), date(2025, 1, 1))
    assert (2, "title", "law.formula") in remarks(workbook(["kind", "key", "title", "mark", "valid_from"], ["discretion", "S1", "=1+1", "CFG", "2025-01-01"]))


def rezipped(content: bytes, change: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *change}:
            new.writestr(name, change.get(name) if name in change else old.read(name))
    return out.getvalue()


GOOD_BOOK = workbook(["kind", "key", "title", "mark", "valid_from"], ["discretion", "S1", "x", "CFG", "2025-01-01"])
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(("content", "reason"), [
    (rezipped(GOOD_BOOK, {"xl/workbook.xml": BOMB}), "xml"), (rezipped(GOOD_BOOK, {"xl/media/x.bin": bytes(41_000_000)}), "size"),
    (rezipped(GOOD_BOOK, {"xl/workbook.xml": BOMB.decode().encode("utf-16")}), "xml"), (b"PK\x03\x04broken", "xlsx"),
    (rezipped(GOOD_BOOK, {"xl/worksheets/sheet1.xml": b"<worksheet"}), "xlsx"), (bytes(6_000_000), "size"), (b"\xff\xfe\x00\x81", "encoding"),
    (b"a\n" * 5001, "rows"), (b'"open', "csv"),
])
def test_hostile_and_broken_files_are_refused(content: bytes, reason: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        cells_of(content)
    assert refused.value.values["reason"] == reason


def law(begin: str, end: str | None = None, **other: object) -> LawRow:
    values = {"kind": "credit-class", "key": "general", "title": begin, "mark": "S", "source": "C2", **other}
    return LawRow(valid_from=date.fromisoformat(begin), valid_to=date.fromisoformat(end) if end else None, **values)  # type: ignore[arg-type]  # a test's shorthand


@pytest.mark.parametrize(("day", "title"), [
    ("2022-12-31", None), ("2023-05-01", "2023-05-01"), ("2026-03-31", "2023-05-01"), ("2026-04-01", "2026-04-01"), ("2026-12-31", "2026-04-01"), ("2027-01-01", "2027-01-01"),
])
def test_the_version_in_force_on_the_day_counts(day: str, title: str | None) -> None:
    book = Lawbook([law("2027-01-01"), law("2023-05-01", "2026-03-31"), law("2026-04-01")])  # the second has no end: the third follows it
    assert [row.title for row in book.at("credit-class", "general", date.fromisoformat(day))] == ([title] if title else [])


@pytest.mark.parametrize(("day", "count"), [("2023-04-30", 0), ("2023-05-01", 1), ("2026-03-31", 1), ("2026-04-01", 0)])
def test_a_row_that_ended_is_not_in_force_though_nothing_follows(day: str, count: int) -> None:
    assert len(Lawbook([law("2023-05-01", "2026-03-31")]).at("credit-class", "general", date.fromisoformat(day))) == count


def test_steps_come_in_order_and_conditions_choose_among_them() -> None:
    steps = [law("2025-01-01", kind="discretion", key="S22", step=step, title=step, condition=condition)
             for step, condition in (("10", "amount > 100"), ("2", "amount in [10..100]"), ("1", "amount < 10"))]
    book, day = Lawbook(steps), date(2026, 1, 1)
    assert [row.step for row in book.at("discretion", "S22", day)] == ["1", "2", "10"]
    assert [row.step for row in book.matching("discretion", "S22", day, {"amount": Decimal(10)})] == ["2"]
    assert [row.step for row in book.matching("discretion", "S22", day, {"amount": 100.5})] == ["10"]
    assert book.matching("discretion", "S22", day, {"amount": None}) == book.matching("discretion", "S22", day, {}) == ()


def test_a_row_for_every_matter_stands_in_where_a_matter_has_none() -> None:
    book = Lawbook([law("2025-01-01", key="*", title="all"), law("2026-01-01", key="S1", title="own")])
    assert [[row.title for row in book.at("credit-class", "S1", date(year, 6, 1))] for year in (2025, 2026)] == [["all"], ["own"]]
