"""Decision models (DMN 1.1-1.5) over our own FEEL: read, check, evaluate. See README.md."""

from engine.rules.dmn.evaluate import evaluate
from engine.rules.dmn.library import DecisionMissing, Library
from engine.rules.dmn.lint import lint
from engine.rules.dmn.model import Definitions
from engine.rules.dmn.outcome import MatchedRule, Outcome, Problem
from engine.rules.dmn.parse import parse

__all__ = [
    "DecisionMissing",
    "Definitions",
    "Library",
    "MatchedRule",
    "Outcome",
    "Problem",
    "evaluate",
    "lint",
    "parse",
]
