"""The messages of problems and errors in Chinese. English stands where it arises; this table is the other language.

`in_chinese` takes any message of this package. A test walks the source and fails when a message is missing here.
"""

from __future__ import annotations

import re

_WHOLE = {
    "= cannot compare these values": "“=”无法比较这两个值",
    "a $ or backslash in a replacement must be escaped or name a group": "替换文本中的 $ 和反斜杠必须转义或指向分组",
    "a brace counts repetitions, such as {2} or {2,5}, or is written with a backslash": "花括号用于写重复次数，如 {2} 或 {2,5}；作普通字符时前面加反斜杠",
    "a character category is not one of Unicode, such as \\p{L} or \\p{IsGreek}": "字符类别不是 Unicode 所定的类别，如 \\p{L}、\\p{IsGreek}",
    "a key must be a string and occur once": "键必须是字符串且不得重复",
    "a key occurs twice in the context": "上下文中的键重复",
    "a range that leaves one point out has no place": "排除单个值的范围没有先后位置",
    "a standard deviation needs two numbers": "标准差至少需要两个数",
    "an argument does not conform to the type of its parameter": "实参与形参的类型不符",
    "an entry needs key and value": "每一项都需要 key 和 value",
    "at least one key is needed": "至少需要一个键",
    "between cannot compare these values": "“between”无法比较这些值",
    "exp has no result in range": "exp 的结果超出数值范围",
    "in cannot compare these values": "“in”无法比较这些值",
    "keys must be strings": "键必须是字符串",
    "modulo by zero": "模运算的除数为零",
    "modulo has no result for these numbers": "这两个数的模运算没有结果",
    "no logarithm unless positive": "只有正数才有对数",
    "no square root of a negative number": "负数没有平方根",
    "null cannot be filtered": "空值不能筛选",
    "null has no elements": "空值没有元素",
    "only a number or a duration can be negated": "只有数字和时长可以取负",
    "only contexts can be merged": "只有上下文可以合并",
    "only numbers and dates can be counted through": "只能在数字或日期之间逐个循环",
    "only strings can be joined": "只有字符串可以连接",
    "only whole numbers are odd or even": "只有整数才分奇偶",
    "random number is not available: the same inputs must give the same result": "不提供随机数：相同的输入必须得到相同的结果",
    "rounding has no result for this scale": "按此小数位数舍入没有结果",
    "the elements cannot be put in order": "这些元素无法排序",
    "the elements have no order": "这些元素没有大小之分",
    "the end points have no order": "范围的两端没有大小之分",
    "the end points of a range must be of one ordered kind": "范围的两端必须是同一种可比较的值",
    "the ends of a range must be literals of one kind, in order": "范围的两端必须是同类的字面值，且由小到大",
    "the function that orders needs two parameters": "排序函数需要两个参数",
    "the iteration needs a list or a range": "循环需要列表或范围",
    "the length goes beyond the list": "长度超出列表",
    "the length must be at least 1 and end within the string": "长度至少为 1 且不得超出字符串",
    "the list has an element that is no boolean": "列表中有元素不是布尔值",
    "the list has an element that is no number": "列表中有元素不是数字",
    "the list has no such element": "列表中没有该位置的元素",
    "the literal is no date, time or duration": "该字面值不是日期、时间或时长",
    "the match function must give true or false": "匹配函数必须返回真或假",
    "the match function needs two parameters": "匹配函数需要两个参数",
    "the pattern ends with a backslash": "正则表达式以反斜杠结尾",
    "the pattern has a ] too many": "正则表达式多了一个 ]",
    "the pattern is too long": "正则表达式过长",
    "the pattern matches the empty string": "正则表达式匹配空文本，无从切分或替换",
    "the pattern nests too deep": "正则表达式嵌套过深",
    "the pattern repeats a repetition": "正则表达式对重复再作重复",
    "the pattern repeats too much": "正则表达式的重复次数过大",
    "the pattern uses a group that XQuery does not have": "正则表达式使用了标准所没有的分组",
    "the position lies outside the list": "位置超出列表",
    "the range ends before it starts": "范围的终点小于起点",
    "the scale must lie between -6111 and 6176": "小数位数必须在 -6111 到 6176 之间",
    "the separators must be different, and a space, comma or period": "分隔符必须互不相同，且为空格、逗号或句点",
    "the start position lies outside the string": "起始位置超出字符串",
    "the text is no date": "文本不是日期",
    "the text is no date and time": "文本不是日期时间",
    "the text is no duration": "文本不是时长",
    "the text is no number": "文本不是数字",
    "the text is no range": "文本不是范围",
    "the text is no time": "文本不是时间",
    "the year is too far away to be moved to another zone": "年份过远，无法换算时区",
    "there is no context to put into": "没有可写入的上下文",
    "there is no such date": "没有这个日期",
    "there is no such time": "没有这个时间",
    "there is no such zone": "没有这个时区",
    "this external function is not run": "不执行此外部函数",
    "what is called is no function": "调用的不是函数",
}

