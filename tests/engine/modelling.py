"""Write BPMN for tests in a few lines.

One line per element, `kind id key=value ...`; flows as `a > b > c`, with `: condition` (FEEL) or `: default` behind the last
target; `{` after a sub-process opens it and `}` closes it. `x on a` puts a boundary event on activity a. A line that begins with
`<` is XML and stands as it is. Examples:

    start s
    user a group=zhzf.nanhu
    xor g
    s > a > g
    g > a : again = true
    g > e : default
    end e
"""

from __future__ import annotations

import itertools
import re
import shlex
from xml.sax.saxutils import escape, quoteattr

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:test">'
)
TASKS = {
    "user": "userTask", "task": "task", "manual": "manualTask", "service": "serviceTask", "send": "sendTask", "receive": "receiveTask",
    "script": "scriptTask", "rule": "businessRuleTask", "call": "callActivity", "sub": "subProcess", "esub": "subProcess", "transaction": "transaction", "adhoc": "adHocSubProcess",
    "xor": "exclusiveGateway", "par": "parallelGateway", "inc": "inclusiveGateway", "evt": "eventBasedGateway",
}
EVENTS = {"start": "startEvent", "end": "endEvent", "catch": "intermediateCatchEvent", "throw": "intermediateThrowEvent", "boundary": "boundaryEvent"}
FORMAL = 'xsi:type="tFormalExpression"'


