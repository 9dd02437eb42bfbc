"""Event sub-processes (BPMN 2.0.2 clause 13.5.4): started by an event while their scope is active."""

from __future__ import annotations

import pytest

from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

WAYS = [("timer", "duration=PT1H"), ("message", "name=alarm"), ("signal", "name=alarm")]
SIGNALLER = """
    start s
    throw-signal t name=alarm
    end e
    s > t > e
"""


def model(kind: str, what: str, inside: bool = False) -> str:
    """An event sub-process beside user task a, in the process or in sub-process q1."""
    scope = f"""
        start x
        user a
        end xe
        x > a > xe
        esub h {{
            start-{kind} hs {what}
            user z
            end he
            hs > z > he
        }}
    """
    if not inside:
        return scope
    return f"""
        start s
        sub block {{
        {scope}
        }}
        user after
        end e
        s > block > after > e
    """


def happen(stage: Stage, kind: str) -> None:
    """Let the event happen once."""
    if kind == "timer":
        stage.later(hours=1, seconds=1)
    elif kind == "message":
        assert stage.tell("alarm", "k", n=1) == "execution"
    else:
        case = stage.case
        stage.start("q")
        stage.case = case
        stage.tick()


@pytest.mark.parametrize(("kind", "what"), WAYS)
@pytest.mark.parametrize("inside", [False, True])
def test_interrupting_replaces_its_scope(stage: Stage, kind: str, what: str, inside: bool) -> None:
    """Clause 13.5.4: everything else in the scope is cancelled; the scope completes with the event sub-process."""
    stage.deploy(model(kind, what, inside), q=SIGNALLER)
    stage.start(business_key="k")
    happen(stage, kind)
    assert stage.open() == ["z"] and "a:userTask!" in stage.history()
    assert "block:subProcess!" not in stage.history()
    stage.do("z")
    assert stage.open() == (["after"] if inside else [])
    assert stage.ended is not inside


@pytest.mark.parametrize(("kind", "what"), WAYS)
@pytest.mark.parametrize("inside", [False, True])
def test_non_interrupting_runs_beside_its_scope(stage: Stage, kind: str, what: str, inside: bool) -> None:
    """Clause 13.5.4: the scope goes on and completes when both are done."""
    stage.deploy(model(kind, f"non {what}", inside), q=SIGNALLER)
    stage.start(business_key="k")
    happen(stage, kind)
    assert stage.open() == ["a", "z"]
    stage.do("a")
    assert stage.open() == ["z"]
    stage.do("z")
    assert stage.open() == (["after"] if inside else []) and stage.ended is not inside


@pytest.mark.parametrize("kind", ["message", "signal"])
def test_non_interrupting_may_run_several_times_at_once(stage: Stage, kind: str) -> None:
    """Clause 13.5.4: a new instance for every occurrence."""
    stage.deploy(model(kind, "non name=alarm"), q=SIGNALLER)
    stage.start(business_key="k")
    for number in range(3):
        happen(stage, kind)
        assert stage.open() == ["a", *["z"] * (number + 1)]
    stage.do("z").do("a").do("z").do("z")
    assert stage.ended and stage.times("h") == 3


def test_interrupting_happens_once(stage: Stage) -> None:
    """Clause 13.5.4: after it was triggered nothing else in the scope is enabled."""
    stage.deploy(model("message", "name=alarm"))
    stage.start(business_key="k")
    assert stage.tell("alarm", "k") == "execution"
    assert stage.tell("alarm", "k") == "kept"
    assert stage.open() == ["z"]


@pytest.mark.parametrize(("kind", "what"), WAYS)
def test_one_that_never_happens_does_not_keep_the_case_open(stage: Stage, kind: str, what: str) -> None:
    """Clause 13.5.4: enabled only while the scope is active."""
    stage.deploy(model(kind, what))
    stage.start(business_key="k")
    stage.do("a")
    assert stage.ended and stage.due() == []
    assert stage.table("SELECT id FROM subscription") == []


