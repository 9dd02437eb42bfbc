"""Decisions as rules of law: read them, try them, and print why one was taken in a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.api.group import Group
from engine.commands.definitions import definition_row, latest_row, library_of
from engine.commands.law import functions_of
from engine.domain.actor import Actor
from engine.domain.errors import NotFound
from engine.domain.policy import require_rules_reader
from engine.domain.work import Definition
from engine.queries import decisions as queries
from engine.queries import definitions as definition_queries
from engine.queries.decisions import Taken
from engine.rules import Environment
from engine.rules.dmn.sheet import Sheet, sheet
from engine.rules.try_form import Tried, shown, try_fields


@dataclass(frozen=True, slots=True)
class Why:
    """A decision of a case with the very version that decided; values are for people (see `Tried`)."""

    taken: Taken
    business_key: str
    title: str
    definition: Definition
    sheet: Sheet


class Decisions(Group):
    """`engine.decisions`."""

    def listed(self, actor: Actor) -> tuple[Definition, ...]:
        """The newest version of every decision. Raises `Forbidden`."""
        require_rules_reader(actor)
        with self._look(actor) as unit:
            return tuple(item for item in definition_queries.latest(unit) if item.kind == "decision")

    def sheet(self, actor: Actor, key: str) -> tuple[Definition, Sheet]:
        """The newest version of a decision, to read and to try. Raises `NotFound`, `Forbidden`."""
        require_rules_reader(actor)
        with self._look(actor) as unit:
            row = latest_row(unit, "decision", key)
            if row is None:
                raise NotFound(code="definition.not-found", id=key)
            return definition_queries.as_definition(row), sheet(library_of(self._runtime, unit, row), key)

    def try_out(self, actor: Actor, key: str, given: Mapping[str, str], more: str = "") -> Tried:
        """What the newest version says to these texts; nothing is kept. Raises `NotFound`, `Forbidden`, `Invalid` with fields."""
        require_rules_reader(actor)
        with self._look(actor) as unit:
            row = latest_row(unit, "decision", key)
            if row is None:
                raise NotFound(code="definition.not-found", id=key)
            env = Environment(now=unit.now, functions=dict(functions_of(self._runtime, unit, {})))
            return try_fields(library_of(self._runtime, unit, row), key, given, more, env)

    def taken(self, actor: Actor, instance_id: str) -> tuple[Taken, ...]:
        """The decisions of a case, oldest first; who may see the case may see them. Raises `NotFound`."""
        with self._look(actor) as unit:
            return tuple(_for_people(item) for item in queries.listed(unit, instance_id))

    def why(self, actor: Actor, instance_id: str, number: int) -> Why:
        """One decision of a case with its table as it was then. Raises `NotFound`."""
        with self._look(actor) as unit:
            found = queries.one(unit, instance_id, number)
            row = definition_row(unit, found.definition_id)
            key, title = queries.case_of(unit, instance_id)
            return Why(_for_people(found), key, title, definition_queries.as_definition(row), sheet(library_of(self._runtime, unit, row), found.key))


def _for_people(item: Taken) -> Taken:
    return replace(item, inputs=shown(item.inputs), outputs=shown(item.outputs))