class Writer:
    """Turns the lines of one model into XML."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.roots: dict[tuple[str, str], str] = {}
        self.flows = 0
        self.associations: list[tuple[str, str]] = []

    def process(self, text: str, attributes: str = "") -> str:
        """The whole file."""
        lines = [line.strip() for line in text.strip().splitlines() if line.strip() and not line.strip().startswith("#")]
        body = self._scope(lines)
        roots = "".join(self.roots.values())
        body += "".join(f'<association id="as_{a}" sourceRef="{a}" targetRef="{b}"/>' for a, b in self.associations)
        return f'{HEAD}{roots}<process id="{self.key}" name="{self.key}" isExecutable="true" {attributes}>{body}</process></definitions>'

    def _scope(self, lines: list[str]) -> str:
        parts: list[str] = []
        defaults: dict[str, str | None] = {}
        flows: list[str] = []
        while lines:
            line = lines.pop(0)
            if line == "}":
                break
            if re.match(r"\S+ > ", line):
                flows += self._flows(line, defaults)
                continue
            if line.startswith("<"):
                parts.append(line)
                continue
            inner = ""
            if line.endswith("{"):
                inner = self._scope(lines)
            parts.append(self._element(line.rstrip("{").strip(), inner))
        for source, flow in defaults.items():
            parts = [re.sub(rf'(<\w+ id="{re.escape(source)}")', rf'\1 default="{flow}"', part, count=1) for part in parts]
        return "".join(parts + flows)

    def _flows(self, line: str, defaults: dict[str, str | None]) -> list[str]:
        path, _, condition = line.partition(" : ")
        names = [name.strip() for name in path.split(" > ")]
        made = []
        for index, (source, target) in enumerate(itertools.pairwise(names)):
            self.flows += 1
            identity = f"f{self.flows}_{source}_{target}"
            inner = ""
            if condition.strip() == "default":
                defaults[source] = identity
            elif condition and index == len(names) - 2:
                inner = f'<conditionExpression {FORMAL} language="feel">{escape(condition.strip())}</conditionExpression>'
            made.append(f'<sequenceFlow id="{identity}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>')
        return made

    def _element(self, line: str, inner: str) -> str:
        words = shlex.split(line)
        kind, identity = words[0], words[1]
        options = dict(word.split("=", 1) if "=" in word else (word, "true") for word in words[2:])
        family, _, event = kind.partition("-")
        if family in EVENTS:
            return self._event(EVENTS[family], identity, event, options, words)
        tag = TASKS[kind]
        attributes = f'id="{identity}" name="{options.pop("name", identity)}"'
        if "handler" in options:
            attributes += ' isForCompensation="true"'
            self.associations.append((options["handler"], identity))
        if kind == "adhoc":
            attributes += f' ordering="{options.get("ordering", "Parallel")}" cancelRemainingInstances="{options.get("cancel", "true")}"'
            if "until" in options:
                inner += f'<completionCondition {FORMAL} language="feel">{escape(options.pop("until"))}</completionCondition>'
        if kind == "esub":
            attributes += ' triggeredByEvent="true"'
        content = self._extensions(options)
        if kind == "user":
            attributes += f' camunda:candidateGroups={quoteattr(options.get("group", "zhzf.nanhu"))}'
            for name in ("assignee", "dueDate", "formRef", "formRefBinding"):
                attributes += f" camunda:{name}={quoteattr(options[name])}" if name in options else ""
        if kind in {"service", "send"} and "topic" in options:
            attributes += f' camunda:type="external" camunda:topic={quoteattr(options["topic"])}'
        if kind == "rule":
            attributes += (
                f' camunda:decisionRef={quoteattr(options["decision"])} camunda:resultVariable="{options.get("result", "result")}"'
                f' camunda:mapDecisionResult="{options.get("map", "singleEntry")}"'
            )
            attributes += f' camunda:decisionRefBinding="{options["decisionRefBinding"]}"' if "decisionRefBinding" in options else ""
        if kind == "script":
            attributes += f' scriptFormat="{options.get("language", "feel")}" camunda:resultVariable="{options["result"]}"'
            content += f"<script>{escape(options['is'])}</script>"
        if kind == "call":
            attributes += f' calledElement={quoteattr(options["process"])}'
            for name in ("calledElementBinding", "calledElementVersion"):
                attributes += f" camunda:{name}={quoteattr(options[name])}" if name in options else ""
        if kind == "receive":
            attributes += f' messageRef="{self._root("message", options["message"])}"'
        for name in ("asyncBefore", "asyncAfter"):
            attributes += f' camunda:{name}="true"' if name in options else ""
        return f"<{tag} {attributes}>{content}{self._loop(options)}{inner}</{tag}>"

    def _extensions(self, options: dict[str, str]) -> str:
        parts = []
        given = "".join(f'<camunda:inputParameter name="{k[3:]}">{escape(v)}</camunda:inputParameter>' for k, v in options.items() if k.startswith("in."))
        given += "".join(f'<camunda:outputParameter name="{k[4:]}">{escape(v)}</camunda:outputParameter>' for k, v in options.items() if k.startswith("out."))
        if given:
            parts.append(f"<camunda:inputOutput>{given}</camunda:inputOutput>")
        parts += [f'<camunda:in source="{v}" target="{k[5:]}"/>' for k, v in options.items() if k.startswith("pass.")]
        parts += [f'<camunda:out source="{v}" target="{k[5:]}"/>' for k, v in options.items() if k.startswith("take.")]
        parts += [f'<camunda:{way} variables="all"/>' for way in ("in", "out") if f"all.{way}" in options]
        parts += [f"<camunda:in businessKey={quoteattr(options['key'])}/>"] if "key" in options else []
        named = "".join(f'<camunda:property name="{k[5:]}" value={quoteattr(v)}/>' for k, v in options.items() if k.startswith("prop."))
        if named:
            parts.append(f"<camunda:properties>{named}</camunda:properties>")
        return f"<extensionElements>{''.join(parts)}</extensionElements>" if parts else ""

    def _loop(self, options: dict[str, str]) -> str:
        if "while" in options or "max" in options:
            attributes = f' testBefore="{"true" if "before" in options else "false"}"' + (f' loopMaximum="{options["max"]}"' if "max" in options else "")
            inner = f'<loopCondition {FORMAL} language="feel">{escape(options["while"])}</loopCondition>' if "while" in options else ""
            return f"<standardLoopCharacteristics{attributes}>{inner}</standardLoopCharacteristics>"
        if "each" not in options and "times" not in options:
            return ""
        attributes = f'isSequential="{"true" if "sequential" in options else "false"}"'
        if "each" in options:
            attributes += f' camunda:collection={quoteattr(options["each"])} camunda:elementVariable="{options.get("as", "item")}"'
        inner = f"<loopCardinality {FORMAL}>{escape(options['times'])}</loopCardinality>" if "times" in options else ""
        if "until" in options:
            inner += f'<completionCondition {FORMAL} language="feel">{escape(options["until"])}</completionCondition>'
        return f"<multiInstanceLoopCharacteristics {attributes}>{inner}</multiInstanceLoopCharacteristics>"

    def _event(self, tag: str, identity: str, kind: str, options: dict[str, str], words: list[str]) -> str:
        attributes = f'id="{identity}" name="{identity}"'
        if "on" in words:
            attributes += f' attachedToRef="{words[words.index("on") + 1]}"'
        if "non" in options:
            attributes += ' cancelActivity="false"' if tag == "boundaryEvent" else ' isInterrupting="false"'
        if "every" in options:
            attributes += ' parallelMultiple="true"'
        kinds = kind.split("+")
        return f"<{tag} {attributes}>{self._extensions(options)}{''.join(self._definition(one, options) for one in kinds)}</{tag}>"

    def _definition(self, kind: str, options: dict[str, str]) -> str:
        if not kind:
            return ""
        if kind == "timer":
            tag, text = next((f"time{name.title()}", options[name]) for name in ("date", "duration", "cycle") if name in options)
            return f"<timerEventDefinition><{tag} {FORMAL}>{escape(text)}</{tag}></timerEventDefinition>"
        if kind == "link":
            return f'<linkEventDefinition name="{options["name"]}"/>'
        if kind == "terminate":
            return "<terminateEventDefinition/>"
        if kind == "conditional":
            return f'<conditionalEventDefinition><condition {FORMAL} language="feel">{escape(options["when"])}</condition></conditionalEventDefinition>'
        if kind in {"compensate", "cancel"}:
            reference = f' activityRef="{options["of"]}"' if "of" in options else ""
            return f"<{kind}EventDefinition{reference}/>"
        if kind == "message" and "topic" in options:
            return f'<messageEventDefinition camunda:type="external" camunda:topic="{options["topic"]}"/>'
        variables = "".join(f' camunda:{kind}{name}Variable="{options[name.lower()]}"' for name in ("Code", "Message") if name.lower() in options)
        name = options.get("name", options.get("code=", ""))
        reference = f' {kind}Ref="{self._root(kind, name)}"' if name else ""
        return f"<{kind}EventDefinition{reference}{variables}/>"

    def _root(self, kind: str, name: str) -> str:
        identity = f"{kind}_{re.sub(r'[^A-Za-z0-9]', '_', name)}"
        code = f' {kind}Code="{name}"' if kind in {"error", "escalation"} else ""
        self.roots[kind, name] = f'<{kind} id="{identity}" name="{name}"{code}/>'
        return identity


def bpmn(text: str, key: str = "p", attributes: str = "") -> bytes:
    """The model as a BPMN file."""
    return Writer(key).process(text, attributes).encode()
