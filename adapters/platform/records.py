"""Records that a process keeps current: `record.claim`, `record.revise`, `record.read`, `record.reevaluate`, `message.broadcast`.

Nothing here knows what a record is about: kind, id, fields and decisions come from the model. A record is open until a
revision says otherwise (`recordState`), and remembers what moved, when and why (`history`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from adapters.platform.desk import SHANGHAI, Answer, Desk, day, text, texts
from engine import SYSTEM_ACTOR, CaseRecord, ExternalTask, Fault

OPEN = "open"
#: Entries of a history, and ids in an answer: more than a page of either is read in the records themselves.
MOST = 50
PAGE = 200
UNSET = "未定"


def claim(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `record.claim`: the record belongs to this case, unless another running case has it (then `heldBy` names that case)."""
    kind, identity = _named(task)
    body, subject = {**_body(task), "state": OPEN}, text(task.variables.get("recordSubject")) or ""
    return {"heldBy": desk.engine.cases.take(SYSTEM_ACTOR, kind, identity, task.root_id, body, subject=desk.about(body, subject))}


def revise(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `record.revise`: writes the record and says which tracked fields moved. `revision` counts the first writing and every move.

    `words` names codes as people call them; `note` says how the first values come about.
    """
    kind, identity = _named(task)
    said = task.variables
    known = desk.engine.cases.get(SYSTEM_ACTOR, kind, identity)
    before: Mapping[str, Any] = known.body if known else {}
    history = list(before.get("history") or [])
    if history and history[-1]["by"] == task.idempotency_key:  # asked again after the answer was lost
        return {"revision": before["revision"], "moved": history[-1]["moved"], "movedText": history[-1]["text"] if history[-1]["moved"] else ""}
    tracked, body, cause = said.get("tracked"), _body(task), text(said.get("cause")) or ""
    labels = tracked if isinstance(tracked, dict) else {}
    revision = int(before.get("revision") or 0)
    moved = [name for name in labels if revision and _shown(before.get(name)) != _shown(body.get(name))]
    named = said.get("words")
    names = named if isinstance(named, dict) else {}
    words = "；".join(f"{labels[name]}：{_shown(before.get(name), names)} → {_shown(body.get(name), names)}" for name in moved)
    line = f"{words}。原因：{cause}" if words else ""
    if moved or not revision:
        revision += 1
        note = "：".join(filter(None, (cause, text(said.get("note")))))
        at = desk.clock.now().astimezone(SHANGHAI).isoformat(timespec="minutes")
        history.append({"at": at, "revision": revision, "cause": cause, "moved": moved, "text": line or note, "by": task.idempotency_key})
    state = text(said.get("recordState")) or before.get("state") or OPEN
    desk.put(kind, identity, task, {**before, **body, "state": state, "revision": revision, "history": history[-MOST:]}, subject=text(said.get("recordSubject")) or "")
    return {"revision": revision, "moved": moved, "movedText": line}


def read(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `record.read`: is there such a record, and is it still open; with `recordFields` also their `recordValues` {field: value or null}."""
    kind, identity = _named(task)
    known = desk.engine.cases.get(SYSTEM_ACTOR, kind, identity)
    fields = task.variables.get("recordFields")
    values = {"recordValues": {name: known.body.get(name) if known else None for name in texts(fields)}} if fields is not None else {}
    return {"recordFound": known is not None and known.body.get("state") == OPEN, **values}


def reevaluate(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `record.reevaluate`: asks published decisions about every open record, one after the other, and changes nothing.

    Each decision sees the record, `extra` and what the ones before it answered. The date `field` is compared with the kept one.
    Where a decision wants a review, or none can answer, each of `variants` is tried; the earliest counts, and the record is also `manual`.
    """
    said = task.variables
    kind, field, decisions = str(said["recordKind"]), str(said["field"]), texts(said.get("decisions"))
    extra, variants = said.get("extra"), said.get("variants")
    found: dict[str, list[str]] = {"earlier": [], "later": [], "same": [], "manual": []}
    for record in _open(desk, kind):
        facts = {**record.body, **(extra if isinstance(extra, dict) else {})}
        outcome, sure = _asked(desk, decisions, facts, {}, field)
        if not sure:
            found["manual"].append(record.id)
            tried = [_asked(desk, decisions, facts, variant, field)[0] for variant in variants or ()]
            outcome = min((one for one in tried if one is not None), default=None)
        kept = day(record.body.get(field)) if record.body.get(field) else None
        if outcome is not None and kept is not None:
            found["earlier" if outcome < kept else "later" if outcome > kept else "same"].append(record.id)
        elif sure:
            found["same"].append(record.id)
    lists = {name: ids[:MOST] for name, ids in found.items() if name != "same"}
    return {**lists, **{f"{name}Count": len(ids) for name, ids in found.items()}}


def broadcast(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `message.broadcast`: one message per open record of a kind, with the record's id as key. A repeat tells nobody twice."""
    said = task.variables
    payload = said.get("payload")
    sent = 0
    for record in _open(desk, str(said["recordKind"])):
        desk.engine.messages.correlate(
            str(said["messageName"]), key=record.id, data=dict(payload) if isinstance(payload, dict) else {},
            message_id=f"{task.idempotency_key}/{record.id}"[:200], actor=SYSTEM_ACTOR,
        )
        sent += 1
    return {"sentCount": sent}


def _asked(desk: Desk, decisions: list[str], facts: Mapping[str, Any], fixed: Mapping[str, Any], field: str) -> tuple[date | None, bool]:
    """The date that the chain of decisions comes to, and whether no person has to look."""
    context, sure = {**facts, **fixed}, True
    for key in decisions:
        try:
            answer = desk.decide(key, **context)
        except Fault:  # no row for these facts: a person has to look
            return None, False
        row = answer[0] if isinstance(answer, list) and answer else answer
        if not isinstance(row, dict):
            return None, False
        sure = sure and row.get("needsReview") is not True
        context |= {**row, **fixed}
    value = context.get(field)
    return (day(value) if value else None), sure


def _open(desk: Desk, kind: str) -> Iterator[CaseRecord]:
    after = ""
    while page := desk.engine.cases.of_kind(SYSTEM_ACTOR, kind, after=after, limit=PAGE):
        yield from (record for record in page if record.body.get("state") == OPEN)
        after = page[-1].id


def _named(task: ExternalTask) -> tuple[str, str]:
    kind, identity = text(task.variables.get("recordKind")), text(task.variables.get("recordId"))
    if kind is None or identity is None:
        raise LookupError("a record needs a kind and an id")
    return kind, identity


def _body(task: ExternalTask) -> dict[str, Any]:
    body = task.variables.get("recordBody")
    return dict(body) if isinstance(body, dict) else {}


def _shown(value: Any, names: Mapping[str, Any] = MappingProxyType({})) -> str:
    if value is None or value == "":
        return UNSET
    if isinstance(value, str) and value in names:
        return str(names[value])
    return value.date().isoformat() if isinstance(value, datetime) else value.isoformat() if isinstance(value, date) else str(value)
