"""FEEL 1.5, the expression language of DMN: see README.md. `compile_expression` and `compile_unary_tests` are the way in."""

from engine.rules.feel.chinese import in_chinese
from engine.rules.feel.errors import FeelError, FeelLimitError, FeelSyntaxError, Problem
from engine.rules.feel.expression import Feel, compile_expression, compile_unary_tests
from engine.rules.feel.external import external_function
from engine.rules.feel.kinds import is_kind
from engine.rules.feel.meter import Environment, Limits
from engine.rules.feel.values import Function, Prepared, Range, Value, Wide, YearsMonths, feel_value, prepare

__all__ = [
    "Environment",
    "Feel",
    "FeelError",
    "FeelLimitError",
    "FeelSyntaxError",
    "Function",
    "Limits",
    "Prepared",
    "Problem",
    "Range",
    "Value",
    "Wide",
    "YearsMonths",
    "compile_expression",
    "compile_unary_tests",
    "external_function",
    "feel_value",
    "in_chinese",
    "is_kind",
    "prepare",
]
