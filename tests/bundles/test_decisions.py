"""Every decision check of every bundle hits the row that the specification names."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine import xml
from engine.rules.dmn import Library, evaluate, parse
from engine.rules.feel import Environment
from tests.bundles.found import ROOT
from tests.settable_clock import SHANGHAI

CHECKS = [(path.parent, check) for path in sorted(ROOT.glob("*/decisions.yaml")) for check in yaml.safe_load(path.read_text(encoding="utf-8"))]
NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)


@pytest.mark.parametrize(("folder", "check"), CHECKS, ids=[check["id"] for _, check in CHECKS])
def test_decision_hits_the_row(folder: Path, check: dict[str, Any]) -> None:
    path = folder / f"{check['decision']}.dmn"
    library = Library([parse(xml.read(path.read_bytes()), file=path.name)])
    outcome = evaluate(library, check["decision"], check["inputs"], Environment(now=NOW))
    assert [rule.index for rule in outcome.matched] == check["rows"]
