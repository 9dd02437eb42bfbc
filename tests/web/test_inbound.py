"""Pages about what comes in: the queue of unmatched messages, failures, tables by hand; for operators only, values masked, markup inert."""

from __future__ import annotations

import io

import pytest

from engine import SYSTEM_ACTOR, Engine, Incoming
from tests.web.visitor import Visitor

PAGES = ("/admin/inbound", "/admin/inbound/arrivals", "/admin/inbound/arrivals?state=failed&source=x", "/admin/inbound/table")


@pytest.fixture
def unmatched(engine: Engine) -> str:
    """A message nobody waits for, with values somebody else wrote."""
    (accepted,) = engine.inbound.accept("urban-video", [Incoming("9<script>", "msg.nobody", key="K", data={"phone": "13800001111", "<b>": "<script>alert(1)</script>"})])
    engine.inbound.deliver(accepted.id)
    return accepted.id


def test_only_operators_see_what_comes_in(visit: type[Visitor], unmatched: str) -> None:
    officer, admin = visit.named("anna"), visit.named("admin")
    for page in (*PAGES, f"/admin/inbound/arrivals/{unmatched}"):
        assert officer.get(page).status_code == 403
        assert admin.get(page).status_code == 200
    for path in (f"/admin/inbound/{unmatched}/assign", f"/admin/inbound/{unmatched}/discard", f"/admin/inbound/arrivals/{unmatched}/retry"):
        assert officer.post(path, {"case": "x", "reason": "x"}).status_code == 403


def test_the_queue_shows_what_waits_masked_and_inert(visit: type[Visitor], unmatched: str) -> None:
    text = visit.named("admin").get("/admin/inbound").text
    assert "msg.nobody" in text
    assert "13800001111" not in text
    assert "<script>alert" not in text
    assert "&lt;b&gt;" in text
    assert "9&lt;script&gt;" in visit.named("admin").get("/admin/inbound/arrivals").text


def test_a_wrong_case_is_said_and_a_reason_ends_it(visit: type[Visitor], engine: Engine, unmatched: str) -> None:
    admin = visit.named("admin")
    admin.post(f"/admin/inbound/{unmatched}/assign", {"case": "NH-1"})
    assert "NH-1 没有在等待消息 msg.nobody" in admin.get("/admin/inbound").text
    admin.post(f"/admin/inbound/{unmatched}/discard", {"reason": ""})
    assert engine.inbound.counts(SYSTEM_ACTOR).unmatched == 1
    admin.post(f"/admin/inbound/{unmatched}/discard", {"reason": "发错平台"})
    assert engine.inbound.counts(SYSTEM_ACTOR).unmatched == 0
    assert admin.post(f"/admin/inbound/{unmatched}/discard", {"reason": "再来一次"}).status_code == 409
    assert "发错平台" in admin.get(f"/admin/inbound/arrivals/{unmatched}").text


def test_a_table_is_looked_at_before_it_is_taken(visit: type[Visitor], engine: Engine) -> None:
    admin = visit.named("admin")

    def send(do: str, content: str) -> str:
        return admin.post("/admin/inbound/table", {"source": "patrol-table", "do": do, "file": (io.BytesIO(content.encode()), "t.csv")}).text

    good = "线索编号,地址,情况,镇街\n1,中山路1号,门前堆物,jianshe\n"
    assert "尚未导入" in send("take", good)
    assert not engine.inbound.listed(SYSTEM_ACTOR).items
    assert "1 行已处理" in send("take", good)
    assert len(engine.inbound.listed(SYSTEM_ACTOR).items) == 1
    assert "summary 不能为空" in send("look", "线索编号,地址,情况,镇街\n2,中山路1号,,jianshe\n")
    assert admin.get("/admin/inbound/table", headers={"Accept-Language": "en"}).status_code == 200
