"""One topic of a profile as a connector: from a task to a request, from the answer to variables, a BPMN error, or another try."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode

from adapters.connector import Refusal, TryLater
from adapters.gate import Call, Gate
from adapters.outbound import Reply
from adapters.profile.port import Request, System
from adapters.profile.spec import TopicSpec
from engine import SYSTEM_ACTOR, Engine, ExternalTask, FeelExpression, FeelMapping, MappingWrong, feel_holds
from engine.ports import Clock

#: What the other side says about our own fault in signing in or addressing: an operator must act, the case waits.
OUR_FAULT = frozenset({401, 403, 405, 407})


class ProfileTopic:
    """The connector. What FEEL sees: the task's variables, the forms the profile names, and `task`."""

    def __init__(self, engine: Engine, clock: Clock, spec: TopicSpec, system: System, gate: Gate) -> None:
        self._engine, self._clock, self._spec, self._system, self._gate = engine, clock, spec, system, gate

    def __call__(self, task: ExternalTask) -> Mapping[str, Any]:
        """Ask once; every retry is the same request to the other side, by its key."""
        context = self._context(task)
        request = written(self._spec, context, task.idempotency_key, self._clock.now())
        spec, personal = self._spec, self._spec.personal
        call = Call(spec.name, request.method, request.path, request.body, request.key, spec.masked, personal.fields, personal.purpose, personal.basis)
        return self._gate.through(call, lambda: self._system.send(request), lambda reply: understood(spec, reply, context, self._clock.now()), task)

    def _context(self, task: ExternalTask) -> dict[str, Any]:
        forms = {name: self._form(task, element) for name, element in self._spec.forms.items()}
        facts = {
            "caseId": task.business_key, "idempotencyKey": task.idempotency_key, "topic": task.topic, "element": task.element, "instanceId": task.instance_id,
        }
        return {**task.variables, **forms, "task": facts}

    def _form(self, task: ExternalTask, element: str) -> Mapping[str, Any]:
        found = self._engine.instances.records(SYSTEM_ACTOR, task.instance_id, element)
        return dict(found[-1].data) if found else {}


def written(spec: TopicSpec, context: Mapping[str, Any], key: str, now: datetime) -> Request:
    """The request of a topic. Raises TryLater when a value of the path is missing: it would address something else."""
    values = spec.path_values.apply(context, now)
    for name, value in values.items():
        if value is None or str(value) in {"", ".", ".."}:
            raise TryLater(f"{spec.name}: nothing to put into the path for {name}", reached=False)
    path = spec.path.format_map({name: quote(str(value), safe="") for name, value in values.items()})
    query = [(name, _plain(value)) for name, value in spec.query.apply(context, now).items() if value is not None]
    if query:
        path += "?" + urlencode(query, quote_via=quote)
    if spec.method in {"GET", "DELETE"}:
        return Request(spec.method, path, None, key)
    body = json.dumps(jsonable(spec.request.apply(context, now)), ensure_ascii=False, sort_keys=True)
    return Request(spec.method, path, body, key)


def understood(spec: TopicSpec, reply: Reply, context: Mapping[str, Any], now: datetime) -> Mapping[str, Any]:
    """What an answer means for the case. Raises Refusal for a rule of the profile, TryLater for an answer that says nothing."""
    seen = {**context, "status": reply.status, "body": reply.json}
    try:
        for number, rule in enumerate(spec.errors, 1):
            if feel_holds(rule.when, seen, now, f"error[{number}].when"):
                message = rule.message and rule_text(rule.message, seen, now)
                raise Refusal(rule.code, (message or f"HTTP {reply.status}")[:300], rule.variables.apply(seen, now))
        accepted = 200 <= reply.status < 300 or reply.status in spec.accept
        if reply.status == 409 and not accepted:
            raise TryLater("the other side is still at work on an earlier try", after_seconds=5, status=409)
        if reply.status in OUR_FAULT and not accepted:
            raise TryLater(f"the system does not know us: HTTP {reply.status}", details=reply.text[:2000], status=reply.status)
        if not accepted:
            raise TryLater(f"an answer the profile has no word for: HTTP {reply.status}", details=reply.text[:2000], status=reply.status)
        if spec.answer.fields and not isinstance(reply.json, dict | list):
            raise TryLater("the answer is no JSON", details=reply.text[:2000], status=reply.status)
        answer = spec.answer.apply(seen, now)
    except MappingWrong as error:
        raise TryLater(str(error), details=reply.text[:2000], status=reply.status) from error
    if missing := [name for name in spec.required if answer.get(name) is None]:
        raise TryLater(f"the answer does not say {', '.join(missing)}", details=reply.text[:2000], status=reply.status)
    return answer


def rule_text(expression: FeelExpression, seen: Mapping[str, Any], now: datetime) -> str:
    """The words of a refusal."""
    value = FeelMapping({"message": expression}, "error").apply(seen, now)["message"]
    return "" if value is None else str(value)


def jsonable(value: Any) -> Any:
    """A value of a process as JSON has it: dates as ISO text, whole decimals as numbers, others as the number they print as."""
    if isinstance(value, dict):
        return {key: jsonable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [jsonable(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else value


def _plain(value: Any) -> str:
    made = jsonable(value)
    return ("true" if made else "false") if isinstance(made, bool) else str(made)

