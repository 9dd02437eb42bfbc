"""What every worker of the platform has at hand: the engine, the clock, and a few ways to read a case."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine import SYSTEM_ACTOR, CaseRecord, Engine, Entry, ExternalTask, Record
from engine.ports import Clock

SHANGHAI = ZoneInfo("Asia/Shanghai")
Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """Shared by all workers; holds no state of a case."""

    engine: Engine
    clock: Clock

    def forms(self, task: ExternalTask, element: str) -> tuple[Record, ...]:
        """The completed forms of a user task in the process instance of this task, oldest first."""
        return self.engine.instances.records(SYSTEM_ACTOR, task.instance_id, element)

    def last(self, task: ExternalTask, element: str) -> Mapping[str, Any]:
        """The newest of them, {} if there is none."""
        forms = self.forms(task, element)
        return forms[-1].data if forms else {}

    def last_by(self, task: ExternalTask, element: str, item: str) -> dict[str, Mapping[str, Any]]:
        """The newest form per member of a multi-instance; `item` is the loop variable's name."""
        return {str(record.variables[item]): record.data for record in self.forms(task, element) if item in record.variables}

    def today(self) -> date:
        """The day in Shanghai."""
        return self.clock.now().astimezone(SHANGHAI).date()

    def case_variables(self, task: ExternalTask) -> Mapping[str, Any]:
        """The variables of the case itself (the root instance)."""
        return self.engine.instances.get(SYSTEM_ACTOR, task.root_id).variables

    def put(self, kind: str, id: str, task: ExternalTask, body: Mapping[str, Any], *, subject: str = "") -> None:
        """Write a record of this case; without a subject it is about the object, or else the party, that its body names."""
        self.engine.cases.put(SYSTEM_ACTOR, kind, id, task.root_id, body, subject=self.about(body, subject))

    @staticmethod
    def about(body: Mapping[str, Any], subject: str = "") -> str:
        """Whom a record is about."""
        return subject or text(body.get("objectId")) or text(body.get("partyRef")) or ""

    def record(self, kind: str, id: str) -> dict[str, Any]:
        """A record's body. Raises LookupError: a worker was asked about something that no step before it made."""
        found = self.engine.cases.get(SYSTEM_ACTOR, kind, id)
        if found is None:
            raise LookupError(f"no {kind} {id!r}")
        return dict(found.body)

    def object(self, *keys: str | None) -> Entry | None:
        """The one entry of the register of objects with such an id, credit code or name; None when there is none, or more than one."""
        found: dict[str, Entry] = {}
        for key in filter(None, keys):
            for column in ("id", "credit_code", "name"):
                entries = self.engine.records.matching(SYSTEM_ACTOR, "objects", **{column: key})
                found |= {entry.id: entry for entry in entries}
                if entries:
                    break
        return next(iter(found.values())) if len(found) == 1 else None

    def of_object(self, kind: str, party: str, entry: Entry) -> tuple[CaseRecord, ...]:
        """Records of a kind about an object, whether they name it by id, by credit code or as the party was given."""
        names = dict.fromkeys(filter(None, (party, entry.id, entry.values.get("credit_code"))))
        return tuple(record for name in names for record in self.engine.cases.of_subject(SYSTEM_ACTOR, kind, str(name)))

    def decide(self, key: str, **inputs: Any) -> Any:
        """The outputs of a published decision, newest version."""
        return self.engine.definitions.evaluate(SYSTEM_ACTOR, key, inputs).outputs

    def template(self, doc_type: str) -> bytes:
        """The newest typst template of a document type. Raises NotFound."""
        return self.engine.definitions.document(SYSTEM_ACTOR, doc_type)


def fresh_id(prefix: str, task: ExternalTask, number: int | None = None) -> str:
    """An id that a retry of the same task makes again: a repeated answer must not make a second record."""
    digest = hashlib.sha256(task.idempotency_key.encode()).hexdigest()[:12]
    return f"{prefix}-{digest}" if number is None else f"{prefix}-{digest}-{number}"


def text(value: Any) -> str | None:
    """A filled-in text, else None."""
    return value if isinstance(value, str) and value else None


def texts(value: Any) -> list[str]:
    """A list of texts; anything else in it is left out."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list | tuple) else []


def moment(value: Any) -> datetime | None:
    """A date-time as forms give it; without a zone it is Shanghai's."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=SHANGHAI)


def day(value: Any) -> date | None:
    """A date as forms give it."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


Work = Callable[[Desk, ExternalTask], Answer]
