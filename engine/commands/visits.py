"""Visits as processes keep them: the register of visits is written, so that there is one answer to who went where and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.domain.values import decode, encode
from engine.domain.work import CaseRecord
from engine.joint.facets import SHANGHAI
from engine.joint.visits import columns, parties
from engine.store.sql import ColumnElement, Row, delete, insert, select
from engine.store.tables import visit, visit_party
from engine.store.uow import Unit
from engine.store.upsert import upsert

#: Words of a body that are columns; what a column says counts.
SAID = {"object_id": "objectId", "area_code": "areaCode", "lead_unit": "leadGroup", "state": "state", "code_no": "codeNo"}


def keep(unit: Unit, identity: str, root_id: str, body: Mapping[str, Any], subject: str) -> None:
    """Write the visit and its parties; reasons that parties gave stay."""
    found = columns(body)
    found["object_id"] = found["object_id"] or subject
    if found["day"] is None and found["state"] == "done":
        found["day"] = unit.now.astimezone(SHANGHAI).date().isoformat()
    before = unit.one(select(visit.c.created_at, visit.c.version, visit.c.synthetic, visit.c.code_no).where(visit.c.id == identity))
    upsert(unit, visit, [{
        "id": identity, "root_id": root_id, **found, "code_no": found["code_no"] or (before.code_no if before else ""), "body": encode(dict(body)),
        "synthetic": before.synthetic if before else False, "version": (before.version if before else 0) + 1, "created_at": before.created_at if before else unit.now,
        "updated_at": unit.now, "updated_by": unit.actor.account,
    }])
    reasons = {row.unit: row.reason for row in unit.rows(select(visit_party.c.unit, visit_party.c.reason).where(visit_party.c.visit_id == identity))} if before else {}
    unit.run(delete(visit_party).where(visit_party.c.visit_id == identity))
    rows = [
        {"visit_id": identity, "unit": name, "state": state, "reason": reason or reasons.get(name, ""), "updated_at": unit.now}
        for name, (state, reason) in parties(body).items()
    ]
    if rows:
        unit.run(insert(visit_party), rows)


def kept(unit: Unit, where: Sequence[ColumnElement[bool]]) -> tuple[CaseRecord, ...]:
    """Visits as records of cases, newest first."""
    return tuple(_record(row) for row in unit.rows(select(visit).where(*where).order_by(visit.c.updated_at.desc(), visit.c.id)))


def _record(row: Row[Any]) -> CaseRecord:
    body = dict(decode(row.body))
    for column, word in SAID.items():
        if value := getattr(row, column):
            body[word] = value
    if row.starts_at is not None:
        body["visitFrom"] = row.starts_at.astimezone(SHANGHAI).isoformat()
    elif row.day is not None:
        body.setdefault("visitFrom", row.day)
    return CaseRecord("visit", row.id, row.root_id, row.object_id, body, row.updated_at)
