"""Each component type: the typed value it gives and the remark it makes."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.forms.forms import accepted, form, refused

ZONE = ZoneInfo("Asia/Shanghai")
OPTIONS = [{"label": "同意", "value": "agree"}, {"label": "退回", "value": "back"}, {"label": "一", "value": 1}]
TEXT = {"type": "textfield"}
NUMBER = {"type": "number"}
DATE = {"type": "datetime", "subtype": "date"}
FILES = {"type": "filepicker", "multiple": True}


def kind(name: str, **more: Any) -> dict[str, Any]:
    return {"type": "textfield", "properties": {"kind": name, **more}}


@pytest.mark.parametrize(("component", "given", "expected"), [
    (TEXT, "中山路 1 号", "中山路 1 号"), (TEXT, "", ""), ({"type": "textarea"}, "a\nb\t", "a\nb\t"), (TEXT, None, None),
    (NUMBER, 5, 5), (NUMBER, 5.0, 5), (NUMBER, 0.1, Decimal("0.1")), (NUMBER, "12.50", Decimal("12.50")), (NUMBER, "", None), (NUMBER, -3, -3),
    ({"type": "checkbox"}, True, True), ({"type": "checkbox"}, False, False),
    ({"type": "radio", "values": OPTIONS}, "agree", "agree"), ({"type": "select", "values": OPTIONS}, 1, 1), ({"type": "select", "values": OPTIONS}, "", None),
    ({"type": "checklist", "values": OPTIONS}, ["back", "agree"], ["back", "agree"]), ({"type": "taglist", "values": OPTIONS}, [], []),
    (DATE, "2026-05-06", date(2026, 5, 6)), (DATE, date(2026, 5, 6), date(2026, 5, 6)), (DATE, datetime(2026, 5, 5, 16, tzinfo=UTC), date(2026, 5, 6)),
    ({"type": "datetime", "subtype": "time"}, "09:30", time(9, 30)),
    ({"type": "datetime", "subtype": "datetime"}, "2026-05-06T09:30", datetime(2026, 5, 6, 9, 30, tzinfo=ZONE)),
    ({"type": "datetime", "subtype": "datetime"}, "2026-05-06T01:30Z", datetime(2026, 5, 6, 9, 30, tzinfo=ZONE)),
    (FILES, ["f-1", "sha256:ab"], ["f-1", "sha256:ab"]), ({"type": "filepicker"}, "files::1", ["files::1"]), (kind("file"), ["f"], ["f"]),
    (kind("geo"), {"lon": 120.75, "lat": "30.74"}, {"lon": Decimal("120.75"), "lat": Decimal("30.74")}), (kind("geo"), "120.75,30", {"lon": Decimal("120.75"), "lat": 30}),
    ({"type": "geo"}, None, None), (kind("ref"), "shop-17", "shop-17"), (kind("ref", multiple="true"), ["o1", "o2"], ["o1", "o2"]), (kind("sign"), "f-9", "f-9"),
    (kind("ref", free="true"), "油烟净化（未登记）", "油烟净化（未登记）"),
    (kind("creditCode"), " 91350100m000100y43 ", "91350100M000100Y43"), (kind("idNo"), "11010519491231002x", "11010519491231002X"), (kind("phone"), "13800000000", "13800000000"),
    ({"type": "textfield", "validate": {"validationType": "email"}}, "a.b@example.org", "a.b@example.org"),
])
def test_value(component: dict[str, Any], given: object, expected: object) -> None:
    found = accepted(form({**component, "key": "it"}), {"it": given})["it"]
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(("component", "given", "code"), [
    (TEXT, 5, "text"), (TEXT, "a\x00b", "characters"), (TEXT, "x" * 20_001, "max-length"), ({**TEXT, "validate": {"minLength": 2}}, "一", "min-length"),
    ({**TEXT, "validate": {"maxLength": 2}}, "一二三", "max-length"), ({**TEXT, "validate": {"pattern": "^[A-Z]+$"}}, "Ab", "pattern"),
    ({**TEXT, "validate": {"required": True}}, "  ", "required"), ({**TEXT, "validate": {"required": True}}, None, "required"),
    (NUMBER, "x", "number"), (NUMBER, True, "number"), (NUMBER, float("nan"), "number"), (NUMBER, "1e999", "number"), (NUMBER, [1], "number"),
    ({**NUMBER, "validate": {"min": 1}}, 0.5, "min"), ({**NUMBER, "validate": {"max": 1}}, "1.01", "max"), ({**NUMBER, "decimalDigits": 2}, 1.234, "digits"),
    ({**NUMBER, "validate": {"required": True}}, "", "required"), ({"type": "checkbox"}, "true", "checkbox"), ({"type": "checkbox"}, 1, "checkbox"),
    ({"type": "checkbox", "validate": {"required": True}}, False, "required"), ({"type": "checkbox", "properties": {"mustBeTrue": "true"}}, False, "must-be-true"),
    ({"type": "radio", "values": OPTIONS}, "other", "option"), ({"type": "radio", "values": OPTIONS}, True, "option"), ({"type": "radio", "values": OPTIONS}, "1", "option"),
    ({"type": "radio", "values": OPTIONS}, {}, "type"), ({"type": "checklist", "values": OPTIONS}, "agree", "list"), ({"type": "checklist", "values": OPTIONS}, ["no"], "option"),
    ({"type": "checklist", "values": OPTIONS}, ["agree", "agree"], "duplicate"), ({"type": "checklist", "values": OPTIONS, "validate": {"required": True}}, [], "required"),
    ({"type": "checklist", "values": OPTIONS, "properties": {"minItems": 2}}, ["agree"], "min-items"),
    (DATE, "2026-02-30", "date"), (DATE, "6.5.2026", "date"), (DATE, 20260506, "date"), (DATE, datetime(2026, 5, 6, 9, tzinfo=ZONE), "date"),
    ({**DATE, "disallowPassedDates": True}, "2026-05-05", "past"), ({"type": "datetime", "subtype": "time"}, "25:00", "time"),
    ({"type": "datetime", "subtype": "datetime"}, "2026-05-06", "datetime"), (FILES, [1], "file"), (FILES, ["../../etc/passwd"], "file"), (FILES, ["a", "a"], "duplicate"),
    ({"type": "filepicker"}, ["a", "b"], "max-items"), ({**FILES, "properties": {"maxItems": "2"}}, ["a", "b", "c"], "max-items"),
    (kind("geo"), {"lon": 181, "lat": 1}, "geo"), (kind("geo"), "here", "geo"), (kind("geo"), {"lon": 1}, "geo"), (kind("ref"), "a b", "ref"), (kind("ref", free="true"), "a\x00", "characters"), (kind("sign"), ["f"], "file"),
    (kind("creditCode"), "91350100M000100Y44", "credit-code"), (kind("creditCode"), "91350100I000100Y43", "credit-code"), (kind("creditCode"), "9135", "credit-code"),
    (kind("idNo"), "110105194912310021", "id-no"), (kind("idNo"), "110105194913310027", "id-no"), (kind("phone"), "0573-8283", "phone"),
    ({"type": "textfield", "validate": {"validationType": "email"}}, "a@b", "email"),
])
def test_remark(component: dict[str, Any], given: object, code: str) -> None:
    assert refused(form({**component, "key": "it"}), {"it": given}) == {"it": [code]}


def test_options_from_a_variable_or_an_expression() -> None:
    by_key = form({"type": "select", "key": "officer", "valuesKey": "officers"})
    by_feel = form({"type": "select", "key": "officer", "valuesExpression": '=officers[value != "o2"]'})
    officers = {"officers": [{"label": "甲", "value": "o1"}, {"label": "乙", "value": "o2"}]}
    assert accepted(by_key, {"officer": "o2"}, officers) == {"officer": "o2"}
    assert refused(by_key, {"officer": "o3"}, officers) == {"officer": ["option"]}
    assert refused(by_key, {"officer": "o1"}) == {"officer": ["option"]}
    assert refused(by_feel, {"officer": "o2"}, officers) == {"officer": ["option"]}
    assert accepted(by_feel, {"officer": "o1"}, officers) == {"officer": "o1"}


def test_limits_from_an_expression() -> None:
    subject = form({"type": "number", "key": "fine", "validate": {"max": "=ceiling"}})
    assert accepted(subject, {"fine": 10}, {"ceiling": 10}) == {"fine": 10}
    assert refused(subject, {"fine": 11}, {"ceiling": 10}) == {"fine": ["max"]}


def test_a_pattern_that_runs_wild_ends_soon() -> None:
    subject = form({"type": "dynamiclist", "path": "rows", "components": [{"type": "textfield", "key": "x", "validate": {"pattern": "^(a|a|aa)+$"}}]})
    start = monotonic()
    assert refused(subject, {"rows": [{"x": "a" * 60 + "b"}] * 100})
    assert monotonic() - start < 20  # it would be years
