"""Intermediate events (BPMN 2.0.2 clause 13.5.2), links (10.4.5), start and end events (13.5.1, 13.5.6)."""

from __future__ import annotations

import pytest

from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("kind", ["message", "signal", "timer"])
def test_a_catch_event_waits(stage: Stage, kind: str) -> None:
    """Clause 13.5.2: the token waits at the event until it happens."""
    what = "duration=PT1H" if kind == "timer" else "name=go"
    stage.deploy(f"""
        start s
        catch-{kind} c {what}
        user z
        end e
        s > c > z > e
    """, q="""
        start s
        throw-signal t name=go
        end e
        s > t > e
    """)
    case = stage.start(business_key="k")
    assert stage.open() == []
    if kind == "message":
        stage.tell("go", "k", x=1)
    elif kind == "signal":
        stage.start("q")
        stage.case = case
        stage.tick()
    else:
        stage.later(hours=1)
    assert stage.open() == ["z"]
    assert ("x" in stage.variables) == (kind == "message")


def test_a_signal_is_broadcast(stage: Stage) -> None:
    """Clause 13.5.4: every catch of every case, and every signal start."""
    stage.deploy("""
        start s
        catch-signal c name=go
        end e
        s > c > e
    """, q="""
        start s
        end-signal t name=go
        s > t
    """, r="""
        start-signal s name=go
        end e
        s > e
    """)
    cases = [stage.start() for _ in range(3)]
    stage.start("q")
    stage.tick()
    for case in cases:
        stage.case = case
        assert stage.ended
    assert stage.table("SELECT count(*) FROM instance JOIN definition ON definition.id = definition_id WHERE key = 'r'") == [(1,)]


def test_a_signal_reaches_all_waiting_in_the_same_case(stage: Stage) -> None:
    """Clause 13.5.4: also those of the thrower's own case, also two at once."""
    stage.run("""
        start s
        par split
        catch-signal c name=go
        catch-signal d name=go
        user u
        throw-signal t name=go
        par join
        end e
        s > split > c > join > e
        split > d > join
        split > u > t > join
    """)
    stage.do("u")
    assert stage.ended


def test_a_signal_without_listener_is_no_error(stage: Stage) -> None:
    """Dialect A1: no receiver is no error, and nothing is kept for later."""
    stage.deploy("""
        start s
        throw-signal t name=go
        end e
        s > t > e
    """, q="""
        start s
        catch-signal c name=go
        end e
        s > c > e
    """)
    stage.start()
    assert stage.ended
    stage.start("q")
    stage.tick()
    assert not stage.ended


@pytest.mark.parametrize("end", [False, True])
def test_a_thrown_signal_may_interrupt_its_own_subprocess(stage: Stage, end: bool) -> None:
    """Clauses 13.5.3 and 13.5.4: the boundary event around the thrower catches it too; the thrower is gone then."""
    throw = "end-signal t name=go\n is > u > t" if end else "throw-signal t name=go\n end ie\n is > u > t > ie"
    stage.run(f"""
        start s
        sub a {{
            start is
            user u
            {throw}
        }}
        boundary-signal b on a name=go
        user z
        end e
        s > a > e
        b > z > e
    """)
    stage.do("u")
    assert stage.open() == ["z"]
    stage.do("z")
    assert stage.ended and stage.times("e") == 1


@pytest.mark.parametrize("kind", ["throw", "end"])
def test_a_message_event_without_implementation_passes(stage: Stage, kind: str) -> None:
    """Dialect A1: throwing a message without implementation is no work."""
    flow = "s > m > e" if kind == "throw" else "s > m"
    stage.run(f"""
        start s
        {kind}-message m name=out
        {"end e" if kind == "throw" else ""}
        {flow}
    """)
    assert stage.ended


@pytest.mark.parametrize("kind", ["throw", "end"])
def test_a_message_event_may_be_external_work(stage: Stage, kind: str) -> None:
    """Dialect A1: with a topic it waits for its worker."""
    flow = "s > m > e" if kind == "throw" else "s > m"
    stage.run(f"""
        start s
        {kind}-message m topic=letter
        {"end e" if kind == "throw" else ""}
        {flow}
    """, name="x")
    assert not stage.ended
    assert stage.serve("letter", sent=True) == {"name": "x"}
    assert stage.ended and stage.variables == {"name": "x", "sent": True}


def test_links_join_two_pieces_of_one_path(stage: Stage) -> None:
    """Clause 10.4.5 (link): the token goes on at the catch of the same name; several sources are allowed."""
    stage.run("""
        start s
        xor g
        user a
        user b
        throw-link o1 name=L
        throw-link o2 name=L
        catch-link i name=L
        user z
        end e
        s > g
        g > a : x = 1
        g > b : default
        a > o1
        b > o2
        i > z > e
    """, x=1)
    stage.do("a")
    assert stage.open() == ["z"]
    stage.do("z")
    assert stage.ended


