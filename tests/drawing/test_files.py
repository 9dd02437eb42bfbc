"""Odd files: parts of a drawing, pools, flows without ids, encodings, size."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from engine.rules.dmn import parse
from engine.xml import read, text_of
from engine.xml.dmn13 import as_dmn_13
from engine.xml.drawing import complete, undrawn
from tests.drawing.seeing import Seen
from tests.engine.modelling import HEAD

BODY = """<startEvent id="s"/><userTask id="a"/><subProcess id="sub"><userTask id="x"/><userTask id="y"/><sequenceFlow id="xy" sourceRef="x" targetRef="y"/></subProcess>
<boundaryEvent id="late" attachedToRef="a"/><endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
<sequenceFlow id="f2" sourceRef="a" targetRef="sub"/><sequenceFlow id="f3" sourceRef="sub" targetRef="e"/><sequenceFlow id="f4" sourceRef="late" targetRef="e"/>"""
MODEL = f'{HEAD}<!-- </definitions> --><process id="p"><documentation><![CDATA[</definitions>]]></documentation>{BODY}</process></definitions>'


def without(text: str, *names: str) -> str:
    """The file with the shapes and edges of some elements taken out, line by line as they are written."""
    return "\n".join(line for line in text.splitlines() if not any(f'bpmnElement="{name}"' in line for name in names))


def test_comments_and_quoted_text_are_not_taken_for_markup() -> None:
    made = complete(MODEL)
    assert list(Seen(made).wrong()) == [] and made.startswith(MODEL.removesuffix("</definitions>"))


@pytest.mark.parametrize("lost", [("f1",), ("late", "f4"), ("e", "f3", "f4"), ("s", "f1"), ("f1", "f2", "f3", "f4", "xy")])
def test_what_is_drawn_stays_and_the_rest_is_added(lost: tuple[str, ...]) -> None:
    part = without(complete(MODEL), *lost)
    assert set(undrawn(read(part.encode()))) == set(lost)
    made = complete(part)
    before, after = Seen(part), Seen(made)
    assert undrawn(read(made.encode())) == () and {name: after.boxes[name] for name in before.boxes} == before.boxes
    assert [fault for fault in after.wrong() if "through" not in fault] == []


def test_what_does_not_fit_beside_the_rest_is_drawn_anew() -> None:
    """In a sub-process that is drawn open, or where the drawing tells no numbers."""
    whole = complete(MODEL)
    for part in (without(whole, "y", "xy"), without(whole, "y", "e").replace('x="', 'x="nowhere', 1), whole[:whole.index("      <bpmndi:BPMNShape")] + whole[whole.index("    </bpmndi:BPMNPlane"):]):
        assert list(Seen(complete(part)).wrong()) == []


def test_a_closed_sub_process_gets_a_plane_of_its_own() -> None:
    part = without(complete(MODEL), "x", "y", "xy").replace(' isExpanded="true"', "")
    made = complete(part)
    assert made.count("<bpmndi:BPMNDiagram ") == 2 and 'bpmnElement="sub"' in made.partition("plane_sub")[2] and undrawn(read(made.encode())) == ()


def test_pools_lanes_and_messages() -> None:
    text = f"""{HEAD}<collaboration id="c"><participant id="one" processRef="p"/><participant id="other" name="当事人"/><participant id="two" processRef="q"/>
    <messageFlow id="m" sourceRef="a" targetRef="other"/><messageFlow id="n" sourceRef="other" targetRef="z"/></collaboration>
    <process id="p"><laneSet><lane id="l"><flowNodeRef>s</flowNodeRef><childLaneSet><lane id="l1"><flowNodeRef>a</flowNodeRef></lane><lane id="l2"/></childLaneSet></lane></laneSet>{BODY}
    <dataObjectReference id="data" name="卷宗"/><textAnnotation id="note"><text>三日内</text></textAnnotation><association id="as" sourceRef="note" targetRef="a"/></process>
    <process id="q"><receiveTask id="z"/></process></definitions>"""
    seen = Seen(complete(text, "q"))
    assert list(seen.wrong()) == [] and {"m", "n", "as"} <= seen.lines.keys() and {"data", "note"} <= seen.boxes.keys()
    pools = [seen.boxes[name] for name in ("one", "other", "two")]
    assert not any(one.meets(other) for one, other in pairwise(pools)) and len({(pool.x0, pool.x1) for pool in pools}) == 1
    assert pools[0].holds(seen.boxes["l"]) and seen.boxes["l"].holds(seen.boxes["l1"]) and seen.boxes["l1"].holds(seen.boxes["a"]) and pools[2].holds(seen.boxes["z"])


def test_of_several_processes_the_asked_one_comes_first() -> None:
    text = f'{HEAD}<process id="p"><task id="a"/></process><process id="q"><task id="b"/></process></definitions>'
    assert complete(text, "q").index('bpmnElement="q"') < complete(text, "q").index('bpmnElement="p"') and complete(text, "p").index('bpmnElement="p"') < complete(text, "p").index('bpmnElement="q"')


def test_flows_without_an_id_get_one_that_the_trace_knows() -> None:
    text = f'{HEAD}<process id="p"><task id="a"/><task id="b"/><sequenceFlow sourceRef="a" targetRef="b"/><sequenceFlow targetRef="b" sourceRef="a"></sequenceFlow></process></definitions>'
    assert Seen(complete(text)).lines.keys() == {"a->b", "a->b+"} and Seen(complete(text, joint="-to-")).lines.keys() == {"a-to-b", "a-to-b_"}


@pytest.mark.parametrize(("codec", "declared"), [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", ""), ("gbk", "GBK"), ("gb18030", "gb18030"), ("utf-8-sig", "UTF-8"), ("utf-8", "")])
def test_any_encoding_becomes_utf_8_and_says_so(codec: str, declared: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    sent = f"{head}<process name='核查'/>".encode(codec)
    text = text_of(sent)
    assert read(text.encode()).get("name") == "核查" and text == ('<?xml version="1.0" encoding="UTF-8"?>' if declared else "") + "<process name='核查'/>"


@pytest.mark.parametrize("old", ["http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/"])
def test_older_decisions_are_opened_as_1_3_with_the_same_rules(old: str) -> None:
    table = '<decisionTable id="t"><output id="o" name="{0}" typeRef="string"/><rule id="r"><outputEntry id="e"><text>"a"</text></outputEntry></rule></decisionTable>'
    sent = f'<definitions xmlns="{old}" id="d" name="d" namespace="urn:x"><decision id="k" name="k">{table.format(old)}</decision></definitions>'
    opened = as_dmn_13(sent)
    assert opened.count("20191111/MODEL/") == 1 and f'name="{old}"' in opened, "only where it is declared"
    one, other = (parse(read(text.encode())).decisions["k"] for text in (sent, opened))
    assert one == other


def test_a_large_model_is_drawn_in_time_that_grows_with_it() -> None:
    """1,500 steps, two behind each of the first half, take a third of a second of CPU; at each for each it would be minutes."""
    nodes = "".join(f'<task id="t{number}"/>' for number in range(1500))
    flows = "".join(f'<sequenceFlow id="f{number}" sourceRef="t{number // 2 if number % 3 else number}" targetRef="t{number + 1}"/>' for number in range(1499))
    before = time.process_time()
    made = complete(f'{HEAD}<process id="p">{nodes}{flows}</process></definitions>')
    assert time.process_time() - before < 10 and made.count("<bpmndi:BPMNShape") == 1500
