"""Two made-up years of visits, findings, orders, penalties and credit records of the made-up objects."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from adapters.demo.district.objects import Made
from engine import CaseRecord

YEARS = 2
#: Of ten visits so many are joint, find a problem; of ten problems so many are fined.
JOINT, PROBLEM, FINED = 0.45, 0.3, 0.12
#: From this day the newer rules of repair count; of a hundred penalties ten are grave; of ten records that may be repaired eight were.
NEW_RULES = date(2026, 4, 1)
GRAVE, REPAIRED = 0.1, 0.8
PARTNERS = ("xfjy.nanhu", "scjg.nanhu", "sthj.nanhu", "wsjk.nanhu", "zhzf.nanhu")


@dataclass(slots=True)
class History:
    """Visits as `engine.records.load` takes them, and records of cases."""

    visits: list[Mapping[str, Any]] = field(default_factory=list)
    records: list[CaseRecord] = field(default_factory=list)


def history(random: Random, made: Sequence[Made], visits: int, today: date) -> Iterator[History]:
    """In portions of a thousand visits; every record says that it is synthetic."""
    chosen = [item for item in made if item.matters]
    portion = History()
    for number in range(visits):
        _visit(random, random.choice(chosen), number, today, portion)
        if len(portion.visits) == 1000:
            yield portion
            portion = History()
    if portion.visits:
        yield portion


def _visit(random: Random, made: Made, number: int, today: date, into: History) -> None:
    values = made.values
    day = today - timedelta(days=random.randrange(1, 365 * YEARS))
    street = values["area_code"]
    lead = "zhzf.nhjq" if values["kind"] == "scenic" else random.choice((f"zfd.{street}", f"scjg.{street}", "zhzf.nanhu"))
    units = random.sample(PARTNERS, random.choice((1, 1, 2, 3))) if random.random() < JOINT else []
    problems = random.choice((1, 1, 1, 2, 3)) if random.random() < PROBLEM else 0
    visit_id = f"SYN-V-{number:06}"
    into.visits.append({
        "id": visit_id, "object_id": values["id"], "source": random.choices(("plan", "random", "complaint", "transfer"), (45, 30, 20, 5))[0], "state": "done",
        "lead_unit": lead, "units": [unit for unit in units if unit != lead], "area_code": street, "day": day.isoformat(), "code_no": f"SYN{day:%Y%m%d}{number:06}", "problems": str(problems),
    })
    for place in range(problems):
        _finding(random, made, visit_id, f"{number:06}-{place}", lead, day, today, into)


def _finding(random: Random, made: Made, visit_id: str, number: str, lead: str, day: date, today: date, into: History) -> None:
    values, matter = made.values, random.choice(made.matters)
    fined = random.random() < FINED
    closed = day + timedelta(days=random.randrange(1, 60))
    open_still = closed > today
    common = {"objectId": values["id"], "areaCode": values["area_code"], "bodyGroup": lead, "matterCode": matter, "synthetic": True}

    def keep(kind: str, identity: str, body: Mapping[str, Any]) -> None:
        into.records.append(CaseRecord(kind, identity, "", values["id"], {**common, **body}, _noon(day)))

    finding_id = f"SYN-F-{number}"
    outcome = "penalty" if fined else random.choice(("order", "order", "waiverMinor", "onTheSpot"))
    keep("finding", finding_id, {
        "visitId": visit_id, "fact": f"检查发现：{matter}", "state": "open" if open_still else "closed", "outcome": outcome, "foundOn": day.isoformat(),
        **({} if open_still else {"closedOn": closed.isoformat()}),
    })
    if outcome == "order" or fined:
        due = day + timedelta(days=random.choice((3, 7, 15, 30)))
        keep("order", f"SYN-O-{number}", {
            "findingId": finding_id, "title": "责令限期改正", "orderNo": f"演示责改〔{day.year}〕{number}", "issuedOn": day.isoformat(), "dueOn": due.isoformat(),
            "state": "open" if due > today else random.choices(("corrected", "overdue"), (92, 8))[0],
        })
    if fined and not open_still:
        doc_no = f"演示罚〔{closed.year}〕{number}"
        keep("penalty", f"SYN-P-{number}", {
            "findingId": finding_id, "title": "罚款", "amount": str(random.choice((200, 500, 1000, 2000, 5000))), "docNo": doc_no,
            "decidedOn": closed.isoformat(), "state": "decided",
        })
        keep("creditRecord", f"SYN-C-{number}", {"penaltyId": f"SYN-P-{number}", "decisionNo": doc_no, "partyName": values["name"], **_credit(random, closed, today)})


def _credit(random: Random, start: date, today: date) -> dict[str, Any]:
    """What the credit twin keeps of a published penalty, by the two rules of 2023 and 2026 (bundle credit-repair, table repair-periods)."""
    new = start >= NEW_RULES
    grave = random.random() < GRAVE
    least, most = (12, 36) if new and grave else (3, 12) if new else (3, 36)
    done = start + timedelta(days=random.randrange(0, 45))
    least_end, most_end = _months_after(start, least), _months_after(start, most)
    t0 = max(least_end, done)
    repaired = t0 < today and random.random() < REPAIRED
    return {
        "title": "行政处罚信息公示", "class": "serious" if grave else "general", "specialField": False, "ruleVersion": "order36" if new else "order58", "publicityStart": start,
        "dutiesDoneOn": done, "notBefore": None, "minMonths": least, "maxMonths": most, "minEnd": least_end, "maxEnd": most_end, "t0": t0, "t30": t0 - timedelta(days=30), "dueOn": t0,
        "derivation": f"自 {start} 公示，{least} 个月至 {least_end}，最长至 {most_end}；义务于 {done} 履行；最早可修复日 {t0}。",
        "state": "closed" if repaired or most_end <= today else "open", "result": "repaired" if repaired else "expired" if most_end <= today else None,
    }


def _months_after(day: date, months: int) -> date:
    """So many months later; the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _noon(day: date) -> Any:
    from datetime import UTC, datetime

    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
