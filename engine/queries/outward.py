"""What went out: exchanges of a case or of all, the states of destinations, personal data given away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from engine.domain.errors import NotFound
from engine.domain.outward import Destination, Disclosure, Exchange
from engine.domain.policy import Permission, require_right
from engine.domain.work import Page
from engine.queries.cases import visible_instance
from engine.queries.cursors import after, moment, pack, unpack
from engine.store.sql import Row, Select, select
from engine.store.tables import destination, disclosure, exchange, external_task, instance
from engine.store.uow import Unit


def listed(
    unit: Unit, *, destination_name: str = "", outcome: str = "", case: str = "", cursor: str | None = None, limit: int = 25,
) -> Page[Exchange]:
    """Exchanges, newest first; of one destination, outcome or case. Raises `Forbidden`."""
    require_right(unit.actor, Permission.OPERATE)
    query = _query()
    for column, value in ((exchange.c.destination, destination_name), (exchange.c.outcome, outcome), (exchange.c.root_id, case)):
        if value:
            query = query.where(column == value)
    return _page(unit, query, cursor, limit)


def _page(unit: Unit, query: Select[Any], cursor: str | None, limit: int) -> Page[Exchange]:
    if cursor:
        value, identity = unpack(cursor, "exchanges", 2)
        query = query.where(after(exchange.c.started_at, exchange.c.id, moment(value), identity, descending=True))
    rows = unit.rows(query.order_by(exchange.c.started_at.desc(), exchange.c.id.desc()).limit(min(limit, 200) + 1))
    shown = rows[:limit]
    more = pack("exchanges", [shown[-1].started_at, shown[-1].id]) if len(rows) > limit else None
    return Page(tuple(_exchange(row) for row in shown), more)


def one(unit: Unit, exchange_id: str) -> Exchange:
    """One exchange. Raises `NotFound`, `Forbidden`."""
    require_right(unit.actor, Permission.OPERATE)
    row = unit.one(_query().where(exchange.c.id == exchange_id))
    if row is None:
        raise NotFound(code="exchange.not-found")
    return _exchange(row)


def of_case(unit: Unit, instance_id: str, *, cursor: str | None = None, limit: int = 25) -> Page[Exchange]:
    """What was sent for a case, newest first and masked, for whoever may see the case. Raises `NotFound`."""
    return _page(unit, _query().where(exchange.c.root_id == visible_instance(unit, instance_id).root_id), cursor, limit)


def destinations(unit: Unit) -> tuple[Destination, ...]:
    """Every system that was ever called, by name. Raises `Forbidden`."""
    require_right(unit.actor, Permission.OPERATE)
    return tuple(
        Destination(row.name, row.state, row.failures, row.retry_at, row.calls, row.failed, row.last_ok_at, row.last_failed_at, row.last_error)
        for row in unit.rows(select(destination).order_by(destination.c.name))
    )


def disclosures(unit: Unit, *, cursor: str | None = None, limit: int = 25) -> Page[Disclosure]:
    """Personal data given to other departments, newest first; for auditors. Raises `Forbidden`."""
    require_right(unit.actor, Permission.AUDIT_READ)
    query = select(disclosure, instance.c.business_key).outerjoin(instance, instance.c.id == disclosure.c.root_id)
    if cursor:
        value, identity = unpack(cursor, "disclosures", 2)
        query = query.where(after(disclosure.c.at, disclosure.c.id, moment(value), identity, descending=True))
    rows = unit.rows(query.order_by(disclosure.c.at.desc(), disclosure.c.id.desc()).limit(min(limit, 200) + 1))
    shown = rows[:limit]
    more = pack("disclosures", [shown[-1].at, shown[-1].id]) if len(rows) > limit else None
    return Page(tuple(
        Disclosure(row.id, row.destination, row.topic, row.root_id, row.business_key or "", tuple(json.loads(row.fields)), row.purpose, row.basis, row.at)
        for row in shown
    ), more)


def free_topics(unit: Unit, topics: Sequence[str]) -> frozenset[str]:
    """Those of the topics that have work which may be locked now: a look without locks."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    now = unit.now
    query = select(external_task.c.topic).join(instance, instance.c.id == external_task.c.root_id).where(
        external_task.c.topic.in_(list(topics)), instance.c.state == "active",
        external_task.c.lock_until.is_(None) | (external_task.c.lock_until <= now),
        external_task.c.available_at.is_(None) | (external_task.c.available_at <= now),
        external_task.c.retries.is_(None) | (external_task.c.retries > 0),
    )
    return frozenset(row.topic for row in unit.rows(query.distinct()))


def _query() -> Select[Any]:
    return select(exchange, instance.c.business_key).outerjoin(instance, instance.c.id == exchange.c.root_id)


def _exchange(row: Row[Any]) -> Exchange:
    kept = (row.body is not None or row.method in {"GET", "DELETE"}) and "*" not in row.path  # as engine.commands.replay has it
    return Exchange(
        row.id, row.destination, row.topic, row.method, row.shown_path, row.shown, row.outcome, row.status, row.answer, row.error, row.key, row.attempt,
        row.root_id, row.instance_id, row.business_key or "", row.element, row.started_at, row.took_ms, tuple(json.loads(row.personal)), row.replay_of,
        row.replay_by, row.replay_reason, kept and row.outcome not in {"sending", "wanted"},
    )
