"""Make the district: organisation, staff, objects, history in bulk, and cases that the engine really ran. Tells how far it is."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from adapters import replaying, running
from adapters.bootstrap import Application, build
from adapters.bundle_check.quiet import NothingIsSent
from adapters.clock import SHANGHAI, SettableClock, SystemClock
from adapters.demo.district import history, objects, staff
from adapters.demo.prepare import HashedOnce, prepare
from adapters.passwords import Argon2Passwords
from adapters.settings import Settings
from engine import SYSTEM_ACTOR

Say = Callable[[str], None]
PORTION = 1000


@dataclass(frozen=True, slots=True)
class Size:
    """How large the district is."""

    objects: int = 30_000
    staff: int = 1_500
    visits: int = 24_000
    cases: int = 500


def generate(settings: Settings, seed: int, size: Size, say: Say) -> None:
    """Fill the database of `settings`. What is there stays; the same seed on the same day writes the same entries again and changes nothing.

    Mails of the played cases go nowhere. Raises whatever refuses an entry: a made-up district that does not fit is a mistake here.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    clock = SettableClock()
    now = SystemClock().now()
    clock.set(now)
    today = now.astimezone(SHANGHAI).date()
    application = build(replace(settings, demo=True, penalty_url=""), clock, passwords=HashedOnce(Argon2Passwords()), mailer=NothingIsSent())
    try:
        running.set_up(application, say)
        prepared = prepare(application.engine, settings.demo_password, say)
        records = application.engine.records
        say(f"{staff.units(application.engine)} departments")
        password = prepared.password or settings.demo_password or secrets.token_urlsafe(9)
        people = list(staff.staff(application.engine, size.staff))
        say(f"{staff.hire(application.engine, people, password)} of {len(people)} role accounts made")
        random = Random(seed)
        records.load(SYSTEM_ACTOR, "officers", staff.certificates(random, people, today), synthetic=True)
        made = list(objects.objects(random, size.objects, today))
        for start in range(0, len(made), PORTION):
            records.load(SYSTEM_ACTOR, "objects", [item.values for item in made[start:start + PORTION]], synthetic=True)
            _tell(say, "objects", start + PORTION, len(made), 5)
        quiet = replaying.stand_ins(made, size.cases)
        spared = {item.values["id"] for item in quiet}
        done = 0
        for portion in history.history(random, [item for item in made if item.values["id"] not in spared] or made, size.visits, today):
            records.load(SYSTEM_ACTOR, "visits", portion.visits, synthetic=True)
            application.engine.cases.load(SYSTEM_ACTOR, portion.records)
            done += len(portion.visits)
            _tell(say, "visits", done, size.visits, 4)
        stand_ins = [records.get(SYSTEM_ACTOR, "objects", str(item.values["id"])) for item in quiet]
        played = replaying.replay(application, clock, random, size.cases, today, stand_ins, lambda count: _tell(say, "cases", count, size.cases, 50))
        say(f"cases: {played.finished} finished, {played.open} open, {played.cancelled} cancelled, {played.refused} refused to start")
        clock.set(now)
        say(f"{_silenced(application)} mails of these cases are not sent")
        say(f"password of the accounts made now: {password}")
    finally:
        clock.set(now)
        application.close()


def _silenced(application: Application) -> int:
    """Mails that the played cases would send today to people who do not exist: taken, and thrown away."""
    count = 0
    while mails := application.engine.jobs.mails(PORTION, "generate"):
        for mail in mails:
            application.engine.jobs.sent(mail.id)
        count += len(mails)
    return count


def _tell(say: Say, what: str, done: int, total: int, every: int) -> None:
    step = PORTION * every if what != "cases" else every
    if done >= total or done % step == 0:
        say(f"{what}: {min(done, total)} of {total}")
