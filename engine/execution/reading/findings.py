"""What a reader found wrong. Texts are English here; the code and values carry them into other languages.

A value that is a phrase stands in Chinese too, as `<name>.zh`.
"""

from __future__ import annotations

from engine.domain.errors import Finding, Place
from engine.execution.reading.chinese import chinese

PHRASED = frozenset({"construct", "direction", "instead", "reason", "what"})

TEXTS = {
    "bpmn.unsupported": "{construct} is not supported: {instead}",
    "bpmn.unknown-element": "<{name}> is not a BPMN element this engine knows",
    "bpmn.unknown-attribute": "attribute {name} has no effect here and is refused",
    "bpmn.unknown-extension": "extension {name} has no effect here and is refused",
    "bpmn.java": "{name}=\"{value}\" needs Java; use an external task with a topic, a decision or FEEL",
    "bpmn.expression": "{slot}: {reason}",
    "bpmn.reference": "{attribute} points to {target}, which does not exist",
    "bpmn.missing": "{what} is missing",
    "bpmn.no-process": "the file holds no executable process (isExecutable=\"true\")",
    "bpmn.duplicate-id": "the id {id} is used twice",
    "bpmn.unreachable": "no path from a start leads here",
    "bpmn.dead-end": "the path ends here without an end event",
    "bpmn.default-missing": "no default flow: a case in which no condition holds becomes an incident",
    "bpmn.condition-missing": "a flow of an exclusive gateway has neither a condition nor is it the default",
    "bpmn.default-condition": "the default flow carries a condition",
    "bpmn.starts": "{scope} needs exactly one plain start event; it has {count}",
    "bpmn.endless": "a loop without any waiting step never ends by itself",
    "bpmn.group-unknown": "the group {group} does not exist",
    "bpmn.form-unknown": "the form {form} is not in this deployment",
    "bpmn.decision-unknown": "the decision {decision} is not in this deployment, to which the element is bound",
    "bpmn.process-unknown": "the called process {process} is not in this deployment, to which the call is bound",
    "bpmn.decision-later": "the decision {decision} is not deployed yet: a case that comes here before it is stops with an incident",
    "bpmn.process-later": "the called process {process} is not deployed yet: a case that comes here before it is stops with an incident",
    "bpmn.calls-circle": "the processes {processes} call each other on every way: none of them can ever end",
    "bpmn.join-starves": "the parallel join waits for {count} flows, which no way through the process walks together; it can never complete",
    "bpmn.join-may-starve": "the parallel join waits for {count} flows: unless the choices before it agree, one is not walked and the case waits for ever",
    "bpmn.no-end": "no path from here leads to an end",
    "bpmn.message-unsent": "the message goes nowhere: no topic says who sends it",
    "bpmn.topic-unknown": "nothing connected here answers the topic {topic}; a program elsewhere must fetch it",
    "bpmn.nobody": "nobody can do this task: no assignee, no candidates",
    "bpmn.exclusive": "exclusive=\"false\" allows jobs of one case at the same time; here several workers may take them, but they still run one after the other",
    "bpmn.executable-unsaid": "isExecutable is missing; as in Flowable, whose namespace the file uses, the process counts as executable",
    "bpmn.no-effect": "{name} is kept and has no effect here",
    "bpmn.condition-none": "the flow {flow} has no condition and counts as true: flows behind it are never taken",
    "bpmn.message-taken": "the message {name} already begins the process {process}",
    "bpmn.flow-event": "sequence flows may not {direction} this element",
    "bpmn.diagram-missing": "the file has no drawing; one is made where the process is shown, and kept once it is saved in the editor",
    "bpmn.diagram-incomplete": "{count} elements are not drawn, this one first; they are added where the process is shown, and kept once it is saved in the editor",
}


class Findings:
    """Collects findings of one file."""

    def __init__(self, file: str | None) -> None:
        self.file = file
        self.items: list[Finding] = []

    def error(self, code: str, element: str, line: int, **values: object) -> None:
        """The model cannot run."""
        self._add("error", code, element, line, values)

    def warning(self, code: str, element: str, line: int, **values: object) -> None:
        """The model runs, but probably not as meant."""
        self._add("warning", code, element, line, values)

    def _add(self, severity: str, code: str, element: str, line: int, values: dict[str, object]) -> None:
        texts = {key: str(value) for key, value in values.items()}
        said = {f"{key}.zh": chinese(texts[key]) for key in PHRASED & texts.keys() if f"{key}.zh" not in texts}
        self.items.append(Finding(code, severity, TEXTS[code].format(**{key: text for key, text in texts.items() if "." not in key}), Place(self.file, element or None, line or None), {**texts, **said}))
