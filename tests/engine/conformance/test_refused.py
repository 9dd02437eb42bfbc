"""Nothing is dropped: what cannot take effect is refused at deploy with the element's id and a code (design 1, dialect A7)."""

from __future__ import annotations

import re

import pytest

from engine.execution.reading.allowed import REFUSED
from engine.execution.reading.chinese import chinese
from engine.execution.reading.findings import Findings
from engine.execution.reading.process import processes
from engine.xml import read
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,} ")
XSI = 'xsi:type="tFormalExpression"'
PLAIN = """
    start s
    user a
    end e
    s > a > e
"""


def around(element: str, roots: str = "") -> bytes:
    """A runnable model with one element (id x) put between start and end; `roots` stand beside the process."""
    text = bpmn(f"start s\n {element}\n end e\n s > x > e").decode()
    return text.replace('<process id="p"', f'{roots}<process id="p"').encode()


def beside(element: str, roots: str = "") -> bytes:
    """A runnable model with user task a, and one element more (id x)."""
    text = bpmn(PLAIN + element).decode()
    return text.replace('<process id="p"', f'{roots}<process id="p"').encode()


def owner(role: str, text: str) -> str:
    """Who does a user task, in BPMN's own words."""
    return f"<{role}><resourceAssignmentExpression><formalExpression>{text}</formalExpression></resourceAssignmentExpression></{role}>"


def failing_work(definition: str, implementation: str = 'camunda:type="external" camunda:topic="t"') -> str:
    """External work with an error definition."""
    return f'<serviceTask id="x" {implementation}><extensionElements><camunda:errorEventDefinition {definition}/></extensionElements></serviceTask>'


ER = '<error id="er" name="er" errorCode="E"/>'
def signal(way: str, passed: str) -> str:
    """A signal event with a payload."""
    return f'<intermediate{way}Event id="x"><signalEventDefinition signalRef="g"><extensionElements><camunda:in {passed}/></extensionElements></signalEventDefinition></intermediate{way}Event>'


