"""Try a decision or a FEEL expression with values given as JSON: for the command line and the page that tries rules.

Numbers are exact both ways: read as decimals, written with all their digits and no exponent. JSON has no dates; where the
model says that an input is a date, time or duration, its text is read as one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from engine.domain.errors import Invalid
from engine.rules.dmn import Definitions, Library, Outcome, evaluate, parse
from engine.rules.dmn.inputs import typed_inputs
from engine.rules.feel import Environment, Problem, Value, compile_expression, in_chinese, prepare
from engine.rules.feel.decimals import number_from, plain
from engine.rules.feel.meter import Meter
from engine.rules.feel.size import bounded
from engine.rules.feel.text import text_of
from engine.xml import read

MAX_INPUT = 1_000_000
"""Characters of JSON."""


class InputUnreadable(Invalid):
    """The input is no JSON object: {reason}."""

    code = "rules.input"


class NothingToTry(Invalid):
    """The files hold {count} decisions; say which one to try: {names}."""

    code = "rules.decision-needed"


def try_decision(files: Mapping[str, bytes], decision: str | None, given: str, env: Environment, *, language: str = "en") -> str:
    """Evaluate a decision and answer JSON: {"outputs": ..., "matched": [{"rule", "index", "annotations"}], "inputs": {...}, "problems": [...]}.

    files: DMN files by name, the one of the decision first. decision: its id or name; None when the files hold only one.
    given: a JSON object of input values. language: of the problems' messages, "en" or "zh". Raises `Refused`, `XmlRefused`, `DecisionMissing`, `NothingToTry`,
    `InputUnreadable` or `FeelLimitError`.
    """
    models = [parse(read(data, file=name), file=name) for name, data in files.items()]
    key = decision or _only(models)
    library = Library(models)
    outcome = evaluate(library, key, typed_inputs(library, key, from_json(given), env), env)
    return to_json(answer(outcome, language))


def try_feel(expression: str, given: str, env: Environment, *, language: str = "en") -> str:
    """Evaluate an expression and answer JSON: {"value": ...}, with "problems" when something in it became null by an error.

    Raises FeelSyntaxError, FeelLimitError or `InputUnreadable`.
    """
    context = from_json(given)
    problems: list[Problem] = []
    value = compile_expression(expression, context.keys()).evaluate(prepare(context), env, problems)
    found: dict[str, Value] = {"value": value}
    if problems:
        found["problems"] = [
            {
                "line": Decimal(item.position[0]),
                "column": Decimal(item.position[1]),
                "message": said(item.message, language),
                "value": item.value,
            }
            for item in problems
        ]
    return to_json(found)


def said(message: str, language: str) -> str:
    """A message of an evaluation in a language."""
    return in_chinese(message) if language == "zh" else message


def answer(outcome: Outcome, language: str = "en") -> dict[str, Value]:
    """An outcome as a FEEL context: what it decided, which rules did, from which inputs, and what went wrong."""
    matched: list[Value] = [
        {"rule": rule.rule_id, "index": Decimal(rule.index), "annotations": dict(rule.annotations)}
        for rule in outcome.matched
    ]
    found: dict[str, Value] = {"outputs": outcome.outputs, "matched": matched, "inputs": dict(outcome.inputs)}
    if outcome.problems:
        found["problems"] = [
            {
                "element": item.element,
                "expression": item.expression,
                "line": Decimal(item.position[0]),
                "column": Decimal(item.position[1]),
                "message": said(item.message, language),
                "value": item.value,
            }
            for item in outcome.problems
        ]
    if outcome.required:
        found["required"] = {name: answer(item, language) for name, item in outcome.required.items()}
    return found


def from_json(text: str) -> dict[str, Value]:
    """A JSON object as a FEEL context, numbers as decimals of 34 digits. Raises `InputUnreadable`."""
    if len(text) > MAX_INPUT:
        raise InputUnreadable(reason=f"more than {MAX_INPUT} characters")
    try:
        found = json.loads(text or "{}", parse_float=_number, parse_int=_number, parse_constant=_number)
    except (ValueError, RecursionError) as error:
        raise InputUnreadable(reason=str(error)) from None
    if not isinstance(found, dict):
        raise InputUnreadable(reason="an object is needed, such as {}")
    return found


def _number(text: str) -> Decimal:
    number = number_from(text)
    if number is None:
        raise ValueError(f"{text[:40]} is no number of FEEL")
    return number


def to_json(value: Value) -> str:
    """A FEEL value as JSON: numbers exact, dates and durations as FEEL writes them, functions and ranges as text."""
    meter = Meter(Environment(now=datetime(2000, 1, 1, tzinfo=UTC)), None)
    return _written(bounded(value, meter), meter)


def _written(value: Value, meter: Meter) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_written(item, meter) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(key)}: {_written(item, meter)}" for key, item in value.items()) + "}"
    if value is None or isinstance(value, bool):
        return "null" if value is None else "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    return _text(value if isinstance(value, str) else text_of(value, meter))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _only(models: list[Definitions]) -> str:
    names = [name for model in models for name in model.decisions]
    if len(names) != 1:
        raise NothingToTry(count=len(names), names=", ".join(names))
    return names[0]
