"""Errors and escalations (BPMN 2.0.2 clauses 10.5.6, 13.5; dialect A5): nearest scope first, uncaught ends the path."""

from __future__ import annotations

import pytest

from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases


def thrown(kind: str, catches: str, code: str = "E1") -> str:
    """Sub-process with user task a that ends in an event of `kind`; `catches` are lines of boundary events."""
    return f"""
        start s
        sub block {{
            start x
            user a
            end-{kind} xe name={code}
            x > a > xe
        }}
        user done
        user z1
        user z2
        end e
        s > block > done > e
        {catches}
    """


@pytest.mark.parametrize(("catches", "expected"), [
    ("boundary-error b on block name=E1\n b > z1 > e", "z1"),
    ("boundary-error b on block\n b > z1 > e", "z1"),
    ("boundary-error b on block name=E2\n b > z1 > e\n boundary-error c on block name=E1\n c > z2 > e", "z2"),
    ("boundary-error b on block\n b > z1 > e\n boundary-error c on block name=E1\n c > z2 > e", "z1"),
    ("boundary-error c on block name=E1\n c > z2 > e\n boundary-error b on block\n b > z1 > e", "z2"),
])
def test_an_error_goes_to_the_first_boundary_that_matches(stage: Stage, catches: str, expected: str) -> None:
    """Dialect A5: boundaries in document order; one without code catches all, also before an exact one."""
    stage.run(thrown("error", catches))
    stage.do("a")
    assert stage.open() == [expected]
    assert "block:subProcess!" in stage.history()


def test_an_uncaught_error_ends_its_path(stage: Stage) -> None:
    """Dialect A5, 0.10: as a none end event; the sub-process completes, the case goes on."""
    stage.run(thrown("error", ""))
    stage.do("a")
    assert stage.open() == ["done"]


def test_an_uncaught_error_leaves_parallel_paths_alone(stage: Stage) -> None:
    """Dialect A5: only the path ends."""
    stage.run("""
        start s
        par split
        user a
        user b
        end-error x name=E1
        end e
        s > split > a > x
        split > b > e
    """)
    stage.do("a")
    assert stage.open() == ["b"]
    stage.do("b")
    assert stage.ended


def test_the_error_code_and_message_become_variables(stage: Stage) -> None:
    """Dialect A2: errorCodeVariable and errorMessageVariable, set in the catching scope."""
    stage.run("""
        start s
        service a topic=w
        boundary-error b on a code=code message=text
        user z
        end e
        s > a > e
        b > z > e
    """)
    stage.serve("w", error="E7", reason="no such house")
    assert stage.open() == ["z"]
    assert stage.variables == {"code": "E7", "text": "refused", "reason": "no such house"}


@pytest.mark.parametrize(("code", "expected"), [("E1", ["z1"]), ("E2", ["z2"]), ("E3", [])])
def test_an_error_of_external_work(stage: Stage, code: str, expected: list[str]) -> None:
    """Dialect C4: caught or not, the worker is answered; uncaught ends the path."""
    stage.run("""
        start s
        service a topic=w
        boundary-error b on a name=E1
        boundary-error c on a name=E2
        user z1
        user z2
        end e
        s > a > e
        b > z1 > e
        c > z2 > e
    """)
    stage.serve("w", error=code)
    assert stage.open() == expected
    assert stage.ended is (not expected)
    assert "a:serviceTask!" in stage.history() or not expected


def test_an_error_passes_scopes_that_do_not_catch_it(stage: Stage) -> None:
    """Clause 10.5.6: propagated to the nearest enclosing scope that catches."""
    stage.run("""
        start s
        sub outer {
            start os
            sub middle {
                start ms
                sub inner {
                    start is
                    user a
                    end-error ie name=E1
                    is > a > ie
                }
                boundary-error other on inner name=E2
                end me
                ms > inner > me
                other > me
            }
            user oz
            end oe
            os > middle > oz > oe
        }
        boundary-error b on outer name=E1
        user z
        end e
        s > outer > e
        b > z > e
    """)
    stage.do("a")
    assert stage.open() == ["z"]
    assert {"inner:subProcess!", "middle:subProcess!", "outer:subProcess!"} <= set(stage.history())


def test_the_event_subprocess_comes_before_the_boundary(stage: Stage) -> None:
    """Dialect A5: inside one scope the event sub-process, then boundaries."""
    stage.run("""
        start s
        sub block {
            start x
            user a
            end-error xe name=E1
            x > a > xe
            esub h {
                start-error hs
                user z
                end he
                hs > z > he
            }
        }
        boundary-error b on block name=E1
        user w
        end e
        s > block > e
        b > w > e
    """)
    stage.do("a")
    assert stage.open() == ["z"]


def test_an_error_crosses_a_call_activity(stage: Stage) -> None:
    """Dialect A5: out of the called process; `out` mappings run before the error is handled."""
    stage.deploy("""
        start s
        call a process=c take.r=inner
        boundary-error b on a name=E1
        user z
        end e
        s > a > e
        b > z > e
    """, c="""
        start s
        user u
        end-error x name=E1
        s > u > x
    """)
    stage.start()
    stage.do("u", inner=5)
    assert stage.open() == ["z"] and stage.variables == {"r": 5}
    (child,) = stage.engine.instances.get(stage.actor, stage.case).children
    assert child.state == "cancelled"


