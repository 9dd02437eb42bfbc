"""The registers of the demo as seed data: what is missing is written, what staff changed since is left alone."""

from __future__ import annotations

import csv
from pathlib import Path

from engine import SYSTEM_ACTOR, Engine

FOLDER = Path(__file__).with_name("registers")
#: File and register, in this order: objects look their street up, visits their object.
REGISTERS = (("areas", "areas"), ("departments", "departments"), ("matters", "matters"), ("objects", "objects"), ("dogs", "objects"), ("visits", "visits"))
#: Records that other systems keep, by file: kind of the record.
RECORDS = {"breaches": "penalty"}


def seed(engine: Engine, folder: Path = FOLDER) -> int:
    """Write every entry of registers/*.csv whose id is not there yet; how many were. Raises `Invalid` naming the file and row."""
    written = 0
    for name, register in REGISTERS:
        written += engine.records.seed(SYSTEM_ACTOR, register, f"{name}.csv", (folder / f"{name}.csv").read_bytes())
    for name, kind in RECORDS.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if engine.cases.get(SYSTEM_ACTOR, kind, row["id"]) is None:
                    engine.cases.put(SYSTEM_ACTOR, kind, row["id"], "", row, subject=row["objectId"])
                    written += 1
    return written
