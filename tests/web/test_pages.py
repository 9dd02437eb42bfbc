"""The pages of officers: what they show, in both languages, and that names from people stay text."""

from __future__ import annotations

import io
import re

import pytest

from engine import Actor, Engine
from tests.settable_clock import SettableClock
from tests.web.errand import HEAD, NASTY
from tests.web.visitor import Visitor


def tabs(page: str) -> dict[str, str]:
    """The numbers on the tabs."""
    return dict(re.findall(r'id="count-(\w+)"[^>]*>(\d+)<', page))


def test_a_task_walks_from_pool_to_done(visit: type[Visitor], task: str, case: str) -> None:
    anna, ben = visit.named("anna"), visit.named("ben")
    group = anna.get("/inbox?view=group").text
    assert f'href="/tasks/{task}"' in group
    assert tabs(group) == {"mine": "0", "group": "1"}
    assert "区综合行政执法局 · 执法人员" in group
    assert anna.post(f"/tasks/{task}/claim").headers["Location"] == f"/tasks/{task}"
    assert tabs(anna.get("/inbox").text) == {"mine": "1", "group": "0"}
    assert f"/tasks/{task}" not in ben.get("/inbox?view=group").text
    assert anna.post(f"/tasks/{task}/release").headers["Location"] == "/inbox?view=group"
    assert tabs(ben.get("/inbox").text)["group"] == "1"
    answer = ben.send("POST", f"/tasks/{task}/complete", {"data": {"fact": "出店经营"}, "comment": "当事人配合"})
    assert answer.json == {"redirect": "/inbox"}
    assert f'href="/tasks/{task}"' in ben.get("/inbox?view=done").text
    page = anna.get(f"/cases/{case}").text
    assert "当事人配合" in page
    assert "出店经营" in page
    assert "<dt>情况 &lt;script&gt;" in page
    assert "消防救援大队 · 执法人员" in page


def test_a_task_without_a_form_is_completed_by_a_plain_button(visit: type[Visitor], engine: Engine, people: dict[str, Actor], case: str, task: str) -> None:
    visit.named("anna").send("POST", f"/tasks/{task}/complete", {"data": {"fact": "好"}})
    fiona = visit.named("fiona")
    second = engine.tasks.inbox(people["fiona"], "group").items[0].id
    page = fiona.get(f"/tasks/{second}").text
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key
    assert fiona.post(f"/tasks/{second}/complete", {"key": key[1], "version": "1", "comment": "同意"}).headers["Location"] == "/inbox"
    assert engine.instances.get(people["anna"], case).row.state == "completed"


def test_the_next_step_of_the_same_person_opens_at_once(visit: type[Visitor], engine: Engine, people: dict[str, Actor], task: str) -> None:
    engine.people.update_account(people["admin"], "anna", groups=["zhzf.nanhu.officer", "xfjy.nanhu.officer"])
    anna = visit.named("anna")
    answer = anna.send("POST", f"/tasks/{task}/complete", {"data": {"fact": "好"}})
    assert re.fullmatch(r"/tasks/[\w-]+", answer.json["redirect"])
    assert answer.json["redirect"] != f"/tasks/{task}"


def test_an_overdue_task_is_marked_by_shape_word_and_colour(visit: type[Visitor], clock: SettableClock, task: str) -> None:
    anna = visit.named("anna")
    anna.post(f"/tasks/{task}/claim")
    before = anna.get("/inbox").text
    assert "2026-03-03 24:00" in before
    assert "逾期</span>" not in before
    clock.set("2026-03-04 00:01")
    late = visit.named("anna").get("/inbox").text
    assert '<span class="light-sign" aria-hidden="true">◆</span>逾期' in late
    assert "我的待办 1 件逾期" in late and "可认领 1 件逾期" not in late  # each number belongs to one list


