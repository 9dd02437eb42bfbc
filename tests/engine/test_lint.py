"""What can be seen before a model runs: what can never work is an error, what may get stuck a warning, at the element."""

from __future__ import annotations

import time

import pytest

from engine import SYSTEM_ACTOR, Engine, Refused
from engine.execution.reading.findings import Findings
from engine.execution.reading.process import processes
from engine.xml import read
from tests.engine.modelling import bpmn

STARVING = "start s\nuser a\nuser b\npar x\nuser z\nend e\na > x\nb > x\nx > z > e\n"
SEEN = {
    "unreachable": ("start s\nuser a\nuser x\nend e\ns > a > e\nx > e", "warning", "bpmn.unreachable"),
    "behind what always holds": ("start s\nxor g\nuser x\nend e\ns > g\ng > e : true\ng > x : default\nx > e", "warning", "bpmn.unreachable"),
    "no end event": ("start s\nuser x\ns > x", "warning", "bpmn.dead-end"),
    "no way to an end": ("start x\nuser a\nuser b\nx > a > b > a", "warning", "bpmn.no-end"),
    "a process that always calls itself": ("start x\ncall c process=p\nend e\nx > c > e", "warning", "bpmn.no-end"),
    "no default": ("start s\nxor x\nend e\nend f\ns > x\nx > e : n = 1\nx > f : n = 2", "warning", "bpmn.default-missing"),
    "no default behind a task": ("start s\nuser x\nend e\nend f\ns > x\nx > e : n = 1\nx > f : n = 2", "warning", "bpmn.default-missing"),
    "message to nowhere": ("start s\nthrow-message x name=M\nend e\ns > x > e", "warning", "bpmn.message-unsent"),
    "join behind a choice": (STARVING + "xor g\ns > g\ng > a : n = 1\ng > b : default", "error", "bpmn.join-starves"),
    "join behind a choice in a choice": (STARVING + "xor g\nxor h\nuser c\ns > g\ng > a : n = 1\ng > h : default\nh > b : n = 2\nh > c : default\nc > e", "error", "bpmn.join-starves"),
    "join of an activity and its boundary": (STARVING + "boundary-timer t on a duration=PT1H\ns > a\nt > b", "error", "bpmn.join-starves"),
    "join of two events": (STARVING + "evt g\ncatch-timer t duration=PT1H\ncatch-message m name=M\ns > g > t > a\ng > m > b", "error", "bpmn.join-starves"),
    "join that waits for its own loop": ("start s\npar x\nuser a\nxor g\nend e\ns > x > a > g\ng > x : n = 1\ng > e : default", "error", "bpmn.join-starves"),
    "join that a branch may leave": (STARVING + "par k\nxor g\ns > k > a\nk > g\ng > b : n = 1\ng > e : default", "warning", "bpmn.join-may-starve"),
    "loop by itself": ("start s\ntask x\ntask b\ns > x > b > x", "error", "bpmn.endless"),
    "loop by itself whose way out is never taken": ("start s\nscript x result=n is=1\nxor g\nend e\ns > x > g\ng > x : true\ng > e : default", "error", "bpmn.endless"),
    "loop by itself that leaves a token each lap": ("start s\nxor x\npar g\ntask a\nend e\ns > x > g > a > x\ng > e", "error", "bpmn.endless"),
    "loop by itself through a link": ("start s\nxor x\ntask t\nthrow-link l name=L\ncatch-link c name=L\ns > x > t > l\nc > x", "error", "bpmn.endless"),
    "loop by itself through a sub-process": ("start s\nxor x\nsub S {\nstart b\ntask t\nend e\nb > t > e\n}\ns > x > S > x", "error", "bpmn.endless"),
    "join behind a choice, an inclusive join before": (STARVING + "inc i\ninc j\nuser c\nuser d\nxor g\ns > i\ni > c : n = 1\ni > d : default\nc > j\nd > j > g\ng > a : n = 1\ng > b : default", "error", "bpmn.join-starves"),
    "join in an ad hoc sub-process": ("start s\nend e\nadhoc S {\nuser a\nuser b\nxor g\npar x\nuser z\na > g\ng > x : n = 1\ng > b : default\nb > x > z\n}\ns > S > e", "error", "bpmn.join-starves"),
    "standard loop for ever": ("start s\nscript x result=n is=1 while=true\nend e\ns > x > e", "error", "bpmn.endless"),
    "loopMaximum that is no number": ("start s\nuser x max=many\nend e\ns > x > e", "error", "bpmn.expression"),
    "default that is no flow, before a join": ("start s\n<userTask id='x' default='nowhere'/>\nuser a\npar j\npar k\nend e\ns > k > a > j > e\nk > x\nx > j : n = 1", "error", "bpmn.reference"),
    "undo of nothing": ("start s\nuser a\nthrow-compensate x of=a\nend e\ns > a > x > e", "error", "bpmn.reference"),
    "exclusion of an unknown step": ("start s\nuser x prop.excludeCompletersOf=nobody\nend e\ns > x > e", "error", "bpmn.reference"),
    "extension of a lane": ('<laneSet id="ls"><lane id="x"><extensionElements><camunda:wonder/></extensionElements></lane></laneSet>\nstart s\nend e\ns > e', "error", "bpmn.unknown-extension"),
    "data object of a foreign type": ('<dataObject id="x" itemSubjectRef="xsd:int"><extensionElements><camunda:value>many</camunda:value></extensionElements></dataObject>\nstart s\nend e\ns > e', "error", "bpmn.expression"),
}
SOUND = {
    "split and join": STARVING + "par k\ns > k > a\nk > b",
    "join in a loop": "start s\nxor m\npar k\nuser a\nuser b\npar j\nxor g\nend e\ns > m > k > a > j > g\nk > b > j\ng > m : n = 1\ng > e : default",
    "ended from another branch": STARVING + "par k\nxor g\nend-terminate t\ns > k > a\nk > g\ng > b : n = 1\ng > t : default",
    "beside a boundary that does not interrupt": STARVING + "par k\nboundary-timer t on a duration=PT1H non\nend f\ns > k > a\nk > b\nt > f",
    "a process that calls itself while a condition holds": "start s\nxor g\ncall c process=p\nend e\ns > g\ng > c : n > 0\ng > e : default\nc > e",
    "through a link": STARVING + "par k\nthrow-link l name=L\ncatch-link m name=L\ns > k > a\nk > l\nm > b",
    "inclusive split and join between": STARVING + "inc k\ninc j\npar l\nuser c\nuser d\ns > k\nk > c : n = 1\nk > d\nc > j\nd > j > l > a\nl > b",
    "loop that a condition around it ends": "start s\nend e\nsub S {\nstart b\nxor m\nscript t result=n 'is=n + 1'\nb > m > t > m\n}\nboundary-conditional c on S 'when=n > 3'\ns > S > e\nc > e",
    "loop that a branch of it ends": "start s\nxor m\npar g\nscript t result=n 'is=n + 1'\nxor h\nend e\nend-terminate f\ns > m > g > h\ng > t > m\nh > f : n > 3\nh > e : default",
    "a choice of all flows behind an activity": STARVING + "user g\ns > g > a\ng > b",
}


