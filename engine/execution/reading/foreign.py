"""What cannot take effect here, above all what Flowable and Activiti say on their own (dialect A3, A6): kept, or refused with what to use instead. What is mapped is read
where its like of the dialect is read (`async`, `asyncLeave`, `sameDeployment`, `inheritVariables`, `elementIndexVariable`, `owner`)."""

from __future__ import annotations

from collections.abc import Mapping

from engine.execution.reading.namespaces import ALIASES
from engine.xml import Element

NAMESPACES = frozenset({"http://flowable.org/bpmn", "http://activiti.org/bpmn"})
MODELER = frozenset({"modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon"})
"""Attributes with which an editor remembers the template of an element, under any namespace of the dialect."""

KEPT = frozenset({  # attributes or elements: stored, no effect here
    "formFieldValidation", "autoStoreVariables", "isEagerExecutionFetching", "fallbackToDefaultTenant", "localization", "historyLevel", "jobCategory",
    "task-candidates-type", "sourceDockerX", "sourceDockerY", "targetDockerX", "targetDockerY", "dockedX", "dockedY",
})
KEPT_PREFIX = "work-form-"

REFUSED: Mapping[str, str] = {
    "caseRef": "use calledElement with a process",
    "connector": "use an external task with a topic",
    "field": "use input parameters of an external task",
    "resource": "write the text into the model",
    "triggerable": "use an external task, or a receive task behind it",
    "skipExpression": "use an exclusive gateway around it",
    "terminateAll": "end the callers by an error end event",
    "terminateMultiInstance": "use the completion condition of the loop",
    "scope": "use a message, or an escalation: a signal reaches every case",
    "variableListenerEventDefinition": "use a conditional event",
    "eventType": "use a message event",
    "eventOutParameter": "use a message event",
    "eventInParameter": "use a message event",
    "mapException": "use an error event, or camunda:errorEventDefinition",
    "variableAggregation": "collect in an output parameter",
    "eventListener": "use an execution listener with an expression",
    "onTransaction": "leave it out: listeners run in the transaction of what they are told of",
    "businessCalendarName": "use deadline(...) of a clock of the law",
    "calledElementType": "name the process by its key",
    "endDate": "use an ISO repetition with an end, R/start/period/end, or a count",
    "transient": "leave it out: variables are kept",
}
DEFAULTS: Mapping[str, str] = {
    "triggerable": "false", "terminateAll": "false", "terminateMultiInstance": "false", "transient": "false", "calledElementType": "key", "scope": "global",
}
"""Values that ask for nothing but what happens anyway."""


def kept(uri: str, name: str) -> bool:
    """Whether an attribute or extension element is stored without effect; in any namespace, since editors know one of them only."""
    return uri in ALIASES and (name in MODELER or name in KEPT or name.startswith(KEPT_PREFIX))


def usual(name: str, value: str) -> bool:
    """Whether an attribute only says what is so without it."""
    return DEFAULTS.get(name) == value.strip()


def speaks(document: Element) -> bool:
    """Whether a file is written for Flowable or Activiti, and not for Camunda as well: there a missing `isExecutable` means true."""
    if document.declared & (ALIASES - NAMESPACES):
        return False
    told = (document.get("targetNamespace") or "").startswith(("http://www.flowable.org", "http://flowable.org", "http://www.activiti.org", "http://activiti.org"))
    return told or bool(document.declared & NAMESPACES) or any(
        part.namespace in NAMESPACES or any(key.startswith("{") and key[1:].partition("}")[0] in NAMESPACES for key in part.attributes) for part in document.walk()
    )
