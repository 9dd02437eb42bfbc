"""The made-up district: the same from the same seed, fit for the registers, its cases moved to other days and objects; and sheets from the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from adapters.bundle_check.casefile import cases
from adapters.demo.district.history import history
from adapters.demo.district.objects import objects
from adapters.demo.district.staff import certificates, staff, units
from adapters.demo.registers import seed
from adapters.generating import Size, generate
from adapters.replaying import _moved, _pools, _so_far, stand_ins
from adapters.settings import Settings
from engine import SYSTEM_ACTOR, Engine, Entry
from tests.settable_clock import SettableClock
from web.cli import main

TODAY = date(2026, 11, 23)
BPMN = Path(__file__).parents[2] / "bpmn"


@pytest.mark.both_databases
def test_what_is_made_up_fits_and_is_the_same_again(engine: Engine, clock: SettableClock) -> None:
    clock.set("2026-11-23 09:00")
    seed(engine)
    made = list(objects(Random(5), 300, TODAY))
    assert [item.values for item in made] == [item.values for item in objects(Random(5), 300, TODAY)]
    assert [item.values for item in made] != [item.values for item in objects(Random(6), 300, TODAY)]
    assert engine.records.load(SYSTEM_ACTOR, "objects", [item.values for item in made], synthetic=True) == 300
    assert engine.records.load(SYSTEM_ACTOR, "objects", [item.values for item in made], synthetic=True) == 0
    [past] = history(Random(5), made, 200, TODAY)
    engine.records.load(SYSTEM_ACTOR, "visits", past.visits, synthetic=True)
    engine.cases.load(SYSTEM_ACTOR, past.records)
    assert engine.records.listed(SYSTEM_ACTOR, "visits", q="SYN", count=True).total == 200
    assert all(entry.synthetic for entry in engine.records.listed(SYSTEM_ACTOR, "visits", q="SYN", limit=200).items)
    [credit, *_] = engine.cases.of_kind(SYSTEM_ACTOR, "creditRecord", limit=1)
    assert credit.body["t0"] == max(credit.body["minEnd"], credit.body["dutiesDoneOn"]) and credit.body["minEnd"] < credit.body["maxEnd"]
    orders = engine.records.kept(SYSTEM_ACTOR, "order", limit=200).items
    assert orders and all(order.synthetic and order.due_day and order.subject.startswith("SYN-") for order in orders)
    assert units(engine) >= 12
    people = list(staff(engine, 60))
    entries = certificates(Random(5), people, TODAY)
    assert engine.records.load(SYSTEM_ACTOR, "officers", entries, synthetic=True) == len(entries) == sum(person.officer for person in people)


def test_a_case_is_moved_to_another_day_and_object() -> None:
    made = stand_ins(list(objects(Random(5), 3000, TODAY)), 5)
    pools = _pools([Entry("objects", str(item.values["id"]), item.values) for item in made])
    case = next(case for case in cases(BPMN / "shopfront") if "OBJ-0001" in repr([step.said for step in case.steps]) + repr(case.start))
    moved = _moved(case, date(2025, 6, 3), Random(5), pools, 7)
    said = repr((moved.start, [step.said for step in moved.steps]))
    assert "OBJ-0001" not in said and "SYN-SHOP" in said
    begun, was = date.fromisoformat(str(moved.start["at"])[:10]), date.fromisoformat(str(case.start["at"])[:10])
    assert begun.weekday() == was.weekday() and abs((begun - date(2025, 6, 3)).days) < 7
    numbered = next(case for case in cases(BPMN / "credit-repair") if "〔2026〕21号" in repr(case.start))
    assert "〔2026〕21007号" in repr(_moved(numbered, date(2025, 6, 3), Random(5), pools, 7).start)
    late = next(str(step.said["at"])[:10] for step in moved.steps if "at" in step.said)
    assert 0 < len(_so_far(moved, date.fromisoformat(late) + timedelta(days=1)).steps) <= len(moved.steps) and len(_so_far(moved, date.fromisoformat(late)).steps) < len(moved.steps)
    assert moved.expect == {} and not any({"due", "expect"} & step.said.keys() for step in moved.steps)


@pytest.mark.soak
def test_a_small_district_is_generated(settings: Settings) -> None:
    told: list[str] = []
    generate(replace(settings, demo_password="a long enough phrase"), 3, Size(objects=200, staff=90, visits=300, cases=6), told.append)
    assert any(line.startswith("cases: ") and "0 refused" in line for line in told), told


def test_a_sheet_from_the_command_line(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONETHING_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("ONETHING_DATABASE_URL", settings.database_url)
    sheet = tmp_path / "areas.csv"
    sheet.write_text("编码,名称\n330402008,解放街道\n330402007,\n", encoding="gb18030")
    refused = CliRunner().invoke(main, ["records", "import", "areas", str(sheet)])
    assert refused.exit_code == 1 and "3.name: record.missing" in refused.output
    done = CliRunner().invoke(main, ["records", "import", "areas", str(sheet), "--leave-out"])
    assert done.exit_code == 0 and "new 1" in done.output, done.output
