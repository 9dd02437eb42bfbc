"""Law as data: waivers, discretion benchmarks, credit classes."""

from __future__ import annotations

from datetime import date

from engine.api.group import Group
from engine.commands.lawbook import Preview, as_row, confirm, import_previewed, import_rows, preview
from engine.domain.actor import Actor
from engine.domain.policy import require_records_reader, require_rules_reader
from engine.queries import law as queries
from engine.queries.law import StoredLaw
from engine.rules.law import as_csv, as_xlsx
from engine.store.sql import select
from engine.store.tables import law_row


class Law(Group):
    """`engine.law`."""

    def listed(self, actor: Actor, *, kind: str = "", q: str = "", on: date | None = None, unconfirmed: bool = False) -> tuple[StoredLaw, ...]:
        """The current rows. Raises `Forbidden`."""
        require_rules_reader(actor)
        with self._look(actor) as unit:
            return queries.listed(unit, kind=kind, q=q, on=on, unconfirmed=unconfirmed)

    def benchmark(self, actor: Actor, code: str, on: date) -> tuple[StoredLaw, ...]:
        """Steps of the discretion benchmark of a matter that hold on a day, lowest first. Raises `Forbidden`."""
        require_records_reader(actor)
        with self._look(actor) as unit:
            return tuple(row for row in queries.listed(unit, kind="discretion", q=code, on=on) if row.key == code)

    def history(self, actor: Actor, row_id: str) -> tuple[StoredLaw, ...]:
        """All versions of one row, replaced ones too. Raises `NotFound`, `Forbidden`."""
        require_rules_reader(actor)
        with self._look(actor) as unit:
            return queries.history(unit, row_id)

    def preview(self, actor: Actor, file: str, content: bytes) -> Preview:
        """What importing a CSV or XLSX would do, with every mistake by row. Raises `SheetRefused`, `Forbidden`."""
        return self._change(actor, lambda unit: preview(unit, file, content))

    def import_previewed(self, actor: Actor, revision: int) -> tuple[int, int]:
        """Import what was looked at; (new, replaced). Raises `Conflict`, `Forbidden`."""
        return self._change(actor, lambda unit: import_previewed(self._runtime, unit, revision))

    def import_rows(self, actor: Actor, file: str, content: bytes) -> tuple[int, int]:
        """Import a file at once; (new, replaced). Raises `RowsWrong` with fields by row and column, `SheetRefused`, `Forbidden`."""
        return self._change(actor, lambda unit: import_rows(self._runtime, unit, file, content))

    def confirm(self, actor: Actor, row_id: str, *, undo: bool = False) -> None:
        """Answer for a row that someone else imported. Raises `Forbidden`, `NotFound`, `Conflict`."""
        self._change(actor, lambda unit: confirm(self._runtime, unit, row_id, undo=undo))

    def export(self, actor: Actor, form: str, language: str = "zh") -> bytes:
        """All current rows as "csv" or "xlsx"; importing them again changes nothing. Raises `Forbidden`."""
        require_rules_reader(actor)
        with self._look(actor) as unit:
            rows = [as_row(item) for item in unit.rows(select(law_row).where(law_row.c.replaced_at.is_(None)).order_by(law_row.c.kind, law_row.c.key, law_row.c.step, law_row.c.valid_from))]
        return as_xlsx(rows, language) if form == "xlsx" else as_csv(rows, language)
