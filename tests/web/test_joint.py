"""Joint visits as pages: plan, offer, answer, findings, shares; draws made, repeated, published; who may; hostile input."""

from __future__ import annotations

import re

import pytest

from adapters.demo.registers import seed
from engine import SYSTEM_ACTOR, Actor, Engine
from tests.web.visitor import Visitor
from web.joint.chart import chart

RULES = (
    "kind,key,step,title,min,max,unit,mark,valid_from\nvisit-rule,joint-window,,合并窗口,,14,天,CFG,2025-01-01\nvisit-rule,yearly-cap,,年度上限,,2,次,CFG,2025-01-01\n"
    "visit-rule,draw-ratio,none,无等级,,100,%,CFG,2025-01-01\nvisit-rule,draw-ratio,A,甲,,50,%,CFG,2025-01-01\nvisit-rule,draw-ratio,B,乙,,50,%,CFG,2025-01-01\n"
)
SHOP, SCJG, XFJY = "OBJ-0001", "scjg.330402008", "xfjy.nanhu"


@pytest.fixture(autouse=True)
def district(engine: Engine, people: dict[str, Actor]) -> None:
    """The demo's registers and the numbers of visits."""
    seed(engine)
    engine.law.import_rows(people["author"], "law.csv", RULES.encode())


def planned(who: Visitor, unit: str, **more: str) -> str:
    """Plan by the form; the address of the visit."""
    answer = who.post("/joint/plan", {"object": SHOP, "unit": unit, "day": "2026-03-10", "source": "plan", "purpose": "年度计划", **more})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def offered(who: Visitor) -> str:
    found = re.search(r'action="(/joint/offers/[^"]+)"', who.get("/joint/plans").text)
    assert found is not None
    return found[1]


def test_two_departments_agree_on_one_visit_and_write_their_own_findings(visit: type[Visitor]) -> None:
    max_, fiona = visit.named("max"), visit.named("fiona")
    form = max_.get(f"/joint/plan?object={SHOP}").text
    assert "老街面馆" in form and "解放市场监管所" in form and "消防救援大队" not in form
    kept = planned(max_, SCJG)
    planned(fiona, XFJY)
    assert "提议联合检查：老街面馆" in max_.get("/joint/plans").text and "提议联合检查" not in visit.named("anna").get("/joint/plans").text
    assert max_.post(offered(max_), {"unit": SCJG, "answer": "accept"}).status_code == 302
    page = fiona.post(offered(fiona), {"unit": XFJY, "answer": "accept"}, follow_redirects=True).text
    assert "已合并为一次联合检查" in page and "提议联合检查：" not in page
    joint = fiona.get(kept).text
    assert "解放市场监管所" in joint and "消防救援大队" in joint and "牵头" in joint
    found = fiona.post(kept.replace("/visits/", "/findings/"), {"unit": XFJY, "matter": "S25", "fact": "<b>通道</b>堵塞"})
    assert found.status_code == 302
    assert "&lt;b&gt;通道&lt;/b&gt;堵塞" in max_.get(kept).text
    assert max_.post(kept.replace("/visits/", "/findings/"), {"unit": SCJG, "matter": "none", "fact": "x"}).status_code == 422
    assert fiona.post(kept.replace("/visits/", "/finish/")).status_code == 403
    assert max_.post(kept.replace("/visits/", "/finish/")).status_code == 302


def test_a_decline_needs_its_reason_and_tells_it(visit: type[Visitor]) -> None:
    max_, fiona = visit.named("max"), visit.named("fiona")
    planned(max_, SCJG), planned(fiona, XFJY)
    offer = offered(fiona)
    assert "请写明理由" in fiona.post(offer, {"unit": XFJY, "answer": "decline"}, follow_redirects=True).text
    assert "不合并" in fiona.post(offer, {"unit": XFJY, "answer": "decline", "reason": "须停业检测"}, follow_redirects=True).text
    page = max_.get("/joint/plans").text
    assert "须停业检测" in page and "提议联合检查：" not in page
    assert "须停业检测" in max_.get("/notices").text
    assert max_.post(offer, {"unit": SCJG, "answer": "accept"}).status_code == 409
    assert fiona.post(offer, {"unit": XFJY, "answer": "perhaps"}).status_code == 422
    assert fiona.post("/joint/offers/none", {"unit": XFJY, "answer": "accept"}).status_code == 404


