"""Registers of joint enforcement: objects, officers, matters, streets, departments, visits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.api.group import Group
from engine.commands import registers
from engine.domain.actor import Actor
from engine.domain.work import Page
from engine.joint.stored import Entry
from engine.queries import places
from engine.queries import registers as queries
from engine.queries.registers import RecordEvent, register_of


class Records(Group):
    """`engine.records`. `register` is objects, officers, matters, areas, departments or visits; values are keyed by the names of its fields."""

    def listed(
        self, actor: Actor, register: str, *, q: str = "", filters: Mapping[str, str] | None = None, cursor: str | None = None, limit: int = 25, count: bool = False,
    ) -> Page[Entry]:
        """One page of a register, personal data masked; `count` fills `total`. Raises `NotFound`, `Forbidden`, `Invalid`."""
        with self._look(actor) as unit:
            return queries.listed(unit, register_of(register), q=q, filters=filters, cursor=cursor, limit=limit, count=count)

    def get(self, actor: Actor, register: str, identity: str) -> Entry:
        """One entry, personal data masked. Raises `NotFound`, `Forbidden`."""
        with self._look(actor) as unit:
            return queries.one(unit, register_of(register), identity)

    def history(self, actor: Actor, register: str, identity: str) -> tuple[RecordEvent, ...]:
        """What happened to an entry, newest first. Raises `NotFound`, `Forbidden`."""
        with self._look(actor) as unit:
            return queries.history(unit, register_of(register), identity)

    def save(self, actor: Actor, register: str, values: Mapping[str, Any], *, version: int | None = None) -> str:
        """Write one entry; its id. `version` is that of the entry one looked at (0: it must be new). Raises `Invalid` with fields, `Forbidden`, `Conflict`."""
        found = register_of(register)
        return self._change(actor, lambda unit: registers.save(unit, found, values, places.areas(unit), version=version))
