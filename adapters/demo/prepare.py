"""Makes the demo organisation, once: units are written every time, accounts only where they are missing."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from adapters.demo import registers
from adapters.demo.organisation import read
from engine import SYSTEM_ACTOR, Conflict, Engine
from engine.ports import Passwords

#: Read aloud and typed by people trying the demo: no letters that look alike.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was made. `password` is set only when this run made the accounts: it is shown once and kept nowhere."""

    accounts: tuple[str, ...]
    password: str | None


class HashedOnce:
    """All demo accounts begin with one password, so it is hashed once: a first start takes seconds less."""

    def __init__(self, passwords: Passwords) -> None:
        self._passwords = passwords
        self._made: dict[str, str] = {}

    def hash(self, text: str) -> str:
        """The hash made before, or a new one."""
        if text not in self._made:
            self._made[text] = self._passwords.hash(text)
        return self._made[text]

    def verify(self, hashed: str, text: str) -> bool:
        """As the wrapped one."""
        return self._passwords.verify(hashed, text)


def prepare(engine: Engine, password: str, progress: Callable[[str], None]) -> Prepared:
    """Write units and missing accounts. `password` "" makes one up."""
    organisation = read()
    known = {unit.id: unit for unit in engine.people.units(SYSTEM_ACTOR)}
    missing = [unit for unit in organisation.units if unit.id not in known]
    if missing:
        progress(f"{len(missing)} units")
    for unit in missing:
        engine.people.save_unit(SYSTEM_ACTOR, unit.id, unit.name, unit.name_en, unit.kind, None)
    if written := registers.seed(engine):
        progress(f"{written} entries of registers")
    present = {account.name for account in engine.people.accounts(SYSTEM_ACTOR)}
    wanted = [account for account in organisation.accounts if account.name not in present]
    if not wanted:
        return Prepared(tuple(account.name for account in organisation.accounts), None)
    progress(f"{len(wanted)} accounts")
    password = password or "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    for account in wanted:
        try:
            engine.people.create_account(
                SYSTEM_ACTOR, account.name, account.display, f"{account.name}@demo.localhost", password, account.groups, account.rights,
                must_change=False,
            )
        except Conflict:
            continue  # another process of this start made it
    return Prepared(tuple(account.name for account in organisation.accounts), password)
