"""What operators do with cases, on pages: each with a reason, each in the case's record, for operators only."""

from __future__ import annotations

from engine import Actor, Engine
from tests.engine.modelling import bpmn
from tests.settable_clock import SettableClock
from tests.web.visitor import Visitor

TWO = "start s\nuser a group=zhzf.nanhu.officer name=甲\nuser b group=zhzf.nanhu.officer name=乙\nend e\ns > a > b > e"
LOST = "start s\nuser a2 group=zhzf.nanhu.officer\nend e\ns > a2 > e"


def elements(engine: Engine, actor: Actor, case: str) -> list[str]:
    return [task.element for task in engine.instances.operated(actor, case)[1]]


def test_only_operators_may(visit: type[Visitor], case: str) -> None:
    officer = visit.named("anna")
    assert officer.get(f"/admin/operating/cases/{case}").status_code == 403
    assert officer.get("/admin/operating/versions/errand").status_code == 403
    bodies = {"hold": {}, "restart": {}, "jump": {"task": "x", "target": "x"}, "member": {"task": "x", "do": "add"}}
    for verb, body in bodies.items():
        assert officer.post(f"/admin/operating/cases/{case}/{verb}", {"reason": "x", **body}).status_code == 403
    assert officer.post(f"/admin/operating/cases/{case}/resume").status_code == 403
    assert visit.named("admin").get("/admin/operating/cases/nothing").status_code == 404


def test_a_case_is_held_goes_on_and_moves(visit: type[Visitor], engine: Engine, people: dict[str, Actor], case: str) -> None:
    admin, home = visit.named("admin"), f"/admin/operating/cases/{case}"
    page = admin.get(home).text
    assert "<script>alert" not in page
    assert 'value="confirm"' in page
    (task,) = engine.instances.operated(people["admin"], case)[1]
    admin.post(f"{home}/hold", {"reason": ""})
    assert engine.instances.operated(people["admin"], case)[0].state == "active", "nothing without a reason"
    admin.post(f"{home}/hold", {"reason": "当事人申请中止"})
    assert engine.instances.operated(people["admin"], case)[0].state == "suspended"
    assert admin.post(f"{home}/jump", {"task": task.id, "target": "confirm", "reason": "x"}).status_code == 409
    assert "继续办理" in admin.get(home).text
    officer, claim = visit.named("anna"), f"/tasks/{task.id}/claim"
    assert 'chip-suspended">已暂停' in officer.get("/inbox?view=group").text, "held work is seen to be held"
    shown = officer.get(f"/tasks/{task.id}").text
    assert "恢复之前不能认领" in shown
    assert claim not in shown
    answer = officer.post(claim, {"version": task.version})
    assert (answer.status_code, "恢复之前不能办理" in answer.text) == (409, True)
    admin.post(f"{home}/resume")
    admin.post(f"{home}/jump", {"task": task.id, "target": "confirm", "reason": "现场检查已另案完成"})
    assert elements(engine, people["admin"], case) == ["confirm"]
    told = [item.kind for item in engine.instances.timeline(people["anna"], case)]
    assert {"case.suspended", "case.resumed", "case.jumped"} <= set(told)
    assert admin.post(f"{home}/restart", {"reason": "x"}).status_code == 409, "only an ended case begins again"
    (task,) = engine.instances.operated(people["admin"], case)[1]
    shown = admin.post(f"{home}/jump", {"task": task.id, "target": "begin", "reason": "x"})
    assert shown.status_code == 302
    assert "不能到 begin" in admin.get(home).text
    assert elements(engine, people["admin"], case) == ["confirm"], "a step that cannot be entered changes nothing"


