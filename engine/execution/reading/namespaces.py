"""Namespaces by URI, never by prefix. All aliases of the dialect are read as `camunda`."""

from __future__ import annotations

from engine.xml import Element

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
CAMUNDA = "http://camunda.org/schema/1.0/bpmn"
ALIASES = frozenset({
    CAMUNDA, "http://operaton.org/schema/1.0/bpmn", "http://flowable.org/bpmn", "http://activiti.org/bpmn",
    "http://www.camunda.com/fox", "http://www.operaton.com/fox",
})
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
KEPT = frozenset({  # diagram interchange and modeler notes: stored, without effect
    "http://www.omg.org/spec/BPMN/20100524/DI", "http://www.omg.org/spec/DD/20100524/DI", "http://www.omg.org/spec/DD/20100524/DC",
    "http://camunda.org/schema/modeler/1.0", "http://bpmn.io/schema/bpmn", "http://bpmn.io/schema/bpmn/biocolor/1.0",
    "http://www.omg.org/spec/BPMN/non-normative/color/1.0", XSI,
})


def extension(element: Element, name: str, default: str | None = None) -> str | None:
    """An attribute of the dialect, under any of its namespaces."""
    for uri in ALIASES:
        value = element.attributes.get(f"{{{uri}}}{name}")
        if value is not None:
            return value
    return default


def extensions(element: Element, name: str) -> list[Element]:
    """Extension elements of the dialect with that name, directly below `extensionElements`."""
    holder = element.find("extensionElements", BPMN)
    return [child for child in holder.children if child.name == name and child.namespace in ALIASES] if holder else []


def split(attribute: str) -> tuple[str, str]:
    """`{uri}name` as (uri, name); (“”, name) without a namespace."""
    if attribute.startswith("{"):
        uri, _, name = attribute[1:].partition("}")
        return uri, name
    return "", attribute


def truth(text: str | None, default: bool = False) -> bool:
    """An xsd:boolean."""
    return default if text is None else text.strip() in {"true", "1"}
