"""What a form file may not be, with the place of each finding; and the texts of every code."""

import ast
import json
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from engine.domain.errors import Refused, TooLarge
from engine.forms import TEXTS, Kind, parse_form
from engine.forms.kinds import credit_code, id_number
from tests.forms.forms import form


def findings(*components: dict[str, Any], **properties: Any) -> list[tuple[str, str | None, str | None]]:
    with pytest.raises(Refused) as caught:
        form(*components, **properties)
    assert all(item.place.file == "visit.form" for item in caught.value.findings)
    return [(item.code.removeprefix("form.lint."), item.place.element, item.place.field) for item in caught.value.findings if item.severity == "error"]


@pytest.mark.parametrize("data", [
    b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"id":"a","id":"b","components":[]}', b'{"id":"a","components":[{"type":"number","key":"k","validate":{"min":NaN}}]}',
])
def test_no_json(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        parse_form(data, file="x.form")
    assert [item.code for item in caught.value.findings] == ["form.lint.json"]


def test_json_error_names_the_line() -> None:
    with pytest.raises(Refused) as caught:
        parse_form(b'{\n"id": \n}', file="x.form")
    assert caught.value.findings[0].place.line == 3


def test_too_large() -> None:
    with pytest.raises(TooLarge):
        parse_form(b" " * 1_000_001, file="x.form")


@pytest.mark.parametrize("schema", [
    {"components": []}, {"id": "a"}, {"id": "a", "components": {}}, {"id": "a", "components": [1]}, {"id": "a", "components": [{"key": "k"}]},
    {"id": "a", "components": [], "type": "other"}, {"id": "a", "components": [], "properties": {"rules": "x"}}, {"id": "a", "components": [], "properties": {"rules": [{}]}},
])
def test_wrong_shape(schema: dict[str, Any]) -> None:
    with pytest.raises(Refused) as caught:
        parse_form(json.dumps(schema).encode(), file="x.form")
    assert {item.code for item in caught.value.findings} == {"form.lint.shape"}


@pytest.mark.parametrize(("component", "code"), [
    ({"type": "hologram", "key": "a"}, "component"), ({"type": "textfield"}, "key"), ({"type": "textfield", "key": "a..b"}, "key"),
    ({"type": "textfield", "key": "a", "properties": {"kind": "passport"}}, "kind"), ({"type": "textfield", "key": "a", "validate": {"pattern": "("}}, "pattern"),
    ({"type": "textfield", "key": "a", "conditional": {"hide": "=x >"}}, "feel"), ({"type": "textfield", "key": "a", "properties": {"requiredIf": "x >"}}, "feel"),
    ({"type": "textfield", "key": "a", "properties": {"rule": "x >"}}, "feel"), ({"type": "textfield", "key": "a", "readonly": "=x >"}, "feel"),
    ({"type": "textfield", "key": "a", "label": "=x >"}, "feel"), ({"type": "expression", "key": "a", "expression": "=x >"}, "feel"),
    ({"type": "select", "key": "a", "valuesExpression": "=x >"}, "feel"), ({"type": "number", "key": "a", "validate": {"min": "=x >"}}, "feel"),
    ({"type": "text", "text": "=x >"}, "feel"), ({"type": "group", "components": [], "conditional": {"hide": "=x >"}}, "feel"),
    ({"type": "select", "key": "a", "values": 1}, "shape"), ({"type": "number", "key": "a", "validate": {"min": "low"}}, "shape"),
    ({"type": "textfield", "key": "a", "validate": {"maxLength": -1}}, "shape"), ({"type": "group", "components": 1}, "shape"),
])
def test_finding_names_component_and_key(component: dict[str, Any], code: str) -> None:
    found = findings({**component, "id": "Field_x"})
    assert found[0] == (code, "Field_x", component.get("key"))


def test_duplicate_keys() -> None:
    assert findings({"type": "number", "key": "a"}, {"type": "textfield", "key": "a"}) == [("duplicate-key", "Field_1", "a")]
    assert findings({"type": "number", "key": "a"}, {"type": "textfield", "key": "a.b"}) == [("duplicate-key", "Field_1", "a.b")]
    group = {"type": "group", "path": "g", "components": [{"type": "number", "key": "a", "id": "In"}]}
    assert findings({"type": "number", "key": "g.a"}, group) == [("duplicate-key", "In", "g.a")]
    rows = {"type": "dynamiclist", "path": "r", "components": [{"type": "number", "key": "a", "id": "I1"}, {"type": "number", "key": "a", "id": "I2"}]}
    assert findings({"type": "number", "key": "a"}, rows) == [("duplicate-key", "I2", "r.a")]


def test_a_rule_points_at_a_field() -> None:
    assert findings(rules=[{"rule": "true", "field": "nowhere"}]) == [("rule-field", None, None)]


def test_a_key_that_is_a_built_in_name_is_a_warning() -> None:
    found = form({"type": "datetime", "key": "date"}, {"type": "number", "key": "amount"}).findings
    assert [(item.code, item.severity, item.place.field) for item in found] == [("form.lint.built-in", "warning", "date")]


def test_what_is_read() -> None:
    found = form(
        {"type": "text", "text": "# title"}, {"type": "textfield", "key": "name", "label": "名称", "validate": {"required": True, "minLength": 2}},
        {"type": "dynamiclist", "path": "rows", "components": [{"type": "number", "key": "n"}]}, {"type": "group", "path": "g", "components": [{"type": "geo", "key": "p"}]},
        rules=json.dumps([{"rule": "name != null"}]),
    )
    assert (found.id, [(item.key, item.kind, item.required) for item in found.fields]) == (
        "visit", [("name", Kind.TEXT, True), ("rows", Kind.ROWS, False), ("g.p", Kind.GEO, False)]
    )
    assert found.fields[1].rows[0].key == "n"
    assert (found.fields[0].label, found.fields[0].validate.min_length, len(found.rules)) == ("名称", 2, 1)


def test_check_characters_catch_every_single_wrong_sign_and_swap() -> None:
    for right, check in (("91350100M000100Y43", credit_code), ("11010519491231002X", id_number)):
        assert check(right)
        for place, sign in enumerate(right):
            other = "7" if sign != "7" else "8"
            assert not check(right[:place] + other + right[place + 1 :])
            if place and right[place - 1] != sign:
                assert not check(right[: place - 1] + sign + right[place - 1] + right[place + 1 :])


def test_every_code_has_its_texts() -> None:
    codes = set()
    for file in (Path(__file__).parents[2] / "engine" / "forms").glob("*.py"):
        if file.name == "texts.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("form.") and node.value != "form.":
                codes.add(node.value)
    assert codes | {"form.min", "form.max"} == set(TEXTS)
    for zh, en in TEXTS.values():
        fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (zh, en)]
        assert fields[0] == fields[1]
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in en)
