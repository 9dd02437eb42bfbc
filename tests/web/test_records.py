"""Registers as pages: look, search, page, change, import with remarks by row; who may; personal data only for a reason; hostile input."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest

from adapters.demo.registers import seed
from engine import SYSTEM_ACTOR, Actor, Engine, Forbidden, Invalid
from tests.web.visitor import PASSWORD, Visitor

HEAD = "类别,名称,统一社会信用代码,地址,镇街,负责人\n"
GOOD = "沿街店铺,新店甲,92330402MA0DEMQ01N,解放路99号,,经营者\n"
NEW = "shop,<b>新店</b>乙,,建国路5号,,\n"


def upload(text: str, name: str = "shops.csv") -> dict[str, object]:
    return {"file": (io.BytesIO(text.encode()), name)}


@pytest.fixture
def shops(engine: Engine, people: dict[str, Actor]) -> str:
    """The demo's registers, and a duty officer of the street 解放; the id of a shop there."""
    seed(engine)
    engine.people.create_account(SYSTEM_ACTOR, "duty", "解放值班", "", PASSWORD, ["zfd.330402008.duty"], [], must_change=False)
    engine.records.save(SYSTEM_ACTOR, "objects", {"id": "OBJ-0001", "operator": "王某某某", "phone": "13800001234"})
    return "OBJ-0001"


@pytest.mark.usefixtures("shops")
def test_lists_are_searched_filtered_and_paged(visit: type[Visitor], engine: Engine) -> None:
    anna = visit.named("anna")
    page = anna.get("/records/objects?kind=shop").text
    assert re.search(r"共 \d+ 条", page) and "老街面馆" in page and "13800001234" not in page
    found = anna.get("/records/objects?q=解放 小吃").text
    assert "晨光小吃店" in found and "老街面馆" not in found
    assert "双溪烧烤" in anna.get("/records/objects?credit_class=C").text and "老街面馆" not in anna.get("/records/objects?credit_class=C").text
    engine.records.load(SYSTEM_ACTOR, "objects", [{"kind": "shop", "name": f"连锁{n:03}", "address": f"凤桥镇{n}号"} for n in range(60)], synthetic=True)
    seen: list[str] = []
    path: str | None = "/records/objects?q=连锁"
    while path:
        text = anna.get(path).text
        seen += re.findall(r">(连锁\d+)</a>", text)
        more = re.search(r'rel="next" href="([^"]+)"', text)
        path = more[1].replace("&amp;", "&") if more else None
    assert len(seen) == len(set(seen)) == 60
    for register in ("officers", "matters", "areas", "departments", "visits"):
        assert anna.get(f"/records/{register}").status_code == 200, register
    assert anna.get("/records/objects?cursor=nonsense").status_code == 422
    assert anna.get("/records/passwords").status_code == 404


