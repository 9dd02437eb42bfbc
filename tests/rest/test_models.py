"""Deployments, definitions, decisions over HTTP."""

from __future__ import annotations

from tests.rest.client import Client
from tests.rest.models import DMN, ORDER, SHIP


def test_deploying_again_makes_a_version_unless_told_to_filter(machine: Client) -> None:
    def deploy(**fields: str) -> dict[str, object]:
        answer = machine.upload("/deployment/create", {"deployment-name": "d", "deployment-source": "test", "tenant-id": "", **fields}, {"ship.bpmn": ("ship.bpmn", SHIP)})
        assert answer.status == 200, answer.content
        found: dict[str, object] = answer.json
        return found

    first, second = deploy(), deploy()
    filtered = deploy(**{"enable-duplicate-filtering": "true"})
    (one,) = first["deployedProcessDefinitions"].values()  # type: ignore[attr-defined]  # JSON
    (two,) = second["deployedProcessDefinitions"].values()  # type: ignore[attr-defined]  # JSON
    assert (one["version"], two["version"], filtered["id"]) == (1, 2, second["id"])
    assert one["id"].startswith("ship:1:")
    assert first["deployedDecisionDefinitions"] is None
    assert first["links"] == [{"method": "GET", "href": f"{machine.url}/deployment/{first['id']}", "rel": "self"}]
    assert machine.get("/deployment/count") == {"count": 2}
    assert machine.get(f"/deployment/{first['id']}")["source"] == "test"
    assert machine.get("/deployment?maxResults=0") == []
    assert machine.send("DELETE", f"/deployment/{second['id']}?cascade=true").status == 204
    assert machine.get("/process-definition/key/ship")["version"] == 1
    machine.post("/process-definition/key/ship/start", {})
    used = machine.send("DELETE", f"/deployment/{first['id']}?cascade=true")
    assert (used.status, used.json["type"]) == (409, "ProcessEngineException")


def test_a_refused_model_says_where(machine: Client) -> None:
    broken = SHIP.replace(b'targetRef="deliver"', b'targetRef="nowhere"').replace(b"camunda:type=", b'camunda:class="org.acme.Ship" camunda:type=')
    answer = machine.upload("/deployment/create", {"deployment-name": "d"}, {"a": ("broken.bpmn", broken), "b": ("fine.bpmn", ORDER)})
    assert (answer.status, answer.json["type"], answer.json["code"]) == (400, "ParseException", 0)
    assert answer.json["message"].startswith("ENGINE-09005 Could not parse BPMN process.")
    errors = answer.json["details"]["broken.bpmn"]["errors"]
    assert "send" in {item["mainElementId"] for item in errors}
    assert all(item["message"] for item in errors)
    assert max(item["line"] for item in errors) > 0
    assert machine.get("/process-definition/count") == {"count": 0}
    for fields, files in (({"deployment-name": "x"}, {}), ({}, {"a": ("x.bpmn", b"no xml")}), ({"tenant-id": "t"}, {"a": ("s.bpmn", SHIP)})):
        assert machine.upload("/deployment/create", fields, files).status == 400


def test_definitions(machine: Client, models: None) -> None:
    (row,) = machine.get("/process-definition?key=ship&latestVersion=true")
    assert machine.get(f"/process-definition/{row['id']}") == machine.get("/process-definition/key/ship") == row
    assert "<process id=\"ship\"" in machine.get(f"/process-definition/{row['id']}/xml")["bpmn20Xml"]
    assert machine.get("/process-definition/key/ship/startForm") == {"key": None, "camundaFormRef": None, "operatonFormRef": None, "contextPath": None}
    assert machine.get("/process-definition/key/ship/form-variables") == {}
    assert machine.send("GET", "/process-definition/key/ship/deployed-start-form").status == 400
    assert [item["key"] for item in machine.get("/process-definition?sortBy=key&sortOrder=desc&maxResults=2")] == ["wait", "ship"]
    assert [item["key"] for item in machine.get("/process-definition?keysIn=ship,wait&sortBy=key&sortOrder=asc&firstResult=1")] == ["wait"]
    assert machine.get("/process-definition?tenantIdIn=t") == []
    assert row["versionTag"] == "1.2"
    for query, hits in (
        ("versionTag=1.2", 1), ("versionTagLike=1.%25", 1), ("versionTag=2", 0), ("withoutVersionTag=true&key=ship", 0), ("withoutVersionTag=true&key=wait", 1),
        ("startableBy=anna&key=ship", 1),
    ):
        assert machine.get(f"/process-definition/count?{query}") == {"count": hits}, query
    assert machine.send("GET", "/process-definition?incidentId=x").status == 400  # known and not supported: refused, never ignored
    assert machine.send("POST", "/process-definition/key/ship/tenant-id/t/start", {}).status == 404
    assert machine.send("POST", "/process-definition/key/nothing/start", {}).status == 404


def test_starting(machine: Client, models: None) -> None:
    row = machine.get("/process-definition/key/ship")
    started = machine.post(f"/process-definition/{row['id']}/start", {"variables": {"n": {"value": 1}}, "withVariablesInReturn": True, "caseInstanceId": None})
    assert (started["definitionId"], started["definitionKey"], started["ended"], started["suspended"], started["tenantId"]) == (row["id"], "ship", False, False, None)
    assert started["variables"]["n"]["type"] == "Integer"
    assert machine.send("POST", "/process-definition/key/ship/start", {"startInstructions": [{"type": "startBeforeActivity"}]}).status == 400
    assert machine.send("POST", "/process-definition/key/ship/start").status == 200  # no body, no content type


def test_decisions(machine: Client, models: None) -> None:
    assert machine.post("/decision-definition/key/fee/evaluate", {"variables": {"amount": {"value": 50}}}) == [
        {"fee": {"type": "Double", "value": 1.5, "valueInfo": {}}, "why": {"type": "String", "value": "small", "valueInfo": {}}},
    ]
    assert machine.get("/decision-definition/key/fee/xml")["dmnXml"].encode() == DMN
    (first,) = machine.get("/decision-definition?key=fee")
    assert machine.upload("/deployment/create", {"deployment-name": "n"}, {"d": ("fee.dmn", DMN.replace(b"1.5", b"2.5"))}).status == 200
    for which, fee in ((first["id"], 1.5), ("key/fee", 2.5)):
        assert machine.post(f"/decision-definition/{which}/evaluate", {"variables": {"amount": {"value": 50}}})[0]["fee"]["value"] == fee
    assert machine.send("POST", "/decision-definition/key/none/evaluate", {}).status == 404


def test_the_long_name_of_the_engine(machine: Client, models: None) -> None:
    assert machine.get("/engine") == [{"name": "default"}]
    assert machine.get("/engine/default/version") == machine.get("/version")
    options = machine.send("OPTIONS", "/process-instance/x/variables/n")
    assert (options.headers["allow"], [one["method"] for one in options.json["links"]]) == ("DELETE, GET, HEAD, PUT, OPTIONS", ["DELETE", "GET", "PUT"])
    assert machine.send("OPTIONS", "/nothing").status == 404
    assert machine.send("GET", "/engine/default/process-definition/count").json == {"count": 5}
