"""Gateways (BPMN 2.0.2 clause 13.4). Joins inside loops are in `test_joins.py`."""

from __future__ import annotations

import pytest

from engine.domain.errors import Fault
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

CHOICE = """
    start s
    {kind} g
    user a
    user b
    user c
    end e
    s > g
    g > a : x > 1
    g > b : x > 0
    g > c : default
    a > e
    b > e
    c > e
"""


@pytest.mark.parametrize(("x", "expected"), [(2, ["a"]), (1, ["b"]), (0, ["c"]), (-1, ["c"])])
def test_exclusive_choice_takes_the_first_that_holds(stage: Stage, x: int, expected: list[str]) -> None:
    """Clause 13.4.2: conditions in order, the first true one, else the default."""
    stage.run(CHOICE.format(kind="xor"), x=x)
    assert stage.open() == expected
    stage.do(expected[0])
    assert stage.ended


@pytest.mark.parametrize(("x", "expected"), [(2, ["a", "b"]), (1, ["b"]), (0, ["c"])])
def test_inclusive_choice_takes_all_that_hold(stage: Stage, x: int, expected: list[str]) -> None:
    """Clause 13.4.3: every true one, the default only when none is."""
    stage.run(CHOICE.format(kind="inc"), x=x)
    assert stage.open() == expected
    for name in expected:
        stage.do(name)
    assert stage.ended and stage.times("e") == len(expected)


@pytest.mark.parametrize("kind", ["xor", "inc"])
@pytest.mark.parametrize("x", [None, "true", 1])
def test_a_condition_must_be_a_boolean(stage: Stage, kind: str, x: object) -> None:
    """Dialect A5: null, "true" and 1 are errors, not answers."""
    stage.deploy(CHOICE.format(kind=kind).replace("x > 1", "x"))
    with pytest.raises(Fault):
        stage.start(x=x)
    assert stage.table("SELECT id FROM instance") == []


@pytest.mark.parametrize("kind", ["xor", "inc"])
def test_no_condition_and_no_default_is_an_error(stage: Stage, kind: str) -> None:
    """Clause 13.4.2 and 13.4.3, exception: no condition holds and there is no default."""
    stage.deploy(f"""
        start s
        {kind} g
        task a
        task b
        end e
        s > g
        g > a : x > 1
        g > b : x > 2
        a > e
        b > e
    """)
    with pytest.raises(Fault) as caught:
        stage.start(x=0)
    assert caught.value.code == "execution.no-flow" and caught.value.place is not None and caught.value.place.element == "g"


def test_exclusive_merge_passes_every_token(stage: Stage) -> None:
    """Clause 13.4.2: as a merge it routes each token on without waiting."""
    stage.run("""
        start s
        par fork
        xor g
        user z
        end e
        s > fork > g > z > e
        fork > g
    """)
    assert stage.open() == ["z", "z"]


def test_parallel_split_and_join(stage: Stage) -> None:
    """Clause 13.4.1: a token on each outgoing flow; the join waits for one on each incoming flow."""
    stage.run("""
        start s
        par fork
        par j
        user a
        user b
        user z
        end e
        s > fork > a > j > z > e
        fork > b > j
    """)
    assert stage.open() == ["a", "b"]
    stage.do("b")
    assert stage.open() == ["a"]
    stage.do("a")
    assert stage.open() == ["z"] and stage.times("z") == 1


def test_a_gateway_may_join_and_split_at_once(stage: Stage) -> None:
    """Clause 13.4.1: first synchronise, then a token on each outgoing flow."""
    stage.run("""
        start s
        par fork
        par j
        user a
        user b
        user y
        user z
        end e
        s > fork > a > j > y > e
        fork > b > j > z > e
    """)
    stage.do("a").do("b")
    assert stage.open() == ["y", "z"]


def test_two_flows_between_the_same_gateways_are_two(stage: Stage) -> None:
    """Clause 13.4.1: what counts are flows, not sources."""
    stage.run("""
        start s
        par fork
        par j
        user z
        end e
        s > fork > j > z > e
        fork > j
    """)
    assert stage.open() == ["z"]


def test_a_join_whose_partner_took_another_way_waits_for_ever(stage: Stage) -> None:
    """Clause 13.4.1: a parallel join without a token on one flow does not fire (the model is unsound, not the engine)."""
    stage.run("""
        start s
        par fork
        par j
        user a
        user b
        xor x
        end e
        end f
        s > fork > a > j > e
        fork > b > x
        x > j : ok = true
        x > f : default
    """)
    stage.do("a").do("b", ok=False)
    assert stage.state == "active" and stage.open() == []


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_inclusive_join_of_an_unstructured_graph(stage: Stage, order: str) -> None:
    """Clause 13.4.3: waits only for tokens from which an empty incoming flow can still be reached."""
    stage.run("""
        start s
        par fork
        inc j
        user a
        user b
        xor x
        user z
        end e
        end f
        s > fork > a > j > z > e
        fork > b > x
        x > j : join = true
        x > f : default
    """)
    for name in order:
        stage.do(name, **({"join": False} if name == "b" else {}))
    assert stage.open() == ["z"]


