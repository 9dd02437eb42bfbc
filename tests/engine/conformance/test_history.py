"""History rows of activities (dialect D1, D2): what gets a row, of which type, and which are canceled."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

KINDS = [
    ("task x", "task"), ("manual x", "manualTask"), ("script x result=r is=1", "scriptTask"), ("xor x", "exclusiveGateway"), ("par x", "parallelGateway"),
    ("inc x", "inclusiveGateway"), ("throw x", "intermediateNoneThrowEvent"), ("throw-message x name=m", "intermediateNoneThrowEvent"),
    ("throw-signal x name=g", "intermediateSignalThrow"), ("throw-escalation x name=c", "intermediateEscalationThrowEvent"),
    ('<serviceTask id="x" camunda:expression="${1}"/>', "serviceTask"), ('<sendTask id="x" camunda:expression="${1}"/>', "sendTask"),
    ("sub x {\n start xs\n end xe\n xs > xe\n }", "subProcess"), ("call x process=c", "callActivity"),
]


@pytest.mark.parametrize(("element", "kind"), KINDS)
def test_the_type_of_what_passes(stage: Stage, element: str, kind: str) -> None:
    """Dialect D1: one ended row of the type."""
    stage.deploy(f"start s\n {element}\n end e\n s > x > e", c="start cs\n end ce\n cs > ce")
    stage.start()
    assert f"x:{kind}" in stage.history() and stage.times("x") == 1


@pytest.mark.parametrize(("element", "kind"), [
    ("user x", "userTask"), ("service x topic=t", "serviceTask"), ("send x topic=t", "sendTask"), ("receive x message=m", "receiveTask"),
    ("catch-timer x duration=PT1H", "intermediateTimer"), ("catch-message x name=m", "intermediateMessageCatch"),
    ("catch-signal x name=g", "intermediateSignalCatch"), ("throw-message x topic=t", "intermediateMessageThrowEvent"),
    ("catch-conditional x 'when=n > 1'", "intermediateConditional"),
])
def test_the_type_of_what_waits(stage: Stage, element: str, kind: str) -> None:
    """Dialect D1: the row is open while the token waits."""
    stage.run(f"start s\n {element}\n end e\n s > x > e", n=0)
    assert stage.history() == ["s:startEvent", f"x:{kind}?"]
    assert stage.engine.instances.trace(SYSTEM_ACTOR, stage.case).waiting == ("x",)


@pytest.mark.parametrize(("event", "kind"), [
    ("end x", "noneEndEvent"), ("end-message x name=m", "messageEndEvent"), ("end-signal x name=g", "signalEndEvent"), ("end-error x name=c", "errorEndEvent"),
    ("end-escalation x name=c", "escalationEndEvent"), ("end-terminate x", "terminateEndEvent"),
])
def test_the_type_of_end_events(stage: Stage, event: str, kind: str) -> None:
    stage.run(f"start s\n {event}\n s > x")
    assert stage.history() == ["s:startEvent", f"x:{kind}"] and stage.ended


@pytest.mark.parametrize(("kind", "what", "row"), [
    ("timer", "duration=PT1H", "boundaryTimer"), ("message", "name=m", "boundaryMessage"), ("error", "", "boundaryError"),
])
def test_boundary_events_have_a_row_only_when_they_fire(stage: Stage, kind: str, what: str, row: str) -> None:
    """Dialect D1 and D2: the interrupted activity is canceled, the boundary event is not."""
    stage.deploy(f"start s\n service a topic=t\n boundary-{kind} b on a {what}\n end e\n s > a > e\n b > e")
    stage.start(business_key="k")
    assert stage.history() == ["s:startEvent", "a:serviceTask?"]
    if kind == "timer":
        stage.later(hours=1)
    elif kind == "message":
        stage.tell("m", "k")
    else:
        stage.serve("t", error="E")
    assert stage.history() == ["s:startEvent", "a:serviceTask!", f"b:{row}", "e:noneEndEvent"]


def test_links_have_no_rows(stage: Stage) -> None:
    """Dialect D1: pure redirection."""
    stage.run("start s\n throw-link o name=L\n catch-link i name=L\n end e\n s > o\n i > e")
    assert stage.history() == ["s:startEvent", "e:noneEndEvent"] and stage.ended


@pytest.mark.parametrize("kind", ["par", "inc"])
def test_a_join_has_a_row_for_each_token(stage: Stage, kind: str) -> None:
    """Dialect D1: all end when the join fires."""
    stage.run(f"start s\n par split\n {kind} join\n user a\n user b\n end e\n s > split > a > join > e\n split > b > join")
    stage.do("a")
    assert f"join:{'parallel' if kind == 'par' else 'inclusive'}Gateway?" in stage.history()
    stage.do("b")
    assert [row for row in stage.history() if row.startswith("join")] == [f"join:{'parallel' if kind == 'par' else 'inclusive'}Gateway"] * 2


@pytest.mark.parametrize("number", [0, 2])
def test_a_multi_instance_has_a_body_and_its_members(stage: Stage, number: int) -> None:
    """Dialect D1: `x#multiInstanceBody`, also for none, and one row per member below it."""
    stage.run(f"start s\n script x result=r is=1 times={number}\n end e\n s > x > e")
    assert stage.history() == ["s:startEvent", "x#multiInstanceBody:multiInstanceBody", *["x:scriptTask"] * number, "e:noneEndEvent"]
    parents = stage.table(
        "SELECT p.element FROM activity a JOIN activity p ON p.id = a.parent_id WHERE a.root_id = :case AND a.element = 'x'", case=stage.case,
    )
    assert parents == [("x#multiInstanceBody",)] * number


def test_parents_are_scopes(stage: Stage) -> None:
    """Dialect D1: the process instance at top level, else the row of the sub-process."""
    stage.run("start s\n sub b {\n start x\n task t\n end y\n x > t > y\n }\n end e\n s > b > e")
    rows = stage.table("SELECT a.element, p.element FROM activity a LEFT JOIN activity p ON p.id = a.parent_id WHERE a.root_id = :case ORDER BY a.seq", case=stage.case)
    assert rows == [("s", None), ("b", None), ("x", "b"), ("t", "b"), ("y", "b"), ("e", None)]
    assert stage.table("SELECT DISTINCT parent_id FROM activity WHERE element = 's'") == [(stage.case,)]


def test_an_event_subprocess_has_a_row_and_its_start(stage: Stage) -> None:
    """Dialect D1 and D2: a row of type subProcess, then its start; siblings canceled, the scope around is not."""
    stage.deploy("""
        start s
        sub b {
            start x
            user u
            end y
            x > u > y
            esub h {
                start-message hs name=m
                user v
                end he
                hs > v > he
            }
        }
        end e
        s > b > e
    """)
    stage.start(business_key="k")
    assert stage.history() == ["s:startEvent", "b:subProcess?", "x:startEvent", "u:userTask?"]
    stage.tell("m", "k")
    assert stage.history() == ["s:startEvent", "b:subProcess?", "x:startEvent", "u:userTask!", "h:subProcess?", "hs:messageStartEvent", "v:userTask?"]


@pytest.mark.parametrize(("kind", "row"), [("timer duration=PT1H", "startTimerEvent"), ("message name=m", "messageStartEvent"), ("signal name=g", "signalStartEvent")])
def test_the_type_of_start_events(stage: Stage, kind: str, row: str) -> None:
    stage.deploy(f"start-{kind.replace(' ', ' s ', 1)}\n end e\n s > e", q="start s\n throw-signal t name=g\n end e\n s > t > e")
    if row == "startTimerEvent":
        stage.later(hours=1)
    elif row == "messageStartEvent":
        stage.engine.messages.correlate("m", business_key="k")
    else:
        stage.start("q")
        stage.tick()
    assert ("s", row) in stage.table("SELECT element, kind FROM activity")


def test_the_winner_behind_an_event_based_gateway(stage: Stage) -> None:
    """Dialect D1: only the winner gets a row, when it fires; the gateway's row ends then, canceled."""
    stage.run("start s\n evt g\n catch-timer t duration=PT1H\n catch-message m name=x\n end e\n s > g > t > e\n g > m > e")
    assert stage.history() == ["s:startEvent", "g:eventBasedGateway?"]
    stage.later(hours=1)
    assert stage.history() == ["s:startEvent", "g:eventBasedGateway!", "t:intermediateTimer", "e:noneEndEvent"]


