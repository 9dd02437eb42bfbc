"""Law as data in the database: import, replacement, confirmation by a second person, and what a case is told on the day of its conduct."""

from __future__ import annotations

import pytest

from engine import Actor, Conflict, Engine, Forbidden, Invalid, NotFound
from engine.commands.lawbook import RowsWrong
from tests.engine.modelling import bpmn

HEAD = "kind,key,step,department,title,condition,outcome,min,max,unit,source,mark,valid_from,valid_to,note\n"
FIRST = "credit-class,general,,,旧办法,,,3,36,月,C15,S,2023-05-01,2026-03-31,\n"
SECOND = "credit-class,general,,,新办法,,,3,12,月,C2,S,2026-04-01,,\n"
FILE = (HEAD + FIRST + SECOND).encode()
pytestmark = pytest.mark.both_databases


@pytest.fixture
def second(engine: Engine, people: dict[str, Actor]) -> Actor:
    from engine import SYSTEM_ACTOR

    engine.people.create_account(SYSTEM_ACTOR, "lawyer", "Lawyer", "", "a long enough phrase", [], ["model"], must_change=False)
    return engine.people.authenticate("lawyer", "a long enough phrase")


def test_look_import_correct_and_keep_the_old_row(engine: Engine, people: dict[str, Actor]) -> None:
    author = people["author"]
    looked = engine.law.preview(author, "a.csv", FILE)
    assert [item.state for item in looked.rows] == ["new", "new"] and engine.law.listed(author) == ()
    assert engine.law.import_previewed(author, looked.revision) == (2, 0)
    again = engine.law.preview(author, "a.csv", FILE)
    assert [item.state for item in again.rows] == ["same", "same"]
    with pytest.raises(Conflict):
        engine.law.import_previewed(author, looked.revision)
    changed = engine.law.preview(author, "b.csv", FILE.replace(b",12,", b",13,"))
    assert [item.state for item in changed.rows] == ["same", "changed"]
    assert engine.law.import_previewed(author, changed.revision) == (0, 1)
    old, new = engine.law.listed(author)
    assert (old.max, new.max, new.file) == ("36", "13", "b.csv")
    versions = engine.law.history(author, new.id)
    assert [(item.max, bool(item.replaced_by)) for item in versions] == [("13", False), ("12", True), ("36", False)]


def test_a_file_with_a_mistake_imports_nothing(engine: Engine, people: dict[str, Actor]) -> None:
    bad = FILE + b"nothing,S 1,,,x,,,,,,,CFG,2025-01-01,,\n"
    with pytest.raises(RowsWrong) as wrong:
        engine.law.import_rows(people["author"], "a.csv", bad)
    assert list(wrong.value.fields) == ["4.kind", "4.key"] and wrong.value.place is not None and wrong.value.place.row == 4
    looked = engine.law.preview(people["author"], "a.csv", bad)
    assert looked.revision == 0 and len(looked.remarks) == 2 and len(looked.rows) == 2
    assert engine.law.listed(people["author"]) == ()


def test_a_second_person_confirms_and_a_correction_needs_it_anew(engine: Engine, people: dict[str, Actor], second: Actor) -> None:
    author = people["author"]
    engine.law.import_rows(author, "a.csv", FILE)
    row = engine.law.listed(author)[1]
    with pytest.raises(Forbidden) as own:
        engine.law.confirm(author, row.id)
    assert own.value.code == "law.own"
    engine.law.confirm(second, row.id)
    assert engine.law.listed(author)[1].confirmed_by == "lawyer"
    assert [item.id for item in engine.law.listed(author, unconfirmed=True)] == [engine.law.listed(author)[0].id]
    engine.law.import_rows(author, "a.csv", FILE)  # the same again: the confirmation stays
    assert engine.law.listed(author)[1].confirmed_by == "lawyer"
    engine.law.import_rows(author, "b.csv", FILE.replace(b",12,", b",13,"))
    assert engine.law.listed(author)[1].confirmed_by == ""
    with pytest.raises(Conflict):
        engine.law.confirm(second, row.id)
    with pytest.raises(NotFound):
        engine.law.confirm(second, "nothing")


