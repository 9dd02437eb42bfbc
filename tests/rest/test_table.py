"""The table of operations: complete, consistent with the engine, told truly by OpenAPI, and deaf to nonsense."""

from __future__ import annotations

import inspect
import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from adapters.bootstrap import Application
from engine import Engine
from tests.rest.conforming import troubles
from tests.rest.conftest import PASSWORD
from web.app import create_app
from web.rest import resources
from web.rest.chinese import TEXTS, chinese
from web.rest.operation import OPERATIONS, OWN, Operation

resources.load()
#: What the engine reads from more than one name, or what only says how an answer is shown.
SHOWN = {
    "includeAssignedTasks", "deserializeValues", "firstResult", "maxResults", "sortBy", "sortOrder", "sorting", "orQueries",
    "variableNamesIgnoreCase", "variableValuesIgnoreCase", "includeInputs", "includeOutputs", "variableValue", "disableBinaryFetching", "disableCustomObjectDeserialization",
}
LISTS = {
    "/task": "task", "/process-instance": "process-instance", "/process-definition": "process-definition", "/deployment": "deployment",
    "/external-task": "external-task", "/job": "job", "/incident": "incident", "/event-subscription": "event-subscription", "/execution": "execution",
    "/variable-instance": "variable-instance", "/decision-definition": "decision-definition", "/history/task": "history-task",
    "/history/process-instance": "history-process-instance", "/history/activity-instance": "history-activity-instance",
    "/history/variable-instance": "history-variable-instance", "/history/incident": "history-incident", "/user": "user", "/group": "group",
    "/history/job-log": "history-job-log", "/history/external-task-log": "history-external-task-log",
    "/history/decision-instance": "history-decision-instance", "/history/user-operation": "history-user-operation",
}
#: Level 1 as the dialect's table C2 names it. `|` joins alternatives of one part of the path, `+c` adds the count.
LEVEL_1 = """
POST /external-task/fetchAndLock; POST /external-task/{id}/complete|failure|bpmnError|extendLock|lock|unlock; GET+c /external-task; POST+c /external-task
GET /external-task/{id}; GET /external-task/{id}/errorDetails; PUT /external-task/{id}/retries
POST /deployment/create; GET /deployment; GET /deployment/{id}; DELETE /deployment/{id}
GET+c /process-definition; GET /process-definition/{id}; GET /process-definition/key/{key}
GET /process-definition/{id}/xml|startForm|deployed-start-form|form-variables; GET /process-definition/key/{key}/xml|startForm|deployed-start-form|form-variables
POST /process-definition/{id}/start|submit-form; POST /process-definition/key/{key}/start|submit-form; POST /process-definition/key/{key}/tenant-id/{tenant}/start
GET+c /process-instance; POST+c /process-instance; GET /process-instance/{id}; DELETE /process-instance/{id}; GET /process-instance/{id}/variables
POST /process-instance/{id}/variables; GET /process-instance/{id}/variables/{name}; PUT /process-instance/{id}/variables/{name}
DELETE /process-instance/{id}/variables/{name}; GET /process-instance/{id}/variables/{name}/data; POST /process-instance/{id}/variables/{name}/data
GET /process-instance/{id}/activity-instances
GET+c /task; POST+c /task; GET /task/{id}; PUT /task/{id}
POST /task/{id}/claim|unclaim|assignee|delegate|resolve|complete|submit-form|bpmnError|bpmnEscalation; GET /task/{id}/form|form-variables|deployed-form
GET /task/{id}/variables|localVariables; POST /task/{id}/variables|localVariables; GET /task/{id}/variables/{name}; PUT /task/{id}/variables/{name}
DELETE /task/{id}/variables/{name}; GET /task/{id}/localVariables/{name}; PUT /task/{id}/localVariables/{name}; DELETE /task/{id}/localVariables/{name}
GET /task/{id}/identity-links; POST /task/{id}/identity-links; POST /task/{id}/identity-links/delete
POST /message; POST /signal
GET+c /job; POST+c /job; GET /job/{id}; POST /job/{id}/execute; PUT /job/{id}/retries|duedate; GET /job/{id}/stacktrace
GET+c /incident; GET /incident/{id}
GET+c /history/activity-instance; POST+c /history/activity-instance; GET /history/activity-instance/{id}
GET+c /history/process-instance; POST+c /history/process-instance; GET /history/process-instance/{id}; GET+c /history/task; POST+c /history/task
GET+c /history/variable-instance; POST+c /history/variable-instance; GET /history/variable-instance/{id}; GET /history/incident
GET /variable-instance; POST /variable-instance; GET /event-subscription; GET /execution; POST /execution; GET /execution/{id}
POST /execution/{id}/signal; GET /execution/{id}/localVariables; GET /execution/{id}/localVariables/{name}/data
GET /decision-definition; GET /decision-definition/{id}/xml; GET /decision-definition/key/{key}/xml; POST /decision-definition/key/{key}/evaluate
GET /engine; GET /version
"""
#: What is served beyond it: level 2 of the dialect, with the counts and POST lists that level 1 leaves out.
BEYOND = """
GET /filter|group|job-definition|openapi.json|user; GET /decision-definition/count|{id}; GET /decision-definition/key/{key}; GET /deployment/count
GET /deployment/{id}/resources; GET /deployment/{id}/resources/{resource}; GET /deployment/{id}/resources/{resource}/data
GET /event-subscription/count; GET /execution/count; POST /execution/count; POST /execution/{id}/localVariables
DELETE /execution/{id}/localVariables/{name}; GET /execution/{id}/localVariables/{name}; PUT /execution/{id}/localVariables/{name}
POST /execution/{id}/localVariables/{name}/data; GET /execution/{id}/messageSubscriptions/{name}
POST /execution/{id}/messageSubscriptions/{name}/trigger; PUT /external-task/retries; DELETE /filter/{id}; GET /filter/count|{id}; POST /filter/create
PUT /filter/{id}; GET /filter/{id}/count|list|singleResult; POST /filter/{id}/count|list; POST /decision-definition/{id}/evaluate; GET /group/count|{id}
GET /history/decision-instance|detail|user-operation; GET /history/decision-instance/count|{id}; GET /history/detail/count
GET+c /history/job-log; POST+c /history/job-log; GET /history/job-log/{id}; GET /history/job-log/{id}/stacktrace
GET+c /history/external-task-log; POST+c /history/external-task-log; GET /history/external-task-log/{id}; GET /history/external-task-log/{id}/error-details
PUT /incident/{id}/annotation; DELETE /incident/{id}/annotation; GET /history/incident/count; GET /history/user-operation/count; GET /identity/groups; POST /identity/verify; GET /job-definition/count|{id}
PUT /job-definition/{id}/retries; POST /migration/execute|generate|validate; POST /modification/execute; GET /process-definition/statistics
GET /process-definition/key/{key}/diagram|rendered-form|statistics; GET /process-definition/{id}/diagram|rendered-form|static-called-process-definitions|statistics
POST /process-definition/{id}/restart; GET /task/{id}/rendered-form; GET /process-instance/{id}/comment
POST /condition; POST /process-instance/{id}/modification; PUT /process-instance/{id}/suspended; GET /task/report/candidate-group-count
GET /task/{id}/attachment|comment; GET /task/{id}/attachment/{attachment}; POST /task/{id}/attachment/create
GET /task/{id}/attachment/{attachment}/data; GET /task/{id}/comment/{comment}; POST /task/{id}/comment/create
GET /task/{id}/localVariables/{name}/data; POST /task/{id}/localVariables/{name}/data; GET /task/{id}/variables/{name}/data
POST /task/{id}/variables/{name}/data; GET /user/count; GET /user/{id}/profile; GET /variable-instance/count|{id}; POST /variable-instance/count
GET /variable-instance/{id}/data
"""
#: /api/v1.
OURS = """
GET /cases|notices|openapi.json|tasks; POST /cases; GET /cases/{id}; GET /cases/{id}/deadlines|decisions|files|timeline
POST /cases/{id}/cancel|files|hold|opinions|restart|resume; GET /files/{id}; GET /files/{id}/content; POST /notices/read; GET /objects/{id}/dossier
GET /records/{kind}; GET /records/{kind}/{id}; GET /registers/{register}; POST /registers/{register}; GET /registers/{register}/{id}
GET /registers/{register}/{id}/history; GET /tasks/counts|{id}; DELETE /tasks/{id}/signers
POST /tasks/{id}/claim|complete|hand-over|release|return|signers|urge
"""
NONSENSE: list[Any] = ["", "x", "\0", "%", -1, 10**30, 1.5, True, [], ["a", 1], {}, {"a": {}}, "2026-99-99", "文" * 300]
BODIES = (b"", b"null", b"[]", b"5", b'"x"', b"{", b'{"a": NaN}', b"\xff\xfe", b"[" * 5000)


