"""Registers of joint enforcement: objects, officers, matters, streets, departments, visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.api.group import Group
from engine.commands import recordimport, registers
from engine.commands.recordimport import Imported, Preview
from engine.commands.recuse import recuse
from engine.commands.unmask import unmask
from engine.domain.actor import Actor
from engine.domain.work import Page
from engine.joint.places import Area, area_of
from engine.joint.stored import Entry
from engine.joint.visits import PastVisit
from engine.queries import evidence, kept, places, visits
from engine.queries import registers as queries
from engine.queries.dossier import Dossier, dossier
from engine.queries.evidence import Evidence
from engine.queries.kept import Kept
from engine.queries.labels import labels
from engine.queries.recordexport import export
from engine.queries.recusals import Recusal, recusals
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

    def preview(self, actor: Actor, register: str, file: str, content: bytes) -> Preview:
        """What importing a CSV or XLSX would do, with every mistake by row. Raises `SheetRefused`, `Forbidden`, `NotFound`."""
        found = register_of(register)
        recordimport.may_import(actor)
        sheet = recordimport.sheet_of(found, file, content)  # nothing slow while the database is locked for others
        with self._look(actor) as unit:
            looked = recordimport.preview(unit, found, sheet, places.areas(unit))
        return self._change(actor, lambda unit: recordimport.keep(unit, found, sheet, looked))

    def import_previewed(self, actor: Actor, register: str, revision: int, *, leave_out: bool = False) -> Imported:
        """Import what was looked at. Raises `Conflict` when it is not the last, `LinesWrong` unless wrong rows may be left out, `Forbidden`."""
        found = register_of(register)
        recordimport.may_import(actor)
        with self._look(actor) as unit:
            sheet = recordimport.kept(unit, found, revision)
        return self._change(actor, lambda unit: recordimport.import_sheet(unit, found, sheet, places.areas(unit), leave_out=leave_out))

    def import_file(self, actor: Actor, register: str, file: str, content: bytes, *, leave_out: bool = False) -> Imported:
        """Import a file at once. Raises `LinesWrong` with fields by row and column, `SheetRefused`, `Forbidden`."""
        found = register_of(register)
        recordimport.may_import(actor)
        sheet = recordimport.sheet_of(found, file, content)
        return self._change(actor, lambda unit: recordimport.import_sheet(unit, found, sheet, places.areas(unit), leave_out=leave_out))

    def seed(self, actor: Actor, register: str, file: str, content: bytes) -> int:
        """Write the entries of a file that are not there yet; how many. Raises `LinesWrong`, `SheetRefused`."""
        found = register_of(register)
        sheet = recordimport.sheet_of(found, file, content)
        return self._change(actor, lambda unit: recordimport.seed(unit, found, sheet, places.areas(unit)))

    def load(self, actor: Actor, register: str, entries: Sequence[Mapping[str, Any]], *, synthetic: bool = False) -> int:
        """Write many entries in one transaction; how many were new or changed. Raises `Invalid`, `Forbidden`."""
        found = register_of(register)
        return self._change(actor, lambda unit: recordimport.load(unit, found, entries, places.areas(unit), synthetic=synthetic))

    def labels(self, actor: Actor, register: str, *, q: str = "", ids: Sequence[str] = (), language: str = "zh", limit: int = 20) -> tuple[tuple[str, str], ...]:
        """(id, label) for fields of forms: at most so many entries with these words, or of these ids; () for a register nobody knows, or who may not read them."""
        with self._look(actor) as unit:
            return labels(unit, register, q=q, ids=ids, language=language, limit=limit)

    def export(self, actor: Actor, register: str, form: str, *, q: str = "", filters: Mapping[str, str] | None = None, language: str = "zh") -> bytes:
        """What a list shows, all pages of it, as "csv" or "xlsx", personal data masked. Raises `Forbidden`, `Invalid` when it is more than a sheet holds."""
        found = register_of(register)
        with self._look(actor) as unit:
            return export(unit, found, form, q=q, filters=filters, language=language)

    def dossier(self, actor: Actor, object_id: str) -> Dossier:
        """Everything about an object, as far as the actor may see it. Raises `NotFound`, `Forbidden`."""
        with self._look(actor) as unit:
            return dossier(unit, object_id)

    def unmask(self, actor: Actor, register: str, identity: str, reason: str) -> Entry:
        """An entry with its personal data, for a stated reason that is kept. Raises `Invalid`, `NotFound`, `Forbidden`."""
        found = register_of(register)
        return self._change(actor, lambda unit: unmask(unit, found, identity, reason))

    def recuse(self, actor: Actor, officer: str, object_id: str, reason: str, *, undo: bool = False) -> None:
        """An officer takes no part in what concerns an object, or does again. Raises `NotFound`, `Forbidden`, `Invalid`."""
        self._change(actor, lambda unit: recuse(unit, officer, object_id, reason, undo=undo))

    def recusals(self, actor: Actor, officer: str) -> tuple[Recusal, ...]:
        """What an officer takes no part in. Raises `Forbidden`."""
        with self._look(actor) as unit:
            return recusals(unit, officer)

    def kept(
        self, actor: Actor, kind: str, *, q: str = "", filters: Mapping[str, str] | None = None, since: str = "", until: str = "", cursor: str | None = None,
        limit: int = 25, count: bool = False,
    ) -> Page[Kept]:
        """Records of cases of a kind (finding, order, penalty, …), newest day first. Raises `Forbidden`, `NotFound`, `Invalid`."""
        with self._look(actor) as unit:
            return kept.listed(unit, kind, q=q, filters=filters, since=since, until=until, cursor=cursor, limit=limit, count=count)

    def kept_states(self, actor: Actor, kind: str) -> tuple[str, ...]:
        """The states that records of a kind are in, to choose from. Raises `Forbidden`."""
        with self._look(actor) as unit:
            return kept.states(unit, kind)

    def kept_one(self, actor: Actor, kind: str, identity: str) -> Kept:
        """One record of a case. Raises `NotFound`, `Forbidden`."""
        with self._look(actor) as unit:
            return kept.one(unit, kind, identity)

    def evidence(self, actor: Actor, *, q: str = "", cursor: str | None = None, limit: int = 25) -> Page[Evidence]:
        """Files of the cases the actor may see, with their hashes, newest first. Raises `Forbidden`, `Invalid`."""
        with self._look(actor) as unit:
            return evidence.listed(unit, q=q, cursor=cursor, limit=limit)

    # -- what workers of processes ask
    def areas(self, actor: Actor) -> Mapping[str, Area]:
        """Every street and town by its code."""
        with self._look(actor) as unit:
            return places.areas(unit)

    def area_of(self, actor: Actor, address: str) -> Area | None:
        """The one street or town whose name or keyword stands in the address."""
        with self._look(actor) as unit:
            return area_of(address, places.areas(unit).values())

    def matching(self, actor: Actor, register: str, **equal: str) -> tuple[Entry, ...]:
        """At most ten entries whose columns equal these values, by id, with personal data. For workers (right integration)."""
        with self._look(actor) as unit:
            return queries.matching(unit, register_of(register), equal)

    def at_address(self, actor: Actor, address: str) -> tuple[Entry, ...]:
        """At most ten objects whose address holds this one, or is held by it."""
        with self._look(actor) as unit:
            return queries.at_address(unit, address)

    def visits_of(self, actor: Actor, object_id: str, *, but_case: str = "") -> tuple[PastVisit, ...]:
        """Every visit to an object that was not cancelled, newest first; those of the case `but_case` are left out."""
        with self._look(actor) as unit:
            return visits.of_object(unit, object_id, but_case)
