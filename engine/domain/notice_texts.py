"""Texts of notices and mails, by kind and language. Values are filled in as plain text."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "task.red": {
        "zh": ("已超期：{task}", "案件“{case}”（{key}）的任务“{task}”应于 {due} 前完成，现已超期。请尽快办理，或在案件中说明原因。"),
        "en": ("Overdue: {task}", "The task “{task}” of case “{case}” ({key}) was due on {due} and is overdue. Please work on it, or say why on the case."),
    },
    "task.handed-over": {
        "zh": ("转办给您：{task}", "{by} 将任务“{task}”转给您办理。原因：{reason}"),
        "en": ("Handed over to you: {task}", "{by} handed the task “{task}” over to you. Reason: {reason}"),
    },
    "task.urged": {
        "zh": ("催办：{task}", "{by} 请您尽快办理任务“{task}”。{text}"),
        "en": ("Please hurry: {task}", "{by} asks you to work on the task “{task}” soon. {text}"),
    },
    "task.rerouted": {
        "zh": ("任务无人可办：{task}", "任务“{task}”的候选组 {groups} 没有在用的账号，已同时转 {to} 办理。请核对组织和账号。"),
        "en": ("Nobody for a task: {task}", "No active account belongs to {groups}, to whom the task “{task}” is offered. It is offered to {to} too. Please check the organisation."),
    },
    "staff.joint-offer": {
        "zh": ("提议联合检查：{name}", "{units} 都计划在 {day} 前后检查 {name}。请在“联合检查”中答复：接受合并，或说明理由不合并。"),
        "en": ("Joint visit proposed: {name}", "{units} all plan a visit to {name} around {day}. Please answer under “Joint visits”: accept, or decline with a reason."),
    },
    "staff.joint-agreed": {
        "zh": ("已合并为联合检查：{name}", "{units} 对 {name} 的检查已合并为一次，日期 {day}。"),
        "en": ("One joint visit: {name}", "The visits of {units} to {name} are now one, on {day}."),
    },
    "staff.joint-declined": {
        "zh": ("未合并检查：{name}", "{units} 对 {name} 的检查不合并。理由：{reason}"),
        "en": ("Visits stay apart: {name}", "The visits of {units} to {name} stay apart. Reason: {reason}"),
    },
    "staff.danger-alert": {
        "zh": ("发现危险：{matterCode}", "问题 {findingId}（事项 {matterCode}）存在现实危险，请立即查看并处置。"),
        "en": ("Danger reported: {matterCode}", "Finding {findingId} (matter {matterCode}) is reported as a present danger. Please look at it and act at once."),
    },
    "staff.handover-returned-twice": {
        "zh": ("移送两次被退回", "问题 {findingId}（回执 {receiptNo}）的移送第二次被退回，请研判。"),
        "en": ("Hand-over returned twice", "The hand-over of finding {findingId} (receipt {receiptNo}) was returned a second time. Please decide."),
    },
    "staff.transfer-ruling": {
        "zh": ("移交争议已裁定", "移交 {transferId}（移交单位 {giver}）的争议已裁定，请办理。"),
        "en": ("Transfer ruled on", "The dispute over transfer {transferId} (given by {giver}) was ruled on. Please go on with it."),
    },
    "staff.record-moved": {
        "zh": ("记录有变动：{name}", "{name}（{recordId}）：{moved}"),
        "en": ("A record moved: {name}", "{name} ({recordId}): {moved}"),
    },
    "staff.record-expired": {
        "zh": ("公示期满：{name}", "{name}（{recordId}）的最长公示期已满，请核对网站是否已停止公示。"),
        "en": ("Publication over: {name}", "The longest period of publication of {name} ({recordId}) is over. Please check that the sites show it no more."),
    },
    "staff.answer-overdue": {
        "zh": ("逾期未答复：{name}", "{name}（{recordId}）的答复期限已过，仍无答复。不得视为同意，请催询。"),
        "en": ("No answer in time: {name}", "The time to answer on {name} ({recordId}) is over and nobody answered. That is no consent; please chase it."),
    },
    "staff.task-pressed": {
        "zh": ("催办：{subject}", "“{subject}”应于 {dueOn} 前办结，现已超期。请尽快办理，并在“承办说明”中写明原因和预计办结时间。"),
        "en": ("Please act: {subject}", "“{subject}” was due on {dueOn} and is overdue. Please work on it, and say in “Explain” why and until when."),
    },
    "staff.supervision-slip": {
        "zh": ("督办单 {slipNo}", "“{subject}”已被督办（{slipNo}），请于 {answerBy} 前书面答复。"),
        "en": ("Supervision slip {slipNo}", "“{subject}” is under supervision ({slipNo}). Please answer in writing by {answerBy}."),
    },
    "incident": {
        "zh": ("自动步骤失败：{element}", "案件“{case}”（{key}）的自动步骤“{element}”失败：{message}。请在运行页面查看并重试。"),
        "en": ("Automatic step failed: {element}", "The automatic step “{element}” of case “{case}” ({key}) failed: {message}. Please look at it on the operation page and retry."),
    },
}


def text_of(kind: str, language: str, values: Mapping[str, str]) -> tuple[str, str]:
    """Title and body. An unknown kind shows its code, never nothing."""
    by_language = TEXTS.get(kind)
    if by_language is None:
        return kind, ""
    title, body = by_language.get(language) or by_language["zh"]
    return title.format_map(_Lenient(values)), body.format_map(_Lenient(values))


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""
