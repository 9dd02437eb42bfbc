"""Small processes for the REST tests."""

from __future__ import annotations

from tests.engine.modelling import bpmn

SHIP = bpmn("""
    start s
    service send topic=ship prop.kind=parcel
    boundary-error lost on send name=LOST
    user deliver group=zhzf.nanhu.officer
    end e
    end gone
    s > send > deliver > e
    lost > gone
""", "ship").replace(b'<process id="ship"', b'<process id="ship" camunda:versionTag="1.2"')
WAIT = bpmn("""
    start s
    catch-message paid name=payment
    user after group=zhzf.nanhu.officer
    end e
    s > paid > after > e
""", "wait")
ORDER = bpmn("""
    start-message s name=ordered
    user look group=zhzf.nanhu.officer
    boundary-escalation up on look code=UP
    user chief group=zhzf.nanhu.officer
    end e
    end f
    s > look > e
    up > chief > f
""".replace("code=UP", "name=UP"), "order")
CLOCK = bpmn("""
    start s
    catch-timer later duration=PT1H
    user after group=zhzf.nanhu.officer
    end e
    s > later > after > e
""", "clock")
ALARM = bpmn("""
    start s
    catch-signal heard name=alarm
    end e
    s > heard > e
""", "alarm")
BROKEN = bpmn("""
    start s
    script bad language=feel result=x is=1/0 asyncBefore
    xor g
    end e
    end f
    s > bad > g
    g > e : missing.flag = true
    g > f : missing.other = true
""", "broken")
DMN = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="fees" name="fees" namespace="urn:test">
  <decision id="fee" name="fee"><decisionTable id="t" hitPolicy="FIRST">
    <input id="i" label="amount"><inputExpression id="ie" typeRef="number"><text>amount</text></inputExpression></input>
    <output id="o" name="fee" typeRef="number"/><output id="o2" name="why" typeRef="string"/>
    <rule id="r1"><inputEntry id="e1"><text>&lt; 100</text></inputEntry><outputEntry id="o1"><text>1.5</text></outputEntry><outputEntry id="w1"><text>"small"</text></outputEntry></rule>
    <rule id="r2"><inputEntry id="e2"><text>-</text></inputEntry><outputEntry id="o3"><text>20</text></outputEntry><outputEntry id="w2"><text>"large"</text></outputEntry></rule>
  </decisionTable></decision>
</definitions>"""

MODELS = {
    "ship.bpmn": SHIP, "wait.bpmn": WAIT, "order.bpmn": ORDER, "clock.bpmn": CLOCK, "alarm.bpmn": ALARM, "fee.dmn": DMN,
}
