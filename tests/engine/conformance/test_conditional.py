"""Conditional events (BPMN 2.0.2 clauses 10.5.5, 13.5.3; dialect A5): what is looked at, when, and whose variables count"""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR
from engine.api.rest_once import Caller
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

BESIDE = """
    start s
    par g
    user u
    boundary-conditional b on u 'when=n = 5' non
    user v
    {other}
    end e
    s > g > u > e
    g > {entry} > e
    b > v > e
"""


def test_what_holds_only_for_a_moment_is_seen(stage: Stage) -> None:
    """Clause 10.5.5: the event happens when its condition becomes true, also when the next automatic step makes it false again."""
    stage.run("""
        start s
        script a result=n is=5
        script b result=n is=0
        user u
        end e
        s > a > b > u > e
        esub h {
            start-conditional hs 'when=n = 5' non
            user v
            end he
            hs > v > he
        }
    """, n=0)
    assert stage.open() == ["u", "v"] and stage.times("h") == 1


def test_an_interrupting_one_comes_before_the_next_step(stage: Stage) -> None:
    """Clause 13.5.4: what would have come next is never entered."""
    stage.run("""
        start s
        script a result=n is=5
        user u
        end e
        s > a > u > e
        esub h {
            start-conditional hs 'when=n = 5'
            user v
            end he
            hs > v > he
        }
    """, n=0)
    assert stage.open() == ["v"]
    assert stage.history() == ["s:startEvent", "a:scriptTask", "h:subProcess?", "hs:conditionalStartEvent", "v:userTask?"]


def test_a_called_process_has_variables_of_its_own(stage: Stage) -> None:
    """Dialect A5: a call is a new root scope; what it writes under the same name changes nothing for its caller."""
    stage.deploy(BESIDE.format(other="user w\n call c process=c", entry="w > c"), c="start cs\n script d result=n is=5\n user x\n end ce\n cs > d > x > ce")
    stage.start(n=5)
    assert stage.open() == ["u", "v", "w"]  # it holds when it is armed
    stage.do("w")
    assert stage.open() == ["u", "v", "x"]


def test_the_variables_of_a_member_are_its_own(stage: Stage) -> None:
    """Dialect A5: an inner variable that another branch sees nothing of."""
    stage.run(BESIDE.format(other="user w\n task m each='${list}' as=n", entry="w > m"), n=5, list=[5, 6])
    stage.do("w")
    assert stage.open() == ["u", "v"]


def test_it_happens_again_with_every_write_that_leaves_it_true(stage: Stage) -> None:
    """Dialect (see the module of conditional events): not with a write of something else, nor with one that makes it false."""
    stage.run(BESIDE.format(other="user w times=4 sequential", entry="w"), n=0)
    for given, expected in (({"n": 5}, 1), ({"other": 5}, 1), ({"n": 4}, 1), ({"n": 5}, 2)):
        stage.do("w", **given)
        assert stage.open().count("v") == expected


def test_an_output_parameter_is_a_write(stage: Stage) -> None:
    """Dialect A5: outputs set variables like anything else, in the scope that has the name."""
    stage.run(BESIDE.format(other="user w out.n='${k}'", entry="w"), n=0)
    stage.do("w", k=5)
    assert stage.open() == ["u", "v"]


def test_a_variable_removed_from_outside_is_an_event(stage: Stage) -> None:
    """A2 variableEvents: what a client removes is removed as by the model itself."""
    stage.run("""
        start s
        user a
        <boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><conditionalEventDefinition camunda:variableName="n" camunda:variableEvents="delete"><condition xsi:type="tFormalExpression">${on}</condition></conditionalEventDefinition></boundaryEvent>
        user gone
        end e
        s > a > e
        b > gone > e
    """, on=False, n=1)
    stage.engine.rest.deeds.set_variables(Caller(SYSTEM_ACTOR), stage.case, {"n": 2, "on": True}, ["other"])
    assert stage.open() == ["a"]
    stage.engine.rest.deeds.set_variables(Caller(SYSTEM_ACTOR), stage.case, {}, ["n"])
    assert sorted(stage.open()) == ["a", "gone"]
    assert "n" not in stage.variables