def test_a_view_is_kept_opens_by_itself_and_goes(visit: type[Visitor], task: str) -> None:
    anna, ben = visit.named("anna"), visit.named("ben")
    assert "保存为视图" not in anna.get("/inbox").text  # nothing to keep
    asked = {"view": "group", "process": "errand", "sort": "-due"}
    assert "保存为视图" in anna.get("/inbox?view=group&process=errand&sort=-due&q=").text
    kept = anna.post("/inbox/views", {"name": "跑腿", **asked})
    assert kept.headers["Location"] == "/inbox?view=group&process=errand&sort=-due"
    shown = anna.get("/inbox?view=group&process=errand&q=&sort=-due").text
    one = re.search(r"/inbox/views/([\w-]+)/default", shown)
    assert one and 'aria-current="true">跑腿' in shown and "跑腿" not in ben.get("/inbox").text
    assert anna.get("/inbox").status_code == 200
    anna.post(f"/inbox/views/{one[1]}/default", {"default": "true"})
    assert anna.get("/inbox").headers["Location"] == kept.headers["Location"]
    assert anna.get("/inbox?view=mine").status_code == 200
    assert ben.post(f"/inbox/views/{one[1]}/forget").status_code == 404
    anna.post("/inbox/views", {"name": "跑腿", "view": "mine", "overdue": "true"})  # the same name: another question, still the default
    assert anna.get("/inbox").headers["Location"] == "/inbox?view=mine&overdue=true"
    assert anna.post("/inbox/views", {"name": " " * 3, "view": "mine"}).status_code == 422
    anna.post(f"/inbox/views/{one[1]}/forget")
    assert anna.get("/inbox").status_code == 200


def test_search_filter_and_sort_find_the_task(visit: type[Visitor], task: str) -> None:
    anna = visit.named("anna")
    for query, seen in (("q=现场", True), ("q=没有这个", False), ("process=errand", True), ("process=other", False), ("overdue=true", False), ("sort=-created", True)):
        page = anna.get(f"/inbox?view=group&{query}").text
        assert (f'href="/tasks/{task}"' in page) is seen, query
    assert "没有符合条件的事项" in anna.get("/inbox?view=group&q=没有这个").text


@pytest.mark.usefixtures("errand")
def test_a_long_list_pages_without_gap_or_double(visit: type[Visitor], engine: Engine, people: dict[str, Actor], clock: SettableClock) -> None:
    for number in range(60):
        clock.advance(minutes=1)
        engine.instances.start(people["anna"], "errand", {"shop": f"店 {number}"})
    anna = visit.named("anna")
    seen: list[str] = []
    path: str | None = "/inbox?view=group&sort=created"
    pages = 0
    while path:
        text = anna.get(path).text
        seen += re.findall(r'href="/tasks/([\w-]+)"', text)
        found = re.search(r'rel="next" href="([^"]+)"', text)
        path = found[1].replace("&amp;", "&") if found else None
        pages += 1
    assert (len(seen), len(set(seen)), pages) == (60, 60, 3)


def test_the_live_numbers_are_pieces_for_htmx(visit: type[Visitor], task: str) -> None:
    anna = visit.named("anna")
    assert tabs(anna.get("/live?inbox=1").text) == {"mine": "0", "group": "1", "notices": "0"}
    assert tabs(anna.get("/live").text) == {"notices": "0"}
    gone = visit().get("/live", **{"HX-Request": "true"})
    assert (gone.status_code, gone.headers["HX-Redirect"]) == (204, "/login")


def test_names_from_people_stay_text(visit: type[Visitor], engine: Engine, people: dict[str, Actor], case: str, task: str) -> None:
    """Stored scripts in names, opinions, file names and values never reach a page as HTML."""
    engine.people.update_account(people["admin"], "anna", display=NASTY)
    engine.people.save_unit(people["admin"], "zhzf.nanhu", NASTY, NASTY, "department", None)
    anna = visit.named("anna")
    anna.post(f"/cases/{case}/comment", {"text": NASTY})
    anna.post(f"/cases/{case}/files", {"file": (io.BytesIO(b"x"), "<img src=x onerror=alert(1)>.txt")}, content_type="multipart/form-data")
    anna.post(f"/tasks/{task}/claim")
    admin, author = visit.named("admin"), visit.named("author")
    pages = [
        (anna, "/inbox"), (anna, f"/tasks/{task}"), (anna, f"/cases/{case}"), (anna, "/start"), (anna, "/start/errand"), (anna, "/cases"),
        (anna, f"/inbox?q={NASTY}"), (anna, "/inbox?view=started"), (admin, "/admin/accounts"), (admin, "/admin/accounts/anna"),
        (admin, "/admin/units"), (author, "/admin/processes"), (author, "/admin/models/errand"), (author, "/admin/processes/errand"),
    ]
    for who, path in pages:
        text = who.get(path).text
        assert "alert(1)" in text, path
        assert "<script>alert" not in text, path
        assert "</script>alert" not in text, path
        assert "<img src=x" not in text, path


