"""The port of the provincial platform: one suite for the real adapter against the simulator, and for the fake."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from adapters.connector import Refusal, TryLater
from adapters.outbound import AddressNotAllowed, Outbound
from adapters.penalty.fake import FakePlatform
from adapters.penalty.over_http import HttpPlatform
from adapters.penalty.port import PenaltyPlatform
from tests.adapters.province import Province
from tests.settable_clock import SettableClock

SECRET = "whsec_" + base64.b64encode(b"only for tests: 24 bytes or more").decode()
PACKAGE = {"caseId": "C-1", "findingId": "F-1", "bodyGroup": "zhzf.nanhu", "package": {"caseReason": "出店经营"}}


@dataclass
class Side:
    """A platform, and what a test may do to the other side of it."""

    platform: PenaltyPlatform
    fail: Callable[[], None]
    reject: Callable[[str], None]
    decide: Callable[[str, str], object]
    received: Callable[[], int]


@pytest.fixture
def simulator(tmp_path: Path, clock: SettableClock) -> Iterator[Province]:
    simulator = Province(SECRET, tmp_path / "penalty.sqlite", clock)
    simulator.start()
    yield simulator
    simulator.stop()


Dial = Callable[..., HttpPlatform]


@pytest.fixture
def dial() -> Iterator[Dial]:
    """Makes adapters that talk to a simulator, and hangs up afterwards."""
    opened: list[Outbound] = []

    def http_platform(simulator: Province, clock: SettableClock, *, secret: str = SECRET, timeout: float = 30) -> HttpPlatform:
        opened.append(Outbound(simulator.url, (simulator.netloc,), timeout_seconds=timeout))
        return HttpPlatform(opened[-1], secret, clock)

    yield http_platform
    for outbound in opened:
        outbound.close()


@pytest.fixture(params=["http", "fake"])
def side(request: pytest.FixtureRequest, clock: SettableClock) -> Side:
    if request.param == "fake":
        fake = FakePlatform()
        return Side(
            fake, lambda: setattr(fake, "down", True), lambda reason: setattr(fake, "rejecting", reason),
            lambda receipt, decision: fake.decide(receipt, decision), lambda: len(fake.packages),
        )
    simulator: Province = request.getfixturevalue("simulator")
    return Side(
        request.getfixturevalue("dial")(simulator, clock), lambda: simulator.faults.add({"kind": "status", "status": 503}),
        lambda reason: simulator.faults.add({"kind": "reject", "reason": reason}),
        lambda receipt, decision: simulator.decide({"receiptNo": receipt, "decision": decision}),
        lambda: len(simulator.handovers()),
    )


def test_a_hand_over_gives_a_receipt_and_its_repeat_the_same_one(side: Side) -> None:
    first = side.platform.hand_over(PACKAGE, "key-1")
    assert first == side.platform.hand_over(PACKAGE, "key-1") != side.platform.hand_over(PACKAGE, "key-2")
    assert side.received() == 2


def test_a_key_for_another_package_is_refused(side: Side) -> None:
    side.platform.hand_over(PACKAGE, "key-1")
    with pytest.raises(Refusal):
        side.platform.hand_over({**PACKAGE, "findingId": "F-2"}, "key-1")
    assert side.received() == 1


def test_a_refusal_carries_its_reason_and_leaves_nothing(side: Side) -> None:
    side.reject("不属于受理范围")
    with pytest.raises(Refusal, match="不属于受理范围") as caught:
        side.platform.hand_over(PACKAGE, "key-1")
    assert caught.value.code == "ERR_HANDOVER_REJECTED"
    assert side.received() == 0


def test_a_platform_that_is_down_is_tried_later(side: Side) -> None:
    side.fail()
    with pytest.raises(TryLater):
        side.platform.hand_over(PACKAGE, "key-1")
    assert side.received() == 0


def test_answers_come_in_order_and_once(side: Side) -> None:
    receipts = [side.platform.hand_over(PACKAGE, f"key-{number}") for number in range(3)]
    for receipt, decision in zip(receipts, ["accepted", "returned", "accepted"], strict=True):
        side.decide(receipt, decision)
    found = side.platform.verdicts(0)
    assert [(verdict.receipt_no, verdict.decision) for verdict in found] == list(zip(receipts, ["accepted", "returned", "accepted"], strict=True))
    assert [verdict.number for verdict in side.platform.verdicts(found[1].number)] == [found[2].number]


# --- What only a network can do -------------------------------------------------------------------------------------------
FAULTS = [
    {"kind": "status", "status": 500}, {"kind": "status", "status": 429, "headers": {"Retry-After": "7"}}, {"kind": "hang", "seconds": 5},
    {"kind": "drop"}, {"kind": "garbage"}, {"kind": "status", "status": 302, "headers": {"Location": "http://127.0.0.1:1/"}},
    {"kind": "status", "status": 401}, {"kind": "status", "status": 409}, {"kind": "lose-answer"},
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault['kind']}{fault.get('status', '')}")
def test_every_fault_is_tried_later_and_the_retry_makes_one_hand_over(dial: Dial, simulator: Province, clock: SettableClock, fault: dict[str, object]) -> None:
    simulator.faults.add(fault)
    with pytest.raises(TryLater) as caught:
        dial(simulator, clock, timeout=0.5 if fault["kind"] == "hang" else 30).hand_over(PACKAGE, "key-1")
    if fault.get("status") == 429:
        assert caught.value.after_seconds == 7
    assert dial(simulator, clock).hand_over(PACKAGE, "key-1") == "ZJ-000001"
    assert len(simulator.handovers()) == 1


def test_a_wrong_secret_is_our_fault_not_a_refusal_of_the_case(dial: Dial, simulator: Province, clock: SettableClock) -> None:
    stranger = dial(simulator, clock, secret="whsec_" + base64.b64encode(b"x" * 32).decode())
    with pytest.raises(TryLater, match="does not know us"):
        stranger.hand_over(PACKAGE, "key-1")
    assert simulator.handovers() == []


def test_an_old_signature_is_refused(dial: Dial, simulator: Province, clock: SettableClock) -> None:
    late = SettableClock(clock.now())
    late.advance(minutes=-6)
    with pytest.raises(TryLater, match="does not know us"):
        dial(simulator, late).hand_over(PACKAGE, "key-1")


def test_an_unsigned_request_is_refused(simulator: Province) -> None:
    answer = httpx2.post(f"{simulator.url}/handovers", content=json.dumps(PACKAGE), headers={"idempotency-key": "k"}, trust_env=False)
    assert answer.status_code == 401


def test_only_listed_hosts_are_called() -> None:
    with pytest.raises(AddressNotAllowed):
        Outbound("http://127.0.0.1:9", ("127.0.0.1:8",), timeout_seconds=1)
    with pytest.raises(AddressNotAllowed):
        Outbound("http://user@127.0.0.1:8", ("127.0.0.1:8",), timeout_seconds=1)


def test_an_answer_over_the_size_limit_is_cut_off(dial: Dial, simulator: Province, clock: SettableClock) -> None:
    simulator.faults.add({"kind": "large"})
    with pytest.raises(TryLater, match="larger"):
        dial(simulator, clock).verdicts(0)


def test_the_simulator_keeps_its_receipts_over_a_restart(dial: Dial, tmp_path: Path, clock: SettableClock) -> None:
    receipts = []
    for _ in range(2):
        simulator = Province(SECRET, tmp_path / "kept.sqlite", clock)
        simulator.start()
        receipts.append(dial(simulator, clock).hand_over(PACKAGE, "key-1"))
        simulator.stop()
    assert receipts[0] == receipts[1]
