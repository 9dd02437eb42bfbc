"""Which fields count, and what a form demands across fields."""

from typing import Any

import pytest

from engine.forms import FormInvalid, validate
from tests.forms.forms import ENV, accepted, form, refused

REFUSAL = form(
    {"type": "checkbox", "key": "refused"},
    {"type": "textarea", "key": "note", "properties": {"requiredIf": "refused = true"}, "conditional": {"hide": "=refused != true"}},
)
ROWS = form({"type": "dynamiclist", "path": "rows", "properties": {"maxItems": 3}, "components": [
    {"type": "textfield", "key": "fact", "validate": {"required": True}}, {"type": "number", "key": "n"},
    {"type": "textfield", "key": "why", "conditional": {"hide": "=this.n = null or this.n < 5"}, "properties": {"requiredIf": "n > 7"}},
]}, {"type": "expression", "key": "total", "expression": "=sum(rows.n)"})


def test_unknown_fields_are_errors_at_every_level() -> None:
    subject = form({"type": "group", "path": "place", "components": [{"type": "textfield", "key": "street"}]}, {"type": "dynamiclist", "path": "r", "components": []})
    data = {"x": 1, "place": {"street": "s", "y": 1}, "r": [{"z": 1}]}
    assert refused(subject, data) == {"x": ["unknown"], "place.y": ["unknown"], "r.0.z": ["unknown"]}


@pytest.mark.parametrize("data", [[], "x", None, 1])
def test_data_must_be_a_map(data: Any) -> None:
    assert refused(REFUSAL, data) == {"": ["type"]}


def test_required_if_and_hidden() -> None:
    assert refused(REFUSAL, {"refused": True}) == {"note": ["required"]}
    assert refused(REFUSAL, {"refused": True, "note": " "}) == {"note": ["required"]}
    assert accepted(REFUSAL, {"refused": True, "note": "x"}) == {"refused": True, "note": "x"}
    assert accepted(REFUSAL, {"refused": False, "note": "dropped"}) == {"refused": False}
    assert accepted(REFUSAL, {"refused": False, "note": 5}) == {"refused": False}, "what does not count is not checked"


def test_a_condition_sees_dates_as_the_browser_does() -> None:
    subject = form(
        {"type": "datetime", "subtype": "date", "key": "on"},
        {"type": "textfield", "key": "why", "validate": {"required": True}, "conditional": {"hide": '=on != null and on < "2026-05-01"'}},
    )
    assert refused(subject, {"on": "2026-05-01"}) == {"why": ["required"]}
    assert refused(subject, {"on": "2026-04-30"}) == {}


def test_data_that_nests_deeply_is_only_wrong() -> None:
    deep: list[Any] = []
    for _ in range(5000):
        deep = [deep]
    assert refused(REFUSAL, {"refused": deep, "note": "x", "x": deep}) == {"refused": ["checkbox"], "x": ["unknown"]}


def test_a_hidden_group_hides_what_stands_in_it() -> None:
    subject = form(
        {"type": "group", "path": "place", "conditional": {"hide": "=online = true"}, "components": [{"type": "textfield", "key": "a", "validate": {"required": True}}]},
        {"type": "checkbox", "key": "online"},
    )
    assert accepted(subject, {"online": True, "place": {"a": "x"}}) == {"online": True}
    assert refused(subject, {"online": False}) == {"place.a": ["required"]}
    assert accepted(subject, {"online": False, "place": {"a": "x"}}) == {"online": False, "place": {"a": "x"}}


def test_rows_are_checked_one_by_one() -> None:
    assert accepted(ROWS, {"rows": [{"fact": "a", "n": 1, "why": "dropped"}, {"fact": "b", "n": 8, "why": "w"}], "total": 1}) == {
        "rows": [{"fact": "a", "n": 1}, {"fact": "b", "n": 8, "why": "w"}], "total": 9,
    }
    assert refused(ROWS, {"rows": [{"fact": ""}, {"fact": "b", "n": "x"}, {"fact": "c", "n": 8}]}) == {
        "rows.0.fact": ["required"], "rows.1.n": ["number"], "rows.2.why": ["required"],
    }
    assert refused(ROWS, {"rows": [{"fact": "a"}, 3]}) == {"rows.1": ["type"]}
    assert refused(ROWS, {"rows": {}}) == {"rows": ["list"]}
    assert refused(ROWS, {"rows": [{"fact": "a"}] * 4}) == {"rows": ["max-items"]}


def test_a_value_the_process_has_need_not_be_sent_again() -> None:
    subject = form({"type": "textfield", "key": "name", "validate": {"required": True}})
    assert accepted(subject, {}, {"name": "known"}) == {}
    assert refused(subject, {}) == {"name": ["required"]}
    assert refused(subject, {"name": ""}, {"name": "known"}) == {"name": ["required"]}