def remarks(text: str) -> list[tuple[str, str, str | None]]:
    findings = Findings("p.bpmn")
    processes(read(bpmn(text)), findings)
    return [(item.severity, item.code, item.place.element) for item in findings.items if item.code not in {"bpmn.diagram-missing", "bpmn.nobody"}]


@pytest.mark.parametrize("name", SEEN)
def test_what_cannot_work_is_said_at_its_element(name: str) -> None:
    text, severity, code = SEEN[name]
    assert (severity, code, "x") in remarks(text)


@pytest.mark.parametrize("name", SOUND)
def test_what_works_is_not_remarked_on(name: str) -> None:
    assert remarks(SOUND[name]) == []


def test_a_topic_that_nobody_here_answers_is_a_warning(engine: Engine) -> None:
    """Only where the installation said what it answers; a topic that is an expression is known when it runs."""
    files = {"p.bpmn": bpmn("start s\nservice x topic=far\nservice y topic=near\nservice z topic='${where}'\nend e\ns > x > y > z > e")}
    engine.external_tasks.answered(["near"])
    found = [(item.severity, item.place.element) for item in engine.definitions.lint(SYSTEM_ACTOR, files) if item.code == "bpmn.topic-unknown"]
    assert found == [("warning", "x")]


CALLS = {
    "each other": ({"p": "start s\ncall x process=q\nend e\ns > x > e", "q": "start s\ncall y process=p\nend e\ns > y > e"}, {("error", "p.bpmn", "x"), ("error", "q.bpmn", "y")}),
    "each other with work between": ({"p": "start s\nuser u assignee=a\ncall x process=q\nend e\ns > u > x > e", "q": "start s\ncall y process=r\nend e\ns > y > e", "r": "start s\ncall z process=p\nend e\ns > z > e"}, {("warning", "p.bpmn", "x"), ("warning", "q.bpmn", "y"), ("warning", "r.bpmn", "z")}),
    "with a way out": ({"p": "start s\nxor g\ncall x process=q\nend e\ns > g\ng > x : n > 0\ng > e : default\nx > e", "q": "start s\ncall y process=p\nend e\ns > y > e"}, set()),
    "with an error that ends it": ({"p": "start s\ncall x process=q\nboundary-error b on x\nend e\ns > x > e\nb > e", "q": "start s\ncall y process=p\nend e\ns > y > e"}, set()),
    "one that calls into another": ({"p": "start s\ncall x process=q\nend e\ns > x > e", "q": "start s\nend e\ns > e"}, set()),
}


