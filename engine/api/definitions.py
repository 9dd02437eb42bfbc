"""Definitions: deploy, look, edit, publish."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from engine.api.group import Group
from engine.commands import drafts
from engine.commands.cases import surroundings
from engine.commands.definitions import bound_row, compiled, content_of, definition_row, labels_of, latest_row
from engine.commands.deploy import deploy, digest_of
from engine.commands.formdefaults import shown
from engine.commands.lint import INSIDE, check
from engine.domain.actor import Actor
from engine.domain.changes import Change
from engine.domain.edited import Model
from engine.domain.errors import Finding, Forbidden, NotFound
from engine.domain.policy import Permission, may_start, require_right
from engine.domain.work import Definition, Deployment, Flow, FormView, Startable
from engine.execution.surroundings import Decided
from engine.queries import definitions as queries
from engine.queries.differences import changes
from engine.queries.flows import flows_of
from engine.rules import Environment


class Definitions(Group):
    """`engine.definitions`."""

    def deploy(self, actor: Actor, name: str, files: Mapping[str, bytes], *, source: str = "", note: str = "") -> Deployment:
        """All files or none. Raises `Refused` with every finding, `TooLarge`, `Invalid`."""
        identity, new = self._change(actor, lambda unit: deploy(self._runtime, unit, name, files, source=source, note=note))
        with self._look(actor) as unit:
            return queries.as_deployment(unit, identity, new=new)

    def deploy_bundle(self, actor: Actor, key: str, files: Mapping[str, bytes]) -> Deployment | None:
        """Deploy at start, unless these very files were ever deployed: what was published in the browser stays the newest."""
        with self._look(actor) as unit:
            if queries.deployed_before(unit, key, digest_of(files)):
                return None
        identity, new = self._change(actor, lambda unit: deploy(self._runtime, unit, key, files, source="bundle", once=True))
        if not new:
            return None  # another process of this installation was quicker
        with self._look(actor) as unit:
            return queries.as_deployment(unit, identity, new=new)

    def lint(self, actor: Actor, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
        """What a deployment of these files would say."""
        with self._look(actor) as unit:
            return tuple(check(self._runtime, unit, files).findings)

    def latest(self, actor: Actor) -> tuple[Definition, ...]:
        """The newest version of every key."""
        with self._look(actor) as unit:
            return queries.latest(unit)

    def get(self, actor: Actor, definition_id: str) -> Definition:
        """One version. Raises `NotFound`."""
        with self._look(actor) as unit:
            return queries.one(unit, definition_id)

    def by_key(self, actor: Actor, key: str, kind: str = "process") -> Definition:
        """The newest version of a key. Raises `NotFound`."""
        with self._look(actor) as unit:
            return queries.by_key(unit, key, kind)

    def versions(self, actor: Actor, key: str) -> tuple[Definition, ...]:
        """All versions, newest first."""
        with self._look(actor) as unit:
            return queries.versions(unit, key)

    def content(self, actor: Actor, definition_id: str) -> bytes:
        """The file of a version."""
        with self._look(actor) as unit:
            return content_of(unit, definition_row(unit, definition_id))

    def flows(self, actor: Actor, definition_id: str) -> tuple[Flow, ...]:
        """Every sequence flow of a version of a process, in the order of its file. Raises `NotFound`."""
        with self._look(actor) as unit:
            row = definition_row(unit, definition_id)
            return flows_of(content_of(unit, row), row.key, row.resource)

    def document(self, actor: Actor, key: str) -> bytes:
        """The newest template of a document type. Raises `NotFound`."""
        with self._look(actor) as unit:
            row = latest_row(unit, "document", key)
            if row is None:
                raise NotFound(code="definition.not-found", id=key)
            return content_of(unit, row)

    def labels(self, actor: Actor, definition_id: str) -> Mapping[str, str]:
        """English names by element id."""
        with self._look(actor) as unit:
            return labels_of(definition_row(unit, definition_id))

    def model(self, actor: Actor, key: str) -> Model:
        """What the editor opens. Raises `Forbidden`, `NotFound`."""
        with self._look(actor) as unit:
            return drafts.model(unit, key)

    def save_draft(self, actor: Actor, key: str, xml: str, revision: int) -> int:
        """Keep a draft; returns its new revision. Raises `Conflict` when someone else saved in between."""
        return self._change(actor, lambda unit: drafts.save_draft(unit, key, xml, revision))

    def lint_draft(self, actor: Actor, key: str, xml: str) -> tuple[Finding, ...]:
        """What publishing would say."""
        with self._look(actor) as unit:
            return drafts.lint_draft(self._runtime, unit, key, xml)

    def changes(self, actor: Actor, older_id: str, newer_id: str) -> tuple[Change, ...]:
        """What changed from one version of a model or form to another, element by element. Raises `NotFound`."""
        with self._look(actor) as unit:
            older, newer = definition_row(unit, older_id), definition_row(unit, newer_id)
            if (older.kind, older.key) != (newer.kind, newer.key):
                raise NotFound(code="definition.not-found", id=older_id)
            return changes(content_of(unit, older), content_of(unit, newer), newer.kind)

    def discard_draft(self, actor: Actor, key: str) -> None:
        """Throw a draft away. Raises `Forbidden`, `NotFound`."""
        self._change(actor, lambda unit: drafts.discard(unit, key))

    def drafts(self, actor: Actor) -> Mapping[str, tuple[str, datetime]]:
        """Who keeps a draft of which model, since when; nothing for those who neither model nor audit."""
        with self._look(actor) as unit:
            return drafts.open_drafts(unit)

    def publish(self, actor: Actor, key: str, xml: str, revision: int, note: str, *, version: int | None = None) -> Definition:
        """A new version; running cases stay on theirs. Raises `Refused`, `Conflict`, `Forbidden`."""
        identity = self._change(actor, lambda unit: drafts.publish(self._runtime, unit, key, xml, revision, note, version))
        return self.get(actor, identity)

    def startable(self, actor: Actor) -> tuple[Startable, ...]:
        """The processes the actor may start by hand."""
        with self._look(actor) as unit:
            return queries.startable(unit)

    def start_form(self, actor: Actor, key: str) -> FormView | None:
        """The start form of a process. Raises `NotFound`, `Forbidden`."""
        with self._look(actor) as unit:
            row = latest_row(unit, "process", key)
            if row is None:
                raise NotFound(code="process.not-found", key=key)
            named = json.loads(row.startable_by)
            if not may_start(actor, tuple(named["groups"]), tuple(named["users"])):
                raise Forbidden(code="process.start-forbidden", key=key)
            if row.form_key is None:
                return None
            found = bound_row(self._runtime, unit, "form", row.form_key, "deployment", None, row.deployment_id) or latest_row(unit, "form", row.form_key)
            if found is None:
                raise NotFound(code="form.not-found", form=row.form_key)
            begun = compiled(self._runtime, unit, row.id, row).process.root.start if INSIDE in found.resource else None
            return FormView(found.key, json.loads(content_of(unit, found)), shown(self._runtime, unit, row.id, begun, {}) if begun else {})

    def start_form_key(self, actor: Actor, key: str) -> str:
        """The model's name of a start form that another program shows; "" without one. Raises `NotFound`."""
        with self._look(actor) as unit:
            row = latest_row(unit, "process", key)
            if row is None:
                raise NotFound(code="process.not-found", key=key)
            process = compiled(self._runtime, unit, row.id, row).process
            begun = process.nodes.get(process.root.start or "")
            return (begun.form_key if begun is not None else None) or ""

    def evaluate(self, actor: Actor, key: str, context: Mapping[str, object], version: int | None = None) -> Decided:
        """Ask a version of a decision, the newest unless told; returns outputs, matched rules and inputs. Raises `NotFound`."""
        with self._look(actor) as unit:
            around = surroundings(self._runtime, unit)
            binding = "latest" if version is None else "version"
            decided = around.lookup.decide(key, binding, version, "", context, Environment(now=unit.now, functions=dict(around.functions)))
            if decided is None:
                raise NotFound(code="definition.not-found", id=key)
            return decided

    def require_editor(self, actor: Actor) -> None:
        """Raises `Forbidden` for who may not edit models."""
        require_right(actor, Permission.MODEL_EDIT)
