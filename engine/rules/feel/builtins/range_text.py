"""range("[1..3]"): the range a text stands for, its end points literals (DMN 1.5, table 73)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.rules.feel.builtins.registry import BUILTINS, builtin
from engine.rules.feel.equality import less
from engine.rules.feel.errors import FeelLimitError, FeelSyntaxError
from engine.rules.feel.parse import parse_expression
from engine.rules.feel.syntax import Call, Literal, Name, Node, RangeOf
from engine.rules.feel.values import Range

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_MAKERS = ("date", "time", "date and time", "duration")


@builtin("range", "from: string")
def range_of_text(meter: Meter, from_: str) -> Value:
    """The range; null unless both ends are literals of one kind, in order."""
    meter.charge(100)
    try:
        node = parse_expression(from_, _MAKERS)
    except (FeelSyntaxError, FeelLimitError):
        return meter.wrong("the text is no range", from_)
    if not isinstance(node, RangeOf):
        return meter.wrong("the text is no range", from_)
    start, end = _end_point(node.start, meter), _end_point(node.end, meter)
    if start is None or end is None or less(end, start, meter) is not False:
        return meter.wrong("the ends of a range must be literals of one kind, in order", from_)
    return Range(start, end, node.start_included, node.end_included)


def _end_point(node: Node, meter: Meter) -> Value:
    if isinstance(node, Literal):
        return node.value
    if (
        not isinstance(node, Call)
        or not isinstance(node.function, Name)
        or node.function.name not in _MAKERS
        or node.named
    ):
        return None
    values = [argument.value for argument in node.positional if isinstance(argument, Literal)]
    return BUILTINS[node.function.name].call(meter, values) if len(values) == len(node.positional) else None
