"""What a bundle draws and what was walked of it: sequence flows of its diagrams, rows of its decision tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine import SYSTEM_ACTOR, Deployment, Engine

#: Cases a page of the search may bring; a rehearsal has a handful.
PAGE = 200


@dataclass(frozen=True, slots=True)
class Thing:
    """A flow or a row: of which version of what, its id (a row: its number), where it stands (file, line) and what it is, in words."""

    definition: tuple[str, int]
    id: str
    place: str
    words: str


@dataclass(slots=True)
class Walked:
    """How often each element was walked, and each row hit; by ((key, version), id), so that several databases can add to it."""

    flows: Counter[tuple[tuple[str, int], str]] = field(default_factory=Counter)
    rows: Counter[tuple[tuple[str, int], str]] = field(default_factory=Counter)

    def look(self, engine: Engine) -> None:
        """Add what every case of this database walked: straight from what its diagram shows, and its decisions as kept in its file."""
        for case_id in _cases(engine):
            view = engine.instances.get(SYSTEM_ACTOR, case_id)
            for row in (view.row, *view.children):
                self.flows.update(((row.definition_key, row.version), element) for element in engine.instances.trace(SYSTEM_ACTOR, row.id).walked)
            for taken in engine.decisions.taken(SYSTEM_ACTOR, case_id):
                self.hit((taken.key, taken.version), (int(match["rule"]) for match in taken.matched))

    def hit(self, definition: tuple[str, int], rows: Iterable[int]) -> None:
        """Add rows of a version of a decision, counted from 1."""
        self.rows.update((definition, str(row)) for row in rows)

    def left(self, flows: Iterable[Thing], rows: Iterable[Thing]) -> tuple[list[Thing], list[Thing]]:
        """The flows that were never walked, and the rows that were never hit."""
        return (
            [item for item in flows if (item.definition, item.id) not in self.flows], [item for item in rows if (item.definition, item.id) not in self.rows],
        )


def _cases(engine: Engine) -> Iterator[str]:
    cursor: str | None = None
    while True:
        page = engine.instances.search(SYSTEM_ACTOR, cursor=cursor, limit=PAGE)
        yield from (row.id for row in page.items)
        if (cursor := page.next) is None:
            return


def flows(engine: Engine, deployment: Deployment) -> list[Thing]:
    """Every sequence flow of the processes of a bundle."""
    return [
        Thing((item.key, item.version), flow.id, f"{item.resource}:{flow.line}", f"{flow.id} ({flow.source} → {flow.target}{', ' + flow.name if flow.name else ''})")
        for item in deployment.definitions if item.kind == "process"
        for flow in engine.definitions.flows(SYSTEM_ACTOR, item.id)
    ]


def rows(engine: Engine, deployment: Deployment) -> list[Thing]:
    """Every row of the decision tables of a bundle, each under the decision whose table it is."""
    found: list[Thing] = []
    for item in deployment.definitions:
        if item.kind == "decision":
            _, sheet = engine.decisions.sheet(SYSTEM_ACTOR, item.key)
            for table in sheet.tables:
                if table.decision == item.key:
                    found += [
                        Thing((item.key, item.version), str(row.index), item.resource, f"{item.key} row {row.index}: {', '.join(row.cells)} → {', '.join(row.outputs)}")
                        for row in table.rows
                    ]
    return found
