"""Why an expression failed, in Chinese. English stands where it arises; this table is the other language, for `${...}` and for slots.

`reason_in_chinese` takes the reason of any `ExpressionFailed`. A test walks the source and fails when one is missing here.
"""

from __future__ import annotations

import re

from engine.rules.feel.chinese import in_chinese

_WHOLE = {
    "not a finite number": "不是有限的数",
    "a range or a function is no value of a variable": "范围和函数不能作变量的值",
    "a condition must be true or false, and this is neither": "条件只能为真或假，此值两者都不是",
    "one id is needed here, not several": "此处只能是一个标识，不能是多个",
    "one id is needed here": "此处需要一个标识",
    "ids are needed here: a text with commas or a list of texts": "此处需要标识：以逗号分隔的文本，或文本的列表",
    "a date, an ISO date text or an ISO duration is needed here": "此处需要日期、ISO 日期文本或 ISO 时长",
    "an ISO duration such as P3D or PT30M is needed here": "此处需要 ISO 时长，如 P3D 或 PT30M",
    "the duration leaves the calendar": "时长超出日历范围",
    "an ISO repetition such as R3/PT10M or a cron expression with seconds is needed here": "此处需要 ISO 重复，如 R3/PT10M，或带秒的 cron 表达式",
    "a list is needed here": "此处需要列表",
    "a whole number is needed here": "此处需要整数",
    "not a whole number": "不是整数",
    "the text grows too long": "文本过长",
    "split takes a plain text, no pattern": "split 只接受普通文本，不接受正则表达式",
    "the decision has several results": "决策有多个结果",
    "the decision's result has several entries": "决策的结果有多项",
    "the date leaves the calendar": "日期超出日历范围",
    "division by zero": "除数为零",
    "the number is too large": "数字过大",
}
_KINDS = {"null": "空值", "a truth value": "真假值", "a number": "数字", "text": "文本", "a list": "列表", "a map": "映射", "a date or time": "日期或时间"}
_KIND = "(null|a truth value|a number|text|a list|a map|a date or time)"
_PATTERNS = tuple(
    (re.compile(pattern, re.DOTALL), chinese)
    for pattern, chinese in (
        (rf"text is needed here, not {_KIND}", "此处需要文本，而不是{0}"),
        (r"the text has no part from (\d+) to (\d+)", "文本没有从 {0} 到 {1} 的部分"),
        (r"the list has no element (-?\d+)", "列表没有第 {0} 项"),
        (r'there is no property "(.*)"', "没有属性“{0}”"),
        (rf'{_KIND} has no property "(.*)"', "{0}没有属性“{1}”"),
        (rf"{_KIND} has no method (\w+)\(\)", "{0}没有方法 {1}()"),
        (r"(\w+)\(\) does not take (\d+) argument\(s\)", "{0}() 不接受 {1} 个参数"),
        (r'the name "(.*)" is unknown', "没有名为“{0}”的变量"),
        (r"([\w.]+)\(\) is not available here", "此处不能使用 {0}()"),
        (rf"{_KIND} is no truth value", "{0}不是真假值"),
        (r'the text "(.*)" is no number', "文本“{0}”不是数字"),
        (rf"{_KIND} is no number", "{0}不是数字"),
        (rf"{_KIND} and {_KIND} have no order", "{0}与{1}不能比较大小"),
    )
)


def reason_in_chinese(reason: str) -> str:
    """The Chinese of a reason; the reason itself where nobody knows its Chinese (the name of a value, a text of the model)."""
    if reason in _WHOLE:
        return _WHOLE[reason]
    for pattern, chinese in _PATTERNS:
        match = pattern.fullmatch(reason)
        if match is not None:
            return chinese.format(*(_KINDS.get(part, part) for part in match.groups()))
    return in_chinese(reason)
