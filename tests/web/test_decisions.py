"""Reading and trying decisions, and the printed reason of one that a case took."""

from __future__ import annotations

import re

import pytest

from engine import Actor, Engine
from tests.engine.modelling import bpmn
from tests.web.visitor import Visitor

HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="f" name="裁量" namespace="urn:test">'


def table(limit: int) -> bytes:
    return (HEAD + f"""<decision id="fine-step" name="裁量档次"><decisionTable id="t" hitPolicy="UNIQUE">
<input id="i1" label="金额"><inputExpression id="x1" typeRef="number"><text>amount</text></inputExpression></input>
<input id="i2" label="行为日期"><inputExpression id="x2" typeRef="date"><text>day</text></inputExpression></input>
<input id="i3" label="首次"><inputExpression id="x3" typeRef="boolean"><text>first</text></inputExpression></input>
<input id="i4" label="危害"><inputExpression id="x4" typeRef="string"><text>harm</text></inputExpression><inputValues><text>"none","slight"</text></inputValues></input>
<output id="o1" name="step" label="档次" typeRef="string"/>
<annotation name="依据"/>
<rule id="row-low"><inputEntry id="c1"><text>&lt;= {limit}</text></inputEntry><inputEntry id="c2"><text>&gt;= date("2026-01-01")</text></inputEntry><inputEntry id="c3"><text>-</text></inputEntry><inputEntry id="c4"><text>-</text></inputEntry><outputEntry id="a1"><text>"从轻"</text></outputEntry><annotationEntry><text>行政处罚法 第三十二条</text></annotationEntry></rule>
<rule id="row-high"><inputEntry id="c5"><text>&gt; {limit}</text></inputEntry><inputEntry id="c6"><text>-</text></inputEntry><inputEntry id="c7"><text>-</text></inputEntry><inputEntry id="c8"><text>-</text></inputEntry><outputEntry id="a2"><text>"一般"</text></outputEntry><annotationEntry><text>&lt;b&gt;第五条&lt;/b&gt;</text></annotationEntry></rule>
</decisionTable></decision></definitions>""").encode()


@pytest.fixture
def fine(engine: Engine, people: dict[str, Actor]) -> None:
    model = bpmn("start s\nrule r decision=fine-step result=step\nuser u candidate=zhzf.nanhu.officer\nend e\ns > r > u > e", "fining")
    engine.definitions.deploy(people["author"], "fine", {"fine.dmn": table(100), "fining.bpmn": model})


def marked(page: str) -> list[str]:
    """The numbers of the rows that are marked."""
    return re.findall(r'<tr class="hit"><th scope="row">(\d+)', page)


@pytest.mark.usefixtures("fine")
def test_a_field_per_input_of_its_kind(visit: type[Visitor]) -> None:
    page = visit.named("anna").get("/decisions/fine-step").text
    assert re.search(r'name="v.amount"[^>]*type="text" inputmode="decimal"', page)
    assert re.search(r'name="v.day"[^>]*type="date"', page)
    assert re.search(r'<select id="v.first".*?value="true".*?value="false"', page, re.DOTALL)
    assert re.search(r'<select id="v.harm".*?<option>none</option><option>slight</option>', page, re.DOTALL)
    assert marked(page) == [] and "行政处罚法 第三十二条" in page


@pytest.mark.usefixtures("fine")
@pytest.mark.parametrize(("amount", "row", "step"), [("100", "1", "从轻"), ("100.00000000000000000001", "2", "一般")])
def test_values_show_the_result_and_mark_the_row_that_decided(visit: type[Visitor], amount: str, row: str, step: str) -> None:
    answer = visit.named("anna").post("/decisions/fine-step", {"v.amount": amount, "v.day": "2026-03-01", "v.first": "true", "v.harm": "none"})
    assert answer.status_code == 200
    assert marked(answer.text) == [row]
    assert f"<strong>{step}</strong>" in answer.text and "✔ 命中" in answer.text
    assert f'value="{amount}"' in answer.text  # what was given stays


