"""The demo's registers say what the published decisions say, and can be read again without a change."""

from __future__ import annotations

import csv
import re
from html import unescape
from pathlib import Path

from adapters.demo.registers import FOLDER, seed
from engine import SYSTEM_ACTOR, Engine

DMN = Path(__file__).parents[2] / "bpmn/shopfront/shop-matter.dmn"


def test_matters_name_the_body_of_the_decision() -> None:
    """Whoever routes a finding asks the decision; what people read in the register must not say otherwise."""
    with (FOLDER / "matters.csv").open(encoding="utf-8", newline="") as file:
        told = {row["code"]: row["lead"] for row in csv.DictReader(file) if row["scene"] == "shopfront"}
    decided: dict[str, str] = {}
    for rule in re.findall(r"<rule .*?</rule>", DMN.read_text(encoding="utf-8"), re.DOTALL):
        cells = [unescape(text).strip('"') for text in re.findall(r"<text>(.*?)</text>", rule, re.DOTALL)]
        decided[cells[2]] = cells[4]
    assert len(decided) >= 33
    assert {code: decided.get(code) for code in told} == told
    assert decided.keys() <= told.keys()


def test_seeds_are_written_once_and_never_over_a_change(engine: Engine) -> None:
    assert seed(engine) > 100
    engine.records.save(SYSTEM_ACTOR, "objects", {"id": "OBJ-0001", "credit_class": "D"})
    assert seed(engine) == 0
    assert engine.records.get(SYSTEM_ACTOR, "objects", "OBJ-0001").values["credit_class"] == "D"
