"""Names behind ids, for one request: people, units with roles, processes. Asked for once each, never guessed."""

from __future__ import annotations

from functools import cached_property

from engine import SYSTEM_ACTOR, Definition, Engine, NotFound, Unit
from web.i18n import known, t

ROLE_DEPTH = 3  # <unit>.<area>.<role>


class Names:
    """The directory as labels in one language."""

    def __init__(self, engine: Engine, language: str) -> None:
        self._engine = engine
        self._language = language
        self._people: dict[str, str] = {}

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
        found = {item.key: item.name or item.key for item in self._definitions if item.kind == "process"}
        return dict(sorted(found.items(), key=lambda pair: pair[1]))

    def unit(self, unit_id: str) -> str:
        """The name of a unit, its id when it is not known."""
        unit = self.units.get(unit_id)
        if unit is None:
            return unit_id
        return (unit.name_en or unit.name) if self._language == "en" else unit.name

    def group(self, group_id: str) -> str:
        """A unit or a role in a unit: 区综合行政执法局 · 执法人员."""
        parts = group_id.split(".")
        if len(parts) == ROLE_DEPTH and (role := known(f"role.{parts[2]}")):
            return t("role.of", unit=self.unit(".".join(parts[:2])), role=role)
        return self.unit(group_id)

    def person(self, account: str | None) -> str:
        """The display name of an account; the platform itself has one too."""
        if not account:
            return ""
        if account == SYSTEM_ACTOR.account:
            return t("person.system")
        if account not in self._people:
            try:
                self._people[account] = self._engine.people.account(SYSTEM_ACTOR, account).display or account
            except NotFound:
                self._people[account] = account
        return self._people[account]
