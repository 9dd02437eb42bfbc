"""Credit repair by hand: a published record is told, helped and repaired; a refusal is explained and ends without repair.

The credit site is a process of its own, which the tests tell what to do.
"""

from __future__ import annotations

import json
import re
import time
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.conftest import District
from tests.e2e.people import Person

pytestmark = pytest.mark.browser
NOW = datetime.now(ZoneInfo("Asia/Shanghai"))


def order(others: str, system: str, verb: str, **said: Any) -> None:
    """Have the officer of another department's system do something."""
    request = urllib.request.Request(f"{others}/control/{system}/{verb}", json.dumps(said).encode(), {"Content-Type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.status == 200


def published(clerk: Person, others: str, number: str, party: str) -> str:
    """A penalty of four months ago, paid since, is published: its three months are over. The address of the case that it begins."""
    order(others, "credit", "publish", recordKey=f"scjg.nanhu/{number}", findingBody="scjg.nanhu", decisionNo=number, partyName=party, creditCode="92330402MA0DEMQ01N",
          areaCode="330402008", kinds=["fine"], procedure="ordinary", fineAmount=20000, sector="other", decisionDate=f"{NOW - timedelta(days=130):%Y-%m-%d}",
          publicityStart=f"{NOW - timedelta(days=120):%Y-%m-%d}", dutiesDoneOn=f"{NOW - timedelta(days=100):%Y-%m-%d}")
    for _ in range(80):  # the site is asked every five seconds
        clerk.page.goto(f"{clerk.url}/cases?q={party}")
        link = clerk.page.locator("main a[href*='/cases/']").first
        if link.count():
            link.click()
            clerk.page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}"))
            return clerk.page.url
        clerk.page.wait_for_timeout(500)
    raise AssertionError(clerk.page.locator("main").inner_text()[:800])


def applied(person: Callable[[str], Person], case: str) -> None:
    """The party is told in writing; with the papers that the clerk collects the application goes to the site."""
    clerk, head = person("fgj-1"), person("fgj-head-1")
    clerk.do_at(case, "修改文书", {})
    head.do_at(case, "签发", {"decision": "agree"})
    clerk.do_at(case, "选择送达方式", {"serveMethod": "electronic", "consentRef": "QR-2026-003", "address": "浙里办 老街面馆"})
    clerk.do_at(case, "帮办材料", {"applyMode": "assist", "dutyProof": "picture", "promise": "picture"})
    person("scjg-officer-1").do_at(case, "认定部门答复", {"decision": "accept"})


def decided(others: str, party: str, **said: str) -> None:
    """The site answers the party's application, as soon as it has it."""
    for _ in range(60):
        with urllib.request.urlopen(f"{others}/control/received?system=credit", timeout=60) as answer:
            received = [item for item in json.loads(answer.read())["received"] if item["path"].startswith("/applications")]
        for item in received:
            if item["body"]["partyName"] == party:
                order(others, "credit", "decide", applicationNo=item["answer"]["applicationNo"], **said)
                return
        time.sleep(0.5)  # the platform asks the site every few seconds
    raise AssertionError(f"no application of {party}: {received}")


def test_a_published_record_is_told_to_its_party(person: Callable[[str], Person], district: District) -> None:
    clerk = person("fgj-1")
    case = published(clerk, district.others, "嘉南市监罚〔2026〕93号", "白云小吃店")
    clerk.do_at(case, "修改文书", {})
    person("fgj-head-1").do_at(case, "签发", {"decision": "agree"})
    clerk.find_at(case, "选择送达方式")  # numbered, printed and sealed: only its service is left


@pytest.mark.soak
def test_a_record_is_told_applied_for_and_repaired(person: Callable[[str], Person], district: District) -> None:
    clerk = person("fgj-1")
    case = published(clerk, district.others, "嘉南市监罚〔2026〕91号", "清风小吃店")
    applied(person, case)
    decided(district.others, "清风小吃店", answer="repaired")
    clerk.do_at(case, "办结", {"result": "repaired"})
    clerk.see_ended(case)
    clerk.picture_of("credit-repair")


@pytest.mark.soak
def test_a_refusal_is_explained_and_ends_without_repair(person: Callable[[str], Person], district: District) -> None:
    clerk = person("fgj-1")
    case = published(clerk, district.others, "嘉南市监罚〔2026〕92号", "明月小吃店")
    applied(person, case)
    decided(district.others, "明月小吃店", answer="refused", refuseCode="promiseMissing")
    clerk.do_at(case, "未通过处理", {"next": "close", "overrideReason": "主体书面表示不再申请修复。", "explained": True})
    clerk.do_at(case, "办结", {"result": "optOut"})
    clerk.see_ended(case)
