"""camunda-external-task-client-python3, unmodified. Usage: python3_worker.py <url> <name> <password>; prints one JSON object."""

import json
import logging
import sys

from camunda.client.engine_client import EngineClient
from camunda.external_task.external_task import ExternalTask, TaskResult
from camunda.external_task.external_task_worker import ExternalTaskWorker

url, name, password = sys.argv[1:]
logging.disable(logging.CRITICAL)
config = {
    "auth_basic": {"username": name, "password": password}, "maxTasks": 1, "lockDuration": 10000, "asyncResponseTimeout": 2000, "retries": 3,
    "retryTimeout": 0,
}
engine = EngineClient(url, config=config)
seen: list[dict[str, object]] = []
said: dict[str, object] = {"seen": seen}


def handle(task: ExternalTask) -> TaskResult:
    """Complete, fail or refuse, as the variable `mode` says."""
    seen.append({
        "variables": task.get_variables(), "properties": task.get_extension_properties(), "business_key": task.get_business_key(),
        "topic": task.get_topic_name(), "tenant": task.get_tenant_id(),
    })
    mode = task.get_variable("mode")
    if mode == "fail":
        return task.failure("broken", "why", max_retries=2, retry_timeout=0)
    if mode == "error":
        return task.bpmn_error("LOST", "gone", {"lost": True})
    return task.complete({"n": 1, "box": {"value": '{"a": 1}', "type": "Json"}}, {"own": 2})


worker = ExternalTaskWorker("py", base_url=url, config=config)
begun = engine.start_process("ship", {"mode": "good", "amount": 3, "share": 0.5, "flag": True}, business_key="PY-1")
worker.fetch_and_execute("ship", handle)
said["after"] = engine.get_process_instance("ship")
said["n"] = engine.get_process_instance_variable(begun["id"], "n", with_meta=True)
engine.start_process("ship", {"mode": "fail"})
for _ in range(3):  # max_retries at first, then one less each time
    worker.fetch_and_execute("ship", handle)
engine.start_process("ship", {"mode": "error"})
worker.fetch_and_execute("ship", handle)
try:
    worker.fetch_and_execute("ship", handle)
    said["empty"] = False
except Exception as nothing:
    said["empty"] = type(nothing).__name__
said["message"] = engine.correlate_message("ordered", business_key="PY-2", process_variables={"item": "bread"})
try:
    engine.correlate_message("nobody waits for this")
except Exception as refused:
    said["refused"] = str(refused)
engine.start_process("clock", {})
(job,) = engine.get_jobs(0, 10)
said["job"] = job
said["retries"] = engine.set_job_retry(job["id"], 2)
try:
    engine.start_process("no such process", {})
except Exception as missing:
    said["missing"] = str(missing)
print(json.dumps(said))
