"""Finds the process bundles and hands them to the engine: bpmn/ of a checkout, or the copy that travels in the wheel."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from adapters.settings import Settings
from engine import SYSTEM_ACTOR, Deployment, Engine, Fault

Result = TypeVar("Result")

#: What is deployed. Cases and READMEs beside the models are for people and tests.
KINDS = ("*.bpmn", "*.dmn", "*.form", "*.csv", "calendars/*.csv", "documents/*.typ", "i18n/*.json", "bundle.toml")
HERE = Path(__file__).parent


def folder(settings: Settings) -> Path:
    """Where the bundles lie: the setting, else a checkout's bpmn/, else the wheel's copy."""
    if settings.bundles_dir is not None:
        return settings.bundles_dir
    checkout = HERE.parent / "bpmn"
    return checkout if checkout.is_dir() else HERE / "bundles"


def found(settings: Settings) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Key and files of every bundle, in the order of `paths`."""
    for path in paths(settings):
        yield path.name, read(path)


def paths(settings: Settings) -> list[Path]:
    """The folders of the bundles, each after those that its card `needs` (whose processes and decisions it calls; `shared` always), else by name."""
    found = {path.name: path for path in sorted(folder(settings).iterdir()) if path.is_dir() and any(next(path.glob(kind), None) for kind in KINDS)}
    ordered: dict[str, Path] = {}

    def put(name: str, above: tuple[str, ...] = ()) -> None:
        if name in found and name not in ordered and name not in above:
            for needed in _needs(found[name]):
                put(needed, (*above, name))
            ordered[name] = found[name]

    for name in found:
        put(name)
    return list(ordered.values())


def _needs(path: Path) -> list[str]:
    card = path / "bundle.toml"
    said = tomllib.loads(card.read_text(encoding="utf-8")) if card.is_file() else {}
    return ["shared", *(str(name) for name in said.get("needs", []))]


def read(path: Path) -> dict[str, bytes]:
    """The deployable files of one bundle by their names inside it."""
    return {
        file.relative_to(path).as_posix(): file.read_bytes()
        for pattern in KINDS
        for file in sorted(path.glob(pattern))
    }


def publish(engine: Engine, settings: Settings) -> list[tuple[str, Deployment | None]]:
    """Publish each bundle whose content was never deployed; None where it was. Raises Refused with the findings of a bad one."""
    done, refused = in_turn(dict(found(settings)), lambda key, files: engine.definitions.deploy_bundle(SYSTEM_ACTOR, key, files))
    for fault in refused.values():
        raise fault
    return list(done.items())


def in_turn(
    bundles: Mapping[str, Mapping[str, bytes]], deploy: Callable[[str, Mapping[str, bytes]], Result],
) -> tuple[dict[str, Result], dict[str, Fault]]:
    """Deploy in this order, and what was refused again after the others: a bundle may call processes of one behind it.

    What another process published at the same moment is found published in the next round. Returns what was deployed, and why the rest was
    refused the last time.
    """
    done: dict[str, Result] = {}
    refused: dict[str, Fault] = {}
    left = list(bundles)
    meetings = 3
    while left:
        for key in left:
            try:
                done[key] = deploy(key, bundles[key])
            except Fault as fault:
                refused[key] = fault
            else:
                refused.pop(key, None)
        if len(refused) == len(left):  # nothing new to build on
            if not meetings or not any(fault.code == "conflict.stored" for fault in refused.values()):
                break
            meetings -= 1
        left = list(refused)
    return done, refused
