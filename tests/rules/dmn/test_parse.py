"""Reading files: every version, and what is refused with the place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.domain.errors import Finding, Refused
from engine.rules.dmn import Library, evaluate, parse
from engine.rules.dmn.parse import VERSIONS
from engine.xml import read
from tests.rules.dmn.models import ENV, decide, decision, definitions, literal, table


def refusal(body: str) -> Finding:
    with pytest.raises(Refused) as refused:
        definitions(body)
    return refused.value.findings[0]


@pytest.mark.parametrize("namespace", VERSIONS)
def test_every_version_is_read(namespace: str) -> None:
    body = decision(table(["n: feel:number"], ["r: feel:string"], [["> 1", '"yes"']]))
    found = definitions(body, xmlns=namespace)
    assert found.version == VERSIONS[namespace]
    assert evaluate(Library([found]), "D", {"n": 2}, ENV).outputs == "yes"


def test_another_language_is_refused_by_name() -> None:
    found = refusal(
        decision(literal("1").replace("<literalExpression>", '<literalExpression expressionLanguage="groovy" id="x">'))
    )
    assert (found.code, found.values["language"], found.place.element) == ("dmn.language", "groovy", "x")
    cell = decision(table(["n"], ["r"], [["1", "1"]])).replace("<inputEntry>", '<inputEntry expressionLanguage="juel">')
    assert refusal(cell).code == "dmn.language"


def test_shapes_of_tables_are_checked() -> None:
    assert refusal(decision(table(["n"], ["r"], [["1", "1"]], policy="SOME"))).code == "dmn.hit-policy"
    assert refusal(decision(table(["n"], ["r"], [["1", "1"]], aggregation="SUM"))).code == "dmn.aggregation"
    short = refusal(decision(table(["n", "m"], ["r"], [["1", "1", "1"], ["1"]])))
    assert (short.code, short.place.row, short.place.element) == ("dmn.rule-width", 2, "r2")
    unnamed = decision(table(["n"], ["r", "s"], [["1", "1", "1"]])).replace(' name="s"', "")
    assert refusal(unnamed).code == "dmn.output-name"


def test_ids_are_unique() -> None:
    assert refusal(decision(literal("1")) + decision(literal("2"))).code == "dmn.id-double"


def test_another_root_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        parse(read(b"<bpmn/>"), file="x.dmn")
    assert refused.value.findings[0].code == "dmn.root" and refused.value.findings[0].place.file == "x.dmn"


def test_a_version_tag_is_kept() -> None:
    body = decision(literal("1")).replace('id="D"', 'id="D" camunda:versionTag="2026-03"')
    assert definitions(body).decisions["D"].version_tag == "2026-03"


def test_annotations_of_columns() -> None:
    body = decision(table(["n"], ["r"], [["1", "1"]])).replace(
        '<rule id="r1">', '<annotation name="依据"/><rule id="r1">'
    )
    body = body.replace("</rule>", "<annotationEntry><text>条例 9</text></annotationEntry></rule>")
    found = decide(body, {"n": 1})
    assert found.outputs == Decimal(1) and found.matched[0].annotations == {"description": "note 1", "依据": "条例 9"}