SIGNAL = '<signal id="g" name="g"/>'
FLOW = 'xmlns:f="http://flowable.org/bpmn"'
FOREIGN = 'xmlns:z="urn:other"'
ERRORS = {
    # -- constructs without execution semantics here
    "complex gateway": (around('<complexGateway id="x"/>'), "bpmn.unsupported"),
    "ioSpecification": (around('<userTask id="x"><ioSpecification/></userTask>'), "bpmn.unsupported"),
    "performer": (around('<userTask id="x"><performer/></userTask>'), "bpmn.unsupported"),
    "potentialOwner without expression": (around('<userTask id="x"><potentialOwner/></userTask>'), "bpmn.missing"),
    "potentialOwner of a resource": (around('<userTask id="x"><potentialOwner><resourceRef>r</resourceRef></potentialOwner></userTask>'), "bpmn.unknown-element"),
    "potentialOwner of a script": (around(f'<scriptTask id="x" scriptFormat="feel">{owner("potentialOwner", "g")}<script>1</script></scriptTask>'), "bpmn.unknown-element"),
    "two performers": (around(f'<userTask id="x">{owner("humanPerformer", "a")}{owner("humanPerformer", "b")}</userTask>'), "bpmn.unsupported"),
    "performer and assignee": (around(f'<userTask id="x" camunda:assignee="a">{owner("humanPerformer", "b")}</userTask>'), "bpmn.unsupported"),
    "owners in two languages": (around(f'<userTask id="x" camunda:candidateGroups="g">{owner("potentialOwner", "=groups")}</userTask>'), "bpmn.unsupported"),
    "dataInputAssociation": (around('<userTask id="x"><dataInputAssociation/></userTask>'), "bpmn.unsupported"),
    "property": (around('<userTask id="x"><property id="pr"/></userTask>'), None),
    "rendering": (around('<userTask id="x"><rendering/></userTask>'), None),
    "unknown child": (around('<userTask id="x"><wonder/></userTask>'), None),
    "foreign child": (around(f'<userTask id="x" {FOREIGN}><z:thing/></userTask>'), None),
    "unknown element": (beside('<wonder id="x"/>'), "bpmn.unknown-element"),
    "foreign element": (beside(f'<z:thing id="x" {FOREIGN}/>'), "bpmn.unknown-element"),
    # -- attributes and extensions
    "unknown attribute": (around('<userTask id="x" color="red"/>'), "bpmn.unknown-attribute"),
    "foreign attribute": (around(f'<userTask id="x" {FOREIGN} z:color="red"/>'), "bpmn.unknown-extension"),
    "unknown extension attribute": (around('<userTask id="x" camunda:wonder="1"/>'), "bpmn.unknown-extension"),
    "unknown extension element": (around('<userTask id="x"><extensionElements><camunda:wonder/></extensionElements></userTask>'), "bpmn.unknown-extension"),
    "foreign extension element": (around(f'<userTask id="x" {FOREIGN}><extensionElements><z:q/></extensionElements></userTask>'), "bpmn.unknown-extension"),
    "zeebe": (around('<userTask id="x" xmlns:zb="http://camunda.org/schema/zeebe/1.0" zb:assignee="a"/>'), "bpmn.unsupported"),
    "execution listener in Java": (around('<userTask id="x"><extensionElements><camunda:executionListener event="start" class="org.acme.X"/></extensionElements></userTask>'), "bpmn.java"),
    "listener behind an event gateway": (bpmn('start s\n evt x\n catch-timer t duration=PT1H\n end e\n s > x\n <sequenceFlow id="f" sourceRef="x" targetRef="t"><extensionElements><camunda:executionListener event="take" expression="${x}"/></extensionElements></sequenceFlow>\n t > e'), "bpmn.unsupported"),
    "field injection": (around('<serviceTask id="x" camunda:expression="${1}"><extensionElements><camunda:field name="f"/></extensionElements></serviceTask>'), "bpmn.unsupported"),
    "java class": (around('<serviceTask id="x" camunda:class="org.acme.X"/>'), "bpmn.java"),
    "delegate expression": (around('<serviceTask id="x" camunda:delegateExpression="${bean}"/>'), "bpmn.java"),
    "shell task": (around('<serviceTask id="x" camunda:type="shell"/>'), "bpmn.unsupported"),
    "mail task": (around('<serviceTask id="x" camunda:type="mail"/>'), "bpmn.unsupported"),
    "startQuantity": (around('<userTask id="x" startQuantity="2"/>'), "bpmn.unsupported"),
    "instantiate behind a start": (around('<receiveTask id="x" instantiate="true" messageRef="m"/>', '<message id="m" name="m"/>'), "bpmn.unsupported"),
    "parallel multiple start by a signal": (bpmn("start-message+signal x name=m every\n end e\n x > e"), "bpmn.unsupported"),
    "variableEvents of a process start": (bpmn('<startEvent id="x"><conditionalEventDefinition camunda:variableEvents="create"><condition xsi:type="tFormalExpression" language="feel">n > 1</condition></conditionalEventDefinition></startEvent>\n end e\n x > e'), "bpmn.unknown-extension"),
    "variableEvents that do not exist": (around('<intermediateCatchEvent id="x"><conditionalEventDefinition camunda:variableEvents="create, touch"><condition language="feel">n > 1</condition></conditionalEventDefinition></intermediateCatchEvent>'), "bpmn.unsupported"),
    "conditional event without condition": (around('<intermediateCatchEvent id="x"><conditionalEventDefinition/></intermediateCatchEvent>'), "bpmn.missing"),
    "compensation event sub-process of a process": (beside("esub h {\n start-compensate x\n end he\n x > he\n }"), "bpmn.unsupported"),
    "compensation event sub-process and boundary": (bpmn("start s\n sub q {\n start qs\n end qe\n qs > qe\n esub h {\n start-compensate x\n end he\n x > he\n }\n }\n end e\n s > q > e\n boundary-compensate b on q\n task undo handler=b"), "bpmn.unsupported"),
    "cancel beside a signal": (bpmn("start s\n transaction q {\n start qs\n end-cancel+signal x name=g\n qs > x\n }\n end e\n s > q > e"), "bpmn.unsupported"),
    "groovy": (around('<scriptTask id="x" scriptFormat="groovy"><script>1</script></scriptTask>'), "bpmn.unsupported"),
    "no script": (around('<scriptTask id="x" scriptFormat="feel"/>'), "bpmn.missing"),
    "error definition of unknown error": (around(failing_work('errorRef="nowhere" expression="${true}"')), "bpmn.reference"),
    "error definition without expression": (around(failing_work('errorRef="er"'), ER), "bpmn.missing"),
    "error definition that is always text": (around(failing_work('errorRef="er" expression="true"'), ER), "bpmn.missing"),
    "error definition with more": (around(failing_work('errorRef="er" expression="${true}" errorCodeVariable="v"'), ER), "bpmn.unknown-extension"),
    "error definition on a formula": (around(failing_work('errorRef="er" expression="${true}"', 'camunda:expression="${1}"'), ER), "bpmn.unsupported"),
    "message that begins a process without name": (bpmn('<receiveTask id="x" instantiate="true"/>\nend e\nx > e'), "bpmn.reference"),
    "event gateway to a receive task without message": (bpmn("start s\n evt x\n <receiveTask id=\"r\"/>\n catch-timer t duration=PT1H\n end e\n s > x > r > e\n x > t > e"), "bpmn.missing"),
    "CMMN": (around('<callActivity id="x" camunda:caseRef="c"/>'), "bpmn.unsupported"),
    "connector": (around('<serviceTask id="x"><extensionElements><camunda:connector/></extensionElements></serviceTask>'), "bpmn.unsupported"),
    "script of another file": (around('<scriptTask id="x" scriptFormat="feel" camunda:resource="a.feel"/>'), "bpmn.unsupported"),
    "two ways to send": (around('<intermediateThrowEvent id="x"><messageEventDefinition camunda:type="external" camunda:topic="t" camunda:expression="${1}"/></intermediateThrowEvent>'), "bpmn.unsupported"),
    "two implementations": (around('<serviceTask id="x" camunda:type="external" camunda:topic="t" camunda:expression="${1}"/>'), "bpmn.unsupported"),
    "no implementation": (around('<serviceTask id="x"/>'), "bpmn.missing"),
    "no topic": (around('<serviceTask id="x" camunda:type="external"/>'), "bpmn.missing"),
    "expression in a formKey": (around('<userTask id="x" camunda:formKey="embedded:app:${page}"/>'), "bpmn.unsupported"),
    "fields beside a form": (around('<userTask id="x" camunda:formRef="f" camunda:formRefBinding="latest"><extensionElements><camunda:formData><camunda:formField id="y"/></camunda:formData></extensionElements></userTask>'), "bpmn.unsupported"),
    "default of another type": (around('<userTask id="x"><extensionElements><camunda:formData><camunda:formField id="y" type="long" defaultValue="z"/></camunda:formData></extensionElements></userTask>'), "bpmn.expression"),
    "constraint of another type": (around('<userTask id="x"><extensionElements><camunda:formData><camunda:formField id="y"><camunda:validation><camunda:constraint name="max" config="1"/></camunda:validation></camunda:formField></camunda:formData></extensionElements></userTask>'), "bpmn.unsupported"),
    "unknown constraint": (around('<userTask id="x"><extensionElements><camunda:formData><camunda:formField id="y"><camunda:validation><camunda:constraint name="odd"/></camunda:validation></camunda:formField></camunda:formData></extensionElements></userTask>'), "bpmn.unsupported"),
    "fields of a start inside": (beside('sub q {\n <startEvent id="x"><extensionElements><camunda:formData><camunda:formField id="y"/></camunda:formData></extensionElements></startEvent>\n end qe\n x > qe\n }\n a > q > e'), "bpmn.unsupported"),
    "call by tag without tag": (around('<callActivity id="x" calledElement="${c}" camunda:calledElementBinding="versionTag"/>'), "bpmn.missing"),
    "call by version without version": (around('<callActivity id="x" calledElement="${c}" camunda:calledElementBinding="version"/>'), "bpmn.missing"),
    "call of another tenant": (around('<callActivity id="x" calledElement="${c}" camunda:calledElementTenantId="t"/>'), "bpmn.unsupported"),
    "decision by tag without tag": (around('<businessRuleTask id="x" camunda:decisionRef="${d}" camunda:decisionRefBinding="versionTag"/>'), "bpmn.missing"),
    "unknown binding": (around('<callActivity id="x" calledElement="${c}" camunda:calledElementBinding="best"/>'), "bpmn.unsupported"),
    "unknown mapper": (around('<businessRuleTask id="x" camunda:decisionRef="${d}" camunda:mapDecisionResult="best"/>'), "bpmn.unsupported"),
    # -- what only Flowable says (dialect A6)
    "triggerable": (around(f'<serviceTask id="x" {FLOW} f:triggerable="true" f:expression="${{1}}"/>'), "bpmn.unsupported"),
    "skipExpression": (around(f'<userTask id="x" {FLOW} f:skipExpression="${{skip}}"/>'), "bpmn.unsupported"),
    "terminateAll": (beside(f'<endEvent id="x"><terminateEventDefinition {FLOW} f:terminateAll="true"/></endEvent>'), "bpmn.unsupported"),
    "end of a timer": (around(f'<intermediateCatchEvent id="x"><timerEventDefinition><timeCycle {FLOW} f:endDate="2030-01-01">R/PT1H</timeCycle></timerEventDefinition></intermediateCatchEvent>'), "bpmn.unsupported"),
    "calendar of a timer": (around(f'<intermediateCatchEvent id="x"><timerEventDefinition {FLOW} f:businessCalendarName="b"><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>'), "bpmn.unsupported"),
    "process called by its id": (around(f'<callActivity id="x" calledElement="${{c}}" {FLOW} f:calledElementType="id"/>'), "bpmn.unsupported"),
    "event registry": (around(f'<userTask id="x" {FLOW}><extensionElements><f:eventType>t</f:eventType></extensionElements></userTask>'), "bpmn.unsupported"),
    "transient": (around(f'<callActivity id="x" calledElement="${{c}}" {FLOW}><extensionElements><f:in source="a" target="b" transient="true"/></extensionElements></callActivity>'), "bpmn.unknown-extension"),
    # -- multi-instance
    "loop without number": (around('<userTask id="x"><multiInstanceLoopCharacteristics/></userTask>'), "bpmn.missing"),
    "item without collection": (around(f'<userTask id="x"><multiInstanceLoopCharacteristics camunda:elementVariable="i"><loopCardinality {XSI}>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>'), None),
    "two collections": (around('<userTask id="x"><multiInstanceLoopCharacteristics camunda:collection="c"><loopDataInputRef>d</loopDataInputRef></multiInstanceLoopCharacteristics></userTask>'), "bpmn.unsupported"),
    "loop behavior": (around('<userTask id="x"><multiInstanceLoopCharacteristics camunda:collection="c" behavior="None"/></userTask>'), None),
    "attribute of a standard loop": (around('<userTask id="x"><standardLoopCharacteristics loopMaximum="2" camunda:wonder="1"/></userTask>'), "bpmn.unknown-extension"),
    "method of a transaction": (around('<transaction id="x" method="##Image"><startEvent id="t"/></transaction>'), "bpmn.unsupported"),
    # -- events
    "event without definition": (around('<intermediateCatchEvent id="x"/>'), "bpmn.missing"),
    "empty timer": (around('<intermediateCatchEvent id="x"><timerEventDefinition/></intermediateCatchEvent>'), "bpmn.missing"),
    "two timers in one": (around(f'<intermediateCatchEvent id="x"><timerEventDefinition><timeDuration {XSI}>PT1H</timeDuration><timeCycle {XSI}>R/PT1H</timeCycle></timerEventDefinition></intermediateCatchEvent>'), None),
    "bad duration": (around(f'<intermediateCatchEvent id="x"><timerEventDefinition><timeDuration {XSI}>soon</timeDuration></timerEventDefinition></intermediateCatchEvent>'), "bpmn.expression"),
    "error as catch": (around('<intermediateCatchEvent id="x"><errorEventDefinition/></intermediateCatchEvent>'), "bpmn.unsupported"),
    "terminate as throw": (around('<intermediateThrowEvent id="x"><terminateEventDefinition/></intermediateThrowEvent>'), "bpmn.unsupported"),
    "unknown message": (around('<intermediateCatchEvent id="x"><messageEventDefinition messageRef="nowhere"/></intermediateCatchEvent>'), "bpmn.reference"),
    "unknown definition": (around('<intermediateCatchEvent id="x"><eventDefinitionRef>nowhere</eventDefinitionRef></intermediateCatchEvent>'), None),
    "expression in the name of a message that begins": (bpmn('<startEvent id="x"><messageEventDefinition messageRef="m"/></startEvent>\nend e\nx > e').replace(b"<process", b'<message id="m" name="${n}"/><process'), "bpmn.unsupported"),
    "bean in the name of a message": (around('<intermediateCatchEvent id="x"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>', '<message id="m" name="${bean.name()}"/>'), "bpmn.expression"),
    "payload of a caught signal": (around(signal("Catch", 'source="a" target="b"'), SIGNAL), "bpmn.unknown-extension"),
    "payload without target": (around(signal("Throw", 'source="a"'), SIGNAL), "bpmn.missing"),
    "payload with more": (around(signal("Throw", 'source="a" target="b" wonder="c"'), SIGNAL), "bpmn.unknown-extension"),
    "two signals of one name": (around(signal("Throw", 'source="a" target="b"'), SIGNAL + SIGNAL.replace('id="g"', 'id="x"')), "bpmn.unsupported"),
    "scope of a signal": (around(signal("Throw", 'source="a" target="b"').replace('id="x"', 'id="y"'), f'<signal id="x" name="n" {FLOW} f:scope="processInstance"/>{SIGNAL}').replace(b'Ref="x"', b'Ref="y"'), "bpmn.unsupported"),
    "attribute of a message": (around('<receiveTask id="y" messageRef="x"/>', '<message id="x" name="n" color="red"/>').replace(b'sourceRef="x"', b'sourceRef="y"').replace(b'targetRef="x"', b'targetRef="y"'), "bpmn.unknown-attribute"),
    "link without target": (bpmn("start s\n throw-link x name=L\n s > x"), None),
    "link target in another scope": (bpmn("start s\n throw-link x name=L\n s > x\n sub q {\n start qs\n end qe\n catch-link i name=L\n qs > qe\n i > qe\n }\n"), None),
    "two link targets": (bpmn("start s\n throw-link o name=L\n s > o\n catch-link i name=L\n catch-link x name=L\n end e\n i > e\n x > e"), None),
    "error end without code": (beside('<endEvent id="x"><errorEventDefinition/></endEvent>'), "bpmn.missing"),
    "error boundary that does not interrupt": (beside('<boundaryEvent id="x" attachedToRef="a" cancelActivity="false"><errorEventDefinition/></boundaryEvent>'), None),
    "error start that does not interrupt": (beside('esub h {\n <startEvent id="x" isInterrupting="false"><errorEventDefinition/></startEvent>\n end he\n x > he\n }'), None),
    "boundary on nothing": (beside('<boundaryEvent id="x" attachedToRef="nowhere"><errorEventDefinition/></boundaryEvent>'), "bpmn.reference"),
    "boundary on an event": (beside(f'<boundaryEvent id="x" attachedToRef="s"><timerEventDefinition><timeDuration {XSI}>PT1H</timeDuration></timerEventDefinition></boundaryEvent>'), None),
    "boundary across scopes": (beside('sub q {\n start qs\n end qe\n qs > qe\n <boundaryEvent id="x" attachedToRef="a"><errorEventDefinition/></boundaryEvent>\n }\n a > q > e'), "bpmn.reference"),
    "two events for one message": (bpmn("start s\n user a\n boundary-message m on a name=M\n boundary-message x on a non name=M\n end e\n s > a > e\n m > e\n x > e"), None),
    "two messages behind a gateway": (bpmn("start s\n evt g\n catch-message m name=M\n catch-message x name=M\n end e\n s > g > m > e\n g > x > e"), None),
    "attribute of a flow": (beside('<sequenceFlow id="x" sourceRef="a" targetRef="e" camunda:wonder="1"/>'), None),
    "compensation that does not wait": (around('<intermediateThrowEvent id="x"><compensateEventDefinition waitForCompletion="false"/></intermediateThrowEvent>'), None),
    "cancel outside a transaction": (beside('<endEvent id="x"><cancelEventDefinition/></endEvent>'), None),
    "escalation boundary where none can come": (bpmn('start s\n script a result=r is=1\n end e\n s > a > e\n boundary-escalation x on a name=up'), None),
    # -- graph
    "flow to nowhere": (beside('<sequenceFlow id="x" sourceRef="a" targetRef="nowhere"/>'), "bpmn.reference"),
    "flow into a sub-process": (beside('sub q {\n start qs\n user u\n end qe\n qs > u > qe\n }\n a > q > e\n <sequenceFlow id="x" sourceRef="a" targetRef="u"/>'), None),
    "flow into a start": (bpmn("start x\n user a\n end e\n x > a > e\n a > x"), "bpmn.flow-event"),
    "flow out of an end": (bpmn("start s\n user a\n end x\n s > a > x\n x > a"), "bpmn.flow-event"),
    "flow into a boundary": (beside("boundary-timer x on a duration=PT1H\n a > x"), "bpmn.flow-event"),
    "default of another node": (beside('<exclusiveGateway id="x" default="f1_s_a"/>\n a > x\n x > e : n > 1'), None),
    "default with condition": (around(f'<exclusiveGateway id="x" default="d"/>\n user a\n <sequenceFlow id="d" sourceRef="x" targetRef="a"><conditionExpression {XSI} language="feel">n > 1</conditionExpression></sequenceFlow>'), "bpmn.default-condition"),
    "choice with two flows without condition": (bpmn("start s\n xor x\n end e\n end f\n s > x\n x > e\n x > f"), "bpmn.condition-missing"),
    "choice with a default and a flow without condition": (bpmn("start s\n xor x\n end e\n end f\n s > x\n x > e\n x > f : default"), "bpmn.condition-missing"),
    "two starts of one message": (bpmn("start-message s name=m\n start-message x name=m\n end e\n s > e\n x > e"), "bpmn.message-taken"),
    "days to keep history": (bpmn("start s\nend e\ns > e", key="x", attributes='camunda:historyTimeToLive="soon"'), "bpmn.expression"),
    "priority of jobs": (around('<task id="x" camunda:jobPriority="high"/>'), "bpmn.expression"),
    "priority of external work": (around('<serviceTask id="x" camunda:type="external" camunda:topic="t" camunda:taskPriority="high"/>'), "bpmn.expression"),
    "result of external work": (around('<serviceTask id="x" camunda:type="external" camunda:topic="t" camunda:resultVariable="r"/>'), "bpmn.unsupported"),
    "fewer members than none": (around(f'<userTask id="x"><multiInstanceLoopCharacteristics><loopCardinality {XSI}>-1</loopCardinality></multiInstanceLoopCharacteristics></userTask>'), "bpmn.expression"),
    "condition in another language": (bpmn("start s\nxor g\nend e\nend f\ns > g\ng > f : default").replace(
        b"</process>", f'<sequenceFlow id="x" sourceRef="g" targetRef="e"><conditionExpression {XSI} language="groovy">n</conditionExpression></sequenceFlow></process>'.encode()), None),
    "event gateway to a task": (bpmn("start s\n evt x\n user a\n end e\n s > x > a > e"), "bpmn.missing"),
    "condition behind an event gateway": (bpmn("start s\n evt x\n catch-timer t duration=PT1H\n end e\n s > x\n x > t : n > 1\n t > e"), None),
    "parallel event gateway": (around('<eventBasedGateway id="x" eventGatewayType="Parallel"/>').replace(b'targetRef="e"', b'targetRef="c"').replace(
        b'<endEvent id="e"', f'<intermediateCatchEvent id="c"><timerEventDefinition><timeDuration {XSI}>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent><endEvent id="e"'.encode()), None),
    "join that starves": (bpmn("start s\n xor g\n par x\n task a\n task b\n end e\n s > g\n g > a : n > 1\n g > b : default\n a > x > e\n b > x"), "bpmn.join-starves"),
    "handler that is no compensation activity": (bpmn("start s\n user u\n boundary-compensate b on u\n task x\n end e\n s > u > e\n <association id='to' sourceRef='b' targetRef='x'/>"), "bpmn.missing"),
    "handler in another scope": (bpmn("start s\n user u\n boundary-compensate x on u\n sub q {\n start t\n <task id='h' isForCompensation='true'/>\n end y\n t > y\n }\n end e\n s > u > q > e\n <association id='to' sourceRef='x' targetRef='h'/>"), "bpmn.missing"),
    "endless automatic loop": (bpmn("start s\n task x\n task b\n s > x > b > x"), "bpmn.endless"),
    "process without start": (bpmn("user a\n end e\n a > e").replace(b'id="p"', b'id="x"'), "bpmn.starts"),
    "two plain starts": (bpmn("start s\n start t\n end e\n s > e\n t > e").replace(b'id="p"', b'id="x"'), "bpmn.starts"),
    "sub-process without start": (bpmn("start s\n sub x {\n user a\n end q\n a > q\n }\n end e\n s > x > e"), "bpmn.starts"),
    "message start in a plain sub-process": (bpmn("start s\n sub q {\n start-message x name=m\n end qe\n x > qe\n }\n end e\n s > q > e"), "bpmn.unsupported"),
    "multi-instance event sub-process": (beside(f'<subProcess id="x" triggeredByEvent="true"><multiInstanceLoopCharacteristics><loopCardinality {XSI}>2</loopCardinality></multiInstanceLoopCharacteristics><startEvent id="xs"><timerEventDefinition><timeDuration {XSI}>PT1H</timeDuration></timerEventDefinition></startEvent></subProcess>'), None),
    "flow into an event sub-process": (beside("esub x {\n start-timer hs duration=PT1H\n end he\n hs > he\n }\n a > x"), "bpmn.flow-event"),
    "duplicate id": (beside('<userTask id="a"/>').replace(b'id="a" name="a"', b'id="x" name="a"').replace(b'<userTask id="a"/>', b'<userTask id="x"/>').replace(
        b'Ref="a"', b'Ref="x"'), "bpmn.duplicate-id"),
    "bad FEEL": (bpmn("start s\n xor x\n end e\n end f\n s > x\n x > e : n >\n x > f : default"), "bpmn.expression"),
    "a bean": (around('<userTask id="x" camunda:assignee="${service.who()}"/>'), "bpmn.expression"),
}
PLACES = {"bad FEEL": None, "endless automatic loop": None, "two timers in one": "x", "default of another node": "x"}  # where the finding stands on a flow, any place will do


