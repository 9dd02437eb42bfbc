"""Who may be named where a form asks for an officer: certified today, those of the asker's own units first."""

from __future__ import annotations

from engine.domain.policy import require_records_reader
from engine.joint.facets import SHANGHAI
from engine.joint.fields import storable
from engine.store.sql import and_, exists, func, or_, select
from engine.store.tables import account, membership, officer
from engine.store.uow import Unit


def able(unit: Unit, q: str, limit: int = 20) -> tuple[tuple[str, str], ...]:
    """(account, label) of active accounts whose certificate in the register holds today; the label names it.

    Whoever has no entry in the register counts by a group `*.officer`, as topic `cert.verify` does. `q` are words of account,
    display name or certificate. Raises `Forbidden`.
    """
    require_records_reader(unit.actor)
    if not storable(q):
        return ()
    today = unit.now.astimezone(SHANGHAI).date().isoformat()
    valid = and_(officer.c.state == "active", officer.c.valid_from <= today, officer.c.valid_to >= today)
    listed = exists().where(officer.c.account == account.c.name).correlate(account)
    grouped = exists().where(membership.c.account == account.c.name, membership.c.group.like("%.officer")).correlate(account)
    fits = [account.c.active, grouped, or_(officer.c.id.is_not(None), ~listed)]
    named = (account.c.name, account.c.display, officer.c.certificate)
    fits += [or_(*(column.icontains(word[:100], autoescape=True) for column in named)) for word in q.split()[:8]]
    homes = sorted({".".join(group.split(".")[:2]) + ".officer" for group in unit.actor.groups})
    own = exists().where(membership.c.account == account.c.name, membership.c.group.in_(homes)).correlate(account)
    rows = unit.rows(
        select(account.c.name, account.c.display, func.min(officer.c.certificate).label("certificate"))
        .join(officer, and_(officer.c.account == account.c.name, valid), isouter=True).where(*fits)
        .group_by(account.c.name, account.c.display).order_by(own.desc(), account.c.name).limit(limit)
    )
    return tuple((row.name, f"{row.display or row.name}（{row.certificate}）" if row.certificate else row.display or row.name) for row in rows)
