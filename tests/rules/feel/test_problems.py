"""An evaluation tells where and why something became null."""

from engine.rules.feel import Problem
from tests.rules.feel.evaluating import problems, value


def test_a_problem_has_position_message_and_value() -> None:
    assert problems('1 +\n  "a"') == [Problem((1, 3), "+ does not fit these kinds of values", "a")]


def test_an_unknown_name_is_named() -> None:
    found = problems("金额 > 100")
    assert found[0].position == (1, 1)
    assert "金额" in found[0].message


def test_a_missing_entry_is_named() -> None:
    assert "信用等级" in problems("当事人.信用等级", 当事人={})[0].message


def test_arguments_that_do_not_fit_are_told() -> None:
    (found,) = problems(
        '1 + \n abs("x")',
    )[:1]
    assert found.position == (2, 5)
    assert found.value == ["x"]


def test_a_good_evaluation_has_none() -> None:
    assert problems("[1, 2][item > 1][1] + 1 = 3 and null = null") == []


def test_problems_are_counted_up_to_a_hundred() -> None:
    assert len(problems("for i in 1..1000 return i + null")) == 100


def test_without_a_list_nothing_is_collected() -> None:
    assert value("1 + null") is None
