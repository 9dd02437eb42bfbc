"""Element templates of the modeler: a service task per topic, with its inputs asked for and its answers named.

The format is that of the public JSON schema for the platform the models are written in (`camunda:` bindings). An island or a desktop modeler reads the
list as it is; a modeller picks the topic by its label and cannot misspell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from adapters.profile.spec import Profile, TopicSpec

VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def templates(profiles: Iterable[Profile]) -> list[dict[str, Any]]:
    """One template per topic, by system."""
    return [_template(profile, spec) for profile in profiles for spec in profile.topics]


def _template(profile: Profile, spec: TopicSpec) -> dict[str, Any]:
    zh, _, en = spec.label.partition(" · ")
    reads = sorted(name for name in _free(spec) - {"task", "status", "body"} - set(spec.forms) if VARIABLE.fullmatch(name))
    inputs = [
        {"label": name, "type": "String", "value": f"={name}", "group": "request", "binding": {"type": "camunda:inputParameter", "name": name}}
        for name in reads
    ]
    errors = "；".join(dict.fromkeys(rule.code for rule in spec.errors)) or "–"
    returns = "、".join(spec.answer.fields) or "–"
    return {
        "name": f"{profile.label['zh']}：{zh}", "id": f"onething.{spec.name}", "description": f"{en or zh}. 返回 {returns}。BPMN 错误 {errors}。",
        "appliesTo": ["bpmn:Task", "bpmn:ServiceTask"], "elementType": {"value": "bpmn:ServiceTask"},
        "groups": [{"id": "request", "label": "请求 · request"}],
        "properties": [
            {"type": "Hidden", "value": "external", "binding": {"type": "property", "name": "camunda:type"}},
            {"type": "Hidden", "value": spec.name, "binding": {"type": "property", "name": "camunda:topic"}},
            *inputs,
        ],
    }


def _free(spec: TopicSpec) -> frozenset[str]:
    return spec.path_values.free | spec.query.free | spec.request.free
