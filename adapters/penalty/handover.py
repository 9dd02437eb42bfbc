"""Topic `penalty.handover`: packs what the officer put together and gives it to the platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.element_template import template
from adapters.penalty.port import PenaltyPlatform
from engine import SYSTEM_ACTOR, Engine, ExternalTask

#: From the process; the rest comes from the newest hand-over form (`fd-package`) of the same process instance.
SENT = ("findingId", "outcome", "bodyGroup", "partyRef", "procedureHint")


class Handover:
    """The connector. Answers {receiptNo}; a refusal becomes ERR_HANDOVER_REJECTED, which has a drawn path."""

    def __init__(self, engine: Engine, platform: PenaltyPlatform) -> None:
        self._engine, self._platform = engine, platform

    def __call__(self, task: ExternalTask) -> Mapping[str, Any]:
        """Hand over once: the key is the task's, so every retry is the same hand-over to the platform."""
        return {"receiptNo": self._platform.hand_over(self._package(task), task.idempotency_key, task)}

    def _package(self, task: ExternalTask) -> dict[str, Any]:
        forms = self._engine.instances.records(SYSTEM_ACTOR, task.instance_id, "fd-package")
        form = dict(forms[-1].data) if forms else {}
        form.pop("procedureHint", None)  # a variable by now
        said = {name: task.variables.get(name) for name in SENT}
        return {"caseId": task.business_key, "idempotencyKey": task.idempotency_key, **said, "package": form}


def element_template(language: str) -> dict[str, Any]:
    """The topic for modelers, in `zh` or `en`."""
    system, label, about = {
        "zh": ("省级执法平台", "移交案件", "读取材料表单 fd-package；返回 receiptNo。BPMN 错误 ERR_HANDOVER_REJECTED。"),
        "en": ("Provincial enforcement platform", "Hand over a case", "Reads the form fd-package; answers receiptNo. BPMN errors ERR_HANDOVER_REJECTED."),
    }[language]
    return template("penalty.handover", system, label, about, SENT, language)
