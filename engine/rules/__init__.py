"""Rules: expressions of every slot, decisions, scripts. Pure: values in, values out, `now` is an argument."""

from engine.rules.chinese import reason_in_chinese
from engine.rules.errors import ExpressionFailed, ExpressionRefused
from engine.rules.feel import Environment, Limits
from engine.rules.results import Slot
from engine.rules.slots import Expression, compile_slot, evaluate

__all__ = ["Environment", "Expression", "ExpressionFailed", "ExpressionRefused", "Limits", "Slot", "compile_slot", "evaluate", "reason_in_chinese"]
