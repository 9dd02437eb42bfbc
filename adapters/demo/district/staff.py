"""Made-up staff: role accounts of every unit, and certificates for those who enforce."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from adapters.demo.district.objects import words
from engine import SYSTEM_ACTOR, Conflict, Engine

#: Of ten people of a unit, so many have each role; the rest are members without one.
ROLES = ("officer", "officer", "officer", "officer", "officer", "", "", "duty", "head", "legal")
NAMES = {"officer": "执法人员", "": "工作人员", "duty": "值班员", "head": "负责人", "legal": "法制员"}


@dataclass(frozen=True, slots=True)
class Person:
    """A role account. No person is meant: the display name is the unit, the role and a number."""

    account: str
    display: str
    group: str
    unit: str
    officer: bool


def units(engine: Engine) -> int:
    """Write the departments that the demo organisation does not have; how many units enforce now."""
    known = {unit.id for unit in engine.people.units(SYSTEM_ACTOR)}
    for unit in words()["unit"]:
        if unit["id"] not in known:
            engine.people.save_unit(SYSTEM_ACTOR, unit["id"], unit["name"], unit["name_en"], "department", None)
    return sum(unit.kind == "department" for unit in engine.people.units(SYSTEM_ACTOR))


def staff(engine: Engine, number: int) -> Iterator[Person]:
    """So many people, spread over all units in turn."""
    every = sorted(engine.people.units(SYSTEM_ACTOR), key=lambda unit: unit.id)
    for place in range(number):
        unit, turn = every[place % len(every)], place // len(every)
        role = ROLES[turn % len(ROLES)]
        group = f"{unit.id}.{role}" if role else unit.id
        yield Person(f"syn-{unit.id.replace('.', '-')}-{turn + 1:02}", f"{unit.name}{NAMES[role]} {turn + 1}", group, unit.id, role == "officer")


def hire(engine: Engine, people: list[Person], password: str) -> int:
    """Make the accounts that are missing; how many were made."""
    made = 0
    present = {account.name for account in engine.people.accounts(SYSTEM_ACTOR)}
    for person in people:
        if person.account in present:
            continue
        try:
            engine.people.create_account(SYSTEM_ACTOR, person.account, person.display, "", password, [person.group], [], must_change=False)
            made += 1
        except Conflict:
            continue  # another process of this start made it
    return made


def certificates(random: Random, people: list[Person], today: date) -> list[Mapping[str, Any]]:
    """Entries of the register of officers; about one in twenty ran out, as the platform must notice."""
    found: list[Mapping[str, Any]] = []
    for number, person in enumerate(person for person in people if person.officer):
        until = today + timedelta(days=random.randrange(-90, 1700))
        found.append({
            "id": person.account, "account": person.account, "name": person.display, "unit": person.unit, "certificate": f"SYN{number:06}",
            "valid_from": (until - timedelta(days=1825)).isoformat(), "valid_to": until.isoformat(), "state": "active",
        })
    return found
