"""Cells of decision tables."""

import pytest

from tests.rules.feel.evaluating import unary


@pytest.mark.parametrize(
    ("text", "tested", "expected"),
    [
        ("-", 1, True),
        ("5", 5, True),
        ("5", 6, False),
        ('"A", "B"', "B", True),
        ('not("A", "B")', "B", False),
        ('not("A", "B")', "C", True),
        ("< 5", 4, True),
        (">= 5, < 1", 3, False),
        ("[1..5]", 5, True),
        ("(1..5)", 5, False),
        ("]1..5[", 3, True),
        ("null", None, True),
        ("< 5", None, None),
        ("not(null)", 1, True),
        ("? > 3 and ? < 6", 5, True),
        ("not(? > 3)", 5, False),
        ("not(? > 3) or ? = 5", 5, True),
        ('contains(?, "酒")', "白酒", True),
        ("[1, 2, 3]", 2, True),
        ("limits", 2, True),
        ("< limit", 5, True),
        ("true", False, False),
        ("false", False, True),
        ("true", None, False),
        ("false", None, False),
        ("not(true)", None, True),
        ("count(limits) > 1", 5, True),
        ("list contains(?, 2)", [1, 2], True),
        ('"a"', 1, None),
    ],
)
def test_cell(text: str, tested: object, expected: object) -> None:
    assert unary(text, tested, limits=[1, 2], limit=10) is expected
