"""Small DMN files for tests, written as Python values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

from engine.rules.dmn import Definitions, Library, Outcome, evaluate, parse
from engine.rules.feel import Environment
from engine.xml import read

DMN13 = "https://www.omg.org/spec/DMN/20191111/MODEL/"
ENV = Environment(now=datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai")))


def definitions(body: str, *, namespace: str = "urn:test", xmlns: str = DMN13, file: str = "test.dmn") -> Definitions:
    """A parsed file with `body` inside its root element."""
    text = (
        f'<definitions xmlns="{xmlns}" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="defs" name="test" '
        f"namespace={quoteattr(namespace)}>{body}</definitions>"
    )
    return parse(read(text.encode()), file=file)


def table(
    inputs: Sequence[str],
    outputs: Sequence[str],
    rules: Sequence[Sequence[str]],
    *,
    policy: str = "UNIQUE",
    aggregation: str = "",
) -> str:
    """The XML of a table. inputs: "expression: type"; outputs: "name: type: allowed values: default", all but the name optional."""
    made = []
    for number, item in enumerate(inputs, 1):
        expression, _, kind = item.partition(": ")
        made.append(
            f'<input id="i{number}" label={quoteattr(expression)}><inputExpression typeRef={quoteattr(kind or "Any")}>'
            f"<text>{escape(expression)}</text></inputExpression></input>"
        )
    for number, item in enumerate(outputs, 1):
        name, kind, allowed, default = ([part.strip() for part in item.split(": ")] + ["", "", ""])[:4]
        made.append(
            f'<output id="o{number}" name={quoteattr(name)}'
            + (f" typeRef={quoteattr(kind)}" if kind else "")
            + ">"
            + (f"<outputValues><text>{escape(allowed)}</text></outputValues>" if allowed else "")
            + (f"<defaultOutputEntry><text>{escape(default)}</text></defaultOutputEntry>" if default else "")
            + "</output>"
        )
    for number, row in enumerate(rules, 1):
        cells = "".join(f"<inputEntry><text>{escape(text)}</text></inputEntry>" for text in row[: len(inputs)])
        results = "".join(
            f"<outputEntry><text>{escape(text)}</text></outputEntry>"
            for text in row[len(inputs) : len(inputs) + len(outputs)]
        )
        made.append(f'<rule id="r{number}"><description>note {number}</description>{cells}{results}</rule>')
    gathered = f' aggregation="{aggregation}"' if aggregation else ""
    return f'<decisionTable id="t" hitPolicy="{policy}"{gathered}>{"".join(made)}</decisionTable>'


def decision(logic: str, *, name: str = "D", kind: str = "", requires: str = "") -> str:
    """The XML of a decision; `requires` are its requirement elements."""
    declared = f' typeRef="{kind}"' if kind else ""
    return f'<decision id="{name}" name="{name}"><variable name="{name}"{declared}/>{requires}{logic}</decision>'


def literal(text: str) -> str:
    """The XML of a literal expression."""
    return f"<literalExpression><text>{escape(text)}</text></literalExpression>"


def decide(body: str, context: Mapping[str, object], key: str = "D") -> Outcome:
    """Evaluate a decision of a file."""
    return evaluate(Library([definitions(body)]), key, context, ENV)
