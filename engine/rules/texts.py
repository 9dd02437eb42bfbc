"""What people read about an expression or a script, in Chinese and English, by code. `{name}` comes from `Fault.values`.

`reason` is English from the depth of a parser; the sentence around it is not. To add a code: one line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

AT: Final = ("表达式 {expression} 第 {line} 行第 {column} 列：", "Expression {expression}, line {line}, column {column}: ")


def at(zh: str, en: str) -> tuple[str, str]:
    """A sentence about a place in an expression."""
    return AT[0] + zh, AT[1] + en


TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "expression.syntax": at("语法错误（{reason}）", "syntax error: {reason}"),
    "expression.open": at("缺少右花括号", "the closing brace is missing"),
    "expression.mixed": at("同一文本中不能同时使用 ${{...}} 和 #{{...}}", "${{...}} and #{{...}} stand in one text"),
    "expression.language": at("不支持语言 {language}；请改用 FEEL、${{...}} 或外部任务", "the language {language} is not run here; {instead}"),
    "expression.literal": at("此处的文字不适用（{reason}）", "this text does not fit here: {reason}"),
    "expression.bean": at(
        "{bean} 需要 Java Bean（{method}()），本平台不支持；请改用外部任务、FEEL 或决策表",
        "{bean} would have to be a Java bean ({method}()); use an external task, FEEL or a decision table",
    ),
    "expression.method": at("没有方法 {method}()", "there is no method {method}()"),
    "expression.member": at("{member} 在此不存在", "{member} does not exist here"),
    "expression.function": at("没有函数 {function}()", "there is no function {function}()"),
    "expression.arguments": at("函数 {function}() 的参数个数不对", "{function}() takes another number of arguments"),
    "expression.reserved": at("instanceof 是保留字", "instanceof is reserved"),
    "expression.number": at("数字过大", "the number is too large"),
    "expression.too-deep": at("表达式过于复杂", "the expression is too complex"),
    "expression.too-long": at("表达式过长", "the expression is too long"),
    "expression.failed": (
        "元素“{element}”的表达式 {expression} 计算失败（第 {line} 行第 {column} 列）：{reason}，值：{value}",
        'The expression {expression} at "{element}" failed (line {line}, column {column}): {reason}, value: {value}',
    ),
    "script.language": at("不支持脚本语言 {language}；请改用 FEEL、决策表、外部任务或 Python", "scripts in {language} are not run here; {instead}"),
    "script.syntax": at("脚本语法错误（{reason}）", "wrong syntax: {reason}"),
    "script.import": at("模块 {module} 不可用", "the module {module} is not available"),
    "script.too-long": at("脚本过长", "the script is too long"),
    "script.failed": ("元素“{element}”的脚本第 {line} 行失败：{reason}", 'The script at "{element}" failed at line {line}: {reason}'),
}
