"""Plans that meet become one visit when all agree; what planning warns of; findings per department; draws kept, planned, published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from engine import SYSTEM_ACTOR, Actor, Conflict, Engine, Forbidden, Invalid, NotFound
from engine.joint.draw import Inputs, draw
from tests.settable_clock import SettableClock

pytestmark = pytest.mark.both_databases
SCJG, XFJY, ZHZF = "scjg.330402008", "xfjy.nanhu", "zhzf.nanhu"
DAY = date(2026, 3, 10)


@pytest.fixture
def shop(engine: Engine, people: dict[str, Actor]) -> str:
    """A shop of an enterprise, and the numbers of visits."""
    rows = [
        ("joint-window", "", "", "14"), ("yearly-cap", "", "", "2"), ("repeat-days", "", "", "30"), ("draw-ratio", "A", "", "50"), ("draw-ratio", "none", "", "100"),
        ("draw-officers", "", "2", ""),
    ]
    text = "kind,key,step,title,min,max,unit,mark,valid_from\n" + "".join(f"visit-rule,{key},{step},测试,{least},{most},个,CFG,2025-01-01\n" for key, step, least, most in rows)
    engine.law.import_rows(people["author"], "law.csv", text.encode())
    return engine.records.save(SYSTEM_ACTOR, "objects", {"kind": "shop", "name": "老街面馆", "address": "解放路1号", "enterprise": True, "state": "active", "area_code": ""})


@pytest.fixture
def plan(engine: Engine, people: dict[str, Actor], shop: str) -> Callable[..., str]:
    """Plans a visit and gives its id."""
    who = {SCJG: "max", XFJY: "fiona", ZHZF: "anna"}

    def made(unit: str, day: date = DAY, source: str = "plan", **more: str) -> str:
        return engine.joint.plan(people[who[unit]], shop, unit, day, source, **more).visit_id

    return made


def test_two_plans_that_meet_are_offered_and_become_one_visit(engine: Engine, people: dict[str, Actor], plan: Callable[..., str], shop: str) -> None:
    first, second = plan(SCJG), plan(XFJY, date(2026, 3, 20))
    (offer,) = engine.joint.offers(people["max"])
    assert (offer.visit_id, offer.other_id, offer.day, offer.name) == (first, second, DAY, "老街面馆")
    assert {item.unit: (item.answer, item.mine) for item in offer.answers} == {SCJG: ("", True), XFJY: ("", False)}
    assert engine.joint.offers(people["fiona"])[0].id == offer.id and engine.joint.offers(people["anna"]) == ()
    assert engine.joint.answer(people["max"], offer.id, SCJG, accept=True) == "open"
    assert engine.joint.answer(people["fiona"], offer.id, XFJY, accept=True, reason="同去") == "agreed"
    joint = engine.joint.visit(people["anna"], first)
    assert (joint.units, joint.state, joint.day) == ((SCJG, XFJY), "planned", DAY)
    gone = engine.joint.visit(people["anna"], second)
    assert (gone.state, gone.merged_into) == ("merged", first)
    assert engine.joint.offers(people["max"]) == () and engine.joint.offers(people["max"], open_only=False)[0].state == "agreed"
    assert [item.id for item in engine.joint.plans(people["fiona"]).items] == [first]
    assert {item.kind for item in engine.notices.list(people["fiona"]).items} == {"staff.joint-agreed", "staff.joint-offer"}
    with pytest.raises(Conflict):
        engine.joint.answer(people["max"], offer.id, SCJG, accept=False, reason="晚了")


def test_one_decline_with_a_reason_leaves_both_visits(engine: Engine, people: dict[str, Actor], plan: Callable[..., str]) -> None:
    first, second = plan(SCJG), plan(XFJY)
    (offer,) = engine.joint.offers(people["fiona"])
    with pytest.raises(Invalid) as refused:
        engine.joint.answer(people["fiona"], offer.id, XFJY, accept=False, reason="  ")
    assert refused.value.fields == {"reason": ["joint.reason"]}
    with pytest.raises(Forbidden):
        engine.joint.answer(people["fiona"], offer.id, SCJG, accept=True)
    with pytest.raises(NotFound):
        engine.joint.answer(people["anna"], offer.id, ZHZF, accept=True)
    assert engine.joint.answer(people["fiona"], offer.id, XFJY, accept=False, reason="须先停业检测") == "declined"
    assert [engine.joint.visit(people["max"], item).state for item in (first, second)] == ["planned", "planned"]
    assert next(item for item in engine.joint.offer(people["max"], offer.id).answers if item.unit == XFJY).reason == "须先停业检测"


@pytest.mark.parametrize("source", ["complaint", "transfer"])
def test_what_a_complaint_asks_for_is_never_offered(engine: Engine, people: dict[str, Actor], plan: Callable[..., str], source: str) -> None:
    plan(SCJG), plan(XFJY, source=source)
    assert engine.joint.offers(people["max"]) == ()
    assert len(engine.joint.plans(people["fiona"]).items) == 1


def test_a_third_plan_is_offered_what_two_became(engine: Engine, people: dict[str, Actor], plan: Callable[..., str]) -> None:
    first = plan(SCJG)
    plan(XFJY), plan(ZHZF)
    assert len(engine.joint.offers(people["author"])) == 3  # each pair of three
    pair = next(item for item in engine.joint.offers(people["author"]) if {answer.unit for answer in item.answers} == {SCJG, XFJY})
    for name, unit in (("max", SCJG), ("fiona", XFJY)):
        engine.joint.answer(people[name], pair.id, unit, accept=True)
    (left,) = engine.joint.offers(people["author"])
    assert left.visit_id == first and {item.unit for item in left.answers} >= {SCJG, ZHZF}
    for item in left.answers:
        engine.joint.answer(people["author"], left.id, item.unit, accept=True)
    assert set(engine.joint.visit(people["anna"], first).units) == {SCJG, XFJY, ZHZF}


def test_each_department_keeps_its_own_findings_of_the_one_visit(engine: Engine, people: dict[str, Actor], plan: Callable[..., str], clock: SettableClock) -> None:
    engine.records.save(SYSTEM_ACTOR, "matters", {"code": "S03", "name": "堆物", "lead": "zhzf"})
    visit, _ = plan(SCJG), plan(XFJY)
    (offer,) = engine.joint.offers(people["max"])
    engine.joint.answer(people["max"], offer.id, SCJG, accept=True)
    engine.joint.answer(people["fiona"], offer.id, XFJY, accept=True)
    clock.set("2026-03-10 10:00")
    engine.joint.record_finding(people["max"], visit, SCJG, "S03", "无证")
    engine.joint.record_finding(people["fiona"], visit, XFJY, "S03", "通道堵塞")
    with pytest.raises(NotFound):
        engine.joint.record_finding(people["anna"], visit, ZHZF, "S03", "没去")
    with pytest.raises(Forbidden):
        engine.joint.record_finding(people["max"], visit, XFJY, "S03", "替别人")
    with pytest.raises(Invalid) as refused:
        engine.joint.record_finding(people["max"], visit, SCJG, "X", " ")
    assert set(refused.value.fields) == {"matter", "fact"}
    engine.joint.finish(people["max"], visit)
    found = engine.joint.visit(people["fiona"], visit)
    assert {unit: [item.title for item in items] for unit, items in found.findings.items()} == {SCJG: ["无证"], XFJY: ["通道堵塞"]}
    assert engine.records.get(people["max"], "visits", visit).values["problems"] == "2"
    (month,) = [item for item in engine.joint.overview(people["max"]).shares if item.visits]
    assert (month.month, month.visits, month.joint, month.saved, month.percent) == ("2026-03", 1, 1, 1, 100)


def test_warnings_need_a_reason_that_is_kept(engine: Engine, people: dict[str, Actor], plan: Callable[..., str], shop: str) -> None:
    for day in ("2026-01-05", "2026-02-20"):
        engine.records.save(SYSTEM_ACTOR, "visits", {"object_id": shop, "lead_unit": SCJG, "units": [], "day": day, "source": "plan", "state": "done"})
    with pytest.raises(Invalid) as refused:
        plan(SCJG)
    assert refused.value.fields == {"reason": ["joint.warn-cap|count=2|cap=2"]}
    found = engine.joint.visit(people["max"], plan(SCJG, reason="专项整治"))
    assert [item["code"] for item in found.warnings] == ["cap", "repeat"] and found.against == "专项整治"
    assert engine.joint.overview(people["max"]).often[0].visits == 3
    assert [item["code"] for item in engine.joint.visit(people["max"], plan(SCJG, source="complaint")).warnings] == ["repeat"]


@pytest.mark.parametrize(("changed", "field"), [({"day": date(2026, 3, 1)}, "day"), ({"source": "case"}, "source"), ({"purpose": "x" * 501}, "purpose")])
def test_a_plan_that_cannot_be_is_refused_by_field(plan: Callable[..., str], changed: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        plan(SCJG, **changed)
    assert list(refused.value.fields) == [field]


def test_only_members_plan_for_a_unit_and_a_plan_given_up_withdraws_its_offers(engine: Engine, people: dict[str, Actor], plan: Callable[..., str], shop: str) -> None:
    with pytest.raises(Forbidden):
        engine.joint.plan(people["fiona"], shop, SCJG, DAY, "plan")
    with pytest.raises(NotFound):
        engine.joint.plan(people["max"], "none", SCJG, DAY, "plan")
    first, _ = plan(SCJG), plan(XFJY)
    with pytest.raises(Forbidden):
        engine.joint.cancel(people["fiona"], first, "不去了")
    with pytest.raises(Invalid):
        engine.joint.cancel(people["max"], first, " ")
    engine.joint.cancel(people["max"], first, "不去了")
    assert engine.joint.offers(people["fiona"]) == ()
    with pytest.raises(Conflict):
        engine.joint.finish(people["max"], first)


@pytest.fixture
def drawn(engine: Engine, people: dict[str, Actor], shop: str) -> str:
    """A draw of three objects of class A and the shop without one; three officers, one of them recused from the shop."""
    for number in range(3):
        engine.records.save(SYSTEM_ACTOR, "objects", {"kind": "shop", "name": f"店{number}", "address": f"解放路{number + 10}号", "credit_class": "A", "list_type": "random", "state": "active"})
    engine.records.save(SYSTEM_ACTOR, "objects", {"kind": "shop", "name": "重点店", "address": "解放路20号", "list_type": "key", "state": "active"})
    officers = [
        engine.records.save(SYSTEM_ACTOR, "officers", {
            "name": f"执法员{number}", "unit": SCJG, "certificate": f"ZJ-{number}", "valid_from": "2025-01-01", "valid_to": "2026-12-31" if number < 3 else "2026-03-09", "state": "active",
        }) for number in range(4)
    ]
    engine.records.recuse(SYSTEM_ACTOR, officers[0], shop, "亲属")
    return engine.joint.draw(people["max"], SCJG, "三月双随机", DAY, "shop", seed="公开摇号 07")


def test_a_draw_keeps_what_repeats_it(engine: Engine, people: dict[str, Actor], drawn: str, shop: str) -> None:
    found = engine.joint.drawn(people["fiona"], drawn)
    assert found.repeated and (found.row.seed, found.row.created_by, found.row.objects, found.row.chosen) == ("公开摇号 07", "max", 4, 3)
    assert found.classes == (("A", "50", 3, 2), ("none", "100", 1, 1))
    assert [item.object_id for item in draw(Inputs.read(found.inputs), "公开摇号 07").chosen] == [item.object_id for item in found.going]
    assert "重点店" not in [item.name for item in found.going]
    of_shop = next(item for item in found.going if item.object_id == shop)
    assert sorted(name for name, _ in of_shop.officers) == ["ZJ-1", "ZJ-2"]  # ZJ-0 is recused, ZJ-3's certificate is over
    assert engine.joint.draws(people["fiona"]).items[0].inputs_hash == found.row.inputs_hash


def test_a_draw_becomes_plans_once(engine: Engine, people: dict[str, Actor], drawn: str, plan: Callable[..., str], shop: str) -> None:
    plan(XFJY)
    with pytest.raises(Forbidden):
        engine.joint.plan_draw(people["fiona"], drawn)
    assert engine.joint.plan_draw(people["max"], drawn) == 3
    assert [item.source for item in engine.joint.plans(people["max"]).items] == ["random"] * 3
    first = engine.joint.plans(people["max"], limit=2)
    rest = engine.joint.plans(people["max"], limit=2, cursor=first.next)
    assert [len(first.items), len(rest.items), rest.next] == [2, 1, None] and not {item.id for item in first.items} & {item.id for item in rest.items}
    assert len(engine.joint.offers(people["fiona"])) == 1  # the shop was drawn, and the fire brigade plans to go there
    with pytest.raises(Conflict):
        engine.joint.plan_draw(people["max"], drawn)


def test_a_draw_is_published_once_and_without_names(engine: Engine, people: dict[str, Actor], drawn: str) -> None:
    with pytest.raises(NotFound):
        engine.joint.published(drawn)
    with pytest.raises(Forbidden):
        engine.joint.publish_draw(people["fiona"], drawn)
    engine.joint.publish_draw(people["max"], drawn)
    shown = engine.joint.published(drawn)
    assert shown.inputs == "" and {name for item in shown.going for _, name in item.officers} == {""}
    assert shown.row.published_by == "max"
    with pytest.raises(Conflict):
        engine.joint.publish_draw(people["max"], drawn)


@pytest.mark.parametrize(("changed", "field"), [
    ({"title": " "}, "title"), ({"seed": "x\ny"}, "seed"), ({"kind": "dog"}, "kind"), ({"day": date(2026, 3, 1)}, "day"),
])
def test_a_draw_that_cannot_be_is_refused_by_field(engine: Engine, people: dict[str, Actor], shop: str, changed: dict[str, object], field: str) -> None:
    given: dict[str, object] = {"title": "三月", "day": DAY, "kind": "shop", **changed}
    title, day, kind = given.pop("title"), given.pop("day"), given.pop("kind")
    with pytest.raises(Invalid) as refused:
        engine.joint.draw(people["max"], SCJG, title, day, kind, **given)  # type: ignore[arg-type]  # wrong on purpose
    assert list(refused.value.fields) == [field]
    with pytest.raises(Forbidden):
        engine.joint.draw(people["max"], XFJY, "三月", DAY, "shop")
