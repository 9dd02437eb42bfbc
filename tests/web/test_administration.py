"""Pages of the administrators, and the editors' JSON."""

from __future__ import annotations

import re

import pytest

from engine import SYSTEM_ACTOR, Actor, Engine, NotFound
from tests.web.errand import BPMN
from tests.web.visitor import PASSWORD, Visitor

ACCOUNT = {"name": "li.min", "display": "李敏", "email": "li.min@example.test", "password": "a first password", "unit": ["zhzf.nanhu", ""], "role": ["head", ""],
           "rights": [], "active": "true"}


def test_an_administrator_creates_an_account_that_must_change_its_password(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    admin = visit.named("admin")
    assert admin.post("/admin/accounts/new", ACCOUNT).headers["Location"] == "/admin/accounts/li.min"
    assert engine.people.account(people["admin"], "li.min").groups == ("zhzf.nanhu.head",)
    assert "李敏" in admin.get("/admin/accounts?q=li.min").text
    li = visit()
    li.sign_in("li.min", "a first password")
    assert li.get("/inbox").headers["Location"] == "/password"


@pytest.mark.parametrize(("change", "remark"), [
    ({"name": "Li Min"}, "格式不符合要求"), ({"name": "anna"}, "已被使用"), ({"display": ""}, "长度"), ({"email": "no mail"}, "格式不符合要求"),
    ({"password": "short"}, "密码应为"), ({"unit": ["none.nanhu"], "role": [""]}, "没有这个单位或角色"), ({"rights": ["root"]}, "不是可选项"),
    ({"surprise": "1"}, "内容需要修改"),
])
def test_a_wrong_account_is_refused_at_its_field_and_not_made(
    visit: type[Visitor], engine: Engine, people: dict[str, Actor], change: dict[str, object], remark: str,
) -> None:
    answer = visit.named("admin").post("/admin/accounts/new", {**ACCOUNT, **change})
    assert answer.status_code == 422
    assert remark in answer.text
    assert "a first password" not in answer.text
    with pytest.raises(NotFound):
        engine.people.account(people["admin"], "li.min")


def test_disabling_takes_effect_at_once(visit: type[Visitor]) -> None:
    admin, anna = visit.named("admin"), visit.named("anna")
    fields = {"display": "Anna", "email": "", "unit": "zhzf.nanhu", "role": "officer"}
    assert admin.post("/admin/accounts/anna", fields).status_code == 302
    assert anna.get("/inbox").status_code == 302
    assert admin.post("/admin/accounts/admin", {"display": "Admin", "rights": "system"}).status_code == 403


def test_a_reset_password_must_be_changed(visit: type[Visitor]) -> None:
    admin, anna = visit.named("admin"), visit.named("anna")
    assert admin.post("/admin/accounts/anna/password", {"password": "x"}).status_code == 422
    assert admin.post("/admin/accounts/anna/password", {"password": "from the office"}).status_code == 302
    assert anna.get("/inbox").headers["Location"].startswith("/login")
    assert visit().sign_in("anna", PASSWORD).status_code == 401
    assert visit().sign_in("anna", "from the office").status_code == 302


def test_units_are_made_and_renamed(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    admin = visit.named("admin")
    assert admin.post("/admin/units/new", {"id": "sthj.nanhu", "name": "生态环境分局", "name_en": "Ecology", "active": "true"}).status_code == 302
    assert admin.post("/admin/units/new", {"id": "sthj.nanhu", "name": "另一个", "active": "true"}).status_code == 422
    assert admin.post("/admin/units/new", {"id": "Not A Unit", "name": "x"}).status_code == 422
    assert admin.post("/admin/units/sthj.nanhu", {"name": "区生态环境分局"}).status_code == 302
    unit = next(item for item in engine.people.units(people["admin"]) if item.id == "sthj.nanhu")
    assert (unit.name, unit.active) == ("区生态环境分局", False)
    assert admin.get("/admin/units/none.nanhu").status_code == 404


@pytest.mark.parametrize("name", ["anna", "author", "auditor"])
def test_people_are_administered_by_the_system_administrator_alone(visit: type[Visitor], name: str) -> None:
    who = visit.named(name)
    for path in ("/admin/accounts", "/admin/accounts/new", "/admin/units", "/admin/units/new", "/admin/incidents", "/admin/health"):
        assert who.get(path).status_code == 403, path
    assert who.post("/admin/accounts/new", ACCOUNT).status_code == 403
    assert who.post("/admin/units/new", {"id": "sthj.nanhu", "name": "x", "active": "true"}).status_code == 403
    assert who.post("/admin/accounts/ben/password", {"password": "from the office"}).status_code in (403, 404)


@pytest.mark.parametrize("name", ["anna", "admin"])
@pytest.mark.usefixtures("errand")
def test_models_are_edited_by_authors_alone(visit: type[Visitor], engine: Engine, people: dict[str, Actor], name: str) -> None:
    who = visit.named(name)
    assert who.get("/admin/models/errand").status_code == 403
    assert who.get("/admin/processes").status_code == 403
    assert who.get("/api/v1/models/errand").status_code == 403
    assert who.send("PUT", "/api/v1/models/errand/draft", {"xml": BPMN, "revision": 0}).status_code == 403
    assert who.send("POST", "/api/v1/models/errand/publish", {"xml": BPMN, "revision": 0}).status_code == 403
    assert who.post("/admin/processes/deploy", {"name": "x"}).status_code in (403, 422)
    assert len(engine.definitions.versions(people["author"], "errand")) == 1


def test_the_way_into_administration_follows_the_rights(visit: type[Visitor]) -> None:
    assert visit.named("admin").get("/admin").headers["Location"] == "/admin/accounts"
    assert visit.named("author").get("/admin").headers["Location"] == "/admin/processes"
    assert visit.named("anna").get("/admin").status_code == 403
    assert "/admin" not in visit.named("anna").get("/inbox").text


def test_a_draft_is_kept_and_published_as_a_new_version(visit: type[Visitor], engine: Engine, people: dict[str, Actor], case: str) -> None:
    author = visit.named("author")
    opened = author.get("/api/v1/models/errand").json
    assert (opened["key"], opened["version"], opened["source"]) == ("errand", 1, "published")
    changed = BPMN.replace('name="确认"', 'name="复核"')
    kept = author.send("PUT", "/api/v1/models/errand/draft", {"xml": changed, "revision": opened["revision"]})
    assert kept.status_code == 200, kept.text
    assert author.get("/api/v1/models/errand").json["source"] == "draft"
    published = author.send("POST", "/api/v1/models/errand/publish", {"xml": changed, "revision": kept.json["revision"], "note": "改名"})
    assert published.json["version"] == 2, published.text
    assert engine.instances.get(people["anna"], case).row.version == 1
    assert engine.instances.start(people["anna"], "errand", {"shop": "店"}).version == 2
    page = author.get("/admin/processes/errand").text
    assert "改名" in page
    path = re.search(r'href="(/admin/processes/errand/[^"/]+)"', page)
    assert path
    got = author.get(path[1])
    assert got.headers["Content-Disposition"] == "attachment; filename=errand.bpmn"
    assert "复核" in got.text


@pytest.mark.usefixtures("errand")
def test_two_authors_do_not_overwrite_each_other(visit: type[Visitor]) -> None:
    first, second = visit.named("author"), visit.named("author")
    revision = first.get("/api/v1/models/errand").json["revision"]
    assert first.send("PUT", "/api/v1/models/errand/draft", {"xml": BPMN + "<!-- one -->", "revision": revision}).status_code == 200
    late = second.send("PUT", "/api/v1/models/errand/draft", {"xml": BPMN + "<!-- two -->", "revision": revision})
    assert (late.status_code, late.json["code"]) == (409, "draft.changed")
    assert "<!-- one -->" in first.get("/api/v1/models/errand").json["xml"]


@pytest.mark.usefixtures("errand")
def test_lint_and_a_refused_publication_name_the_elements(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    author = visit.named("author")
    wrong = BPMN.replace('targetRef="confirm"', 'targetRef="nowhere"')
    findings = author.send("POST", "/api/v1/models/errand/lint", {"xml": wrong}).json["findings"]
    assert {"code", "severity", "message", "element", "line"} <= findings[0].keys()
    assert any((item["code"], item["element"], item["severity"]) == ("bpmn.reference", "f2", "error") for item in findings)
    refused = author.send("POST", "/api/v1/models/errand/publish", {"xml": wrong, "revision": 0, "note": ""})
    assert refused.status_code == 422
    assert any(item["element"] == "f2" for item in refused.json["findings"])
    doctype = author.send("POST", "/api/v1/models/errand/publish", {"xml": BPMN.replace("?>", "?><!DOCTYPE x>", 1), "revision": 0, "note": ""})
    assert doctype.status_code == 422
    assert "DOCTYPE" in doctype.text
    assert len(engine.definitions.versions(people["author"], "errand")) == 1


@pytest.mark.usefixtures("errand")
def test_a_decision_table_is_edited_too(visit: type[Visitor]) -> None:
    author = visit.named("author")
    opened = author.get("/api/v1/models/waiver").json
    assert opened["kind"] == "decision"
    assert 'data-island="decision"' in author.get("/admin/models/waiver").text
    assert 'data-island="modeler"' in author.get("/admin/models/errand").text
    kept = author.send("PUT", "/api/v1/models/waiver/draft", {"xml": opened["xml"].replace("首违免罚", "首违不罚"), "revision": opened["revision"]})
    assert kept.status_code == 200, kept.text
    assert author.get("/api/v1/models/nothing").status_code == 404


def test_the_registers_for_type_ahead(visit: type[Visitor], engine: Engine, people: dict[str, Actor], case: str) -> None:
    anna = visit.named("anna")
    assert anna.get("/lookup?register=units&q=消防").json == [{"id": "xfjy.nanhu", "label": "消防救援大队"}]
    assert {"id": "fiona", "label": "Fiona"} in anna.get("/lookup?register=accounts&q=fio").json
    assert {"id": "fiona", "label": "Fiona"} in anna.get("/lookup?register=officers&q=Fio").json
    assert anna.get("/lookup?register=passwords&q=a").json == []
    engine.cases.put(SYSTEM_ACTOR, "clue", "CL-1", "", {"title": "噪声投诉"})
    engine.cases.put(SYSTEM_ACTOR, "order", "O-1", "", {"title": "责令改正"})
    assert anna.get("/lookup?register=clues&q=").json == anna.get("/lookup?register=clues&id=CL-1").json == []  # of no case of hers
    assert anna.get("/lookup?register=orders&q=O-").json == [{"id": "O-1", "label": "O-1 责令改正"}]
    key = engine.instances.get(people["anna"], case).row.business_key
    assert [row["id"] for row in anna.get(f"/lookup?register=cases&q={key}").json] == [key]
    assert visit.named("fiona").get(f"/lookup?register=cases&q={key}").json == []


def test_an_incident_is_shown_and_retried(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    model = BPMN.replace('<userTask id="confirm" name="确认" camunda:candidateGroups="xfjy.nanhu.officer"/>',
                         '<serviceTask id="confirm" name="移交" camunda:type="external" camunda:topic="hand.over"/>')
    from tests.web.errand import files

    engine.definitions.deploy(people["author"], "errand", files(model))
    engine.instances.start(people["anna"], "errand", {"shop": "店"})
    task = engine.tasks.inbox(people["anna"], "group").items[0].id
    engine.tasks.complete(people["anna"], task, {"fact": "好"})
    outside = engine.external_tasks.fetch_and_lock("w", ["hand.over"])[0]
    engine.external_tasks.failure(outside.id, "w", "HTTP 503 <b>", details="trace", retries=0)
    admin = visit.named("admin")
    page = admin.get("/admin/incidents").text
    assert "HTTP 503 &lt;b&gt;" in page
    path = re.search(r'href="(/admin/incidents/[\w-]+)"', page)
    assert path
    assert "trace" in admin.get(path[1]).text
    assert admin.post(f"{path[1]}/retry").status_code == 302
    assert "没有异常" in admin.get("/admin/incidents").text
    assert engine.external_tasks.fetch_and_lock("w", ["hand.over"])
    assert admin.get("/admin/incidents/none").status_code == 404


@pytest.mark.usefixtures("errand")
def test_nobody_publishes_over_what_they_have_not_seen_and_a_draft_says_whose_it_is(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    first, second = visit.named("author"), visit.named("author")
    opened = first.get("/api/v1/models/errand").json
    xml = BPMN.replace('name="确认"', 'name="复核"')
    body = {"xml": xml, "revision": 0, "version": opened["version"], "note": ""}
    done = first.send("POST", "/api/v1/models/errand/publish", body)
    assert (done.json["version"], done.json["revision"]) == (2, 0)
    late = second.send("POST", "/api/v1/models/errand/publish", body)
    assert (late.status_code, late.json["code"]) == (409, "draft.published-meanwhile")
    again = first.send("PUT", "/api/v1/models/errand/draft", {"xml": BPMN, "revision": done.json["revision"]})  # the same page goes on
    assert again.json == {"revision": 1}
    assert "草稿：Author" in second.get("/admin/processes").text
    assert "Author" in second.get("/admin/models/errand").text.split("放弃草稿")[0]
    assert visit.named("anna").post("/admin/models/errand/discard").status_code == 403
    second.post("/admin/models/errand/discard")
    assert second.get("/api/v1/models/errand").json["source"] == "published"
    assert first.send("POST", "/api/v1/models/errand/publish", {**body, "revision": 1, "version": 2}).status_code == 409  # its draft is gone
    assert len(engine.definitions.versions(people["author"], "errand")) == 2


@pytest.mark.usefixtures("errand")
def test_a_version_is_compared_with_the_one_before_by_its_elements(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    changed = BPMN.replace('name="确认"', 'name="复核 &lt;b&gt;"').replace("xfjy.nanhu.officer", "zhzf.nanhu.head").replace("\n  ", "\n        ")
    engine.definitions.publish(people["author"], "errand", changed, 0, "换人")
    newer, older = engine.definitions.versions(people["author"], "errand")
    found = engine.definitions.changes(people["author"], older.id, newer.id)
    assert [(item.kind, item.element, item.facts) for item in found] == [
        ("changed", "confirm", (("name", "确认", "复核 <b>"), ("candidateGroups", "xfjy.nanhu.officer", "zhzf.nanhu.head"))),
    ]
    author = visit.named("author")
    assert f"{newer.id}/changes" in author.get("/admin/processes/errand").text
    page = author.get(f"/admin/processes/errand/{newer.id}/changes").text
    assert "<del>xfjy.nanhu.officer</del> <ins>zhzf.nanhu.head</ins>" in page
    assert "复核 &lt;b&gt;" in page
    assert author.get(f"/admin/processes/errand/{older.id}/changes").status_code == 404  # nothing before it
    assert visit.named("anna").get(f"/admin/processes/errand/{newer.id}/changes").status_code == 403


def test_accounts_come_in_pages_and_are_found_by_unit(engine: Engine, people: dict[str, Actor]) -> None:
    every = [account.name for account in engine.people.accounts(SYSTEM_ACTOR)]
    seen, cursor = [], None
    while True:
        found = engine.people.account_page(SYSTEM_ACTOR, cursor=cursor, limit=2)
        assert found.total == len(every) and all(account.groups or account.rights for account in found.items)
        seen += [account.name for account in found.items]
        if (cursor := found.next) is None:
            break
    assert seen == every
    assert "fiona" in [account.name for account in engine.people.account_page(SYSTEM_ACTOR, "消防").items]
    assert engine.people.account_page(SYSTEM_ACTOR, "100%_").items == ()
    assert engine.people.holders(SYSTEM_ACTOR)["xfjy.nanhu.officer"] >= 1
