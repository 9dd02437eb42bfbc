"""An element template: a service task with its topic, for the editor in the browser and for desktop modelers.

The format is that of the public JSON schema for the dialect the models are written in (`camunda:` bindings). A modeller picks the topic by its label and
cannot misspell it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

SCHEMA = "https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json"
WORDS = {"zh": ("：", "请求"), "en": (": ", "Request")}


def template(topic: str, system: str, label: str, about: str, reads: Iterable[str], language: str = "zh") -> dict[str, Any]:
    """A template: the topic fixed, a field for each value it reads, already filled with the variable of that name."""
    mark, request = WORDS[language]
    inputs = [
        {"label": name, "type": "String", "value": f"={name}", "group": "request", "binding": {"type": "camunda:inputParameter", "name": name}}
        for name in reads
    ]
    return {
        "$schema": SCHEMA, "name": f"{system}{mark}{label}", "id": f"onething.{topic}", "description": about, "category": {"id": system, "name": system},
        "appliesTo": ["bpmn:Task", "bpmn:ServiceTask", "bpmn:SendTask"], "elementType": {"value": "bpmn:ServiceTask"},
        "groups": [{"id": "request", "label": request}],
        "properties": [
            {"type": "Hidden", "value": "external", "binding": {"type": "property", "name": "camunda:type"}},
            {"type": "Hidden", "value": topic, "binding": {"type": "property", "name": "camunda:topic"}},
            *inputs,
        ],
    }
