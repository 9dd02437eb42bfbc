"""Conditional and multiple events, standard loops, ad hoc sub-processes, scripts (clauses 13.3.5, 13.3.6, 13.5)."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

WATCHED = """
start s
par split
user a
user b
boundary-conditional warn on a when='level > 3' {kind}
user alarm
end e
s > split > a > e
split > b > e
warn > alarm > e
"""


def test_interrupting_conditional_boundary_sees_what_another_branch_writes(stage: Stage) -> None:
    stage.run(WATCHED.format(kind=""), level=1)
    assert stage.open() == ["a", "b"]
    stage.do("b", level=5)
    assert stage.open() == ["alarm"]


def test_non_interrupting_conditional_boundary_leaves_the_task(stage: Stage) -> None:
    stage.run(WATCHED.format(kind="non"), level=1)
    stage.do("b", level=5)
    assert stage.open() == ["a", "alarm"]


def test_an_unknown_variable_counts_as_false(stage: Stage) -> None:
    stage.run(WATCHED.format(kind=""))
    assert stage.open() == ["a", "b"]


def test_conditional_catch_passes_at_once_when_it_holds_already(stage: Stage) -> None:
    stage.run("""
        start s
        catch-conditional c when='ready = true'
        end e
        s > c > e
    """, ready=True)
    assert stage.ended


def test_multiple_catch_takes_the_first_of_its_events(stage: Stage) -> None:
    stage.run("""
        start s
        catch-timer+message c name=go duration=PT1H
        user a
        end e
        s > c > a > e
    """)
    assert stage.tell("go", key=stage.engine.instances.get(stage.actor, stage.case).row.business_key) == "execution"
    assert stage.open() == ["a"]
    stage.later(hours=2)
    assert stage.open() == ["a"]


def test_parallel_multiple_catch_waits_for_all_of_its_events(stage: Stage) -> None:
    stage.run("""
        start s
        catch-timer+message c name=go duration=PT1H every
        user a
        end e
        s > c > a > e
    """)
    stage.later(hours=2)
    assert stage.open() == []
    stage.tell("go", key=stage.engine.instances.get(stage.actor, stage.case).row.business_key)
    assert stage.open() == ["a"]


def test_multiple_boundary_of_work_that_is_over_at_once_leaves_nothing(stage: Stage) -> None:
    """Clause 13.5.3: an event is armed while its activity runs; what runs by itself is over before anything is stored."""
    stage.run("start s\nsub S {\nstart b\ntask t\nend f\nb > t > f\n}\nboundary-timer+message m on S name=go duration=PT1H\nuser a\nend e\ns > S > a > e\nm > e")
    assert stage.open() == ["a"] and stage.due() == []
    assert stage.table("SELECT id FROM subscription") == []
    assert stage.tell("go") == "kept"


def test_standard_loop_tests_after_each_round(stage: Stage) -> None:
    stage.run("""
        start s
        user a while='again = true'
        end e
        s > a > e
    """)
    stage.do("a", again=True).do("a", again=True).do("a", again=False)
    assert stage.ended
    assert stage.times("a") == 3


def test_standard_loop_tested_before_may_never_run(stage: Stage) -> None:
    stage.run("""
        start s
        user a while='again = true' before
        end e
        s > a > e
    """, again=False)
    assert stage.ended


def test_standard_loop_stops_at_its_maximum(stage: Stage) -> None:
    stage.run("""
        start s
        task a max=4
        end e
        s > a > e
    """)
    assert stage.ended
    assert stage.times("a") == 4


def test_ad_hoc_activities_are_open_in_any_order_until_enough_is_done(stage: Stage) -> None:
    stage.run("""
        start s
        adhoc A until='enough = true' {
          user a
          user b
          user c
        }
        end e
        s > A > e
    """, enough=False)
    assert stage.open() == ["a", "b", "c"]
    stage.do("b")
    assert stage.open() == ["a", "c"]
    stage.do("c", enough=True)
    assert stage.ended


def test_a_catching_link_in_an_ad_hoc_subprocess_is_begun_by_its_throw(stage: Stage) -> None:
    """Clauses 13.3.5, 10.4.5: nothing leads to it by a flow, yet it is no activity of its own."""
    stage.run("start s\nadhoc A {\nuser a\nthrow-link l name=L\ncatch-link m name=L\nuser b\na > l\nm > b\n}\nend e\ns > A > e")
    assert stage.open() == ["a"]
    stage.do("a").do("b")
    assert stage.ended


def test_sequential_ad_hoc_opens_one_at_a_time(stage: Stage) -> None:
    stage.run("""
        start s
        adhoc A ordering=Sequential {
          user a
          user b
        }
        end e
        s > A > e
    """)
    assert stage.open() == ["a"]
    stage.do("a")
    assert stage.open() == ["b"]
    stage.do("b")
    assert stage.ended


def test_a_python_script_runs_in_the_sandbox_after_the_transaction(stage: Stage) -> None:
    stage.run("""
        start s
        script t result=total language=python is='total = price * 3'
        end e
        s > t > e
    """, price=7)
    assert not stage.ended
    stage.tick()
    assert stage.ended
    assert stage.variables["total"] == 21


def test_a_runaway_script_becomes_an_incident_and_can_be_retried(stage: Stage) -> None:
    stage.run("""
        start s
        script t result=x language=python is='x = 1 / n'
        end e
        s > t > e
    """, n=0)
    stage.tick()
    (incident,) = stage.engine.jobs.incidents(SYSTEM_ACTOR)
    assert incident.element == "t"
    assert "division" in incident.message.lower()

