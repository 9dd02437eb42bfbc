"""Example cases of the bundles, played again by the district's own people, on other days and about other objects: real cases of the engine.

What a case file expects is left out: another day has another due date, and an object with a past of its own may lead elsewhere.
A case that cannot go on as its file says stays where it is, as cases do; one that stumbles over its own example data is cancelled.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile
from random import Random
from typing import Any

from adapters.bootstrap import Application
from adapters.bundle_check.casefile import Case, Step, cases
from adapters.bundle_check.runner import CaseFailed, Run
from adapters.bundles import paths
from adapters.clock import SettableClock
from adapters.demo.district.objects import Made
from adapters.demo.registers import FOLDER
from engine import SYSTEM_ACTOR, Actor, Entry, Fault, with_implied

#: The first day for which calendars are kept; law's days cannot be counted before it.
EARLIEST = date(2025, 1, 6)
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?=$|[ T])")
#: What a case file says that holds only for its own day and objects.
EXPECTED = frozenset({"due", "expect", "candidates", "refused"})
#: Fields by which one object stands for another.
ALIKE = ("kind", "area_code", "list_type", "credit_class")
#: Numbers of decisions: another case has another, or it would be told that the case before it has its record.
NUMBERED = re.compile(r"(〔\d{4}〕)(\d{1,6})(?=号)")
REASON = "演示数据：示例资料不适用"


@dataclass(slots=True)
class Played:
    """What became of the cases."""

    finished: int = 0
    open: int = 0
    cancelled: int = 0
    refused: int = 0


class Replay(Run):
    """A run by people of the district."""

    def __init__(self, case: Case, application: Application, clock: SettableClock, members: Mapping[str, Sequence[str]]) -> None:
        self._members = members
        self._chosen: dict[str, str] = {}
        names = {said: person(members, self._chosen, said, group) for said, group in case.people.items()}
        super().__init__(replace(case, steps=tuple(replace(step, said=_named(step.said, names)) for step in case.steps)), application, clock)

    def _people(self) -> None:
        """They are there already."""

    def _actor(self, said: str) -> Actor:
        if said == "system":
            return SYSTEM_ACTOR
        account, _, group = said.rpartition("@")
        group = self.case.people.get(said, group)
        return Actor(person(self._members, self._chosen, account or said, group), with_implied({group}))


def _named(value: Any, names: Mapping[str, str]) -> Any:
    """What a step says, with the accounts of the district for the names of the file, wherever a form holds one."""
    if isinstance(value, Mapping):
        return {key: item if key == "by" else _named(item, names) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_named(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value


def person(members: Mapping[str, Sequence[str]], chosen: dict[str, str], said: str, group: str) -> str:
    """An account of the group for a name of the case file: the same for the same name, another for another, as long as there are enough."""
    key = f"{said}@{group}"
    if key not in chosen:
        free = [name for name in members.get(group, ()) if name not in chosen.values()]
        chosen[key] = (free or list(members.get(group, ())) or [said])[0]
    return chosen[key]


def replay(application: Application, clock: SettableClock, random: Random, number: int, today: date, objects: Sequence[Entry], step: Callable[[int], None]) -> Played:
    """Play so many cases, oldest first. `objects` stand in for those of the files; each is used again only after all others like it."""
    files = [case for folder in paths(application.settings) for case in cases(folder)]
    members = members_of(application)
    pools = _pools(objects)
    played = Played()
    days = sorted(EARLIEST + timedelta(days=random.randrange((today - EARLIEST).days - 1)) for _ in range(number))
    for count, day in enumerate(days, 1):
        case = random.choice(files)
        _play(Replay(_so_far(_moved(case, day, random, pools, count), today), application, clock, members), application, played)
        step(count)
    return played


def _play(run: Replay, application: Application, played: Played) -> None:
    try:
        run.play()
    except CaseFailed:
        if not run.case_id:
            played.refused += 1
            return
    state = application.engine.instances.get(SYSTEM_ACTOR, run.case_id)
    if state.row.state != "active":
        played.finished += 1
    elif state.incidents:
        try:
            application.engine.instances.cancel(SYSTEM_ACTOR, run.case_id, REASON)
        except Fault:
            played.open += 1
        else:
            played.cancelled += 1
    else:
        played.open += 1


def members_of(application: Application) -> dict[str, list[str]]:
    """The accounts of every group, and of the units these groups are of, officers first."""
    found: dict[str, list[str]] = defaultdict(list)
    for account in sorted(application.engine.people.accounts(SYSTEM_ACTOR), key=lambda each: not any(group.endswith(".officer") for group in each.groups)):
        for group in sorted(with_implied(set(account.groups))) if account.active else ():
            found[group].append(account.name)
    return found


def stand_ins(made: Sequence[Made], most: int) -> list[Made]:
    """Objects like those of the files, at most so many of each sort: they are spared the made-up history, so that cases find what they expect."""
    wanted = {tuple(entry.get(name) or None for name in ALIKE): most for entry in _originals()}
    found = []
    for item in made:
        key = tuple(item.values.get(name) for name in ALIKE)
        if wanted.get(key):
            wanted[key] -= 1
            found.append(item)
    return found


def _pools(objects: Sequence[Entry]) -> dict[tuple[object, ...], list[Entry]]:
    pools: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in objects:
        pools[tuple(entry.values.get(name) for name in ALIKE)].append(entry)
    return pools


def _moved(case: Case, day: date, random: Random, pools: dict[tuple[object, ...], list[Entry]], count: int) -> Case:
    """The case on another day (of the same weekday), about other objects, without what it expects."""
    first = date.fromisoformat(str(case.start["at"])[:10])
    shift = timedelta(days=(day - first).days // 7 * 7)
    swaps = dict(_swaps(pools, case))

    def other(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: other(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [other(item) for item in value]
        if isinstance(value, str):
            value = NUMBERED.sub(lambda found: f"{found[1]}{int(found[2]) * 1000 + count % 1000}", swaps.get(value, value))
        return shifted(value, shift)

    steps = tuple(Step(item.number, item.kind, item.name, {name: other(value) for name, value in item.said.items() if name not in EXPECTED}, item.line) for item in case.steps if "refused" not in item.said)
    start = {name: other(value) for name, value in case.start.items()}
    if "business_key" in start:
        start["business_key"] = f"{start['business_key']}-{count}"
    return replace(case, start=start, steps=steps, answers=other(case.answers), expect={})


def _so_far(case: Case, today: date) -> Case:
    """The case without the steps of today and later: nothing has happened yet that is still to come."""
    steps = takewhile(lambda step: "at" not in step.said or str(step.said["at"])[:10] < today.isoformat(), case.steps)
    return replace(case, steps=tuple(steps))


def shifted(value: Any, shift: timedelta) -> Any:
    """The same so much later, if it is a day or begins with one."""
    if isinstance(value, str) and (found := DAY.match(value)):
        try:
            return (date.fromisoformat(found[1]) + shift).isoformat() + value[10:]
        except (ValueError, OverflowError):
            return value
    return value + shift if isinstance(value, date) else value


def _swaps(pools: dict[tuple[object, ...], list[Entry]], case: Case) -> Iterator[tuple[str, str]]:
    """Texts of the file that name an object of the demo, and what names its stand-in."""
    said = repr((case.start, [step.said for step in case.steps]))
    for entry in _originals():
        names = [entry["id"], entry["name"], entry.get("credit_code", ""), entry.get("address", "")]
        pool = pools.get(tuple(entry.get(name) or None for name in ALIKE))
        if pool and any(name and name in said for name in names):
            other = pool.pop()
            pool.insert(0, other)
            values = [other.id, *(str(other.values.get(name) or "") for name in ("name", "credit_code", "address"))]
            yield from ((old, new) for old, new in zip(names, values, strict=True) if old and new)


def _originals() -> list[dict[str, str]]:
    import csv

    with (FOLDER / "objects.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