def named(text: str = LEVEL_1) -> set[tuple[str, str]]:
    """One of the lists, written out."""
    found = set()
    for line in re.split(r"[;\n]", text):
        if line.strip():
            verb, path = line.split()
            *before, last = path.split("/")
            for one in last.split("|"):
                full = "/".join([*before, one])
                found.add((verb.removesuffix("+c"), full))
                if verb.endswith("+c"):
                    found.add((verb.removesuffix("+c"), f"{full}/count"))
    return found


def test_level_1_is_complete() -> None:
    assert named() - set(OPERATIONS) == set()
    assert len(named()) >= 127


def test_what_is_served_is_what_the_lists_name_and_nothing_else() -> None:
    assert named() | named(BEYOND) == set(OPERATIONS)
    assert named() & named(BEYOND) == set()
    assert named(OURS) == set(OWN)


def names_in(view: Any, seen: set[Any]) -> set[str]:
    """The names a view uses, and those of the functions of the REST folder that it calls."""
    if view in seen:
        return set()
    seen.add(view)
    codes = [view.__code__]
    for code in codes:
        codes += [item for item in code.co_consts if inspect.iscode(item)]
    found = {name for code in codes for name in code.co_names}
    reached = [view.__globals__.get(name) for name in found] + [cell.cell_contents for cell in view.__closure__ or ()]
    return found.union(*(names_in(item, seen) for item in reached if inspect.isfunction(item) and item.__globals__["__name__"].startswith("web.rest")))


