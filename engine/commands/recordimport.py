"""Import sheets into registers: look first, then all rows of a file or none; leaving wrong rows out must be said. Seeds and bulk loads go the same way."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.commands.registers import Compared, allowed, compare, event_row, write
from engine.domain.actor import Actor
from engine.domain.errors import Conflict, Forbidden, Invalid, Place
from engine.domain.policy import Permission, require_right
from engine.joint.places import Area
from engine.joint.reading import MAX_LINES, Line, Remark, read_lines
from engine.joint.registers import Register
from engine.rules.law import cells_of
from engine.store.sql import insert, select
from engine.store.tables import draft, record_event
from engine.store.uow import Unit
from engine.store.upsert import upsert

#: Remarks that an answer carries; the rest is counted.
MOST_REMARKS = 200


class LinesWrong(Invalid):
    """The file {file} has {count} mistake(s), the first in row {row}; nothing was written."""

    code = "record.lines"

    def __init__(self, file: str, remarks: Sequence[Remark]) -> None:
        fields: dict[str, list[str]] = {}
        for item in remarks[:MOST_REMARKS]:
            fields.setdefault(f"{item.row}.{item.field}" if item.field else str(item.row), []).append(f"{item.code}|value={item.value.replace('|', ' ')}")
        super().__init__(fields=fields, place=Place(file=file, row=remarks[0].row), file=file, count=len(remarks), row=remarks[0].row)
        self.remarks = tuple(remarks)


@dataclass(frozen=True, slots=True)
class Checked:
    """A line of a file beside what is stored: state is new, changed or same; `moved` names the fields that would change."""

    number: int
    id: str
    state: str
    values: Mapping[str, Any]
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. `revision` is needed to import exactly this, 0 when the file itself cannot be read as a sheet of this register."""

    file: str
    revision: int
    lines: tuple[Checked, ...]
    remarks: tuple[Remark, ...]
    counts: Mapping[str, int]
    bad_rows: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import wrote: entries that are new, changed, left as they were; rows left out; `batch` finds its events."""

    new: int
    changed: int
    same: int
    left_out: int
    batch: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file read, before anything is compared: its lines as cells, entries, and remarks. Reading holds no transaction."""

    file: str
    cells: list[tuple[int, list[str]]]
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...]


def may_import(actor: Actor) -> None:
    """Those who keep rules, machines, and duty officers; which rows a duty officer may write is looked at row by row. Raises `Forbidden`."""
    if not any(group.endswith(".duty") for group in actor.groups):
        try:
            require_right(actor, Permission.RECORD_EDIT)
        except Forbidden:
            raise Forbidden(code="record.edit-forbidden") from None


def sheet_of(register: Register, file: str, content: bytes) -> Sheet:
    """Read a file. Raises `SheetRefused`."""
    return _sheet(register, file, cells_of(content, most=MAX_LINES))


def preview(unit: Unit, register: Register, sheet: Sheet, areas: Mapping[str, Area]) -> Preview:
    """Compare a file with what is stored; writes nothing. `revision` is 0 until `keep` gave it one."""
    checked, remarks = _checked(unit, register, sheet, areas)
    counts = Counter(item.state for _, item in checked)
    return Preview(
        sheet.file, 0, tuple(_shown(register, line, item) for line, item in checked), tuple(remarks),
        {state: counts.get(state, 0) for state in ("new", "changed", "same")}, len({item.row for item in remarks}),
    )


def keep(unit: Unit, register: Register, sheet: Sheet, looked: Preview) -> Preview:
    """Keep the file for `import_sheet`, unless nothing of it can be taken; the preview with its revision."""
    if not looked.lines:
        return looked
    key = _draft(unit, register)
    before = unit.one(select(draft.c.revision).where(draft.c.kind == "import", draft.c.key == key))
    revision = int(before.revision if before is not None else 0) + 1
    content = json.dumps({"file": sheet.file, "lines": sheet.cells}, ensure_ascii=False)
    upsert(unit, draft, [{"kind": "import", "key": key, "content": content, "revision": revision, "updated_at": unit.now, "updated_by": unit.actor.account}])
    return replace(looked, revision=revision)


