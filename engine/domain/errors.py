"""Every error a caller may meet. The class docstring is the English message; `code` is the stable key of its translation.

Fault                     anything refused, with code, fields for the text and the place it concerns
├── Invalid               the input is wrong (400/422)
│   └── Refused           a deployment is refused; carries every finding
├── NotFound              it does not exist, or the actor may not know that it does (404)
├── Forbidden             visible, but not for this actor (403)
├── Conflict              the state moved on: claimed by another, version changed, key reused (409)
└── TooLarge              over a configured limit (413)
Unavailable               no refusal at all: the database does not answer now (503)
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input something is wrong: any of file, element id, line, field or row."""

    file: str | None = None
    element: str | None = None
    line: int | None = None
    field: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark of lint or validation. `severity` is "error" or "warning"; `values` fill the translated text."""

    code: str
    severity: str
    message: str
    place: Place
    values: Mapping[str, str]


class Fault(Exception):
    """Something was refused."""

    code = "fault"

    def __init__(self, message: str | None = None, *, code: str | None = None, place: Place | None = None, **values: object) -> None:
        text = message or (self.__doc__ or "").split("\n")[0]
        with contextlib.suppress(KeyError, IndexError, ValueError, AttributeError):  # a finished sentence that quotes braces of a model
            text = text.format(**values)
        super().__init__(text)
        self.code = code or type(self).code
        self.place = place
        self.values = {key: str(value) for key, value in values.items()}


class Invalid(Fault):
    """The input is not valid."""

    code = "invalid"

    def __init__(
        self, message: str | None = None, *, fields: Mapping[str, Sequence[str]] | None = None,
        code: str | None = None, place: Place | None = None, **values: object,
    ) -> None:
        super().__init__(message, code=code, place=place, **values)
        self.fields = {name: list(texts) for name, texts in (fields or {}).items()}


class Refused(Invalid):
    """The deployment is refused, {count} error(s): {first}."""

    code = "deployment.refused"

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        errors = [item for item in findings if item.severity == "error"]
        first = "; ".join(f"{item.place.element or item.place.file}: {item.message}" for item in errors[:3])
        super().__init__(count=len(errors), first=first)


class NotFound(Fault):
    """Nothing of that kind is here under that id."""

    code = "not-found"


class Forbidden(Fault):
    """You may not do this."""

    code = "forbidden"


class Conflict(Fault):
    """Someone else was faster; reload and look again."""

    code = "conflict"


class Unavailable(Exception):
    """The database does not answer now: busy, restarting, or it ended the session. Try again; what was under way is not known to be done."""


class TooLarge(Fault):
    """The file is larger than {limit} bytes."""

    code = "too-large"
