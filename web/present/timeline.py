"""One line of a case's file: from a history entry to a sentence, a sign and the details worth showing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine import HistoryEntry
from web.i18n import known, t
from web.present.names import Names

#: Which sign stands before a line, by kind; anything else gets a plain dot.
SIGNS = {
    "task.completed": "check", "task.created": "inbox", "task.claimed": "person", "task.released": "return",
    "case.started": "play", "case.completed": "flag", "case.cancelled": "stop", "case.commented": "comment", "file": "clip",
    "decision": "table", "notice": "bell", "mail": "bell", "external": "plug", "incident": "warning", "timer": "clock",
    "message": "plug",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What the template draws: `facts` are label and text, `note` is a free text someone wrote."""

    sign: str
    tone: str
    title: str
    note: str
    facts: tuple[tuple[str, str], ...]


def line(entry: HistoryEntry, names: Names) -> Line:
    """The sentence for an entry, filled with its details; an unknown kind shows its step and itself."""
    detail = entry.detail
    values = {**{key: text(value) for key, value in detail.items()}, "name": entry.name or entry.element}
    if "assignee" in detail:
        values["assignee"] = names.person(str(detail["assignee"]))
    title = known(f"history.{entry.kind}", **values) or t("history.other", kind=entry.kind, name=values["name"])
    return Line(
        sign=_sign(entry.kind), tone=_tone(entry.kind), title=title,
        note=_note(detail), facts=_facts(detail),
    )


def _note(detail: Mapping[str, Any]) -> str:
    """What a person or another system wrote in words."""
    return next((str(detail[part]) for part in ("comment", "text", "reason", "message") if detail.get(part)), "")


def _sign(kind: str) -> str:
    return SIGNS.get(kind) or SIGNS.get(kind.split(".")[0]) or "dot"


def _tone(kind: str) -> str:
    if kind.startswith("incident") or kind.endswith((".failed", ".cancelled")):
        return "bad"
    return "good" if kind.endswith(".completed") else "plain"


def _facts(detail: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Given forms, inputs, matched rules and results, one fact each."""
    facts: list[tuple[str, str]] = []
    for part in ("inputs", "data", "variables", "outputs", "result"):
        value = detail.get(part)
        if isinstance(value, Mapping):
            facts.extend((str(key), text(item)) for key, item in value.items() if item not in (None, "", [], {}))
        elif value not in (None, "", []):
            facts.append((t(f"history.part.{part}"), text(value)))
    matched = detail.get("matched") or ()
    if isinstance(matched, list | tuple):
        facts.extend((t("history.part.rule"), t("history.part.rule-row", n=row)) for row in matched)
    return tuple(facts)


def text(value: object) -> str:
    """Any value of a case as short text."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, Mapping):
        return t("list.join").join(f"{key}: {text(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return t("list.join").join(text(item) for item in value)
    return str(value)
