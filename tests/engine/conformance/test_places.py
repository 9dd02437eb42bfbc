"""What is refused because it could not take effect where it stands, or only one can be there (dialect A1, A2, A7; clause 10.5.4)"""

from __future__ import annotations

import re

import pytest

from engine.execution.reading.findings import Findings
from engine.execution.reading.process import processes
from engine.xml import read
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

USER = "start s\n user u\n end e\n s > u > e\n "
TWICE = USER + "boundary-{kind} a on u {what}\n boundary-{kind} x on u {what}\n a > e\n x > e"
HANDLERS = "esub h {{\n start-{kind} a {what}\n end y\n a > y\n }}\n esub k {{\n start-{kind} x {what}\n end z\n x > z\n }}"
MAPPED = '<extensionElements><camunda:inputOutput><camunda:{0}putParameter name="a">1</camunda:{0}putParameter></camunda:inputOutput></extensionElements>'
LINK = "start s\n par g\n throw-link {0} name=L\n catch-link {1} name=L\n end e\n s > g\n "
REFUSED = {
    "a second signal boundary event": TWICE.format(kind="signal", what="name=G"),
    "a second signal boundary event beside a task": USER + "boundary-signal a on u name=G\n boundary-signal x on u name=G non\n a > e\n x > e",
    "a second event for one condition": TWICE.format(kind="conditional", what="'when=n = 1'"),
    "a second event for one error": TWICE.format(kind="error", what="name=E"),
    "a second event for every error": TWICE.format(kind="error", what=""),
    "a second event for one escalation": TWICE.format(kind="escalation", what="name=E"),
    "a second event sub-process for a signal": USER + HANDLERS.format(kind="signal", what="name=G"),
    "a second event sub-process for an error": USER + HANDLERS.format(kind="error", what="name=E"),
    "a second start by a signal": "start-signal a name=G\n start-signal x name=G\n end e\n a > e\n x > e",
    "one signal twice behind a gateway": "start s\n evt g\n catch-signal a name=G\n catch-signal x name=G\n end e\n s > g\n g > a > e\n g > x > e",
    "a second compensation boundary event": USER + "boundary-compensate a on u\n task h1 handler=a\n boundary-compensate x on u\n task h2 handler=x",
    "a second cancel boundary event":
        "start s\n transaction u {\n start t\n end-cancel y\n t > y\n }\n boundary-cancel a on u\n boundary-cancel x on u\n end e\n s > u > e\n a > e\n x > e",
    "a cancel event that does not interrupt":
        "start s\n transaction u {\n start t\n end-cancel y\n t > y\n }\n boundary-cancel x on u non\n end e\n s > u > e\n x > e",
    "a condition on the only flow of a gateway": "start s\n xor x\n end e\n s > x\n x > e : n > 1",
    "a save point behind an event-based gateway": 'start s\n <eventBasedGateway id="x" camunda:asyncAfter="true"/>\n catch-timer t duration=PT1H\n end e\n s > x > t > e',
    "a parallel beginning by a timer": '<eventBasedGateway id="x" instantiate="true" eventGatewayType="Parallel"/>\n catch-message m name=o\n catch-timer t duration=PT1H\n end e\n x > m > e\n x > t > e',
    "a parallel beginning twice by one message": '<eventBasedGateway id="x" instantiate="true" eventGatewayType="Parallel"/>\n catch-message m name=o\n receive n message=o\n end e\n x > m > e\n x > n > e',
    "a message that a boundary event and an event sub-process of one scope wait for":
        "start s\n sub u {\n start t\n user a\n end y\n t > a > y\n esub h {\n start-message x name=o\n end z\n x > z\n }\n }\n boundary-message b on u name=o\n end e\n s > u > e\n b > e",
    "a message that a task and its boundary event wait for": "start s\n receive u message=o\n boundary-message x on u name=o\n end e\n s > u > e\n x > e",
    "a message twice, once among others": USER + "boundary-message+signal a on u name=o\n boundary-message x on u name=o\n a > e\n x > e",
    "a flow out of a compensation boundary event": USER + "boundary-compensate x on u\n task h handler=x\n x > e",
    "two handlers of one activity": USER + "boundary-compensate x on u\n task h handler=x\n task k handler=x",
    "a form on the start of a sub-process": 'start s\n sub u {\n <startEvent id="x" camunda:formRef="f" camunda:formRefBinding="latest"/>\n end y\n x > y\n }\n end e\n s > u > e',
    "an initiator of a sub-process": 'start s\n sub u {\n <startEvent id="x" camunda:initiator="who"/>\n end y\n x > y\n }\n end e\n s > u > e',
    "a flow out of a throwing link": LINK.format("x", "i") + "g > x > e\n i > e",
    "a flow into a catching link": LINK.format("o", "x") + "g > o\n g > x > e",
    "an output of an end event": f'start s\n <endEvent id="x">{MAPPED.format("out")}</endEvent>\n s > x',
    "an output of a multi-instance": "start s\n task x times=2 out.a=1\n end e\n s > x > e",
    "an input of an event sub-process": USER + f'esub x {{\n {MAPPED.format("in")}\n start-signal a name=G\n end y\n a > y\n }}',
}
ACCEPTED = {
    "two signals": USER + "boundary-signal a on u name=G\n boundary-signal b on u name=H\n a > e\n b > e",
    "one signal in two places": USER + "user v\n boundary-signal a on u name=G\n boundary-signal b on v name=G\n a > v > e\n b > e",
    "a code beside a catch-all": USER + "boundary-error a on u name=E\n boundary-error b on u\n a > e\n b > e",
    "a plain start beside timers": "start s\n start-timer a duration=PT1H\n start-timer b duration=PT2H\n end e\n s > e\n a > e\n b > e",
    "one message by two keys": USER + "<boundaryEvent id='a' attachedToRef='u'><extensionElements><camunda:properties><camunda:property name='correlationKey' value='=k'/></camunda:properties></extensionElements><messageEventDefinition messageRef='message_o'/></boundaryEvent>\n boundary-message b on u name=o\n a > e\n b > e",
    "a note at a compensation boundary event": USER + "boundary-compensate b on u\n task h handler=b\n <textAnnotation id='n'><text>undone by hand</text></textAnnotation>\n <association id='to' sourceRef='b' targetRef='n'/>",
    "an output of a standard loop": "start s\n task x max=2 out.a=1\n end e\n s > x > e",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_effect_where_it_stands_is_refused(straight: Stage, name: str) -> None:
    """An error at the element, in words of both languages."""
    model = bpmn(REFUSED[name])
    assert ("bpmn.unsupported", "x") in straight.refusal(model)
    findings = Findings("p.bpmn")
    processes(read(model), findings)
    told = [value for item in findings.items if item.severity == "error" for key, value in item.values.items() if key.endswith(".zh")]
    assert told and not any(re.search(r"[a-z]{2,} [a-z]{2,} ", text) for text in told)


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_only_looks_alike_is_accepted(straight: Stage, name: str) -> None:
    """Different causes, or different places."""
    straight.deploy(ACCEPTED[name])
