"""Gateways (BPMN 2.0.2 clause 13.4): splits, joins, and joins inside loops, where the stock library fires after one branch."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

AND_LOOP = """
start s
xor top
par split
user a
user b
par join
xor g
end e
s > top > split > a > join > g
split > b > join
g > top : again = true
g > e : default
"""


def test_parallel_join_in_a_loop_waits_for_both_branches_in_every_round(stage: Stage) -> None:
    stage.run(AND_LOOP)
    for number, order in enumerate([("a", "b"), ("b", "a"), ("a", "b"), ("b", "a"), ("b", "a")]):
        stage.do(order[0], again=number < 4)
        assert stage.open() == [order[1]]
        stage.do(order[1], again=number < 4)
    assert stage.ended
    assert stage.times("g") == 5


OR_LOOP = AND_LOOP.replace("par split", "inc split").replace("par join", "inc join").replace("split > a", "split > a : x > 0").replace(
    "s > top > split > a : x > 0 > join > g", "s > top > split\nsplit > a : x > 0\na > join > g",
).replace("split > b > join", "split > b : x > 1\nsplit > g : default\nb > join")


@pytest.mark.parametrize("rounds", [[1], [2], [2, 1, 2], [1, 2, 2, 1]])
def test_inclusive_join_in_a_loop_waits_for_exactly_the_chosen_branches(stage: Stage, rounds: list[int]) -> None:
    stage.run(OR_LOOP, x=rounds[0])
    for number, x in enumerate(rounds):
        following = rounds[number + 1] if number + 1 < len(rounds) else 0
        assert stage.open() == (["a", "b"] if x == 2 else ["a"])
        if x == 2:
            stage.do("b", again=False)
            assert stage.open() == ["a"]
        stage.do("a", again=following > 0, x=following)
    assert stage.ended


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_three_branches_join_in_any_order(stage: Stage, order: tuple[str, ...]) -> None:
    stage.run("""
        start s
        par split
        par join
        user a
        user b
        user c
        user z
        end e
        s > split > a > join > z > e
        split > b > join
        split > c > join
    """)
    for name in order:
        assert "z" not in stage.open()
        stage.do(name)
    assert stage.open() == ["z"]
    stage.do("z")
    assert stage.ended


def test_two_tokens_on_one_flow_are_two_tokens(stage: Stage) -> None:
    """Clause 13.4.1: a join consumes exactly one token of each flow; a second one on the same flow waits for its own partner."""
    stage.run("""
        start s
        par split
        xor merge
        par join
        user a
        user b
        user c
        user z
        end e
        s > split > a > merge
        split > b > merge
        merge > join
        split > c > join
        join > z > e
    """)
    stage.do("a").do("b")
    assert stage.open() == ["c"]
    stage.do("c")
    assert stage.open() == ["z"]


def test_exclusive_gateway_takes_the_first_true_flow_in_document_order(stage: Stage) -> None:
    stage.run("""
        start s
        xor g
        task a
        task b
        task c
        end e
        s > g
        g > a : x > 1
        g > b : x > 0
        g > c : default
        a > e
        b > e
        c > e
    """, x=5)
    assert stage.walked() == {"s", "g", "a", "e"}


def test_implicit_split_takes_every_flow_and_implicit_merge_runs_twice(stage: Stage) -> None:
    """Clause 13.3.1: several flows into an activity start it once for each token."""
    stage.run("""
        start s
        task t
        user a
        user b
        user z
        end e
        s > t
        t > a > z
        t > b > z
        z > e
    """)
    stage.do("a").do("b")
    assert stage.open() == ["z", "z"]
    stage.do("z").do("z")
    assert stage.ended


def test_conditional_flows_out_of_a_task_with_default(stage: Stage) -> None:
    stage.run("""
        start s
        user t
        user a
        user b
        user c
        end e
        s > t
        t > a : x > 0
        t > b : x > 1
        t > c : default
        a > e
        b > e
        c > e
    """)
    stage.do("t", x=0)
    assert stage.open() == ["c"]