_PATTERNS = tuple(
    (re.compile(pattern, re.DOTALL), chinese)
    for pattern, chinese in (
        (r"the text is no (.*)", r"文本不是“\1”"),
        (r"arguments are named (.*)", r"参数名应为 \1"),
        (r"null has no (.*)", r"空值没有“\1”"),
        (r"the context has no entry (.*)", r"上下文中没有“\1”"),
        (r"the value has no property (.*)", r"该值没有属性“\1”"),
        (r"there is no type (.*)", r"没有类型“\1”"),
        (r"there is no (.*)", r"没有“\1”"),
        (r"(.*) arguments are needed, not (.*)", r"需要 \1 个参数，给出了 \2 个"),
        (r"(.*) cannot compare these values", r"“\1”无法比较这两个值"),
        (r"(.*) does not fit these kinds of values", r"“\1”不适用于这两种值"),
        (r"(.*) has no result for these numbers", r"“\1”对这些数没有结果"),
        (r"(.*) has no result for these arguments", r"\1 对这些参数没有结果"),
        (r"(.*) has no result in range", r"“\1”的结果超出范围"),
        (r"(.*) needs two values", r"“\1”的一侧是空值"),
        (r"(.*) cannot be called with these arguments", r"函数“\1”不接受这些参数"),
        (r"(.*) does not take these arguments", r"函数“\1”不接受这些参数"),
        (r"(.*) has no such parameters", r"函数“\1”没有这些参数名"),
        (r"the flags (.*) are not among s, m, i, x, q", r"正则标志 \1 无效，只能用 s、m、i、x、q"),
        (r"the pattern is not valid: (.*)", r"正则表达式无效（\1）"),
        (r"\\(.*) is no escape of XQuery", r"\\\1 不是标准的转义"),
        (r"(.) is a full-width character, (.) is meant", r"“\1”是全角字符，应为半角“\2”"),
        (r"unexpected the end, expected (.*)", r"表达式不完整，此处应为 \1"),
        (r"unexpected the end", r"表达式不完整"),
        (r"unexpected character '([“”‘’])'", r"不允许的字符 \1（文本用半角双引号）"),
        (r"unexpected character (.*)", r"不允许的字符 \1"),
        (r"unexpected (.*), expected (.*)", r"此处不应出现 \1，应为 \2"),
        (r"unexpected (.*)", r"此处不应出现 \1"),
    )
)

LIMITS = {
    "steps": "计算步数",
    "depth": "嵌套层数",
    "nesting": "表达式嵌套层数",
    "text": "文本长度",
    "items": "元素个数",
    "regex time": "正则匹配时间",
    "expression text": "表达式长度",
}
"""What `FeelLimitError.limit` names, in Chinese."""

EXPECTED = {
    "an operator or the end": "运算符或结尾",
    "a value": "一个值",
    "a name": "名称",
    "a type": "类型",
    "a key": "键",
    " or ": "或",
}
"""What a syntax error expects, in Chinese."""
_WORDS = re.compile("|".join(EXPECTED))


def in_chinese(message: str) -> str:
    """The Chinese of a problem's message, of a syntax error's detail or of a limit; the message itself when it is not known."""
    found = _WHOLE.get(message)
    if found is not None:
        return found
    for pattern, chinese in _PATTERNS:
        match = pattern.fullmatch(message)
        if match is not None:
            return _WORDS.sub(lambda word: EXPECTED[word.group()], match.expand(chinese))
    return LIMITS.get(message, message)
