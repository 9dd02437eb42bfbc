"""Tables that people or programs put into a folder: each row a message, a report beside the file, the same file twice one effect.

`<data>/drops/<source>/` is looked at every few seconds. A file is taken when it has not grown for a moment; then it moves to `done/` or
`refused/`, with `<name>.report.csv` beside it. A crash between storing and moving is harmless: the rows have their ids, and come again as repeats.
"""

from __future__ import annotations

import csv
import io
import itertools
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from adapters.inbound.source import Source
from engine import Engine, Fault, Incoming, Invalid, Place, cells_of
from engine.ports import Clock

log = logging.getLogger("onething.inbound")
KINDS = (".csv", ".xlsx")
#: A file that is still being copied grows; one that rested so long is complete.
REST_SECONDS = 3
MOST_BYTES = 5_000_000


class IdTwice(Invalid):
    """{id} is the id of row {row} too, with other values."""

    code = "inbound.id-twice"


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of a row: accepted, repeated or refused (with a fault that names the place)."""

    number: int
    outcome: str
    sender_id: str = ""
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file. `taken` says whether anything of it was stored."""

    rows: tuple[RowReport, ...]
    taken: bool

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return sum(row.outcome == "refused" for row in self.rows)

    def csv(self, words: Callable[[Fault], str] = str) -> bytes:
        """As CSV, with the mark that spreadsheet programs need; `words` puts a fault into the reader's language."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(["行 row", "结果 outcome", "编号 id", "位置 place", "说明 reason"])
        for row in self.rows:
            place = row.fault.place.field if row.fault is not None and row.fault.place is not None else ""
            writer.writerow([row.number, row.outcome, _safe(row.sender_id), place or "", _safe("" if row.fault is None else words(row.fault))])
        return out.getvalue().encode("utf-8-sig")


def take(engine: Engine, source: Source, content: bytes, now: datetime, *, dry: bool = False) -> Report:
    """Read a CSV or XLSX and store its rows (with `dry` only look). Raises a fault when the file as a whole cannot be read."""
    assert source.drop is not None
    good, reports = _mapped(source, content, now)
    bad = [report for report in reports if report.outcome == "refused"]
    if dry or (bad and source.drop.whole) or not good:
        return Report(tuple(reports), taken=False)
    accepted = {}
    for start in range(0, len(good), 500):  # in parts: the ids make a second try after a crash harmless
        part = good[start:start + 500]
        for (number, _), stored in zip(part, engine.inbound.accept(source.name, [item for _, item in part]), strict=True):
            accepted[number] = "accepted" if stored.fresh else "repeated"
    return Report(tuple(
        report if report.outcome == "refused" else RowReport(report.number, accepted[report.number], report.sender_id) for report in reports
    ), taken=True)


def _mapped(source: Source, content: bytes, now: datetime) -> tuple[list[tuple[int, Incoming]], list[RowReport]]:
    lines = cells_of(content)
    heading = [cell.strip() for cell in lines[0][1]] if lines else []
    good: list[tuple[int, Incoming]] = []
    reports: list[RowReport] = []
    known: dict[str, tuple[int, Incoming]] = {}
    for number, cells in lines[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        row = {name: cell.strip() or None for name, cell in zip(heading, [*cells, *[""] * len(heading)], strict=False) if name}
        try:
            item = source.incoming({"row": row}, now)
            first, same = known.setdefault(item.sender_id, (number, item))
            if same != item:  # an id twice with other values: which of them is meant, only the sender knows
                raise IdTwice(id=item.sender_id, row=first, place=Place(field="id"))
        except Fault as fault:
            fault.place = Place(file=fault.place.file if fault.place else None, field=fault.place.field if fault.place else None, row=number)
            reports.append(RowReport(number, "refused", "", fault))
        else:
            good.append((number, item))
            reports.append(RowReport(number, "accepted", item.sender_id))
    return good, reports


class Drops:
    """The watcher of the folders of all sources that have one."""

    def __init__(self, engine: Engine, clock: Clock, root: Path, sources: Sequence[Source]) -> None:
        self._engine, self._clock, self._root, self._sources = engine, clock, root, sources

    def look(self) -> None:
        """Take every file that rests."""
        for source in self._sources:
            folder = self._root / source.name
            folder.mkdir(parents=True, exist_ok=True)
            for path in sorted(folder.iterdir()):
                try:
                    if path.suffix.lower() in KINDS and not path.name.startswith((".", "~")) and path.is_file() and not path.is_symlink() and self._rests(path):
                        self._one(source, path)
                except OSError as error:  # not ours to read, or gone again: the files behind it go on
                    log.warning("%s: %s", path, error)

    def _rests(self, path: Path) -> bool:
        return self._clock.now().timestamp() - path.stat().st_mtime >= REST_SECONDS

    def _one(self, source: Source, path: Path) -> None:
        try:
            with path.open("rb") as file:  # one byte more than is allowed is enough to refuse the whole
                content = file.read(MOST_BYTES + 1)
            report = take(self._engine, source, content, self._clock.now())
        except Fault as fault:
            report = Report((RowReport(0, "refused", "", fault),), taken=False)
        target = path.parent / ("done" if report.taken else "refused")
        target.mkdir(exist_ok=True)
        name = _free(target, path.name)
        (target / f"{name}.report.csv").write_bytes(report.csv())
        path.replace(target / name)
        log.info("%s: %s, %d rows, %d refused", path, "taken" if report.taken else "refused", len(report.rows), report.refused)


def _free(folder: Path, name: str) -> str:
    """The name, numbered when an earlier file had it: what was taken then stays beside its report."""
    path = Path(name)
    return next(shown for number in itertools.count(1) if not (folder / (shown := name if number == 1 else f"{path.stem}-{number}{path.suffix}")).exists())


def _safe(cell: str) -> str:
    """A cell that a spreadsheet program does not take for a formula."""
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