def test_warnings_stand_at_the_reason_and_on_the_visit(visit: type[Visitor], engine: Engine) -> None:
    engine.records.save(SYSTEM_ACTOR, "objects", {"id": SHOP, "list_type": "noDisturb"})
    max_ = visit.named("max")
    refused = max_.post("/joint/plan", {"object": SHOP, "unit": SCJG, "day": "2026-03-10", "source": "plan"})
    assert refused.status_code == 422 and "该对象在“无事不扰”名单中" in refused.text
    page = max_.get(planned(max_, SCJG, reason="上级专项")).text
    assert "该对象在“无事不扰”名单中" in page and "理由：上级专项" in page
    again = max_.post("/joint/plan", {"object": SHOP, "unit": SCJG, "day": "2026-03-10", "source": "plan", "reason": "x"})
    assert again.status_code == 422 and "本单位当天已有同样的计划" in again.text


@pytest.mark.parametrize("wrong", [
    {"day": "2026-02-30"}, {"day": "2020-01-01"}, {"source": "case"}, {"purpose": "x" * 501}, {"object": ""}, {"unknown": "x"},
])
def test_a_wrong_plan_is_refused_on_the_form(visit: type[Visitor], wrong: dict[str, str]) -> None:
    given = {"object": SHOP, "unit": SCJG, "day": "2026-03-10", "source": "plan", **wrong}
    assert visit.named("max").post("/joint/plan", given).status_code == 422


def test_a_plan_is_given_up_with_a_reason(visit: type[Visitor]) -> None:
    max_ = visit.named("max")
    kept = planned(max_, SCJG)
    give_up = kept.replace("/visits/", "/cancel/")
    assert max_.post(give_up, {"reason": ""}).status_code == 422
    assert visit.named("fiona").post(give_up, {"reason": "x"}).status_code == 403
    assert max_.post(give_up, {"reason": "对象停业"}).status_code == 302
    assert "已取消" in max_.get(kept).text


def test_shares_stand_in_a_chart_and_in_a_table(visit: type[Visitor], engine: Engine) -> None:
    for day, units in (("2026-02-03", [XFJY]), ("2026-02-04", []), ("2026-02-05", [])):
        engine.records.save(SYSTEM_ACTOR, "visits", {"object_id": SHOP, "lead_unit": SCJG, "units": units, "day": day, "source": "plan", "state": "done"})
    page = visit.named("anna").get("/joint").text
    assert '<svg class="chart"' in page and 'role="img" aria-labelledby="chart-title chart-about"' in page and " style=" not in page
    row = re.search(r'<th scope="row">2026-02</th>(.*?)</tr>', page)
    assert row is not None
    made, joint = (int(number) for number in re.findall(r"<td>(\d+)</td>", row[1])[:2])
    assert joint == 1 and made >= 3
    assert "合并窗口" in page and "CFG" in page and "老街面馆" in page


