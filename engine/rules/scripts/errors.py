"""A script that failed while it ran. What cannot run at all is refused at deployment by `ExpressionRefused`."""

from __future__ import annotations

from engine.domain.errors import Fault, Place


class ScriptFailed(Fault):
    """The script at "{element}" failed at line {line}: {reason}."""

    code = "script.failed"

    def __init__(self, reason: str, *, element: str = "", line: int = 0) -> None:
        self.reason, self.line, self.element = reason, line, element
        super().__init__(place=Place(element=element or None, line=line or None), element=element, line=line, reason=reason)
