"""Accounts, groups, units: what the system administrator keeps. Nobody is deleted; people are disabled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.commands.runtime import Runtime
from engine.domain.actor import Right
from engine.domain.errors import Conflict, Forbidden, Invalid, NotFound
from engine.domain.policy import Permission, require_right
from engine.store.sql import delete, insert, select, update
from engine.store.tables import account, membership, session
from engine.store.tables import unit as unit_table
from engine.store.uow import Unit
from engine.store.upsert import insert_once, upsert

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")
GROUP = re.compile(r"[a-z0-9_-]+\.[a-z0-9]+")
ROLES = frozenset({"officer", "duty", "head", "legal", "seal", "shelter"})
SHORTEST, LONGEST = 10, 200
LANGUAGES = frozenset({"zh", "en"})


def create(
    runtime: Runtime, unit: Unit, name: str, display: str, email: str, password: str, groups: Sequence[str], rights: Sequence[str], *,
    must_change: bool = True,
) -> None:
    """A new account. Raises `Invalid` with fields, `Conflict` when the name is taken."""
    require_right(unit.actor, Permission.ACCOUNT_EDIT)
    errors: dict[str, list[str]] = {}
    if not NAME.fullmatch(name):
        errors["name"] = ["account.name"]
    if not display.strip() or len(display) > 200:
        errors["display"] = ["account.display"]
    errors |= _email(email) | _password(password, name) | _groups(unit, groups) | _rights(rights)
    if errors:
        raise Invalid(code="account.invalid", fields=errors)
    row = {
        "name": name, "display": display.strip(), "email": email.strip(), "active": True, "language": "zh", "rights": ",".join(sorted(set(rights))),
        "password": runtime.passwords.hash(password), "must_change": must_change, "failures": 0, "locked_until": None, "created_at": unit.now,
    }
    if not insert_once(unit, account, row):
        raise Conflict(code="account.exists", name=name)
    _set_groups(unit, name, groups)


def change(
    unit: Unit, name: str, *, display: str | None = None, email: str | None = None, groups: Sequence[str] | None = None,
    rights: Sequence[str] | None = None, active: bool | None = None,
) -> None:
    """Change what is given. Disabling ends all sessions. Nobody disables themselves or takes their own administration away."""
    require_right(unit.actor, Permission.ACCOUNT_EDIT)
    row = unit.one(select(account.c.name).where(account.c.name == name))
    if row is None:
        raise NotFound(code="account.not-found", name=name)
    own = name == unit.actor.account
    if own and (active is False or (rights is not None and Right.SYSTEM.value not in rights)):
        raise Forbidden(code="account.own")
    errors: dict[str, list[str]] = {}
    if display is not None and (not display.strip() or len(display) > 200):
        errors["display"] = ["account.display"]
    errors |= (_email(email) if email is not None else {}) | (_groups(unit, groups) if groups is not None else {})
    errors |= _rights(rights) if rights is not None else {}
    if errors:
        raise Invalid(code="account.invalid", fields=errors)
    values: dict[str, object] = {}
    if display is not None:
        values["display"] = display.strip()
    if email is not None:
        values["email"] = email.strip()
    if rights is not None:
        values["rights"] = ",".join(sorted(set(rights)))
    if active is not None:
        values["active"] = active
    if values:
        unit.run(update(account).where(account.c.name == name).values(**values))
    if groups is not None:
        unit.run(delete(membership).where(membership.c.account == name))
        _set_groups(unit, name, groups)
    if active is False:
        unit.run(delete(session).where(session.c.account == name))


def set_password(runtime: Runtime, unit: Unit, name: str, password: str) -> None:
    """An administrator sets a first password again; it must be changed at the next sign-in and ends all sessions."""
    require_right(unit.actor, Permission.ACCOUNT_EDIT)
    errors = _password(password, name)
    if errors:
        raise Invalid(code="account.invalid", fields=errors)
    values = {"password": runtime.passwords.hash(password), "must_change": True, "failures": 0, "locked_until": None}
    if unit.run(update(account).where(account.c.name == name).values(**values)) != 1:
        raise NotFound(code="account.not-found", name=name)
    unit.run(delete(session).where(session.c.account == name))


def change_password(unit: Unit, old: str, new: str, made: str) -> None:
    """One's own password, `made` being the hash of the new one; other sessions end (the caller has checked the old one, and opens a new session)."""
    name = unit.actor.account
    errors = _password(new, name)
    if not errors and old == new:
        errors = {"password": ["password.same"]}
    if errors:
        raise Invalid(code="account.invalid", fields={"new": errors["password"]})
    unit.run(update(account).where(account.c.name == name).values(password=made, must_change=False))
    unit.run(delete(session).where(session.c.account == name))


def set_language(unit: Unit, language: str) -> None:
    """The language of one's pages and mails."""
    if language not in LANGUAGES:
        raise Invalid(code="language.unknown", fields={"language": ["language.unknown"]})
    unit.run(update(account).where(account.c.name == unit.actor.account).values(language=language))


def save_unit(unit: Unit, identity: str, name: str, name_en: str, kind: str, parent: str | None, *, active: bool = True) -> None:
    """Create or rename a unit. The id `<unit>.<area>` never changes."""
    require_right(unit.actor, Permission.ACCOUNT_EDIT)
    if not GROUP.fullmatch(identity) or not name.strip():
        raise Invalid(code="unit.invalid", fields={"id": ["unit.id"]} if not GROUP.fullmatch(identity) else {"name": ["unit.name"]})
    upsert(unit, unit_table, [{
        "id": identity, "name": name.strip()[:200], "name_en": name_en.strip()[:200], "kind": kind[:40], "parent": parent or None, "active": active,
    }])


def _set_groups(unit: Unit, name: str, groups: Sequence[str]) -> None:
    rows = [{"account": name, "group": group} for group in dict.fromkeys(groups)]
    if rows:
        unit.run(insert(membership), rows)


def _email(email: str) -> dict[str, list[str]]:
    plain = email.strip()
    wrong = plain and (plain.count("@") != 1 or any(letter.isspace() or ord(letter) < 32 for letter in plain) or len(plain) > 200)
    return {"email": ["account.email"]} if wrong else {}


def _password(password: str, name: str) -> dict[str, list[str]]:
    if not SHORTEST <= len(password) <= LONGEST:
        return {"password": ["password.length"]}
    return {"password": ["password.name"]} if name in password else {}


def _rights(rights: Sequence[str]) -> dict[str, list[str]]:
    return {} if set(rights) <= {right.value for right in Right} else {"rights": ["account.rights"]}


def _groups(unit: Unit, groups: Sequence[str]) -> dict[str, list[str]]:
    units = {row.id for row in unit.rows(select(unit_table.c.id))}
    for group in groups:
        parts = group.split(".")
        if ".".join(parts[:2]) not in units or len(parts) > 3 or (len(parts) == 3 and parts[2] not in ROLES):
            return {"groups": ["account.groups"]}
    return {}