def test_every_unsafe_operation_hands_its_idempotency_key_to_the_engine() -> None:
    unsafe = [one for table in (OPERATIONS, OWN) for one in table.values() if not one.safe]
    assert len(unsafe) > 60
    assert [f"{one.method} {one.path}" for one in unsafe if "caller" not in names_in(one.view, set())] == []


def test_every_operation_is_told_in_chinese() -> None:
    summaries = {one.summary for table in (OPERATIONS, OWN) for one in table.values()}
    assert sorted(text for text in summaries if chinese(text) is None) == []
    assert sorted(set(TEXTS) - summaries) == []


def test_every_filter_of_a_list_is_one_of_the_engine_and_back(engine: Engine) -> None:
    for path, resource in LISTS.items():
        told = set(OPERATIONS["GET", path].query().fields) - SHOWN  # type: ignore[misc]  # every list has a query
        assert told == engine.rest.filters(resource), path
        if ("POST", path) in OPERATIONS:
            assert set(OPERATIONS["POST", path].body().fields) - SHOWN == told, path  # type: ignore[misc]  # and a body


def test_the_document_is_whole(live: Application) -> None:
    client = create_app(live).test_client()
    document = client.get("/engine-rest/openapi.json", auth=("machine", PASSWORD)).json
    assert document["openapi"] == "3.1.0"
    assert sum(len(item) for item in document["paths"].values()) == len(OPERATIONS)
    names = [one["operationId"] for item in document["paths"].values() for one in item.values()]
    assert len(set(names)) == len(names)
    assert all(one["summary"] and re.search("[\u4e00-\u9fff]", one["description"]) for item in document["paths"].values() for one in item.values())
    told = json.dumps(document)
    assert set(re.findall(r"#/components/schemas/(\w+)", told)) <= set(document["components"]["schemas"])


