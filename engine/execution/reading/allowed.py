"""The allow-list: what may stand in a model. Anything else is refused by name, so that acceptance means it takes effect.

Sources: BPMN 2.0.2 (elements, attributes), the Camunda 7 dialect (extensions). Values of `REFUSED` say what to use instead.
"""

from __future__ import annotations

from collections.abc import Mapping

COMMON = frozenset({"id", "name"})
ACTIVITY = COMMON | {"default", "isForCompensation", "startQuantity", "completionQuantity"}
GATEWAY = COMMON | {"gatewayDirection"}

ELEMENTS: Mapping[str, frozenset[str]] = {
    "startEvent": COMMON | {"isInterrupting", "parallelMultiple"},
    "endEvent": COMMON,
    "intermediateCatchEvent": COMMON | {"parallelMultiple"},
    "intermediateThrowEvent": COMMON,
    "boundaryEvent": COMMON | {"attachedToRef", "cancelActivity", "parallelMultiple"},
    "task": ACTIVITY,
    "manualTask": ACTIVITY,
    "userTask": ACTIVITY | {"implementation"},
    "serviceTask": ACTIVITY | {"implementation", "operationRef"},
    "sendTask": ACTIVITY | {"implementation", "operationRef", "messageRef"},
    "receiveTask": ACTIVITY | {"implementation", "operationRef", "messageRef", "instantiate"},
    "scriptTask": ACTIVITY | {"scriptFormat"},
    "businessRuleTask": ACTIVITY | {"implementation"},
    "callActivity": ACTIVITY | {"calledElement"},
    "subProcess": ACTIVITY | {"triggeredByEvent"},
    "transaction": ACTIVITY | {"triggeredByEvent", "method"},
    "adHocSubProcess": ACTIVITY | {"triggeredByEvent", "ordering", "cancelRemainingInstances"},
    "exclusiveGateway": GATEWAY | {"default"},
    "inclusiveGateway": GATEWAY | {"default"},
    "parallelGateway": GATEWAY,
    "eventBasedGateway": GATEWAY | {"instantiate", "eventGatewayType"},
}
ACTIVITIES = frozenset(
    {"task", "manualTask", "userTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask", "callActivity", "subProcess",
     "transaction", "adHocSubProcess"}
)
SCOPES = frozenset({"subProcess", "transaction", "adHocSubProcess"})

REFUSED: Mapping[str, str] = {
    "complexGateway": "use an inclusive gateway, or an exclusive gateway with conditions",
    "choreographyTask": "draw an executable process instead",
    "subChoreography": "draw an executable process instead",
    "ioSpecification": "use camunda:inputOutput",
    "resourceRole": "use camunda:assignee or camunda:candidateGroups",
    "performer": "use humanPerformer, camunda:assignee or camunda:candidateGroups",
    "dataInputAssociation": "use camunda:inputOutput",
    "dataOutputAssociation": "use camunda:inputOutput",
}

DECORATION = frozenset({  # documentation and drawing: stored, no effect on execution
    "documentation", "textAnnotation", "association", "group", "laneSet", "lane", "dataObject", "dataObjectReference", "dataStoreReference",
    "incoming", "outgoing", "extensionElements", "sequenceFlow", "category", "monitoring", "auditing",
})

DRAWN = frozenset({"textAnnotation", "association", "group", "laneSet", "dataObject", "dataObjectReference", "dataStoreReference", "category"})

EVENT_DEFINITIONS = frozenset({
    "timerEventDefinition", "messageEventDefinition", "signalEventDefinition", "errorEventDefinition", "escalationEventDefinition",
    "terminateEventDefinition", "linkEventDefinition", "conditionalEventDefinition", "compensateEventDefinition", "cancelEventDefinition",
})

# where each event definition may stand (BPMN 2.0.2 table 10.93)
EVENT_PLACES: Mapping[str, frozenset[str]] = {
    "timer": frozenset({"start", "catch", "boundary", "eventStart"}),
    "message": frozenset({"start", "catch", "throw", "end", "boundary", "eventStart"}),
    "signal": frozenset({"start", "catch", "throw", "end", "boundary", "eventStart"}),
    "error": frozenset({"end", "boundary", "eventStart"}),
    "escalation": frozenset({"throw", "end", "boundary", "eventStart"}),
    "conditional": frozenset({"start", "catch", "boundary", "eventStart"}),
    "compensate": frozenset({"throw", "end", "boundary", "eventStart"}),
    "cancel": frozenset({"end", "boundary"}),
    "terminate": frozenset({"end"}),
    "link": frozenset({"catch", "throw"}),
}