def test_inclusive_join_fires_again_for_a_later_token(stage: Stage) -> None:
    """Clause 13.4.3: a token on a flow that has one does not block; what comes behind it fires anew."""
    stage.run("""
        start s
        par fork
        inc j
        xor m
        user a
        user b
        user z
        end e
        s > fork > a > m > j > z > e
        fork > b > m
        fork > j
    """)
    assert stage.open() == ["a", "b"]
    stage.do("a")
    stage.do("b") if not stage.open().count("z") else None
    assert stage.open().count("z") >= 1
    while stage.open():
        stage.do(stage.open()[0])
    assert stage.ended


def test_inclusive_join_waits_for_a_token_inside_a_subprocess(stage: Stage) -> None:
    """Clause 13.4.3: a token inside a sub-process is a token at the sub-process."""
    stage.run("""
        start s
        par fork
        inc j
        user a
        sub q {
            start qs
            user b
            end qe
            qs > b > qe
        }
        user z
        end e
        s > fork > a > j > z > e
        fork > q > j
    """)
    stage.do("a")
    assert stage.open() == ["b"]
    stage.do("b")
    assert stage.open() == ["z"]


def test_inclusive_join_waits_for_a_token_before_a_link(stage: Stage) -> None:
    """Clause 13.4.3 with 10.4.5: a link is a sequence flow drawn in two pieces, so there is a path through it."""
    stage.run("""
        start s
        par fork
        inc j
        user a
        user b
        throw-link out name=L
        catch-link in name=L
        user z
        end e
        s > fork > a > j > z > e
        fork > b > out
        in > j
    """)
    stage.do("a")
    assert stage.open() == ["b"]
    stage.do("b")
    assert stage.open() == ["z"]


EVENTS = """
    start s
    evt g
    catch-message m name=yes
    catch-signal n name=stop
    catch-timer t duration=PT1H
    user a
    user b
    user c
    end e
    s > g > m > a > e
    g > n > b > e
    g > t > c > e
"""


@pytest.mark.parametrize(("what", "expected"), [("message", "a"), ("timer", "c")])
def test_event_based_choice_takes_the_first_event(stage: Stage, what: str, expected: str) -> None:
    """Clause 13.4.4: the first event decides, the others are withdrawn."""
    stage.deploy(EVENTS)
    stage.start(business_key="k")
    if what == "message":
        assert stage.tell("yes", "k", x=1) == "execution"
    stage.later(hours=2)
    assert stage.open() == [expected]
    assert stage.tell("yes", "k") == "kept"
    assert stage.due() == []


def test_event_based_choice_by_a_signal_of_another_case(stage: Stage) -> None:
    """Clause 13.4.4 and 13.5.4: a signal reaches every case."""
    stage.deploy(EVENTS, q="""
        start s
        throw-signal t name=stop
        end e
        s > t > e
    """)
    first = stage.start(business_key="k")
    stage.start("q")
    stage.tick()
    stage.case = first
    assert stage.open() == ["b"] and stage.due() == []


@pytest.mark.parametrize("minutes", [10, 20])
def test_several_timers_behind_one_event_based_gateway(stage: Stage, minutes: int) -> None:
    """Clause 13.4.4: each timer is its own; the shorter one wins wherever it stands."""
    stage.run(f"""
        start s
        evt g
        catch-timer t duration=PT15M
        catch-timer u duration=PT{minutes}M
        user a
        user b
        end e
        s > g > t > a > e
        g > u > b > e
    """)
    stage.later(minutes=minutes + 1 if minutes < 15 else 16)
    assert stage.open() == (["b"] if minutes < 15 else ["a"])


def test_event_based_gateway_in_a_loop(stage: Stage) -> None:
    """Clause 13.4.4: armed anew in every round."""
    stage.deploy("""
        start s
        xor top
        evt g
        catch-message m name=more
        catch-timer t duration=P1D
        task a
        end e
        s > top > g > m > a > top
        g > t > e
    """)
    stage.start(business_key="k")
    for _ in range(3):
        stage.later(hours=20)
        assert stage.tell("more", "k") == "execution"
        assert len(stage.due()) == 1
    stage.later(hours=25)
    assert stage.ended and stage.times("a") == 3


def test_inclusive_join_is_released_when_the_last_other_token_goes_away(stage: Stage) -> None:
    """Clause 13.4.3: what it waited for was interrupted and left by another way."""
    stage.run("""
        start s
        par fork
        inc j
        user a
        user b
        boundary-timer t on b duration=PT1H
        user z
        end e
        end f
        s > fork > a > j > z > e
        fork > b > j
        t > f
    """)
    stage.do("a")
    assert stage.open() == ["b"]
    stage.later(hours=2)
    assert stage.open() == ["z"]


@pytest.mark.parametrize("first", [1, 2])
def test_inclusive_join_waits_for_an_undecided_event_based_gateway(stage: Stage, first: int) -> None:
    """Clause 13.4.3: a token at the gateway may still come, until its event takes it elsewhere."""
    stage.run(f"""
        start s
        par fork
        inc j
        user a
        evt w
        catch-timer t duration=PT{first}H
        catch-timer u duration=PT{3 - first}H
        user z
        end e
        end f
        s > fork > a > j > z > e
        fork > w > t > j
        w > u > f
    """)
    stage.do("a")
    assert stage.open() == []
    stage.later(hours=1)
    assert stage.open() == ["z"]
