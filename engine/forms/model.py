"""A form as the server needs it: its fields flat (groups only add to paths and conditions), rows of dynamic lists below them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

import regex  # type: ignore[import-untyped]  # ships no types

from engine.domain.errors import Finding
from engine.rules.slots import Expression


class Kind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    CHECKBOX = "checkbox"
    ONE = "one"
    """One option."""
    MANY = "many"
    """A list of options."""
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    FILE = "file"
    """A list of file ids."""
    ROWS = "rows"
    """A list of maps."""
    GEO = "geo"
    """A map of lon and lat, degrees."""
    REF = "ref"
    """An id of a register, or a list of them."""
    SIGN = "sign"
    """The file id of a signature."""
    CREDIT_CODE = "creditCode"
    PHONE = "phone"
    ID_NO = "idNo"
    EMAIL = "email"
    COMPUTED = "computed"
    """Computed by the server; what is submitted does not count."""


TEXTUAL = frozenset({Kind.TEXT, Kind.CREDIT_CODE, Kind.PHONE, Kind.ID_NO, Kind.EMAIL})
LISTS = frozenset({Kind.MANY, Kind.FILE, Kind.ROWS})


@dataclass(frozen=True, slots=True)
class Validate:
    """The limits of one field. An `Expression` is FEEL over the form's data."""

    required: bool = False
    min_length: int | None = None
    max_length: int | None = None
    min: Decimal | Expression | None = None
    max: Decimal | Expression | None = None
    digits: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    pattern: regex.Pattern[str] | None = None
    no_past: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """FEEL that must be true, with the author's message in Chinese and English ("" = the default one) and the field it marks."""

    check: Expression
    field: str = ""
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One input. `path` counts from its container: the form or the row it stands in; `key` is the path joined by dots."""

    key: str
    path: tuple[str, ...]
    label: str
    type: str
    kind: Kind
    id: str = ""
    validate: Validate = Validate()
    options: tuple[Any, ...] | None = None
    options_key: str | None = None
    options_expression: Expression | None = None
    multiple: bool = False
    default: Any = None
    disabled: bool = False
    readonly: bool | Expression = False
    hide: tuple[Expression, ...] = ()
    """Hidden when any is true: the field's own condition and those of the groups around it."""
    required_if: Expression | None = None
    rule: Rule | None = None
    must_be_true: bool = False
    computed: Expression | None = None
    rows: tuple[Field, ...] = ()
    fixed_rows: bool = False
    properties: Mapping[str, Any] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        """Always required (when visible and writable)."""
        return self.validate.required


@dataclass(frozen=True, slots=True)
class Form:
    """A parsed form. `findings` are warnings; errors refuse the form."""

    id: str
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    findings: tuple[Finding, ...] = ()
    title: str = ""
