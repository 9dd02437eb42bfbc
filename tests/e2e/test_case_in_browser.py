"""The whole shopfront case by hand: people of three departments in their browsers, real processes, a real worker, real PDFs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.e2e.people import Person
from tests.e2e.serving import Served

pytestmark = pytest.mark.browser


def paper(person: Callable[[str], Person], drafter: str, head: str, legal: str = "") -> None:
    """A notice from draft to service: written, reviewed where the rule says so, signed, served electronically."""
    person(drafter).do("修改文书", {})
    if legal:
        person(legal).do("法制审核", {"decision": "agree"})
    person(head).do("签发", {"decision": "agree"})
    person(drafter).do("选择送达方式", {"serveMethod": "electronic", "consentRef": "QR-2026-001", "address": "浙里办 老街面馆"})


def test_a_case_from_the_clue_to_the_closing_notice(demo: Served, person: Callable[[str], Person]) -> None:
    today = datetime.now(ZoneInfo("Asia/Shanghai")).replace(minute=0, second=0, microsecond=0)
    visit = today + timedelta(days=1)
    grid, team, lead, second, fire = (person(name) for name in ("wg-jiefang-1", "zfd-jiefang-officer-1", "zhzf-officer-1", "xfjy-officer-2", "xfjy-officer-1"))
    head, fire_head = person("zhzf-head-1"), person("xfjy-head-1")
    case = grid.start("沿街店铺", {
        "trigger": "complaint", "shop": "老街面馆", "address": "解放街道中山东路18号", "matters": ["S01", "S25"],
        "summary": "店铺占道经营，后门安全出口堆物，影响通行。", "urgency": "normal",
    })
    team.do("线索研判", {"valid": "valid"})
    lead.do("制定联合检查方案", {
        "purpose": "核查占道经营与疏散通道。", "from": visit, "to": visit + timedelta(hours=2), "maxPeople": 6,
    })
    fire.do("答复邀约", {"answer": "accept"})
    head.do("检查审批", {"decision": "agree"})
    lead.do("指派执法人员", {"officer1": "zhzf-officer-1", "officer2": "zhzf-officer-2", "recusal": True})
    fire.do("指派执法人员", {"officer1": "xfjy-officer-1", "officer2": "xfjy-officer-2", "recusal": True})
    paper(person, "zhzf-officer-1", "zhzf-head-1")
    lead.do("到场亮证亮码", {
        "at": today, "point": "120.760000,30.750000", "codeShown": True, "certShown": True, "metWith": "店主", "recusalAsked": "no", "entry": "allowed",
    })
    lead.do("填写检查表单", {"items": [{"itemCode": "S01", "outcome": "ok"}, {"itemCode": "S25", "outcome": "notChecked"}]})
    fire.do("填写检查表单", {"items": [{"itemCode": "S25", "outcome": "problem", "fact": "后门疏散通道堆放纸箱杂物", "media": "picture"}]})
    lead.do("现场检查笔录签字", {"summary": "现场检查两项，一项有问题。", "refused": True, "refuseNote": "当事人不在现场签字，见证人在场。"})
    lead.do("牵头部门初核", {"ok": "ok"})
    lead.do("牵头部门初核", {"ok": "ok"})
    lead.do("确认归并与处置主体", {})
    paper(person, "zhzf-officer-1", "zhzf-head-1")
    fire.look_for("核实事实")
    fire.picture_of("inbox")
    lead.page.goto(case)
    expect(lead.page.locator("#diagram svg").first).to_be_visible()
    lead.page.wait_for_timeout(800)  # the diagram fades in; only the picture cares
    lead.picture_of("case")
    fire.do("核实事实", {
        "exists": "yes", "ownBody": True, "conductDate": today, "partyKind": "individualBusiness", "partyName": "老街面馆", "creditCode": "92330402MA0DEMQ01N",
        "harm": "none", "minor": True, "minorBasis": "LIST-3", "correctedOnSpot": True, "officer1": "xfjy-officer-1", "officer2": "xfjy-officer-2",
    })
    fire.do("承办人确认", {})
    second.do("第二承办人会签", {"cosign": "agree"})
    fire_head.do("负责人审批", {"decision": "agree"})
    paper(person, "xfjy-officer-1", "xfjy-head-1", "xfjy-legal-1")
    fire.do("教育告诫", {"how": "onSite", "note": "告知疏散通道保持畅通，已当场清理完毕。"})
    lead.do("办结审核与公示", {"allDisposed": True, "publicItems": ["result"]})
    paper(person, "zhzf-officer-1", "zhzf-head-1")
    lead.see_ended(case)
    expect(lead.page.get_by_role("link", name=re.compile("办结告知单.*号"))).to_be_visible()


@pytest.mark.soak
def test_a_visit_that_another_body_has_planned_is_not_made_twice(person: Callable[[str], Person]) -> None:
    today = datetime.now(ZoneInfo("Asia/Shanghai")).replace(minute=0, second=0, microsecond=0)
    visit = today + timedelta(days=1)
    grid, team, lead, fire = (person(name) for name in ("wg-jiefang-1", "zfd-jiefang-officer-1", "zhzf-officer-1", "xfjy-officer-1"))
    case = grid.start("沿街店铺", {
        "trigger": "complaint", "shop": "晨光小吃店", "address": "解放街道解放路66号", "matters": ["S01", "S25"], "summary": "店外摆放桌椅，后门堆物。", "urgency": "normal",
    })
    team.do_at(case, "线索研判", {"valid": "valid"})
    lead.do_at(case, "制定联合检查方案", {"purpose": "核查占道经营与疏散通道。", "from": visit, "to": visit + timedelta(hours=2), "maxPeople": 6})
    fire.do_at(case, "答复邀约", {"answer": "decline", "reasonCode": "duplicateInvitation", "reason": "已收到同一店铺的另一邀约。"})
    lead.do_at(case, "重新安排", {"choice": "cancel"})
    lead.see_ended(case)


@pytest.mark.soak
def test_what_is_seen_from_the_street_is_settled_without_a_visit(person: Callable[[str], Person]) -> None:
    """The walk of README.md, step by step."""
    today = datetime.now(ZoneInfo("Asia/Shanghai")).replace(minute=0, second=0, microsecond=0)
    team, head = person("zfd-jiefang-officer-1"), person("zfd-jiefang-head-1")
    lead, lead_second = person("zhzf-officer-1"), person("zhzf-officer-2")
    case = team.start("沿街店铺", {
        "trigger": "patrolVisible", "shop": "老街面馆", "address": "解放街道中山东路18号", "matters": ["S01"], "summary": "店外人行道摆放货物约三平方米。", "urgency": "normal",
    })
    team.do_at(case, "线索研判", {"valid": "valid"})
    team.do_at(case, "街面直接记录", {
        "findings": [{"matterCode": "S01", "fact": "店外摆放货物约三平方米。"}], "officer1": "zfd-jiefang-officer-1", "officer2": "zfd-jiefang-officer-2",
        "partyKind": "individualBusiness", "partyName": "老街面馆", "creditCode": "92330402MA0DEMQ01N",
    })
    lead.do_at(case, "核实事实", {
        "exists": "yes", "ownBody": True, "conductDate": today, "partyKind": "individualBusiness", "partyName": "老街面馆", "creditCode": "92330402MA0DEMQ01N",
        "harm": "none", "correctedOnSpot": True, "officer1": "zhzf-officer-1", "officer2": "zhzf-officer-2",
    })
    lead.do_at(case, "承办人确认", {})
    lead_second.do_at(case, "第二承办人会签", {"cosign": "agree"})
    lead.do_at(case, "教育告诫", {"how": "onSite", "note": "当场告知不得出店经营。"})
    team.do_at(case, "办结审核与公示", {"allDisposed": True, "publicItems": ["result"]})
    team.do_at(case, "修改文书", {})
    head.do_at(case, "签发", {"decision": "agree"})
    team.do_at(case, "选择送达方式", {"serveMethod": "electronic", "consentRef": "QR-2026-004", "address": "浙里办"})
    team.see_ended(case)
    team.picture_of("shopfront")
