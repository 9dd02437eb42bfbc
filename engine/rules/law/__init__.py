"""Law as data: waivers, discretion benchmarks and credit classes as dated rows with their source. See README.md."""

from engine.rules.law.book import Lawbook
from engine.rules.law.read import Given, Remark, read_rows
from engine.rules.law.row import COLUMNS, KINDS, MARKS, LawRow
from engine.rules.law.sheets import SheetRefused, as_csv, as_xlsx, cells_as, cells_of

__all__ = ["COLUMNS", "KINDS", "MARKS", "Given", "LawRow", "Lawbook", "Remark", "SheetRefused", "as_csv", "as_xlsx", "cells_as", "cells_of", "read_rows"]
