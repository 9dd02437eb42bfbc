"""The workflow control-flow patterns (Russell, ter Hofstede, van der Aalst, Mulyar 2006), as far as BPMN can say them.

Not expressible without a complex gateway, tokens that wait for tokens of other cases, or members added by the model itself, and so
absent: WCP 15, 18 (only as a condition), 28, 30, 31, 34, 36, 39, 41.
"""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

PATTERNS: dict[str, tuple[str, dict[str, object], str, list[str]]] = {
    # name -> model, start data, what is done in this order (element, or element:variable=value), open tasks before each act and at the end
    "WCP-1 sequence": ("start s\n user a\n user b\n end e\n s > a > b > e", {}, "a b", ["a", "b", ""]),
    "WCP-2 parallel split": ("start s\n par g\n user a\n user b\n end e\n s > g > a > e\n g > b > e", {}, "b a", ["a b", "a", ""]),
    "WCP-3 synchronization": ("start s\n par g\n par j\n user a\n user b\n user z\n end e\n s > g > a > j > z > e\n g > b > j", {}, "b a z", ["a b", "a", "z", ""]),
    "WCP-4 exclusive choice": ("start s\n xor g\n user a\n user b\n end e\n s > g\n g > a : x = 1\n g > b : default\n a > e\n b > e", {"x": 1}, "a", ["a", ""]),
    "WCP-5 simple merge": ("start s\n xor g\n user a\n user b\n xor m\n user z\n end e\n s > g\n g > a : x = 1\n g > b : default\n a > m\n b > m\n m > z > e", {"x": 2}, "b z", ["b", "z", ""]),
    "WCP-6 multi-choice": ("start s\n inc g\n user a\n user b\n user c\n end e\n s > g\n g > a : x > 0\n g > b : x > 1\n g > c : x > 2\n a > e\n b > e\n c > e", {"x": 2}, "a b", ["a b", "b", ""]),
    "WCP-7 structured synchronizing merge": (
        "start s\n inc g\n inc j\n user a\n user b\n user c\n user z\n end e\n s > g\n g > a : x > 0\n g > b : x > 1\n g > c : x > 2\n a > j\n b > j\n c > j\n j > z > e",
        {"x": 2}, "b a z", ["a b", "a", "z", ""]),
    "WCP-8 multi-merge": ("start s\n par g\n user a\n user b\n xor m\n user z\n end e\n s > g > a > m > z > e\n g > b > m", {}, "a z b z", ["a b", "b z", "b", "z", ""]),
    "WCP-10 arbitrary cycles": (
        "start s\n xor m\n user a\n xor n\n user b\n xor g\n xor h\n end e\n s > m > a > n > b > g\n g > n : x = 1\n g > h : default\n h > m : x = 2\n h > e : default",
        {}, "a b:x=1 b:x=2 a b:x=3", ["a", "b", "b", "a", "b", ""]),
    "WCP-11 implicit termination": ("start s\n par g\n user a\n user b\n s > g > a\n g > b", {}, "a b", ["a b", "b", ""]),
    "WCP-12 multiple instances without synchronization": (
        "start s\n xor top\n par g\n user a\n script n result=n is='n + 1'\n xor h\n end e\n end f\n s > top > g > n > h\n g > a > e\n h > top : n < 3\n h > f : default",
        {"n": 0}, "a a a", ["a a a", "a a", "a", ""]),
    "WCP-13 multiple instances, number known at design time": ("start s\n user a times=3\n user z\n end e\n s > a > z > e", {}, "a a a z", ["a a a", "a a", "a", "z", ""]),
    "WCP-14 multiple instances, number known at run time": ("start s\n user a each=items as=item\n user z\n end e\n s > a > z > e", {"items": [1, 2]}, "a a z", ["a a", "a", "z", ""]),
    "WCP-17 interleaved parallel routing": ("start s\n adhoc b ordering=Sequential {\n user a\n user c\n }\n user z\n end e\n s > b > z > e", {}, "a c z", ["a", "c", "z", ""]),
    "WCP-20 cancel case": ("start s\n par g\n user a\n user b\n end-terminate t\n end e\n s > g > a > t\n g > b > e", {}, "a", ["a b", ""]),
    "WCP-21 structured loop": ("start s\n user a 'while=again = true'\n user z\n end e\n s > a > z > e", {"again": True}, "a:again=True a:again=False z", ["a", "a", "z", ""]),
    "WCP-27 complete multiple instance activity": (
        "start s\n user a times=5 'until=enough = true'\n user z\n end e\n s > a > z > e", {"enough": False}, "a a:enough=True z", ["a a a a a", "a a a a", "z", ""]),
    "WCP-29 cancelling discriminator": (
        "start s\n sub b {\n start x\n par g\n user a\n user c\n end-terminate t\n x > g > a > t\n g > c > t\n }\n user z\n end e\n s > b > z > e", {}, "c z", ["a c", "z", ""]),
    "WCP-33 generalized AND-join": (
        "start s\n par f\n xor m\n par j\n user a\n user b\n user c\n user d\n xor n\n user z\n end e\n s > f > a > m\n f > b > m\n f > c > n\n f > d > n\n m > j > z > e\n n > j",
        {}, "a b c d z z", ["a b c d", "b c d", "c d", "d z", "z z", "z", ""]),
    "WCP-35 cancelling partial join for multiple instances": (
        "start s\n user a times=3 'until=nrOfCompletedInstances = 2'\n user z\n end e\n s > a > z > e", {}, "a a z", ["a a a", "a a", "z", ""]),
    "WCP-37 local synchronizing merge": (
        "start s\n inc g\n inc j\n user a\n user b\n xor h\n user z\n end e\n end f\n s > g\n g > a : true\n g > b : x > 1\n a > j\n b > h\n h > j : ok\n h > f : default\n j > z > e",
        {"x": 2}, "a b:ok=False z", ["a b", "b", "z", ""]),
    "WCP-38 general synchronizing merge": (
        "start s\n par g\n inc j\n user a\n user b\n xor h\n user z\n end e\n s > g > a > j > z > e\n g > b > h\n h > b : again\n h > j : default",
        {}, "a b:again=True b:again=False z", ["a b", "b", "b", "z", ""]),
    "WCP-40 interleaved routing": ("start s\n adhoc b ordering=Sequential {\n user a\n user c\n user d\n }\n end e\n s > b > e", {}, "a c d", ["a", "c", "d", ""]),
    "WCP-42 thread split": ("start s\n task t\n user a\n end e\n s > t > a > e\n t > a", {}, "a a", ["a a", "a", ""]),
    "WCP-43 explicit termination": ("start s\n par g\n user a\n user b\n user c\n end-terminate t\n end e\n s > g > a > e\n g > b > t\n g > c > e", {}, "a b", ["a b c", "b c", ""]),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_pattern(stage: Stage, name: str) -> None:
    """Traces from the definitions of the patterns, with clause 13 of BPMN 2.0.2 for the elements used."""
    model, data, acts, expected = PATTERNS[name]
    stage.run(model, **data)
    for act, before in zip(acts.split(), expected, strict=False):
        assert stage.open() == before.split()
        element, _, change = act.partition(":")
        variable, _, value = change.partition("=")
        stage.do(element, **({variable: {"True": True, "False": False}.get(value, int(value) if value.isdigit() else value)} if change else {}))
    assert stage.open() == expected[-1].split() and stage.ended and stage.tokens() == 0


def test_wcp_9_structured_discriminator_by_a_signal_to_oneself(stage: Stage) -> None:
    """WCP-9: the first of two branches goes on, the second is absorbed: an exclusive merge into a flag that only the first finds down."""
    stage.run("""
        start s
        par g
        user a
        user b
        xor m
        xor first
        script flag result=done is=true
        user z
        end e
        end absorbed
        s > g > a > m
        g > b > m
        m > first
        first > absorbed : done
        first > flag : default
        flag > z > e
    """, done=False)
    stage.do("b")
    assert stage.open() == ["a", "z"]
    stage.do("a")
    assert stage.open() == ["z"] and stage.times("z") == 1


@pytest.mark.parametrize("message", [True, False])
def test_wcp_16_deferred_choice(stage: Stage, message: bool) -> None:
    """WCP-16: decided by what happens first (event-based gateway, clause 13.4.4)."""
    stage.deploy("start s\n evt g\n catch-message m name=M\n catch-timer t duration=PT1H\n user a\n user b\n end e\n s > g > m > a > e\n g > t > b > e")
    stage.start(business_key="k")
    if message:
        stage.tell("M", "k")
    stage.later(hours=2)
    assert stage.open() == (["a"] if message else ["b"])


def test_wcp_18_milestone(stage: Stage) -> None:
    """WCP-18 as a condition: possible only after the other branch reached its point (conditional event, clause 13.5.3)."""
    stage.run("start s\n par g\n user a\n user b\n catch-conditional m 'when=reached = true'\n user c\n end e\n s > g > a > b > e\n g > m > c > e", reached=False)
    assert stage.open() == ["a"]
    stage.do("a", reached=True)
    assert stage.open() == ["b", "c"]


@pytest.mark.parametrize("loop", ["", "times=3"])
def test_wcp_19_and_26_cancel_activity(stage: Stage, loop: str) -> None:
    """WCP-19 cancel activity, WCP-26 cancel multiple instance activity: an interrupting boundary event (clause 13.5.3)."""
    stage.deploy(f"start s\n user a {loop}\n boundary-message m on a name=M\n user z\n end e\n s > a > e\n m > z > e")
    stage.start(business_key="k")
    stage.tell("M", "k")
    assert stage.open() == ["z"]


def test_wcp_20_cancel_case_by_a_person(stage: Stage) -> None:
    """WCP-20: the whole case with everything in it."""
    stage.run("start s\n par g\n user a\n user b\n end e\n s > g > a > e\n g > b > e")
    stage.engine.instances.cancel(stage.actor, stage.case, "no longer needed")
    assert stage.state == "cancelled" and stage.open() == []


def test_wcp_22_recursion(stage: Stage) -> None:
    """WCP-22: a process that calls itself (clause 13.3.4)."""
    stage.deploy('start s\n xor g\n script d result=m "is=n - 1"\n call c process=p pass.n=m\n user a\n end e\n s > g\n g > d : n > 0\n g > a : default\n d > c > e\n a > e')
    stage.start(n=3)
    assert stage.open() == ["a"]
    stage.do("a")
    assert stage.ended and len(stage.engine.instances.get(SYSTEM_ACTOR, stage.case).children) == 3


def test_wcp_23_transient_trigger(stage: Stage) -> None:
    """WCP-23: a signal that nobody waits for is lost (clause 13.5.4)."""
    stage.deploy("start s\n user a\n catch-signal c name=G\n end e\n s > a > c > e", q="start s\n throw-signal t name=G\n end e\n s > t > e")
    case = stage.start()
    stage.start("q")
    stage.case = case
    stage.tick()
    stage.do("a")
    assert not stage.ended


def test_wcp_24_persistent_trigger(stage: Stage) -> None:
    """WCP-24: a message that nobody waits for yet is kept until its catch opens, once."""
    stage.deploy("start s\n user a\n catch-message c name=M\n user b\n catch-message d name=M\n end e\n s > a > c > b > d > e")
    stage.start(business_key="k")
    assert stage.tell("M", "k", n=1) == "kept"
    stage.do("a")
    stage.tick()
    assert stage.open() == ["b"] and stage.variables == {"n": 1}
    stage.do("b")
    stage.tick()
    assert not stage.ended


def test_wcp_25_cancel_region(stage: Stage) -> None:
    """WCP-25: a region is a sub-process; what lies outside goes on (clause 13.5.3)."""
    stage.run("""
        start s
        par g
        user o
        sub region {
            start x
            par h
            user a
            user b
            end-error stop name=E
            end y
            x > h > a > stop
            h > b > y
        }
        boundary-error c on region
        user z
        end e
        s > g > o > e
        g > region > e
        c > z > e
    """)
    stage.do("a")
    assert stage.open() == ["o", "z"]


def test_wcp_32_cancelling_partial_join(stage: Stage) -> None:
    """WCP-32: two of three different branches are enough, the third is cancelled (ad hoc sub-process with condition, clause 13.3.5)."""
    stage.run("""
        start s
        adhoc b 'until=count(answers) >= 2' {
            user a
            user c
            user d
        }
        user z
        end e
        s > b > z > e
    """, answers=[])
    stage.do("c", answers=["c"])
    assert stage.open() == ["a", "d"]
    stage.do("a", answers=["c", "a"])
    assert stage.open() == ["z"]