@pytest.mark.parametrize("name", ["anna", "auditor", "admin", "machine"])
def test_only_modellers_change_law(engine: Engine, people: dict[str, Actor], name: str) -> None:
    engine.law.import_rows(people["author"], "a.csv", FILE)
    row = engine.law.listed(people["author"])[0].id
    for verb in (lambda: engine.law.preview(people[name], "a.csv", FILE), lambda: engine.law.import_rows(people[name], "a.csv", FILE),
                 lambda: engine.law.import_previewed(people[name], 1), lambda: engine.law.confirm(people[name], row)):
        with pytest.raises(Forbidden):
            verb()
    if name in ("anna", "auditor"):
        assert len(engine.law.listed(people[name])) == 2
    else:
        with pytest.raises(Forbidden):
            engine.law.listed(people[name])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_imported_again_changes_nothing(engine: Engine, people: dict[str, Actor], form: str) -> None:
    engine.law.import_rows(people["author"], "a.csv", FILE)
    assert engine.law.import_rows(people["author"], f"a.{form}", engine.law.export(people["author"], form)) == (0, 0)


@pytest.mark.parametrize(("day", "most"), [("2026-03-31", "36"), ("2026-04-01", "12"), ("2020-01-01", None)])
def test_a_case_is_told_the_version_in_force_on_the_day_of_the_conduct(engine: Engine, people: dict[str, Actor], day: str, most: str | None) -> None:
    engine.law.import_rows(people["author"], "a.csv", FILE)
    dmn = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="f" name="f" namespace="urn:t"><decision id="most" name="most"><variable name="most"/>
    <literalExpression><text>if law("credit-class", "general", conductDate) = null then null else law("credit-class", "general", conductDate).max</text></literalExpression></decision></definitions>"""
    model = bpmn('start s\nrule r decision=most result=most\nuser u candidate=zhzf.nanhu.officer\nend e\ns > r > u > e', "repair")
    engine.definitions.deploy(people["author"], "repair", {"most.dmn": dmn, "repair.bpmn": model})
    case = engine.instances.start(people["anna"], "repair", {"conductDate": day})
    (taken,) = engine.decisions.taken(people["anna"], case.id)
    assert taken.outputs == most
    assert engine.decisions.try_out(people["anna"], "most", {}, f'{{"conductDate": "{day}"}}').outputs == most


def test_expressions_see_a_correction_at_once_and_never_the_replaced_row(engine: Engine, people: dict[str, Actor]) -> None:
    author = people["author"]
    dmn = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="f" name="f" namespace="urn:t"><decision id="most" name="most"><variable name="most"/>
    <literalExpression><text>for row in law rows("credit-class", "general", "2026-05-01") return row.max</text></literalExpression></decision></definitions>"""
    engine.definitions.deploy(author, "b", {"most.dmn": dmn})
    for most in (b"12", b"13", b"9"):
        engine.law.import_rows(author, "a.csv", FILE.replace(b",12,", b"," + most + b","))
        assert engine.decisions.try_out(author, "most", {}).outputs == [most.decode()]
        engine.forget()
        assert engine.decisions.try_out(author, "most", {}).outputs == [most.decode()]
    engine.law.import_rows(author, "a.csv", FILE.replace(b"2026-04-01,,", b"2026-04-01,2026-04-30,"))  # it ended before that day
    assert engine.decisions.try_out(author, "most", {}).outputs == []


def test_a_bundle_seeds_its_rows_once_and_never_over_what_staff_imported(engine: Engine, people: dict[str, Actor]) -> None:
    author = people["author"]
    engine.definitions.deploy(author, "b", {"law.csv": FILE, "x.bpmn": bpmn("start s\nend e\ns > e", "x")})
    engine.law.import_rows(author, "a.csv", FILE.replace(b",12,", b",13,"))
    engine.definitions.deploy(author, "b", {"law.csv": FILE, "x.bpmn": bpmn("start s\nuser u candidate=zhzf.nanhu.officer\nend e\ns > u > e", "x")})
    assert [row.max for row in engine.law.listed(author)] == ["36", "13"]
    with pytest.raises(Invalid) as wrong:
        engine.definitions.deploy(author, "b", {"law.csv": HEAD.encode() + b"nothing\n", "x.bpmn": bpmn("start s\nend e\ns > e", "x")})
    assert wrong.value.code == "law.rows"
