"""One line of a case's file: from a history entry to a sentence, a sign and the details worth showing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine import HistoryEntry
from web.i18n import known, t
from web.present.answers import read, text
from web.present.names import Names

#: Which sign stands before a line, by kind or its first word; anything else gets a plain dot.
SIGNS = {
    "task.completed": "check", "task.created": "inbox", "task.claimed": "person", "task.released": "return", "task.handed-over": "person", "task.urged": "bell", "case.started": "play",
    "case.completed": "flag", "case.cancelled": "stop", "case.commented": "comment", "file": "clip", "decision": "table", "notice": "bell",
    "external": "plug", "job": "warning", "incident": "warning", "timer": "clock", "message": "plug", "signal": "plug", "error": "warning",
}
#: Lines of the machine and of claiming: true, but not what one looks for in a file at first sight.
QUIET = frozenset({"external.completed", "external.failed", "job.failed", "external.retries", "decision.evaluated", "task.created", "task.claimed", "task.released"})

#: What a deed may have left out of the model.
WITHOUT = ("listeners", "mappings")


@dataclass(frozen=True, slots=True)
class Line:
    """What the template draws: `facts` are label and text, `note` is a free text someone wrote; quiet: no person needs it at first sight."""

    sign: str
    tone: str
    title: str
    note: str
    facts: tuple[tuple[str, str], ...]
    quiet: bool = False


def line(entry: HistoryEntry, names: Names, process: str) -> Line:
    """The sentence for an entry, filled with its details; an unknown kind shows its step and itself.

    process: the key of the process the entry belongs to, for names of steps in English.
    """
    detail = entry.detail
    name = str(detail.get("name") or entry.name or entry.element)
    values = {**{key: text(value) for key, value in detail.items()}, "name": names.step(process, entry.element, name) if entry.element else name}
    if values.get("assignee"):
        values["assignee"] = names.person(str(detail["assignee"]))
    title = known(f"history.{entry.kind}", **values) or t("history.other", kind=entry.kind, name=values["name"])
    return Line(_sign(entry.kind), _tone(entry.kind), title, _note(entry), _facts(entry, names, process), entry.kind in QUIET)


def given(newest_first: Iterable[HistoryEntry]) -> tuple[HistoryEntry, ...]:
    """What people have filled in so far, newest first: what the next person reads before acting. Of a step done again only the last."""
    found: dict[tuple[str, str, str], HistoryEntry] = {}
    for entry in newest_first:
        if entry.kind in ("case.started", "task.completed") and entry.detail.get("data"):
            found.setdefault((entry.instance_id, entry.element, entry.actor), entry)
    return tuple(found.values())


def judged(newest_first: Iterable[HistoryEntry], instance: str) -> tuple[tuple[HistoryEntry, tuple[str, ...]], ...]:
    """What tables proposed in this process so far, newest first: each decision once, with the rows it hit and their legal source.

    A table proposes and a person confirms, so the person must see why.
    """
    found: dict[str, tuple[HistoryEntry, tuple[str, ...]]] = {}
    for entry in newest_first:
        matched = entry.detail.get("matched")
        if entry.kind == "decision.taken" and entry.instance_id == instance and isinstance(matched, list | tuple) and matched:
            found.setdefault(entry.element, (entry, tuple(_rule(row) for row in matched)))
    return tuple(found.values())


def _note(entry: HistoryEntry) -> str:
    """What a person or another system wrote in words. Why a program failed is for operators, who read it with the incident."""
    detail = entry.detail
    if entry.kind in ("external.failed", "job.failed", "incident.opened", "incident.created"):
        return ""
    return next((str(detail[part]) for part in ("comment", "text", "reason", "message") if detail.get(part)), "")


def _sign(kind: str) -> str:
    return SIGNS.get(kind) or SIGNS.get(kind.split(".")[0]) or "dot"


def _tone(kind: str) -> str:
    if kind.startswith("incident.opened") or kind.endswith((".failed", ".cancelled")):
        return "bad"
    return "good" if kind.endswith(".completed") else "plain"


def _facts(entry: HistoryEntry, names: Names, process: str) -> tuple[tuple[str, str], ...]:
    """Given forms with their labels; inputs, matched rules and results of decisions; answers of other systems."""
    detail = entry.detail
    facts: list[tuple[str, str]] = []
    if isinstance(given := detail.get("data"), Mapping):
        schema = None if not given else names.start_schema(process) if entry.kind == "case.started" else _schema(entry.element, process, names)
        facts.extend(read(schema, given, names))
    for part in ("inputs", "variables", "outputs"):
        value = detail.get(part)
        if isinstance(value, Mapping):
            facts.extend(read(None, value, names))
        elif value not in (None, "", []):
            facts.append((t(f"history.part.{part}"), text(value)))
    facts.extend((t("history.part.without"), t(f"history.without.{part}")) for part in detail.get("without") or () if part in WITHOUT)
    matched = detail.get("matched") or ()
    if isinstance(matched, list | tuple):
        facts.extend((t("history.part.rule"), _rule(row)) for row in matched)
    return tuple(facts)


def _schema(element: str, process: str, names: Names) -> Mapping[str, object] | None:
    """The form of a step: one of its name, or the one made of the model's own fields."""
    return names.schema(element) or names.schema(f"{process}.{element}")


def _rule(row: object) -> str:
    """A matched rule: the number of its row, and what the table notes beside it (the legal source, as a rule)."""
    if not isinstance(row, Mapping):
        return t("history.part.rule-row", n=row)
    notes = row.get("annotations")
    noted = [str(note) for note in notes.values() if note] if isinstance(notes, Mapping) else []
    return " · ".join((t("history.part.rule-row", n=row.get("rule")), *noted))