def test_data_in_script_elements_cannot_close_them(visit: type[Visitor], task: str) -> None:
    text = visit.named("anna").get(f"/tasks/{task}").text
    for block in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL):
        assert "<" not in block
        assert ">" not in block
    assert "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e\\u003c/script\\u003e" in text


def test_the_form_island_has_what_its_contract_names(visit: type[Visitor], case: str, task: str) -> None:
    text = visit.named("anna").get(f"/tasks/{task}").text
    island = re.search(r'<form class="form-island"[^>]*>', text)
    assert island
    for part in (
        'data-island="form"', f'data-action="/tasks/{task}/complete"', 'data-method="POST"', f'data-upload="/files?task={task}&amp;case={case}"',
        'data-csrf="', 'data-lang="zh"', 'data-version="1"', 'data-key="', 'data-lookup="/lookup"',
    ):
        assert part in island[0], part
    assert "data-readonly" not in island[0]
    assert "data-readonly" in visit.named("auditor").get(f"/tasks/{task}").text


@pytest.mark.usefixtures("errand")
def test_start_shows_what_one_may_start_and_who_else_may(visit: type[Visitor]) -> None:
    page = visit.named("anna").get("/start").text
    assert 'href="/start/errand"' in page
    assert "区综合行政执法局 · 执法人员" in page
    assert "/start/errand" not in visit.named("fiona").get("/start").text


@pytest.mark.usefixtures("errand")
def test_a_case_started_from_the_page_opens(visit: type[Visitor]) -> None:
    anna = visit.named("anna")
    answer = anna.send("POST", "/start/errand", {"data": {"shop": "某某餐饮店"}, "key": "k"})
    page = anna.get(answer.json["redirect"])
    assert page.status_code == 200
    assert 'data-island="diagram"' in page.text
    assert answer.json["redirect"] in anna.get("/inbox?view=started").text
    assert answer.json["redirect"] in anna.get("/cases").text


def test_the_trace_shows_exactly_what_was_walked(visit: type[Visitor], case: str, task: str) -> None:
    anna = visit.named("anna")
    assert anna.get(f"/cases/{case}/trace.json").json["waiting"] == ["look"]
    anna.send("POST", f"/tasks/{task}/complete", {"data": {"fact": "好"}})
    trace = anna.get(f"/cases/{case}/trace.json").json
    assert set(trace["walked"]) - {"confirm"} == {"begin", "f1", "look", "f2"}
    assert trace["waiting"] == ["confirm"]
    diagram = anna.get(f"/cases/{case}/diagram.xml")
    assert diagram.content_type == "application/xml; charset=utf-8"
    assert b'id="errand"' in diagram.data


OUTER = HEAD + """
<process id="outer" name="外层" isExecutable="true" camunda:candidateStarterGroups="zhzf.nanhu.officer">
  <startEvent id="go"/><callActivity id="inner" name="巡查" calledElement="errand"/><endEvent id="over"/>
  <sequenceFlow id="a" sourceRef="go" targetRef="inner"/><sequenceFlow id="b" sourceRef="inner" targetRef="over"/>
</process></definitions>"""