ASYNC = frozenset({"asyncBefore", "asyncAfter", "async", "asyncLeave", "exclusive", "jobPriority", "failedJobRetryTimeCycle"})
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "process": frozenset({
        "candidateStarterUsers", "candidateStarterGroups", "versionTag", "historyTimeToLive", "isStartableInTasklist", "jobPriority", "taskPriority",
    }),
    "startEvent": ASYNC | {"initiator", "formKey", "formRef", "formRefBinding", "formRefVersion"},
    "userTask": ASYNC | {
        "assignee", "candidateUsers", "candidateGroups", "dueDate", "followUpDate", "priority", "owner", "taskIdVariableName", "formKey", "formRef", "formRefBinding", "formRefVersion",
    },
    "serviceTask": ASYNC | {"type", "topic", "taskPriority", "expression", "resultVariable", "resultVariableName"},
    "sendTask": ASYNC | {"type", "topic", "taskPriority", "expression", "resultVariable", "resultVariableName"},
    "businessRuleTask": ASYNC | {
        "type", "topic", "taskPriority", "expression", "resultVariable", "resultVariableName", "decisionRef", "decisionRefBinding", "decisionRefVersion", "decisionRefVersionTag",
        "decisionRefTenantId", "mapDecisionResult", "sameDeployment",
    },
    "scriptTask": ASYNC | {"resultVariable", "resultVariableName"},
    "callActivity": ASYNC | {
        "calledElementBinding", "calledElementVersion", "calledElementVersionTag", "calledElementTenantId", "sameDeployment", "inheritVariables",
    },
    "multiInstanceLoopCharacteristics": frozenset({"collection", "elementVariable", "elementIndexVariable", "asyncBefore", "asyncAfter", "exclusive"}),
    "standardLoopCharacteristics": frozenset({"asyncBefore", "asyncAfter", "exclusive"}),
    "messageEventDefinition": frozenset({"type", "topic", "taskPriority", "expression", "resultVariable"}),
    "errorEventDefinition": frozenset({"errorCodeVariable", "errorMessageVariable"}),
    "escalationEventDefinition": frozenset({"escalationCodeVariable"}),
    "conditionalEventDefinition": frozenset({"variableName", "variableEvents"}),
    "error": frozenset({"errorMessage"}),
}
JAVA = frozenset({"class", "delegateExpression", "variableMappingClass", "variableMappingDelegateExpression", "formHandlerClass"})
EXTENSIONS: Mapping[str, frozenset[str]] = {
    "process": frozenset({"properties", "executionListener"}), "dataObject": frozenset({"properties", "value"}),
    **dict.fromkeys((
        "textAnnotation", "association", "group", "laneSet", "lane", "dataObjectReference", "dataStoreReference", "category", "categoryValue",
    ), frozenset({"properties"})),
    "callActivity": frozenset({"properties", "inputOutput", "in", "out", "failedJobRetryTimeCycle", "executionListener"}),
    **dict.fromkeys(
        ("serviceTask", "sendTask", "businessRuleTask"),
        frozenset({"properties", "inputOutput", "failedJobRetryTimeCycle", "executionListener", "errorEventDefinition"}),
    ),
    "*": frozenset({"properties", "inputOutput", "failedJobRetryTimeCycle", "executionListener"}),
    "userTask": frozenset({"properties", "inputOutput", "failedJobRetryTimeCycle", "executionListener", "taskListener", "formData", "formProperty"}),
    "startEvent": frozenset({"properties", "inputOutput", "failedJobRetryTimeCycle", "executionListener", "formData", "formProperty"}),
    **dict.fromkeys(
        ("exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway", "boundaryEvent"),
        frozenset({"properties", "executionListener", "failedJobRetryTimeCycle"}),
    ),
    "sequenceFlow": frozenset({"properties", "executionListener"}),
}
