"""Element templates: for those who draw models, in their language, with every topic that somebody answers."""

from __future__ import annotations

from adapters.bootstrap import Application
from tests.web.visitor import Visitor

ADDRESS = "/api/element-templates.json"


def test_modellers_get_all_topics_and_nobody_else_does(visit: type[Visitor], application: Application) -> None:
    author = visit.named("author")
    found = {item["id"].removeprefix("onething."): item for item in author.get(ADDRESS).json}
    assert {topic.name for topic in application.topics} <= found.keys()
    assert {"fire.report", "penalty.handover", "doc.render"} <= found.keys()
    assert found["fire.report"]["name"] == "消防监督管理系统：移送火灾隐患" and "ERR_REPORT_REFUSED" in found["fire.report"]["description"]
    assert "download" in author.get("/admin/processes").text
    author.post("/language", {"language": "en"})
    assert {item["id"]: item["name"] for item in author.get(ADDRESS).json}["onething.fire.report"] == "Fire supervision system: Hand over a fire hazard"
    assert visit.named("anna").get(ADDRESS).status_code == 403
    assert visit.named("anna").get("/admin/processes").status_code == 403
    assert visit().get(ADDRESS).status_code in {302, 401}
