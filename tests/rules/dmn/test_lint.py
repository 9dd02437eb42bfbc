"""Decision lint: what is reported, with rule, column and a real example."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import thread_time

import pytest

from engine.domain.errors import Finding
from engine.rules.dmn import lint
from tests.rules.dmn.models import decide, decision, definitions, literal, table


def found(
    inputs: Sequence[str], outputs: Sequence[str], rules: Sequence[Sequence[str]], policy: str = "UNIQUE"
) -> list[Finding]:
    return lint(definitions(decision(table(inputs, outputs, rules, policy=policy))))


def texts(items: list[Finding]) -> list[str]:
    return [f"{item.code} {item.place.row or ''} {item.values.get('example', '')}".rstrip() for item in items]


def test_a_complete_table_is_clean() -> None:
    assert (
        found(["n: number", "b: boolean"], ["r"], [["< 10", "true", "1"], ["< 10", "false", "2"], [">= 10", "-", "3"]])
        == []
    )


@pytest.mark.parametrize(
    ("inputs", "rules", "expected"),
    [
        (["n: number"], [["<= 10", "1"], [">= 11", "2"]], ["dmn.gap  n = 10.5"]),
        (["n: integer"], [["<= 10", "1"], [">= 11", "2"]], []),
        (["n: number"], [["< 10", "1"], ["> 10", "2"]], ["dmn.gap  n = 10"]),
        (["n: number"], [["<= 10", "1"], [">= 10", "2"]], ["dmn.overlap 2 n = 10"]),
        (["s: string"], [['"a"', "1"], ['"b"', "2"]], ['dmn.gap  s = "其他"']),
        (["s: string"], [['"a","b"', "1"], ['not("a")', "2"]], ['dmn.overlap 2 s = "b"']),
        (["d: date"], [['< date("2026-01-01")', "1"], ['> date("2026-01-01")', "2"]], ["dmn.gap  d = 2026-01-01"]),
        (["n: number", "b: boolean"], [["-", "true", "1"], ["> 0", "false", "2"]], ["dmn.gap  n = -1, b = false"]),
        (["n: number"], [["[5..1]", "1"], ["-", "2"]], ["dmn.never 1"]),
        (["n: number"], [["< limit", "1"], [">= limit", "2"]], []),
        (["l: list"], [['list contains(?, "a")', "1"], ['not(list contains(?, "a"))', "2"]], []),
        (
            ["l: list"],
            [['list contains(?, "a")', "1"], ['list contains(?, "b")', "2"]],
            ['dmn.gap  l = ["其他"]', 'dmn.overlap 2 l = ["a", "b"]'],
        ),
    ],
)
def test_gaps_and_overlaps(inputs: list[str], rules: list[list[str]], expected: list[str]) -> None:
    assert texts(found(inputs, ["r"], rules)) == expected


def test_examples_are_real() -> None:
    rules = [["<= 10", "1"], [">= 11", "2"], ["[3..4]", "3"]]
    gap, overlap = found(["n: number"], ["r"], rules)
    body = decision(table(["n: number"], ["r"], rules))
    assert decide(body, {"n": 10.5}).matched == () and gap.severity == "warning"
    assert [rule.index for rule in decide(body, {"n": 3}).matched] == [1, 3] and overlap.severity == "error"


def test_any_may_overlap_when_the_outputs_are_alike() -> None:
    assert found(["n: number"], ["r"], [["> 1", "1"], ["-", "1"]], "ANY") == []
    assert texts(found(["n: number"], ["r"], [["> 1", "1"], ["-", "2"]], "ANY")) == ["dmn.overlap 2 n = 2"]


def test_rules_covered_by_earlier_ones_are_unreachable() -> None:
    rules = [["< 10", "-", "1"], [">= 10", "true", "2"], [">= 10", "false", "3"], ["5", "-", "4"], ["-", "-", "5"]]
    assert texts(found(["n: number", "b: boolean"], ["r"], rules, "FIRST")) == [
        "dmn.unreachable 4",
        "dmn.unreachable 5",
    ]


def test_allowed_values_close_the_world() -> None:
    body = decision(table(["s: tGrade"], ["r"], [['"A"', "1"], ['"B"', "2"]]))
    types = '<itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"A","B"</text></allowedValues></itemDefinition>'
    assert lint(definitions(types + body)) == []
    more = types.replace('"A","B"', '"A","B","C"')
    assert texts(lint(definitions(more + body))) == ['dmn.gap  s = "C"']


def test_bad_cells_tell_rule_and_column() -> None:
    items = found(
        ["n: number", "s: string"], ["r: number"], [["-", '"a" or', "1"], ["[1..", "-", "2 +"], ["-", '"a" or', "3"]]
    )
    cells = [(item.place.row, item.values["column"]) for item in items if item.code == "dmn.cell"]
    assert sorted(cells) == [(1, "2"), (2, "1"), (2, "3"), (3, "2")]


def test_values_of_the_wrong_type() -> None:
    items = found(["n: number", "d: date"], ["r: boolean"], [['"a"', '> "2026-01-01"', "1"], ["1", "-", "true"]])
    kinds = [(item.values["column"], item.values["value"]) for item in items if item.code == "dmn.type"]
    assert kinds == [("1", '"a"'), ("2", '"2026-01-01"'), ("3", "1")]


def test_outputs_outside_their_allowed_values() -> None:
    items = found(["n: number"], ['r: string: "a","b"'], [["-", '"c"']])
    assert [(item.code, item.values["value"]) for item in items] == [("dmn.output-value", '"c"')]


def test_priorities_need_an_order() -> None:
    assert "dmn.priority-values" in [
        item.code for item in found(["n: number"], ["r: string"], [["-", '"c"']], "PRIORITY")
    ]


def test_unknown_names_and_types() -> None:
    declared = '<inputData id="in" name="known"><variable name="known" typeRef="tNothing"/></inputData>'
    items = lint(definitions(declared + decision(literal("known + other + count([1])"))))
    assert [(item.code, item.severity, item.values.get("name", "")) for item in items] == [
        ("dmn.unknown-name", "error", "known"),
        ("dmn.unknown-name", "warning", "other"),
        ("dmn.unknown-type", "error", ""),
    ]
    assert lint(definitions(decision(literal("other + 1")))) == []


def test_circles_and_foreign_functions_are_findings() -> None:
    ring = decision(
        literal("1"), requires='<informationRequirement><requiredDecision href="#D"/></informationRequirement>'
    )
    assert [item.code for item in lint(definitions(ring))] == ["dmn.cycle"]
    java = decision('<functionDefinition kind="Java"/>')
    assert "dmn.function-kind" in [item.code for item in lint(definitions(java))]


def test_large_tables_stay_quick_or_say_so() -> None:
    rules = [[f"? * {n} > {n}", f"? * {n} < {n}", "1"] for n in range(1, 1200)]
    codes = [item.code for item in found(["n: number", "m: number"], ["r"], rules)]
    assert codes == ["dmn.not-analysed"]


def test_types_that_are_only_each_other() -> None:
    types = '<itemDefinition name="tA"><typeRef>tB</typeRef></itemDefinition><itemDefinition name="tB"><typeRef>tA</typeRef></itemDefinition>'
    assert [item.code for item in lint(definitions(types + decision(literal("1"))))] == ["dmn.cycle", "dmn.cycle"]


NEEDS = '<inputData id="n" name="n"><variable name="n" typeRef="number"/></inputData><inputData id="d" name="d"><variable name="d" typeRef="date"/></inputData>'
REQUIRES = '<informationRequirement><requiredInput href="#n"/></informationRequirement><informationRequirement><requiredInput href="#d"/></informationRequirement>'


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ('n > "5"', "", ["dmn.kinds >: number, string"]),
        ("d - today() > 30", "", ["dmn.kinds >: days and time duration, number"]),
        ('if n then 1 else n + "x"', "", ["dmn.kinds if: number", "dmn.kinds +: number, string"]),
        ("n * 2", "string", ["dmn.kind-result "]),
        ("d", "dateTime", []),
        ('(d + @"P1D" > today() and n in [1..2]) or n = null', "boolean", []),
        ('for n in ["a"] return n + "b"', "", []),
        ("(if n > 0 then n else d) + n", "", []),
    ],
)
def test_kinds_that_never_fit(text: str, kind: str, expected: list[str]) -> None:
    items = lint(definitions(NEEDS + decision(literal(text), kind=kind, requires=REQUIRES)))
    said = [f"{item.code} {item.values['operator']}: {item.values['kinds']}" if "operator" in item.values else f"{item.code} " for item in items]
    assert said == expected


def test_kinds_in_cells() -> None:
    rows = [['? > "5"', "n"], ["> n", '"a" + n'], ["-", "d"]]
    items = lint(definitions(NEEDS + decision(table(["n: number"], ["r: number"], rows, policy="FIRST"), requires=REQUIRES)))
    assert [item.values["where"] for item in items if item.code.startswith("dmn.kind")] == [
        "Rule 1, column 1", "Rule 2, column 2", "Rule 3, column 2",
    ]


@pytest.mark.parametrize(
    ("cells", "output"),
    [(lambda row: f"count(for i in 1..3000 return i) = ? + {row}", "1"), (str, "count(for i in 1..90000 return i)")],
)
def test_cells_that_never_end_are_not_tried_for_ever(cells: Callable[[int], str], output: str) -> None:
    rows = [[cells(row), f"{output} + {row}"] for row in range(150)]
    start = thread_time()
    found(["n: number"], ["r: number"], rows)
    assert thread_time() - start < 8.0  # a third of a second with the limit