@pytest.fixture
def drawn(visit: type[Visitor], engine: Engine) -> str:
    """A draw by the form; its address."""
    for number in range(2):
        engine.records.save(SYSTEM_ACTOR, "officers", {"name": f"执法员{number}", "unit": SCJG, "certificate": f"ZJ-{number}", "valid_from": "2025-01-01", "valid_to": "2027-01-01", "state": "active"})
    answer = visit.named("max").post("/joint/draws", {"unit": SCJG, "title": "=三月双随机", "day": "2026-03-10", "kind": "shop", "seed": "07"})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def test_a_draw_is_repeated_planned_and_published(visit: type[Visitor], drawn: str, engine: Engine) -> None:
    max_, stranger = visit.named("max"), visit()
    page = max_.get(drawn).text
    assert "结果一致" in page and "ZJ-0" in page and "执法员1" in page and ">07<" in page
    public = "/public/draws/" + drawn.rpartition("/")[2]
    assert stranger.get(public).status_code == 404
    assert visit.named("fiona").post(f"{drawn}/publish").status_code == 403
    assert max_.post(f"{drawn}/publish").status_code == 302
    assert max_.post(f"{drawn}/publish").status_code == 409
    shown = stranger.get(public).text
    assert "ZJ-0" in shown and "执法员" not in shown.replace("执法员（", "").replace("执法人员", "") and "07" in shown
    sheet = stranger.get(f"{public}/result.csv")
    assert sheet.status_code == 200 and sheet.data.startswith(b"\xef\xbb\xbf") and "ZJ-1" in sheet.text and "执法员1" not in sheet.text
    assert stranger.get(drawn).status_code == 302 and stranger.get(f"{drawn}/inputs.json").status_code == 302
    assert '"algorithm":"onething-draw-1"' in max_.get(f"{drawn}/inputs.json").text
    assert max_.post(f"{drawn}/plan").status_code == 302 and max_.post(f"{drawn}/plan").status_code == 409
    assert engine.joint.plans(Actor("max", frozenset({SCJG}))).items[0].source == "random"
    assert "=三月双随机" in max_.get("/joint/draws").text


def test_the_sheet_of_a_draw_runs_nothing_in_a_spreadsheet(visit: type[Visitor]) -> None:
    max_ = visit.named("max")
    made = max_.post("/joint/draws", {"unit": SCJG, "title": "店铺", "day": "2026-03-10", "kind": "shop", "seed": "=1+1"}).headers["Location"]
    assert ",'=1+1" in max_.get(f"{made}/result.csv").text


@pytest.mark.parametrize("wrong", [{"title": ""}, {"kind": "none"}, {"kind": ""}, {"day": "x"}, {"seed": "a\nb"}, {"unit": ""}, {"more": "x"}])
def test_a_wrong_draw_is_refused_on_the_form(visit: type[Visitor], wrong: dict[str, str]) -> None:
    given = {"unit": SCJG, "title": "三月", "day": "2026-03-10", "kind": "shop", **wrong}
    assert visit.named("max").post("/joint/draws", given).status_code == 422


def test_nobody_draws_or_plans_for_another_unit(visit: type[Visitor]) -> None:
    fiona = visit.named("fiona")
    assert fiona.post("/joint/draws", {"unit": SCJG, "title": "三月", "day": "2026-03-10", "kind": "shop"}).status_code == 403
    assert fiona.post("/joint/plan", {"object": SHOP, "unit": SCJG, "day": "2026-03-10", "source": "plan"}).status_code == 403
    assert fiona.post("/joint/plan", {"object": "none", "unit": XFJY, "day": "2026-03-10", "source": "plan"}).status_code == 404
    for path in ("/joint", "/joint/plans", "/joint/plan", "/joint/draws", "/joint/draws/new", "/joint/draws/x", "/joint/visits/x"):
        assert visit.named("admin").get(path).status_code in (403, 404), path
        assert visit().get(path).status_code == 302, path


@pytest.mark.parametrize(("most", "lines"), [(0, [0, 1]), (1, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (7, [0, 2, 4, 6, 8]), (23, [0, 5, 10, 15, 20, 25]), (101, [0, 50, 100, 150]), (9999, [0, 2000, 4000, 6000, 8000, 10000])])
def test_the_chart_ends_at_a_round_number(most: int, lines: list[int]) -> None:
    made = chart([("2026-01", most, most // 2), ("2026-02", 0, 0)])
    assert [value for _, value in made.lines] == lines
    assert all(0 <= bar.y <= bar.joint_y <= made.floor and bar.x + bar.width <= made.width for bar in made.bars)