def test_a_called_process_has_its_rows_under_its_own_id(stage: Stage) -> None:
    """Dialect D1: the call has calledProcessInstanceId, the child its own rows."""
    stage.deploy("start s\n call a process=c\n end e\n s > a > e", c="start cs\n user u\n end ce\n cs > u > ce")
    stage.start()
    (child,) = stage.engine.instances.get(SYSTEM_ACTOR, stage.case).children
    assert stage.table("SELECT called_id FROM activity WHERE element = 'a'") == [(child.id,)]
    assert set(stage.engine.instances.trace(SYSTEM_ACTOR, child.id).counts) >= {"cs", "u"}
    assert "u" not in stage.engine.instances.trace(SYSTEM_ACTOR, stage.case).counts
    stage.do("u")
    assert stage.history()[1] == "a:callActivity"


def test_cancelling_a_case_cancels_every_open_row(stage: Stage) -> None:
    """Dialect D2: canceled true for the task and every open row around it; ended rows keep theirs."""
    stage.run("start s\n sub b {\n start x\n user u times=2\n end y\n x > u > y\n }\n end e\n s > b > e")
    stage.do("u")
    stage.engine.instances.cancel(stage.actor, stage.case, "withdrawn")
    assert stage.state == "cancelled" and stage.open() == []
    assert stage.history() == [
        "s:startEvent", "b:subProcess!", "x:startEvent", "u#multiInstanceBody:multiInstanceBody!", *sorted(["u:userTask", "u:userTask!"], key=stage.history().index),
    ]
    assert stage.tokens() == 0


