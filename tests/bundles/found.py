"""Where the bundles lie, and every case of every one."""

from __future__ import annotations

from pathlib import Path

from adapters.bundle_check import casefile
from adapters.bundle_check.casefile import Case

ROOT = Path(__file__).parents[2] / "bpmn"
FOLDERS = {path.name: path for path in sorted(ROOT.iterdir(), key=lambda path: (path.name != "shared", path.name)) if path.is_dir()}


def cases() -> list[Case]:
    """Every case of every bundle."""
    return [case for folder in FOLDERS.values() for case in casefile.cases(folder)]
