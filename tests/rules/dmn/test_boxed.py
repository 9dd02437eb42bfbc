"""Boxed expressions (DMN 1.5 clause 10.2.2)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.rules.feel import FeelLimitError, Value
from tests.rules.dmn.models import decide, decision, literal

ONE, TWO, THREE = Decimal(1), Decimal(2), Decimal(3)


def entry(name: str, logic: str, kind: str = "") -> str:
    declared = f' typeRef="{kind}"' if kind else ""
    variable = f'<variable name="{name}"{declared}/>' if name else ""
    return f"<contextEntry>{variable}{logic}</contextEntry>"


def child(name: str, text: str) -> str:
    return f"<{name}>{literal(text)}</{name}>"


def iterator(kind: str, source: str, body: str) -> str:
    return f'<{kind} iteratorVariable="x">{child("in", source)}{child("return" if kind == "for" else "satisfies", body)}</{kind}>'


@pytest.mark.parametrize(
    ("logic", "expected"),
    [
        (f"<context>{entry('a b', literal('1'))}{entry('c', literal('a b + 1'))}</context>", {"a b": ONE, "c": TWO}),
        (f"<context>{entry('a', literal('1'))}{entry('', literal('a + 2'))}</context>", THREE),
        (f"<context>{entry('a', literal('1'), 'string')}</context>", {"a": None}),
        (f"<list>{literal('1')}{literal('n')}</list>", [ONE, THREE]),
        (
            f'<relation><column name="k"/><column name="v"/><row>{literal("1")}{literal("n")}</row></relation>',
            [{"k": ONE, "v": THREE}],
        ),
        (f"<conditional>{child('if', 'n > 2')}{child('then', '1')}{child('else', '2')}</conditional>", ONE),
        (f"<conditional>{child('if', 'null')}{child('then', '1')}{child('else', '2')}</conditional>", TWO),
        (f"<conditional>{child('if', '5')}{child('then', '1')}{child('else', '2')}</conditional>", None),
        (f"<filter>{child('in', '[1, 2, 3]')}{child('match', 'item > 1')}</filter>", [TWO, THREE]),
        (f"<filter>{child('in', '[{a: 1}, {a: 3}]')}{child('match', 'a = n')}</filter>", [{"a": THREE}]),
        (f"<filter>{child('in', 'null')}{child('match', 'true')}</filter>", None),
        (iterator("for", "[1, 2]", "x + n"), [Decimal(4), Decimal(5)]),
        (iterator("for", "[1, 2, 3]", "count(partial) + x"), [ONE, THREE, Decimal(5)]),
        (iterator("for", "[1..3]", "x"), [ONE, TWO, THREE]),
        (iterator("some", "[1, 2]", "x > 1"), True),
        (iterator("some", "[1, null]", "x > 1"), None),
        (iterator("every", "[1, 2]", "x > 1"), False),
        (iterator("every", "[2, null]", "x > 1"), None),
        (iterator("every", "[]", "x > 1"), True),
    ],
)
def test_boxed_expression(logic: str, expected: Value) -> None:
    assert decide(decision(logic), {"n": 3}).outputs == expected


def invocation(function: str, **arguments: str) -> str:
    bound = "".join(f'<binding><parameter name="{name}"/>{literal(text)}</binding>' for name, text in arguments.items())
    return f"<invocation>{literal(function)}{bound}</invocation>"


def test_an_invocation_binds_by_name() -> None:
    function = f'<functionDefinition><formalParameter name="a"/><formalParameter name="b"/>{literal("a - b")}</functionDefinition>'
    body = f"<context>{entry('f', function)}{entry('', invocation('f', b='n', a='10'))}</context>"
    assert decide(decision(body), {"n": 3}).outputs == Decimal(7)
    wrong = f"<context>{entry('f', function)}{entry('', invocation('f', a='10'))}</context>"
    found = decide(decision(wrong), {"n": 3})
    assert found.outputs is None and found.problems
    assert decide(decision(invocation("n", a="1")), {"n": 3}).problems[0].message == "what is invoked is no function"


def test_a_boxed_function_closes_over_its_context_and_may_call_itself() -> None:
    function = f'<functionDefinition><formalParameter name="k"/>{literal("if k = 0 then n else f(k - 1) + 1")}</functionDefinition>'
    body = f"<context>{entry('f', function)}{entry('', literal('f(4)'))}</context>"
    assert decide(decision(body), {"n": 3}).outputs == Decimal(7)


def test_java_functions_are_not_run() -> None:
    function = f'<functionDefinition kind="Java"><formalParameter name="a"/><context>{entry("class", literal("1"))}</context></functionDefinition>'
    found = decide(decision(f"<context>{entry('f', function)}{entry('', literal('f(4)'))}</context>"), {})
    assert found.outputs is None and "Java" in found.problems[0].message


def test_a_wrong_text_is_null_and_tells_where() -> None:
    found = decide(decision('<literalExpression id="lit"><text>1 + </text></literalExpression>'), {})
    assert found.outputs is None
    assert (found.problems[0].element, found.problems[0].expression) == ("lit", "1 +")


def test_loops_share_one_account_of_steps() -> None:
    inner = iterator("for", "[1..1000]", "x")
    nested = f'<for iteratorVariable="y">{child("in", "[1..1000]")}<return>{inner}</return></for>'
    with pytest.raises(FeelLimitError):
        decide(decision(nested), {})
