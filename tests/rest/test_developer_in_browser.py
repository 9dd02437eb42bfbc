"""The page for integrators in a real browser: a token for an hour, an operation filled in and sent, under the policy that allows no other host."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from engine import Engine
from tests.e2e.people import browsing
from tests.rest.conftest import PASSWORD
from web.assets import MANIFEST

pytestmark = pytest.mark.browser


def test_an_operation_is_tried_on_the_page(url: str, engine: Engine, models: None, tmp_path: Path) -> None:
    assert MANIFEST.is_file(), "the front end is not built: make frontend"
    home, troubles = url.removesuffix("/engine-rest"), list[str]()
    with browsing() as browser:
        page = browser.new_page(locale="zh-CN", viewport={"width": 1280, "height": 860})
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if "Content Security Policy" in said.text else None)
        page.on("request", lambda request: troubles.append(request.url) if not request.url.startswith((home, "data:", "blob:")) else None)
        page.goto(f"{home}/login")
        page.get_by_label("账号").fill("machine")
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/inbox*")
        page.goto(f"{home}/developer")
        page.get_by_label("查找操作").fill("process-definition/key/{key} 最新版本")
        operation = page.locator('details[data-operation="GET /process-definition/key/{key}"]')
        operation.locator("summary").click()
        operation.get_by_label("key").fill("ship")
        operation.get_by_role("button", name="发送").click()
        expect(operation.locator(".answer")).to_contain_text("请先取令牌")
        page.get_by_role("button", name="取一小时的令牌").click()
        expect(page.locator("[data-part=token-note]")).to_contain_text("有效期至")
        operation.get_by_role("button", name="发送").click()
        expect(operation.locator(".answer-line")).to_contain_text("200")
        expect(operation.locator(".answer pre").first).to_contain_text('"key": "ship"')
        assert not re.search("ot_[A-Za-z0-9_-]{20}", page.locator("main").inner_text())  # the command holds no secret
        page.get_by_label("查找操作").fill("")
        page.get_by_label("查找操作").fill("deployment/create")
        create = page.locator('details[data-operation="POST /deployment/create"]')
        create.locator("summary").click()
        model = tmp_path / "新的.bpmn"
        model.write_bytes(b"<no model/>")
        create.get_by_label("data").set_input_files(model)
        create.get_by_role("button", name="发送").click()
        expect(create.locator(".answer-line")).to_contain_text("400")
        expect(create.locator(".answer pre").first).to_contain_text("ParseException")
    assert troubles == []