@pytest.fixture
def known(live: Application, models: None) -> dict[str, str]:
    """Ids of things that exist, by the first part of a path."""
    client = create_app(live).test_client()

    def ask(method: str, path: str, body: Any = None) -> Any:
        answer = client.open(f"/engine-rest{path}", method=method, json=body, auth=("machine", PASSWORD))
        return answer.json if answer.data else None

    instance = ask("POST", "/process-definition/key/ship/start", {"variables": {"n": {"value": 1}, "when": {"value": "2026-01-02", "type": "Date"}}})["id"]
    ask("POST", "/message", {"messageName": "ordered", "processVariables": {"file": {"type": "File", "value": "aGk=", "valueInfo": {"filename": "a"}}}})
    ask("POST", "/process-definition/key/clock/start", {})
    return {
        "process-instance": instance, "execution": instance, "process-definition": ask("GET", "/process-definition/key/ship")["id"],
        **{noun: ask("GET", f"/{noun}")[0]["id"] for noun in ("task", "external-task", "job", "deployment", "decision-definition", "variable-instance")},
        "history": instance, "key": "ship", "name": "n",
    }


def attempts(
    one: Operation, known: dict[str, str], values: Iterator[Any], bodies: Iterator[bytes], many: int,
) -> Iterator[tuple[str, dict[str, Any], bytes | None]]:
    """(path, query, body): everything real, each field with nonsense `many` times, bodies that are no objects.

    A count reads the very filters of its list, so it is not asked for each of them again; what is drawn goes round over all operations.
    """
    def path(real: bool) -> str:
        return re.sub(r"\{(\w+)\}", lambda found: known.get(found[1], known.get(one.resource, "x")) if real else "no%2Fsuch", one.path)

    single = many > 1 or not one.path.endswith("/count")
    if one.method == "GET":
        yield path(True), {}, None
    yield path(False), {}, None
    for name in one.query().fields if one.query is not None and single else ():
        yield path(one.method == "GET"), {name: next(values)}, None
    fields = list(one.body().fields) if one.body is not None else []
    for name in fields if single else ():
        for _ in range(many):
            yield path(False), {}, json.dumps({name: next(values)}).encode()
    if one.body is not None:
        yield path(True), {}, json.dumps({name: next(values) for name in fields} | {"unknown": 1}).encode()
        for _ in range(3 * many):
            yield path(False), {}, next(bodies)


def test_no_nonsense_is_an_error_of_ours_and_every_answer_is_as_promised(live: Application, known: dict[str, str], request: pytest.FixtureRequest) -> None:
    client = create_app(live).test_client()
    document = client.get("/engine-rest/openapi.json", auth=("machine", PASSWORD)).json
    wrong, asked, many = [], 0, 3 if request.config.getoption("--soak") else 1
    values, bodies = itertools.cycle(NONSENSE), itertools.cycle(BODIES)
    for one in OPERATIONS.values():
        if one.parts is not None or one.path == "/openapi.json":
            continue
        for path, query, body in attempts(one, known, values, bodies, many):
            answer = client.open(
                f"/engine-rest{path}", method=one.method, query_string=query, data=body, content_type="application/json" if body else None,
                auth=("machine", PASSWORD),
            )
            asked += 1
            what = f"{one.method} {path} {query} {body[:80] if body else ''} -> {answer.status_code} {answer.text[:200]}"
            if answer.status_code >= 500:
                wrong.append(what)
                continue
            promised = document["paths"][one.path][one.method.lower()]["responses"].get(str(answer.status_code))
            if promised is None:
                wrong.append(f"{what}: not promised")
            elif answer.status_code != 204 and "application/json" in promised.get("content", {}):
                found = list(troubles(answer.json, promised["content"]["application/json"]["schema"], document))
                wrong += [f"{what}: {found[:3]}"] if found or answer.headers["Content-Type"] != "application/json" else []
    assert wrong == []
    assert asked > 1000
