"""Collects what is wrong with a form file, with the component and key it concerns."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, Final

from engine.domain.errors import Finding, Place
from engine.forms.browser import CODES, DECIDING, SHOWN, disagreement
from engine.forms.texts import render
from engine.rules.errors import ExpressionRefused
from engine.rules.results import Slot
from engine.rules.slots import Expression, compile_slot

LONGEST_KEY: Final = 100


class Notes:
    """The findings of one file. Methods that read a property note what is wrong and give None."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Finding] = []
        self.component = ""
        self.key = ""

    def add(self, code: str, severity: str = "error", *, line: int | None = None, **values: str) -> None:
        """Note a finding at the component now being read."""
        place = Place(self.file, self.component or None, line, self.key or None)
        self.found.append(Finding(code, severity, render(code, values, "en"), place, values))

    @property
    def wrong(self) -> bool:
        """Any error so far."""
        return any(item.severity == "error" for item in self.found)

    def feel(self, text: object, prop: str) -> Expression | None:
        """FEEL with or without a leading `=`."""
        if text in (None, "", "="):
            return None
        if not isinstance(text, str):
            self.add("form.lint.shape", reason=f"{prop} must be FEEL in a text")
            return None
        body = text.strip().removeprefix("=")
        try:
            made = compile_slot("=" + body, Slot.VALUE)
        except ExpressionRefused as error:
            self.add("form.lint.feel", property=prop, column=str(error.position[1]), reason=error.reason)
            return None
        if prop in DECIDING or prop in SHOWN:
            found = disagreement(body, condition=prop == "conditional.hide")
            if found is not None:
                self.add(CODES[found[1]], "error" if prop in DECIDING else "warning", property=prop, column=str(found[0][1]))
        return made

    def whole(self, value: object, prop: str) -> int | None:
        """A whole number, 0 or more; the editor may write it as text."""
        found = self.number(value, prop)
        if found is None:
            return None
        if found < 0 or found != found.to_integral_value() or found > 1_000_000:
            self.add("form.lint.shape", reason=f"{prop} must be a whole number")
            return None
        return int(found)

    def number(self, value: object, prop: str) -> Decimal | None:
        """A number, perhaps written as text."""
        if value is None or value == "":
            return None
        try:
            found = Decimal(str(value)) if isinstance(value, (int, Decimal, str)) and not isinstance(value, bool) else None
        except InvalidOperation:
            found = None
        if found is None or not found.is_finite():
            self.add("form.lint.shape", reason=f"{prop} must be a number")
            return None
        return found

    def limit(self, value: object, prop: str) -> Decimal | Expression | None:
        """A number or FEEL."""
        return self.feel(value, prop) if isinstance(value, str) and value.startswith("=") else self.number(value, prop)

    def flag(self, value: object, prop: str) -> bool:
        """A truth value; the editor's own properties write it as text."""
        if value in (None, "", False, "false"):
            return False
        if value in (True, "true"):
            return True
        self.add("form.lint.shape", reason=f"{prop} must be true or false")
        return False

    def map(self, value: object, prop: str) -> dict[str, Any]:
        """A map, empty when absent."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.add("form.lint.shape", reason=f"{prop} must be an object")
            return {}
        return value
