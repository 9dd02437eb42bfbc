"""The sequence flows of a process, as its file draws them (BPMN 2.0.2 clause 8.4.13): what a rehearsal must have walked."""

from __future__ import annotations

from engine.domain.work import Flow
from engine.xml import read

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def flows_of(content: bytes, key: str, file: str) -> tuple[Flow, ...]:
    """The flows of the process `key` in a BPMN file, those inside its sub-processes too, in document order. Raises `XmlRefused`."""
    return tuple(
        Flow(item.get("id") or "", item.get("name") or "", item.get("sourceRef") or "", item.get("targetRef") or "", item.line)
        for process in read(content, file=file).all("process", BPMN) if process.get("id") == key
        for item in process.walk() if item.name == "sequenceFlow" and item.namespace == BPMN
    )
