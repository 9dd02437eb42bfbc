"""Paths, filters, for, some, every, functions."""

import pytest

from tests.rules.feel.evaluating import value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{a: {b: 1}}.a.b", 1),
        ("{a: 1}.b", None),
        ("null.a", None),
        ("[{a: 1}, {a: 2}, {b: 3}].a", [1, 2, None]),
        ("[{b: [1]}, {b: [2, 3]}].b", [[1], [2, 3]]),
        ("[1, 2, 3][1]", 1),
        ("[1, 2, 3][-1]", 3),
        ("[1, 2, 3][4]", None),
        ("[1, 2, 3][0]", None),
        ("[1, 2, 3][item > 1]", [2, 3]),
        ("[1, 2, 3][even(item)][1]", 2),
        ("[][item > 1]", []),
        ("[][1]", None),
        ("5[1]", 5),
        ("5[item > 1]", [5]),
        ("5[item > 5]", []),
        ("[{a: 1}, {a: 2}][a = 2]", [{"a": 2}]),
        ("[{a: 1, n: 5}, {a: 2, n: 6}][a = 2].n", [6]),
        ("{limit: 1, r: [{a: 1}, {a: 2}][a > limit]}.r", [{"a": 2}]),
        ("{i: 2, r: [7, 8, 9][i]}.r", 8),
        ("[{item: 1}, {item: 2}][item = 2]", [{"item": 2}]),
        ("[[1, 2], [3]][count(item) = 1]", [[3]]),
        ("for i in 1..3 return i * i", [1, 4, 9]),
        ("for i in 3..1 return i", [3, 2, 1]),
        ("for i in [1..3] return i", [1, 2, 3]),
        ("for i in (1..3) return i", [2]),
        ("for x in [1, 2], y in [x, 10] return x + y", [2, 11, 4, 12]),
        ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", [1, 1, 2, 6, 24]),
        ('for d in @"2026-01-30"..@"2026-02-01" return d.day', [30, 31, 1]),
        ("for i in null return i", None),
        ("for i in 1..3 return partial", [[], [[]], [[], [[]]]]),
        ("for i in 1..3 return count(partial)", [0, 1, 2]),
        ("for i in 1..3 return sum(append(partial, i))", [1, 3, 7]),
        ('for i in ["a".."z"] return i', None),
        ("for x in [1, 2] return for y in [x] return x + y", [[2], [4]]),
        ("some x in [1, 2] satisfies x > 1", True),
        ("every x in [1, 2] satisfies x > 1", False),
        ("some x in [] satisfies x > 1", False),
        ("every x in [] satisfies x > 1", True),
        ("some x in [1, null] satisfies x > 1", None),
        ("some x in [1, 2], y in [2, 3] satisfies x + y = 5", True),
        ("(function(a, b) a - b)(3, 1)", 2),
        ("(function(a, b) a - b)(b: 3, a: 1)", -2),
        ("(function(a, b) a - b)(3)", None),
        ("(function(a: number) a)([1])", 1),
        ('(function(a: number) a)("x")', None),
        ('(function(a: number) a = null)("x")', None),
        ("(function(a: number) a = null)(null)", True),
        ("(function(a, b) b = null)(a: 1)", True),
        ("(function(a, b) b)(c: 1)", None),
        ("{f: function(x) function(y) x + y, r: f(1)(2)}.r", 3),
        ("{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(20)}.r", 2432902008176640000),
        ("(for i in 1..3 return function() i)[2]()", 2),
        ("1(2)", None),
        ("unknown(2)", None),
        ('substring(string: "abc", start position: 2)', "bc"),
        ('substring(string: "abc", position: 2)', None),
        ("{a: 1, a: 2}", None),
    ],
)
def test_access(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("class_name", "signature", "arguments", "expected"),
    [
        ("java.lang.Math", "max(double,double)", "1.5, 2.5", "2.5"),
        ("java.lang.Math", "cos(double)", "0", "1.0"),
        ("java.lang.Math", "sqrt(double)", "-1", "null"),
        ("java.lang.Math", "cos(double)", '"a"', "null"),
        ("java.lang.Short", "valueOf(short)", "40000", "null"),
        ("java.lang.Integer", "valueOf(java.lang.String)", '"123"', "123"),
        ("java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)", '"%s: %.2f%%", ["a", 1.005]', "a: 1.00%"),
        ("java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)", '"%n", []', "null"),
        ("java.lang.Runtime", "getRuntime()", "", "null"),
        ("java.lang.System", "exit(int)", "0", "null"),
        ("os", "system(java.lang.String)", '"ls"', "null"),
        ("java.lang.Math", "__class__(double)", "1", "null"),
    ],
)
def test_external_functions_are_a_closed_list(class_name: str, signature: str, arguments: str, expected: str) -> None:
    names = ", ".join(f"p{index}" for index in range(signature.count(",") + (not signature.endswith("()"))))
    java = f'external {{java: {{class: "{class_name}", method signature: "{signature}"}}}}'
    result = value(f"(function({names}) {java})({arguments})")
    assert value("string(x)", x=result) == (None if expected == "null" else expected)


def test_inner_names_hide_outer_ones() -> None:
    assert value("for x in [1] return x", x=5) == [1]
    assert value("[{x: 1}][x = 1]", x=5) == [{"x": 1}]
    assert value("[{y: 1}][x = 5]", x=5) == [{"y": 1}]
