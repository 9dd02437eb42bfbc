"""Requirement graphs, imports, knowledge models, services, types (DMN 1.5 clauses 6, 7 and 10)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from engine.domain.errors import Refused
from engine.rules.dmn import DecisionMissing, Library, evaluate
from engine.rules.feel import FeelLimitError, Value
from tests.rules.dmn.models import DMN13, ENV, decide, decision, definitions, literal, table

INPUT = '<inputData id="in" name="涉案 金额"><variable name="涉案 金额" typeRef="number"/></inputData>'
NEEDS_INPUT = '<informationRequirement><requiredInput href="#in"/></informationRequirement>'


def needs(name: str) -> str:
    return f'<informationRequirement><requiredDecision href="#{name}"/></informationRequirement>'


def knows(href: str) -> str:
    return f'<knowledgeRequirement><requiredKnowledge href="{href}"/></knowledgeRequirement>'


def bkm(name: str, parameters: str, logic: str, *, kind: str = "", requires: str = "") -> str:
    declared = f' typeRef="{kind}"' if kind else ""
    made = "".join(
        '<formalParameter name="{}" typeRef="{}"/>'.format(*(item.strip().partition(":")[::2]))
        for item in parameters.split(",")
        if item
    )
    return (
        f'<businessKnowledgeModel id="{name}" name="{name}"><variable name="{name}"{declared}/>'
        f"<encapsulatedLogic>{made}{logic}</encapsulatedLogic>{requires}</businessKnowledgeModel>"
    )


def test_required_decisions_are_decided_and_kept() -> None:
    body = INPUT + decision(literal("涉案 金额 * 2"), name="Double", requires=NEEDS_INPUT)
    body += decision(literal("Double + 1"), requires=needs("Double"))
    found = decide(body, {"涉案 金额": Decimal("1.10")})
    assert found.outputs == Decimal("3.20")
    assert found.required["Double"].outputs == Decimal("2.20")


def test_what_is_not_required_is_out_of_scope() -> None:
    body = INPUT + decision(literal("涉案 金额"))
    found = decide(body, {"涉案 金额": 5})
    assert found.outputs is None and found.problems


def test_variables_nobody_declares_are_in_scope() -> None:
    assert decide(decision(literal("amount + 1")), {"amount": 5}).outputs == Decimal(6)


def test_a_decision_may_read_a_variable_of_its_own_name() -> None:
    assert decide(decision(literal("D + 1")), {"D": 5}).outputs == Decimal(6)


def test_a_knowledge_model_sees_its_arguments_only() -> None:
    body = bkm("f", "x: number", literal("x + y")) + decision(literal("f(1)"), requires=knows("#f"))
    assert decide(body, {"y": 5}).outputs is None


def test_an_argument_of_the_wrong_type_makes_null() -> None:
    body = bkm("f", "x: number", literal('"ok"')) + decision(literal('[f(1), f("a")]'), requires=knows("#f"))
    found = decide(body, {})
    assert found.outputs == ["ok", None] and "x of f" in found.problems[0].message


def test_a_knowledge_model_may_call_itself_until_the_limit() -> None:
    body = bkm("f", "n: number", literal("if n <= 1 then 1 else n * f(n - 1)")) + decision(
        literal("f(n)"), requires=knows("#f")
    )
    assert decide(body, {"n": 20}).outputs == Decimal(2432902008176640000)
    with pytest.raises(FeelLimitError):
        decide(body, {"n": 100_000})


def test_a_decision_table_as_knowledge_is_told_in_the_outcome() -> None:
    body = bkm("f", "n: number", table(["n: number"], ["r"], [["> 1", '"big"']])) + decision(
        literal("f(n: 2)"), requires=knows("#f")
    )
    found = decide(body, {})
    assert found.outputs == "big" and [rule.rule_id for rule in found.matched] == ["r1"]


def test_circles_are_refused_with_their_names() -> None:
    body = decision(literal("B"), name="A", requires=needs("B")) + decision(literal("A"), name="B", requires=needs("A"))
    with pytest.raises(Refused) as refused:
        Library([definitions(body)])
    assert refused.value.findings[0].code == "dmn.cycle" and "A, B" in refused.value.findings[0].message


SHARED = (
    '<itemDefinition name="tParty"><itemComponent name="full name"><typeRef>string</typeRef></itemComponent></itemDefinition>'
    + bkm("greet", "p: tParty", literal('"致 " + p.full name'))
)
USING = (
    f'<import name="共享" namespace="urn:shared" importType="{DMN13}"/>'
    '<inputData id="in" name="party"><variable name="party" typeRef="共享.tParty"/></inputData>'
    + decision(literal("共享.greet(party)"), requires=NEEDS_INPUT + knows("urn:shared#greet"))
)


def test_imports_across_files() -> None:
    library = Library([definitions(USING), definitions(SHARED, namespace="urn:shared")])
    assert evaluate(library, "D", {"party": {"full name": "南湖区"}}, ENV).outputs == "致 南湖区"
    assert evaluate(library, "D", {"party": {"other": 1}}, ENV).outputs is None
    assert not library.findings


def test_a_missing_import_is_found() -> None:
    codes = [item.code for item in Library([definitions(USING)]).findings]
    assert codes == ["dmn.import", "dmn.unresolved"]


SERVICE = (
    INPUT
    + decision(literal("涉案 金额 * 2"), name="Double", requires=NEEDS_INPUT)
    + decision(literal("Double + 1"), requires=needs("Double"))
    + '<decisionService id="S" name="S"><outputDecision href="#D"/>{more}</decisionService>'
)


def test_a_decision_service_is_a_function_of_its_inputs() -> None:
    body = SERVICE.format(more='<encapsulatedDecision href="#Double"/><inputData href="#in"/>')
    assert decide(body, {"涉案 金额": 4}, "S").outputs == Decimal(9)
    body += decision(literal("S(10) + S(涉案 金额: 1)"), name="Use", requires=knows("#S"))
    assert decide(body, {}, "Use").outputs == Decimal(24)


def test_an_input_decision_takes_the_place_of_its_logic() -> None:
    body = SERVICE.format(more='<inputDecision href="#Double"/>')
    assert decide(body, {"Double": 100}, "S").outputs == Decimal(101)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("number", '"a"', None),
        ("number", "[5]", Decimal(5)),
        ("tNumbers", "5", [Decimal(5)]),
        ("tNumbers", '["a"]', None),
        ("tGrade", '"B"', "B"),
        ("tGrade", '"Z"', None),
        ("tPerson", '{name: "x", age: 3}', {"name": "x", "age": Decimal(3)}),
        ("tPerson", '{name: "x"}', None),
        ("tPair", "[1, 2]", [Decimal(1), Decimal(2)]),
        ("tPair", "[1, 2, 3]", None),
        ("dateTime", 'date("2026-01-02")', datetime(2026, 1, 2, tzinfo=UTC)),
        ("date", 'date("2026-01-02")', date(2026, 1, 2)),
        ("date", 'date and time("2026-01-02T00:00:00")', None),
        ("integer", "1.5", None),
    ],
)
def test_the_type_of_a_decision_converts_or_refuses(kind: str, text: str, expected: Value) -> None:
    types = (
        '<itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>'
        '<itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"A","B"</text></allowedValues></itemDefinition>'
        '<itemDefinition name="tPair" isCollection="true"><typeRef>number</typeRef>'
        "<typeConstraint><text>count(?) = 2</text></typeConstraint></itemDefinition>"
        '<itemDefinition name="tPerson"><itemComponent name="name"><typeRef>string</typeRef></itemComponent>'
        '<itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>'
    )
    found = decide(types + decision(literal(text), kind=kind), {})
    assert found.outputs == expected
    assert bool(found.problems) is (expected is None)


def test_a_type_may_contain_itself() -> None:
    types = (
        '<itemDefinition name="tNode"><itemComponent name="v"><typeRef>number</typeRef></itemComponent>'
        '<itemComponent name="kids" isCollection="true"><typeRef>tNode</typeRef></itemComponent></itemDefinition>'
    )
    good = types + decision(literal("{v: 1, kids: [{v: 2, kids: []}]}"), kind="tNode")
    assert decide(good, {}).outputs is not None
    assert decide(types + decision(literal('{v: 1, kids: [{v: "x", kids: []}]}'), kind="tNode"), {}).outputs is None


def test_ids_names_and_namespaces_find_a_decision() -> None:
    library = Library([definitions(decision(literal("1")))])
    assert evaluate(library, "urn:test#D", {}, ENV).outputs == Decimal(1)
    with pytest.raises(DecisionMissing):
        evaluate(library, "nothing", {}, ENV)
