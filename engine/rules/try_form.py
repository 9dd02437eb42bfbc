"""Try a decision with the texts of a web form: one text per field of its sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from engine.domain.errors import Invalid
from engine.rules.dmn import Library, Outcome, evaluate
from engine.rules.dmn.inputs import READERS, typed_inputs
from engine.rules.dmn.sheet import Sheet, sheet
from engine.rules.feel import Environment, Prepared, Value
from engine.rules.feel.decimals import number_from, plain
from engine.rules.feel.meter import Meter
from engine.rules.feel.text import text_of
from engine.rules.try_out import from_json

LONGEST = 20_000


class InputsWrong(Invalid):
    """Some values cannot be read as what the decision needs."""

    code = "rules.values"


@dataclass(frozen=True, slots=True)
class Tried:
    """What a decision said. Values are None, bool, text, lists and maps; numbers, dates and durations are text, exact.

    matched: ids of the rules by decision name ("" is the decision itself); problems: (element, expression, message, value).
    """

    outputs: Any
    matched: Mapping[str, tuple[str, ...]]
    inputs: Mapping[str, Any]
    required: tuple[tuple[str, Any], ...]
    problems: tuple[tuple[str, str, str, Any], ...]


def try_fields(library: Library, key: str, given: Mapping[str, str], more: str, env: Environment) -> Tried:
    """Evaluate with the texts of the fields; `more` is a JSON object of further values. An empty field is null.

    Raises `InputsWrong` with remarks by field, `InputUnreadable`, `DecisionMissing`, `FeelLimitError`.
    """
    form = sheet(library, key)
    context: dict[str, Value] = dict.fromkeys(item.name for item in form.fields)
    context.update(from_json(more))
    context.update(_read(form, given, env))
    return tried(evaluate(library, key, typed_inputs(library, key, context, env), env))


def tried(outcome: Outcome) -> Tried:
    """An outcome for people."""
    matched = {"": tuple(rule.rule_id for rule in outcome.matched)}
    required: dict[str, Any] = {}
    problems = [(item.element or "", item.expression, item.message, shown(item.value)) for item in outcome.problems]
    waiting = list(outcome.required.items())
    while waiting:
        name, item = waiting.pop(0)
        required[name] = shown(item.outputs)
        matched[name] = tuple(rule.rule_id for rule in item.matched)
        problems += [(part.element or "", part.expression, part.message, shown(part.value)) for part in item.problems]
        waiting += item.required.items()
    return Tried(
        shown(outcome.outputs), matched, {key: shown(value) for key, value in outcome.inputs.items()}, tuple(required.items()),
        tuple(dict.fromkeys((a, b, c, str(d)) for a, b, c, d in problems)),
    )


def shown(value: Any) -> Any:
    """A value of FEEL or of a case's file for people: what has no JSON form is its FEEL text."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): shown(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [shown(item) for item in value]
    if isinstance(value, int | Decimal):
        return plain(Decimal(value))
    return text_of(value, Meter(Environment(now=datetime(2000, 1, 1, tzinfo=UTC)), None))


def _read(form: Sheet, given: Mapping[str, str], env: Environment) -> dict[str, Value]:
    found: dict[str, Value] = {}
    wrong: dict[str, list[str]] = {}
    for field in form.fields:
        text = given.get(field.name, "").strip()
        if not text:
            continue
        try:
            found[field.name] = _value(field.kind, text[:LONGEST], env)
        except (ValueError, Invalid):
            wrong[field.name] = ["rules.kind"]
    if wrong:
        raise InputsWrong(fields=wrong)
    return found


def _value(kind: str, text: str, env: Environment) -> Value:
    if kind == "number":
        number = number_from(text)
        if number is None:
            raise ValueError(text)
        return number
    if kind == "boolean":
        return {"true": True, "false": False}[text] if text in ("true", "false") else _refuse(text)
    if kind == "string":
        return text
    if kind in READERS:
        value = READERS[kind].evaluate(Prepared({"text": text}), env)
        return value if value is not None else _refuse(text)
    return _any(text)


def _any(text: str) -> Value:
    """JSON where it is JSON, else the text itself."""
    try:
        return from_json('{"v": ' + text + "}")["v"]
    except Invalid:
        return text


def _refuse(text: str) -> Value:
    raise ValueError(text)
