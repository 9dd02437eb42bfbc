"""The scenic area by hand: a swimmer is dissuaded and let off; a guide without licence is handed to culture and tourism, who return it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.e2e.filling import fill_in
from tests.e2e.people import Person

pytestmark = pytest.mark.browser
OFFICERS = {"officer1": "景区中队执法人员 1", "officer2": "景区中队执法人员 2"}


def test_whoever_left_before_the_squad_came_is_noted(person: Callable[[str], Person]) -> None:
    now = datetime.now(ZoneInfo("Asia/Shanghai")).replace(minute=0, second=0, microsecond=0)
    squad = person("nhjq-officer-2")
    case = squad.start("景区事件处置", {"matter": "swim", "address": "南湖街道会景园码头", "summary": "一人在核心区游泳。", "urgency": "normal"})
    person("zfzd-duty-1").do("值班研判", {})
    squad.do_at(case, "现场处置", {"arrivedAt": now, "result": "left", "dissuaded": True, **OFFICERS, "media": "picture"})
    squad.do_at(case, "办结反馈", {"summary": "到场时当事人已离开。"})
    squad.see_ended(case)


@pytest.mark.soak  # half a minute each; the same cases are played without pages in every run
def test_a_swimmer_is_dissuaded_and_not_fined(person: Callable[[str], Person]) -> None:
    now = datetime.now(ZoneInfo("Asia/Shanghai")).replace(minute=0, second=0, microsecond=0)
    squad, second, head = (person(f"nhjq-{role}") for role in ("officer-1", "officer-2", "head-1"))
    case = squad.start("景区事件处置", {"matter": "swim", "address": "南湖街道会景园码头", "summary": "一人在核心区游泳。", "urgency": "normal"})
    person("zfzd-duty-1").do("值班研判", {})  # zone, matter, bodies and way are proposed
    squad.do("现场处置", {
        "arrivedAt": now, "result": "stopped", "dissuaded": True, "findings": [{"matterCode": "swim", "fact": "一人在核心区游泳，劝阻后上岸。"}], **OFFICERS, "media": "picture",
    })
    squad.do("核实事实", {
        "exists": "yes", "ownBody": True, "conductDate": now, "partyKind": "citizen", "partyName": "当事人甲", "harm": "none", "minor": True, "minorBasis": "LIST-5",
        "correctedOnSpot": True, **OFFICERS,
    })
    squad.do("承办人确认", {})
    second.do("第二承办人会签", {"cosign": "agree"})
    head.do("负责人审批", {"decision": "agree"})
    squad.do("修改文书", {})
    person("nhjq-legal-1").do("法制审核", {"decision": "agree"})
    head.do("签发", {"decision": "agree"})
    squad.do("选择送达方式", {"serveMethod": "electronic", "consentRef": "QR-2026-002", "address": "浙里办"})
    squad.do("教育告诫", {"how": "onSite", "note": "告知核心区禁止游泳的规定。"})
    squad.do("办结反馈", {"summary": "劝阻后上岸，已教育，不予处罚。"})
    squad.see_ended(case)
    expect(squad.page.get_by_role("link", name="劝阻记录")).to_be_visible()
    squad.picture_of("scenic")


@pytest.mark.soak
def test_a_transfer_is_returned_only_with_a_legal_basis_and_the_ruling_gives_it_back(person: Callable[[str], Person]) -> None:
    now = datetime.now(ZoneInfo("Asia/Shanghai")).replace(minute=0, second=0, microsecond=0)
    squad, tourism = person("nhjq-officer-1"), person("wglt-officer-1")
    case = squad.start("景区事件处置", {"matter": "unlicensedGuide", "address": "南湖街道会景园", "summary": "无证讲解并收费。", "urgency": "normal"})
    person("zfzd-duty-1").do("值班研判", {})
    squad.do("移交", {"basis": "旅游法第八十八条"})
    tourism.take("接收或退回")
    fill_in(tourism.page, {"answer": "return", "suggest": "南湖景区执法中队"})
    tourism.page.locator('form[data-island="form"] button.primary').click()
    expect(tourism.page.locator("main form").first).to_contain_text("法律依据")
    expect(tourism.page.locator("main")).to_contain_text("必填")
    fill_in(tourism.page, {"legalBasis": "现场为志愿讲解，未收费"})
    tourism.send("接收或退回")
    person("zfzd-head-1").do("裁定", {"body": "南湖景区执法中队", "basis": "行政处罚法第二十五条"})
    squad.do("现场处置", {"arrivedAt": now, "result": "left", "dissuaded": True, **OFFICERS, "media": "picture"})
    squad.do("办结反馈", {"summary": "当事人已离开，未发现收费。"})
    squad.see_ended(case)

