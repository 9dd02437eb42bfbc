"""Expressions written to harm: none reaches a Python object, and each ends soon, in null, in a value, or in FeelLimitError."""

from contextlib import suppress
from time import thread_time

import pytest

from engine.rules.feel import FeelError, FeelLimitError, compile_expression, compile_unary_tests
from engine.rules.feel.errors import FeelSyntaxError
from tests.rules.feel.evaluating import ENV, value

SLOWEST = 20.0  # of CPU; without the limits it is hours, so that a slow machine is no excuse
"""Seconds of this thread on the processor, so that a busy machine does not matter."""


class Secret:
    """A host object that must never be reached."""

    password = "x"  # bait


@pytest.mark.parametrize(
    "text",
    [
        "x.__class__",
        '"".__class__.__mro__',
        "{}.keys",
        "{}.__init__",
        "[].append",
        "abs.call",
        "abs.__globals__",
        "now.func",
        "(function() 1).call",
        "(function() 1).__closure__",
        '@"2026-01-01".__class__',
        '@"2026-01-01".replace',
        '@"P1Y".months.real',
        "[1..2].operator",
        "1.real",
        "__import__",
        "__builtins__",
        'get value({}, "__class__")',
        'get value({}, "keys")',
        "item.__class__",
        "partial.append",
        'x["__class__"][1]',
    ],
)
def test_no_attribute_of_a_python_object_is_reachable(text: str) -> None:
    with suppress(FeelSyntaxError):
        assert value(text, x=1) in (None, [])


@pytest.mark.parametrize(
    "text", ['__import__("os")', 'eval("1")', 'open("/etc/passwd")', 'getattr(x, "real")', "exec(1)"]
)
def test_no_python_function_is_reachable(text: str) -> None:
    assert value(text, x=1) is None


def test_a_host_object_does_not_enter() -> None:
    for given in (Secret(), object(), b"bytes", {1, 2}, open, {"a": [Secret()]}):
        with pytest.raises(FeelError):
            value("x", x=given)


DOUBLED = "(for i in 1..60 return if i = 1 then [1, 1] else [partial[-1], partial[-1]])[-1]"
DEEP = "(for i in 1..5000 return if i = 1 then [1] else [partial[-1]])[-1]"

LIMITED = [
    "for i in 1..1e30 return i",
    "for i in 1..999999 return i",
    "for a in 1..1000, b in 1..1000, c in 1..1000 return a",
    "every x in 1..900000 satisfies x > 0",
    "{f: function(n) f(n + 1), r: f(1)}.r",
    "{f: function(g) g(g), r: f(f)}.r",
    "{f: function(n) if n < 2 then n else f(n - 1) + f(n - 2), r: f(50)}.r",
    "(" * 500 + "1" + ")" * 500,
    "[" * 5000,
    "-" * 5000 + "1",
    "not(" * 1000 + "true" + ")" * 1000,
    "x" * 50_001,
    'replace("' + "a" * 20_000 + '", "a", "' + "b" * 20_000 + '")',
    '(for i in 1..100 return if i = 1 then "xxxx" else partial[-1] + partial[-1])[-1]',
    "(for i in 1..60 return if i = 1 then [1, 1] else concatenate(partial[-1], partial[-1]))[-1]",
    f"string({DOUBLED})",
    f"{DOUBLED} = {DOUBLED}",
    f"flatten({DOUBLED})",
    f"{DOUBLED}.a",
    DOUBLED,
    DEEP,
    f"string({DEEP})",
    f"{DEEP} = {DEEP}",
    "distinct values(for i in 1..20000 return [i])",
    "sort(for i in 1..300000 return -i, function(a, b) a < b)",
    "for i in 1..100000 return 1.1 ** (i / 7)",
    "for i in 1..100000 return log(i / 7 + 1)",
    'for i in 1..100000 return range("[1..3]")',
    'for i in 1..100000 return matches("a", string(i))',
    'for d in date("0001-01-01")..date("9999-12-31") return d',
]


@pytest.mark.parametrize("text", LIMITED, ids=lambda text: text[:50])
def test_too_much_work_ends_in_a_limit(text: str) -> None:
    start = thread_time()
    with pytest.raises(FeelLimitError):
        compile_expression(text).evaluate({}, ENV)
    assert thread_time() - start < SLOWEST


@pytest.mark.parametrize(
    "text",
    [
        "9**9**9",
        "9**(9**9)",
        "9**9**9**9**9**9",
        "1.0000001**99999999999",
        "exp(1e300)",
        "1e6144 * 10",
        "[1..1e300]",
        'matches("x", "(a{9999}){9999}")',
        'matches("x", "' + "(" * 2000 + "a" + ")" * 2000 + '")',
        'matches("' + "a" * 40 + '!", "^(a+)+$")',
        "1" + "+1" * 20_000,
        "decimal(1e6000 / 3, 6176)",
        "modulo(1e6000, 7)",
        "9" * 5000,
    ],
    ids=lambda text: text[:50],
)
def test_extreme_values_end_soon(text: str) -> None:
    start = thread_time()
    compile_expression(text).evaluate({}, ENV)
    assert thread_time() - start < SLOWEST


def test_a_catastrophic_pattern_is_stopped() -> None:
    text = 'matches("' + "ab" * 15 + 'c", "((a|b|ab)*)*(x|y)\\\\1$")'
    start = thread_time()
    try:
        for count in (15, 25, 35, 200):
            compile_expression(text.replace("ab" * 15, "ab" * count)).evaluate({}, ENV)
    except FeelLimitError as error:
        assert error.limit == "regex time"
    assert thread_time() - start < SLOWEST


def test_unary_tests_are_limited_too() -> None:
    with pytest.raises(FeelLimitError):
        compile_unary_tests("for i in 1..999999 return i").evaluate({"?": 1}, ENV)
    with pytest.raises(FeelLimitError):
        compile_unary_tests("not(" * 500 + "1" + ")" * 500)


def test_limits_can_be_set_lower() -> None:
    from dataclasses import replace

    from engine.rules.feel import Limits

    small = replace(ENV, limits=Limits(steps=100, depth=5, text=10, items=10))
    assert compile_expression('"12345" + "67890"').evaluate({}, small) == "1234567890"
    for text in (
        '"12345" + "678901"',
        "for i in 1..20 return i",
        "{f: function(n) if n = 0 then 0 else f(n - 1), r: f(6)}.r",
    ):
        with pytest.raises(FeelLimitError):
            compile_expression(text).evaluate({}, small)


def test_a_result_is_counted_over_all_its_levels() -> None:
    from dataclasses import replace

    from engine.rules.feel import Limits

    small = replace(ENV, limits=Limits(items=6, text=3))
    assert compile_expression("[[1, 2], [3, 4]]").evaluate({}, small) is not None
    for text in ("[[1, 2, 3], [4, 5, 6]]", "{a: [1, 2, 3], b: [4, 5, 6]}"):
        with pytest.raises(FeelLimitError, match="items"):
            compile_expression(text).evaluate({}, small)
    with pytest.raises(FeelLimitError, match="text"):
        compile_expression("x").evaluate({"x": ["a" * 16, "b" * 16]}, small)


def test_a_context_that_contains_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(FeelLimitError):
        value("x", x=endless)
