"""One port for every place of a model that holds an expression: compile it once, evaluate it as often as needed.

A text that starts with `=` is FEEL, so is a condition with `language="feel"`; `${...}` is the small language of
`engine.rules.juel`; the rest is literal text. Other languages are refused here, with what to use instead.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from engine.rules.errors import ExpressionFailed, ExpressionRefused
from engine.rules.feel import Environment, Feel, FeelError, FeelSyntaxError, Problem, compile_expression
from engine.rules.juel import Juel, JuelError, JuelSyntaxError, compile_template
from engine.rules.results import SHAPES, Slot
from engine.rules.results import names as ids_in

Language = Literal["feel", "juel", "literal"]
INSTEAD: Final = "use FEEL (a text that starts with =), ${...}, or an external task"
FOREIGN: Final = frozenset({"groovy", "javascript", "ecmascript", "python", "ruby", "freemarker", "velocity", "xpath", "mvel"})
CHECKED: Final = frozenset({Slot.DATE, Slot.DURATION, Slot.CYCLE, Slot.INTEGER})
"""Slots whose literal texts can be checked without a case."""
TIMELESS: Final = frozenset({Slot.TEXT, Slot.INTEGER})
"""Slots whose literal texts mean the same at any moment."""
ZONE: Final = ZoneInfo("Asia/Shanghai")
ANYTIME: Final = datetime(2000, 1, 1, tzinfo=ZONE)
"""Stands for any moment of evaluation."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled slot. `free` are the names of the variables it may read; `constant` is empty, or holds the value of one that never changes."""

    text: str
    slot: Slot
    language: Language
    free: frozenset[str]
    run: Callable[[Mapping[str, Any], Environment], object] = field(repr=False, compare=False)
    constant: tuple[Any, ...] = ()


class Stopped(Exception):
    """An evaluation that failed, before it is known for which element."""

    def __init__(self, reason: str, position: tuple[int, int], value: object) -> None:
        super().__init__(reason)
        self.reason, self.position, self.value = reason, position, value


def chosen(text: str, language: str | None) -> Language:
    """The language of a text, by its mark or by what the model says.

    Raises:
        ExpressionRefused: a language that is not run here.
    """
    said = (language or "").strip().lower()
    if said in ("feel", "") or "feel" in said.rsplit("/", 2)[-2:]:
        return "feel" if said or text.startswith("=") else "juel"
    if said == "juel":
        return "juel"
    named = next((name for name in FOREIGN if name in said), said)
    raise ExpressionRefused(
        "expression.language", f'the language "{named}" is not run here; {INSTEAD}', expression=text, language=named, instead=INSTEAD,
    )


def compile_slot(text: str, slot: Slot, *, language: str | None = None, names: Collection[str] = ()) -> Expression:
    """Compile the text of a slot. `names` are those in scope; FEEL needs them only where a name holds spaces or operators.

    Raises:
        ExpressionRefused: with `code`, `position` and `reason`; a call of a Java bean names the bean, a foreign language
            what to use instead, a literal that can never fit its slot says so.
    """
    spoken = chosen(text, language)
    if spoken == "feel":
        return feel_slot(text, slot, names)
    if slot in (Slot.NAMES, Slot.NAME):
        return names_slot(text, slot)
    if slot is Slot.COLLECTION and text.isidentifier():
        return juel_slot(f"${{{text}}}", text, slot)
    return juel_slot(text, text, slot)


def feel_slot(text: str, slot: Slot, names: Collection[str]) -> Expression:
    """A slot in FEEL; positions count in the whole text, the `=` included."""
    body = text.lstrip().removeprefix("=")
    try:
        feel = compile_expression(body, names)
    except FeelSyntaxError as error:
        shift = len(text) - len(body) if error.position[0] == 1 else 0
        at = (error.position[0], error.position[1] + shift)
        raise ExpressionRefused("expression.syntax", error.values.get("detail", str(error)), expression=text, position=at) from None
    except FeelError as error:
        raise ExpressionRefused("expression.too-deep", str(error), expression=text) from None

    def run(context: Mapping[str, Any], env: Environment) -> object:
        return feel_value(feel, context, env, len(text) - len(body), slot)

    return Expression(text, slot, "feel", feel.free, run)


def feel_value(feel: Feel, context: Mapping[str, Any], env: Environment, shift: int, slot: Slot) -> object:
    """Evaluate, reading only the variables the expression names (the context may load lazily).

    FEEL turns errors into null. Where null would pass for an answer (no due date, no assignee), an error must not.
    """
    problems: list[Problem] = []
    try:
        value = feel.evaluate(context, env, problems=problems)
    except FeelError as error:
        raise Stopped(str(error), (1, 1 + shift), None) from error
    if value is None and problems and slot is not Slot.VALUE:
        first = problems[0]
        raise Stopped(first.message, (first.position[0], first.position[1] + (shift if first.position[0] == 1 else 0)), first.value)
    return value


