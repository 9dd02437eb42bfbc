"""A task past its due moment turns red: its people get one notice and one mail each, and a ledger remembers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from engine.domain.notice_texts import text_of
from engine.domain.policy import Permission, require_right
from engine.domain.values import decode, encode
from engine.domain.work import Mail
from engine.store.sql import ColumnElement, Row, and_, exists, insert, or_, select, update
from engine.store.tables import account, delivery, instance, membership, notice, task, task_candidate
from engine.store.uow import Unit

ZONE = ZoneInfo("Asia/Shanghai")
MAIL_LEASE_SECONDS = 120
MAIL_BACKOFF_SECONDS = (30, 300, 1800, 7200)


def red(now: Any) -> ColumnElement[bool]:
    """Open tasks past their due moment whose people were not told yet."""
    home = instance.alias("home")  # its own name: callers join the case as well
    held = exists().where(home.c.id == task.c.root_id, home.c.state == "suspended")
    return and_(task.c.state == "open", task.c.due_at < now, task.c.warned_at.is_(None), ~held)


def remind(unit: Unit, limit: int) -> int:
    """Tell the people of up to `limit` tasks that turned red; returns the number of notices."""
    query = select(task, instance.c.title.label("case_title"), instance.c.business_key).join(instance, instance.c.id == task.c.root_id)
    query = query.where(red(unit.now)).order_by(task.c.due_at, task.c.id).limit(limit)
    rows = unit.rows(query.with_for_update(skip_locked=True, of=task) if unit.postgres else query)
    if not rows:
        return 0
    unit.run(update(task).where(task.c.id.in_([row.id for row in rows])).values(warned_at=unit.now))
    notices: list[dict[str, Any]] = []
    for row in rows:
        values = {
            "task": row.name, "case": row.case_title, "key": row.business_key, "due": row.due_at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M"),
        }
        notices += [
            {"id": Unit.new_id(), "account": name, "kind": "task.red", "values": encode(values), "task_id": row.id, "instance_id": row.instance_id,
             "created_at": unit.now, "read_at": None}
            for name in people_of(unit, row)
        ]
    tell(unit, notices)
    return len(notices)


def tell(unit: Unit, notices: list[dict[str, Any]]) -> None:
    """Store notices and queue one mail for each. The Message-ID is the notice's: a repeat after a crash is recognisable.

    A name without an account (an expression of a model or another program gave it) has nobody to tell: it must not stop the others' notices."""
    known = {row.name for row in unit.rows(select(account.c.name).where(account.c.name.in_({item["account"] for item in notices})))} if notices else set()
    notices = [item for item in notices if item["account"] in known]
    if not notices:
        return
    unit.run(insert(notice), notices)
    unit.run(insert(delivery), [
        {"id": Unit.new_id(), "notice_id": item["id"], "channel": "mail", "message_id": f"<{item['id']}@onething>", "state": "waiting", "tries": 0,
         "due_at": unit.now, "lease": None, "lease_until": None, "error": None, "sent_at": None}
        for item in notices
    ])


def tell_person(unit: Unit, name: str, kind: str, values: Mapping[str, str], work: Row[Any]) -> None:
    """One notice and mail to a person about a task (its row)."""
    tell(unit, [
        {"id": Unit.new_id(), "account": name, "kind": kind, "values": encode(dict(values)), "task_id": work.id, "instance_id": work.instance_id,
         "created_at": unit.now, "read_at": None},
    ])


