"""Bad input gets the right status and a message that names the place, and leaves nothing behind."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from adapters.bootstrap import Application
from engine import Actor, Engine
from tests.web.errand import BPMN, DMN, field, files, form
from tests.web.visitor import Visitor
from web.app import create_app


def deployed(engine: Engine, author: Actor) -> int:
    """How many definitions are published."""
    return len(engine.definitions.latest(author))


def publish(author: Visitor, contents: dict[str, bytes]) -> list[dict[str, object]]:
    """Uploads files as a program; they must be refused. Returns the findings."""
    sent = [(io.BytesIO(content), name) for name, content in contents.items()]
    answer = author.post(
        "/admin/processes/deploy", {"name": "broken", "files": sent}, headers={"Accept": "application/json"}, content_type="multipart/form-data",
    )
    assert answer.status_code == 422, answer.text
    assert answer.json["code"] == "deployment.refused"
    findings: list[dict[str, object]] = answer.json["findings"]
    return findings


def codes(findings: list[dict[str, object]]) -> set[object]:
    """Their codes."""
    return {item["code"] for item in findings if item["severity"] == "error"}


def test_a_broken_process_is_refused_at_its_element(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    author = visit.named("author")
    findings = publish(author, files(BPMN.replace('targetRef="confirm"', 'targetRef="nowhere"')))
    wrong = next(item for item in findings if item["code"] == "bpmn.reference")
    assert (wrong["file"], wrong["element"]) == ("errand.bpmn", "f2")
    assert "nowhere" in str(wrong["message"])
    assert deployed(engine, people["author"]) == 0


def test_a_process_that_is_no_xml_names_file_and_line(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    wrong = publish(visit.named("author"), {"errand.bpmn": b"<definitions>\n<process></definitions>"})[0]
    assert (wrong["code"], wrong["file"], wrong["line"]) == ("xml.refused", "errand.bpmn", 2)
    assert deployed(engine, people["author"]) == 0


@pytest.mark.parametrize("name", ["errand.bpmn", "waiver.dmn"])
def test_a_doctype_is_refused(visit: type[Visitor], engine: Engine, people: dict[str, Actor], name: str) -> None:
    body = (BPMN if name.endswith("bpmn") else DMN).replace("?>", '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 1)
    findings = publish(visit.named("author"), {name: body.encode()})
    assert (findings[0]["code"], findings[0]["file"]) == ("xml.doctype", name)
    assert "root:" not in json.dumps(findings)
    assert deployed(engine, people["author"]) == 0


def test_a_broken_decision_names_its_cell(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    findings = publish(visit.named("author"), {"waiver.dmn": DMN.replace("<text>true</text></inputEntry>", "<text>&gt; &gt;</text></inputEntry>").encode()})
    assert any(item["file"] == "waiver.dmn" and item["element"] for item in findings if item["severity"] == "error"), findings
    assert deployed(engine, people["author"]) == 0


def test_a_broken_form_names_its_component(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    author = visit.named("author")
    twice = publish(author, {"look.form": form("look", field("fact", "一"), field("fact", "二"))})
    assert any(item["code"] == "form.lint.duplicate-key" and item["file"] == "look.form" for item in twice), twice
    assert publish(author, {"look.form": b'{"type": '})[0]["file"] == "look.form"
    assert deployed(engine, people["author"]) == 0


def test_an_unknown_group_is_named(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    findings = publish(visit.named("author"), files(BPMN.replace('"xfjy.nanhu.officer"', '"xfjx.nanhu.officer"')))
    wrong = next(item for item in findings if item["code"] == "bpmn.group-unknown")
    assert wrong["element"] == "confirm"
    assert "xfjx.nanhu.officer" in str(wrong["message"])
    assert deployed(engine, people["author"]) == 0


def test_the_page_of_a_refused_upload_lists_the_findings_in_the_language(visit: type[Visitor]) -> None:
    author = visit.named("author")
    sent = [(io.BytesIO(BPMN.replace('targetRef="confirm"', 'targetRef="nowhere"').encode()), "errand.bpmn")]
    page = author.post("/admin/processes/deploy", {"name": "broken", "files": sent}, content_type="multipart/form-data")
    assert page.status_code == 422
    assert "不存在" in page.text
    assert "errand.bpmn" in page.text


def test_a_good_upload_is_published(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    sent = [(io.BytesIO(content), name) for name, content in files().items()]
    answer = visit.named("author").post("/admin/processes/deploy", {"name": "errand", "files": sent}, content_type="multipart/form-data")
    assert answer.status_code == 302, answer.text
    assert deployed(engine, people["author"]) == 4


@pytest.mark.parametrize(("data", "wrong"), [
    ({}, "fact"), ({"fact": ""}, "fact"), ({"fact": 7}, "fact"), ({"fact": "很" * 21}, "fact"), ({"fact": "好", "other": 1}, "other"),
])
def test_a_wrong_field_is_named_and_the_task_stays_open(
    visit: type[Visitor], engine: Engine, people: dict[str, Actor], task: str, data: dict[str, object], wrong: str,
) -> None:
    anna = visit.named("anna")
    before = engine.tasks.get(people["anna"], task).row
    answer = anna.send("POST", f"/tasks/{task}/complete", {"data": data, "version": None, "key": "k"})
    assert answer.status_code == 422
    assert answer.json["code"] == "form.invalid"
    assert list(answer.json["fields"]) == [wrong]
    assert answer.json["fields"][wrong][0]
    assert engine.tasks.get(people["anna"], task).row == before


@pytest.mark.parametrize(("body", "content_type", "code"), [
    (b'{"data": ', "application/json", "malformed.json"), (b"[1]", "application/json", "malformed.object"),
    (b'{"data": {"fact": NaN}}', "application/json", "malformed.json"), (b'{"data": 1}', "application/json", "malformed"),
    (b'{"data": {}, "surprise": 1}', "application/json", "malformed"), (b"[" * 100_000, "application/json", "malformed.json"),
])
def test_a_malformed_body_is_400(visit: type[Visitor], task: str, body: bytes, content_type: str, code: str) -> None:
    anna = visit.named("anna")
    answer = anna.client.post(
        f"/tasks/{task}/complete", data=body, content_type=content_type, headers={"X-CSRFToken": anna.token(), "Accept": "application/json"},
    )
    assert (answer.status_code, answer.json["code"]) == (400, code)


@pytest.mark.usefixtures("errand")
def test_a_double_click_on_start_makes_one_case(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    anna = visit.named("anna")
    answers = [anna.send("POST", "/start/errand", {"data": {"shop": "店"}, "key": "the-same"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json == answers[1].json
    assert len(engine.instances.started_by_me(people["anna"]).items) == 1


def test_a_double_click_on_complete_counts_once(visit: type[Visitor], engine: Engine, people: dict[str, Actor], case: str, task: str) -> None:
    anna = visit.named("anna")
    body = {"data": {"fact": "出店经营"}, "version": None}
    answers = [anna.send("POST", f"/tasks/{task}/complete", body, **{"Idempotency-Key": "the-same"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    kinds = [entry.kind for entry in engine.instances.timeline(people["anna"], case)]
    assert kinds.count("task.completed") == 1


@pytest.mark.usefixtures("errand")
def test_the_same_key_for_other_content_is_refused(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    anna = visit.named("anna")
    anna.send("POST", "/start/errand", {"data": {"shop": "店"}, "key": "one"})
    answer = anna.send("POST", "/start/errand", {"data": {"shop": "另一家"}, "key": "one"})
    assert (answer.status_code, answer.json["code"]) == (422, "idempotency.reused")
    assert len(engine.instances.started_by_me(people["anna"]).items) == 1


def test_two_people_claim_one_task_and_the_second_is_told(visit: type[Visitor], engine: Engine, people: dict[str, Actor], task: str) -> None:
    anna, ben = visit.named("anna"), visit.named("ben")
    assert anna.post(f"/tasks/{task}/claim", {"version": "1"}).status_code == 302
    late = ben.post(f"/tasks/{task}/claim", {"version": "1"})
    assert late.status_code == 409
    assert "已被他人认领" in late.text
    assert engine.tasks.get(people["anna"], task).row.assignee == "anna"
    assert ben.send("POST", f"/tasks/{task}/complete", {"data": {"fact": "好"}}).status_code == 409


def test_an_old_version_of_a_task_is_a_conflict(visit: type[Visitor], task: str) -> None:
    anna = visit.named("anna")
    anna.post(f"/tasks/{task}/claim")
    anna.post(f"/tasks/{task}/release")
    assert anna.send("POST", f"/tasks/{task}/complete", {"data": {"fact": "好"}, "version": 1}).status_code == 409


def test_a_task_of_another_department_is_404_and_a_seen_one_403(
    visit: type[Visitor], engine: Engine, people: dict[str, Actor], case: str, task: str,
) -> None:
    fiona, auditor = visit.named("fiona"), visit.named("auditor")
    assert fiona.get(f"/tasks/{task}").status_code == 404
    assert fiona.get(f"/cases/{case}").status_code == 404
    assert fiona.post(f"/tasks/{task}/claim").status_code == 404
    assert fiona.send("POST", f"/tasks/{task}/complete", {"data": {"fact": "好"}}).status_code == 404
    assert fiona.get(f"/cases/{case}/trace.json").status_code == 404
    assert fiona.get(f"/cases/{case}/diagram.xml").status_code == 404
    assert fiona.post(f"/cases/{case}/comment", {"text": "x"}).status_code == 404
    assert auditor.get(f"/tasks/{task}").status_code == 200
    assert auditor.post(f"/tasks/{task}/claim").status_code == 403
    assert auditor.send("POST", f"/tasks/{task}/complete", {"data": {"fact": "好"}}).status_code == 403
    assert engine.tasks.get(people["anna"], task).row.assignee is None


@pytest.mark.usefixtures("errand")
def test_a_process_of_another_department_cannot_be_started(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    fiona = visit.named("fiona")
    assert fiona.get("/start/errand").status_code == 404
    assert fiona.send("POST", "/start/errand", {"data": {"shop": "店"}}).status_code == 403
    assert fiona.send("POST", "/start/nothing", {"data": {}}).status_code == 404
    assert not engine.instances.started_by_me(people["fiona"]).items


def test_an_upload_over_the_limit_is_413_and_keeps_nothing(application: Application, visit: type[Visitor], engine: Engine, people: dict[str, Actor], case: str) -> None:
    small = create_app(replace(application, settings=replace(application.settings, max_upload_bytes=1000)))

    class There(visit):  # type: ignore[valid-type,misc]  # the fixture gives a class
        application = small

    anna = There.named("anna")
    for size in (1001, 400_000):
        for path in (f"/cases/{case}/files", f"/files?case={case}"):
            page = anna.post(path, {"file": (io.BytesIO(b"x" * size), "big.bin")}, content_type="multipart/form-data")
            assert page.status_code == 413, (size, path)
        answer = anna.client.post(
            f"/files?case={case}", data={"file": (io.BytesIO(b"x" * size), "big.bin")}, content_type="multipart/form-data",
            headers={"X-CSRFToken": anna.token(), "Accept": "application/json"},
        )
        assert answer.status_code == 413
        assert "KB" in answer.json["message"] or "MB" in answer.json["message"]
    assert not engine.files.of_case(people["anna"], case)
    fits = anna.post(f"/cases/{case}/files", {"file": (io.BytesIO(b"x" * 1000), "fits.bin")}, content_type="multipart/form-data")
    assert fits.status_code == 302


def test_an_empty_upload_is_refused(visit: type[Visitor], case: str) -> None:
    anna = visit.named("anna")
    assert anna.post(f"/cases/{case}/files", {}, content_type="multipart/form-data").status_code == 422
    assert anna.post(f"/cases/{case}/files", {"file": (io.BytesIO(b""), "empty.txt")}, content_type="multipart/form-data").status_code == 422


@pytest.mark.parametrize("query", ["view=other", "sort=name", "cursor=abc", "q=" + "x" * 101])
def test_a_wrong_list_is_refused(visit: type[Visitor], query: str) -> None:
    assert visit.named("anna").get(f"/inbox?{query}").status_code == 422


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_characters_that_no_database_keeps_are_refused_everywhere(visit: type[Visitor], engine: Engine, people: dict[str, Actor], case: str, task: str, text: str) -> None:
    anna = visit.named("anna")
    coded = json.dumps({"data": {"fact": text}}).encode()
    answer = anna.client.post(f"/tasks/{task}/complete", data=coded, content_type="application/json", headers={"X-CSRFToken": anna.token()})
    assert (answer.status_code, answer.json["code"]) == (400, "malformed.characters")
    if "\0" in text:  # half a pair cannot even be sent in a form or an address
        assert anna.post(f"/cases/{case}/comment", {"text": text}).status_code == 400
        assert anna.get("/inbox?q=a%00b").status_code == 400
        assert anna.get("/cases/a%00b").status_code == 404
    assert "a" not in [entry.detail.get("text") for entry in engine.instances.timeline(people["anna"], case)]


def test_a_file_is_not_put_at_another_departments_task(visit: type[Visitor], engine: Engine, people: dict[str, Actor], task: str) -> None:
    """One's own case is no way to a task of someone else's."""
    engine.definitions.deploy(people["author"], "errand", files(BPMN.replace("zhzf.nanhu.officer", "xfjy.nanhu.officer")))
    own = engine.instances.start(people["fiona"], "errand", {"shop": "店"}).id
    fiona = visit.named("fiona")
    sent = {"file": (io.BytesIO(b"x"), "x.txt")}
    assert fiona.post(f"/files?case={own}&task={task}", sent, content_type="multipart/form-data").status_code == 404
    assert not engine.files.of_case(people["fiona"], own)


def test_a_name_with_a_line_end_is_no_account(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    given = {"name": "eve\n", "display": "Eve", "email": "eve@example.test\n", "active": "true", "password": "a long enough phrase"}
    page = visit.named("admin").post("/admin/accounts/new", given)
    assert page.status_code == 422
    assert "eve" not in {item.name.strip() for item in engine.people.accounts(people["admin"])}