@pytest.mark.usefixtures("fine")
def test_a_value_of_another_kind_is_told_at_its_field(visit: type[Visitor]) -> None:
    answer = visit.named("anna").post("/decisions/fine-step", {"v.amount": "much", "v.day": "2026-02-30"})
    assert answer.status_code == 422 and answer.text.count("不是这种类型的值") == 2
    assert visit.named("anna").post("/decisions/fine-step", {"more": "[1"}).status_code == 422
    more = visit.named("anna").post("/decisions/fine-step", {"more": '{"amount": 500}'})
    assert marked(more.text) == ["2"]


@pytest.mark.usefixtures("fine")
@pytest.mark.parametrize(("name", "status"), [("anna", 200), ("author", 200), ("auditor", 200), ("admin", 403), ("machine", 403)])
def test_rules_are_read_by_members_modellers_and_auditors(visit: type[Visitor], name: str, status: int) -> None:
    who = visit.named(name)
    assert who.get("/decisions").status_code == status
    assert who.get("/decisions/fine-step").status_code == status
    assert who.post("/decisions/fine-step", {"v.amount": "1"}).status_code == status
    assert who.get("/decisions/nothing").status_code == (404 if status == 200 else 403)


@pytest.mark.usefixtures("fine")
def test_why_shows_the_version_that_decided_its_row_and_its_source(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    case = engine.instances.start(people["anna"], "fining", {"amount": 100, "first": True, "harm": None, "day": None}).id
    engine.definitions.deploy(people["author"], "fine", {"fine.dmn": table(5)})  # a later version must not change the reason
    (taken,) = engine.decisions.taken(people["anna"], case)
    assert visit.named("anna").get(f"/cases/{case}/decisions").headers["Location"] == f"/cases/{case}/decisions/{taken.number}"
    # day is null: row 1 does not match, neither does row 2; with a day it does
    assert marked(visit.named("anna").get(f"/cases/{case}/decisions/{taken.number}").text) == []


@pytest.mark.usefixtures("fine")
def test_why_prints_everything(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    case = engine.instances.start(people["anna"], "fining", {"amount": 250, "first": True, "harm": "none", "day": "x"}).id
    engine.definitions.deploy(people["author"], "fine", {"fine.dmn": table(5000)})
    (taken,) = engine.decisions.taken(people["anna"], case)
    assert taken.matched[0]["annotations"] == {"依据": "<b>第五条</b>"}
    page = visit.named("anna").get(f"/cases/{case}/decisions/{taken.number}").text
    assert marked(page) == ["2"] and "第 1 版" in page and "&gt; 100" in page and "5000" not in page
    assert "<dt>金额</dt><dd>250</dd>" in page and "<strong>一般</strong>" in page
    assert "&lt;b&gt;第五条&lt;/b&gt;" in page and "<b>第五条" not in page
    english = visit.named("anna")
    english.post("/language", {"language": "en", "next": "/"})
    assert "Why" in english.get(f"/cases/{case}/decisions/{taken.number}").text
    for name in ("fiona", "author"):
        assert visit.named(name).get(f"/cases/{case}/decisions/{taken.number}").status_code == 404
    assert visit.named("auditor").get(f"/cases/{case}/decisions/{taken.number}").status_code == 200
    assert visit.named("anna").get(f"/cases/{case}/decisions/{taken.number + 1000}").status_code == 404


@pytest.mark.usefixtures("fine")
def test_who_confirms_a_proposal_reads_the_row_and_its_source(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    case = engine.instances.start(people["anna"], "fining", {"amount": 250, "day": None, "first": True, "harm": "none"}).id
    (task,) = engine.instances.get(people["anna"], case).open_tasks
    page = visit.named("anna").get(f"/tasks/{task.id}").text
    assert "规则表的依据" in page and "第 2 行 · &lt;b&gt;第五条&lt;/b&gt;" in page
