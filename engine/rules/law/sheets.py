"""Files of rows: CSV and XLSX, read with limits and written so that no spreadsheet takes a text for a formula.

Texts that begin with = + - @ get a leading apostrophe in CSV (and lose it when read), the usual defence against formulas in
exports (OWASP, CSV injection). An XLSX is a zip of XML: its sizes are looked at first, and a DOCTYPE is refused.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from engine.domain.errors import Invalid
from engine.rules.feel.decimals import plain
from engine.rules.law.row import COLUMNS, LawRow
from engine.rules.law.workbook import workbook

MAX_BYTES: Final = 5_000_000
MAX_ROWS: Final = 5_000
MAX_CELLS: Final = 40
UNPACKED: Final = 40_000_000
PARTS: Final = 500
RISKY: Final = ("=", "+", "-", "@", "\t", "'")

Lines = list[tuple[int, list[str]]]


class SheetRefused(Invalid):
    """The file cannot be read: {reason}."""

    code = "law.file"


def cells_of(content: bytes, most: int = MAX_ROWS) -> Lines:
    """The lines of a CSV (UTF-8 or GB18030) or of the first sheet of an XLSX, at most `most`, as (number, texts). Raises `SheetRefused`."""
    if len(content) > MAX_BYTES:
        raise SheetRefused(reason="size")
    lines = _xlsx(content, most) if content.startswith(b"PK") else _csv(content, most)
    if len(lines) > most:
        raise SheetRefused(reason="rows")
    return lines


def _csv(content: bytes, most: int) -> Lines:
    for encoding in ("utf-8-sig", "gb18030"):  # the second is what spreadsheet programs write on Chinese Windows
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise SheetRefused(reason="encoding")
    if "\x00" in text:
        raise SheetRefused(reason="encoding")
    lines: Lines = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            lines.append((reader.line_num, [_unquoted(cell) for cell in cells[:MAX_CELLS]]))
            if len(lines) > most:
                raise SheetRefused(reason="rows")
    except csv.Error:
        raise SheetRefused(reason="csv") from None
    return lines


def _unquoted(cell: str) -> str:
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in RISKY else cell


def _xlsx(content: bytes, most: int) -> Lines:
    import openpyxl  # here: only imports and exports of sheets need it, and it takes a while to load

    _look_inside(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        lines: Lines = []
        for number, cells in enumerate(sheet.iter_rows(max_row=most + 1, max_col=MAX_CELLS, values_only=True), start=1):
            lines.append((number, [_text(cell) for cell in cells]))
        book.close()
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        raise SheetRefused(reason="xlsx") from error
    return lines


def _look_inside(content: bytes) -> None:
    """Refuse bombs and XML that declares entities before anything parses it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise SheetRefused(reason="size")
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    with archive.open(part) as file:
                        text = file.read(UNPACKED)
                    if b"<!" in text.replace(b"<!--", b"").replace(b"<![CDATA[", b"") or b"\x00" in text[:200]:
                        raise SheetRefused(reason="xml")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise SheetRefused(reason="xlsx") from error


def _text(cell: Any) -> str:
    """A cell as text; numbers without a float's tail, dates as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return plain(Decimal(repr(cell)).normalize())
    return str(cell)


def _cells(row: LawRow) -> list[str]:
    values = {name: getattr(row, name) for name in COLUMNS}
    return [plain(value) if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else str(value or "") for value in values.values()]


def _heading(language: str) -> list[str]:
    return [words[0 if language == "zh" else 1] for words in COLUMNS.values()]


def as_csv(rows: Iterable[LawRow], language: str = "zh") -> bytes:
    """Rows of law as CSV."""
    return cells_as("csv", [_heading(language), *map(_cells, rows)])


def as_xlsx(rows: Iterable[LawRow], language: str = "zh") -> bytes:
    """Rows of law as a sheet."""
    return cells_as("xlsx", [_heading(language), *map(_cells, rows)])


def cells_as(form: str, lines: Sequence[Sequence[str]]) -> bytes:
    """Lines of texts, the first the heading: "xlsx", nothing in it a formula; else CSV in UTF-8 with a mark that spreadsheet programs need."""
    if form == "xlsx":
        return workbook(lines)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(lines[0])
    writer.writerows([_safe(cell) for cell in line] for line in lines[1:])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(cell: str) -> str:
    return "'" + cell if cell.startswith(RISKY) else cell