@pytest.mark.parametrize("name", ERRORS)
def test_what_cannot_take_effect_is_refused(straight: Stage, name: str) -> None:
    """An error with the element's id; the code where it is fixed by the house."""
    model, code = ERRORS[name]
    found = straight.refusal(model)
    assert found
    places = {element for _, element in found}
    if name not in PLACES or PLACES[name] is not None:
        assert "x" in places
    if code is not None:
        assert code in {item for item, _ in found}


def test_every_remark_names_element_and_line_and_is_said_in_chinese() -> None:
    """Section 1 of the lint: positioned by element and line; no phrase of the readers was left in English."""
    for name, (model, _) in ERRORS.items():
        findings = Findings("p.bpmn")
        processes(read(model), findings)
        for item in (item for item in findings.items if item.severity == "error"):
            assert item.place.element and item.place.line, name
            left = [value for key, value in item.values.items() if key.endswith(".zh") and SENTENCE.search(value)]
            assert left == [], name
    assert [text for text in REFUSED.values() if chinese(text) == text] == []


@pytest.mark.parametrize("content", [
    b"", b"<", b"no xml", b"<a/>", b'<!DOCTYPE x [<!ENTITY e "x">]><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">&e;</definitions>',
    b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', bpmn(PLAIN).replace(b'isExecutable="true"', b""), bpmn(PLAIN)[:-20],
    b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" isExecutable="true">' + b"<subProcess>" * 300 + b"</subProcess>" * 300 + b"</process></definitions>",
])
def test_what_is_no_model_is_refused(straight: Stage, content: bytes) -> None:
    """Unsafe, broken or empty files never become a definition, and never crash the reader."""
    assert straight.refusal(content)


def test_one_bad_file_refuses_all(straight: Stage) -> None:
    """A deployment is all or nothing."""
    straight.refusal(PLAIN, q="start s\n s > x")