def test_links_make_loops(stage: Stage) -> None:
    """Clause 10.4.5: a link may lead back."""
    stage.run("""
        start s
        catch-link i name=again
        xor m
        user a
        xor g
        throw-link o name=again
        end e
        s > m
        i > m
        m > a > g
        g > o : more = true
        g > e : default
    """)
    stage.do("a", more=True).do("a", more=True).do("a", more=False)
    assert stage.ended and stage.times("a") == 3


def test_a_terminate_end_ends_the_process(stage: Stage) -> None:
    """Clause 13.5.6: all other tokens of the scope are removed; the instance is completed (dialect D2)."""
    stage.run("""
        start s
        par split
        user a
        user b
        catch-timer t duration=PT1H
        end-terminate x
        end e
        s > split > a > x
        split > b > e
        split > t > e
    """)
    stage.do("a")
    assert stage.ended and stage.open() == [] and stage.due() == []
    assert "b:userTask!" in stage.history() and "t:intermediateTimer!" in stage.history()


def test_a_terminate_end_in_a_subprocess_ends_only_that(stage: Stage) -> None:
    """Clause 13.5.6, dialect A1: the enclosing scope only; the sub-process completes and its flow is taken."""
    stage.run("""
        start s
        par split
        user o
        sub a {
            start is
            par isplit
            user u
            user v
            end-terminate x
            end ie
            is > isplit > u > x
            isplit > v > ie
        }
        user z
        end e
        s > split > a > z > e
        split > o > e
    """)
    stage.do("u")
    assert stage.open() == ["o", "z"]


def test_a_terminate_end_in_a_called_process_ends_only_that(stage: Stage) -> None:
    """Clause 13.5.6: the called process is the scope."""
    stage.deploy("""
        start s
        call a process=c
        user z
        end e
        s > a > z > e
    """, c="""
        start s
        par split
        user u
        user v
        end-terminate x
        s > split > u > x
        split > v > x
    """)
    stage.start()
    stage.do("u")
    assert stage.open() == ["z"]


def test_every_end_event_of_the_process_must_be_reached(stage: Stage) -> None:
    """Clause 13.5.6: the process completes when no token is left."""
    stage.run("""
        start s
        par split
        user a
        user b
        end e
        end f
        s > split > a > e
        split > b > f
    """)
    stage.do("a")
    assert not stage.ended
    stage.do("b")
    assert stage.ended


def test_a_multiple_throw_event_throws_all_of_them(stage: Stage) -> None:
    """Clause 10.5.4, 13.5.2: each of its definitions happens; external message work is waited for."""
    stage.run("""
        start s
        par g
        catch-signal a name=go
        <intermediateThrowEvent id="t"><signalEventDefinition signalRef="signal_go"/><messageEventDefinition camunda:type="external" camunda:topic="w"/></intermediateThrowEvent>
        user x
        user y
        end e
        s > g > a > x > e
        g > t > y > e
    """)
    assert stage.open() == ["x"]
    stage.serve("w")
    assert stage.open() == ["x", "y"]


@pytest.mark.parametrize("last", ["terminate", "error"])
def test_a_multiple_end_event_throws_all_and_ends(stage: Stage, last: str) -> None:
    """Clause 10.5.3, 13.5.6: the escalation is caught, then the scope is ended or left by the error."""
    stage.run(f"""
        start s
        sub q {{
            start qs
            par g
            user a
            user b
            end-escalation+{last} x name=up
            end qe
            qs > g > a > x
            g > b > qe
        }}
        boundary-escalation up on q non name=up
        boundary-error err on q
        user told
        user failed
        user z
        end e
        s > q > z > e
        up > told > e
        err > failed > e
    """)
    stage.do("a")
    assert stage.open() == sorted(["told", "z" if last == "terminate" else "failed"])


def test_links_may_be_save_points(stage: Stage) -> None:
    """Dialect A2: asyncBefore and asyncAfter on both ends of a link; there are still no rows of it (D1)."""
    link = '<linkEventDefinition name="L"/>'
    stage.run(f"""
        start s
        <intermediateThrowEvent id="o" camunda:asyncBefore="true" camunda:asyncAfter="true">{link}</intermediateThrowEvent>
        <intermediateCatchEvent id="i" camunda:asyncBefore="true" camunda:asyncAfter="true">{link}</intermediateCatchEvent>
        end e
        s > o
        i > e
    """)
    assert not stage.ended
    stage.tick()
    assert stage.ended and stage.history() == ["s:startEvent", "e:noneEndEvent"]
