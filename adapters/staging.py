"""What the demo shows at first sight: example cases of the bundles, played by the demo's accounts up to a step, some days ago.

A case is left where `demo/stages.toml` says; the worker of the demo then finds its clocks as they are today: some are late.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from adapters.bootstrap import build
from adapters.bundle_check.casefile import Case, Step, cases
from adapters.bundle_check.quiet import NothingIsSent
from adapters.bundle_check.runner import CaseFailed
from adapters.bundles import paths
from adapters.clock import SHANGHAI, SettableClock, SystemClock
from adapters.demo.district import history, objects
from adapters.replaying import EXPECTED, Replay, members_of, shifted
from adapters.settings import Settings
from engine import SYSTEM_ACTOR, Actor, Engine, with_implied

FILE = Path(__file__).parent / "demo" / "stages.toml"
#: How much of a past the demo has; `onething demo generate` makes a whole district's.
OBJECTS, VISITS = 120, 400
SATURDAY = 5
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """One case: its id in the bundles, how many steps are played, how many days ago the last one was, texts of the file that are others here.

    `by` is the unit that begins it, "" for that of the file.
    """

    case: str
    steps: int
    ago: int
    other: Mapping[str, str]
    by: str = ""


def read(file: Path = FILE) -> tuple[list[dict[str, Any]], list[Stage]]:
    """The objects that the cases are about, and the cases, in the order of the file."""
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    places = {"": {}, **said["place"]}
    return said["object"], [
        Stage(item["case"], item["steps"], item["ago"], {**places[item.get("place", "")], **item.get("other", {})}, item.get("by", "")) for item in said["stage"]
    ]


def set_the_stage(settings: Settings, say: Say) -> int:
    """Play every stage; how many cases there are now. A case that cannot go on as its file says stays where it is, and is told."""
    shops, stages = read()
    clock = SettableClock()
    now = SystemClock().now()
    clock.set(now)
    application = build(replace(settings, demo=True, penalty_url="", systems={}), clock, mailer=NothingIsSent())
    try:
        application.engine.records.load(SYSTEM_ACTOR, "objects", shops, synthetic=True)
        _past(application.engine, now.astimezone(SHANGHAI).date())
        files = {case.id: case for folder in paths(settings) for case in cases(folder)}
        members = members_of(application)
        for number, stage in enumerate(stages, 1):
            run = Replay(staged(files[stage.case], stage, now), application, clock, members)
            try:
                run.play()
            except CaseFailed as error:
                say(f"  {stage.case}: {error}")
            if number % 5 == 0 or number == len(stages):
                say(f"cases: {number} of {len(stages)}")
        clock.set(now)
        _thrown_away(application.engine)
        _taken(application.engine)
        return len(stages)
    finally:
        clock.set(now)
        application.close()


def _past(engine: Engine, today: date) -> None:
    """Certificates of the officers, and two years of visits, findings and orders of made-up objects, for charts and pages; all marked synthetic."""
    officers = [account for account in engine.people.accounts(SYSTEM_ACTOR) if any(group.endswith(".officer") for group in account.groups)]
    engine.records.load(SYSTEM_ACTOR, "officers", [{
        "id": account.name, "account": account.name, "name": account.display, "unit": ".".join(account.groups[0].split(".")[:2]), "certificate": f"SYN{number:06}",
        "valid_from": f"{today - timedelta(days=1425)}", "valid_to": f"{today + timedelta(days=400)}", "state": "active",
    } for number, account in enumerate(officers)], synthetic=True)
    random = Random(1)
    made = list(objects.objects(random, OBJECTS, today))
    engine.records.load(SYSTEM_ACTOR, "objects", [item.values for item in made], synthetic=True)
    for portion in history.history(random, made, VISITS, today):
        engine.records.load(SYSTEM_ACTOR, "visits", portion.visits, synthetic=True)
        engine.cases.load(SYSTEM_ACTOR, portion.records)


def staged(case: Case, stage: Stage, now: datetime) -> Case:
    """The case up to its stage, so that the last step was as long ago as the stage says, without what the file expects.

    It is moved by whole days, the fewest after which nothing lies in the future and each of its days is again what it was: a working
    day or a day of a weekend (up to six more than asked for).
    """
    steps = case.steps[:stage.steps]
    moments = [_moment(at) for at in (case.start["at"], *(step.said["at"] for step in steps if "at" in step.said))]
    shift = _shift(moments, now - timedelta(days=stage.ago))

    def other(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: other(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [other(item) for item in value]
        if isinstance(value, str):
            for old, new in stage.other.items():
                value = value.replace(old, new)
        return shifted(value, shift)

    start = other(case.start)
    return replace(
        case, start={**start, "by": stage.by} if stage.by else start, people=other(case.people), answers=other(case.answers), expect={},
        steps=tuple(Step(step.number, step.kind, step.name, {name: other(value) for name, value in step.said.items() if name not in EXPECTED}, step.line) for step in steps if "refused" not in step.said),
    )


def _moment(said: object) -> datetime:
    found = datetime.fromisoformat(str(said))
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


def _shift(moments: list[datetime], latest: datetime) -> timedelta:
    first, last = min(moments).astimezone(SHANGHAI).date(), max(moments)
    span = [first + timedelta(days=number) for number in range((last.astimezone(SHANGHAI).date() - first).days + 1)]

    def alike(shift: timedelta) -> bool:
        return all(((day + shift).weekday() >= SATURDAY) == (day.weekday() >= SATURDAY) for day in span)

    return next(shift for back in range(7) if alike(shift := timedelta(days=(latest - last).days - back)))


def _thrown_away(engine: Engine) -> None:
    """Mails about the past: notices stay, letters to accounts that nobody reads yet do not."""
    while mails := engine.jobs.mails(1000, "stage"):
        for mail in mails:
            engine.jobs.sent(mail.id)


def _taken(engine: Engine) -> None:
    """Officers have one task of their own in hand where more than one is to be had; the rest stays in the pool."""
    for account in engine.people.accounts(SYSTEM_ACTOR):
        if account.name.endswith("-officer-1"):
            actor = Actor(account.name, with_implied(set(account.groups)))
            pool = engine.tasks.inbox(actor, "group", limit=2).items
            if len(pool) > 1:
                engine.tasks.claim(actor, pool[-1].id)
