"""Read how the jobs of an element are run: tries with waits, priority (dialect A2)."""

from __future__ import annotations

from datetime import UTC, datetime

from engine.execution.reading.findings import Findings
from engine.execution.reading.namespaces import extension, extensions
from engine.execution.reading.slots import compiled
from engine.rules import Expression, Slot
from engine.rules.moments import REPEAT, parse_period
from engine.xml import Element

ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)
MOST_TRIES = 50


def retry_waits(element: Element, findings: Findings) -> tuple[int, ...] | None:
    """Seconds between the tries: `R3/PT10M` is three tries ten minutes apart, `PT1M,PT5M` three with growing waits. None: the default."""
    text = extension(element, "failedJobRetryTimeCycle")
    for item in extensions(element, "failedJobRetryTimeCycle"):
        text = item.text
    if text is None or not text.strip():
        return None
    waits = _waits(text.strip())
    if waits is None:
        findings.error("bpmn.expression", element.get("id") or "", element.line, slot="failedJobRetryTimeCycle", reason=f"not R3/PT10M or PT1M,PT5M: {text}")
    return waits


def _waits(text: str) -> tuple[int, ...] | None:
    repeat = REPEAT.fullmatch(text)
    parts = [repeat["rest"]] if repeat else text.split(",")
    periods = [parse_period(part) for part in parts]
    seconds = [int((period.after(ANY_DAY) - ANY_DAY).total_seconds()) for period in periods if period is not None]
    if len(seconds) != len(parts) or any(wait < 0 for wait in seconds):
        return None
    if repeat is None:
        return tuple(seconds) if len(seconds) < MOST_TRIES else None
    tries = int(repeat["times"] or "0")
    return tuple(seconds * (tries - 1)) if 1 <= tries <= MOST_TRIES else None


def whole(element: Element, name: str, findings: Findings) -> int | None:
    """A whole number given as an attribute of the dialect."""
    text = extension(element, name)
    if text is None:
        return None
    if not text.strip().lstrip("-").isdecimal():
        findings.error("bpmn.expression", element.get("id") or "", element.line, slot=f"camunda:{name}", reason=f"not a whole number: {text}")
        return None
    return int(text)


def priority(element: Element, findings: Findings) -> int | Expression | None:
    """`jobPriority`: a whole number, or an expression that gives one."""
    text = extension(element, "jobPriority") or ""
    if text.startswith(("=", "${", "#{")):
        return compiled(text, Slot.INTEGER, findings, element, "camunda:jobPriority")
    return whole(element, "jobPriority", findings)


def check_days(element: Element, findings: Findings) -> None:
    """`historyTimeToLive` is days or a period, `P30D`. History is kept as long as the files of a case, so at least that long."""
    text = extension(element, "historyTimeToLive")
    if text is not None and not text.strip().isdecimal() and parse_period(text.strip()) is None:
        findings.error("bpmn.expression", element.get("id") or "", element.line, slot="camunda:historyTimeToLive", reason=f"not days or P30D: {text}")


def check_exclusive(element: Element, findings: Findings) -> None:
    """`exclusive="false"` allows jobs of one case at the same time. Several workers may take them, but each waits for the case: said, not hidden."""
    if (extension(element, "exclusive") or "true").strip() == "false":
        findings.warning("bpmn.exclusive", element.get("id") or "", element.line)