def test_one_object_one_page(visit: type[Visitor], engine: Engine, shops: str, case: str, people: dict[str, Actor]) -> None:
    engine.records.save(SYSTEM_ACTOR, "visits", {"object_id": shops, "lead_unit": "scjg.330402008", "units": ["xfjy.nanhu"], "day": "2026-02-01", "source": "plan"})
    engine.cases.put(SYSTEM_ACTOR, "finding", "F-1", case, {"fact": "占道堆物", "matterCode": "S03", "state": "open", "bodyGroup": "zhzf.nanhu"}, subject=shops)
    engine.cases.put(SYSTEM_ACTOR, "complaint", "K-1", case, {"title": "举报人说了什么"}, subject=shops)
    anna = visit.named("anna").get(f"/records/objects/entry/{shops}").text
    for text in ("老街面馆", "消防救援大队", "占道堆物", "街道两侧堆物、搭建", "举报人说了什么", f"/cases/{case}"):
        assert text in anna, text
    max_sees = visit.named("max").get(f"/records/objects/entry/{shops}").text
    assert "占道堆物" not in max_sees and "举报人说了什么" not in max_sees and f"/cases/{case}" not in max_sees
    assert "F-1" in max_sees and "另有 1 件您无权查看的案件" in max_sees
    assert "占道堆物" not in visit.named("max").get("/records/kept/finding/F-1").text
    engine.cases.put(SYSTEM_ACTOR, "finding", "F-2", case, {"fact": "犬只未束链"}, subject="某某公民 330402199001011234")
    assert "330402199001011234" not in visit.named("max").get("/records/kept/finding").text and "330402199001011234" in visit.named("anna").get("/records/kept/finding").text
    assert visit.named("max").get("/records/kept/complaint/K-1").status_code == 404
    ref = engine.files.put(people["anna"], name="现场.jpg", content=b"picture", instance_id=case)
    for path in (f"/records/objects/entry/{shops}", "/records/kept/evidence", f"/records/kept/evidence?q={ref.sha256[:12]}", "/records/kept/evidence?q=现场"):
        assert ref.sha256 in visit.named("anna").get(path).text, path
        assert ref.sha256 not in visit.named("max").get(path).text, path
    assert ref.sha256 not in visit.named("anna").get("/records/kept/evidence?q=%25").text
    assert "占道堆物" in visit.named("anna").get("/records/kept/finding").text
    assert '<option value="open">进行中</option>' in visit.named("anna").get("/records/kept/finding").text and "F-1" not in visit.named("anna").get("/records/kept/finding?state=closed").text
    assert visit.named("anna").get("/records/kept/number").status_code == 404


def test_personal_data_needs_a_reason_that_is_kept(visit: type[Visitor], engine: Engine, people: dict[str, Actor], shops: str) -> None:
    duty = visit.named("duty")
    path = f"/records/objects/entry/{shops}"
    assert "王某某某" not in duty.get(path).text and "王" in duty.get(path).text
    assert duty.post(f"/records/objects/unmask/{shops}", {"reason": "x"}).status_code == 422
    opened = duty.post(f"/records/objects/unmask/{shops}", {"reason": "核实经营者身份"})
    assert "王某某某" in opened.text and "13800001234" in opened.text
    assert "unmasked" in {event.deed for event in engine.records.history(people["auditor"], "objects", shops)}
    assert "核实经营者身份" in duty.get(path).text
    assert visit.named("fiona").post(f"/records/objects/unmask/{shops}", {"reason": "随便看看而已"}).status_code == 403
    assert visit.named("author").get("/records/objects/export.csv").text.count("王某某某") == 0


def test_an_entry_is_changed_by_who_keeps_it_and_not_over_anothers_change(visit: type[Visitor], engine: Engine, people: dict[str, Actor], shops: str) -> None:
    duty = visit.named("duty")
    form = duty.get(f"/records/objects/edit/{shops}").text
    fields = {name: text for name, text in re.findall(r'name="(\w+)"(?: type="\w+")? value="([^"]*)"', form) if name not in ("csrf_token", "next", "language")} | {"kind": "shop", "area_code": "330402008", "name": "老街面馆（新）", "was": shops}
    version = re.search(r'name="version" value="(\d+)"', form)
    assert version and duty.post("/records/objects/save", {**fields, "version": version[1]}).status_code == 302
    entry = engine.records.unmask(people["author"], "objects", shops, "检查是否被改")
    assert entry.values["name"] == "老街面馆（新）" and entry.values["phone"] == "13800001234", "stars left alone change nothing"
    late = duty.post("/records/objects/save", {**fields, "version": version[1], "name": "我填的名称"})
    assert late.status_code == 409 and 'value="我填的名称"' in late.text and f'name="version" value="{int(version[1]) + 1}"' in late.text, "nothing typed is lost"
    assert duty.post("/records/objects/save", {**fields, "version": "9", "phone": "139＊＊＊＊34"}).status_code == 422
    wrong = duty.post("/records/objects/save", {**fields, "version": "9", "credit_code": "92330402MA0DEMQ01X"})
    assert wrong.status_code == 422 and "第 18 位校验码不对" in wrong.text
    assert visit.named("fiona").post("/records/objects/save", {**fields, "version": "3"}).status_code == 403
    assert duty.post("/records/objects/save", {"kind": "shop", "name": "别街", "address": "双溪路1号", "version": "0"}).status_code == 403
    assert duty.post("/records/objects/save", {"kind": "shop", "name": "本街", "address": "解放路1号", "version": "0"}).status_code == 302
    assert duty.post("/records/matters/save", {"code": "S01", "name": "x", "was": "S01", "version": "1"}).status_code == 403


