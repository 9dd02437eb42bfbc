"""Literals, comments and the errors of a text that is not FEEL."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from engine.rules.feel import FeelSyntaxError, YearsMonths, compile_expression
from engine.rules.feel.meter import SHANGHAI
from tests.rules.feel.evaluating import value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", Decimal(1)),
        ("-1.50", Decimal("-1.50")),
        (".5", Decimal("0.5")),
        ("1.23e4", Decimal(12300)),
        ("0.1 + 0.2", Decimal("0.3")),
        ("true", True),
        ("false", False),
        ("null", None),
        ('"一件事"', "一件事"),
        ('"a\\"b\\n\\u4e00\\U01F40E"', 'a"b\n一🐎'),
        ('"\\ud83d\\udca9"', "💩"),
        (r'"\d\s"', r"\d\s"),
        ('@"2026-11-23"', date(2026, 11, 23)),
        ('@"09:30:00Z"', time(9, 30, tzinfo=UTC)),
        ('@"2026-11-23T09:30:00@Asia/Shanghai"', datetime(2026, 11, 23, 9, 30, tzinfo=SHANGHAI)),
        ('@"P1Y2M"', YearsMonths(14)),
        ('@"-P1DT2H"', -timedelta(days=1, hours=2)),
        ('@"tomorrow"', None),
        ("1 /* one */ + // two\n 1", Decimal(2)),
        ("[1, [2]]", [Decimal(1), [Decimal(2)]]),
        ('{a: 1, "b c": a + 1}', {"a": Decimal(1), "b c": Decimal(2)}),
    ],
)
def test_literal(text: str, expected: object) -> None:
    assert value(text) == expected


def test_numbers_have_34_digits() -> None:
    assert value("1/3") == Decimal("0." + "3" * 34)
    assert value("1.15 * 100") == Decimal("115.00")


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("1 +", (1, 4)),
        ("a\n  b +* c", (2, 6)),
        ('"open', (1, 1)),
        ("[1, 2", (1, 6)),
        ("if a then b", (1, 12)),
        ("", (1, 1)),
    ],
)
def test_a_syntax_error_names_its_place(text: str, position: tuple[int, int]) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        compile_expression(text)
    assert caught.value.position == position
    assert caught.value.code == "feel.syntax"


def test_a_syntax_error_tells_what_was_expected() -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        compile_expression("if a then b")
    assert caught.value.expected == ("else",)
