"""External functions of kind Java: a short list of pure ones, written here in Python. Nothing is loaded or called outside.

Models made for Java engines use them for what FEEL lacks (trigonometry, formatting). Any other class or method stays null.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.decimals import DECIMAL128, number_from
from engine.rules.feel.text import text_of
from engine.rules.feel.values import Function

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_SIGNATURE = re.compile(r"\s*([A-Za-z_]\w*)\s*\(([^()]*)\)\s*")
_FORMAT = re.compile(r"%(?:(%)|(-?)(\d{1,3})?(?:\.(\d{1,2}))?([sdf]))")
_WHOLE = {"byte": 2**7, "short": 2**15, "int": 2**31, "long": 2**63}

_OfNumbers = Callable[..., "Decimal | float"]
_MATH: dict[str, tuple[int, _OfNumbers]] = {
    "abs": (1, DECIMAL128.abs),
    "max": (2, max),
    "min": (2, min),
    "pow": (2, DECIMAL128.power),
    "sqrt": (1, DECIMAL128.sqrt),
    "exp": (1, DECIMAL128.exp),
    "log": (1, DECIMAL128.ln),
    "log10": (1, DECIMAL128.log10),
    **{
        name: (1, getattr(math, name)) for name in ("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh")
    },
    "atan2": (2, math.atan2),
    "toRadians": (1, math.radians),
    "toDegrees": (1, math.degrees),
}
_NUMBER_CLASSES = {
    "Byte": "byte",
    "Short": "short",
    "Integer": "int",
    "Long": "long",
    "Float": "float",
    "Double": "double",
}


def external_function(class_name: str, signature: str, parameters: tuple[str, ...]) -> Function | None:
    """The function that a Java class and method signature name, with the parameters of its definition; None when not listed."""
    match = _SIGNATURE.fullmatch(signature)
    package, _, simple = class_name.strip().rpartition(".")
    if match is None or package != "java.lang":
        return None
    kinds = [kind.strip() for kind in match[2].split(",")] if match[2].strip() else []
    run = _found(simple, match[1], kinds)
    if run is None or len(kinds) != len(parameters):
        return None

    def call(meter: Meter, arguments: Sequence[Value]) -> Value:
        meter.charge(40)
        try:
            return run(meter, arguments)
        except (ArithmeticError, ValueError, TypeError):
            return meter.wrong(f"{class_name}.{match[1]} has no result for these arguments", list(arguments))

    return Function(parameters, call, match[1])


def _found(simple: str, method: str, kinds: list[str]) -> Callable[[Meter, Sequence[Value]], Value] | None:
    if simple == "Math" and method in _MATH and len(kinds) == _MATH[method][0]:
        compute = _MATH[method][1]
        return lambda meter, arguments: _number(compute(*_numbers(arguments)))
    if simple in _NUMBER_CLASSES and method == "valueOf" and len(kinds) == 1:
        return lambda meter, arguments: _value_of(arguments[0], kinds[0], _NUMBER_CLASSES[simple])
    if simple == "String" and method == "valueOf" and len(kinds) == 1:
        return lambda meter, arguments: _text_of(meter, arguments[0], kinds[0])
    if simple == "String" and method == "format" and len(kinds) == 2:
        return _format
    return None


def _numbers(arguments: Sequence[Value]) -> list[Decimal]:
    if not all(isinstance(argument, Decimal) for argument in arguments):
        raise TypeError
    return [argument for argument in arguments if isinstance(argument, Decimal)]


def _number(result: Decimal | float) -> Value:
    return DECIMAL128.plus(result) if isinstance(result, Decimal) else number_from(result)


def _value_of(argument: Value, given: str, wanted: str) -> Value:
    """A number, or the number a text stands for, within the range of the class."""
    text_wanted = given in ("java.lang.String", "String")
    if not isinstance(argument, str if text_wanted else Decimal):
        raise TypeError
    number = number_from(argument) if isinstance(argument, str) else argument
    if not isinstance(number, Decimal):
        raise TypeError
    if wanted in _WHOLE and (number != number.to_integral_value() or not -_WHOLE[wanted] <= number < _WHOLE[wanted]):
        raise ValueError
    return number


def _text_of(meter: Meter, argument: Value, given: str) -> Value:
    if given == "char" and (not isinstance(argument, str) or len(argument) != 1):
        raise TypeError
    return meter.text(text_of(argument, meter))


def _format(meter: Meter, arguments: Sequence[Value]) -> Value:
    """%s, %d and %.nf with a width, in the order of the arguments."""
    pattern, given = arguments
    if not isinstance(pattern, str):
        raise TypeError
    rest = iter(given if isinstance(given, list) else [given])

    def piece(match: re.Match[str]) -> str:
        percent, left, width, digits, kind = match.groups()
        if percent:
            return "%"
        value = next(rest, None)
        text = text_of(value, meter)
        if kind in "df":
            (number,) = _numbers([value])
            if kind == "d" and number != number.to_integral_value():
                raise ValueError
            text = format(number, f".{digits or (6 if kind == 'f' else 0)}f")
        meter.charge(len(text) >> 4)
        return text.ljust(int(width or 0)) if left else text.rjust(int(width or 0))

    meter.charge(len(pattern))
    if "%" in _FORMAT.sub("", pattern):
        raise ValueError
    return meter.text(_FORMAT.sub(piece, pattern))
