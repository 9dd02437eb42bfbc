"""Small forms for the tests of this folder."""

import json
from datetime import UTC, datetime
from typing import Any

from engine.forms import Form, FormInvalid, parse_form, validate
from engine.rules import Environment

ENV = Environment(now=datetime(2026, 5, 6, 1, tzinfo=UTC))


def form(*components: dict[str, Any], **properties: Any) -> Form:
    """A form of these components (id and label are added)."""
    named = [{"id": f"Field_{place}", "label": "字段", **component} for place, component in enumerate(components)]
    schema = {"id": "visit", "type": "default", "schemaVersion": 17, "components": named, "properties": properties}
    return parse_form(json.dumps(schema).encode(), file="visit.form")


def accepted(subject: Form, data: Any, context: dict[str, Any] | None = None, **options: Any) -> dict[str, Any]:
    """The clean data."""
    return validate(subject, data, context or {}, ENV, **options)


def refused(subject: Form, data: Any, context: dict[str, Any] | None = None, **options: Any) -> dict[str, list[str]]:
    """The codes by path; empty when the data is accepted."""
    try:
        validate(subject, data, context or {}, ENV, **options)
    except FormInvalid as error:
        return {path: [trouble.code.removeprefix("form.") for trouble in found] for path, found in error.troubles.items()}
    return {}