@pytest.mark.usefixtures("errand")
def test_a_called_process_is_shown_within_its_case(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    engine.definitions.deploy(people["author"], "outer", {"outer.bpmn": OUTER.encode()})
    anna = visit.named("anna")
    row = engine.instances.start(people["anna"], "outer", {})
    child = engine.instances.get(people["anna"], row.id).children[0].id
    assert anna.get(f"/cases/{child}").headers["Location"] == f"/cases/{row.id}?part={child}"
    page = anna.get(f"/cases/{row.id}?part={child}").text
    assert f'data-xml="/cases/{child}/diagram.xml"' in page
    assert f'data-trace="/cases/{child}/trace.json"' in page
    assert anna.get(f"/cases/{child}/trace.json").json["waiting"] == ["look"]
    assert anna.get(f"/cases/{row.id}/trace.json").json["waiting"] == ["inner"]
    outer = anna.get(f"/cases/{row.id}?part=nonsense").text
    assert "外层" in outer and f'data-xml="/cases/{row.id}/diagram.xml"' in outer
    drawn = anna.get(f"/cases/{row.id}/diagram.xml").text
    assert "BPMNDiagram" not in OUTER and drawn.startswith(OUTER.removesuffix("</definitions>")) and 'bpmnElement="inner"' in drawn, "a model without a drawing gets one"


def test_files_come_back_as_downloads_for_those_who_see_the_case(visit: type[Visitor], case: str) -> None:
    anna = visit.named("anna")
    page = b"<html><script>alert(1)</script>"
    ref = anna.client.post(
        f"/files?case={case}", data={"file": (io.BytesIO(page), "../../现场\x07.html"), "csrf_token": anna.token()}, content_type="multipart/form-data",
    ).json
    assert ref["name"] == "现场.html"
    got = anna.get(ref["url"])
    assert got.data == page
    assert got.headers["Content-Disposition"].startswith("attachment;")
    assert got.content_type == "application/octet-stream"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert ref["url"] in anna.get(f"/cases/{case}").text
    assert visit.named("fiona").get(ref["url"]).status_code == 404


def test_opinions_and_cancelling_need_words(visit: type[Visitor], engine: Engine, people: dict[str, Actor], case: str) -> None:
    anna = visit.named("anna")
    assert anna.post(f"/cases/{case}/comment", {"text": ""}).status_code == 422
    assert anna.post(f"/cases/{case}/comment", {"text": "建议联合检查"}).status_code == 302
    assert "建议联合检查" in anna.get(f"/cases/{case}").text
    assert anna.post(f"/cases/{case}/cancel", {"reason": ""}).status_code == 422
    assert anna.post(f"/cases/{case}/cancel", {"reason": "重复登记", "version": "99"}).status_code == 409
    lock = engine.instances.get(people["anna"], case).row.lock
    assert anna.post(f"/cases/{case}/cancel", {"reason": "重复登记", "version": str(lock)}).status_code == 302
    page = anna.get(f"/cases/{case}").text
    assert "已撤销" in page
    assert "重复登记" in page
    assert visit.named("ben").post(f"/cases/{case}/cancel", {"reason": "x"}).status_code in (403, 404, 409)


def test_notices_are_listed_and_marked(visit: type[Visitor], engine: Engine, clock: SettableClock, task: str) -> None:
    anna = visit.named("anna")
    anna.post(f"/tasks/{task}/claim")
    clock.set("2026-03-04 00:01")
    engine.jobs.tick()
    anna = visit.named("anna")
    assert tabs(anna.get("/live").text) == {"notices": "1"}
    page = anna.get("/notices").text
    assert f'href="/tasks/{task}"' in page
    identity = re.search(r'name="id" value="([^"]+)"', page)
    assert identity
    anna.post("/notices/read", {"id": identity[1]})
    assert tabs(anna.get("/live").text) == {"notices": "0"}
    assert not visit.named("fiona").get("/notices").text.count("row-title")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_opens_in_both_languages(visit: type[Visitor], case: str, task: str, language: str) -> None:
    """A key without a text would show itself: no page may contain anything that looks like one."""
    for name, paths in {
        "anna": ["/inbox", "/inbox?view=group", "/inbox?view=done", "/inbox?view=started", f"/tasks/{task}", "/start", "/start/errand", "/cases",
                 f"/cases/{case}", "/notices", "/password", "/nothing"],
        "admin": ["/admin/accounts", "/admin/accounts/new", "/admin/accounts/anna", "/admin/units", "/admin/units/new", "/admin/units/zhzf.nanhu",
                  "/admin/incidents", "/admin/health"],
        "author": ["/admin/processes", "/admin/processes/errand", "/admin/processes/deploy", "/admin/models/errand", "/admin/models/waiver"],
    }.items():
        who = visit.named(name)
        who.post("/language", {"language": language})
        for path in paths:
            answer = who.get(path)
            assert answer.status_code == (404 if path == "/nothing" else 200), path
            shown = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
            assert not re.findall(r"\b(?:inbox|task|case|cases|nav|layout|history|fault|http|field|accounts|units|state|light|role|right)\.[a-z]", shown), path
            if language == "en":
                known = NASTY + "中文巡查现场检查情况店铺某餐饮确认首违免罚区综合行政执法局消防救援大队解放市场监管所街道队指导办公室监督管"
                assert not [letter for letter in shown if "一" <= letter <= "鿿" and letter not in known], path


@pytest.mark.usefixtures("errand")
def test_several_are_claimed_at_once_and_one_taken_by_a_colleague_hinders_no_other(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    for number in range(3):
        engine.instances.start(people["anna"], "errand", {"shop": f"店 {number}"})
    first, second, third = (row.id for row in engine.tasks.inbox(people["anna"], "group").items)
    anna = visit.named("anna")
    assert anna.get("/inbox?view=group").text.count('form="picking"') == 3
    engine.tasks.claim(people["ben"], second)
    anna.post("/inbox/claim", {"id": [first, second]})
    page = anna.get("/inbox").text
    assert "已认领 1 件" in page
    assert "1 件未能认领" in page
    assert (tabs(page)["mine"], engine.tasks.get(people["anna"], third).row.assignee) == ("1", None)
    anna.post("/inbox/claim", {})
    assert "请先勾选" in anna.get("/inbox").text


def test_one_hands_over_and_urges_on_the_page(visit: type[Visitor], engine: Engine, people: dict[str, Actor], task: str, case: str) -> None:
    anna, ben, fiona = visit.named("anna"), visit.named("ben"), visit.named("fiona")
    assert 'name="to"' not in anna.get(f"/tasks/{task}").text  # not one's own yet
    anna.post(f"/tasks/{task}/claim")
    page = anna.get(f"/tasks/{task}").text
    assert re.findall(r'<option value="(\w+)">', page) == ["ben"]
    assert anna.post(f"/tasks/{task}/hand-over", {"to": "fiona", "reason": "休假"}).status_code == 422
    assert fiona.post(f"/tasks/{task}/hand-over", {"to": "ben", "reason": "休假"}).status_code == 404
    assert anna.post(f"/tasks/{task}/hand-over", {"to": "ben", "reason": "休假"}).status_code == 302
    assert engine.tasks.get(people["ben"], task).row.assignee == "ben"
    assert "转办给 Ben" in ben.get(f"/cases/{case}").text
    assert f'action="/tasks/{task}/urge"' not in ben.get(f"/tasks/{task}").text
    assert f'action="/tasks/{task}/urge"' in anna.get(f"/tasks/{task}").text
    assert anna.post(f"/tasks/{task}/urge", {"text": "今天要"}).status_code == 302
    assert anna.post(f"/tasks/{task}/urge").status_code == 409
    assert "今天要" in ben.get("/notices").text


def test_what_is_filled_in_so_far_is_kept_and_goes_along_with_the_task(visit: type[Visitor], engine: Engine, people: dict[str, Actor], task: str) -> None:
    anna, ben, fiona = visit.named("anna"), visit.named("ben"), visit.named("fiona")
    anna.post(f"/tasks/{task}/claim")
    assert f'data-draft="/tasks/{task}/draft"' in anna.get(f"/tasks/{task}").text
    version = engine.tasks.get(people["anna"], task).row.version
    half = {"data": {"fact": "写到一半，比二十个字还要长的一段话，还没有想好。"}}  # too long for the form, and kept all the same
    assert anna.send("POST", f"/tasks/{task}/draft", half).json == {"kept": True}
    assert (ben.send("POST", f"/tasks/{task}/draft", half).status_code, fiona.send("POST", f"/tasks/{task}/draft", half).status_code) == (409, 404)
    assert anna.send("POST", f"/tasks/{task}/draft", {"data": {"fact": "长" * 250_000}}).status_code == 422
    assert engine.tasks.get(people["anna"], task).row.version == version  # no change of the task
    engine.tasks.hand_over(people["anna"], task, "ben", "休假")
    assert "写到一半" not in anna.get(f"/tasks/{task}").text
    page = ben.get(f"/tasks/{task}").text
    assert "写到一半" in page
    assert "Anna" in page
    assert ben.post(f"/tasks/{task}/draft").status_code == 302
    assert "写到一半" not in ben.get(f"/tasks/{task}").text
