"""Built-in functions beside those of dates and times."""

from decimal import Decimal

import pytest

from engine.rules.feel.builtins import BUILTINS
from tests.rules.feel.evaluating import value

STANDARD = """not|number|string|range|date|time|date and time|duration|years and months duration|substring|string length|upper case
|lower case|substring before|substring after|replace|contains|starts with|ends with|matches|split|string join|list contains|
list replace|count|min|max|sum|mean|all|any|sublist|append|concatenate|insert before|remove|reverse|index of|union|distinct values|
flatten|product|median|stddev|mode|decimal|floor|ceiling|round up|round down|round half up|round half down|abs|modulo|sqrt|log|exp|
odd|even|before|after|meets|met by|overlaps|overlaps before|overlaps after|finishes|finished by|includes|during|starts|started by|
coincides|day of year|day of week|month of year|week of year|sort|is|get value|get entries|context|context put|context merge|now|
today"""


def test_every_built_in_of_the_standard_is_there() -> None:
    assert {name.strip() for name in STANDARD.replace("\n", "").split("|")} <= set(BUILTINS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('substring("🐎foobar", 2, 3)', "foo"),
        ('substring("foobar", -2, 1)', "a"),
        ('substring("foobar", 0)', None),
        ('substring("foobar", 3, 5)', None),
        ('string length("🐎一")', 2),
        ('substring before("foobar", "bar")', "foo"),
        ('substring after("foobar", "x")', ""),
        ('replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', "[1=ab][2=]cd"),
        ('replace("abc", "b", "$")', None),
        ('replace("a.b", ".", "x", "q")', "axb"),
        ('matches("a\\nb", "a.b")', False),
        ('matches("a\\nb", "a.b", "s")', True),
        ('matches("abc\\n", "abc$")', False),
        ('matches("abc", "ABC", "i")', True),
        ('matches("abc", "a b c", "x")', True),
        ('matches("abc", "a", "z")', None),
        ('matches("abc", "(?=a)")', None),
        ('matches("abc", "[a-z-[b]]{2}")', False),
        ('matches("一", "\\\\p{IsCJKUnifiedIdeographs}")', True),
        ('matches("abc", "[")', None),
        ('split("a;b;;", ";")', ["a", "b", "", ""]),
        ('string join(["a", null, "b"], "-")', "a-b"),
        ("string join([1])", None),
        ("string(1.10)", "1.10"),
        ('string([1, "a", {b: null}])', '[1, "a", {b: null}]'),
        ('number("1 000,50", " ", ",")', Decimal("1000.50")),
        ('number("1,000", ",", ",")', None),
        ('number("abc")', None),
        ("decimal(2.5, 0)", 2),
        ("decimal(1/3, 2)", Decimal("0.33")),
        ("round up(-1.121, 2)", Decimal("-1.13")),
        ("round down(1.129, 2)", Decimal("1.12")),
        ("round half up(-5.5, 0)", -6),
        ("round half down(-5.5, 0)", -5),
        ("floor(-1.56, 1)", Decimal("-1.6")),
        ("ceiling(-0.3)", 0),
        ("round up(1234, -2)", 1300),
        ("modulo(-12, 5)", 3),
        ("modulo(10, 0)", None),
        ("sqrt(-1)", None),
        ("log(0)", None),
        ("odd(2.5)", None),
        ("even(-2)", True),
        ("min([])", None),
        ("min([3, 1, 2])", 1),
        ('max("a", "c", "b")', "c"),
        ('max([1, "a"])', None),
        ("sum([])", None),
        ("sum(0.1, 0.2)", Decimal("0.3")),
        ("mean([1, 2])", Decimal("1.5")),
        ("median([8, 2, 5, 7])", 6),
        ("stddev([2, 4, 7, 5])", Decimal("2.081665999466132735282297706979931")),
        ("mode([6, 1, 9, 6, 1])", [1, 6]),
        ("all([true, null])", None),
        ("any([true, null])", True),
        ("all([])", True),
        ("count([])", 0),
        ("list contains([1, null], null)", True),
        ("sublist([1, 2, 3], -2)", [2, 3]),
        ("sublist([1, 2, 3], 2, 5)", None),
        ("append([1], 2, [3])", [1, 2, [3]]),
        ("concatenate([1], [2, 3])", [1, 2, 3]),
        ("insert before([1, 3], 2, 2)", [1, 2, 3]),
        ("remove([1, 2], 3)", None),
        ("reverse([1, 2])", [2, 1]),
        ("index of([1, 2, 1], 1)", [1, 3]),
        ("union([1, 2], [2, 3])", [1, 2, 3]),
        ('distinct values([1, 1.0, "1", null, null, [1], [1]])', [1, "1", None, [1]]),
        ("flatten([[1, [2]], 3])", [1, 2, 3]),
        ("list replace([1, 2, 3], 2, 9)", [1, 9, 3]),
        ("list replace([1, 2, 3], function(item, new) item < new, 3)", [3, 3, 3]),
        ("sort([3, 1, 2], function(x, y) x < y)", [1, 2, 3]),
        ("sort([3, 1, 2], function(x, y) null)", None),
        ('get value({a: 1}, "a")', 1),
        ('get value({a: {b: 1}}, ["a", "b"])', 1),
        ("get entries({a: 1})", [{"key": "a", "value": 1}]),
        ('context([{key: "a", value: 1}])', {"a": 1}),
        ('context([{key: "a", value: 1}, {key: "a", value: 2}])', None),
        ('context put({a: 1}, "b", 2)', {"a": 1, "b": 2}),
        ('context put({a: {b: 1}}, ["a", "c"], 2)', {"a": {"b": 1, "c": 2}}),
        ('context put({a: 1}, ["b", "c"], 2)', None),
        ("context put({a: 1}, [], 2)", None),
        ("context merge([{a: 1}, {a: 2, b: 3}])", {"a": 2, "b": 3}),
        ("is(1, 1.0)", True),
        ('is(@"P0Y", @"P0D")', False),
        ("before(1, [2..3])", True),
        ("before(1, [1..3])", False),
        ("before(1, (1..3])", True),
        ("after([5..10], [1..5))", True),
        ("meets([1..5], [5..10])", True),
        ("met by([5..10], [1..5])", True),
        ("overlaps([1..5], [3..8])", True),
        ("overlaps before([1..5], [3..8])", True),
        ("overlaps after((1..5], [1..5])", True),
        ("overlaps after([1..5], [1..5))", False),
        ("finishes(5, [1..5])", True),
        ("finished by([1..5], 5)", True),
        ("includes([1..10], [4..6])", True),
        ("during(5, (1..5))", False),
        ("starts([1..5], [1..10])", True),
        ("started by([1..10], 1)", True),
        ("coincides([1..5], [1..5])", True),
        ('range("[1..3)").end included', False),
        ('range("[3..1]")', None),
        ('range("(null..3]")', None),
        ("abs([-5])", 5),
        ("abs(null)", None),
        ("abs(1, 2)", None),
    ],
)
def test_built_in(text: str, expected: object) -> None:
    assert value(text) == expected
