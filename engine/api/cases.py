"""Records of cases: what joint enforcement keeps beside the process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.api.group import Group
from engine.commands import caserecords
from engine.domain.actor import Actor
from engine.domain.work import CaseRecord


class Cases(Group):
    """`engine.cases`: findings, visits, documents, transfers; for workers (right integration)."""

    def put(self, actor: Actor, kind: str, identity: str, root_id: str, body: Mapping[str, Any], *, subject: str = "") -> None:
        """Write a record; one of that kind and id is replaced. `subject` is what other cases find it by."""
        self._change(actor, lambda unit: caserecords.put(unit, kind, identity, root_id, body, subject))

    def take(self, actor: Actor, kind: str, identity: str, root_id: str, body: Mapping[str, Any], *, subject: str = "") -> str | None:
        """Write a record for a case unless another running case has it: then the number of that one. Of two at the same instant one gets it."""
        return self._change(actor, lambda unit: caserecords.take(unit, kind, identity, root_id, body, subject))

    def get(self, actor: Actor, kind: str, identity: str) -> CaseRecord | None:
        """One record, or None."""
        with self._look(actor) as unit:
            return caserecords.find(unit, kind, identity)

    def of_case(self, actor: Actor, root_id: str, kind: str) -> tuple[CaseRecord, ...]:
        """The records of one kind in a case, by id."""
        with self._look(actor) as unit:
            return caserecords.of_case(unit, root_id, kind)

    def of_subject(self, actor: Actor, kind: str, subject: str) -> tuple[CaseRecord, ...]:
        """The records of one kind about one subject, over all cases, newest first."""
        with self._look(actor) as unit:
            return caserecords.of_subject(unit, kind, subject)

    def of_kind(self, actor: Actor, kind: str, *, after: str = "", limit: int = 200) -> tuple[CaseRecord, ...]:
        """A page of the records of one kind over all cases, by id; the next page begins after the last id of this one."""
        with self._look(actor) as unit:
            return caserecords.of_kind(unit, kind, after, limit)

    def load(self, actor: Actor, records: Sequence[CaseRecord]) -> None:
        """Write many records at once, as they stood at their `updated_at`; for imports of what other systems kept."""
        self._change(actor, lambda unit: caserecords.load(unit, records))

    def number(self, actor: Actor, series: str, key: str) -> int:
        """The next number of a series, from 1, without gaps; the same key gets the same number again."""
        return self._change(actor, lambda unit: caserecords.number(unit, series, key))
