"""The topics of profiles as element templates: the values a topic reads as inputs, what it answers in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from adapters.element_template import template
from adapters.profile.spec import Profile, TopicSpec

VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
WORDS = {
    "zh": {"answers": "返回 {names}。", "errors": "BPMN 错误 {codes}。", "and": "、"},
    "en": {"answers": "Answers {names}.", "errors": "BPMN errors {codes}.", "and": ", "},
}


def templates(profiles: Iterable[Profile], language: str = "zh") -> list[dict[str, Any]]:
    """One template per topic, by system, in one of the languages `zh` and `en`."""
    return [_of(profile, spec, language) for profile in profiles for spec in profile.topics]


def _of(profile: Profile, spec: TopicSpec, language: str) -> dict[str, Any]:
    chinese, _, english = spec.label.partition(" · ")
    words, answered = WORDS[language], set(spec.answer.fields)
    # An input makes a value of the task's own: a name that is answered too would be lost with the task.
    reads = sorted(name for name in _free(spec) - {"task", "status", "body"} - set(spec.forms) - answered if VARIABLE.fullmatch(name))
    about = [words["answers"].format(names=words["and"].join(spec.answer.fields) or "–")]
    if codes := dict.fromkeys(rule.code for rule in spec.errors):
        about.append(words["errors"].format(codes=words["and"].join(codes)))
    label = chinese if language == "zh" or not english else english[:1].upper() + english[1:]
    return template(spec.name, profile.label[language], label, ("" if language == "zh" else " ").join(about), reads, language)


def _free(spec: TopicSpec) -> frozenset[str]:
    return spec.path_values.free | spec.query.free | spec.request.free