@pytest.mark.usefixtures("shops")
def test_a_matter_shows_the_steps_of_its_benchmark_that_hold_today(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    with pytest.raises(Forbidden):
        engine.law.benchmark(replace(people["anna"], groups=frozenset(), rights=frozenset()), "S03", date(2026, 3, 2))
    page = visit.named("duty").get("/records/matters/entry/S03").text
    assert "本事项今日没有有效的裁量基准" in page
    head = "kind,key,step,department,title,condition,outcome,min,max,unit,source,mark,valid_from,valid_to,note"
    steps = "discretion,S03,1,zhzf,个人堆物,,处罚款,200,1000,元,某条例 第十二条,V,2025-01-01,,\ndiscretion,S03,2,zhzf,旧档,,处罚款,1,2,元,某条例,V,2024-01-01,2024-12-31,"
    engine.law.import_rows(people["author"], "law.csv", f"{head}\n{steps}".encode())
    page = visit.named("duty").get("/records/matters/entry/S03").text
    assert "个人堆物" in page and "200–1000 元" in page and "某条例 第十二条" in page and "旧档" not in page


def test_a_sheet_is_looked_at_then_taken(visit: type[Visitor], engine: Engine, shops: str) -> None:
    author = visit.named("author")
    looked = author.post("/records/objects/import", upload(HEAD + GOOD + NEW))
    assert looked.status_code == 200 and "新增 1，变更 1" in looked.text and "<b>新店" not in looked.text
    assert "新店" not in author.get("/records/objects").text
    revision = re.search(r'name="revision" value="(\d+)"', looked.text)
    assert revision and author.post("/records/objects/take", {"revision": revision[1]}).status_code == 302
    assert author.post("/records/objects/take", {"revision": "99"}).status_code == 409
    assert engine.records.get(SYSTEM_ACTOR, "objects", shops).values["name"] == "新店甲", "found by its credit code"
    again = author.post("/records/objects/import", upload(HEAD + GOOD + NEW)).text
    everything = engine.records.listed(SYSTEM_ACTOR, "objects", count=True).total
    assert "不变 2" in again
    sheet = author.get("/records/objects/export.xlsx").data
    back = author.post("/records/objects/import", {"file": (io.BytesIO(sheet), "back.xlsx")})
    assert back.status_code == 200 and f"不变 {everything}" in back.text, "what is exported comes back as it was"


def test_mistakes_are_told_by_row_and_nothing_is_written(visit: type[Visitor], engine: Engine, shops: str) -> None:
    author = visit.named("author")
    rows = HEAD + "沿街店铺,好店,,解放路7号,,\n" + "沿街店铺,,,解放路8号,,\n" + "店铺?,坏店,92330402MA0DEMQ01X,火星1号,,=1+1\n" + "犬只,小黄,92330402MA0DEMQ01N,解放路9号,,\n" + "沿街店铺,远店,,火星2号,,\n"
    bad = author.post("/records/objects/import", upload(rows))
    assert bad.status_code == 422 and "4 行共有 6 处错误" in bad.text
    for remark in ("第 3 行 <strong>名称</strong> 必填", "第 4 行 <strong>类别</strong> 不在可选项中", "第 4 行 <strong>负责人</strong> 不能是公式", "第 5 行 <strong>统一社会信用代码</strong> 这一类别没有此项", "第 6 行 <strong>镇街</strong> 地址中认不出镇街"):
        assert remark in re.sub(r"\s+", " ", bad.text), remark
    revision = re.search(r'name="revision" value="(\d+)"', bad.text)
    assert revision and "好店" not in author.get("/records/objects").text
    assert author.post("/records/objects/take", {"revision": revision[1]}).status_code == 422, "not without saying so"
    assert author.post("/records/objects/take", {"revision": revision[1], "leave_out": "true"}).status_code == 302
    assert "好店" in author.get("/records/objects").text
    unknown = author.post("/records/objects/import", upload("名称,颜料\nx,y\n"))
    assert unknown.status_code == 422 and "没有“颜料”这一列" in unknown.text and 'name="revision"' not in unknown.text


@pytest.mark.usefixtures("shops")
def test_duty_officers_import_their_own_street_only(visit: type[Visitor], engine: Engine) -> None:
    duty = visit.named("duty")
    mixed = duty.post("/records/objects/import", upload(HEAD + "shop,本街店,,解放路70号,,\nshop,别街店,,双溪路70号,,\n"))
    assert mixed.status_code == 422 and "该行不属于您的单位或镇街" in mixed.text
    assert visit.named("anna").post("/records/objects/import", upload(HEAD + GOOD)).status_code == 403
    assert visit.named("admin").get("/records/objects").status_code == 403
    assert visit.named("auditor").get("/records/objects").status_code == 200


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\x00\x01\x02", "名称\n".encode() * 20_002, b""])
def test_hostile_files_are_refused(visit: type[Visitor], engine: Engine, shops: str, content: bytes) -> None:
    before = engine.records.listed(SYSTEM_ACTOR, "objects", count=True).total
    assert visit.named("author").post("/records/objects/import", {"file": (io.BytesIO(content), "x.xlsx")}).status_code in (413, 422)
    with pytest.raises(Invalid):
        engine.records.preview(SYSTEM_ACTOR, "objects", "x.csv", b"a" * 5_000_001)
    assert engine.records.listed(SYSTEM_ACTOR, "objects", count=True).total == before


def test_odd_ids_and_words_are_only_texts(visit: type[Visitor], shops: str) -> None:
    anna = visit.named("anna")
    for path in ("/records/objects/entry/../../x", "/records/objects/entry/%00", "/records/objects/entry/'; drop table visit--", "/records/kept/x/y/z", "/records/objects/entry/" + "x" * 3000):
        assert anna.get(path).status_code in (404, 400), path
    for q in ("%", "_", "\\", "'", "\x00", "😀", "a" * 100):
        assert anna.get("/records/objects", q=q).status_code == 200
        assert anna.client.get("/records/objects", query_string={"q": q}).status_code in (200, 400, 422), q
        assert anna.client.get("/records/kept/finding", query_string={"q": q}).status_code in (200, 400, 422), q
    assert "老街面馆" not in anna.client.get("/records/objects", query_string={"q": "%"}).text


def test_an_officer_recuses_themselves(visit: type[Visitor], engine: Engine, people: dict[str, Actor], shops: str) -> None:
    engine.records.save(SYSTEM_ACTOR, "officers", {"account": "anna", "name": "执法人员 1", "unit": "zhzf.nanhu", "certificate": "11040001", "valid_from": "2024-01-01", "valid_to": "2029-01-01"})
    anna = visit.named("anna")
    assert anna.post("/records/officers/recuse/anna", {"object_id": shops, "reason": "近亲属经营"}).status_code == 302
    assert "近亲属经营" in anna.get("/records/officers/entry/anna").text
    assert visit.named("fiona").post("/records/officers/recuse/anna", {"object_id": shops, "undo": "true"}).status_code == 403
    assert anna.post("/records/officers/recuse/anna", {"object_id": shops, "undo": "true"}).status_code == 302
    assert engine.records.recusals(people["anna"], "anna") == ()
