"""Registers on both databases: pages under writes, the same answers to the same words, counts of statements, who may, one truth for visits."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR, Actor, CaseRecord, Conflict, Engine, Forbidden, Invalid, NotFound, Right
from tests.engine.counting import counted
from tests.settable_clock import SettableClock

pytestmark = pytest.mark.both_databases
ANNA = Actor("anna", frozenset({"zhzf.nanhu", "zhzf.nanhu.officer"}))
DUTY = Actor("duty", frozenset({"zfd.330402008", "zfd.330402008.duty"}))
AUTHOR = Actor("author", rights=frozenset({Right.MODEL}))
NOBODY = Actor("nobody")
ADMIN = Actor("admin", rights=frozenset({Right.SYSTEM}))


@pytest.fixture
def shops(engine: Engine) -> list[str]:
    """Two streets and sixty shops; their ids."""
    engine.records.load(SYSTEM_ACTOR, "areas", [{"code": "330402008", "name": "解放街道", "keywords": ["解放路"]}, {"code": "330402007", "name": "建设街道", "keywords": ["建国路"]}])
    made = [{"id": f"S-{n:03}", "kind": "shop", "name": f"店{n % 7}%_\\'", "address": f"{'解放路' if n % 2 else '建国路'}{n}号"} for n in range(60)]
    assert engine.records.load(SYSTEM_ACTOR, "objects", made, synthetic=True) == 60
    assert engine.records.load(SYSTEM_ACTOR, "objects", made) == 0, "the same again changes nothing"
    return [str(item["id"]) for item in made]


def test_pages_show_each_entry_once_while_others_write(engine: Engine, shops: list[str]) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        page = engine.records.listed(ANNA, "objects", cursor=cursor, limit=7, count=cursor is None)
        assert page.total == (60 if cursor is None else None)
        seen += [entry.id for entry in page.items if entry.id in shops]
        engine.records.save(SYSTEM_ACTOR, "objects", {"kind": "shop", "name": f"店{len(seen) % 7}", "address": f"解放路{len(seen)}号"})
        if page.next is None:
            break
        cursor = page.next
    assert sorted(seen) == shops


@pytest.mark.parametrize(("q", "count"), [("店3%", 9), ("%", 60), ("_", 60), ("\\", 60), ("'", 60), ("解放路 店1", 5), ("解放路1", 6), ("没有", 0), ("a\x00b", 0), ("\ud800", 0), ("s-00", 10), ("", 60)])
def test_words_are_looked_up_as_they_are(engine: Engine, shops: list[str], q: str, count: int) -> None:
    assert engine.records.listed(ANNA, "objects", q=q, count=True).total == count


def test_a_list_is_two_statements_and_a_bulk_of_entries_few(engine: Engine, shops: list[str]) -> None:
    with counted(engine) as cost:
        engine.records.listed(ANNA, "objects", q="解放路", count=True)
    assert len(cost.statements) == 2
    with counted(engine) as cost:
        engine.records.listed(ANNA, "objects", cursor=engine.records.listed(ANNA, "objects", limit=5).next)
    assert len(cost.statements) == 2, "one for the first page, one for the next"
    with counted(engine) as cost:
        engine.records.load(SYSTEM_ACTOR, "objects", [{"id": f"N-{n}", "kind": "shop", "name": "新", "address": f"解放路{n}号"} for n in range(400)])
    assert len(cost.statements) == 4, "streets, what is known, entries, events"
    with counted(engine) as cost:
        engine.records.dossier(ANNA, shops[0])
    assert len(cost.statements) <= 10


def test_who_reads_and_who_writes(engine: Engine, shops: list[str]) -> None:
    for actor in (NOBODY, ADMIN):
        with pytest.raises(Forbidden):
            engine.records.listed(actor, "objects")
        with pytest.raises(Forbidden):
            engine.records.dossier(actor, shops[0])
    for actor in (ANNA, NOBODY, ADMIN):
        with pytest.raises(Forbidden):
            engine.records.save(actor, "objects", {"id": shops[1], "credit_class": "D"})
    assert engine.records.save(DUTY, "objects", {"id": shops[1], "credit_class": "B"}) == shops[1]
    with pytest.raises(Forbidden):
        engine.records.save(DUTY, "objects", {"id": shops[0], "credit_class": "B"})  # another street
    with pytest.raises(Forbidden):
        engine.records.save(DUTY, "objects", {"id": shops[1], "address": "建国路1号", "area_code": "330402007", "unit": "zfd.330402007"})  # to another street
    with pytest.raises(Forbidden):
        engine.records.save(DUTY, "areas", {"code": "330402008", "name": "x"})
    for odd in ("nothing", "a\x00b", "\ud800", "' or 1=1 --"):
        for look in (lambda odd=odd: engine.records.get(ANNA, "objects", odd), lambda odd=odd: engine.records.dossier(ANNA, odd), lambda odd=odd: engine.records.kept_one(ANNA, "finding", odd)):
            with pytest.raises(NotFound):
                look()
        assert engine.records.listed(ANNA, "objects", filters={"unit": odd}).items == engine.records.kept(ANNA, "finding", filters={"unit": odd}).items == ()
        assert engine.records.kept(ANNA, "finding", q=odd, since=odd).items == engine.records.labels(ANNA, "shops", ids=(odd,)) == engine.records.labels(ANNA, "findings", q=odd) == ()
    with pytest.raises(NotFound):
        engine.records.listed(ANNA, "secrets")
    with pytest.raises(Invalid):
        engine.records.listed(ANNA, "objects", limit=10_000)


def test_a_change_is_not_written_over_anothers(engine: Engine, shops: list[str]) -> None:
    engine.records.save(AUTHOR, "objects", {"id": shops[0], "credit_class": "B"}, version=1)
    with pytest.raises(Conflict):
        engine.records.save(AUTHOR, "objects", {"id": shops[0], "credit_class": "C"}, version=1)
    with pytest.raises(Conflict):
        engine.records.save(AUTHOR, "objects", {"id": shops[0], "kind": "shop", "name": "x", "address": "解放路"}, version=0)
    entry = engine.records.get(ANNA, "objects", shops[0])
    assert (entry.values["credit_class"], entry.version, entry.synthetic, entry.updated_by) == ("B", 2, True, "author")
    assert [event.deed for event in engine.records.history(ANNA, "objects", shops[0])].count("changed") == 1


def test_a_visit_of_a_case_and_one_of_the_register_are_the_same_register(engine: Engine, shops: list[str], clock: SettableClock) -> None:
    clock.set("2026-03-02 09:00")
    body = {"objectId": shops[0], "leadGroup": "zhzf.nanhu", "invitedGroups": ["xfjy.nanhu"], "state": "open", "joined": [{"caseId": "x"}]}
    engine.cases.put(SYSTEM_ACTOR, "visit", "V-1", "case-1", body, subject=shops[0])
    engine.records.save(SYSTEM_ACTOR, "visits", {"object_id": shops[0], "lead_unit": "scjg.nanhu", "units": ["xfjy.nanhu"], "day": "2026-01-05"})
    assert {visit.state for visit in engine.records.visits_of(SYSTEM_ACTOR, shops[0])} == {"open", "done"}
    assert engine.records.visits_of(SYSTEM_ACTOR, shops[0], but_case="case-1")[0].units == ("scjg.nanhu", "xfjy.nanhu")
    kept = engine.cases.get(SYSTEM_ACTOR, "visit", "V-1")
    assert kept is not None and kept.body["joined"] == [{"caseId": "x"}] and kept.subject == shops[0]
    engine.cases.put(SYSTEM_ACTOR, "visit", "V-1", "case-1", {**body, "state": "done", "participatingGroups": ["zhzf.nanhu", "xfjy.nanhu"]}, subject=shops[0])
    done = engine.records.get(ANNA, "visits", "V-1")
    assert (done.values["state"], done.values["day"], done.values["units"]) == ("done", "2026-03-02", ["xfjy.nanhu"])
    assert len(engine.records.dossier(ANNA, shops[0]).visits) == 2
    assert next(item.id for item in engine.records.listed(ANNA, "visits", filters={"member": "xfjy.nanhu"}).items) == "V-1"


def test_records_of_cases_are_listed_by_what_they_say(engine: Engine, shops: list[str]) -> None:
    engine.cases.load(SYSTEM_ACTOR, [
        CaseRecord("finding", f"F-{n:03}", "", shops[n % 3], {"fact": f"问题{n}", "state": "open" if n % 2 else "closed", "matterCode": "S01", "foundOn": f"2026-01-{n % 28 + 1:02}"}, engine_now)
        for n in range(90) for engine_now in [SettableClock().now()]
    ])
    assert engine.records.kept(ANNA, "finding", count=True).total == 90
    assert engine.records.kept(ANNA, "finding", filters={"state": "open", "subject": shops[0]}, count=True).total == 15
    assert engine.records.kept(ANNA, "finding", since="2026-01-10", until="2026-01-10", count=True).total == 3
    assert engine.records.kept(ANNA, "finding", q="问题77").items == (), "words of a title count only where the case may be seen"
    seen, cursor = [], None
    while True:
        page = engine.records.kept(ANNA, "finding", cursor=cursor, limit=20)
        seen += [row.id for row in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 90
    with pytest.raises(Invalid):
        engine.records.kept(ANNA, "finding", cursor="x")
