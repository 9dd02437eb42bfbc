"""Accounts, sessions, units, notices, files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.api.group import Group
from engine.commands import files, identities, people, signin
from engine.commands.notices import mark_read
from engine.commands.remind import tell_group
from engine.domain.actor import SYSTEM_ACTOR, Actor
from engine.domain.errors import Forbidden, Invalid
from engine.domain.work import Account, FileRef, Notice, Page
from engine.domain.work import Unit as OfficeUnit
from engine.ports import Identity
from engine.queries import cases as case_queries
from engine.queries import people as queries
from engine.queries.able import able


@dataclass(frozen=True, slots=True)
class Session:
    """A live session."""

    actor: Actor
    id: str
    must_change: bool


class People(Group):
    """`engine.people`."""

    def accounts(self, actor: Actor) -> tuple[Account, ...]:
        """All of them, for administrators."""
        with self._look(actor) as unit:
            return queries.accounts(unit)

    def account_page(self, actor: Actor, q: str = "", *, cursor: str | None = None, limit: int = 50) -> Page[Account]:
        """One page by name, of all or those found by a word; for administrators. Raises `Forbidden`, `Invalid`."""
        with self._look(actor) as unit:
            return queries.account_page(unit, q, cursor=cursor, limit=limit)

    def holders(self, actor: Actor) -> dict[str, int]:
        """How many active accounts are in each group; for administrators. Raises `Forbidden`."""
        with self._look(actor) as unit:
            return queries.holders(unit)

    def account(self, actor: Actor, name: str) -> Account:
        """One account. Raises `NotFound`."""
        with self._look(actor) as unit:
            return queries.one_account(unit, name)

    def names(self, actor: Actor, names: Sequence[str]) -> dict[str, str]:
        """Display names by account."""
        with self._look(actor) as unit:
            return queries.directory(unit, frozenset(names))

    def find(self, actor: Actor, q: str) -> tuple[tuple[str, str], ...]:
        """Active accounts whose name holds `q`, for type-ahead fields."""
        with self._look(actor) as unit:
            return queries.search_people(unit, q)

    def able(self, actor: Actor, q: str) -> tuple[tuple[str, str], ...]:
        """Officers certified today, the actor's own units first, for type-ahead fields. Raises `Forbidden`."""
        with self._look(actor) as unit:
            return able(unit, q)

    def create_account(
        self, actor: Actor, name: str, display: str, email: str, password: str, groups: Sequence[str], rights: Sequence[str], *, must_change: bool = True,
    ) -> None:
        """A new account. Raises `Invalid` with fields, `Conflict`, `Forbidden`."""
        self._change(actor, lambda unit: people.create(
            self._runtime, unit, name, display, email, password, groups, rights, must_change=must_change,
        ))

    def update_account(
        self, actor: Actor, name: str, *, display: str | None = None, email: str | None = None, groups: Sequence[str] | None = None,
        rights: Sequence[str] | None = None, active: bool | None = None,
    ) -> None:
        """Change what is given."""
        self._change(actor, lambda unit: people.change(
            unit, name, display=display, email=email, groups=groups, rights=rights, active=active,
        ))

    def set_password(self, actor: Actor, name: str, password: str) -> None:
        """By an administrator; must be changed at the next sign-in."""
        self._change(actor, lambda unit: people.set_password(self._runtime, unit, name, password))

    def change_password(self, actor: Actor, old: str, new: str) -> None:
        """One's own; ends all sessions. A wrong old one counts like a failed sign-in: a stolen session is no way to guess it.

        Hashing takes a fifth of a second each time, so it is done with no transaction open. Raises `Invalid`, `Forbidden` (login.locked).
        """
        passwords = self._runtime.passwords
        with self._look(actor) as unit:
            row = signin.stored(unit, actor.account)
        checked = None if row is None else str(row.password)
        right = passwords.verify(checked or signin.NOBODY, old)
        made = passwords.hash(new) if right else ""
        refused: Forbidden | None = None
        with self._runtime.store.write(self._runtime.clock.now(), actor) as unit:
            try:
                signin.judge(unit, actor.account, checked, right=right)
            except Forbidden as fault:
                refused = fault
            else:
                people.change_password(unit, old, new, made)
            unit.commit()
        if refused is not None and refused.code == "login.failed":
            raise Invalid(code="account.invalid", fields={"old": ["password.wrong"]}) from refused
        if refused is not None:
            raise refused

    def set_language(self, actor: Actor, language: str) -> None:
        """zh or en."""
        self._change(actor, lambda unit: people.set_language(unit, language))

    def authenticate(self, name: str, password: str) -> Actor:
        """Who this is. Raises `Forbidden` (login.failed, login.locked, login.disabled); a failure is counted."""
        with self._look(SYSTEM_ACTOR) as unit:
            row = signin.stored(unit, name)
        checked = None if row is None else str(row.password)
        right = self._runtime.passwords.verify(checked or signin.NOBODY, password)
        failure: Forbidden | None = None
        with self._runtime.store.write(self._runtime.clock.now(), SYSTEM_ACTOR) as unit:
            try:
                actor = signin.judge(unit, name, checked, right=right)
            except Forbidden as refused:
                failure = refused
            unit.commit()
        if failure is not None:
            raise failure
        return actor

    def sign_in_with(self, identity: Identity, *, create: bool = False) -> Actor:
        """Who is linked to this identity of a provider. Raises `Forbidden` (login.not-linked, login.disabled, login.locked)."""
        return self._change(SYSTEM_ACTOR, lambda unit: identities.sign_in(self._runtime, unit, identity, create=create))

    def link(self, actor: Actor, account: str, identity: Identity) -> None:
        """Link an identity to an account: one's own, or any by an administrator. Raises `Conflict`, `NotFound`, `Forbidden`."""
        self._change(actor, lambda unit: identities.link(unit, account, identity))

    def unlink(self, actor: Actor, account: str, issuer: str) -> None:
        """Cut the links of an account to a provider."""
        self._change(actor, lambda unit: identities.unlink(unit, account, issuer))

    def linked(self, actor: Actor, account: str) -> tuple[str, ...]:
        """The providers an account is linked to."""
        with self._look(actor) as unit:
            return tuple(identities.issuers(unit, account))

    def open_session(self, account: str, *, remote: str = "", agent: str = "") -> str:
        """A token for a cookie; only its hash is stored."""
        return self._change(SYSTEM_ACTOR, lambda unit: signin.open_session(unit, account, remote, agent))

    def session(self, token: str, *, touch: bool = True) -> Session | None:
        """The session of a token, None when it is over. What a page asks by itself does not `touch` it: idle stays idle."""
        with self._look(SYSTEM_ACTOR) as unit:
            found = signin.find_session(unit, token)
        if found is None:
            return None
        actor, digest, must_change, mark = found
        if mark and touch:
            self._change(SYSTEM_ACTOR, lambda unit: signin.seen(unit, digest))
        return Session(actor, digest, must_change)

    def close_session(self, token: str) -> None:
        """Sign out."""
        self._change(SYSTEM_ACTOR, lambda unit: signin.close_session(unit, token))

    def close_all(self, account: str) -> None:
        """End all sessions of an account."""
        self._change(SYSTEM_ACTOR, lambda unit: signin.close_all(unit, account))

    def units(self, actor: Actor) -> tuple[OfficeUnit, ...]:
        """All units."""
        with self._look(actor) as unit:
            return queries.units(unit)

    def save_unit(self, actor: Actor, identity: str, name: str, name_en: str, kind: str, parent: str | None, active: bool = True) -> None:
        """Create or rename a unit."""
        self._change(actor, lambda unit: people.save_unit(unit, identity, name, name_en, kind, parent, active=active))