def test_each_member_of_a_multi_instance_has_its_own(stage: Stage) -> None:
    """Clauses 13.3.7 and 13.5.4: the scope is the member, not the whole."""
    stage.deploy("""
        start s
        sub block each=items as=item {
            start x
            user a
            end xe
            x > a > xe
            esub h {
                start-message hs name=alarm prop.correlationKey="=item"
                user z
                end he
                hs > z > he
            }
        }
        end e
        s > block > e
    """)
    stage.start(items=["one", "two"])
    assert stage.open() == ["a", "a"]
    assert stage.tell("alarm", "two") == "execution"
    assert stage.open() == ["a", "z"]
    stage.do("z").do("a")
    assert stage.ended


def test_an_error_inside_the_scope_starts_it(stage: Stage) -> None:
    """Clause 13.5.4: an error event sub-process interrupts; the scope completes normally afterwards."""
    stage.run("""
        start s
        sub block {
            start x
            par split
            user a
            user b
            end-error xe name=E1
            end be
            x > split > a > xe
            split > b > be
            esub h {
                start-error hs name=E1 code=code
                user z
                end he
                hs > z > he
            }
        }
        user after
        end e
        s > block > after > e
    """)
    stage.do("a")
    assert stage.open() == ["z"] and stage.value("code") == "E1"
    stage.do("z")
    assert stage.open() == ["after"]


def test_an_error_inside_its_handler_goes_outward(stage: Stage) -> None:
    """Dialect A5: not caught by the event sub-process that threw it, but by the boundary outside."""
    stage.run("""
        start s
        sub block {
            start x
            user a
            end-error xe name=E1
            x > a > xe
            esub h {
                start-error hs name=E1
                user z
                end-error he name=E1
                hs > z > he
            }
        }
        boundary-error b on block name=E1
        user after
        end e
        end f
        s > block > e
        b > after > f
    """)
    stage.do("a")
    assert stage.open() == ["z"]
    stage.do("z")
    assert stage.open() == ["after"]


@pytest.mark.parametrize("non", [True, False])
def test_an_escalation_starts_it(stage: Stage, non: bool) -> None:
    """Clause 13.5.4 and 10.5.6: non-interrupting lets the thrower go on."""
    stage.run(f"""
        start s
        sub block {{
            start x
            user a
            throw-escalation t name=up
            user b
            end xe
            x > a > t > b > xe
            esub h {{
                start-escalation hs name=up {"non" if non else ""}
                user z
                end he
                hs > z > he
            }}
        }}
        end e
        s > block > e
    """)
    stage.do("a")
    assert stage.open() == (["b", "z"] if non else ["z"])
    stage.do("z")
    assert stage.ended is not non
    if non:
        stage.do("b")
        assert stage.ended


def test_a_repeating_timer_starts_it_repeatedly(stage: Stage) -> None:
    """Clause 13.5.4 with 10.5.5 (timeCycle): a non-interrupting timer start fires until its cycle is used up."""
    stage.run("""
        start x
        user a
        end xe
        x > a > xe
        esub h {
            start-timer hs non cycle=R3/PT1H
            script c result=n "is=n + 1"
            end he
            hs > c > he
        }
    """, n=0)
    for hours in range(5):
        stage.later(hours=1)
        assert stage.variables["n"] == min(hours + 1, 3)
    assert stage.due() == []
    stage.do("a")
    assert stage.ended


def test_event_subprocesses_of_nested_scopes_are_told_apart(stage: Stage) -> None:
    """Clause 13.5.4: an event sub-process belongs to exactly one scope; the inner one leaves the outer scope alone."""
    stage.deploy("""
        start s
        par split
        user o
        sub block {
            start x
            user a
            end xe
            x > a > xe
            esub h {
                start-message hs name=inner
                user z
                end he
                hs > z > he
            }
        }
        end e
        s > split > o > e
        split > block > e
        esub H {
            start-message Hs name=outer
            user Z
            end He
            Hs > Z > He
        }
    """)
    stage.start(business_key="k")
    assert stage.tell("inner", "k") == "execution"
    assert stage.open() == ["o", "z"]
    assert stage.tell("outer", "k") == "execution"
    assert stage.open() == ["Z"]
    stage.do("Z")
    assert stage.ended