def tell_group(unit: Unit, group: str, template: str, params: Mapping[str, object], dedup_key: str, instance_id: str | None) -> str:
    """One notice and mail to each active member of a group. The ids come from the key, so the same key tells nobody twice."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    return tell_members(unit, group, template, params, dedup_key, instance_id)


def tell_members(unit: Unit, group: str, template: str, params: Mapping[str, object], dedup_key: str, instance_id: str | None = None) -> str:
    """The same for a command that has asked for its own permission."""
    member = or_(membership.c.group == group, membership.c.group.like(f"{group}.%"))
    names = unit.rows(
        select(account.c.name).join(membership, membership.c.account == account.c.name).where(account.c.active, member).distinct().order_by(account.c.name)
    )
    values = encode({"template": template, **{name: str(value) for name, value in params.items()}})
    wanted = {str(uuid5(NAMESPACE_URL, f"{dedup_key}/{row.name}")): row.name for row in names}
    known = {row.id for row in unit.rows(select(notice.c.id).where(notice.c.id.in_(list(wanted))))}
    tell(unit, [
        {"id": identity, "account": name, "kind": f"staff.{template}", "values": values, "task_id": None, "instance_id": instance_id,
         "created_at": unit.now, "read_at": None}
        for identity, name in wanted.items() if identity not in known
    ])
    return str(uuid5(NAMESPACE_URL, dedup_key))


def people_of(unit: Unit, row: Row[Any]) -> Sequence[str]:
    """The assignee; for a task in the pool, or with a name that has no account, everyone it is offered to."""
    if row.assignee is not None and unit.one(select(account.c.name).where(account.c.name == row.assignee)) is not None:
        return [row.assignee]
    offered = unit.rows(select(task_candidate.c.kind, task_candidate.c.ref).where(task_candidate.c.task_id == row.id))
    groups = [item.ref for item in offered if item.kind == "group"]
    users = [item.ref for item in offered if item.kind == "user"]
    member = or_(*[or_(membership.c.group == group, membership.c.group.like(f"{group}.%")) for group in groups]) if groups else account.c.name.in_(users)
    found = unit.rows(
        select(account.c.name).outerjoin(membership, membership.c.account == account.c.name)
        .where(account.c.active, or_(member, account.c.name.in_(users))).distinct().order_by(account.c.name)
    )
    return [item.name for item in found]


def lease_mails(unit: Unit, owner: str, limit: int) -> tuple[Mail, ...]:
    """Mails to send now, leased for two minutes."""
    free = and_(
        delivery.c.channel == "mail", delivery.c.state == "waiting", delivery.c.due_at <= unit.now,
        or_(delivery.c.lease_until.is_(None), delivery.c.lease_until <= unit.now),
    )
    query = (
        select(delivery.c.id, delivery.c.message_id, notice.c.kind, notice.c["values"].label("filled"), account.c.email, account.c.language)
        .join(notice, notice.c.id == delivery.c.notice_id).join(account, account.c.name == notice.c.account)
        .where(free).order_by(delivery.c.due_at, delivery.c.id).limit(limit)
    )
    rows = unit.rows(query.with_for_update(skip_locked=True, of=delivery) if unit.postgres else query)
    if not rows:
        return ()
    until = unit.now + timedelta(seconds=MAIL_LEASE_SECONDS)
    unit.run(update(delivery).where(delivery.c.id.in_([row.id for row in rows])).values(lease=owner, lease_until=until))
    mails = []
    for row in rows:
        subject, body = text_of(row.kind, row.language, decode(row.filled))
        mails.append(Mail(row.id, row.message_id, row.email, subject, body, row.language))
    return tuple(mails)


def mail_sent(unit: Unit, delivery_id: str) -> None:
    """The mail server took it."""
    unit.run(update(delivery).where(delivery.c.id == delivery_id).values(state="sent", sent_at=unit.now, lease=None, lease_until=None))


def mail_failed(unit: Unit, delivery_id: str, error: str, *, permanent: bool) -> None:
    """Try again later, or give up after the last wait and keep why. A mail that went out by another worker stays sent."""
    row = unit.one(select(delivery.c.tries).where(delivery.c.id == delivery_id))
    tries = (row.tries if row is not None else 0) + 1
    over = permanent or tries > len(MAIL_BACKOFF_SECONDS)
    wait = MAIL_BACKOFF_SECONDS[min(tries, len(MAIL_BACKOFF_SECONDS)) - 1]
    unit.run(update(delivery).where(delivery.c.id == delivery_id, delivery.c.state == "waiting").values(
        state="failed" if over else "waiting", tries=tries, error=error[:2000], due_at=unit.now + timedelta(seconds=wait), lease=None, lease_until=None,
    ))
