"""A simulated system as data: routes that find, keep, show, change or list records. `faces/<system>.toml`, beside the profile it answers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote

from adapters.simulators.memory import Memory

FOLDER = Path(__file__).parent / "faces"
Answer = tuple[int, dict[str, Any]]


class System(Protocol):
    """A simulated system: a face of data, or one of code where the protocol has more to it."""

    @property
    def system(self) -> str:
        """Its name, the first part of its paths."""
        ...

    @property
    def scheme(self) -> str:
        """How requests to it are signed: standard-webhooks, hmac, bearer or none."""
        ...

    def respond(self, memory: Memory, method: str, path: str, query: Mapping[str, str], body: Any, now: datetime) -> Answer:
        """Status and answer of a request that was signed well."""
        ...

    def order(self, memory: Memory, verb: str, said: Mapping[str, Any], now: datetime) -> Answer | None:
        """An order of whoever tests, `/control/<system>/<verb>`; None for a verb it does not know."""
        ...

    def seed(self, memory: Memory) -> None:
        """The records of the beginning, where they are not there yet."""
        ...


@dataclass(frozen=True, slots=True)
class Route:
    """One address. do: find (by fields of the body), keep (a new record with a number), show, change (by id in the path), check (ids of a list), events.

    `known` is the form of ids that a check takes for records without having them: a demo's people are more than a file should repeat.
    """

    method: str
    path: re.Pattern[str]
    do: str
    kind: str = ""
    by: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    number: str = ""
    number_field: str = "number"
    answer: Mapping[str, Any] = field(default_factory=dict)
    refuse: Mapping[str, str] = field(default_factory=dict)
    many: str = ""
    known: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """A system: how requests must be signed, its routes, and the records it starts with."""

    system: str
    scheme: str
    routes: tuple[Route, ...]
    records: tuple[tuple[str, str, Mapping[str, Any]], ...]

    def respond(self, memory: Memory, method: str, path: str, query: Mapping[str, str], body: Any, now: datetime) -> Answer:
        """Status and answer of a request that was signed well."""
        for route in self.routes:
            found = route.path.fullmatch(path)
            if found and route.method == method:
                return _respond(self.system, route, memory, {name: unquote(value) for name, value in found.groupdict().items()}, query, body, now)
        return 404, {"reason": f"{method} {path} is not served here"}

    def order(self, memory: Memory, verb: str, said: Mapping[str, Any], now: datetime) -> Answer | None:
        """No orders of its own."""
        return None

    def seed(self, memory: Memory) -> None:
        """The records of the beginning, where they are not there yet."""
        for kind, identity, body in self.records:
            if memory.get(self.system, kind, identity) is None:
                memory.put(self.system, kind, identity, {"id": identity, **body})


def faces(folder: Path = FOLDER) -> tuple[Face, ...]:
    """All faces of a folder."""
    return tuple(read(path) for path in sorted(folder.glob("*.toml")))


def connecting(url: str, secret: str) -> tuple[str, ...]:
    """The environment variables that connect the platform to simulators at `url`."""
    lines = [f"ONETHING_PENALTY_URL={url}/penalty", f"ONETHING_PENALTY_SECRET={secret}"]
    for face in faces():
        stem = "ONETHING_SYSTEM_" + face.system.upper().replace("-", "_")
        lines += [f"{stem}_URL={url}/{face.system}", f"{stem}_SECRET={secret}"] + ([f"{stem}_KEY_ID=onething"] if face.scheme == "hmac" else [])
    stem = "ONETHING_SYSTEM_DINGTALK"
    return (*lines, f"{stem}_URL={url}/dingtalk", f"{stem}_SECRET={secret}", f"{stem}_KEY_ID=onething", f"{stem}_TENANT=196729")


def read(path: Path) -> Face:
    """One face."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    routes = tuple(
        Route(
            item["method"], re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", item["path"])), item["do"], item.get("kind", ""), tuple(item.get("by", ())),
            tuple(item.get("needs", ())), item.get("number", ""), item.get("number-field", "number"), item.get("answer", {}), item.get("refuse", {}), item.get("many", ""),
            re.compile(item["known"]) if "known" in item else None,
        )
        for item in said["route"]
    )
    records = tuple((item.pop("kind"), item.pop("id"), {**item, **item.pop("also", {})}) for item in said.get("record", []))
    return Face(path.stem, said["signature"], routes, records)


def _respond(system: str, route: Route, memory: Memory, at: Mapping[str, str], query: Mapping[str, str], body: Any, now: datetime) -> Answer:
    if route.do == "events":
        return 200, {"events": memory.events(system, int(query.get("after", "0")))}
    given: dict[str, Any] = {**query, **at, **(body if isinstance(body, dict) else {})}
    if missing := [name for name in route.needs if given.get(name) in (None, "")]:
        return 422, {"reason": "缺少：" + "、".join(missing), "code": "incomplete"}
    for name, reason in route.refuse.items():
        if given.get(name):
            return 422, {"reason": reason, "code": name}
    if route.do == "find":
        found = [item for item in memory.all(system, route.kind) if any(given.get(name) not in (None, "") and _same(item.get(name), given[name]) for name in route.by)]
        if route.many:
            return 200, {route.many: found[:50]}
        return (200, {**found[0], **route.answer}) if len(found) == 1 else (404, {"reason": f"找到 {len(found)} 条", "code": "not-found"})
    if route.do == "check":  # which of the ids of a list are records here
        ids = [str(item) for name in route.by for item in given.get(name) or []]
        records = {item["id"] for item in memory.all(system, route.kind)}
        valid = [item for item in ids if item in records or (route.known is not None and route.known.fullmatch(item))]
        return 200, {"valid": valid, "invalid": [item for item in ids if item not in valid]}
    if route.do == "keep":
        number = route.number % memory.next_number(system, route.kind)
        record = {"id": number, **given, "status": "received", "at": now.isoformat()}
        memory.put(system, route.kind, number, record)
        return 201, {route.number_field: number, "status": "received", "at": now.isoformat(), **route.answer}
    record = memory.get(system, route.kind, at["id"]) or {}
    if not record:
        return 404, {"reason": f"没有 {at['id']}", "code": "not-found"}
    if route.do == "change":
        record |= {**(body if isinstance(body, dict) else {}), **route.answer}
        memory.put(system, route.kind, at["id"], record)
        memory.happened(system, f"{route.kind}.changed", {"id": at["id"]}, now)
    return 200, {**record, **route.answer}


def _same(kept: Any, asked: Any) -> bool:
    return bool(kept == asked) or (isinstance(kept, str) and isinstance(asked, str) and kept.casefold() == asked.casefold())
