"""Deploy files together: all of them or none. What is unchanged keeps its version; what changed gets a new one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.commands.law import check_references, store_references
from engine.commands.lint import INSIDE, Checked, check
from engine.commands.runtime import Runtime
from engine.commands.timers import next_start
from engine.domain.errors import Invalid, Refused, TooLarge
from engine.domain.policy import Permission, require_right
from engine.domain.values import encode
from engine.execution.model import Process
from engine.rules.dmn.model import Decision
from engine.store.sql import Row, delete, func, insert, select, update
from engine.store.tables import definition, deployment, deployment_definition, job, resource, sequence, subscription
from engine.store.uow import Unit
from engine.store.upsert import insert_once

#: The advisory lock of whoever publishes or takes back (PostgreSQL 9.28.10); the number means nothing. SQLite has one writer.
PUBLISHING = 20_261_124
MAX_FILES = 500
MAX_TOTAL = 20_000_000


@dataclass(frozen=True, slots=True)
class _Item:
    kind: str
    key: str
    name: str
    file: str
    digest: str
    process: Process | None


def digest_of(files: Mapping[str, bytes]) -> str:
    """One hash over names and contents."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return whole.hexdigest()


def deploy(runtime: Runtime, unit: Unit, name: str, files: Mapping[str, bytes], *, source: str = "", note: str = "", base: str | None = None, again: bool = False, once: bool = False) -> tuple[str, bool]:
    """Deploy; returns the deployment's id and whether it is new. Raises `Refused` with every finding, `TooLarge`, `Invalid`.

    `base` is a deployment whose other files are carried over (publishing one changed model of a bundle). `again` makes new versions
    also of what has not changed, as the REST dialect does unless it is told to filter. `once`: nothing where these very files were ever deployed
    under this name, superseded or not.
    """
    require_right(unit.actor, Permission.DEPLOY)
    one_at_a_time(unit)
    carried = _carried(unit, base, files)
    whole = {**carried, **files}
    if not name.strip() or not files:
        raise Invalid(code="deployment.empty")
    for path in whole:
        if INSIDE in path:
            raise Invalid(code="deployment.name", name=path)
    if len(whole) > MAX_FILES or sum(map(len, whole.values())) > MAX_TOTAL:
        raise TooLarge(limit=MAX_TOTAL)
    digest = digest_of(whole)
    before = unit.one(
        select(deployment.c.id).where(deployment.c.digest == digest, deployment.c.name == name).order_by(deployment.c.created_at.desc()).limit(1)
    )
    if before is not None and not again and (once or _is_latest(unit, before.id)):
        return before.id, False
    check_references(whole)
    checked = check(runtime, unit, whole)
    if any(finding.severity == "error" for finding in checked.findings):
        raise Refused(checked.findings)
    identity = Unit.new_id()
    unit.run(insert(deployment).values(
        id=identity, name=name[:200], source=source[:200], digest=digest, created_at=unit.now, created_by=unit.actor.account,
    ))
    unit.run(insert(resource), [{"deployment_id": identity, "name": path, "content": content} for path, content in {**whole, **checked.generated}.items()])
    _definitions(unit, identity, checked, {**whole, **checked.generated}, note, again=again)
    store_references(runtime, unit, name, whole)
    return identity, True


def _carried(unit: Unit, base: str | None, files: Mapping[str, bytes]) -> dict[str, bytes]:
    if base is None:
        return {}
    rows = unit.rows(select(resource.c.name, resource.c.content).where(resource.c.deployment_id == base, resource.c.name.not_like(f"%{INSIDE}%")))
    return {row.name: bytes(row.content) for row in rows if row.name not in files}


def _is_latest(unit: Unit, deployment_id: str) -> bool:
    """Whether nothing of this deployment has been superseded since."""
    old = unit.one(
        select(definition.c.id).join(deployment_definition)
        .where(deployment_definition.c.deployment_id == deployment_id, definition.c.latest.is_(False)).limit(1)
    )
    return old is None


def _definitions(unit: Unit, deployment_id: str, checked: Checked, files: Mapping[str, bytes], note: str, *, again: bool) -> None:
    items = _items(checked, files)
    keys = {(item.kind, item.key) for item in items}
    latest = {
        (row.kind, row.key): row
        for row in unit.rows(select(definition).where(definition.c.latest, definition.c.key.in_(sorted({key for _, key in keys}))))
    }
    labels = _labels(files)
    tags = {one.id: one.version_tag for item in checked.decisions for one in item.nodes.values() if isinstance(one, Decision)}
    links: list[str] = []
    new: list[dict[str, Any]] = []
    for item in items:
        known: Row[Any] | None = latest.get((item.kind, item.key))
        if known is not None and known.digest == item.digest and not again:
            links.append(known.id)
            continue
        number = _next_version(unit, item)
        identity = f"{item.key}:{number}:{Unit.new_id()}"
        identity = identity if len(identity) <= 64 else Unit.new_id()
        links.append(identity)
        process = item.process
        form = next((node.form_ref for node in process.starts() if node.form_ref), None) if process else None
        startable = {
            "groups": list(process.starter_groups), "users": list(process.starter_users),
            "listed": process.startable and process.root.start is not None,
        } if process else {"groups": [], "users": [], "listed": False}
        new.append({
            "id": identity, "kind": item.kind, "key": item.key, "version": number, "name": item.name[:255], "deployment_id": deployment_id,
            "resource": item.file, "digest": item.digest, "latest": True, "startable_by": json.dumps(startable), "form_key": form,
            "labels": json.dumps(labels.get(item.key, {}), ensure_ascii=False), "created_at": unit.now, "created_by": unit.actor.account, "note": note,
            "version_tag": ((process.version_tag if process else tags.get(item.key)) or "")[:255] or None,
        })
    for row in new:
        unit.run(update(definition).where(definition.c.kind == row["kind"], definition.c.key == row["key"]).values(latest=False))
    if new:
        unit.run(insert(definition), new)
    if links:  # files that are neither model nor form nor decision are kept and define nothing
        unit.run(insert(deployment_definition), [{"deployment_id": deployment_id, "definition_id": link} for link in dict.fromkeys(links)])
    _starts(unit, {row["id"]: item for row in new for item in items if item.process is not None and (row["kind"], row["key"]) == (item.kind, item.key)})


