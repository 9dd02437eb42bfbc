"""What goes out is let out at the rate the other side bears, held back while its circuit is open, kept masked, and sent again on demand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.connector import Postponed, TryLater
from adapters.gate import Call, Gate
from adapters.masking import masked
from adapters.outbound import Reply
from engine import SYSTEM_ACTOR, Actor, Allowance, Conflict, Engine, Forbidden, Invalid, Right
from tests.settable_clock import SettableClock

OPERATOR = Actor("admin", frozenset(), frozenset({Right.SYSTEM}))
AUDITOR = Actor("auditor", frozenset(), frozenset({Right.AUDIT}))
OFFICER = Actor("anna", frozenset({"zhzf.nanhu"}))
BODY = '{"name": "养犬人某", "idNo": "33040219800101123X", "phone": "13512345678", "note": "电话 13512345678", "apiToken": "abc"}'


def well() -> Reply:
    return Reply(200, {}, "{}", {})


def broken() -> Reply:
    raise TryLater("HTTP 500", status=500)


def call(number: int = 1, **more: object) -> Call:
    return Call("x.do", "POST", "/x", BODY, f"key-{number}", **more)  # type: ignore[arg-type]  # tests name fields freely


def gate(engine: Engine, clock: SettableClock, **allowance: int) -> Gate:
    return Gate(engine, clock, "x", Allowance(**{"failures": 3, "open_seconds": 60, **allowance}))


@pytest.mark.both_databases
def test_calls_go_out_at_an_even_rate_after_a_burst(engine: Engine, clock: SettableClock) -> None:
    door = gate(engine, clock, per_minute=6, burst=2)
    door.through(call(1), well, lambda reply: None)
    door.through(call(2), well, lambda reply: None)
    with pytest.raises(Postponed) as held:
        door.through(call(3), well, lambda reply: None)
    assert held.value.after_seconds == 10
    clock.advance(seconds=9)
    with pytest.raises(Postponed):
        door.through(call(3), well, lambda reply: None)
    clock.advance(seconds=1)
    door.through(call(3), well, lambda reply: None)
    sent = 0
    for _ in range(600):  # ten minutes, asked every second
        clock.advance(seconds=1)
        try:
            door.through(call(4), well, lambda reply: None)
            sent += 1
        except Postponed:
            continue
    assert 60 <= sent <= 62


@pytest.mark.both_databases
def test_a_circuit_opens_tries_once_and_closes(engine: Engine, clock: SettableClock) -> None:
    door = gate(engine, clock)

    def tried(send: object) -> str:
        try:
            door.through(call(), send, lambda reply: None)  # type: ignore[arg-type]  # any of the two above
        except (Postponed, TryLater) as error:
            return type(error).__name__
        return "sent"

    def state() -> str:
        return engine.outward.destinations(OPERATOR)[0].state

    assert [tried(broken) for _ in range(4)] == ["TryLater", "TryLater", "TryLater", "Postponed"]
    assert state() == "open"
    clock.advance(seconds=59)
    assert tried(well) == "Postponed"
    clock.advance(seconds=1)
    assert [tried(broken), tried(well), state()] == ["TryLater", "Postponed", "open"]
    clock.advance(seconds=60)
    assert [tried(well), state(), tried(well)] == ["sent", "closed", "sent"]
    [place] = engine.outward.destinations(OPERATOR)
    assert (place.calls, place.failed, place.failures) == (6, 4, 0)


def test_only_one_goes_while_half_open(engine: Engine, clock: SettableClock) -> None:
    door = gate(engine, clock, failures=1)
    with pytest.raises(TryLater):
        door.through(call(), broken, lambda reply: None)
    clock.advance(seconds=60)

    def meanwhile() -> Reply:
        with pytest.raises(Postponed):
            door.through(call(2), well, lambda reply: None)
        return well()

    door.through(call(1), meanwhile, lambda reply: None)


def test_an_operator_closes_a_circuit(engine: Engine, clock: SettableClock) -> None:
    door = gate(engine, clock, failures=1)
    with pytest.raises(TryLater):
        door.through(call(), broken, lambda reply: None)
    with pytest.raises(Forbidden):
        engine.outward.close_circuit(OFFICER, "x")
    engine.outward.close_circuit(OPERATOR, "x")
    door.through(call(), well, lambda reply: None)


def test_a_system_that_asks_for_a_rest_gets_it_and_counts_as_alive(engine: Engine, clock: SettableClock) -> None:
    door = gate(engine, clock, failures=1)

    def throttled() -> Reply:
        raise TryLater("HTTP 429", status=429, after_seconds=30)

    with pytest.raises(TryLater):
        door.through(call(), throttled, lambda reply: None)
    with pytest.raises(Postponed) as held:
        door.through(call(), well, lambda reply: None)
    assert held.value.after_seconds == 30
    assert engine.outward.destinations(OPERATOR)[0].state == "closed"


# --- Kept, masked ---------------------------------------------------------------------------------------------------------
def test_what_is_kept_for_people_is_masked(engine: Engine, clock: SettableClock) -> None:
    gate(engine, clock).through(call(hidden=frozenset({"name"})), lambda: Reply(200, {}, '{"phone": 13512345678}', {}), lambda reply: None)
    [kept] = engine.outward.listed(OPERATOR).items
    for secret in ("养犬人某", "19800101", "13512345678", "abc"):
        assert secret not in kept.request + kept.answer, secret
    assert '"养***"' in kept.request and "135****5678" in kept.answer and "330***********123X" in kept.request
    with pytest.raises(Forbidden):
        engine.outward.listed(OFFICER)


def test_what_goes_on_to_an_incident_is_masked_too(engine: Engine, clock: SettableClock) -> None:
    def half() -> Reply:
        raise TryLater("GET /x?phone=13512345678: HTTP 500", details='{"owner": "养犬人某", "tel": "13512345678"}', status=500)

    with pytest.raises(TryLater) as failed:
        gate(engine, clock).through(call(hidden=frozenset({"owner"})), half, lambda reply: None)
    assert "13512345678" not in str(failed.value) + failed.value.details and "小明" not in failed.value.details


@pytest.mark.parametrize(("given", "shown"), [
    ({"a": {"Secret": 1, "b": ["13512345678"]}}, {"a": {"Secret": "***", "b": ["135****5678"]}}), ("编号 330402198001011234。", "编号 330***********1234。"),
    ("20260302090000123456", "20260302090000123456"), ({"n": 5, "ok": True, "none": None}, {"n": 5, "ok": True, "none": None}),
])
def test_masking(given: object, shown: object) -> None:
    assert masked(given) == shown


@pytest.mark.both_databases
def test_personal_data_given_is_recorded_once_and_only_when_it_can_have_arrived(engine: Engine, clock: SettableClock) -> None:
    door, personal = gate(engine, clock), call(personal=("name", "idNo"), purpose="登记", basis="养犬条例")

    def unreached() -> Reply:
        raise TryLater("no connection", reached=False)

    with pytest.raises(TryLater):
        door.through(personal, unreached, lambda reply: None)
    assert engine.outward.disclosures(AUDITOR).items == ()
    for send in (broken, well, well):
        try:
            door.through(personal, send, lambda reply: None)
        except TryLater:
            continue
    [given] = engine.outward.disclosures(AUDITOR).items
    assert (given.destination, given.fields, given.purpose, given.basis) == ("x", ("name", "idNo"), "登记", "养犬条例")
    with pytest.raises(Forbidden):
        engine.outward.disclosures(OPERATOR)


# --- Sent again -------------------------------------------------------------------------------------------------------------
@pytest.mark.both_databases
def test_a_replay_is_the_same_request_with_the_same_key(engine: Engine, clock: SettableClock) -> None:
    from adapters.replays import Replays, Route

    door, seen = gate(engine, clock), []
    door.through(call(7), well, lambda reply: None)
    [first] = engine.outward.listed(OPERATOR).items
    replays = Replays(engine, {"x": Route(lambda kept: seen.append((kept.method, kept.path, kept.body, kept.key)) or Reply(200, {}, '{"owner": "养犬人某"}', {}), door, {"x.do": frozenset({"owner"})})})  # type: ignore[func-returns-value]  # append
    with pytest.raises(Forbidden):
        engine.outward.replay(OFFICER, first.id, "丢失")
    with pytest.raises(Invalid):
        engine.outward.replay(OPERATOR, first.id, " ")
    engine.outward.replay(OPERATOR, first.id, "对方丢失")
    with pytest.raises(Conflict):
        engine.outward.replay(OPERATOR, first.id, "对方丢失")
    assert [replays.run(), replays.run()] == [1, 0]
    assert seen == [("POST", "/x", BODY, "key-7")]
    again = engine.outward.listed(OPERATOR, outcome="answered").items
    assert {item.replay_of for item in again} == {None, first.id} and {item.replay_by for item in again} == {None, "admin"}
    assert not any("小明" in item.answer for item in again), "hidden fields stay hidden when it is sent again"


def test_what_was_sent_goes_after_its_time_and_the_record_stays(engine: Engine, clock: SettableClock) -> None:
    door = gate(engine, clock)
    door.through(call(), well, lambda reply: None)
    door.through(Call("x.ask", "GET", "/people?phone=13512345678", None, "key-9"), well, lambda reply: None)
    assert all(kept.may_replay for kept in engine.outward.listed(OPERATOR).items)
    clock.advance(days=31)
    assert [engine.outward.forget(SYSTEM_ACTOR, clock.now() - timedelta(days=30)) for _ in range(2)] == [2, 0]
    for kept in engine.outward.listed(OPERATOR).items:
        assert (kept.request or kept.path == "/people?phone=135****5678") and not kept.may_replay
        with pytest.raises(Conflict):
            engine.outward.replay(OPERATOR, kept.id, "对方丢失")
