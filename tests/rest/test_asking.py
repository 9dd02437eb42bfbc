"""Lists that look into variables: their order, their own values, filters that are computed (dialect C2, C3)."""

from __future__ import annotations

from typing import Any

import pytest

from engine import SYSTEM_ACTOR, Engine
from tests.engine.counting import counted
from tests.engine.modelling import bpmn
from tests.rest.client import Client

LOOK = bpmn("""
    start s
    user see group=zhzf.nanhu.officer formRef=${form} formRefBinding=latest
    end e
    s > see > e
""", "look")
FORM = b'{"id": "%s", "type": "default", "schemaVersion": 16, "components": []}'
VALUES: list[dict[str, Any]] = [
    {"value": 9, "type": "Integer"}, {"value": 10.5, "type": "Double"}, {"value": 10, "type": "Long"}, {"value": "9", "type": "String"}, {"value": "10", "type": "String"},
    {"value": "2026-03-01T01:00:00.000+0800", "type": "Date"}, {"value": "2026-02-28T18:00:00.000+0000", "type": "Date"},
]


@pytest.fixture
def cases(engine: Engine, machine: Client) -> list[str]:
    """A task for each of `VALUES` as `x`, each with a form that an expression names."""
    engine.definitions.deploy(SYSTEM_ACTOR, "look", {"look.bpmn": LOOK, "a.form": FORM % b"fa", "b.form": FORM % b"fb"})
    made = []
    for number, value in enumerate(VALUES):
        form = {"value": "fa" if number % 2 == 0 else "fb"}
        made.append(machine.post("/process-definition/key/look/start", {"variables": {"x": value, "form": form}})["id"])
    return made


@pytest.mark.both_databases
def test_tasks_in_the_order_of_a_variable(cases: list[str], machine: Client) -> None:
    """Numbers by what they are, texts by their characters, moments over zones; values of another type come last."""
    def order(kind: str, how: str = "asc") -> list[int]:
        sorting = [{"sortBy": "processVariable", "sortOrder": how, "parameters": {"variable": "x", "type": kind}}]
        return [cases.index(row["processInstanceId"]) for row in machine.post("/task", {"sorting": sorting})]

    assert order("Integer")[:3] == [0, 2, 1] and order("Double", "desc")[:3] == [1, 2, 0]
    assert order("String")[:2] == [4, 3] and order("Date")[:2] == [5, 6] and order("Date", "desc")[:2] == [6, 5]
    for wrong in ({"variable": "x"}, {"variable": "x", "type": "Bytes"}, "x"):
        assert machine.send("POST", "/task", {"sorting": [{"sortBy": "processVariable", "sortOrder": "asc", "parameters": wrong}]}).status == 400
    assert machine.send("GET", "/task?sortBy=processVariable&sortOrder=asc").status == 400


@pytest.mark.both_databases
def test_variables_by_their_value(cases: list[str], machine: Client) -> None:
    """Comparisons are made by the database, on both kinds of it, whatever else has the name."""
    def found(*asked: tuple[str, Any]) -> list[int]:
        rows = machine.post("/variable-instance", {"variableValues": [{"name": "x", "operator": how, "value": value} for how, value in asked]})
        return sorted(cases.index(row["processInstanceId"]) for row in rows)

    assert found(("gt", 9)) == [1, 2] and found(("lteq", 10)) == [0, 2] and found(("gteq", 10), ("lt", 10.5)) == [2] and found(("neq", 9)) == [1, 2, 3, 4, 5, 6]
    assert found(("lt", "9")) == [4] and found(("eq", "9")) == [3] and found(("like", "1%")) == [4]
    assert found(("gt", "2026-03-01T01:30:00.000+0800")) == [3, 6] and found(("eq", "2026-03-01T02:00:00.000+0800")) == [6]
    assert [row["value"] for row in machine.get("/variable-instance?variableValues=x_eq_9")] == ["9"]
    assert [row["value"] for row in machine.post("/history/variable-instance", {"variableName": "x", "variableValue": 9})] == [9]
    assert machine.send("GET", "/history/variable-instance?variableValue=9").status == 400
    assert [row["id"] for row in machine.post("/process-instance", {"variables": [{"name": "x", "operator": "gt", "value": 10}]})] == [cases[1]]


def test_filters_that_are_computed(cases: list[str], machine: Client, sign_in: Any) -> None:
    """Who asks and when are all an expression knows; a saved filter finds other tasks for others, and what cannot be computed is 400."""
    anna = sign_in("anna")
    (mine, *_) = machine.get(f"/task?processInstanceId={cases[0]}")
    machine.post(f"/task/{mine['id']}/assignee", {"userId": "anna"}, expect=204)
    kept = anna.post("/filter/create", {"name": "mine", "query": {"assigneeExpression": "${currentUser()}"}})["id"]
    assert [row["id"] for row in anna.get(f"/filter/{kept}/list")] == [mine["id"]]
    assert machine.post("/task/count", {"assigneeExpression": "${currentUser()}"}) == {"count": 0}
    assert anna.post("/task/count", {"candidateGroupsExpression": "${currentUserGroups()}", "createdBeforeExpression": "${dateTime().plusHours(1)}"}) == {"count": 6}
    assert anna.post("/task/count", {"createdAfterExpression": "=now() + duration(\"PT1H\")"}) == {"count": 0}
    for wrong in ("${x}", "${1/0}", "${", "${bean.run()}", "${null}"):
        assert machine.send("POST", "/task", {"assigneeExpression": wrong}).status == 400, wrong


def test_a_list_of_tasks_costs_the_same_however_many_forms_it_shows(cases: list[str], engine: Engine, machine: Client) -> None:
    """Forms that expressions name are read in one statement for the whole list."""
    machine.get("/task")
    with counted(engine) as few:
        (one,) = machine.get(f"/task?processInstanceId={cases[0]}")
    with counted(engine) as many:
        rows = machine.get("/task")
    assert one["camundaFormRef"]["key"] == "fa" and {row["camundaFormRef"]["key"] for row in rows} == {"fa", "fb"}
    assert len(rows) == 7 and len(many.statements) == len(few.statements), many.statements


@pytest.mark.both_databases
@pytest.mark.parametrize(("name", "text"), [
    ("assignee", '="{"-1'), ("assignee", "${name.first}"), ("assignee", "={name: 1}+1"), ("assignee", '=currentUser("x")'), ("assignee", '="\\u0000"'),
    ("nameLike", '="\\u0000"'), ("dueBefore", '=date and time("9999-12-31T23:59:59-14:00")'),
])
def test_a_filter_that_cannot_be_computed_or_asked_is_refused(machine: Client, name: str, text: str) -> None:
    assert machine.send("POST", "/task", {f"{name}Expression": text}).status == 400


def test_an_order_that_is_no_word_is_refused(machine: Client) -> None:
    assert machine.send("POST", "/process-instance", {"sorting": [{"sortBy": "instanceId", "sortOrder": ["asc"]}]}).status == 400
