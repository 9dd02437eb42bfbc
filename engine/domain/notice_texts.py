"""Texts of notices and mails, by kind and language. Values are filled in as plain text."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "task.red": {
        "zh": ("已超期：{task}", "案件“{case}”（{key}）的任务“{task}”应于 {due} 前完成，现已超期。请尽快办理，或在案件中说明原因。"),
        "en": ("Overdue: {task}", "The task “{task}” of case “{case}” ({key}) was due on {due} and is overdue. Please work on it, or say why on the case."),
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
