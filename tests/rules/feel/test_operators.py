"""Arithmetic, comparison, three-valued logic, between, in, if, instance of."""

import pytest

from tests.rules.feel.evaluating import value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 2 - 3", 5),
        ("2 ** 3 ** 2", 64),
        ("-2 ** 2", 4),
        ("1 / 0", None),
        ("0.0 / 0.0", None),
        ('"a" + "b"', "ab"),
        ('"a" + 1', None),
        ('"a" - "b"', None),
        ("1 + null", None),
        ("9 ** (9 ** 9)", None),
        ("0 ** 0", 1),
        ("0 ** -1", None),
        ("-null", None),
        ("true + 1", None),
    ],
)
def test_arithmetic(text: str, expected: object) -> None:
    assert value(text) == expected


TRUTH = {"true": True, "false": False, "null": None, "1": None}


@pytest.mark.parametrize("left", TRUTH)
@pytest.mark.parametrize("right", TRUTH)
def test_three_valued_logic(left: str, right: str) -> None:
    one, two = TRUTH[left], TRUTH[right]
    both = False if one is False or two is False else None if one is None or two is None else True
    either = True if one is True or two is True else None if one is None or two is None else False
    assert value(f"{left} and {right}") is both
    assert value(f"{left} or {right}") is either


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("null = null", True),
        ("1 = null", False),
        ("1 != null", True),
        ("1 < null", None),
        ('1 = "1"', None),
        ('100 != "100"', None),
        ("1.0 = 1.00", True),
        ('"a" < "b"', True),
        ("[1, 2] = [1, 2]", True),
        ("[1, 2] = [2, 1]", False),
        ("{a: 1, b: 2} = {b: 2, a: 1}", True),
        ("[1..2] = [1..2]", True),
        ("(< 10) = (null..10)", False),
        ("true < false", None),
        ("5 between 1 and 10", True),
        ("5 between 6 and null", False),
        ("null between 1 and 2", None),
        ("5 in (1..5)", False),
        ("5 in (1..5]", True),
        ("5 in ]1..5[", False),
        ("1 in (1..5)", False),
        ("1 in [1..5)", True),
        ("5 in (< 3, > 4)", True),
        ("5 in >= 5", True),
        ("5 in (1, 5)", True),
        ("5 in [1, 5]", True),
        ("[1] in [[1], [2]]", True),
        ('"B" in ("A", "C")', False),
        ("not(true)", False),
        ("not(null)", None),
        ("not(1)", None),
        ("if null then 1 else 2", 2),
        ('if 1 < 2 then "a" else if 2 < 3 then "b" else "c"', "a"),
        ("1 instance of number", True),
        ("null instance of Any", False),
        ("[1, 2] instance of list<number>", True),
        ('[1, "a"] instance of list<number>', False),
        ("{a: {b: 1}} instance of context<a: context<b: number>>", True),
        ('@"2026-01-01T00:00:00" instance of date', False),
        ('@"P1Y" instance of years and months duration', True),
        ("[1..3] instance of range<number>", True),
        ("abs instance of function<number> -> number", True),
        ("1 instance of nothing known", None),
        ("[1] instance of list", None),
    ],
)
def test_comparison(text: str, expected: object) -> None:
    found = value(text)
    assert found == expected
    assert isinstance(found, bool) == isinstance(expected, bool)
