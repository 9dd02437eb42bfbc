"""Fields of a message in FEEL: what adapters and ways in map to and from the words of other systems.

A mapping is data: a name for every field, and the FEEL expression of its value; a table in it is an object in the message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine.domain.errors import Invalid, Place
from engine.rules.errors import ExpressionFailed, ExpressionRefused
from engine.rules.feel import Environment
from engine.rules.results import Slot
from engine.rules.slots import Expression, compile_slot, evaluate

MAX_FIELDS = 200
MAX_DEPTH = 8
ZONE = ZoneInfo("Asia/Shanghai")


class MappingWrong(Invalid):
    """{at}: {reason}."""

    code = "mapping.wrong"


@dataclass(frozen=True, slots=True)
class FeelMapping:
    """Compiled fields; `free` are the names they read."""

    fields: Mapping[str, Expression | FeelMapping]
    place: str

    def apply(self, context: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """The values of all fields, as process variables know them; what FEEL cannot tell is None.

        Raises `MappingWrong` for an expression that needs too much, or whose value is a range or a function.
        """
        env = Environment(now=now, zone=ZONE)
        return {
            name: item.apply(context, now) if isinstance(item, FeelMapping) else _value(item, context, env, f"{self.place}.{name}")
            for name, item in self.fields.items()
        }

    @property
    def free(self) -> frozenset[str]:
        """The names the fields read."""
        return frozenset().union(*(item.free for item in self.fields.values()))


def compile_mapping(fields: Mapping[str, Any], place: str, depth: int = 0) -> FeelMapping:
    """Compile name -> FEEL (text) or name -> table. Raises `MappingWrong`, naming the place `place.name` and what is wrong there."""
    if depth > MAX_DEPTH or len(fields) > MAX_FIELDS:
        raise MappingWrong(place=Place(field=place), at=place, reason=f"more than {MAX_FIELDS} fields or {MAX_DEPTH} tables deep")
    made: dict[str, Expression | FeelMapping] = {}
    for name, said in fields.items():
        at = f"{place}.{name}"
        if isinstance(said, Mapping):
            made[name] = compile_mapping(said, at, depth + 1)
        elif isinstance(said, str):
            made[name] = compile_feel(said, at)
        else:
            raise MappingWrong(place=Place(field=at), at=at, reason="a FEEL expression is a text; write texts as '\"...\"' and numbers as '5'")
    return FeelMapping(made, place)


def compile_feel(text: str, place: str) -> Expression:
    """One expression. Raises `MappingWrong` with the line and column inside it."""
    try:
        return compile_slot("=" + text, Slot.VALUE)
    except ExpressionRefused as error:
        line, column = error.position
        raise MappingWrong(place=Place(field=place), at=place, reason=f"line {line}, column {max(1, column - 1)}: {error.reason}") from None


def feel_holds(expression: Expression, context: Mapping[str, Any], now: datetime, place: str) -> bool:
    """Whether the expression is exactly true; null is not true."""
    return _value(expression, context, Environment(now=now, zone=ZONE), place) is True


def feel_value(expression: Expression, context: Mapping[str, Any], now: datetime, place: str) -> Any:
    """The value of an expression, as process variables know it. Raises `MappingWrong`."""
    return _value(expression, context, Environment(now=now, zone=ZONE), place)


def _value(expression: Expression, context: Mapping[str, Any], env: Environment, place: str) -> Any:
    try:
        return evaluate(expression, context, env, element=place)
    except ExpressionFailed as error:
        raise MappingWrong(place=Place(field=place), at=place, reason=str(error)) from error
