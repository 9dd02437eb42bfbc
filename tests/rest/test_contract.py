"""Every operation, asked what its OpenAPI document allows and what it does not (schemathesis): no 5xx, no answer that was not promised.

A few examples per operation in every run, many under --soak. What the machine writes is thrown at a database with running
cases, so that ids sometimes exist.
"""

from __future__ import annotations

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
from engine import Engine
from tests.rest.conftest import PASSWORD
from web.app import create_app

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
#: Not asked by chance: it waits as long as it is told to.
PARKED = {"post /external-task/fetchAndLock"}


@pytest.mark.parametrize(("account", "api"), [("machine", "engine-rest"), ("admin", "engine-rest"), ("anna", "api/v1"), ("admin", "api/v1")])
def test_the_document_is_kept(live: Application, engine: Engine, models: None, api: str, account: str, request: pytest.FixtureRequest) -> None:
    soak = request.config.getoption("--soak")
    app = create_app(live)
    client = app.test_client()
    for key in ("ship", "order", "clock"):
        client.post(f"/engine-rest/process-definition/key/{key}/start", json={}, auth=("machine", PASSWORD))
    document = client.get(f"/{api}/openapi.json", auth=(account, PASSWORD)).json
    schema = schemathesis.openapi.from_dict(document)
    schema.app = app
    asked, troubles = 0, []
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.definition.raw["operationId"] in PARKED:
            continue

        @hypothesis.given(case=operation.as_strategy())
        @settings(
            max_examples=100 if soak else 3, deadline=None, database=None, derandomize=not soak, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(auth=(account, PASSWORD), checks=CHECKS)

        try:
            ask()
        except BaseExceptionGroup as broken:
            troubles += [f"{operation.label}: {item!r}"[:1500] for item in broken.exceptions]
        except Exception as broken:
            troubles.append(f"{operation.label}: {broken!r}"[:1500])
    assert "\n\n".join(troubles) == ""
    assert asked > 50