def template(text: str) -> Juel:
    """A text with `${...}`, its errors as `ExpressionRefused`."""
    try:
        return compile_template(text)
    except JuelSyntaxError as error:
        raise ExpressionRefused(error.code, str(error), expression=text, position=error.position, **error.values) from None


def juel_value(compiled: Juel, context: Mapping[str, Any], env: Environment) -> object:
    """Evaluate a template, its errors as `Stopped`."""
    try:
        return compiled.evaluate(context, env)
    except JuelError as error:
        raise Stopped(str(error), error.position or (1, 1), error.value) from error


def juel_slot(source: str, text: str, slot: Slot) -> Expression:
    """A slot in `${...}`, or a literal text when nothing in it is evaluated."""
    compiled = template(source)
    if not compiled.literal:
        return Expression(text, slot, "juel", compiled.free, lambda context, env: juel_value(compiled, context, env))
    literal = "".join(str(part) for part in compiled.parts)
    if slot in (Slot.CONDITION, Slot.COLLECTION):
        raise ExpressionRefused("expression.literal", f"a {slot} needs an expression, not a plain text; {INSTEAD}", expression=text)
    if slot in CHECKED:
        checked(literal, text, slot)
    constant = (SHAPES[slot](literal, ANYTIME, ZONE),) if slot in TIMELESS else ()
    return Expression(text, slot, "literal", frozenset(), lambda context, env: literal, constant)


def checked(literal: str, text: str, slot: Slot) -> None:
    """Refuse a literal that can never fit."""
    try:
        SHAPES[slot](literal, ANYTIME, ZONE)
    except ValueError as error:
        raise ExpressionRefused("expression.literal", str(error), expression=text) from None


def names_slot(text: str, slot: Slot) -> Expression:
    """A comma list, split outside `${...}`; each part gives ids of its own."""
    parts = [template(part) for part in outside(text)]
    free = frozenset().union(*(part.free for part in parts))

    def run(context: Mapping[str, Any], env: Environment) -> object:
        found: list[str] = []
        for part in parts:
            value = juel_value(part, context, env)
            if value is None and slot is Slot.NAME and len(parts) == 1:
                return None
            found += shaped(Slot.NAMES, value, env)
        return found

    if not all(part.literal for part in parts):
        return Expression(text, slot, "juel", free, run)
    ids = [found for part in parts for found in ids_in("".join(str(piece) for piece in part.parts), ANYTIME, ZONE)]
    alone: tuple[Any, ...] = (ids[0] if ids else None,) if len(ids) < 2 else ()  # two ids where one is needed: an error of its own when it is asked for
    return Expression(text, slot, "literal", free, run, (tuple(ids),) if slot is Slot.NAMES else alone)


def outside(text: str) -> list[str]:
    """The parts between commas that do not stand inside `${...}`."""
    parts, start, depth = [], 0, 0
    quote = ""
    for index, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote and text[index - 1] != "\\" else quote
        elif depth and sign in "'\"":
            quote = sign
        elif sign == "{" and text[index - 1 : index] in ("$", "#"):
            depth = 1
        elif sign == "}":
            depth = 0
        elif sign == "," and not depth:
            parts.append(text[start:index].strip())
            start = index + 1
    return [part for part in (*parts, text[start:].strip()) if part]


def evaluate(expression: Expression, context: Mapping[str, Any], env: Environment, *, element: str = "") -> Any:
    """The value of a slot, in the shape the slot promises (see `Slot`).

    Args:
        context: the variables in scope; only the names in `expression.free` are read.
        env: now, zone, limits, and callables under dotted names (`"execution.getVariable"`).
        element: the id of the element of the model, for the message.

    Raises:
        ExpressionFailed: with element, expression, position and the offending value.
    """
    try:
        value = shaped(expression.slot, expression.run(context, env), env)
    except Stopped as stop:
        raise ExpressionFailed(
            stop.reason, element=element, expression=expression.text, position=stop.position, value=stop.value
        ) from stop.__cause__
    return value


def shaped(slot: Slot, value: object, env: Environment) -> Any:
    """The value in the shape of the slot."""
    try:
        return SHAPES[slot](value, env.now, env.zone)
    except ValueError as error:
        raise Stopped(str(error), (1, 1), value) from None
