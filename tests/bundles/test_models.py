"""What every bundle promises: references resolve, the picture is complete, both languages, and the modelling rules of the house."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import xml
from engine.xml import Element
from tests.bundles.found import ROOT, cases

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
CAMUNDA = "{http://camunda.org/schema/1.0/bpmn}"
MODELS = sorted(ROOT.glob("*/*.bpmn"))
BUNDLES = sorted({path.parent for path in MODELS})
ALLOWED = frozenset({  # modelling rule 6
    "startEvent", "endEvent", "userTask", "serviceTask", "businessRuleTask", "receiveTask", "sendTask", "callActivity", "subProcess",
    "exclusiveGateway", "parallelGateway", "eventBasedGateway", "intermediateCatchEvent", "boundaryEvent",
})
FLOW_NODES = ALLOWED | {"scriptTask", "task", "inclusiveGateway", "complexGateway", "intermediateThrowEvent", "manualTask", "transaction", "adHocSubProcess"}
each_model = pytest.mark.parametrize("path", MODELS, ids=[path.stem for path in MODELS])


def tree(path: Path) -> Element:
    return xml.read(path.read_bytes())


def nodes(path: Path) -> Iterator[Element]:
    return (element for element in tree(path).walk() if element.namespace == BPMN and element.name in FLOW_NODES)


def camunda(element: Element, name: str) -> str | None:
    return element.attributes.get(CAMUNDA + name)


@each_model
def test_every_node_and_flow_is_drawn(path: Path) -> None:
    root = tree(path)
    drawn = {element.get("bpmnElement") for element in root.walk() if element.name in {"BPMNShape", "BPMNEdge"}}
    things = {element.get("id") for element in root.walk() if element.namespace == BPMN and element.name in FLOW_NODES | {"sequenceFlow", "lane", "participant"}}
    assert things - drawn == set()
    assert all(len(list(edge.all("waypoint"))) >= 2 for edge in root.walk() if edge.name == "BPMNEdge")


@each_model
def test_flows_and_nodes_name_each_other(path: Path) -> None:
    for scope in (element for element in tree(path).walk() if element.namespace == BPMN and element.name in {"process", "subProcess"}):
        flows = {flow.get("id"): flow for flow in scope.all("sequenceFlow", BPMN)}
        for node in (child for child in scope.children if child.name in FLOW_NODES):
            for tag, end in (("incoming", "targetRef"), ("outgoing", "sourceRef")):
                named = {child.text.strip() for child in node.all(tag, BPMN)}
                assert named == {identity for identity, flow in flows.items() if flow.get(end) == node.get("id")}, node.get("id")


@each_model
def test_only_the_elements_of_the_house_are_used_and_every_gateway_has_a_default(path: Path) -> None:
    for node in nodes(path):
        assert node.name in ALLOWED, node.get("id")
        if node.name == "exclusiveGateway" and len(list(node.all("outgoing", BPMN))) > 1:
            assert node.get("default"), f"{node.get('id')} has no default flow"


@each_model
def test_no_parallel_block_stands_in_a_loop_of_its_scope(path: Path) -> None:
    for scope in (element for element in tree(path).walk() if element.namespace == BPMN and element.name in {"process", "subProcess"}):
        after: dict[str, set[str]] = {}
        for flow in scope.all("sequenceFlow", BPMN):
            after.setdefault(str(flow.get("sourceRef")), set()).add(str(flow.get("targetRef")))
        for event in scope.all("boundaryEvent", BPMN):
            after.setdefault(str(event.get("attachedToRef")), set()).add(str(event.get("id")))
        for node in scope.children:
            if node.name == "parallelGateway" or node.find("multiInstanceLoopCharacteristics", BPMN) is not None:
                seen, stack = set[str](), list(after.get(str(node.get("id")), ()))
                while stack:
                    at = stack.pop()
                    if at not in seen:
                        seen.add(at)
                        stack += after.get(at, ())
                assert node.get("id") not in seen, f"{node.get('id')} is parallel and lies in a loop"


@each_model
def test_forms_decisions_and_called_processes_exist(path: Path) -> None:
    called = {element.get("id") for model in MODELS for element in tree(model).all("process", BPMN)}
    for node in nodes(path):
        identity = str(node.get("id"))
        if node.name == "userTask":
            assert camunda(node, "formRef") == identity, f"the form of {identity} has another id"
        if (form := camunda(node, "formRef")) is not None:
            assert json.loads((path.parent / f"{form}.form").read_text(encoding="utf-8"))["id"] == form
        if (decision := camunda(node, "decisionRef")) is not None:
            own = (path.parent / f"{decision}.dmn").is_file()  # a decision that changes under running cases is bound to its latest version
            assert own or (camunda(node, "decisionRefBinding") == "latest" and any(ROOT.glob(f"*/{decision}.dmn"))), identity
        if node.name == "callActivity":
            assert node.get("calledElement") in called, identity


@pytest.mark.parametrize("folder", BUNDLES, ids=[folder.name for folder in BUNDLES])
def test_nothing_lies_in_a_bundle_that_no_model_uses(folder: Path) -> None:
    used = {camunda(node, name) for path in folder.glob("*.bpmn") for node in nodes(path) for name in ("formRef", "decisionRef")}
    of_workers = {"resolve-body"}  # asked by the workers of matter.bodies and finding.open, see README.md of shared
    assert {path.stem for path in folder.glob("*.form")} - used == set()
    assert {path.stem for path in folder.glob("*.dmn")} - used - of_workers == set()


@each_model
def test_every_name_has_its_english(path: Path) -> None:
    english = json.loads((path.parent / "i18n/en.json").read_text(encoding="utf-8"))
    process = tree(path).find("process", BPMN)
    assert process is not None
    known = english[str(process.get("id"))]
    named = {element.get("id") for element in process.walk() if element.namespace == BPMN and element.get("name")}
    assert named - known.keys() == set()
    assert all(text.strip() for text in known.values())


def test_every_label_of_a_form_has_its_english() -> None:
    for folder in BUNDLES:
        english = json.loads((folder / "i18n/forms.en.json").read_text(encoding="utf-8"))
        for path in folder.glob("*.form"):
            missing = set(_labels(json.loads(path.read_text(encoding="utf-8"))["components"], "")) - english[path.stem].keys()
            assert missing == set(), path.name


def _labels(components: list[dict[str, object]], above: str) -> Iterator[str]:
    for component in components:
        key = component.get("key") or component.get("path")
        if key is None:
            continue
        yield f"{above}{key}"
        if component.get("description"):
            yield f"{above}{key}?"
        values, inner = component.get("values"), component.get("components")
        yield from (f"{above}{key}={option['value']}" for option in (values if isinstance(values, list) else ()))
        yield from _labels(inner, f"{above}{key}.") if isinstance(inner, list) else ()


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/*.dmn")), ids=lambda path: path.stem)
def test_every_row_of_a_table_names_its_source_or_says_that_it_is_a_setting(path: Path) -> None:
    silent = [rule.get("id") for rule in tree(path).walk() if rule.name == "rule" and not any(_said(note) for note in rule.all("annotationEntry"))]
    assert silent == []


def _said(note: Element) -> str:
    return "".join(text.text.strip() for text in note.all("text"))


def test_every_clock_a_model_names_is_in_the_catalogue() -> None:
    known = {line.partition(",")[0] for path in ROOT.glob("*/clocks.csv") for line in path.read_text(encoding="utf-8").splitlines()}
    named = {word.split("&quot;")[0].split('"')[0] for path in MODELS for word in path.read_text(encoding="utf-8").replace("&quot;", '"').split('"') if word.startswith("clk.")}
    assert named and named - known == set()


def test_bundle_cards_name_exactly_the_processes() -> None:
    for folder in BUNDLES:
        card = tomllib.loads((folder / "bundle.toml").read_text(encoding="utf-8"))
        models = {str(process.get("id")): process for path in folder.glob("*.bpmn") for process in tree(path).all("process", BPMN)}
        assert card["key"] == folder.name
        assert {process["key"] for process in card["process"]} == models.keys()
        for process in card["process"]:
            said = camunda(models[process["key"]], "candidateStarterGroups")
            assert process["candidateStarterGroups"] == (said.split(",") if said else []), process["key"]


def test_case_ids_are_unique() -> None:
    ids = [case.id for case in cases()]
    assert len(ids) == len(set(ids)) >= 20