def test_an_error_that_interrupts_its_own_scope_is_canceled(stage: Stage) -> None:
    """Dialect D2: error end: canceled; terminate end: not."""
    stage.run("start s\n sub b {\n start x\n end-error y name=E\n x > y\n }\n boundary-error c on b\n end e\n s > b > e\n c > e")
    assert stage.history() == ["s:startEvent", "b:subProcess!", "x:startEvent", "y:errorEndEvent!", "c:boundaryError", "e:noneEndEvent"]


def test_flows_are_in_the_trace_and_not_in_the_rows(stage: Stage) -> None:
    """Dialect D1, pitfall 26: no rows for flows; the drawing of the case still knows each one walked, how often."""
    stage.run("start s\n xor m\n user a\n xor g\n end e\n s > m > a > g\n g > m : more = true\n g > e : default")
    stage.do("a", more=True).do("a", more=False)
    trace = stage.engine.instances.trace(SYSTEM_ACTOR, stage.case)
    assert {name: number for name, number in trace.counts.items() if name.startswith("f")} == {
        "f1_s_m": 1, "f2_m_a": 2, "f3_a_g": 2, "f4_g_m": 1, "f5_g_e": 1,
    }
    assert len(stage.history()) == 1 + 2 + 2 + 2 + 1


COMPLETING = {  # what a case does, and the elements whose rows say completeScope
    "an end event": ("start s\n task a\n end x\n s > a > x", ["x"]),
    "an activity without outgoing flow": ("start s\n task x\n s > x", ["x"]),
    "a terminate end": ("start s\n par g\n user a\n end-terminate x\n end e\n s > g > a > e\n g > x", ["x"]),
    "an error end that nobody catches": ("start s\n end-error x name=E\n s > x", ["x"]),
    "an error end that interrupts its scope": ("start s\n sub b {\n start t\n end-error y name=E\n t > y\n }\n boundary-error c on b\n end x\n s > b\n c > x", ["x"]),
    "a signal end that interrupts its scope": ("start s\n sub b {\n start t\n end-signal y name=G\n t > y\n }\n boundary-signal c on b name=G\n end x\n s > b\n c > x", ["x"]),
    "each token of a final join": ("start s\n par g\n task a\n task b\n par x\n s > g > a > x\n g > b > x", ["x", "x"]),
    "members, not the body": ("start s\n task m times=2\n end x\n s > m > x", ["m", "m", "x"]),
    "members in sequence": ("start s\n task m times=2 sequential\n end x\n s > m > x", ["m", "m", "x"]),
    "an end inside a sub-process that goes on": ("start s\n sub b {\n start t\n end y\n t > y\n }\n end x\n s > b > x", ["x", "y"]),
    "an event sub-process": ("start s\n sub b {\n start t\n end-escalation y name=C\n t > y\n esub h {\n start-escalation hs name=C non\n end z\n hs > z\n }\n }\n end x\n s > b > x",
                             ["h", "x", "y", "z"]),
    "not a compensation handler": ("start s\n task a\n boundary-compensate c on a\n task u handler=c\n end-compensate x\n s > a > x", ["x"]),
    "a path after a default flow": ("start s\n task a\n end x\n end y\n s > a\n a > x : false\n a > y : default", ["y"]),
}


@pytest.mark.parametrize("case", COMPLETING)
def test_what_completes_its_scope(stage: Stage, case: str) -> None:
    """Dialect D2: completeScope is true of the last element of a scope, of each token of a final join, of members; never of what is canceled."""
    model, expected = COMPLETING[case]
    stage.run(model)
    assert stage.completing() == expected and stage.ended


def test_the_path_of_an_uncaught_error_completes_its_scope(stage: Stage) -> None:
    """Dialect D2, A5: uncaught, the path ends as at a none end event, although a flow leads on; what is open completes nothing."""
    stage.run("start s\n service a topic=t\n end e\n s > a > e")
    assert stage.completing() == []
    stage.serve("t", error="E")
    assert stage.completing() == ["a"] and stage.ended


def test_rows_come_in_the_order_of_the_file(stage: Stage) -> None:
    """Dialect D3: branches in document order, members in the order of their index; `occurrence` sorts them so."""
    stage.run("start s\n par g\n task a\n task b\n user m each='${l}' as=x assignee='${x}'\n end e\n s > g > a > e\n g > b > e\n g > m > e", l=["zhang", "li", "anna"])
    assert [row.partition(":")[0] for row in stage.history()][:5] == ["s", "g", "a", "b", "m#multiInstanceBody"]
    assignees = stage.table("SELECT t.assignee FROM activity a JOIN task t ON t.id = a.id WHERE a.root_id = :case ORDER BY a.seq", case=stage.case)
    assert [row[0] for row in assignees] == ["zhang", "li", "anna"]
