"""Every operation, asked what its OpenAPI document allows and what it does not (schemathesis): no 5xx, no answer that was not promised.

A few examples per operation in every run, many under --soak. Every second example names things that exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from adapters.bootstrap import Application
from engine import SYSTEM_ACTOR, Engine
from tests.rest.conftest import PASSWORD
from tests.web.errand import files
from web.app import create_app

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
#: Not asked by chance: it waits as long as it is told to.
PARKED = {"post /external-task/fetchAndLock"}
EXAMPLES, MANY = 3, 25
MACHINE = ("machine", PASSWORD)
NOUNS = ("process-definition", "process-instance", "task", "external-task", "job", "deployment", "decision-definition", "event-subscription", "user", "group")


def things(client: Any) -> dict[str, str]:
    """Ids of what exists, by the first part of a path, or by that and the name of the place in it."""
    begun = [client.post(f"/engine-rest/process-definition/key/{key}/start", json={}, auth=MACHINE).json["id"] for key in ("ship", "wait", "clock")]
    client.post("/engine-rest/message", json={"messageName": "ordered"}, auth=MACHINE)
    case = client.post("/api/v1/cases", json={"process": "errand", "data": {"shop": "s"}}, auth=("anna", PASSWORD)).json["id"]
    rows = {noun: client.get(f"/engine-rest/{noun}", auth=MACHINE).json for noun in NOUNS}
    (look,) = client.get(f"/engine-rest/task?processInstanceId={case}", auth=MACHINE).json
    return {
        **{noun: str(found[0]["id"]) for noun, found in rows.items()}, "execution": begun[1], "history": begun[0], "cases": case, "tasks": look["id"],
        "process-definition.key": "ship", "decision-definition.key": "fee", "registers.register": "areas", "records.kind": "finding",
    }


class Asking:
    """Accounts take turns in asking all operations of a document."""

    def __init__(self, accounts: str, known: dict[str, str], examples: int) -> None:
        self.accounts, self.known, self.examples = accounts.split(), known, examples
        self.asked = 0

    def ask(self, operation: Any) -> Iterator[str]:
        """What was wrong with an operation."""
        noun = operation.path.split("/")[1]
        few = self.examples == EXAMPLES and operation.path.endswith("/count")  # it reads the very filters of its list

        @hypothesis.given(case=operation.as_strategy())
        @settings(
            max_examples=1 if few else self.examples, deadline=None, database=None, derandomize=self.examples == EXAMPLES, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def once(case: Any) -> None:
            self.asked += 1
            if self.asked % 2:
                case.path_parameters = {name: self.known.get(f"{noun}.{name}", self.known.get(noun, value)) for name, value in case.path_parameters.items()}
            account = self.accounts[self.asked // 2 % len(self.accounts)]
            case.call_and_validate(auth=(account, PASSWORD), checks=CHECKS)

        try:
            once()
        except BaseExceptionGroup as broken:
            yield from (f"{operation.label}: {item!r}"[:1500] for item in broken.exceptions)
        except Exception as broken:
            yield f"{operation.label}: {broken!r}"[:1500]


@pytest.mark.parametrize(("accounts", "api"), [("machine admin", "engine-rest"), ("anna admin", "api/v1")])
def test_the_document_is_kept(live: Application, engine: Engine, models: None, api: str, accounts: str, request: pytest.FixtureRequest) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "errand", files())
    app = create_app(live)
    client = app.test_client()
    asking = Asking(accounts, things(client), 2 * MANY if request.config.getoption("--soak") else EXAMPLES)
    schema = schemathesis.openapi.from_dict(client.get(f"/{api}/openapi.json", auth=MACHINE).json)
    schema.app = app
    schema.validate()
    operations = [found.ok() for found in schema.get_all_operations()]
    troubles = [trouble for one in operations if one.definition.raw["operationId"] not in PARKED for trouble in asking.ask(one)]
    assert "\n\n".join(troubles) == ""
    assert asking.asked >= len(operations)