def test_locked_fields_may_not_change() -> None:
    for lock in ({"readonly": True}, {"disabled": True}, {"readonly": "=stage = 2"}):
        subject = form({"type": "textfield", "key": "code", "validate": {"required": True}, **lock})
        assert accepted(subject, {"code": "C1"}, {"code": "C1", "stage": 2}) == {}
        assert accepted(subject, {}, {"stage": 2}) == {}
        assert refused(subject, {"code": "C2"}, {"code": "C1", "stage": 2}) == {"code": ["readonly"]}
    assert accepted(subject, {"code": "C2"}, {"code": "C1", "stage": 1}) == {"code": "C2"}


def test_a_locked_field_may_carry_the_default_of_the_form() -> None:
    subject = form({"type": "textfield", "key": "district", "readonly": True, "defaultValue": "南湖区"})
    assert accepted(subject, {"district": "南湖区"}) == {"district": "南湖区"}
    assert refused(subject, {"district": "南湖区"}, {"district": "海宁市"}) == {"district": ["readonly"]}


def test_access_by_key() -> None:
    subject = form({"type": "textfield", "key": "a", "validate": {"required": True}}, {"type": "textfield", "key": "b"})
    assert accepted(subject, {"b": "x"}, writable={"b"}) == {"b": "x"}
    assert refused(subject, {"a": "x", "b": "x"}, {"a": "y"}, writable={"b"}) == {"a": ["readonly"]}
    assert refused(subject, {"a": "x"}, {"a": "x"}, readable={"b"}) == {"a": ["unknown"]}
    assert refused(ROWS, {"rows": [{"fact": "changed", "n": 2}]}, {"rows": [{"fact": "f", "n": 1}]}, writable={"rows.n"}) == {"rows.0.fact": ["readonly"]}
    assert accepted(ROWS, {"rows": [{"n": 2}]}, writable={"rows"}, readable={"rows.n"}) == {"rows": [{"n": 2}]}


def test_a_field_one_may_not_change_does_not_steer_what_is_hidden() -> None:
    subject = form(
        {"type": "checkbox", "key": "exempt"}, {"type": "textfield", "key": "reason", "validate": {"required": True}, "conditional": {"hide": "=exempt = true"}},
    )
    assert refused(subject, {"exempt": True}, {"exempt": False}, writable={"reason"}) == {"exempt": ["readonly"], "reason": ["required"]}


def test_own_rule_with_its_message_in_both_languages() -> None:
    subject = form(
        {"type": "datetime", "subtype": "date", "key": "from"},
        {"type": "datetime", "subtype": "date", "key": "to", "properties": {"rule": "to >= from", "message": "结束早于开始", "messageEn": "Ends before it starts"}},
    )
    assert refused(subject, {"from": "2026-05-06", "to": "2026-05-06"}) == {}
    assert refused(subject, {"from": "2026-05-06"}) == {}, "a rule of an empty field says nothing"
    for language, text in (("zh", "结束早于开始"), ("en", "Ends before it starts")):
        with pytest.raises(FormInvalid) as caught:
            validate(subject, {"from": "2026-05-07", "to": "2026-05-06"}, {}, ENV, language=language)  # type: ignore[arg-type]  # a str from a loop
        assert caught.value.fields == {"to": [text]}
    assert refused(subject, {"from": "nonsense", "to": "2026-05-06"}) == {"from": ["date"]}, "no second remark because of the first"


def test_rules_over_several_fields() -> None:
    subject = form(
        {"type": "textfield", "key": "sign", "properties": {"kind": "sign"}}, {"type": "checkbox", "key": "refused"},
        rules=[{"rule": "sign != null or refused = true", "field": "sign", "message": "须签名或注明拒签"}, {"rule": "limit > 0"}],
    )
    assert refused(subject, {"refused": True}, {"limit": 1}) == {}
    assert refused(subject, {"refused": False}, {"limit": 1}) == {"sign": ["rule"]}
    assert refused(subject, {"sign": "f1"}, {"limit": 0}) == {"": ["rule"]}
    assert refused(subject, {"sign": "f1"}) == {"": ["rule"]}, "null is not true"


def test_a_hidden_field_is_null_in_rules_even_if_the_process_has_a_value() -> None:
    subject = form(
        {"type": "checkbox", "key": "online"}, {"type": "textfield", "key": "street", "conditional": {"hide": "=online = true"}},
        rules=[{"rule": "street = null"}],
    )
    assert refused(subject, {"online": True}, {"street": "known"}) == {}
    assert refused(subject, {"online": False}, {"street": "known"}) == {"": ["rule"]}


def test_both_languages() -> None:
    with pytest.raises(FormInvalid) as caught:
        validate(REFUSAL, {"refused": True, "x": 1}, {}, ENV)
    assert caught.value.fields == {"x": ["表单中没有此字段"], "note": ["必填"]}
    assert caught.value.texts("en") == {"x": ["The form has no such field"], "note": ["Required"]}


def test_variables_load_only_when_named() -> None:
    class Lazy(dict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            assert name in ("refused", "note"), "only what the form names may be loaded"
            return dict.__getitem__(self, name)

    assert validate(REFUSAL, {"refused": False}, Lazy(other=1, note=None), ENV) == {"refused": False}
