"""Names behind ids, for one request: people, units with roles, processes and steps. Asked for once each, never guessed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from engine import SYSTEM_ACTOR, Definition, Engine, FormView, NotFound, Unit
from web.i18n import known, t
from web.present.forms import in_english

ROLE_DEPTH = 3  # <unit>.<area>.<role>


class Names:
    """The directory as labels in one language."""

    def __init__(self, engine: Engine, language: str, kept: dict[str, Mapping[str, Any]]) -> None:
        """kept: schemas by definition id, shared by the requests of a process."""
        self._entries: dict[tuple[str, str], str] = {}
        self._engine = engine
        self._kept = kept
        self._language = language
        self._people: dict[str, str] = {SYSTEM_ACTOR.account: t("person.system")}
        self._labels: dict[tuple[str, str], Mapping[str, str]] = {}

    @cached_property
    def units(self) -> dict[str, Unit]:
        """All units by id."""
        return {unit.id: unit for unit in self._engine.people.units(SYSTEM_ACTOR)}

    @cached_property
    def _definitions(self) -> tuple[Definition, ...]:
        return self._engine.definitions.latest(SYSTEM_ACTOR)

    @property
    def processes(self) -> dict[str, str]:
        """Names of all processes by key, in order of name."""
        found = {item.key: self.process(item.key, item.name) for item in self._definitions if item.kind == "process"}
        return dict(sorted(found.items(), key=lambda pair: pair[1]))

    def unit(self, unit_id: str) -> str:
        """The name of a unit, its id when it is not known."""
        unit = self.units.get(unit_id)
        if unit is None:
            return unit_id
        return (unit.name_en or unit.name) if self._language == "en" else unit.name

    def group(self, group_id: str) -> str:
        """A unit, a role in a unit (区综合行政执法局 · 执法人员), or `zfd.*`, the same unit of every area."""
        parts = group_id.split(".")
        if parts[-1] == "*":
            return self._alike(parts[0])
        if len(parts) == ROLE_DEPTH and (role := known(f"role.{parts[2]}")):
            return t("role.of", unit=self.unit(".".join(parts[:2])), role=role)
        return self.unit(group_id)

    def _alike(self, prefix: str) -> str:
        """What the names of `zfd.330402008`, `zfd.330402009` … end in alike: the same unit of every area; one alone by its own name."""
        found = [unit for unit_id, unit in self.units.items() if unit_id.startswith(f"{prefix}.")]
        if len(found) < 2:
            return self.unit(found[0].id) if found else prefix
        kinds = [unit.kind for unit in found]
        usual = max(kinds, key=kinds.count)  # the bureau above its stations is named otherwise
        names = [self.unit(unit.id) for unit in found if unit.kind == usual]
        common = ""
        for letters in zip(*(reversed(name) for name in names), strict=False):
            if len(set(letters)) > 1:
                break
            common = letters[0] + common
        return t("role.each", unit=common.strip(" ()（）") or prefix)

    def groups(self, ids: Iterable[str]) -> list[str]:
        """Several groups; a unit is left out where a role in it is named too."""
        given = sorted(set(ids))
        return [self.group(item) for item in given if not any(other.startswith(f"{item}.") for other in given)]

    def meet(self, accounts: Iterable[str | None]) -> None:
        """Asks for all these people at once, before a page names them one by one."""
        new = {name for name in accounts if name} - self._people.keys()
        if new:
            found = self._engine.people.names(SYSTEM_ACTOR, sorted(new))
            self._people.update({name: found.get(name) or name for name in new})

    def person(self, account: str | None) -> str:
        """The display name of an account; "" for nobody."""
        if not account:
            return ""
        self.meet((account,))
        return self._people[account]

    def meet_entries(self, register: str, values: Iterable[str | None]) -> None:
        """Asks for all these entries of a register at once, before a page names them one by one."""
        new = sorted({value for value in values if value and (register, value) not in self._entries})
        if new:
            entries = dict(self._engine.records.labels(SYSTEM_ACTOR, register, ids=new, language=self._language))
            self._entries.update({(register, value): entries.get(value, "") for value in new})

    def entry(self, register: str, value: str) -> str:
        """What a form's field shows for a value out of a register; "" when it is in none."""
        if register in ("units", "groups"):
            return self.group(value) if ".".join(value.split(".")[:2]) in self.units else ""
        if register in ("accounts", "officers"):
            found = self.person(value)
            return found if found != value else ""
        if (register, value) not in self._entries:
            entries = self._engine.records.labels(SYSTEM_ACTOR, register, ids=(value,), language=self._language)
            self._entries[register, value] = next((label for key, label in entries if key == value), "")
        return self._entries[register, value]

    def process(self, key: str, name: str) -> str:
        """The name of a process; in English by the labels of its newest version, where they have one."""
        return self._label(key, key) or name or key

    def step(self, process: str, element: str, name: str) -> str:
        """The name of a step of a process, likewise; what a task is about this time (after a full-width colon) has a label too, or stays."""
        label = self._label(process, element)
        about = name.partition("：")[2]
        if label and about:
            return f"{label}: {self._label(process, about) or about}"
        return label or name or element

    def form(self, form: FormView | None) -> FormView | None:
        """A form with its texts in the language of the page."""
        texts = self._labels_of(form.id, "form") if form is not None else {}
        return replace(form, schema=in_english(form.schema, texts)) if form is not None and texts else form

    def schema(self, form: str) -> Mapping[str, Any] | None:
        """The newest schema of a form, for the words of what was given in it; None when there is no such form.

        A version never changes, so its schema is read once per process.
        """
        found = self._forms.get(form)
        if found is None:
            return None
        if found.id not in self._kept:
            self._kept[found.id] = json.loads(self._engine.definitions.content(SYSTEM_ACTOR, found.id))
        texts = self._labels_of(form, "form")
        return in_english(self._kept[found.id], texts) if texts else self._kept[found.id]

    def start_schema(self, process: str) -> Mapping[str, Any] | None:
        """The schema of the form that starts a process today; None when it has none."""
        try:
            found = self.form(self._engine.definitions.start_form(SYSTEM_ACTOR, process))
        except NotFound:
            return None
        return None if found is None else found.schema

    @cached_property
    def _forms(self) -> dict[str, Definition]:
        return {item.key: item for item in self._definitions if item.kind == "form"}

    def _label(self, process: str, element: str) -> str | None:
        return self._labels_of(process, "process").get(element)

    def _labels_of(self, key: str, kind: str) -> Mapping[str, str]:
        if self._language != "en":
            return {}
        if (kind, key) not in self._labels:
            try:
                newest = self._engine.definitions.by_key(SYSTEM_ACTOR, key, kind)
                self._labels[kind, key] = self._engine.definitions.labels(SYSTEM_ACTOR, newest.id)
            except NotFound:
                self._labels[kind, key] = {}
        return self._labels[kind, key]
