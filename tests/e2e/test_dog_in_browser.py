"""Dogs by hand: registered at the counter; a large one refused in writing and followed up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.e2e.people import Person

pytestmark = pytest.mark.browser
NOW = datetime.now(ZoneInfo("Asia/Shanghai")).replace(minute=0, second=0, microsecond=0)
DOG = {
    "channel": "counter", "action": "new", "ownerKind": "person", "partyName": "养犬人", "address": "解放街道中山东路18号", "point": "120.763000,30.756000",
    "birth": NOW - timedelta(days=400), "materials": ["identity", "home", "vaccine"], "vaccEnd": NOW + timedelta(days=200),
}


def test_a_new_dog_is_registered_at_the_counter(person: Callable[[str], Person]) -> None:
    police = person("ga-officer-1")
    case = police.start("犬只登记", {**DOG, "breed": "柯基"})
    police.do("材料核对", {"complete": True, "fullCapacity": True, "fixedHome": True, "dogsInHousehold": 0, "dogsAtHome": 0})
    police.do("准予或不予登记", {"grant": "grant"})
    police.do("发证、犬牌、植入芯片", {"tagNo": "NH-2001", "chipNo": "156000000002001"})
    police.see_ended(case)
    police.picture_of("dog")


@pytest.mark.soak
def test_a_large_dog_is_refused_in_writing_and_followed_up(person: Callable[[str], Person]) -> None:
    police, head = person("ga-officer-1"), person("ga-head-1")
    case = police.start("犬只登记", {**DOG, "breed": "阿拉斯加"})
    police.do("材料核对", {"complete": True, "fullCapacity": True, "fixedHome": True, "large": True, "dogsInHousehold": 0, "dogsAtHome": 0})
    police.do("准予或不予登记", {"grant": "refuse"})
    police.do("修改文书", {})
    head.do("签发", {"decision": "agree"})
    police.do("选择送达方式", {"serveMethod": "electronic", "consentRef": "QR-2026-002", "address": "浙里办 养犬人"})
    for _ in range(60):  # serving is the worker's
        police.page.goto(case)
        if police.page.get_by_text("正在等待").count():
            break
        police.page.wait_for_timeout(500)
    expect(police.page.get_by_text("正在等待")).to_be_visible()
    expect(police.page.get_by_role("link", name=re.compile("不予登记告知书 .*号"))).to_be_visible()
