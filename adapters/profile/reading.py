"""A profile from TOML. Whatever is wrong is refused with the file and the place in it: `dog-register.toml: topic[2].request.tagNo: ...`."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

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
from engine import FeelMapping, MappingWrong, compile_feel, compile_mapping

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
TOPIC = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+")
HOLE = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")
PATH = re.compile(r"(/([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-F]{2}|\{[A-Za-z][A-Za-z0-9_]*\})*)+")
MOST_TOPICS = 50


class ProfileWrong(Exception):
    """A profile cannot be used; the message names the file, the place and what is wrong there."""

    def __init__(self, file: str, place: str, why: str) -> None:
        super().__init__(f"{file}: {place}: {why}" if place else f"{file}: {why}")
        self.file, self.place, self.why = file, place, why


def folder(path: Path) -> tuple[Profile, ...]:
    """All profiles of a folder, by name. Raises ProfileWrong, also when two name one system or one topic."""
    found = tuple(read(file.read_bytes(), file.name) for file in sorted(path.glob("*.toml")))
    owners: dict[str, str] = {}
    for profile in found:
        for key in (f"system {profile.name}", *(f"topic {topic.name}" for topic in profile.topics)):
            if key in owners:
                raise ProfileWrong(f"{profile.name}.toml", key, f"is in {owners[key]}.toml already")
            owners[key] = profile.name
    return found


def read(content: bytes, file: str) -> Profile:
    """One profile. Raises ProfileWrong."""
    try:
        said = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileWrong(file, "", str(error)) from error
    try:
        return _profile(_Table(said, file, ""))
    except MappingWrong as error:
        raise ProfileWrong(file, error.values["at"], error.values["reason"]) from error


class _Table:
    """A table that knows its place, and which of its keys nobody asked for."""

    def __init__(self, said: Any, file: str, place: str) -> None:
        self.file, self.place = file, place
        if not isinstance(said, Mapping):
            raise self.wrong("", "a table is needed")
        self._said, self._asked = said, set[str]()

    def wrong(self, key: str, why: str) -> ProfileWrong:
        return ProfileWrong(self.file, ".".join(part for part in (self.place, key) if part), why)

    def get(self, key: str, kind: type, default: Any = None) -> Any:
        self._asked.add(key)
        value = self._said.get(key, default)
        if value is None:
            raise self.wrong(key, "is missing")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, f"must be a {kind.__name__}, not {value!r}")
        return value

    def number(self, key: str, default: int, least: int, most: int) -> int:
        value: int = self.get(key, int, default)
        if not least <= value <= most:
            raise self.wrong(key, f"must be from {least} to {most}, not {value}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.get(key, list, [])
        if not all(isinstance(item, str) for item in value):
            raise self.wrong(key, "must be a list of texts")
        return tuple(value)

    def table(self, key: str, *, needed: bool = False) -> _Table:
        return _Table(self.get(key, dict, None if needed else {}), self.file, f"{self.place}.{key}" if self.place else key)

    def tables(self, key: str) -> list[_Table]:
        return [_Table(item, self.file, f"{self.place}.{key}[{index}]".lstrip(".")) for index, item in enumerate(self.get(key, list, []), 1)]

    def mapping(self, key: str) -> FeelMapping:
        return compile_mapping(self.get(key, dict, {}), f"{self.place}.{key}")

    def done(self) -> None:
        """Refuse what nobody asked for: a misspelt key must not be a silent default."""
        if left := sorted(set(self._said) - self._asked):
            raise self.wrong(left[0], "is not known here")


def _profile(top: _Table) -> Profile:
    system = top.table("system", needed=True)
    name = system.get("name", str)
    if not NAME.fullmatch(name) or f"{name}.toml" != top.file:
        raise system.wrong("name", "must be the name of the file: lower case letters, digits, hyphens")
    labels = system.table("label", needed=True)
    label = {language: labels.get(language, str) for language in ("zh", "en")}
    labels.done()
    about, interface = system.get("about", str), system.get("interface", str)
    if interface not in {"public", "profile"}:
        raise system.wrong("interface", "must be 'public' (the real interface is published) or 'profile' (ours, to be mapped)")
    health = system.get("health", str, "")
    if health and not PATH.fullmatch(health):
        raise system.wrong("health", "must be a path, such as /health")
    signature = _signature(system.table("signature", needed=True))
    system.done()
    limits, circuit = _limits(top.table("limits")), _circuit(top.table("circuit"))
    topics = tuple(_topic(item) for item in top.tables("topic"))
    if not 1 <= len(topics) <= MOST_TOPICS:
        raise top.wrong("topic", f"from 1 to {MOST_TOPICS} are needed")
    top.done()
    return Profile(name, label, about, interface, signature, limits, circuit, health, topics)


def _signature(table: _Table) -> Signature:
    scheme, digest = table.get("scheme", str), table.get("digest", str, "sha256")
    if scheme not in SCHEMES:
        raise table.wrong("scheme", f"must be one of {', '.join(sorted(SCHEMES))}")
    if digest not in {"sha256", "sm3"} or digest not in hashlib.algorithms_available:
        raise table.wrong("digest", f"{digest} is not known, or not available on this machine")
    table.done()
    return Signature(scheme, digest)


def _limits(table: _Table) -> Limits:
    usual = Limits()
    found = Limits(
        table.number("per-minute", usual.per_minute, 0, 60_000), table.number("burst", usual.burst, 1, 1000),
        table.number("timeout-seconds", usual.timeout_seconds, 1, 60), table.number("answer-bytes", usual.answer_bytes, 1024, 16 * 2**20),
        table.number("request-bytes", usual.request_bytes, 1024, 16 * 2**20),
    )
    table.done()
    return found


def _circuit(table: _Table) -> Circuit:
    found = Circuit(table.number("failures", 5, 1, 1000), table.number("open-seconds", 60, 1, 86_400))
    table.done()
    return found


def _topic(table: _Table) -> TopicSpec:
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


def _error(table: _Table) -> ErrorRule:
    code = table.get("code", str)
    if not re.fullmatch(r"[A-Z][A-Z0-9_]{2,99}", code):
        raise table.wrong("code", "must be a BPMN error code, such as ERR_NOT_FOUND")
    message = table.get("message", str, "")
    rule = ErrorRule(
        compile_feel(table.get("when", str), f"{table.place}.when"), code, compile_feel(message, f"{table.place}.message") if message else None,
        table.mapping("variables"),
    )
    table.done()
    return rule


def _personal(table: _Table, *mappings: FeelMapping) -> Personal:
    found = Personal(table.texts("fields"), table.get("purpose", str, ""), table.get("basis", str, ""))
    known = {name for mapping in mappings for name in mapping.fields}
    if unknown := set(found.fields) - known:
        raise table.wrong("fields", f"{min(unknown)} is not sent by this topic")
    if found.fields and not (found.purpose and found.basis):
        raise table.wrong("purpose" if not found.purpose else "basis", "must be said where personal data is given away")
    table.done()
    return found
