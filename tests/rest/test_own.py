"""/api/v1: the work of people, time limits, signers, registers and documents, as one's own account and under one's own policy."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from engine import SYSTEM_ACTOR, Engine
from tests.engine.modelling import bpmn
from tests.rest.client import Client
from tests.rest.conftest import PASSWORD
from tests.web.errand import files

COUNTERSIGN = bpmn("""
    start s
    user sign group=zhzf.nanhu.officer each=${signers} as=signer
    user after group=zhzf.nanhu.officer
    end e
    s > sign > after > e
""", "countersign")


@pytest.fixture
def visit(url: str) -> Callable[[str], Client]:
    """A client of /api/v1 of an account."""
    return lambda name: Client(url.removesuffix("/engine-rest") + "/api/v1", name, PASSWORD)


@pytest.fixture
def case(visit: Callable[[str], Client], engine: Engine) -> str:
    """A case that anna began; its first task waits for her group, with a time limit."""
    engine.definitions.deploy(SYSTEM_ACTOR, "errand", files())
    return str(visit("anna").post("/cases", {"process": "errand", "data": {"shop": "某某餐饮店"}}, expect=201, Idempotency_Key="begin")["id"])


def only(client: Client, view: str = "group") -> str:
    """The only task of a view."""
    (row,) = client.get(f"/tasks?view={view}")["items"]
    return str(row["id"])


def test_a_task_from_the_pool_to_its_end(visit: Callable[[str], Client], case: str) -> None:
    anna, ben, fiona = visit("anna"), visit("ben"), visit("fiona")
    assert anna.post("/cases", {"process": "errand", "data": {"shop": "某某餐饮店"}}, expect=201, Idempotency_Key="begin") == {"id": case}
    task = only(anna)
    opened = anna.get(f"/tasks/{task}")
    assert (opened["caseId"], opened["element"], opened["dueAt"], opened["light"]) == (case, "look", "2026-03-04T00:00:00.000+08:00", "red")
    assert (opened["form"], opened["schema"]["components"][0]["key"], opened["may"]) == ("look", "fact", ["claim", "complete"])
    assert fiona.send("GET", f"/tasks/{task}").status == 404
    for _ in range(2):
        anna.post(f"/tasks/{task}/claim", {"version": opened["version"]}, expect=204, Idempotency_Key="claim")
    assert ben.send("POST", f"/tasks/{task}/claim", {}).status == 409
    refused = anna.send("POST", f"/tasks/{task}/complete", {"data": {"fact": "x" * 30}})
    assert (refused.status, refused.json["type"]) == (400, "FormFieldValidationException")
    assert anna.send("POST", f"/tasks/{task}/complete", {"data": {"fact": "好"}, "version": 99}).status == 409
    for _ in range(2):
        anna.post(f"/tasks/{task}/complete", {"data": {"fact": "好"}}, expect=204, Idempotency_Key="done")
    assert anna.send("POST", f"/tasks/{task}/complete", {"data": {"fact": "坏"}}, Idempotency_Key="done").status == 422
    assert only(anna, "done") == task
    assert anna.get("/tasks/counts")["mine"] == 0
    assert [row["kind"] for row in anna.get(f"/cases/{case}/timeline")][:1] == ["case.started"]
    assert fiona.get(f"/tasks/{only(fiona)}")["element"] == "confirm"


def test_handing_over_and_urging(visit: Callable[[str], Client], case: str) -> None:
    anna, ben, fiona, admin = visit("anna"), visit("ben"), visit("fiona"), visit("admin")
    task = only(anna)
    assert anna.send("POST", f"/tasks/{task}/urge", {"text": "今天"}).json == {"told": 1}  # ben; not oneself
    assert anna.send("POST", f"/tasks/{task}/urge", {}).status == 409
    assert fiona.send("POST", f"/tasks/{task}/urge", {}).status in {403, 404}
    anna.post(f"/tasks/{task}/claim", {}, expect=204)
    assert anna.send("POST", f"/tasks/{task}/hand-over", {"to": "ben"}).status == 400  # without a reason
    for name in ("fiona", "nobody", "anna"):
        assert anna.send("POST", f"/tasks/{task}/hand-over", {"to": name, "reason": "休假"}).status == 400, name
    assert admin.send("POST", f"/tasks/{task}/hand-over", {"to": "ben", "reason": "x"}).status == 403
    anna.post(f"/tasks/{task}/hand-over", {"to": "ben", "reason": "休假"}, expect=204, Idempotency_Key="h")
    anna.post(f"/tasks/{task}/hand-over", {"to": "ben", "reason": "休假"}, expect=204, Idempotency_Key="h")
    assert only(ben, "mine") == task
    told = ben.get("/notices?unread=true")["items"]
    assert [one["kind"] for one in told] == ["task.handed-over", "task.urged"]
    assert "休假" in told[0]["text"]
    ben.post("/notices/read", {"ids": [one["id"] for one in told]}, expect=204)
    assert ben.get("/notices?unread=true")["items"] == []
    kinds = [row["kind"] for row in ben.get(f"/cases/{case}/timeline")]
    assert kinds.count("task.handed-over") == kinds.count("task.urged") == 1


def test_of_many_who_urge_at_once_one_does(visit: Callable[[str], Client], case: str) -> None:
    task = only(visit("anna"))
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(visit("anna").send("POST", f"/tasks/{task}/urge", {}).status)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [200, 409, 409, 409]


def test_operators_return_work_and_change_signers(visit: Callable[[str], Client], engine: Engine, sign_in: Callable[[str], Client]) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "countersign", {"countersign.bpmn": COUNTERSIGN})
    sign_in("machine").post("/process-definition/key/countersign/start", {"variables": {"signers": {"type": "Json", "value": '["a", "b"]'}}})
    anna, admin = visit("anna"), visit("admin")
    first = anna.get("/tasks?view=group")["items"][0]["id"]
    more = {"signer": "c", "reason": "漏了一方"}
    assert anna.send("POST", f"/tasks/{first}/signers", more).status == 403
    for _ in range(2):
        admin.post(f"/tasks/{first}/signers", more, expect=204, Idempotency_Key="add")
    assert len(anna.get("/tasks?view=group")["items"]) == 3
    assert admin.send("DELETE", f"/tasks/{first}/signers").status == 400
    assert admin.send("DELETE", f"/tasks/{first}/signers?reason=x").status == 204
    assert len(anna.get("/tasks?view=group")["items"]) == 2
    for row in anna.get("/tasks?view=group")["items"]:
        anna.post(f"/tasks/{row['id']}/complete", {}, expect=204)
    after = only(anna)
    assert admin.send("POST", f"/tasks/{after}/signers", more).status == 400
    assert admin.send("POST", f"/tasks/{after}/return", {"target": "none", "reason": "x"}).status == 400
    admin.post(f"/tasks/{after}/return", {"target": "sign", "reason": "重签"}, expect=204)
    assert {row["element"] for row in anna.get("/tasks?view=group")["items"]} == {"sign"}


def test_a_case_with_its_limits_files_and_end(visit: Callable[[str], Client], case: str) -> None:
    anna, fiona = visit("anna"), visit("fiona")
    opened = anna.get(f"/cases/{case}")
    assert (opened["process"], opened["variables"]["shop"], [one["element"] for one in opened["openTasks"]]) == ("errand", "某某餐饮店", ["look"])
    (limit,) = anna.get(f"/cases/{case}/deadlines")
    assert (limit["dueAt"], limit["light"]) == ("2026-03-04T00:00:00.000+08:00", "red")
    assert anna.get(f"/cases/{case}/decisions") == []
    sent = anna.upload(f"/cases/{case}/files", {}, {"file": ("现场.txt", b"hi")}, Idempotency_Key="file")
    again = anna.upload(f"/cases/{case}/files", {}, {"file": ("现场.txt", b"hi")}, Idempotency_Key="file")
    assert (sent.status, sent.json) == (201, again.json)
    assert anna.get(f"/cases/{case}/files") == [sent.json]
    content = anna.send("GET", f"/files/{sent.json['id']}/content")
    assert (content.content, content.headers["content-disposition"]) == (b"hi", "attachment; filename=\"__.txt\"; filename*=UTF-8''%E7%8E%B0%E5%9C%BA.txt")
    anna.post(f"/cases/{case}/opinions", {"text": "已核"}, expect=201)
    for path in ("", "/deadlines", "/timeline", "/files", "/decisions"):
        assert fiona.send("GET", f"/cases/{case}{path}").status == 404, path
    assert [one["id"] for one in anna.get("/cases?q=&limit=1")["items"]] == [case]
    assert fiona.get("/cases")["items"] == []
    assert anna.send("POST", f"/cases/{case}/cancel", {"reason": ""}).status == 400
    for _ in range(2):
        anna.post(f"/cases/{case}/cancel", {"reason": "误报"}, expect=204, Idempotency_Key="end")
    assert anna.get(f"/cases/{case}")["state"] == "cancelled"


def test_operators_hold_and_restart_cases(visit: Callable[[str], Client], case: str) -> None:
    anna, admin = visit("anna"), visit("admin")
    why = {"reason": "等鉴定"}
    assert anna.send("POST", f"/cases/{case}/hold", why).status == 403
    for _ in range(2):
        admin.post(f"/cases/{case}/hold", why, expect=204, Idempotency_Key="hold")
    assert anna.get(f"/cases/{case}")["state"] == "suspended"
    admin.post(f"/cases/{case}/resume", {}, expect=204)
    assert admin.send("POST", f"/cases/{case}/restart", why).status == 409
    admin.post(f"/cases/{case}/cancel", why, expect=204)
    again = admin.post(f"/cases/{case}/restart", why, expect=201, Idempotency_Key="again")
    assert admin.post(f"/cases/{case}/restart", why, expect=201, Idempotency_Key="again") == again
    assert admin.get(f"/cases/{again['id']}")["variables"]["shop"] == "某某餐饮店"


def test_what_nobody_knows_is_refused(visit: Callable[[str], Client], case: str) -> None:
    anna = visit("anna")
    task = only(anna)
    for method, path, body in (
        ("GET", "/tasks?viev=mine", None), ("GET", "/tasks?view=all", None), ("GET", "/tasks?cursor=x", None), ("GET", "/tasks?limit=1000", None),
        ("POST", f"/tasks/{task}/claim", {"versoin": 1}), ("POST", f"/tasks/{task}/claim", []), ("POST", "/cases", {"process": "none"}),
    ):
        answer = anna.send(method, path, body)
        assert answer.status in {400, 404}, path
        assert set(answer.json) == {"type", "message", "code"}
    assert anna.send("GET", "/nothing").status == 404
    assert Client(anna.url).send("GET", "/tasks").status == 401


def test_registers_and_records(visit: Callable[[str], Client], engine: Engine) -> None:
    engine.people.create_account(SYSTEM_ACTOR, "keeper", "Keeper", "", PASSWORD, [], ["model"], must_change=False)
    anna, keeper = visit("anna"), visit("keeper")
    entry = {"code": "jiefang", "name": "解放街道", "name_en": "Jiefang", "managed_by": "zhzf", "keywords": ["解放"]}
    refused = anna.send("POST", "/registers/areas", {"values": entry})
    saved = keeper.send("POST", "/registers/areas", {"values": entry, "version": 0}, Idempotency_Key="area")
    assert (refused.status, saved.status) == (403, 200), (refused.content, saved.content)
    assert keeper.send("POST", "/registers/areas", {"values": entry, "version": 0}, Idempotency_Key="area").json == saved.json
    assert [one["id"] for one in anna.get("/registers/areas?count=true")["items"]] == ["jiefang"]
    assert anna.get("/registers/areas/jiefang")["values"]["name"] == "解放街道"
    assert anna.get("/registers/areas/jiefang/history")[0]["actor"] == "keeper"
    assert anna.get("/registers/objects?count=true") == {"items": [], "next": None, "total": 0}
    assert anna.send("GET", "/registers/nothing").status == 404
    assert anna.send("GET", "/objects/none/dossier").status == 404
    assert anna.get("/records/finding")["items"] == []
    assert anna.send("GET", "/records/finding/none").status == 404


def test_the_keys_of_both_interfaces_are_one(visit: Callable[[str], Client], case: str, url: str) -> None:
    """A key belongs to the account: used on one interface it stands for that request on the other too."""
    anna = visit("anna")
    assert Client(url, "anna", PASSWORD).send("POST", f"/task/{only(anna)}/claim", {"userId": "anna"}, Idempotency_Key="begin").status == 422
