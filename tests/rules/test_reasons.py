"""Every reason why `${...}` or a slot fails exists in Chinese, found by walking the source."""

from __future__ import annotations

import ast
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import engine.rules
from engine.rules import Environment, ExpressionFailed, Slot, compile_slot, evaluate, reason_in_chinese

FOLDER = Path(engine.rules.__file__).parent
SOURCES = (*sorted((FOLDER / "juel").glob("*.py")), FOLDER / "results.py", FOLDER / "slots.py", FOLDER.parent / "execution" / "handles.py")
KINDS = {"kind": "a list", "name": "size", "len": "2", "place": "3", "first": "1", "last": "2", "value": "x", "key": "x"}


def _said(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    parts = []
    for part in node.values:
        names = [inner.id for inner in ast.walk(part) if isinstance(inner, ast.Name)]
        parts.append(str(part.value) if isinstance(part, ast.Constant) else next(KINDS[name] for name in names if name in KINDS))
    return "".join(parts)


def _reasons() -> set[str]:
    """The first text handed to what fails an expression or a slot, and the last to what a listener set wrongly."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in {"JuelError", "ValueError", "_unfit"}:
                found.add(_said(node.args[-1 if name == "_unfit" else 0]))
    return {reason for reason in found if reason is not None}


def test_every_reason_is_said_in_chinese() -> None:
    reasons = _reasons()
    assert len(reasons) > 30
    assert {"division by zero", "one id is needed here", "a list has no method size()"} <= reasons
    assert not [reason for reason in reasons if not re.search("[\u4e00-\u9fff]", reason_in_chinese(reason)) or re.search("[a-z]{3} [a-z]", reason_in_chinese(reason))]


@pytest.mark.parametrize(("text", "reason"), [("${missing}", "没有名为“missing”的变量"), ("${1 / 0}", "除数为零"), ("=sqrt(-1)", "负数没有平方根")])
def test_a_failed_expression_carries_both_languages(text: str, reason: str) -> None:
    with pytest.raises(ExpressionFailed) as caught:
        evaluate(compile_slot(text, Slot.TEXT), {}, Environment(now=datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))))
    assert caught.value.values["reason.zh"] == reason
    assert reason not in str(caught.value)
