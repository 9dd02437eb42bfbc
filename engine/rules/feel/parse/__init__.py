"""Text to syntax tree. `parse_expression` and `parse_unary_tests` are all that others need."""

from engine.rules.feel.parse.entry import parse_expression, parse_unary_tests

__all__ = ["parse_expression", "parse_unary_tests"]
