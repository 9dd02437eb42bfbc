"""Trying rules with JSON: exact numbers both ways, dates by declared type, refusals with a reason."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from engine.domain.errors import Invalid
from engine.rules.dmn import DecisionMissing
from engine.rules.try_out import InputUnreadable, NothingToTry, try_decision, try_feel
from tests.rules.dmn.models import DMN13, ENV, decision, literal, table


def file(body: str) -> bytes:
    return f'<definitions xmlns="{DMN13}" name="m" namespace="urn:m">{body}</definitions>'.encode()


def test_numbers_are_exact_both_ways() -> None:
    assert try_feel("a * b", '{"a": 1.15, "b": 100}', ENV) == '{"value": 115.00}'
    assert try_feel("0.1 + 0.2", "{}", ENV) == '{"value": 0.3}'
    assert (
        try_feel("n + 1", '{"n": 12345678901234567890123456789012}', ENV)
        == '{"value": 12345678901234567890123456789013}'
    )
    assert try_feel("10 ** 20", "", ENV) == '{"value": 100000000000000000000}'


def test_a_decision_answers_outputs_matched_rules_and_inputs() -> None:
    body = decision(table(["n: number"], ["r: string"], [["> 1.5", '"高"'], ["<= 1.5", '"低"']]))
    found = json.loads(try_decision({"m.dmn": file(body)}, None, '{"n": 1.50}', ENV), parse_float=Decimal)
    assert found == {
        "outputs": "低",
        "matched": [{"rule": "r2", "index": 2, "annotations": {"description": "note 2"}}],
        "inputs": {"n": Decimal("1.50")},
    }


def test_texts_are_read_as_the_dates_the_model_declares() -> None:
    body = decision(
        table(["d: date", "p: dayTimeDuration"], ["r"], [['>= date("2026-01-01")', '> duration("P1D")', "year(d)"]])
    )
    body = body.replace("year(d)", "d.year")
    found = json.loads(try_decision({"m.dmn": file(body)}, "D", '{"d": "2026-03-01", "p": "P2D"}', ENV))
    assert found["outputs"] == 2026 and found["inputs"] == {"d": "2026-03-01", "p": "P2D"}


def test_structures_and_required_decisions_are_read_too() -> None:
    body = (
        '<itemDefinition name="tVisit"><itemComponent name="on"><typeRef>date</typeRef></itemComponent></itemDefinition>'
        '<inputData id="in" name="visits"><variable name="visits" typeRef="tVisits"/></inputData>'
        '<itemDefinition name="tVisits" isCollection="true"><typeRef>tVisit</typeRef></itemDefinition>'
        + decision(
            literal("visits[1].on.month"),
            name="M",
            requires='<informationRequirement><requiredInput href="#in"/></informationRequirement>',
        )
        + decision(
            literal("M + 1"), requires='<informationRequirement><requiredDecision href="#M"/></informationRequirement>'
        )
    )
    found = json.loads(try_decision({"m.dmn": file(body)}, "D", '{"visits": [{"on": "2026-03-01"}]}', ENV))
    assert found["outputs"] == 4 and found["required"]["M"]["outputs"] == 3


def test_problems_tell_element_expression_position_and_value() -> None:
    found = json.loads(try_decision({"m.dmn": file(decision(literal('"a" - 1')))}, "D", "{}", ENV))
    assert found["outputs"] is None
    problem = found["problems"][0]
    assert problem["expression"] == '"a" - 1' and problem["line"] == 1 and problem["column"] >= 1


@pytest.mark.parametrize(
    "given", ["[1]", "{", '{"a": NaN}', '{"a": Infinity}', '{"a": 1e99999}', "[" * 200_000, '"' + "x" * 1_000_001 + '"']
)
def test_unreadable_input_is_refused(given: str) -> None:
    with pytest.raises(InputUnreadable):
        try_feel("1", given, ENV)


def test_which_decision_must_be_clear() -> None:
    two = file(decision(literal("1"), name="A") + decision(literal("2"), name="B"))
    with pytest.raises(NothingToTry) as needed:
        try_decision({"m.dmn": two}, None, "{}", ENV)
    assert "A, B" in str(needed.value)
    with pytest.raises(DecisionMissing):
        try_decision({"m.dmn": two}, "C", "{}", ENV)
    with pytest.raises(Invalid):
        try_decision({"m.dmn": b"<no"}, "C", "{}", ENV)