def one_at_a_time(unit: Unit) -> None:
    """Until the commit nobody else publishes or takes back: numbers, message starts and what was deployed before are looked up, then written."""
    if unit.postgres:
        unit.one(select(func.pg_advisory_xact_lock(PUBLISHING)))


def _next_version(unit: Unit, item: _Item) -> int:
    row = unit.one(select(
        func.coalesce(select(func.max(definition.c.version)).where(definition.c.kind == item.kind, definition.c.key == item.key).scalar_subquery(), 0).label("top"),
        func.coalesce(select(sequence.c.value).where(sequence.c.name == _series(item.kind, item.key)).scalar_subquery(), 0).label("taken_back"),
    ))
    return 1 if row is None else max(row.top, row.taken_back) + 1


def number_used(unit: Unit, kind: str, key: str, number: int) -> None:
    """A version is taken back: its number is never given again, for processes elsewhere remember by it what they bound."""
    name = _series(kind, key)
    insert_once(unit, sequence, {"name": name, "value": 0})
    unit.run(update(sequence).where(sequence.c.name == name, sequence.c.value < number).values(value=number))


def _series(kind: str, key: str) -> str:
    return f"version {kind} {hashlib.sha256(key.encode()).hexdigest()[:40]}"


def _items(checked: Checked, files: Mapping[str, bytes]) -> list[_Item]:
    """A process counts as changed when its own file or any form or decision beside it changed: it is bound to them. A form has its translation."""
    beside = digest_of({path: content for path, content in files.items() if path.endswith((".form", ".dmn", ".typ", ".json"))})
    labels = _labels(files)
    items = []
    for kind, key, name, file, process in checked.definitions:
        own = hashlib.sha256(files[file]).hexdigest()
        around = {"process": beside, "form": json.dumps(labels.get(key, {}), sort_keys=True)}.get(kind)
        digest = own if around is None else hashlib.sha256(f"{own}{around}".encode()).hexdigest()
        items.append(_Item(kind, key, name, file, digest, process))
    return items


def _labels(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    """English names by process or form key, from `i18n/en.json` and `i18n/forms.en.json` of the bundle."""
    labels: dict[str, dict[str, str]] = {}
    for path, content in files.items():
        if path.endswith(("i18n/en.json", "i18n/forms.en.json")):
            labels.update(json.loads(content))
    return labels


def _starts(unit: Unit, new: Mapping[str, _Item]) -> None:
    """Message, signal, timer and conditional starts follow the newest version; those of older versions end."""
    for identity, item in new.items():
        older = select(definition.c.id).where(definition.c.kind == "process", definition.c.key == item.key, definition.c.id != identity)
        unit.run(delete(subscription).where(subscription.c.definition_id.in_(older)))
        unit.run(delete(job).where(job.c.kind == "start", job.c.instance_id.is_(None), job.c.token_id.in_(older)))
    for identity, item in new.items():  # only now: a message may have moved from one of them to another
        process = item.process
        assert process is not None
        for node, event in process.beginnings():
            if event.kind not in {"message", "signal", "timer", "conditional"}:
                continue
            if event.kind == "timer":
                due, payload = next_start(event, unit.now)
                if due is not None:
                    unit.run(insert(job).values(
                        id=Unit.new_id(), kind="start", root_id=None, instance_id=None, token_id=identity, element=node.id,
                        payload=encode({"definition": identity, **payload}), due_at=due, created_at=unit.now, retries=3, priority=0,
                    ))
                continue
            taken = unit.one(select(subscription.c.definition_id).where(
                subscription.c.kind == "message", subscription.c.name == event.name, subscription.c.definition_id.is_not(None),
            )) if event.kind == "message" else None
            if taken is not None:
                raise Invalid(code="deployment.message-taken", name=event.name, process=item.key)
            unit.run(insert(subscription).values(
                id=Unit.new_id(), kind=event.kind, name=event.name, key=None, root_id=None, instance_id=None, token_id=None, element=node.id,
                definition_id=identity, created_at=unit.now,
            ))


