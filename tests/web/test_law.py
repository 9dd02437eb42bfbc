"""Pages of law as data: look, import, confirm by another, export; mistakes by row; who may."""

from __future__ import annotations

import io
import re

import pytest

from engine import SYSTEM_ACTOR, Actor, Engine
from tests.web.visitor import PASSWORD, Visitor

HEAD = "kind,key,step,department,title,condition,outcome,min,max,unit,source,mark,valid_from,valid_to,note\n"
ROW = "discretion,S22,1,scjg,卫生<b>条件</b>,serious = false,,500,2000,元,L21 12,V,2025-01-01,,\n"
OLD = "credit-class,general,,,旧办法,,,3,36,月,C15,S,2023-05-01,2026-03-31,\n"


def upload(text: str, name: str = "law.csv") -> dict[str, object]:
    return {"file": (io.BytesIO(text.encode()), name)}


@pytest.fixture
def lawyer(engine: Engine, people: dict[str, Actor]) -> str:
    engine.people.create_account(SYSTEM_ACTOR, "lawyer", "法制员", "", PASSWORD, [], ["model"], must_change=False)
    return "lawyer"


def test_look_import_confirm_and_export(visit: type[Visitor], lawyer: str) -> None:
    author = visit.named("author")
    looked = author.post("/admin/law/preview", upload(HEAD + ROW + OLD))
    assert looked.status_code == 200 and "新增 2" in looked.text and "<b>条件" not in looked.text
    assert "没有符合条件的行" in author.get("/admin/law").text
    revision = re.search(r'name="revision" value="(\d+)"', looked.text)
    assert revision and author.post("/admin/law/import", {"revision": revision[1]}).status_code == 302
    assert author.post("/admin/law/import", {"revision": "999"}).status_code == 409
    page = author.get("/admin/law").text
    assert "500–2000 元" in page and "已核对法条原文" in page and page.count("未确认</td>") == 2
    row = re.findall(r"/admin/law/rows/([\w-]+)", page)[1]
    assert "另一人确认" in author.get(f"/admin/law/rows/{row}").text
    assert author.post(f"/admin/law/rows/{row}/confirm").status_code == 403
    second = visit.named(lawyer)
    assert second.post(f"/admin/law/rows/{row}/confirm").status_code == 302
    assert "法制员" in second.get("/admin/law").text
    assert second.post(f"/admin/law/rows/{row}/confirm", {"undo": "1"}).status_code == 302
    for form, start in (("csv", "\ufeff类别".encode()), ("xlsx", b"PK")):
        answer = author.get(f"/admin/law/export/{form}")
        assert answer.data.startswith(start) and "attachment" in answer.headers["Content-Disposition"]
    assert author.get("/admin/law/export/exe").status_code == 404


@pytest.mark.usefixtures("lawyer")
def test_the_day_of_the_conduct_filters(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    engine.law.import_rows(people["author"], "a.csv", (HEAD + ROW + OLD).encode())
    author = visit.named("author")
    assert "旧办法" in author.get("/admin/law?on=2026-03-31").text and "旧办法" not in author.get("/admin/law?on=2026-04-01").text
    assert "旧办法" not in author.get("/admin/law?kind=discretion&on=").text
    assert "旧办法" in author.get("/admin/law?q=C15").text
    assert author.get("/admin/law?on=yesterday").status_code == author.get("/admin/law?on=2026-02-30").status_code == 422


def test_mistakes_are_told_by_row_in_both_languages_and_nothing_is_imported(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    author = visit.named("author")
    bad = author.post("/admin/law/preview", upload(HEAD + ROW + ROW.replace("S22", "S 1").replace("2025-01-01", "soon")))
    assert bad.status_code == 422
    assert re.search(r"第 3 行 <strong>事项编码</strong> 编码由字母", bad.text) and re.search(r"第 3 行 <strong>生效日期</strong> 应为日期", bad.text)
    assert 'name="revision"' not in bad.text and engine.law.listed(people["author"]) == ()
    author.post("/language", {"language": "en", "next": "/"})
    assert "Row 3 <strong>In force from</strong> A date such as" in author.post("/admin/law/preview", upload(HEAD + ROW.replace("2025-01-01", "x") + ROW.replace("2025-01-01", "x"))).text
    assert author.post("/admin/law/preview", upload("PK\x03\x04", "a.xlsx")).status_code == 422
    assert author.post("/admin/law/preview", {}).status_code == 422


@pytest.mark.parametrize(("name", "reads"), [("anna", True), ("auditor", True), ("admin", False), ("machine", False)])
def test_others_read_or_not_and_change_nothing(visit: type[Visitor], engine: Engine, people: dict[str, Actor], name: str, reads: bool) -> None:
    engine.law.import_rows(people["author"], "a.csv", (HEAD + ROW).encode())
    row = engine.law.listed(people["author"])[0].id
    who = visit.named(name)
    for path in ("/admin/law", f"/admin/law/rows/{row}", "/admin/law/export/csv"):
        assert who.get(path).status_code == (200 if reads else 403), path
    assert who.post("/admin/law/preview", upload(HEAD + ROW)).status_code == 403
    assert who.post("/admin/law/import", {"revision": "1"}).status_code == 403
    assert who.post(f"/admin/law/rows/{row}/confirm").status_code == 403
