"""`python -m tests.golden.record <version>`: write the golden state of this release. Refuses to overwrite one."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from engine import SYSTEM_ACTOR, Engine, open_store
from tests.crash.at_work import Plain
from tests.crash.conftest import ANNA
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage
from tests.golden.cases import CASES, OTHERS, Waiting
from tests.settable_clock import SettableClock

STATES = Path(__file__).parent / "states"


def staged(url: str, moment: str | datetime) -> Stage:
    """A stage on a database at a moment."""
    clock = SettableClock(moment)
    return Stage(Engine(open_store(url), clock, Plain()), clock, ANNA)


def reach_all(stage: Stage) -> dict[str, str]:
    """Deploy and bring every case to where it waits; ids by name."""
    models = {waiting.name: waiting.model for waiting in CASES} | OTHERS
    stage.engine.definitions.deploy(SYSTEM_ACTOR, "golden", {f"{key}.bpmn": bpmn(model, key) for key, model in models.items()})
    found = {}
    for waiting in CASES:
        stage.start(waiting.name, business_key=waiting.name, **waiting.data)
        waiting.reach(stage)
        found[waiting.name] = stage.case
    return found


def finished(stage: Stage, waiting: Waiting, case: str) -> Mapping[str, Any]:
    """Do what is left of one case; what it became, as JSON."""
    stage.case = case
    waiting.finish(stage)
    stored = stage.table("SELECT name, value FROM variable WHERE root_id = :case AND scope_id = :case ORDER BY name", case=case)
    return {"state": stage.state, "history": stage.history(), "variables": {str(name): str(value) for name, value in stored}}


def main(version: str) -> None:
    """The state, then what this release makes of it."""
    target = STATES / f"{version}.sql"
    if target.exists():
        sys.exit(f"{target} exists; a golden state is never written again")
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "state.sqlite"
        stage = staged(f"sqlite:///{state}", "2026-03-02 09:00")
        stage.engine.migrate()
        ids = reach_all(stage)
        stage.engine.close()
        with closing(sqlite3.connect(state)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            dump = "\n".join(connection.iterdump())
        became = {}
        for waiting in CASES:
            copy = Path(folder) / f"{waiting.name}.sqlite"
            shutil.copyfile(state, copy)
            after = staged(f"sqlite:///{copy}", stage.clock.now())
            became[waiting.name] = {"id": ids[waiting.name], **finished(after, waiting, ids[waiting.name])}
            after.engine.close()
    STATES.mkdir(exist_ok=True)
    target.write_text(dump + "\n", encoding="utf-8")
    facts = {"at": stage.clock.now().isoformat(), "cases": became}
    target.with_suffix(".json").write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{target}: {len(dump) // 1024} KB, {len(became)} cases")


if __name__ == "__main__":
    main(sys.argv[1])