@pytest.mark.parametrize("name", CALLS)
def test_processes_that_only_call_each_other_never_end(engine: Engine, name: str) -> None:
    models, expected = CALLS[name]
    found = engine.definitions.lint(SYSTEM_ACTOR, {f"{key}.bpmn": bpmn(text, key) for key, text in models.items()})
    assert {(item.severity, item.place.file, item.place.element) for item in found if item.code == "bpmn.calls-circle"} == expected
    assert [item.code for item in found if item.code in {"bpmn.process-unknown", "bpmn.process-later"}] == []


def test_what_is_called_may_come_later_unless_the_call_is_bound_to_its_deployment(engine: Engine) -> None:
    """The circle is seen when the second of the two comes."""
    model = "start s\ncall x process=q{}\nrule y decision=d{}\nend e\ns > x > y > e"
    later, bound = ([
        (item.severity, item.code, item.place.element) for item in engine.definitions.lint(SYSTEM_ACTOR, {"p.bpmn": bpmn(text)}) if "diagram" not in item.code
    ] for text in (model.format("", ""), model.format(" calledElementBinding=deployment", " decisionRefBinding=deployment")))
    assert later == [("warning", "bpmn.process-later", "x"), ("warning", "bpmn.decision-later", "y")]
    assert bound == [("error", "bpmn.process-unknown", "x"), ("error", "bpmn.decision-unknown", "y")]
    engine.definitions.deploy(SYSTEM_ACTOR, "first", {"p.bpmn": bpmn("start s\ncall x process=q\nend e\ns > x > e")})
    with pytest.raises(Refused) as refused:
        engine.definitions.deploy(SYSTEM_ACTOR, "second", {"q.bpmn": bpmn("start s\ncall x process=p\nend e\ns > x > e", "q")})
    assert [item.code for item in refused.value.findings if item.severity == "error"] == ["bpmn.calls-circle"]


MISSHAPEN = {
    "id of a step that is the process's": ("<task id='p'/>", "bpmn.duplicate-id", "p"),
    "no id": ("<task/>", "bpmn.missing", None),
    "blanks in an id": ("<task id='a b'/>", "bpmn.unsupported", "a b"),
    "id of a body": ("<task id='a#multiInstanceBody'/>", "bpmn.unsupported", "a#multiInstanceBody"),
    "id too long for history": (f"<task id='{'x' * 201}'/>", "bpmn.unsupported", "x" * 200),
    "name too long for history": (f"<task id='x' name='{'x' * 501}'/>", "bpmn.unsupported", "x"),
    "two loops": ("<task id='x'><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics><standardLoopCharacteristics loopMaximum='2'/></task>", "bpmn.unsupported", "x"),
    "two conditions": ("<sequenceFlow id='x' sourceRef='s' targetRef='e'><conditionExpression>${a}</conditionExpression><conditionExpression>${b}</conditionExpression></sequenceFlow>", "bpmn.unsupported", "x"),
    "extensions in two places": ("<task id='x'><extensionElements/><extensionElements><camunda:wonder/></extensionElements></task>", "bpmn.unsupported", "x"),
    "extension inside an extension": ("<task id='x'><extensionElements><camunda:properties><camunda:wonder/></camunda:properties></extensionElements></task>", "bpmn.unknown-extension", "x"),
    "attribute of a parameter": ("<task id='x'><extensionElements><camunda:inputOutput><camunda:inputParameter name='a' wonder='b'>1</camunda:inputParameter></camunda:inputOutput></extensionElements></task>", "bpmn.unknown-extension", "x"),
    "root nobody knows": ("</process><wonder id='x'/><process id='q'>", "bpmn.unknown-element", "x"),
    "root of a stranger": ("</process><x:y xmlns:x='urn:x' id='x'/><process id='q'>", "bpmn.unknown-element", "x"),
}


@pytest.mark.parametrize("name", MISSHAPEN)
def test_what_would_be_dropped_or_break_later_is_refused(name: str) -> None:
    """The first of two would win silently; what no history row can hold would stop the case."""
    xml, code, element = MISSHAPEN[name]
    assert ("error", code, element) in remarks(f"start s\nend e\ns > e\n{xml}")


def test_a_large_model_is_read_in_time_that_grows_with_it() -> None:
    """Each check looks at each node a few times, not at each for each: 3,000 steps in a chain take a third of a second of CPU, and would take minutes."""
    chain = "start s\nend e\n" + "\n".join(f"task t{number}" for number in range(3000))
    flows = "".join(f'<sequenceFlow id="f{number}" sourceRef="t{number}" targetRef="t{number + 1}"/>' for number in range(2999))
    document = read(bpmn(f'{chain}\n{flows}<sequenceFlow id="a" sourceRef="s" targetRef="t0"/><sequenceFlow id="z" sourceRef="t2999" targetRef="e"/>'))
    before = time.process_time()
    findings = Findings("p.bpmn")
    processes(document, findings)
    assert [item.code for item in findings.items] == ["bpmn.diagram-missing"]
    assert time.process_time() - before < 10
