"""Embedded sub-processes (BPMN 2.0.2 clause 13.3.4)."""

from __future__ import annotations

import pytest

from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases


def test_a_subprocess_completes_when_nothing_is_left_inside(stage: Stage) -> None:
    """Clause 13.3.4: when no token is left in it; then one token leaves."""
    stage.run("""
        start s
        sub b {
            start x
            par split
            user u
            user v
            end xe
            end ye
            x > split > u > xe
            split > v > ye
        }
        user z
        end e
        s > b > z > e
    """)
    stage.do("u")
    assert stage.open() == ["v"]
    stage.do("v")
    assert stage.open() == ["z"] and stage.times("z") == 1


@pytest.mark.parametrize("depth", [2, 5, 20])
def test_nested_subprocesses(stage: Stage, depth: int) -> None:
    """Clause 13.3.4: scopes in scopes; the innermost end completes all around it."""
    model = "user u"
    first = "u"
    for level in range(depth):
        model = f"sub b{level} {{\n start s{level}\n {model}\n end e{level}\n s{level} > {first} > e{level}\n }}"
        first = f"b{level}"
    stage.run(f"start s\n {model}\n end e\n s > {first} > e")
    assert stage.open() == ["u"] and stage.tokens() == depth + 2
    stage.do("u")
    assert stage.ended and stage.tokens() == 0


def test_two_tokens_in_a_subprocess_are_two_instances_of_it(stage: Stage) -> None:
    """Clause 13.3.1: each token starts the activity; their insides do not touch each other's joins."""
    stage.run("""
        start s
        par top
        sub b {
            start x
            par split
            par join
            user u
            user v
            end xe
            x > split > u > join > xe
            split > v > join
        }
        end e
        s > top > b > e
        top > b
    """)
    assert stage.open() == ["u", "u", "v", "v"]
    stage.do("u").do("u")
    assert stage.open() == ["v", "v"] and not stage.ended
    stage.do("v")
    assert stage.times("e") == 1
    stage.do("v")
    assert stage.ended and stage.times("e") == 2


def test_an_empty_subprocess_passes(stage: Stage) -> None:
    """Clause 13.3.4: start to end without waiting."""
    stage.run("""
        start s
        sub b {
            start x
            end xe
            x > xe
        }
        end e
        s > b > e
    """)
    assert stage.ended


def test_a_subprocess_in_a_loop_starts_anew(stage: Stage) -> None:
    """Clause 13.3.4: each round is an instance of its own, with its own local variables."""
    stage.run("""
        start s
        xor top
        sub b in.seen="=0" {
            start x
            script c result=seen "is=seen + 1"
            user u
            end xe
            x > c > u > xe
        }
        xor g
        end e
        s > top > b > g
        g > top : again = true
        g > e : default
    """)
    for again in (True, True, False):
        stage.do("u", again=again)
    assert stage.ended and stage.times("b") == 3 and "seen" not in stage.variables


def test_a_subprocess_with_several_ends_leaves_once(stage: Stage) -> None:
    """Clause 13.3.4: the number of end events reached inside does not matter."""
    stage.run("""
        start s
        sub b {
            start x
            task m
            end e1
            end e2
            x > m > e1
            m > e2
        }
        user z
        end e
        s > b > z > e
    """)
    assert stage.open() == ["z"]