class Notices(Group):
    """`engine.notices`."""

    def list(self, actor: Actor, *, unread_only: bool = False, cursor: str | None = None, limit: int = 25) -> Page[Notice]:
        """The actor's notices, newest first."""
        with self._look(actor) as unit:
            return queries.notices(unit, unread_only=unread_only, cursor=cursor, limit=limit)

    def tell(
        self, actor: Actor, group: str, template: str, params: Mapping[str, object], *, dedup_key: str, instance_id: str | None = None,
    ) -> str:
        """One notice and mail to each member of a group; the same key tells nobody twice. For workers (right integration)."""
        return self._change(actor, lambda unit: tell_group(unit, group, template, params, dedup_key, instance_id))

    def mark_read(self, actor: Actor, ids: Sequence[str]) -> None:
        """The actor has read them."""
        self._change(actor, lambda unit: mark_read(unit, ids))


class Files(Group):
    """`engine.files`."""

    def put(
        self, actor: Actor, *, name: str, content: bytes, mime: str = "", instance_id: str | None = None, task_id: str | None = None,
    ) -> FileRef:
        """Store a file, with its case when it has one."""
        return self._change(actor, lambda unit: files.put(self._runtime, unit, name=name, content=content, mime=mime, instance_id=instance_id, task_id=task_id))

    def get(self, actor: Actor, file_id: str) -> tuple[FileRef, bytes]:
        """A file the actor may see. Raises `NotFound`."""
        with self._look(actor) as unit:
            return files.get(unit, file_id)

    def of_case(self, actor: Actor, instance_id: str) -> tuple[FileRef, ...]:
        """The files of a case."""
        with self._look(actor) as unit:
            return case_queries.files_of(unit, instance_id)