@pytest.mark.parametrize("loop", ["times=3", "times=3 sequential"])
def test_an_error_in_a_member_ends_the_whole_multi_instance(stage: Stage, loop: str) -> None:
    """Clause 13.3.7: the boundary event is on the activity, so every member is terminated."""
    stage.run(f"""
        start s
        service a topic=w {loop}
        boundary-error b on a name=E1
        user z
        end e
        s > a > e
        b > z > e
    """)
    stage.serve("w")
    stage.serve("w", error="E1")
    assert stage.open() == ["z"] and stage.table("SELECT id FROM external_task") == []


@pytest.mark.parametrize("loop", ["times=3", "times=3 sequential"])
def test_an_uncaught_error_ends_only_its_member(stage: Stage, loop: str) -> None:
    """Dialect A5 with A4: the path of the member ends as at an end event, the other members are still asked."""
    stage.run(f"""
        start s
        service a topic=w {loop}
        user z
        end e
        s > a > z > e
    """)
    stage.serve("w", error="E1")
    assert stage.open() == []
    stage.serve("w")
    assert stage.open() == []
    stage.serve("w")
    assert stage.open() == ["z"]


def test_an_error_in_a_member_that_is_a_subprocess_may_be_caught_inside(stage: Stage) -> None:
    """Clause 10.5.6: nearest first; the other members go on."""
    stage.run("""
        start s
        sub m times=2 {
            start x
            service a topic=w
            boundary-error b on a
            user z
            end xe
            x > a > xe
            b > z > xe
        }
        end e
        s > m > e
    """)
    stage.serve("w", error="E1")
    stage.serve("w")
    assert stage.open() == ["z"]
    stage.do("z")
    assert stage.ended


@pytest.mark.parametrize("non", [True, False])
@pytest.mark.parametrize("kind", ["throw", "end"])
def test_an_escalation_and_its_boundary(stage: Stage, non: bool, kind: str) -> None:
    """Clause 10.5.6: interrupting ends the activity; non-interrupting lets the thrower go on."""
    tail = "throw-escalation t name=up\n user b\n end xe\n x > a > t > b > xe" if kind == "throw" else "end-escalation t name=up\n x > a > t"
    stage.run(f"""
        start s
        sub block {{
            start x
            user a
            {tail}
        }}
        boundary-escalation c on block name=up {"non" if non else ""} code=code
        user z
        user done
        end e
        s > block > done > e
        c > z > e
    """)
    stage.do("a")
    after = (["b"] if kind == "throw" else ["done"]) if non else []
    assert stage.open() == sorted([*after, "z"])
    assert stage.value("code") == "up"


@pytest.mark.parametrize("kind", ["throw", "end"])
def test_an_uncaught_escalation_is_ignored(stage: Stage, kind: str) -> None:
    """Dialect A1: uncaught: ignored."""
    flow = "s > a > t > e" if kind == "throw" else "s > a > t"
    stage.run(f"""
        start s
        user a
        {kind}-escalation t name=up
        {"end e" if kind == "throw" else ""}
        {flow}
    """)
    stage.do("a")
    assert stage.ended


def test_an_escalation_crosses_a_call_activity(stage: Stage) -> None:
    """Dialect A5: escalations cross the call activity."""
    stage.deploy("""
        start s
        call a process=c
        boundary-escalation b on a non name=up
        user z
        user done
        end e
        s > a > done > e
        b > z > e
    """, c="""
        start s
        throw-escalation t name=up
        user u
        end e
        s > t > u > e
    """)
    stage.start()
    assert stage.open() == ["u", "z"]
    stage.do("u")
    assert stage.open() == ["done", "z"]


def test_an_escalation_with_another_code_is_not_caught(stage: Stage) -> None:
    """Clause 10.5.6: by code; one without code catches all."""
    stage.run(thrown("escalation", "boundary-escalation b on block name=other\n b > z1 > e\n boundary-escalation c on block\n c > z2 > e"))
    stage.do("a")
    assert stage.open() == ["z2"]


@pytest.mark.parametrize("non", [True, False])
def test_an_escalation_out_of_a_member(stage: Stage, non: bool) -> None:
    """Clauses 10.5.6 and 13.3.7: the boundary event is on the whole activity: interrupting ends all members, else all go on."""
    stage.run(f"""
        start s
        sub m times=2 {{
            start x
            user a
            throw-escalation t name=up
            user b
            end y
            x > a > t > b > y
        }}
        boundary-escalation c on m name=up {"non" if non else ""}
        user z
        end e
        s > m > e
        c > z > e
    """)
    stage.do("a")
    assert stage.open() == (["a", "b", "z"] if non else ["z"])


def test_an_escalation_event_sub_process_does_not_catch_itself(stage: Stage) -> None:
    """Clause 13.5.4, dialect A5 (as with errors): what it throws goes outward, also under its own code."""
    stage.run("""
        start s
        sub b {
            start t
            end-escalation y name=C
            t > y
            esub h {
                start-escalation hs name=C non
                end-escalation z name=C
                hs > z
            }
        }
        boundary-escalation c on b name=C non
        user u
        end e
        end f
        s > b > e
        c > u > f
    """)
    assert stage.open() == ["u"] and stage.times("h") == 1


def test_an_escalation_hands_out_what_its_call_hands_out(stage: Stage) -> None:
    """Dialect A5: errors and escalations cross a call, and its `out` mappings run before they are handled."""
    stage.deploy(
        "start s\n call a process=c take.r=x\n boundary-escalation b on a name=C non\n user u\n end e\n end f\n s > a > e\n b > u > f",
        c="start cs\n script d result=x is=5\n throw-escalation y name=C\n user w\n end ce\n cs > d > y > w > ce",
    )
    stage.start()
    assert stage.open() == ["u", "w"] and stage.value("r") == 5
