"""Names with spaces, operators, digits and Chinese characters; which names are free; what shadows what."""

from decimal import Decimal

import pytest

from engine.rules.feel import compile_expression
from tests.rules.feel.evaluating import ENV, value


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("罚款金额 * 2", {"罚款金额": 100}, 200),
        ("是否首次违法 and 危害后果轻微", {"是否首次违法": True, "危害后果轻微": True}, True),
        ("金额（元） + 1", {"金额（元）": 1}, 2),
        ("fine amount + late fee", {"fine amount": 1, "late fee": 2}, 3),
        ("a-b", {"a-b": 7, "a": 1, "b": 2}, 7),
        ("a - b", {"a": 5, "b": 2}, 3),
        ("amount in words", {"amount in words": "壹佰"}, "壹佰"),
        ("loan 1 + loan 2", {"loan 1": 1, "loan 2": 2}, 3),
        ("party's age > 17", {"party's age": 18}, True),
        ("date and time", {"date and time": 3}, 3),
        ("count + 1", {"count": 1}, 2),
        ("for x y in [1, 2] return x y + 1", {}, [2, 3]),
        ("{first name: 1, r: first name + 1}.r", {}, 2),
        ("case.fine amount", {"case": {"fine amount": 5}}, 5),
        ("案件.当事人.信用等级", {"案件": {"当事人": {"信用等级": "A"}}}, "A"),
    ],
)
def test_name(text: str, context: dict[str, object], expected: object) -> None:
    assert value(text, context) == expected


def test_two_words_are_one_name_even_when_nobody_declared_it() -> None:
    run = compile_expression("fine amount > 100")
    assert run.free == {"fine amount"}
    assert run.evaluate({"fine amount": 200}, ENV) is True


def test_a_variable_named_like_a_built_in_does_not_take_it_away() -> None:
    assert value("count([1, 2]) + count", {"count": 10}) == 12
    assert value("date(date).year", {"date": "2026-11-23"}) == 2026


def test_free_names_leave_out_built_ins_and_local_names() -> None:
    run = compile_expression("for i in items return sum(i.parts[weight > limit]) + {a: 1, b: a}.b")
    assert run.free == {"items", "weight", "limit"}


def test_an_unknown_name_is_null() -> None:
    assert value("nowhere") is None


def test_equal_texts_share_one_compiled_expression_unless_names_change_the_meaning() -> None:
    first = compile_expression("a-b", ("x",))
    assert compile_expression("a-b", ("y", "z")) is first
    assert compile_expression("a-b", ("a-b",)) is not first


def test_numbers_come_in_as_decimals() -> None:
    assert value("x", x=0.1) == Decimal("0.1")
    assert value("x + y", x=1, y=[2]) is None
    assert value("x", x=float("nan")) is None
