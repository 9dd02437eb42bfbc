"""Fields, entries, masking, facets, visits: what becomes of texts and bodies, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine.joint.entries import completed, derived_id
from engine.joint.facets import facets
from engine.joint.fields import BadText, Field, value_of
from engine.joint.masking import STARS, cover, masked, uncovered
from engine.joint.places import Area
from engine.joint.reading import read_lines, read_values
from engine.joint.registers import OBJECTS, OFFICERS, REGISTERS
from engine.joint.visits import PastVisit, columns, counted, parties

AREAS = {"330402008": Area("330402008", "解放街道", "nanhu", ("解放路",))}


@pytest.mark.parametrize(("kind", "text", "value"), [
    ("day", "2026/4/1", "2026-04-01"), ("day", "2026年4月1日", "2026-04-01"), ("day", "2026-04-01 00:00:00", "2026-04-01"), ("yes", "是", True), ("yes", "No", False),
    ("yes", "", False), ("words", "甲、乙,丙|甲", ["甲", "乙", "丙"]), ("words", "", []), ("number", "1,200.50", "1200.50"), ("credit", " 91110000600037341l ", "91110000600037341L"),
    ("text", "  名  ", "名"), ("text", "", None),
])
def test_texts_become_values(kind: str, text: str, value: Any) -> None:
    assert value_of(Field("x", "", "", kind), text) == value


@pytest.mark.parametrize(("kind", "text", "code"), [
    ("day", "2026-02-30", "record.day"), ("day", "昨天", "record.day"), ("yes", "maybe", "record.yes"), ("number", "-1", "record.number"), ("number", "NaN", "record.number"),
    ("number", "1e99999999", "record.number"), ("credit", "123", "record.credit-length"), ("text", "=cmd|' /C calc'!A0", "record.formula"), ("text", "a" * 101, "record.text"),
    ("text", "a\x00b", "record.text"), ("code", "a b", "record.code"),
])
def test_bad_texts_are_named(kind: str, text: str, code: str) -> None:
    with pytest.raises(BadText) as caught:
        value_of(Field("x", "", "", kind), text)
    assert caught.value.args[0] == code


@given(some.text(max_size=40))
def test_no_text_breaks_a_reader(text: str) -> None:
    for kind in ("text", "area", "code", "day", "yes", "words", "number", "credit"):
        try:
            value_of(Field("x", "", "", kind), text)
        except BadText as error:
            assert str(error.args[0]).startswith("record.")


def test_an_object_gets_street_unit_and_the_same_id_again() -> None:
    given_values = {"kind": "shop", "name": "面馆", "address": "解放路1号"}
    whole, wrong = completed("objects", given_values, None, AREAS)
    assert wrong == [] and (whole["area_code"], whole["unit"], whole["state"]) == ("330402008", "zfd.330402008", "active")
    assert completed("objects", given_values, None, AREAS)[0]["id"] == whole["id"] == derived_id(whole)
    assert completed("objects", {**given_values, "area_code": "解放街道"}, None, AREAS)[0]["area_code"] == "330402008"
    assert completed("objects", {**given_values, "area_code": "x"}, None, AREAS)[1] == [("area_code", "record.area-unknown")]
    assert completed("objects", {**given_values, "address": "火星"}, None, AREAS)[1] == [("area_code", "record.area-missing")]
    again, _ = completed("objects", {"id": whole["id"], "credit_class": "C"}, whole, AREAS)
    assert again == {**whole, "credit_class": "C"}, "what is not given stays"
    assert completed("objects", {"kind": "dog", "name": "犬", "chip": "156", "area_code": "330402008"}, None, AREAS)[0]["id"] == "DOG-156"
    assert "credit_code" not in completed("objects", {"kind": "dog", "name": "犬", "area_code": "330402008"}, None, AREAS)[0]


def test_dates_out_of_order_do_not_fit() -> None:
    officer = {"name": "x", "unit": "zhzf.nanhu", "certificate": "1", "valid_from": "2026-01-02", "valid_to": "2026-01-01"}
    assert completed("officers", officer, None, {})[1] == [("valid_to", "record.ends")]


def test_lines_of_a_sheet_and_their_mistakes() -> None:
    lines = [(1, ["类别", "Name", "address"]), (2, ["", "", ""]), (3, ["# a remark"]), (4, ["沿街店铺", "甲", "解放路1号", "more"]), (5, ["dog", "", ""]), (6, ["shop", "乙", "解放路2号"])]
    found, remarks = read_lines(OBJECTS, lines)
    assert [(line.number, line.values["name"]) for line in found] == [(4, "甲"), (6, "乙")]
    assert [(item.row, item.field, item.code) for item in remarks] == [(4, "", "record.width"), (5, "name", "record.missing")]
    assert [item.code for item in read_lines(OFFICERS, [(1, ["姓名或岗位", "颜料", "name"])])[1]] == ["record.column-unknown", "record.column-twice", *["record.column-missing"] * 4]
    assert read_lines(OBJECTS, [])[1][0].code == "record.empty"


def test_a_field_of_another_kind_must_be_empty() -> None:
    _, remarks = read_values(OBJECTS, {"kind": "shop", "name": "x", "tag": "1"})
    assert [(item.field, item.code) for item in remarks] == [("tag", "record.not-of-kind")]


def test_every_register_says_what_its_fields_are() -> None:
    for register in REGISTERS.values():
        names = [field.name for field in register.fields]
        assert len(names) == len(set(names)) and register.key in names
        assert len({field.zh for field in register.fields}) == len({field.en for field in register.fields}) == len(names), register.name


@given(some.text(max_size=60))
def test_masks_hide_and_never_change_what_is_kept(text: str) -> None:
    hidden = masked(text)
    assert len(hidden) == len(text) and (not text or STARS in hidden)
    values = {"operator": text, "name": "店"}
    shown = cover(OBJECTS, values)
    given_back, wrong = uncovered(OBJECTS, shown, values)
    assert wrong == [] and (not text or "operator" not in given_back)
    assert uncovered(OBJECTS, {"operator": "别＊＊"}, {"operator": "某某某某某某某某"})[1] == ["operator"]


def test_facets_are_taken_from_what_processes_say() -> None:
    seen = facets({"fact": "占道", "bodyGroup": "zhzf.nanhu", "matterCode": "S01", "state": "open", "deadlineDate": date(2026, 5, 1), "servedAt": "2026-04-01T20:00:00+00:00", "visitId": "V-1"}, date(2026, 1, 1))
    assert seen == {
        "title": "占道", "state": "open", "unit": "zhzf.nanhu", "area_code": None, "matter": "S01", "number": None, "parent": "V-1", "day": "2026-04-02", "due_day": "2026-05-01",
        "synthetic": False,
    }
    assert facets({}, date(2026, 1, 1))["day"] == "2026-01-01"
    assert facets({"title": ["x"], "state": {"a": 1}, "day": "soon", "dueOn": 7}, date(2026, 1, 1))["due_day"] is None


def test_a_visit_as_a_process_keeps_it() -> None:
    body = {"objectId": "O", "leadGroup": "zfd.330402008.duty", "invitedGroups": ["xfjy.nanhu", "scjg.nanhu"], "state": "open", "visitFrom": "2026-03-02T23:30:00+00:00"}
    assert (columns(body)["day"], columns(body)["bodies"], columns(body)["starts_at"]) == ("2026-03-03", 1, datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
    assert {unit: state for unit, (state, _) in parties(body).items()} == {"xfjy.nanhu": "invited", "scjg.nanhu": "invited", "zfd.330402008": "lead"}
    settled = {**body, "participatingGroups": ["zfd.330402008", "xfjy.nanhu"]}
    assert parties(settled)["scjg.nanhu"][0] == "declined" and columns(settled)["bodies"] == 2
    assert columns({"state": "strange", "visitFrom": "never", "leadGroup": 5, "invitedGroups": "x"})["state"] == "open"


def test_visits_are_counted_per_body_and_year() -> None:
    today = date(2026, 3, 2)
    seen = [
        PastVisit("a", ("scjg.nanhu", "xfjy.nanhu"), date(2026, 2, 1), "done", "scjg.nanhu"), PastVisit("b", (), date(2026, 1, 5), "done", "scjg"),
        PastVisit("c", ("scjg.nanhu",), date(2025, 12, 30), "done", "scjg.nanhu"), PastVisit("d", ("zhzf.nanhu",), None, "open", "zhzf.nanhu"),
    ]
    assert counted(seen, ["scjg", "xfjy"], today) == {
        "visitsThisYear": 2, "openVisitExists": True, "openVisitId": "d", "openLeadGroup": "zhzf.nanhu", "daysSinceLastVisit": 29,
    }
    assert counted([], ["scjg"], today)["daysSinceLastVisit"] is None
