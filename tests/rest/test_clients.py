"""Clients of other people, as they come from the registries, against a real server on a real port."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from pathlib import Path
from typing import Any

from tests.rest.client import Client
from tests.rest.conftest import PASSWORD

HERE = Path(__file__).parent


def run(*command: str) -> str:
    """Run a client to its end; what it printed."""
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def begin(machine: Client, **variables: Any) -> str:
    """A process instance of `ship`."""
    typed = {name: value if isinstance(value, dict) and "type" in value else {"value": value} for name, value in variables.items()}
    return str(machine.post("/process-definition/key/ship/start", {"variables": typed, "businessKey": "JS"})["id"])


def test_the_javascript_worker(machine: Client, models: None, url: str, node_modules: None) -> None:
    paper = {"type": "File", "value": b64encode("纸".encode()).decode(), "valueInfo": {"filename": "paper.txt", "mimeType": "text/plain", "encoding": "utf-8"}}
    good = begin(machine, mode="good", n=1, when={"value": "2026-01-02T03:04:05.678+0800", "type": "Date"}, box={"a": [1]}, paper=paper, none=None)
    fail, error, later = (begin(machine, mode=mode) for mode in ("fail", "error", "later"))
    lines = [json.loads(line) for line in run("node", "clients/worker.mjs", url, "machine", PASSWORD, "5").splitlines()]
    seen = {line["all"]["mode"]: line for line in lines}
    assert seen["good"]["all"] == {
        "mode": "good", "n": 1, "when": "2026-01-01T19:04:05.678Z", "box": {"a": [1]}, "paper": {"name": "paper.txt", "content": "纸"}, "none": None,
    }
    assert seen["good"]["businessKey"] == "JS"
    held = machine.get(f"/process-instance/{good}/variables")
    assert {name: (held[name]["type"], held[name]["value"]) for name in ("whole", "big", "part", "word", "yes", "box", "when")} == {
        "whole": ("Integer", 7), "big": ("Long", 2**40), "part": ("Double", 1.25), "word": ("String", "中文"), "yes": ("Boolean", True),
        "box": ("Json", '{"a": [1, {"b": null}]}'), "when": ("Date", "2026-01-02T11:04:05.678+0800"),
    }
    assert (held["note"]["type"], held["note"]["value"]) == ("File", None)
    assert machine.send("GET", f"/process-instance/{good}/variables/note/data").content == b"written by the client"
    assert [row["incidentMessage"] for row in machine.get(f"/incident?processInstanceId={fail}")] == ["no way"]
    assert machine.get(f"/history/process-instance/{error}")["state"] == "COMPLETED"
    assert [row["taskDefinitionKey"] for row in machine.get(f"/task?processInstanceId={later}")] == ["deliver"]


def test_the_python_worker(machine: Client, models: None, url: str) -> None:
    said = json.loads(run(sys.executable, "clients/python3_worker.py", url, "machine", PASSWORD))
    first, *failing, last = said["seen"]
    assert first == {
        "variables": {"mode": "good", "amount": 3, "share": 0.5, "flag": True}, "properties": {"kind": "parcel"}, "business_key": "PY-1", "topic": "ship", "tenant": None,
    }
    assert len(failing) == 3  # two retries after the first time, then an incident
    assert last["variables"]["mode"] == "error"
    assert machine.get("/incident/count") == {"count": 1}
    assert len(said["after"]) == 1
    assert said["n"]["type"] == "Integer"
    assert said["empty"] == "NoExternalTaskFound"
    assert said["message"][0]["resultType"] == "ProcessDefinition"
    assert said["message"][0]["processInstance"]["businessKey"] == "PY-2"
    assert "received 400 : RestException : MismatchingMessageCorrelationException: Cannot correlate message" in said["refused"]
    assert said["retries"] is True
    assert said["missing"].startswith("received 404")


def test_the_python_rest_client(machine: Client, models: None, url: str) -> None:
    said = json.loads(run(sys.executable, "clients/rest_client.py", url, "machine", PASSWORD))
    assert said["variables"] == ["box", "nothing", "price", "raw", "text", "when", "whole"]
    assert said["worker_business_key"] == "CC-1"
    assert said["instances"] == [True]
    assert said["rows"] == {
        "whole": "Integer", "when": "Date", "box": "Json", "nothing": "Null", "price": "Double", "raw": "Bytes", "done": "Boolean", "none": "Null", "extra": "String",
    }
    assert said["rows_by_get"] == said["past_rows"] == said["past_rows_by_get"] == 9
    assert (said["task"], said["count"], said["claimed"]) == ("deliver", 1, True)
    assert said["links"] == [["assignee", None], ["candidate", "zhzf.nanhu.officer"]]
    assert (said["own"], said["missing"], said["typed"]) == (1, None, 5)
    assert said["described"] == [["look closer", 80]]
    assert (said["no_task"], said["past_tasks"], said["past"], said["one"], said["unknown"]) == (None, ["completed"], ["COMPLETED"], "CC-1", None)
    assert said["incident"] == ["broken", True, True]
    assert (said["details"], said["external"], said["message"]) == ("trace", 0, 1)
