"""The built-in functions of DMN 1.5, clause 10.3.4, one module for each of its tables."""

from engine.rules.feel.builtins import (  # noqa: F401  # importing registers the functions
    calendar,
    contexts,
    conversions,
    lists,
    logic,
    numbers,
    range_text,
    ranges,
    rounding,
    sorting,
    statistics,
    strings,
    temporal,
    texts,
)
from engine.rules.feel.builtins.registry import BUILTINS

__all__ = ["BUILTINS"]
