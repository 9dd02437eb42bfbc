"""What people read when a form is refused, in Chinese and English, by code. `{name}` is filled from the trouble's values.

To add a code: one line here; the test of this file fails for a code that has no text or a text with an unknown value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

Language = Literal["zh", "en"]

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "form.invalid": ("表单有 {count} 处需要修改", "{count} place(s) in the form need correction"),
    "form.unknown": ("表单中没有此字段", "The form has no such field"),
    "form.type": ("格式不正确", "Not of the expected kind"),
    "form.required": ("必填", "Required"),
    "form.readonly": ("此字段只读，不能修改", "This field is read-only"),
    "form.must-be-true": ("必须勾选", "Must be ticked"),
    "form.text": ("应为文字", "Text is needed"),
    "form.characters": ("含有不允许的控制字符", "Contains control characters"),
    "form.min-length": ("至少 {limit} 个字", "At least {limit} characters"),
    "form.max-length": ("最多 {limit} 个字", "At most {limit} characters"),
    "form.pattern": ("格式不符合要求", "Does not have the required form"),
    "form.number": ("应为数字", "A number is needed"),
    "form.digits": ("最多 {limit} 位小数", "At most {limit} decimal places"),
    "form.min": ("不能小于 {limit}", "Must not be less than {limit}"),
    "form.max": ("不能大于 {limit}", "Must not be greater than {limit}"),
    "form.option": ("不是可选项：{value}", "Not one of the options: {value}"),
    "form.duplicate": ("重复：{value}", "Twice: {value}"),
    "form.list": ("应为列表", "A list is needed"),
    "form.min-items": ("至少 {limit} 项", "At least {limit} item(s)"),
    "form.max-items": ("最多 {limit} 项", "At most {limit} item(s)"),
    "form.rows-fixed": ("不能增加或删除行", "Rows cannot be added or removed"),
    "form.checkbox": ("应为是或否", "Yes or no is needed"),
    "form.date": ("应为日期，例如 2026-05-06", "A date such as 2026-05-06 is needed"),
    "form.time": ("应为时间，例如 09:30", "A time such as 09:30 is needed"),
    "form.datetime": ("应为日期和时间，例如 2026-05-06T09:30", "A date and time such as 2026-05-06T09:30 is needed"),
    "form.past": ("不能早于今天", "Must not be in the past"),
    "form.file": ("不是有效的文件编号", "Not the id of a file"),
    "form.geo": ("应为经纬度", "Longitude and latitude are needed"),
    "form.ref": ("不是有效的编号", "Not an id of the register"),
    "form.email": ("应为电子邮箱地址", "An e-mail address is needed"),
    "form.phone": ("应为 11 位电话号码", "A telephone number of 11 digits is needed"),
    "form.credit-code": ("统一社会信用代码应为 18 位且校验位正确", "The unified social credit code must have 18 characters and a right check character"),
    "form.id-no": ("身份证号码应为 18 位，日期和校验位正确", "The identity number must have 18 characters, a real date and a right check character"),
    "form.rule": ("{message}", "{message}"),
    "form.rule.default": ("不符合填写要求", "Does not meet the rule of this form"),
    "form.expression": ("表单规则无法计算，请联系管理员：{reason}", "A rule of the form could not be evaluated; tell an administrator: {reason}"),
    "form.lint.json": ("不是有效的 JSON：{reason}", "Not valid JSON: {reason}"),
    "form.lint.shape": ("{reason}", "{reason}"),
    "form.lint.duplicate-key": ("键 {key} 重复", "The key {key} is used twice"),
    "form.lint.key": ("键 {key} 不能用：{reason}", "The key {key} cannot be used: {reason}"),
    "form.lint.built-in": ("键 {key} 与 FEEL 内置名称相同，表达式中会混淆", "The key {key} is a FEEL built-in name; expressions will confuse them"),
    "form.lint.feel": ("{property} 中的 FEEL 有错，第 {column} 列：{reason}", "The FEEL of {property} is wrong at column {column}: {reason}"),
    "form.lint.browser-number": (
        "{property} 第 {column} 列：浏览器与服务器的结果可能不同：数字位数过多，浏览器会舍入",
        "{property}, column {column}: browser and server may differ: the number has more digits than the browser keeps",
    ),
    "form.lint.browser-text": (
        "{property} 第 {column} 列：浏览器与服务器的结果可能不同：文本中有转义或控制字符，浏览器的读法不同",
        "{property}, column {column}: browser and server may differ: an escape or control character reads otherwise in the browser",
    ),
    "form.lint.browser-kind": (
        "{property} 第 {column} 列：浏览器与服务器的结果可能不同：比较的是不同类型的值",
        "{property}, column {column}: browser and server may differ: values of different kinds are compared",
    ),
    "form.lint.browser-call": (
        "{property} 第 {column} 列：浏览器与服务器的结果可能不同：此函数不在双方一致的范围内；可用 not、count、list contains、contains、starts with、ends with、string length、upper case、lower case",
        "{property}, column {column}: browser and server may differ: this function is outside of what both sides agree on; use not, count, list contains, contains, starts with, ends with, string length, upper case, lower case",
    ),
    "form.lint.browser-arithmetic": (
        "{property} 第 {column} 列：浏览器与服务器的结果可能不同：浏览器按二进制小数计算；只可对整数作加、减、乘",
        "{property}, column {column}: browser and server may differ: the browser counts in binary fractions; only whole numbers can be added, subtracted and multiplied",
    ),
    "form.lint.browser-condition": (
        "{property} 第 {column} 列：浏览器与服务器的结果可能不同：条件不能只是一个名称或值，请写成比较，例如 refused = true",
        "{property}, column {column}: browser and server may differ: a condition cannot be a mere name or value; compare it, for example refused = true",
    ),
    "form.lint.browser-null": (
        "{property} 第 {column} 列：浏览器与服务器的结果可能不同：没有值时浏览器会当作成立；请先排除空值，例如 amount != null and amount > 5",
        "{property}, column {column}: browser and server may differ: the browser takes a missing value for true; exclude null first, for example amount != null and amount > 5",
    ),
    "form.lint.browser-other": (
        "{property} 第 {column} 列：浏览器与服务器的结果可能不同：此写法不在双方一致的范围内",
        "{property}, column {column}: browser and server may differ: this form of expression is outside of what both sides agree on",
    ),
    "form.lint.pattern": ("正则表达式有错：{reason}", "The pattern is wrong: {reason}"),
    "form.lint.component": ("组件类型 {type} 不支持", "The component type {type} is not supported"),
    "form.lint.kind": ("kind {kind} 不存在", "There is no kind {kind}"),
    "form.lint.rule-field": ("规则所指的字段 {field} 不存在", "The field {field} of a rule does not exist"),
}


def render(code: str, values: Mapping[str, str], language: Language = "zh") -> str:
    """The text of a code.

    Raises:
        KeyError: there is no such code, or a value is missing.
    """
    return TEXTS[code][0 if language == "zh" else 1].format_map(values)
