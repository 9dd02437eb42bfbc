"""Expressions that the browser evaluates too are held to the subset in which both sides agree (see tests/rules/browser for the proof)."""

from __future__ import annotations

import json

import pytest

from engine.domain.errors import Refused
from engine.forms import parse_form
from engine.forms.browser import disagreement


def form(**component: object) -> bytes:
    return json.dumps({"type": "default", "id": "f", "components": [
        {"type": "textfield", "id": "Field_a", "key": "a", "label": "A", **component}, {"type": "number", "id": "Field_n", "key": "n", "label": "N"},
    ]}).encode()


@pytest.mark.parametrize(("text", "why"), [
    ("refused", "condition"), ("this.refused", "condition"), ("true", "condition"), ("if a = 1 then true else false", "condition"), ("n > 2", "null"), ("not(refused)", "null"),
    ("n = null or m > 2", "null"), ("n != null or n > 2", "null"), ("count(l) > 0", "null"), ("0.1 + n = 0.3", "arithmetic"), ("n / 2 = 1", "arithmetic"),
    ('a = 1 and b != 2 and "x" = 1', "kind"), ("n in [1..2]", "other"), ("l[1] = 2", "other"), ("date(d) = today()", "call"), ("a = 12345678901234567", "number"),
    ('a = "x\\n"', "text"), ("for x in l return x", "other"), ("n instance of number", "other"), ("{a: 1} = b", "other"), ("some q in l satisfies q < 2", "null"),
])
def test_outside(text: str, why: str) -> None:
    found = disagreement(text, condition=True)
    assert found is not None and found[1] == why


@pytest.mark.parametrize("text", [
    'outcome != "file"', "refused != true", "n != null and n > 2", "n = null or n > 2", "(l != null and count(l) > 0) or not(a = 1)", 'a in ("x", "y")',
    'a = null or a = ""', 'this.outcome != "problem"', "count(l) = 2", "not(n = null or n <= 5)", "n != null and m != null and n < m", "n = 0.1",
])
def test_inside(text: str) -> None:
    assert disagreement(text, condition=True) is None


def test_the_position_is_that_of_the_part() -> None:
    assert disagreement("a = 1 and b + 0.5 = 2", condition=True) == ((1, 13), "arithmetic")


@pytest.mark.parametrize("component", [{"conditional": {"hide": "=n > 2"}}, {"readonly": "=date(n) = today()"}])
def test_what_decides_is_refused_with_its_component(component: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        parse_form(form(**component), file="f.form")
    (found,) = refused.value.findings
    assert found.code.startswith("form.lint.browser-") and found.place.element == "Field_a"


def test_what_is_only_shown_is_a_warning_and_server_rules_are_free() -> None:
    made = parse_form(form(label='="a" + string(1.15 * 100)', properties={"rule": "date(a) <= today()", "requiredIf": "n * 1.5 > 2"}), file="f.form")
    assert made is not None
