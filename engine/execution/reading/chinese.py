"""The Chinese of what a finding names: a construct, what to use instead, what is missing. `{}` stands for a name from the file.

Findings keep both languages (`instead` and `instead.zh`); to add a phrase: one line here. A test holds that none is forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from engine.rules import ExpressionRefused
from engine.rules.feel import in_chinese
from engine.rules.texts import TEXTS

PHRASES: Mapping[str, str] = {
    # -- constructs
    "a boundary event on a {}": "{} 上的边界事件",
    "a compensation event sub-process beside a compensation boundary event": "补偿事件子流程与补偿边界事件并用",
    "a compensation event sub-process inside an event sub-process": "事件子流程中的补偿事件子流程",
    "a compensation event sub-process of the process itself": "流程本身的补偿事件子流程",
    "a condition behind an event-based gateway": "事件网关出线上的条件",
    "a form on the start of a sub-process": "子流程开始事件上的表单",
    "a listener of a flow behind an event-based gateway": "事件网关出线上的监听器",
    "a loop on an event sub-process": "事件子流程上的循环",
    "a parallel start by anything but different messages": "由不同消息以外的事件并行开始",
    "a second event for the message {} in one place": "同一处等待消息 {} 的第二个事件",
    "a second {} event for {} in one place": "同一处的第二个 {} 事件（{}）",
    "a second {} event in one place": "同一处的第二个 {} 事件",
    "a condition on the only flow of an exclusive gateway": "排他网关唯一出线上的条件",
    "a cancel event that does not interrupt": "不中断的取消事件",
    "a flow into a catching link": "进入捕获链接的连线",
    "a flow out of a throwing link": "离开抛出链接的连线",
    "a flow out of a compensation boundary event": "离开补偿边界事件的连线",
    "an initiator at the start of a sub-process": "子流程开始事件上的 initiator",
    "several compensation handlers": "多个补偿处理活动",
    "an output parameter of an end event or a multi-instance": "结束事件或多实例上的输出参数",
    "asyncAfter on an event-based gateway": "事件网关上的 asyncAfter",
    "camunda:inputOutput on an event sub-process": "事件子流程上的 camunda:inputOutput",
    "a name of more than 500 characters": "超过 500 字的名称",
    "loop characteristics written twice": "重复的循环设置",
    "{} written twice": "重复的 {}",
    "such an id": "这样的编号",
    "a second assignee": "重复的办理人",
    "a script in a listener ({})": "监听器中的脚本（{}）",
    "a sequence flow across the border of a sub-process": "穿越子流程边界的连线",
    "a {} that can change nothing": "不能改变任何东西的 {}",
    "an error event that does not interrupt": "不中断的错误事件",
    "constraint {} on a field of type {}": "{1} 类型字段上的约束 {0}",
    "expression in a formKey": "formKey 中的表达式",
    "expression in the label of {}": "{} 的标签中的表达式",
    "formData beside another form": "formData 与其他表单并用",
    "formProperty {} of another variable": "指向其他变量的 formProperty {}",
    "formProperty {} that nobody reads": "无人可读的 formProperty {}",
    "formField type {}": "formField 的类型 {}",
    "formProperty type {}": "formProperty 的类型 {}",
    "unknown constraint {} of {}": "{1} 的未知约束 {0}",
    "an id that is too long for its form": "对其表单而言过长的编号",
    "an escalation boundary event on a {}": "{} 上的升级边界事件",
    "cancel outside a transaction": "事务以外的取消事件",
    "errorEventDefinition on work that is not external": "非外部任务上的 errorEventDefinition",
    "expression in the name of a {}": "{} 名称中的表达式",
    "FEEL beside other {}": "{} 中 FEEL 与其他写法并用",
    "formKey with formRef": "formKey 与 formRef 并用",
    "instantiate on an element that is not the beginning of a process": "不在流程开头的元素上的 instantiate",
    "loopDataInputRef beside camunda:collection": "loopDataInputRef 与 camunda:collection 并用",
    "resultVariable of external work": "外部任务的 resultVariable",
    "several implementations": "多种实现方式并用",
    "several targets of the link {}": "链接 {} 的多个目标",
    "several times in one timer": "一个定时器中的多个时间",
    "the event {} of {}": "{1} 的事件 {0}",
    "this combination of event definitions": "这些事件定义的组合",
    "two signals of the name {}": "两个同名信号 {}",
    "{} as {} event": "{1} 位置上的 {0} 事件",
    "{} start in a plain sub-process": "普通子流程中的 {} 开始事件",
    "<{}> in parameter {}": "参数 {1} 中的 <{0}>",
    # -- what to do instead
    "a fixed name": "请用固定的名称",
    "a fixed text": "请用固定的文字",
    "a shorter id": "请用较短的编号",
    "attach it to an activity": "请放在活动上",
    "draw an executable process instead": "请改画可执行流程",
    "draw it out of the catching one": "请从捕获链接画出",
    "draw it to where the link leads": "请画到链接所指之处",
    "give it to the start of the process": "请放在流程的开始事件上",
    "lead an association from it to the activity that undoes": "请用关联从它连到负责撤销的活动",
    "put them into one sub-process": "请放入同一个子流程",
    "give it to an activity inside": "请放在其中的活动上",
    "give it to the events behind it": "请放在其后的事件上",
    "leave it out, or draw the other flow": "请去掉，或画出另一条出线",
    "set the variable in the activity": "请在活动中设置变量",
    "draw one event for each": "请每个定义各画一个事件",
    "end it at the sub-process itself": "请连到子流程本身",
    "give it to the event: the flow is not taken, the event happens": "请放在事件上：此处不走连线，由事件触发",
    "give it the name of the variable": "请直接使用变量名作为 id",
    "put a user task behind it": "请在其后放用户任务",
    "give each its own message or correlationKey": "请各用不同的消息或 correlationKey",
    "keep formRef": "请只保留 formRef",
    "keep one": "请只保留一个",
    "keep one of humanPerformer and camunda:assignee": "humanPerformer 与 camunda:assignee 请只保留一个",
    "keep one of them": "请只保留其一",
    "keep one of timeDate, timeDuration, timeCycle": "timeDate、timeDuration、timeCycle 请只保留一个",
    "latest, deployment, version or versionTag": "可用 latest、deployment、version 或 versionTag",
    "collect in an output parameter": "请在输出参数中汇集",
    "end the callers by an error end event": "请用错误结束事件结束调用方",
    "leave it out": "请去掉",
    "leave it out: listeners run in the transaction of what they are told of": "请去掉：监听器在所通知之事的同一事务中执行",
    "leave it out: variables are kept": "请去掉：变量总会保存",
    "name the process by its key": "请用流程的 key 指明流程",
    "leave it out: there is one tenant": "请去掉：这里只有一个租户",
    "leave it out: a cancelled transaction is compensated": "请去掉：事务取消时按补偿处理",
    "no escalation can come from there": "该处不会产生升级",
    "put an exclusive gateway behind the event": "请在事件之后放排他网关",
    "put a looping sub-process inside it": "请在其中放带循环的子流程",
    "put it into a sub-process: only what has finished can be undone": "请放入子流程：只有已完成的部分才能撤销",
    "put the work into a sub-process of its own": "请把这些工作放入单独的子流程",
    "put all of them into one expression": "请写进同一个表达式",
    "see BPMN 2.0.2 table 10.93": "见 BPMN 2.0.2 表 10.93",
    "start by one of the events and wait for the others behind it": "请由其中一个事件开始，随后等待其余事件",
    "text with {number} or {number:4} once, and {year}": "文字中 {number} 或 {number:4} 出现一次，可用 {year}",
    "use an external task with a topic": "请改用带主题的外部任务",
    "use calledElement with a process": "请改用 calledElement 调用流程",
    "use input parameters of an external task": "请改用外部任务的输入参数",
    "write the text into the model": "请把文字写进模型",
    "use a conditional event": "请改用条件事件",
    "use a message event": "请改用消息事件",
    "use a message, or an escalation: a signal reaches every case": "请改用消息或升级：信号会到达所有案件",
    "use an ISO repetition with an end, R/start/period/end, or a count": "请改用带结束时间的 ISO 重复，或写明次数",
    "use an error event, or camunda:errorEventDefinition": "请改用错误事件或 camunda:errorEventDefinition",
    "use an exclusive gateway around it": "请用排他网关绕过",
    "use an execution listener with an expression": "请改用带表达式的执行监听器",
    "use an external task, or a receive task behind it": "请改用外部任务，或在其后放接收任务",
    "use deadline(...) of a clock of the law": "请改用法定时钟 deadline(...)",
    "use the completion condition of the loop": "请改用循环的完成条件",
    "the worker names its variables, or use an output parameter": "由外部程序写变量，或改用输出参数",
    "use a parallel multiple catch event": "请改用并行多重捕获事件",
    "use an error event, or a transaction": "请改用错误事件，或改为事务",
    "use an escalation": "请改用升级事件",
    "use an event sub-process": "请改用事件子流程",
    "use an event-based gateway, or a catch event": "请改用事件网关或捕获事件",
    "use an inclusive gateway, or an exclusive gateway with conditions": "请改用包容网关，或带条件的排他网关",
    "use camunda:assignee or camunda:candidateGroups": "请改用 camunda:assignee 或 camunda:candidateGroups",
    "use humanPerformer, camunda:assignee or camunda:candidateGroups": "请改用 humanPerformer、camunda:assignee 或 camunda:candidateGroups",
    "use an expression ${...}": "请改用表达式 ${...}",
    "id": "编号（id）",
    "at most 200 characters, without blanks and #": "至多 200 个字符，不含空格和 #",
    "say the rest in the documentation": "其余内容写入说明（documentation）",
    "use camunda:inputOutput": "请改用 camunda:inputOutput",
    "use formRef with a form-js form": "请改用 formRef 引用 form-js 表单",
    "use multi-instance": "请改用多实例",
    "use scriptFormat feel or python, or an external task": "请把 scriptFormat 改为 feel 或 python，或改用外部任务",
    "use the camunda: attributes of the platform dialect": "请改用 camunda: 属性",
    "use type=external": "请改用 type=external",
    "use type=external with a topic whose worker sends the mail": "请改用 type=external，由处理该主题的程序发邮件",
    "use type=external with a worker beside the system": "请改用 type=external，由系统旁的外部程序处理",
    "write a FEEL value after =": "请在 = 之后写 FEEL 值",
    # -- what is missing
    "an id of the timeout listener": "超时监听器的 id",
    "camunda:value of {}": "{} 的 camunda:value",
    "event of {}": "{} 的 event",
    "expression of {}": "{} 的表达式",
    "timerEventDefinition of the timeout listener": "超时监听器的 timerEventDefinition",
    "an association to a compensation handler": "指向补偿处理活动的关联",
    "an association to a compensation handler beside it": "指向同一层补偿处理活动的关联",
    "an intermediate catch event behind every flow": "每条出线之后的中间捕获事件",
    "camunda:collection for camunda:elementVariable": "camunda:elementVariable 所需的 camunda:collection",
    "camunda:type=external with topic, camunda:decisionRef or camunda:expression": "camunda:type=external 及主题、camunda:decisionRef 或 camunda:expression",
    "condition": "条件",
    "event definition": "事件定义",
    "errorEventDefinition expression": "errorEventDefinition 的表达式",
    "loopCondition or loopMaximum": "loopCondition 或 loopMaximum",
    "script": "脚本",
    "timeDate, timeDuration or timeCycle": "timeDate、timeDuration 或 timeCycle",
    "{} name": "{} 的名称",
    # -- reasons
    "a date, an ISO date text or an ISO duration is needed here": "此处须为日期、ISO 日期文字或 ISO 时长",
    "a list is needed here": "此处须为列表",
    "a whole number is needed here": "此处须为整数",
    "an ISO duration such as P3D or PT30M is needed here": "此处须为 ISO 时长，如 P3D、PT30M",
    "an ISO repetition such as R3/PT10M or a cron expression with seconds is needed here": "此处须为 ISO 重复（如 R3/PT10M）或带秒的 cron 表达式",
    "a {} needs an expression, not a plain text; {}": "此处须为表达式，不能是普通文字",
    "enter": "进入",
    "enter or leave": "进入或离开",
    "ids are needed here: a text with commas or a list of texts": "此处须为编号：以逗号分隔的文字或列表",
    "leave": "离开",
    "not R3/PT10M or PT1M,PT5M: {}": "不是 R3/PT10M 或 PT1M,PT5M：{}",
    "no name of a variable: {}": "不能作变量名：{}",
    "no value of type {}: {}": "不是 {0} 类型的值：{1}",
    "less than none: {}": "小于零：{}",
    "not days or P30D: {}": "不是天数或 P30D：{}",
    "not a whole number: {}": "不是整数：{}",
    "not read here: {}": "此处不能识别：{}",
    "one id is needed here, not several": "此处只能有一个编号",
    "the duration leaves the calendar": "时长超出日历范围",
}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    with_names = (english for english in PHRASES if "{}" in english)
    return tuple((re.compile(re.escape(english).replace(r"\{\}", "(.+?)")), PHRASES[english]) for english in with_names)


def chinese(phrase: str) -> str:
    """The Chinese of a phrase; itself where it is a name that stands in both languages."""
    if phrase in PHRASES:
        return PHRASES[phrase]
    for pattern, text in _patterns():
        found = pattern.fullmatch(phrase)
        if found is not None:
            return text.format(*found.groups())
    return phrase


def refused(refusal: ExpressionRefused) -> str:
    """Why an expression is refused, in Chinese."""
    pair = TEXTS.get(refusal.code)
    values = {name: in_chinese(chinese(value)) for name, value in refusal.values.items()}
    return pair[0].format(**values) if pair is not None else in_chinese(chinese(refusal.reason))
