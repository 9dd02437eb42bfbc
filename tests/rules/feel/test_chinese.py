"""Every message of the package exists in Chinese, found by walking its source."""

import ast
import re
from pathlib import Path

import pytest

import engine.rules.feel
from engine.rules.feel import FeelLimitError, FeelSyntaxError, compile_expression
from engine.rules.feel.chinese import LIMITS, in_chinese
from tests.rules.feel.evaluating import problems

FOLDER = Path(engine.rules.feel.__file__).parent


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "X" for part in node.values)  # type: ignore[misc]  # constants of an f-string are strings
    return None


def _messages(names: dict[str, int]) -> set[str]:
    """The literal texts handed to functions or methods of these names, as the argument at this place."""
    found = set()
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in names and len(node.args) > names[name]:
                text = _text(node.args[names[name]])
                if text is not None:
                    found.add(text)
    return found


MESSAGES = _messages({"wrong": 0, "fail": 1, "PatternError": 0, "FeelSyntaxError": 0})


def test_the_walk_finds_the_messages() -> None:
    assert {"modulo by zero", "there is no X", "the pattern is too long", "unexpected character X"} <= MESSAGES
    assert len(MESSAGES) > 60


@pytest.mark.parametrize("message", sorted(MESSAGES))
def test_a_message_exists_in_chinese(message: str) -> None:
    assert re.search("[\u4e00-\u9fff]", in_chinese(message))


@pytest.mark.parametrize("kind", ["date", "time", "date and time", "duration"])
def test_the_kinds_of_texts_are_named_in_chinese(kind: str) -> None:
    (found,) = problems(f'{kind}("x")')
    assert re.search("[\u4e00-\u9fff]", in_chinese(found.message))
    assert "no" not in in_chinese(found.message)


def test_limits_have_chinese_names() -> None:
    assert _messages({"FeelLimitError": 0}) == set(LIMITS)
    with pytest.raises(FeelLimitError) as caught:
        compile_expression("(" * 200)
    assert LIMITS[caught.value.limit]


def test_a_syntax_error_reads_well_in_chinese() -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        compile_expression("if a then b")
    assert in_chinese(caught.value.values["detail"]) == "表达式不完整，此处应为 else"


@pytest.mark.parametrize(
    ("text", "column", "meant"),
    [("金额 ＞ 5", 4, ">"), ('"a"，"b"', 4, ","), ("count（1）", 6, "("), ("f(a：1)", 4, ":"), ("x ＝ 1 and y", 3, "=")],
)
def test_full_width_operators_are_no_names(text: str, column: int, meant: str) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        compile_expression(text)
    assert caught.value.position == (1, column) and caught.value.expected == (meant,)
    assert "全角" in in_chinese(caught.value.values["detail"])


def test_full_width_brackets_in_names_stay() -> None:
    assert compile_expression("金额（元） > 3").free == {"金额（元）"}
    assert compile_expression("甲＝乙 + 1", ("甲＝乙",)).free == {"甲＝乙"}
