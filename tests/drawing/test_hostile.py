"""Files of strangers: whatever a drawing says, or leaves out, the file is drawn or stays as it is."""

from __future__ import annotations

import pytest

from engine.xml import read, text_of
from engine.xml.drawing import complete
from engine.xml.drawing.completing import MOST
from tests.engine.modelling import HEAD

DIAGRAM = (
    ' xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI">'
)
BODY = (
    '<startEvent id="s"/><userTask id="t"/><endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/>'
)


def model(body: str, drawing: str = "") -> str:
    """A process, with what stands in its plane."""
    plane = f'<bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="pl" bpmnElement="p">{drawing}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>' if drawing else ""
    return f'{HEAD[:-1]}{DIAGRAM}<process id="p" isExecutable="true">{body}</process>{plane}</definitions>'


def shape(x: str, width: str = "36") -> str:
    """The start event at a place."""
    return f'<bpmndi:BPMNShape id="s_di" bpmnElement="s"><dc:Bounds x="{x}" y="0" width="{width}" height="36"/></bpmndi:BPMNShape>'


@pytest.mark.parametrize("text", [
    *(model(BODY, shape(place)) for place in ("INF", "1e999", "nan", "1e308", "1" + "0" * 5000)), model(BODY, shape("-1e9", "-5")),
    model(BODY, '<bpmndi:BPMNShape id="a" bpmnElement="s"/>'), model(BODY, '<bpmndi:BPMNEdge id="a" bpmnElement="f1"/>'),
    model(BODY + '<extensionElements><foo:BPMNPlane xmlns:foo="urn:x"/></extensionElements>', shape("0")),
    model(
        BODY + '<textAnnotation id="n"><text>x</text></textAnnotation><dataObjectReference id="do"/><association id="a1" sourceRef="n" targetRef="do"/>'
        '<association id="a2" sourceRef="t" targetRef="do"/>'
    ),
    model(BODY.replace('id="f1" ', "").replace('"s"', "'s\"x'")), model(BODY + '<sequenceFlow id="f3" sourceRef="t" targetRef="t"/>'),
    model(BODY + '<boundaryEvent id="b" attachedToRef="b"/><boundaryEvent id="c" attachedToRef="b"/>'),
    model('<subProcess id="a"><subProcess id="a"><userTask id="a"/></subProcess></subProcess>'),
], ids=range(14))
def test_it_is_drawn_or_left_alone(text: str) -> None:
    assert read(complete(text, "p").encode()).name == "definitions"


def test_beyond_a_size_no_picture_is_made() -> None:
    text = model("".join(f'<userTask id="t{number}"/>' for number in range(MOST + 1)))
    assert complete(text, "p") == text


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-le", "utf-32-be", "utf-16"])
def test_wide_letters_are_read(codec: str) -> None:
    assert text_of(model(BODY).encode(codec)).lstrip("\ufeff") == model(BODY)
