"""The model every figure is measured on: a loop of a user task with candidate group, form, FEEL due date and a decision at the gateway."""

from __future__ import annotations

import json
from pathlib import Path

from tests.engine.modelling import bpmn

BPMN = Path(__file__).parents[2] / "bpmn"
LOOP = bpmn("""
start s
user work 'dueDate==deadline("clk.bench")' formRef=work formRefBinding=deployment
rule ask decision=again result=onward
xor g
end e
s > work > ask > g
g > work : onward = true
g > e : default
""", "bench").replace(b"camunda:decisionRef", b'camunda:decisionRefBinding="deployment" camunda:decisionRef')

FORM = json.dumps({
    "type": "default", "id": "work", "schemaVersion": 18,
    "components": [
        {"type": "number", "key": "round", "label": "Round", "validate": {"required": True}},
        {"type": "textfield", "key": "remark", "label": "Remark", "validate": {"maxLength": 200}},
    ],
}).encode()

DECISION = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:bench">
  <decision id="again" name="again"><decisionTable hitPolicy="FIRST">
    <input id="i1"><inputExpression typeRef="number"><text>round</text></inputExpression></input>
    <output id="o1" name="onward" typeRef="boolean"/>
    <rule id="r1"><inputEntry id="c1"><text>&lt; 0</text></inputEntry><outputEntry id="x1"><text>false</text></outputEntry></rule>
    <rule id="r2"><inputEntry id="c2"><text>-</text></inputEntry><outputEntry id="x2"><text>true</text></outputEntry></rule>
  </decisionTable></decision>
</definitions>"""


def files() -> dict[str, bytes]:
    """The deployment: model, form, decision, calendar and one clock."""
    lines = (BPMN / "shopfront" / "clocks.csv").read_text(encoding="utf-8").splitlines()
    head = next(index for index, line in enumerate(lines) if line.startswith("code,"))
    row = next(line for line in lines[head + 1:] if line.startswith("clk."))
    renamed = "clk.bench," + row.partition(",")[2]
    return {
        "bench.bpmn": LOOP, "work.form": FORM, "again.dmn": DECISION, "clocks.csv": "\n".join([*lines[:head + 1], renamed]).encode(),
        "calendars/2026.csv": (BPMN / "shared" / "calendars" / "2026.csv").read_bytes(),
    }
