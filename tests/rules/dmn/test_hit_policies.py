"""Hit policies, aggregation, defaults and allowed values (DMN 1.5 clause 8)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.domain.errors import Refused
from engine.rules.feel import Value
from tests.rules.dmn.models import decide, decision, table

ROWS = [["< 10", '"low"'], ["[5..20]", '"mid"'], ["> 15", '"high"'], ["7", '"mid"']]


def run(policy: str, value: int, output: str = 'r: string: "high","mid","low"') -> tuple[Value, list[int]]:
    found = decide(decision(table(["n: number"], [output], ROWS, policy=policy)), {"n": value})
    return found.outputs, [rule.index for rule in found.matched]


@pytest.mark.parametrize(
    ("policy", "value", "output", "rows"),
    [
        ("UNIQUE", 3, "low", [1]),
        ("UNIQUE", 6, None, [1, 2]),
        ("FIRST", 6, "low", [1]),
        ("ANY", 12, "mid", [2]),
        ("ANY", 6, None, [1, 2]),
        ("PRIORITY", 6, "mid", [2]),
        ("PRIORITY", 16, "high", [3]),
        ("RULE ORDER", 7, ["low", "mid", "mid"], [1, 2, 4]),
        ("COLLECT", 7, ["low", "mid", "mid"], [1, 2, 4]),
        ("OUTPUT ORDER", 7, ["mid", "mid", "low"], [2, 4, 1]),
        ("UNIQUE", 25, "high", [3]),
    ],
)
def test_policy_decides_which_rules_count(policy: str, value: int, output: Value, rows: list[int]) -> None:
    assert run(policy, value) == (output, rows)


def test_any_accepts_equal_outputs_of_several_rules() -> None:
    rows = [["> 1", "1.0"], ["> 2", "1.00"]]
    assert decide(decision(table(["n"], ["r"], rows, policy="ANY")), {"n": 3}).outputs == Decimal(1)


def test_any_does_not_take_true_for_one() -> None:
    rows = [["> 1", "1"], ["> 2", "true"]]
    assert decide(decision(table(["n"], ["r"], rows, policy="ANY")), {"n": 3}).outputs is None


def test_a_broken_unique_names_the_rules() -> None:
    found = decide(decision(table(["n"], ["r"], ROWS)), {"n": 6})
    assert "1, 2" in found.problems[0].message and found.problems[0].element == "t"


@pytest.mark.parametrize(
    ("aggregation", "value", "expected"),
    [
        ("SUM", 3, "0.3"),
        ("MIN", 3, "0.1"),
        ("MAX", 3, "0.2"),
        ("COUNT", 3, "2"),
        ("COUNT", 0, "0"),
        ("SUM", 0, None),
        ("MIN", 0, None),
    ],
)
def test_aggregations_are_exact(aggregation: str, value: int, expected: str | None) -> None:
    rows = [["> 1", "0.1"], ["> 2", "0.2"]]
    found = decide(decision(table(["n"], ["r"], rows, policy="COLLECT", aggregation=aggregation)), {"n": value})
    assert found.outputs == (None if expected is None else Decimal(expected))


def test_aggregation_of_dates_takes_the_earliest() -> None:
    rows = [["> 1", 'date("2026-02-01")'], ["> 2", 'date("2026-01-01")']]
    found = decide(decision(table(["n"], ["r"], rows, policy="COLLECT", aggregation="MIN")), {"n": 3})
    assert str(found.outputs) == "2026-01-01"


def test_a_sum_of_texts_is_null_and_says_why() -> None:
    rows = [["> 1", '"a"'], ["> 2", '"b"']]
    found = decide(decision(table(["n"], ["r"], rows, policy="COLLECT", aggregation="SUM")), {"n": 3})
    assert found.outputs is None and "added" in found.problems[0].message


def test_several_outputs_make_a_context() -> None:
    rows = [["> 1", '"警告"', "0"], ["<= 1", '"罚款"', "500.50"]]
    found = decide(decision(table(["n: number"], ["kind", "amount"], rows)), {"n": 1})
    assert found.outputs == {"kind": "罚款", "amount": Decimal("500.50")}


def test_priority_of_several_outputs_goes_column_by_column() -> None:
    rows = [["> 1", '"b"', "1"], ["> 1", '"a"', "2"], ["> 1", '"a"', "1"]]
    outputs = ['x: string: "a","b"', "y: number: 1,2"]
    assert decide(decision(table(["n"], outputs, rows, policy="PRIORITY")), {"n": 3}).outputs == {
        "x": "a",
        "y": Decimal(1),
    }


def test_default_outputs_when_no_rule_matches() -> None:
    rows = [["> 10", '"x"']]
    assert decide(decision(table(["n"], ['r: string: "x","none": "none"'], rows)), {"n": 1}).outputs == "none"
    assert decide(decision(table(["n"], ["r"], rows)), {"n": 1}).outputs is None
    assert decide(decision(table(["n"], ["r"], rows, policy="COLLECT")), {"n": 1}).outputs == []


def test_an_output_outside_the_allowed_values_is_null_with_a_problem() -> None:
    found = decide(decision(table(["n"], ['r: string: "a","b"'], [["-", '"c"']])), {"n": 1})
    assert found.outputs is None and "allowed" in found.problems[0].message


def test_an_input_outside_the_allowed_values_decides_nothing() -> None:
    body = table(["n"], ["r"], [["-", "1"]]).replace(
        "</inputExpression>", "</inputExpression><inputValues><text>[1..5]</text></inputValues>"
    )
    assert decide(decision(body), {"n": 3}).outputs == Decimal(1)
    found = decide(decision(body), {"n": 9})
    assert found.outputs is None and found.problems[0].value == Decimal(9)


def test_the_outcome_tells_inputs_and_annotations() -> None:
    found = decide(decision(table(["n * 2: number"], ["r"], [["6", "1"]])), {"n": 3})
    assert found.inputs == {"n * 2": Decimal(6)}
    assert found.matched[0].rule_id == "r1" and found.matched[0].annotations == {"description": "note 1"}


def test_cells_may_name_the_input_as_the_dialect_does() -> None:
    body = table(["n"], ["r"], [["amount > 3", "1"]]).replace(
        '<input id="i1"', '<input id="i1" camunda:inputVariable="amount"'
    )
    assert decide(decision(body), {"n": 4}).outputs == Decimal(1)
    assert decide(decision(table(["n"], ["r"], [["cellInput > 3", "1"]])), {"n": 4}).outputs == Decimal(1)


def test_rows_are_what_the_dialect_maps() -> None:
    two = [["> 1", '"a"', "1"], ["> 2", '"b"', "2"]]
    listed = decide(decision(table(["n"], ["x", "y"], two, policy="RULE ORDER")), {"n": 3})
    assert listed.rows() == [{"x": "a", "y": Decimal(1)}, {"x": "b", "y": Decimal(2)}]
    single = decide(decision(table(["n"], ["x"], [["> 1", "[1, 2]"]])), {"n": 3})
    assert single.rows() == [{"x": [Decimal(1), Decimal(2)]}]
    assert decide(decision(table(["n"], ["x"], [["> 1", "1"]])), {"n": 0}).rows() == []
    summed = decide(
        decision(table(["n"], ["x"], [["> 1", "1"], ["> 2", "2"]], policy="COLLECT", aggregation="SUM")), {"n": 3}
    )
    assert summed.rows() == [{"x": Decimal(3)}]


def test_a_sum_of_several_outputs_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        decide(decision(table(["n"], ["x", "y"], [["1", "1", "1"]], policy="COLLECT", aggregation="SUM")), {})
    assert refused.value.findings[0].code == "dmn.aggregation-outputs"
