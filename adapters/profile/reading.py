"""A profile from TOML. Whatever is wrong is refused with the file and the place in it: `dog-register.toml: topic[2].request.tagNo: ...`."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from adapters import tomltable
from adapters.connector import Patience
from adapters.profile.spec import (
    METHODS,
    SCHEMES,
    Circuit,
    ErrorRule,
    Limits,
    Personal,
    Profile,
    Signature,
    TopicSpec,
)
from adapters.tomltable import TomlTable, TomlWrong
from engine import FeelMapping

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
TOPIC = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+")
HOLE = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")
PATH = re.compile(r"(/([A-Za-z0-9._~!$&'()+,;=:@-]|%[0-9A-F]{2}|\{[A-Za-z][A-Za-z0-9_]*\})*)+")
MOST_TOPICS = 50


def folder(path: Path) -> tuple[Profile, ...]:
    """All profiles of a folder, by name. Raises TomlWrong, also when two name one system or one topic."""
    found = tuple(read(file.read_bytes(), file.name) for file in sorted(path.glob("*.toml")))
    owners: dict[str, str] = {}
    for profile in found:
        for key in (f"system {profile.name}", *(f"topic {topic.name}" for topic in profile.topics)):
            if key in owners:
                raise TomlWrong(f"{profile.name}.toml", key, f"is in {owners[key]}.toml already")
            owners[key] = profile.name
    return found


def read(content: bytes, file: str) -> Profile:
    """One profile. Raises TomlWrong."""
    return _profile(tomltable.read(content, file))


def _profile(top: TomlTable) -> Profile:
    system = top.table("system")
    name = system.get("name", str)
    if not NAME.fullmatch(name) or f"{name}.toml" != top.file:
        raise system.wrong("name", "must be the name of the file: lower case letters, digits, hyphens")
    labels = system.table("label")
    label = {language: labels.get(language, str) for language in ("zh", "en")}
    labels.done()
    about, interface = system.get("about", str), system.get("interface", str)
    if interface not in {"public", "profile"}:
        raise system.wrong("interface", "must be 'public' (the real interface is published) or 'profile' (ours, to be mapped)")
    health = system.get("health", str, "")
    if health and not PATH.fullmatch(health):
        raise system.wrong("health", "must be a path, such as /health")
    signature = _signature(system.table("signature"))
    system.done()
    limits, circuit = _limits(top.table("limits")), _circuit(top.table("circuit"))
    topics = tuple(_topic(item) for item in top.tables("topic"))
    if not 1 <= len(topics) <= MOST_TOPICS:
        raise top.wrong("topic", f"from 1 to {MOST_TOPICS} are needed")
    top.done()
    return Profile(name, label, about, interface, signature, limits, circuit, health, topics)


def _signature(table: TomlTable) -> Signature:
    scheme, digest = table.get("scheme", str), table.get("digest", str, "sha256")
    if scheme not in SCHEMES:
        raise table.wrong("scheme", f"must be one of {', '.join(sorted(SCHEMES))}")
    if digest not in {"sha256", "sm3"} or digest not in hashlib.algorithms_available:
        raise table.wrong("digest", f"{digest} is not known, or not available on this machine")
    table.done()
    return Signature(scheme, digest)


def _limits(table: TomlTable) -> Limits:
    usual = Limits()
    found = Limits(
        table.number("per-minute", usual.per_minute, 0, 60_000), table.number("burst", usual.burst, 1, 1000),
        table.number("timeout-seconds", usual.timeout_seconds, 1, 60), table.number("answer-bytes", usual.answer_bytes, 1024, 16 * 2**20),
        table.number("request-bytes", usual.request_bytes, 1024, 16 * 2**20),
    )
    table.done()
    return found


def _circuit(table: TomlTable) -> Circuit:
    found = Circuit(table.number("failures", 5, 1, 1000), table.number("open-seconds", 60, 1, 86_400))
    table.done()
    return found


def _topic(table: TomlTable) -> TopicSpec:
    name, method, path = table.get("name", str), table.get("method", str, "POST"), table.get("path", str)
    if not TOPIC.fullmatch(name):
        raise table.wrong("name", "must be <system>.<verb>, such as dog.find")
    if method not in METHODS:
        raise table.wrong("method", f"must be one of {', '.join(sorted(METHODS))}")
    if not PATH.fullmatch(path) or "/../" in f"{path}/" or "/./" in f"{path}/":
        raise table.wrong("path", "must be a path, such as /dogs/{tagNo}, without a query")
    values = table.mapping("path-values")
    if holes := set(HOLE.findall(path)) ^ set(values.fields):
        raise table.wrong("path-values", f"{min(holes)} must stand both in the path, as {{name}}, and here")
    request = table.mapping("request")
    if method in {"GET", "DELETE"} and request.fields:
        raise table.wrong("request", f"{method} has no body; use [topic.query]")
    answer, required = table.mapping("answer"), table.texts("required")
    if unknown := set(required) - set(answer.fields):
        raise table.wrong("required", f"{min(unknown)} is not in [topic.answer]")
    forms = table.get("forms", dict, {})
    if not all(isinstance(value, str) for value in forms.values()):
        raise table.wrong("forms", "must be name = \"id of a user task\"")
    pauses = table.get("pauses", list, [5, 30, 120, 600])
    if not all(isinstance(pause, int) and not isinstance(pause, bool) and 0 <= pause <= 86_400 for pause in pauses) or len(pauses) > 20:
        raise table.wrong("pauses", "must be at most 20 whole numbers of seconds, up to 86400")
    errors = tuple(_error(item) for item in table.tables("error"))
    accept = tuple(table.get("accept", list, []))
    if not all(isinstance(status, int) and 400 <= status < 500 for status in accept):
        raise table.wrong("accept", "must be a list of statuses from 400 to 499 that are answers too")
    personal = _personal(table.table("personal"), request, table.mapping("query"), values)
    spec = TopicSpec(
        name, table.get("label", str), method, path, values, table.mapping("query"), request, answer, accept, required, errors, forms,
        frozenset(table.texts("mask")), personal, Patience(tuple(pauses)),
    )
    table.done()
    return spec


def _error(table: TomlTable) -> ErrorRule:
    code = table.get("code", str)
    if not re.fullmatch(r"[A-Z][A-Z0-9_]{2,99}", code):
        raise table.wrong("code", "must be a BPMN error code, such as ERR_NOT_FOUND")
    rule = ErrorRule(table.feel("when"), code, table.feel("message") if table.has("message") else None, table.mapping("variables"))
    table.done()
    return rule


def _personal(table: TomlTable, *mappings: FeelMapping) -> Personal:
    found = Personal(table.texts("fields"), table.get("purpose", str, ""), table.get("basis", str, ""))
    known = {name for mapping in mappings for name in mapping.fields}
    if unknown := set(found.fields) - known:
        raise table.wrong("fields", f"{min(unknown)} is not sent by this topic")
    if found.fields and not (found.purpose and found.basis):
        raise table.wrong("purpose" if not found.purpose else "basis", "must be said where personal data is given away")
    table.done()
    return found
