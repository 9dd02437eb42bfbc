"""Lookup and compiled FEEL must agree on every cell and value."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rules.dmn.index import Index
from engine.rules.feel import Prepared, compile_unary_tests
from tests.rules.dmn.models import ENV

numbers = st.integers(-6, 6).map(lambda n: str(Decimal(n) / 2))
texts = st.sampled_from(["a", "b", "甲", ""]).map(lambda text: f'"{text}"')
cells = st.one_of(
    st.lists(numbers, min_size=1, max_size=3).map(", ".join),
    st.lists(texts, min_size=1, max_size=3).map(",".join),
    st.tuples(st.sampled_from(["<", "<=", ">", ">="]), numbers).map(" ".join),
    st.tuples(st.sampled_from("[(]"), numbers, st.just(".."), numbers, st.sampled_from("])[")).map("".join),
)
values = st.one_of(st.integers(-8, 8).map(lambda n: Decimal(n) / 2), st.sampled_from(["a", "b", "甲", "", "c"]))


@settings(max_examples=400, deadline=None)
@given(st.lists(cells, min_size=1, max_size=8, unique=True), values)
def test_the_index_answers_as_feel_does(column: list[str], value: Decimal | str) -> None:
    index = Index({text: 1 << row for row, text in enumerate(column)})
    accepted = index.accepting(value)
    for row, text in enumerate(column):
        if text in index.texts:
            expected = compile_unary_tests(text).evaluate(Prepared({"?": value}), ENV) is True
            assert bool(accepted >> row & 1) is expected, text
        else:
            assert not index.rows >> row & 1


def test_usual_cells_are_indexed() -> None:
    cells = ["[1..2)", "(1..2]", "]1..2[", "< 3", ">=4.5", '"a"', '"a", "b"', "1", "-1.5, 2"]
    assert Index({text: 1 << row for row, text in enumerate(cells)}).texts == set(cells)
    assert Index({"not(1)": 1, '"a\\n"': 2, "? > 1": 4, "true": 8}).texts == set()
