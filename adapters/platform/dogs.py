"""The dogs of the register: who is it (`dog.find`), and the daily look at dates (`dog.register-scan`, `dog.notify-batch`, `dog.launch-followups`).

Which dates count comes from the model, whose clocks know the law; nothing here does. A dog is an object of the kind `dog`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from adapters.platform import parties
from adapters.platform.desk import Answer, Desk, day, text
from engine import SYSTEM_ACTOR, Entry, ExternalTask

KIND = "dog"
PAGE = 200
REMINDED = ("remind60", "remind37", "lastDay", "puppies", "visitors")
FOLLOWED = {"lapsed": "registered_to", "vaccLapsed": "vaccinated_to"}
#: Which date of the dog a list is about: a new certificate or shot opens a new round of reminders.
ABOUT = {**dict.fromkeys(("remind60", "remind37", "lastDay"), "registered_to"), **FOLLOWED, "puppies": "born_on", "visitors": "visiting_since"}


def find(desk: Desk, task: ExternalTask) -> Answer:
    """By `dogId`, `chipNo`, `tagNo`, or an `address` where just one dog is registered. All null when there is none: a stray need not be known."""
    said = task.variables
    entry = _by_id(desk, text(said.get("dogId"))) or _by_mark(desk, text(said.get("chipNo"))) or _by_mark(desk, text(said.get("tagNo"))) or _at(desk, text(said.get("address")))
    if entry is None:
        return {**dict.fromkeys(("dogId", "owner", "certTo", "vaccEnd", "dogState", "dogAreaCode", "dogAddress")), "earlierBreaches": 0}
    values = entry.values
    breaches = [record for record in desk.engine.cases.of_subject(SYSTEM_ACTOR, "finding", entry.id) if record.body.get("state") == "closed"]
    return {
        "dogId": entry.id, "owner": values.get("owner"), "certTo": _date(values.get("registered_to")), "vaccEnd": _date(values.get("vaccinated_to")),
        "dogState": values.get("state"), "dogAreaCode": values.get("area_code"), "dogAddress": values.get("address"), "earlierBreaches": len(breaches),
    }


def scan(desk: Desk, task: ExternalTask) -> Answer:
    """Sorts the dogs into lists by the dates `asOf`, `remind60On`, `remind37On`, `lastDayOn`, `bornUntil`, `arrivedUntil`; answers with counts.

    A reminder's list runs up to its day from the one before it, so that a day on which nothing ran is made up for. The lists
    are a record of the day.
    """
    limits = {name: day(task.variables.get(name)) for name in ("asOf", "remind60On", "remind37On", "lastDayOn", "bornUntil", "arrivedUntil")}
    lists: dict[str, list[str]] = {name: [] for name in (*REMINDED, *FOLLOWED)}
    for entry in _all(desk):
        for name in _lists_of(entry.values, {key: value for key, value in limits.items() if value is not None}):
            lists[name].append(entry.id)
    desk.put("dogWatch", f"dog-watch/{limits['asOf']}", task, {"asOf": str(limits["asOf"]), "lists": lists})
    return {name: len(ids) for name, ids in lists.items()}


def notify_batch(desk: Desk, task: ExternalTask) -> Answer:
    """One notice per dog, list and date, however often the day is run; the template is `dog-<list>`. Returns `notified`."""
    told = 0
    for name in REMINDED:
        for entry in _listed(desk, task, name):
            about = entry.values.get(ABOUT[name])
            said = {"templateId": f"dog-{name}", "toRef": entry.id, "params": {"dogId": entry.id, "date": about}, "dedupKey": f"dog/{entry.id}/{name}/{about}"}
            parties.notify(desk, replace(task, variables=said))
            told += 1
    return {"notified": told}


def launch_followups(desk: Desk, task: ExternalTask) -> Answer:
    """One `msg.dog.followup` per dog whose certificate or immunisation lapsed, once per date. Returns `launched`, the new ones."""
    new = 0
    for kind, field in FOLLOWED.items():
        for entry in _listed(desk, task, kind):
            sent = desk.engine.messages.correlate(
                "msg.dog.followup", data={"dogId": entry.id, "kind": kind, "areaCode": entry.values.get("area_code")},
                message_id=f"dog-followup/{entry.id}/{kind}/{entry.values.get(field)}"[:200], actor=SYSTEM_ACTOR,
            )
            new += sent.outcome != "duplicate"
    return {"launched": new}


def _lists_of(values: Mapping[str, Any], at: Mapping[str, date]) -> Iterator[str]:
    ends, shot, born, came = (_date(values.get(name)) for name in ("registered_to", "vaccinated_to", "born_on", "visiting_since"))
    if ends is not None:
        if ends < at["asOf"]:
            yield "lapsed"
        elif ends <= at["lastDayOn"]:
            yield "lastDay"
        elif ends <= at["remind37On"]:
            yield "remind37"
        elif ends <= at["remind60On"]:
            yield "remind60"
    if shot is not None and shot < at["asOf"]:
        yield "vaccLapsed"
    if shot is None and born is not None and born <= at["bornUntil"]:
        yield "puppies"
    if came is not None and ends is None and came <= at["arrivedUntil"]:
        yield "visitors"


def _all(desk: Desk) -> Iterator[Entry]:
    cursor = None
    while True:
        page = desk.engine.records.listed(SYSTEM_ACTOR, "objects", filters={"kind": KIND, "state": "active"}, cursor=cursor, limit=PAGE)
        yield from page.items
        if (cursor := page.next) is None:
            return


def _listed(desk: Desk, task: ExternalTask, name: str) -> Iterator[Entry]:
    lists = desk.record("dogWatch", f"dog-watch/{day(task.variables.get('asOf'))}")["lists"]
    yield from (entry for identity in lists[name] if (entry := _by_id(desk, identity)) is not None)


def _by_id(desk: Desk, identity: str | None) -> Entry | None:
    found = desk.engine.records.matching(SYSTEM_ACTOR, "objects", kind=KIND, id=identity) if identity else ()
    return found[0] if found else None


def _by_mark(desk: Desk, mark: str | None) -> Entry | None:
    """By chip or tag, as lists find it; the whole mark must be equal."""
    if mark is None:
        return None
    page = desk.engine.records.listed(SYSTEM_ACTOR, "objects", q=mark, filters={"kind": KIND}, limit=10)
    return next((_by_id(desk, entry.id) for entry in page.items if mark in (entry.values.get("chip"), entry.values.get("tag"))), None)


def _at(desk: Desk, address: str | None) -> Entry | None:
    near = [entry for entry in desk.engine.records.at_address(SYSTEM_ACTOR, address) if entry.values.get("kind") == KIND] if address else []
    return near[0] if len(near) == 1 else None


def _date(value: object) -> date | None:
    return day(value) if value else None
