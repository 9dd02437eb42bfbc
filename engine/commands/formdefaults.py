"""Values beside those that were filled in: defaults of generated forms (dialect A2), and what a machine sends that the form does not know (A8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from engine.commands.definitions import compiled
from engine.commands.law import functions_of
from engine.commands.runtime import Runtime
from engine.domain.values import declare, normalise, plain
from engine.execution.model import GeneratedForm
from engine.forms import Field, Form, FormInvalid, Kind, Trouble
from engine.forms.convert import Wrong, convert
from engine.rules import Environment, ExpressionFailed, evaluate
from engine.store.uow import Unit

ZONE = ZoneInfo("Asia/Shanghai")
TRUTHS = {"true": True, "false": False}


def apart(form: Form, data: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the form does not know, as variables can hold it; and the rest."""
    known = {field.path[0] for field in form.fields}
    more = {name: normalise(value, name) for name, value in data.items() if name not in known}
    return more, {name: value for name, value in data.items() if name in known}


def fill(form: Form, given: GeneratedForm, clean: dict[str, Any], known: Mapping[str, Any], env: Environment) -> None:
    """Put defaults into a validated submission, and say that its numbers are Long: the only kind of number such a form has. Raises `FormInvalid` for a default that gives no value its field can hold: who fills it in goes on."""
    expressions = {item.name: item.value for item in given.defaults}
    troubles: dict[str, list[Trouble]] = {}
    for field in form.fields:
        if field.key in clean or field.key in known:
            continue
        try:
            value = evaluate(expressions[field.key], known, env, element=field.key) if field.key in expressions else field.default
            if value is not None:
                clean[field.key] = _typed(field, value)
        except ExpressionFailed as failed:
            troubles[field.key] = [Trouble("form.expression", {"reason": failed.reason})]
        except Wrong as wrong:
            troubles[field.key] = [wrong.trouble]
    if troubles:
        raise FormInvalid(troubles)
    for field in form.fields:
        if field.kind is Kind.NUMBER and field.key in clean:
            clean[field.key] = declare(clean[field.key], "Long")


def shown(runtime: Runtime, unit: Unit, definition_id: str, element: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """The defaults that only the case can say, for a form that is opened; one that fails leaves its field empty."""
    given = compiled(runtime, unit, definition_id).process.nodes[element].generated
    found: dict[str, Any] = {}
    for item in given.defaults if given is not None else ():
        if item.name in known:
            continue
        try:
            value = evaluate(item.value, known, Environment(now=unit.now, functions=functions_of(runtime, unit, {})), element=element)
        except ExpressionFailed:
            continue
        if value is not None:
            found[item.name] = plain(value)
    return found


def _typed(field: Field, value: Any) -> Any:
    if field.kind is Kind.CHECKBOX and isinstance(value, str):
        value = TRUTHS.get(value, value)
    elif field.kind in {Kind.TEXT, Kind.ONE} and not isinstance(value, str):
        value = str(value)
    return convert(field, value, ZONE)
