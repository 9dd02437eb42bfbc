"""Drive a case in a test: people, time and machines by one-line verbs; straight, or forgetting everything after every step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import text

from engine import SYSTEM_ACTOR, Actor, Engine, Refused
from engine.domain.values import decode
from engine.store import tables
from tests.engine.modelling import bpmn
from tests.settable_clock import SettableClock


@dataclass
class Stage:
    """One engine with one case under test. `reload` drops every cache after each step, as another machine would."""

    engine: Engine
    clock: SettableClock
    actor: Actor
    reload: bool = False
    case: str = ""

    def deploy(self, *models: str | bytes, **named: str | bytes) -> None:
        """Deploy models (the first is process `p`; named ones have their key)."""
        files = {f"{name}.bpmn": model if isinstance(model, bytes) else bpmn(model, name) for name, model in {**dict(zip("pqrst", models, strict=False)), **named}.items()}
        try:
            self.engine.definitions.deploy(SYSTEM_ACTOR, "test", files)
        except Refused as refused:
            refused.add_note("; ".join(f"{finding.place.element}: {finding.message}" for finding in refused.findings))
            raise

    def start(self, key: str = "p", business_key: str | None = None, **data: Any) -> str:
        """Start a case and remember it."""
        self.case = self.engine.instances.start(self.actor, key, data, business_key=business_key).id
        self._step()
        return self.case

    def run(self, model: str, **data: Any) -> Stage:
        """Deploy one model and start it."""
        self.deploy(model)
        self.start(**data)
        return self

    def _step(self) -> None:
        if self.reload:
            self.engine.forget()

    def open(self) -> list[str]:
        """Elements of the open tasks, sorted."""
        return sorted(task.element for task in self.engine.instances.get(SYSTEM_ACTOR, self.case).open_tasks)

    def do(self, element: str, *, where: Mapping[str, Any] | None = None, **data: Any) -> Stage:
        """Complete the (oldest) open task at an element."""
        for task in self.engine.instances.get(SYSTEM_ACTOR, self.case).open_tasks:
            if task.element == element and (where is None or where.items() <= dict(self.engine.tasks.get(self.actor, task.id).variables).items()):
                self.engine.tasks.complete(self.actor, task.id, data)
                self._step()
                return self
        raise AssertionError(f"{element} is not open; open are {self.open()}")

    def serve(self, topic: str, *, error: str | None = None, **answer: Any) -> dict[str, Any]:
        """Answer the oldest external task of a topic; returns what it was given."""
        (task,) = self.engine.external_tasks.fetch_and_lock("tester", [topic], limit=1)
        if error is not None:
            self.engine.external_tasks.bpmn_error(task.id, "tester", error, "refused", answer)
        else:
            self.engine.external_tasks.complete(task.id, "tester", answer)
        self._step()
        return dict(task.variables)

    def tell(self, name: str, key: str | None = None, **data: Any) -> str:
        """Correlate a message."""
        outcome = self.engine.messages.correlate(name, key=key, data=data).outcome
        self.tick()
        return outcome

    def later(self, **span: float) -> Stage:
        """Let time pass and the bell ring."""
        self.clock.advance(**span)
        self.tick()
        return self

    def tick(self) -> Stage:
        """Ring the bell until nothing is due."""
        while self.engine.jobs.tick().due:
            pass
        self._step()
        return self

    @property
    def state(self) -> str:
        """State of the case."""
        return self.engine.instances.get(SYSTEM_ACTOR, self.case).row.state

    @property
    def ended(self) -> bool:
        """Whether the case completed."""
        return self.state == "completed"

    @property
    def variables(self) -> dict[str, Any]:
        """Variables at process level."""
        return dict(self.engine.instances.get(SYSTEM_ACTOR, self.case).variables)

    def times(self, element: str) -> int:
        """How often an element was entered."""
        return self.engine.instances.trace(SYSTEM_ACTOR, self.case).counts.get(element, 0)

    def table(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        """Rows as they are stored."""
        with self.engine._store.database.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query), values)]

    def history(self) -> list[str]:
        """History rows of the case in the order of entering: `element:kind`, `!` behind it when canceled, `?` when still open."""
        rows = self.table("SELECT element, kind, canceled, ended_at FROM activity WHERE root_id = :case ORDER BY seq", case=self.case)
        return [f"{element}:{kind}{'!' if canceled else ''}{'' if ended else '?'}" for element, kind, canceled, ended in rows]

    def completing(self) -> list[str]:
        """Elements of the history rows that completed their scope (completeScope), sorted."""
        return [row[0] for row in self.table("SELECT element FROM activity WHERE root_id = :case AND completes ORDER BY element", case=self.case)]

    def value(self, name: str) -> Any:
        """A variable at process level with its exact type, as it is stored."""
        rows = self.table("SELECT value FROM variable WHERE root_id = :case AND scope_id = :case AND name = :name", case=self.case, name=name)
        return decode(rows[0][0]) if rows else None

    def tokens(self) -> int:
        """Live tokens of the case."""
        return int(self.table("SELECT count(*) FROM token WHERE root_id = :case", case=self.case)[0][0])

    def due(self) -> list[str]:
        """Open jobs of the case: `element in <seconds>`, soonest first."""
        job = tables.job
        with self.engine._store.database.connect() as connection:
            rows = connection.execute(job.select().where(job.c.root_id == self.case).order_by(job.c.due_at)).fetchall()
        return [f"{row.element} in {round((row.due_at - self.clock.now()).total_seconds())}" for row in rows]

    def refusal(self, *models: str | bytes, **named: str | bytes) -> set[tuple[str, str | None]]:
        """Deploy what must be refused: the errors as (code, element id). Nothing may have been stored."""
        with pytest.raises(Refused) as caught:
            self.deploy(*models, **named)
        assert self.table("SELECT id FROM definition") == []
        return {(finding.code, finding.place.element) for finding in caught.value.findings if finding.severity == "error"}

    def incidents(self) -> list[str]:
        """Elements with an open incident."""
        return [item.element for item in self.engine.instances.get(SYSTEM_ACTOR, self.case).incidents]

    def walked(self) -> set[str]:
        """Elements entered, without flows."""
        return {name for name in self.engine.instances.trace(SYSTEM_ACTOR, self.case).walked if ">" not in name and not name.startswith("f")}