def kept(unit: Unit, register: Register, revision: int) -> Sheet:
    """The file that was looked at. Raises `Conflict` when it is not the last."""
    row = unit.one(select(draft.c.content).where(draft.c.kind == "import", draft.c.key == _draft(unit, register), draft.c.revision == revision))
    if row is None:
        raise Conflict(code="record.preview-gone")
    said = json.loads(row.content)
    return _sheet(register, said["file"], [(number, cells) for number, cells in said["lines"]])


def import_sheet(unit: Unit, register: Register, sheet: Sheet, areas: Mapping[str, Area], *, leave_out: bool = False) -> Imported:
    """Write a file: all rows or none; with `leave_out` the right rows of a file that has wrong ones. Raises `LinesWrong` with every mistake."""
    may_import(unit.actor)
    checked, remarks = _checked(unit, register, sheet, areas)
    if remarks and (not leave_out or not checked):
        raise LinesWrong(sheet.file, remarks)
    batch = Unit.new_id()
    states = Counter(item.state for _, item in checked)
    write(unit, register, (item for _, item in checked), batch=batch)
    done = Imported(states["new"], states["changed"], states["same"], len({item.row for item in remarks}), batch)
    unit.run(insert(record_event), [event_row(unit, register.name, "", "imported", {
        "file": sheet.file, "new": done.new, "changed": done.changed, "same": done.same, "left out": done.left_out,
    }, batch)])
    return done


def seed(unit: Unit, register: Register, sheet: Sheet, areas: Mapping[str, Area]) -> int:
    """Write the entries that are not there yet; how many. What staff changed is never superseded. Raises `LinesWrong`."""
    require_right(unit.actor, Permission.RECORD_EDIT)
    checked, remarks = _checked(unit, register, sheet, areas)
    if remarks:
        raise LinesWrong(sheet.file, remarks)
    missing = [item for _, item in checked if item.before is None]
    write(unit, register, missing)
    return len(missing)


def load(unit: Unit, register: Register, entries: Sequence[Mapping[str, Any]], areas: Mapping[str, Area], *, synthetic: bool) -> int:
    """Write many entries at once, for machines; how many were new or changed. Raises `Invalid` for the first that does not fit, `Forbidden`."""
    require_right(unit.actor, Permission.RECORD_EDIT)
    found = compare(unit, register, entries, areas)
    if wrong := next((item for item in found if item.wrong), None):
        raise Invalid(code="record.invalid", fields={name: [code] for name, code in wrong.wrong})
    write(unit, register, found, synthetic=synthetic)
    return sum(item.state != "same" for item in found)


def _sheet(register: Register, file: str, cells: list[tuple[int, list[str]]]) -> Sheet:
    found, remarks = read_lines(register, cells)
    return Sheet(file[:200], cells, tuple(found), tuple(remarks))


def _checked(unit: Unit, register: Register, sheet: Sheet, areas: Mapping[str, Area]) -> tuple[list[tuple[Line, Compared]], list[Remark]]:
    """Lines that may be written, and remarks about all others."""
    found, remarks = sheet.lines, list(sheet.remarks)
    compared = compare(unit, register, [line.values for line in found], areas)
    good: list[tuple[Line, Compared]] = []
    first: dict[str, int] = {}
    for line, item in zip(found, compared, strict=True):
        identity = str(item.values[register.key])
        wrong = [Remark(line.number, name, code, str(item.values.get(name) or "")) for name, code in item.wrong]
        if not wrong and not all(allowed(unit, register, values) for values in filter(None, (item.before, item.values))):
            wrong = [Remark(line.number, "", "record.not-yours")]
        if not wrong and identity in first:
            wrong = [Remark(line.number, register.key, "record.twice", str(first[identity]))]
        first.setdefault(identity, line.number)
        remarks += wrong
        if not wrong:
            good.append((line, item))
    remarks.sort(key=lambda item: item.row)
    return good, remarks


def _draft(unit: Unit, register: Register) -> str:
    return f"{unit.actor.account}/{register.name}"


def _shown(register: Register, line: Line, item: Compared) -> Checked:
    moved = tuple(name for name, value in item.values.items() if item.before is not None and item.before.get(name) != value)
    return Checked(line.number, str(item.values[register.key]), item.state, item.values, moved)
