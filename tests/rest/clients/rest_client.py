"""camunda-client, unmodified: its worker and its engine client. Usage: rest_client.py <url> <name> <password>; prints one JSON object."""

import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import httpx
from camunda_client import (
    CamundaEngineClient,
    ExternalTaskClient,
    ExternalTaskConfig,
    ExternalTaskWorker,
    VariableValueSchema,
)
from camunda_client.clients.dto import AuthData
from camunda_client.clients.engine.dto import GetTaskVariableDTO, UpdateTaskVariableDTO
from camunda_client.clients.engine.schemas import (
    GetHistoryTasksFilterSchema,
    GetTasksFilterSchema,
    ProcessInstanceQuerySchema,
    SendCorrelationMessageSchema,
)
from camunda_client.clients.engine.schemas.body import (
    HistoricProcessInstanceFilterSchema,
    HistoryVariableInstanceFilterSchema,
    UpdateProcessVariablesSchema,
    VariableInstanceFilterSchema,
)
from camunda_client.clients.schemas import PaginationParams
from camunda_client.utils import deserialize

url, name, password = sys.argv[1:]
said: dict[str, object] = {}


async def work(external: ExternalTaskClient) -> None:
    """One task by the worker with its lock extended, then one that fails with what it sends by default: retries null."""
    worker = ExternalTaskWorker(external, pull_interval=timedelta(milliseconds=50))
    async with worker, worker.subscribe("ship") as tasks:
        async for context in tasks:
            async with context as task:
                said["variables"] = sorted(task.parsed_variables)
                said["worker_business_key"] = task.business_key
                await context.complete({"done": deserialize(True), "box": deserialize({"a": [1]}), "price": deserialize(Decimal("1.5")), "none": deserialize(None)})
            break
        worker._closing.set()


async def main() -> None:
    """Everything the client can do."""
    auth, transport = AuthData(name, password), httpx.AsyncHTTPTransport()
    engine = CamundaEngineClient(url, auth, transport, timeout=httpx.Timeout(30))
    external = ExternalTaskClient("cc", url, auth, transport, ExternalTaskConfig(max_tasks=1, async_response_timeout=timedelta(seconds=1)))
    when = datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
    started = await engine.start_process("ship", "CC-1", {
        "whole": deserialize(5), "text": deserialize("x"), "when": deserialize(when), "box": deserialize({"k": None}), "nothing": deserialize(None),
        "price": deserialize(Decimal("2.5")), "raw": VariableValueSchema(value="aGk=", type="Bytes"),
    })
    await work(external)
    said["instances"] = [str(item.id) == str(started.id) for item in await engine.get_process_instances(ProcessInstanceQuerySchema(process_definition_key="ship"))]
    await engine.update_variable_instances(
        process_instance_id=started.id, schema=UpdateProcessVariablesSchema(modifications={"extra": deserialize("e")}, deletions=["text"]),
    )
    rows = await engine.get_variable_instances_post(VariableInstanceFilterSchema(process_instance_id_in=[started.id]), PaginationParams(limit=50, offset=0))
    said["rows"] = {row.name: row.type for row in rows}
    said["rows_by_get"] = len(await engine.get_variable_instances())
    said["past_rows"] = len(await engine.get_history_variable_instances_post(HistoryVariableInstanceFilterSchema(process_instance_id=started.id)))
    said["past_rows_by_get"] = len(await engine.get_history_variable_instances())
    (task,) = await engine.get_tasks(GetTasksFilterSchema(process_instance_id=started.id, candidate_group="zhzf.nanhu.officer"), PaginationParams(limit=10, offset=0))
    said["task"] = task.name
    said["count"] = (await engine.get_tasks_count()).count
    person = uuid4()
    await engine.claim_task(task.id, person)
    said["claimed"] = (await engine.get_task(task.id)).assignee == str(person)
    await engine.unclaim_task(task.id)
    await engine.set_assignee_task(task.id, person)
    said["links"] = sorted((link.type, link.group_id) for link in await engine.get_identity_links(task.id))
    await engine.update_task_variable(UpdateTaskVariableDTO(task.id, "own", deserialize(1), is_local_variable=True))
    await engine.update_task_variable(UpdateTaskVariableDTO(task.id, "shared", deserialize("s")))
    said["own"] = (await engine.get_task_variable(GetTaskVariableDTO(task.id, "own", is_local_variable=True))).value
    said["missing"] = await engine.get_task_variable(GetTaskVariableDTO(task.id, "nobody"))
    said["typed"] = (await engine.get_typed_task_variable(GetTaskVariableDTO(task.id, "whole"), int)).value
    changed = (await engine.get_task(task.id)).model_copy(update={"description": "look closer", "priority": 80})
    await engine.update_task(task.id, schema=changed)
    said["described"] = [(item.description, item.priority) for item in [await engine.get_task(task.id)]]
    await engine.submit_task_form(task.id, {"opinion": deserialize("fine")})
    said["no_task"] = await engine.get_task(task.id)
    said["past_tasks"] = [item.delete_reason for item in await engine.get_history_tasks(GetHistoryTasksFilterSchema(process_instance_id=started.id))]
    past = await engine.get_history_process_instances(HistoricProcessInstanceFilterSchema(process_definition_key="ship"), PaginationParams(limit=5, offset=0))
    said["past"] = [item.state.value for item in past if item.state]
    said["one"] = (await engine.get_history_process_instance(started.id)).business_key
    said["unknown"] = await engine.get_history_process_instance(uuid4())
    doomed = await engine.start_process("ship")
    (got,) = await external.fetch_and_lock(["ship"])
    await external.failure(got.id, error_message="broken", error_details="trace")
    (incident,) = await engine.get_incidents("failedExternalTask")
    said["incident"] = [incident.incident_message, incident.configuration == got.id, str(incident.process_instance_id) == str(doomed.id)]
    said["details"] = await engine.get_external_task_error_details(got.id)
    said["external"] = (await engine.get_external_task(got.id)).retries
    await engine.delete_process(str(doomed.id))
    said["message"] = len(await engine.send_correlation_message(SendCorrelationMessageSchema(message_name="ordered", result_enabled=True)))
    print(json.dumps(said, default=str))


asyncio.run(main())
