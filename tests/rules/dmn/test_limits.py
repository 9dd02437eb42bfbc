"""A hostile author: every model here must end quickly with a limit, never with a hang or a Python error."""

from __future__ import annotations

import pytest

from engine.rules.dmn import lint
from engine.rules.feel import FeelLimitError
from tests.rules.dmn.models import decide, decision, definitions, literal

LISTS = '<itemDefinition name="tLists" isCollection="true"><typeRef>tLists</typeRef></itemDefinition>'


def doubling(kind: str = "", last: str = "") -> str:
    declared = f' typeRef="{kind}"' if kind else ""
    rows = [f'<contextEntry><variable name="a0"/>{literal("[]")}</contextEntry>']
    rows += [
        f'<contextEntry><variable name="a{n}"{declared}/>{literal(f"[a{n - 1}, a{n - 1}]")}</contextEntry>'
        for n in range(1, 60)
    ]
    rows += [f"<contextEntry>{literal(last)}</contextEntry>"] if last else []
    return LISTS + decision(f"<context>{''.join(rows)}</context>")


def calling(text: str) -> str:
    return (
        '<businessKnowledgeModel id="f" name="f"><encapsulatedLogic><formalParameter name="n"/>'
        + literal(text)
        + "</encapsulatedLogic></businessKnowledgeModel>"
        + decision(
            literal("f(1)"), requires='<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>'
        )
    )


@pytest.mark.parametrize(
    "body",
    [
        doubling(),
        doubling(kind="tLists"),
        doubling(last="a59 instance of tLists"),
        calling("f(n + 1)"),
        calling("[f(n + 1), f(n + 2)]"),
        '<itemDefinition name="tX"><typeRef>tX</typeRef></itemDefinition>' + decision(literal("1"), kind="tX"),
    ],
)
def test_growth_and_recursion_end_at_a_limit(body: str) -> None:
    with pytest.raises(FeelLimitError):
        decide(body, {})
    lint(definitions(body))


def test_a_slow_pattern_in_allowed_values_just_does_not_fit() -> None:
    types = '<itemDefinition name="tX"><typeRef>string</typeRef><allowedValues><text>matches(?, "(a+)+$")</text></allowedValues></itemDefinition>'
    assert decide(types + decision(literal(f'"{"a" * 60}!"'), kind="tX"), {}).outputs is None


def test_no_python_attribute_is_reachable() -> None:
    for text in ("n.__class__", "n.as_tuple", "f.call", "D.__init__", '"a".upper', "{}.keys"):
        assert decide(decision(literal(text)), {"n": 1}).outputs is None, text
