"""Pages of what goes out: for operators masked and with a way to send again, for auditors what personal data was given."""

from __future__ import annotations

import pytest

from adapters.connector import TryLater
from adapters.gate import Call, Gate
from adapters.outbound import Reply
from engine import Actor, Allowance, Engine, ExternalTask
from tests.settable_clock import SettableClock
from tests.web.visitor import Visitor


@pytest.fixture
def exchanged(engine: Engine, people: dict[str, Actor], clock: SettableClock) -> str:
    """One answered request with personal data, then a failure that opens the circuit."""
    door = Gate(engine, clock, "fire", Allowance(failures=1))
    call = Call("fire.report", "POST", "/hazards", '{"phone": "13512345678", "fact": "<b>x</b>"}', "k-1", personal=("phone",), purpose="移送", basis="消防法")
    door.through(call, lambda: Reply(200, {}, '{"hazardNo": "XF-1"}', {}), lambda reply: None)

    def broken() -> Reply:
        raise TryLater("HTTP 500", status=500)

    with pytest.raises(TryLater):
        door.through(call, broken, lambda reply: None)
    return next(item.id for item in engine.outward.listed(people["admin"]).items if item.outcome == "answered")


def test_an_operator_sees_masked_exchanges_and_sends_one_again(visit: type[Visitor], exchanged: str, engine: Engine, people: dict[str, Actor]) -> None:
    admin = visit.named("admin")
    listed = admin.get("/admin/exchanges?destination=fire&outcome=answered").text
    assert "fire.report" in listed and "HTTP 500" not in listed
    one = admin.get(f"/admin/exchanges/{exchanged}").text
    assert "13512345678" not in one and "<b>x</b>" not in one and "XF-1" in one and "k-1" in one
    assert admin.post(f"/admin/exchanges/{exchanged}/replay", {"reason": " "}).status_code == 422
    assert admin.post(f"/admin/exchanges/{exchanged}/replay", {"reason": "对方丢失"}).status_code == 302
    assert admin.post(f"/admin/exchanges/{exchanged}/replay", {"reason": "对方丢失"}).status_code == 409
    assert [item.replay_by for item in engine.outward.listed(people["admin"], outcome="wanted").items] == ["admin"]


def test_the_health_page_shows_circuits_and_closes_one(visit: type[Visitor], exchanged: str) -> None:
    admin = visit.named("admin")
    assert "暂停发送" in admin.get("/admin/health").text
    assert admin.post("/admin/exchanges/circuit", {"destination": "fire"}).status_code == 302
    assert "暂停发送" not in admin.get("/admin/health").text
    assert admin.post("/admin/exchanges/circuit", {"destination": "none"}).status_code == 404


def test_an_auditor_sees_what_personal_data_was_given_and_nobody_else(visit: type[Visitor], exchanged: str) -> None:
    page = visit.named("auditor").get("/admin/exchanges/disclosures").text
    assert "phone" in page and "消防法" in page and "13512345678" not in page
    assert visit.named("admin").get("/admin/exchanges/disclosures").status_code == 403
    for name in ("anna", "author", "auditor"):
        assert visit.named(name).get("/admin/exchanges").status_code == 403
        assert visit.named(name).get(f"/admin/exchanges/{exchanged}").status_code == 403


def test_who_may_see_a_case_sees_what_was_asked_for_it_masked(visit: type[Visitor], case: str, engine: Engine, clock: SettableClock) -> None:
    door = Gate(engine, clock, "fire", Allowance())
    call = Call("fire.report", "POST", "/hazards", '{"phone": "13512345678", "fact": "x"}', "k-2", personal=("phone",), purpose="移送", basis="消防法")
    task = ExternalTask("t-1", "fire.report", case, case, "", "report", {}, None, "w", clock.now(), 1, "k-2", clock.now(), 0)
    door.through(call, lambda: Reply(200, {}, '{"hazardNo": "XF-1"}', {}), lambda reply: None, task)
    anna = visit.named("anna")
    assert f"/cases/{case}/exchanges" in anna.get(f"/cases/{case}").text
    seen = anna.get(f"/cases/{case}/exchanges").text
    assert "XF-1" in seen and "fire.report" in seen and "13512345678" not in seen
    assert visit.named("admin").get(f"/cases/{case}/exchanges").status_code == visit.named("admin").get(f"/cases/{case}").status_code
    assert visit.named("max").get(f"/cases/{case}/exchanges").status_code == 404
