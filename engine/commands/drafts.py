"""Edit a model: drafts with a revision, check, publish as a new version of its bundle."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from engine.commands.definitions import content_of, latest_row
from engine.commands.deploy import deploy
from engine.commands.lint import check
from engine.commands.runtime import Runtime
from engine.domain.actor import Right
from engine.domain.edited import Model
from engine.domain.errors import Conflict, Finding, Invalid, NotFound, Place, Refused, TooLarge
from engine.domain.policy import Permission, require_right
from engine.execution.reading.rewriting import for_editor
from engine.store.sql import delete, select, update
from engine.store.tables import definition, deployment, draft, resource
from engine.store.uow import Unit
from engine.store.upsert import insert_once
from engine.xml import XmlRefused, text_of
from engine.xml.dmn13 import as_dmn_13
from engine.xml.drawing import complete

KINDS = ("process", "decision")
MAX_TEXT = 4_000_000


def model(unit: Unit, key: str) -> Model:
    """The draft of `key` if there is one, else its newest version; with a drawing, which an editor needs."""
    opened = _opened(unit, key)
    if opened.kind == "decision":
        return opened
    try:
        xml = complete(opened.xml, opened.key, joint="-to-")
    except (XmlRefused, TooLarge):  # a draft that a program sent
        return opened
    return replace(opened, xml=xml, laid_out=xml != opened.xml)


def _opened(unit: Unit, key: str) -> Model:
    require_right(unit.actor, Permission.MODEL_EDIT)
    for kind in KINDS:
        row = latest_row(unit, kind, key)
        if row is None:
            continue
        kept = unit.one(select(draft).where(draft.c.kind == kind, draft.c.key == key))
        if kept is not None:
            opened = Model(key, row.name, kept.content, row.version, kept.revision, "draft", kind, kept.updated_by, kept.updated_at)
        else:
            content = content_of(unit, row)
            opened = Model(key, row.name, for_editor(content) if kind == "process" else as_dmn_13(text_of(content)), row.version, 0, "published", kind)
        return opened
    raise NotFound(code="definition.not-found", id=key)


def save_draft(unit: Unit, key: str, xml: str, revision: int) -> int:
    """Keep a draft. `revision` is the one that was opened (0: none yet); another's save in between is a conflict."""
    opened = _opened(unit, key)
    if not xml.strip() or len(xml) > MAX_TEXT:
        raise Invalid(code="draft.size")
    values = {"content": xml, "updated_at": unit.now, "updated_by": unit.actor.account}
    if revision == 0 and insert_once(unit, draft, {"kind": opened.kind, "key": key, "revision": 1, **values}):
        return 1
    changed = unit.run(
        update(draft).where(draft.c.kind == opened.kind, draft.c.key == key, draft.c.revision == revision).values(revision=revision + 1, **values)
    )
    if changed != 1:
        raise Conflict(code="draft.changed")
    return revision + 1


def discard(unit: Unit, key: str) -> None:
    """Throw the draft away: the editor opens the newest version again."""
    opened = _opened(unit, key)
    unit.run(delete(draft).where(draft.c.kind == opened.kind, draft.c.key == key))


def open_drafts(unit: Unit) -> dict[str, tuple[str, datetime]]:
    """Whose draft of which model waits to be published, and since when."""
    reads = unit.actor.may(Right.MODEL) or unit.actor.may(Right.AUDIT)
    rows = unit.rows(select(draft.c.key, draft.c.updated_by, draft.c.updated_at).where(draft.c.kind.in_(KINDS))) if reads else ()
    return {row.key: (row.updated_by, row.updated_at) for row in rows}


def _place(unit: Unit, key: str) -> tuple[str, str, str, str]:
    """Deployment, its name, the file, and the kind that a published draft of `key` replaces."""
    for kind in KINDS:
        row = latest_row(unit, kind, key)
        if row is not None:
            found = unit.one(select(deployment.c.name).where(deployment.c.id == row.deployment_id))
            assert found is not None
            return row.deployment_id, found.name, row.resource, kind
    raise NotFound(code="definition.not-found", id=key)


def lint_draft(runtime: Runtime, unit: Unit, key: str, xml: str) -> tuple[Finding, ...]:
    """What publishing would say of the draft's own file."""
    require_right(unit.actor, Permission.MODEL_EDIT)
    base, _, file, _ = _newest_place(unit, key)
    files = {row.name: bytes(row.content) for row in unit.rows(select(resource.c.name, resource.c.content).where(resource.c.deployment_id == base))}
    checked = check(runtime, unit, {**files, file: xml.encode()})
    return tuple(finding for finding in checked.findings if finding.place.file == file)


def _newest_place(unit: Unit, key: str) -> tuple[str, str, str, str]:
    """Like `_place`, but with the newest deployment of that name: what others published meanwhile is not undone."""
    base, name, file, kind = _place(unit, key)
    newest = unit.one(select(deployment.c.id).where(deployment.c.name == name).order_by(deployment.c.created_at.desc()).limit(1))
    return (newest.id if newest is not None else base), name, file, kind


def publish(runtime: Runtime, unit: Unit, key: str, xml: str, revision: int, note: str, version: int | None = None) -> str:
    """Deploy the draft as a new version; returns the definition's id. Raises `Refused`, `Invalid`, `Conflict`: nobody publishes over a draft or,
    where the `version` that was opened is told, over a version they have not seen."""
    require_right(unit.actor, Permission.MODEL_EDIT)
    base, name, file, kind = _newest_place(unit, key)
    kept = unit.one(select(draft.c.revision).where(draft.c.kind == kind, draft.c.key == key))
    if (kept.revision if kept is not None else 0) != revision:
        raise Conflict(code="draft.changed")
    newest = latest_row(unit, kind, key)
    if version is not None and newest is not None and newest.version != version:
        raise Conflict(code="draft.published-meanwhile", version=newest.version)
    checked = check(runtime, unit, {file: xml.encode()})
    if (kind, key) not in {(found, identity) for found, identity, *_ in checked.definitions} and not any(f.severity == "error" for f in checked.findings):
        message = f"the file no longer holds {key}"
        raise Refused([Finding("draft.key-missing", "error", message, Place(file, key), {"key": key})])
    identity, _ = deploy(runtime, unit, name, {file: xml.encode()}, source="editor", note=note, base=base)
    unit.run(delete(draft).where(draft.c.kind == kind, draft.c.key == key))
    row = unit.one(select(definition.c.id).where(definition.c.kind == kind, definition.c.key == key, definition.c.latest))
    assert row is not None and identity
    return str(row.id)