def test_a_case_whose_listener_fails_is_cancelled_without_it_by_an_operator(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    failing = '<extensionElements><camunda:taskListener event="delete" expression="${task.setAssignee(nobody)}"/></extensionElements>'
    model = f'start s\n<userTask id="a" name="核对" camunda:candidateGroups="zhzf.nanhu.officer">{failing}</userTask>\nend e\ns > a > e'
    engine.definitions.deploy(people["author"], "told", {"told.bpmn": bpmn(model, "told", 'camunda:candidateStarterGroups="zhzf.nanhu.officer"')})
    case = engine.instances.start(people["anna"], "told", {}).id
    admin, anna, path, given = visit.named("admin"), visit.named("anna"), f"/cases/{case}/cancel", {"reason": "重复登记"}
    shown = anna.post(path, given)
    assert shown.status_code == 409
    for said in ("核对", "事项撤回", "${task.setAssignee(nobody)}", "没有名为“nobody”的变量", "告知系统管理员"):
        assert said in shown.text, said
    assert 'name="silent"' not in shown.text
    assert anna.post(path, {**given, "silent": "true"}).status_code == 403, "who may not do without the listeners is told so, and nothing is done"
    engine.instances.suspend(people["admin"], case, "查明")
    shown = admin.post(path, given)
    assert 'name="silent"' in shown.text
    assert 'name="version"' in shown.text
    assert "重复登记" in shown.text, "the reason is not typed twice"
    (task,) = engine.instances.operated(people["admin"], case)[1]
    engine.instances.resume(people["admin"], case)
    jump = {"task": task.id, "target": "e", "reason": "x"}
    assert admin.post(f"/admin/operating/cases/{case}/jump", jump).status_code == 302
    assert "的监听器（事项撤回）出错" in admin.get(f"/admin/operating/cases/{case}").text
    assert admin.post(path, {**given, "silent": "true"}).status_code == 302
    page = admin.get(f"/cases/{case}").text
    assert "案件已撤销" in page
    assert "没有执行" in page, "its file says what was left out"


def test_an_incident_says_why_in_the_language_of_the_reader(visit: type[Visitor], engine: Engine, people: dict[str, Actor], clock: SettableClock) -> None:
    late = '<extensionElements><camunda:executionListener event="start" expression="${execution.setVariable(gone, 1)}"/></extensionElements>'
    model = f'start s\n<task id="a" camunda:asyncBefore="true">{late}</task>\nend e\ns > a > e'
    engine.definitions.deploy(people["author"], "told", {"told.bpmn": bpmn(model, "told", 'camunda:candidateStarterGroups="zhzf.nanhu.officer"')})
    engine.instances.start(people["anna"], "told", {})
    for _ in range(4):
        clock.advance(hours=5)
        while engine.jobs.tick().due:
            pass
    admin = visit.named("admin")
    page = admin.get("/admin/incidents").text
    assert "“a”的监听器（开始）出错：没有名为“gone”的变量" in page
    (item,) = engine.jobs.incidents(people["admin"])
    assert item.fault is not None
    assert item.fault.values["reason"] == 'the name "gone" is unknown', "and in English"


def test_an_ended_case_begins_again(visit: type[Visitor], engine: Engine, people: dict[str, Actor], case: str) -> None:
    engine.instances.cancel(people["admin"], case, "重复")
    answer = visit.named("admin").post(f"/admin/operating/cases/{case}/restart", {"reason": "撤销有误"})
    again = answer.headers["Location"].rsplit("/", 1)[-1]
    assert again != case
    assert elements(engine, people["admin"], again) == ["look"]


def test_running_cases_are_tried_then_moved_to_another_version(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    author, admin = people["author"], visit.named("admin")
    engine.definitions.deploy(author, "two", {"two.bpmn": bpmn(TWO, "two", 'camunda:candidateStarterGroups="zhzf.nanhu.officer"')})
    cases = [engine.instances.start(people["anna"], "two", {}).id for _ in range(3)]
    engine.definitions.deploy(author, "two", {"two.bpmn": bpmn(TWO.replace("乙", "丙"), "two", 'camunda:candidateStarterGroups="zhzf.nanhu.officer"')})
    new, old = (item.definition_id for item in engine.instances.in_use(people["admin"], "two"))
    given = {"source": old, "target": new}
    assert "试了 3 件，0 件不能迁移" in admin.post("/admin/operating/versions/two", {**given, "do": "try"}).text
    assert [item.running for item in engine.instances.in_use(people["admin"], "two")] == [0, 3], "trying moves nothing"
    assert "已迁移 3 件" in admin.post("/admin/operating/versions/two", {**given, "do": "move"}).text
    assert [item.running for item in engine.instances.in_use(people["admin"], "two")] == [3, 0]
    engine.definitions.deploy(author, "two", {"two.bpmn": bpmn(LOST, "two", 'camunda:candidateStarterGroups="zhzf.nanhu.officer"')})
    lost = engine.instances.in_use(people["admin"], "two")[0].definition_id
    page = admin.post("/admin/operating/versions/two", {"source": new, "target": lost, "do": "move"}).text
    assert "已迁移 0 件，本批 3 件不能迁移" in page
    assert all(case in page for case in cases)
    assert admin.post("/admin/operating/versions/two", {"source": "x", "target": new, "do": "try"}).status_code == 404


def test_a_case_says_what_it_waits_for(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    model = "start s\npar f\ncatch-timer t duration=P7D name=整改期限\ncatch-message m name=msg.x\nservice o topic=nobody.answers name=查询外部系统\nuser u group=zhzf.nanhu.officer\n"
    model += "boundary-timer b on u duration=P1D\nend e1\nend e2\nend e3\nend e4\nend e5\ns > f\nf > t > e1\nf > m > e2\nf > o > e3\nf > u > e4\nb > e5"
    engine.definitions.deploy(people["author"], "w", {"w.bpmn": bpmn(model, "w", 'camunda:candidateStarterGroups="zhzf.nanhu.officer"')})
    case = engine.instances.start(people["anna"], "w", {}).id
    assert [(item.kind, item.element) for item in engine.instances.waits(people["anna"], case)] == [("timer", "t"), ("message", "m"), ("system", "o")]
    page = visit.named("anna").get(f"/cases/{case}").text
    assert "正在等待" in page
    assert "等待系统答复" in page
    assert "2026-03-09" in page or "3月9日" in page
