"""Read a DMN file of any version into `Definitions`. Structure is refused here; the texts of expressions are lint's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.rules.dmn.errors import Findings
from engine.rules.dmn.model import (
    Decision,
    DecisionService,
    Definitions,
    FunctionItem,
    Import,
    InputData,
    ItemDefinition,
    KnowledgeModel,
    Node,
)
from engine.rules.dmn.parse_boxed import Reader, cell, type_of
from engine.xml.reader import Element

VERSIONS = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20151101/dmn11.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}
VENDORS = (
    "http://camunda.org/schema/1.0/dmn",
    "http://operaton.org/schema/1.0/dmn",
    "http://flowable.org/dmn",
    "http://activiti.org/schema/1.0/dmn",
)


def parse(root: Element, *, file: str | None = None) -> Definitions:
    """The model in `root`. Raises `Refused` with every structural fault (ids, hit policies, languages, widths of rules)."""
    found = Findings(file)
    version = VERSIONS.get(root.namespace)
    if root.name != "definitions" or version is None:
        found.add("dmn.root", None, root.line, name=root.name, namespace=root.namespace or "-")
        found.refuse()
    reader = Reader(root.namespace, found)
    reader.check_language(root.get("expressionLanguage"), root)
    types = {item.name: item for item in map(item_definition, root.all("itemDefinition", root.namespace))}
    nodes: dict[str, Node] = {}
    by_name: dict[str, Node] = {}
    for node in _nodes(root, reader):
        if node.id in nodes:
            found.add("dmn.id-double", node.id, node.line, id=node.id)
        nodes[node.id] = node
        if node.name in by_name:
            found.add("dmn.name-double", node.id, node.line, severity="warning", name=node.name)
        by_name.setdefault(node.name, node)
    found.refuse()
    imports = tuple(
        Import((child.get("name") or "").strip(), child.get("namespace") or "", child.get("importType") or "")
        for child in root.all("import", root.namespace)
    )
    return Definitions(
        root.get("namespace") or "",
        root.get("name") or "",
        root.get("id"),
        file,
        version or "",
        imports,
        types,
        nodes,
        by_name,
    )


def item_definition(element: Element) -> ItemDefinition:
    """A named type with its components."""
    inner = element.find("functionItem")
    return ItemDefinition(
        name=(element.get("name") or "").strip(),
        type=_child_text(element, "typeRef"),
        collection=element.get("isCollection") in ("true", "1"),
        components=tuple(map(item_definition, element.all("itemComponent"))),
        function=None if inner is None else _function_item(inner),
        allowed=cell(element.find("allowedValues")),
        constraint=cell(element.find("typeConstraint")),
        id=element.get("id"),
        line=element.line,
    )


def _function_item(element: Element) -> FunctionItem:
    from engine.rules.dmn.parse_boxed import parameter

    return FunctionItem(tuple(map(parameter, element.all("parameters"))), type_of(element.get("outputTypeRef")))


def _child_text(element: Element, name: str) -> str | None:
    child = element.find(name)
    return None if child is None else type_of(child.text)


def _nodes(root: Element, reader: Reader) -> Iterator[Node]:
    readers: dict[str, Callable[[Element, str, str, Reader], Node]] = {
        "inputData": _input_data,
        "decision": _decision,
        "businessKnowledgeModel": _knowledge,
        "decisionService": _service,
    }
    for element in root.children:
        read = readers.get(element.name)
        if read is None or element.namespace != root.namespace:
            continue
        name = (element.get("name") or element.get("id") or "").strip()
        if not name:
            reader.found.add("dmn.id-missing", None, element.line, kind=element.name)
        yield read(element, element.get("id") or name, name, reader)


def _variable(element: Element) -> tuple[str | None, str | None]:
    child = element.find("variable")
    return (None, None) if child is None else (child.get("name"), type_of(child.get("typeRef")))


def _input_data(element: Element, key: str, name: str, reader: Reader) -> InputData:
    return InputData(
        key,
        (_variable(element)[0] or name).strip() if not element.get("name") else name,
        _variable(element)[1],
        element.line,
    )


def _decision(element: Element, key: str, name: str, reader: Reader) -> Decision:
    return Decision(
        id=key,
        name=name,
        type=_variable(element)[1],
        expression=reader.first_expression(element),
        information=_hrefs(element, "informationRequirement", "requiredDecision", "requiredInput"),
        knowledge=_hrefs(element, "knowledgeRequirement", "requiredKnowledge"),
        version_tag=next((tag for vendor in VENDORS if (tag := element.get("versionTag", namespace=vendor))), None),
        line=element.line,
    )


def _knowledge(element: Element, key: str, name: str, reader: Reader) -> KnowledgeModel:
    logic = element.find("encapsulatedLogic")
    return KnowledgeModel(
        id=key,
        name=name,
        type=_variable(element)[1],
        logic=None if logic is None else reader.function(logic),
        knowledge=_hrefs(element, "knowledgeRequirement", "requiredKnowledge"),
        line=element.line,
    )


def _service(element: Element, key: str, name: str, reader: Reader) -> DecisionService:
    def hrefs(kind: str) -> tuple[str, ...]:
        return tuple(href for child in element.all(kind) if (href := child.get("href")))

    return DecisionService(
        key,
        name,
        _variable(element)[1],
        hrefs("outputDecision"),
        hrefs("encapsulatedDecision"),
        hrefs("inputDecision"),
        hrefs("inputData"),
        element.line,
    )


def _hrefs(element: Element, kind: str, *targets: str) -> tuple[str, ...]:
    return tuple(
        href
        for need in element.all(kind)
        for child in need.children
        if child.name in targets and (href := child.get("href"))
    )
