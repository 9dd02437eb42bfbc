"""Read a `.form` file (form-js JSON): bytes in, a `Form` out, or `Refused` with every finding and its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from engine.domain.errors import Refused, TooLarge
from engine.forms.component import NO_VALUE, Container, read_field
from engine.forms.findings import Notes
from engine.forms.lint import lint_fields, lint_rules
from engine.forms.model import Field, Form, Rule

LARGEST: Final = 1_000_000
DEEPEST: Final = 12


def twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object, refusing a name that stands in it twice."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f'"{name}" stands twice in one object')
        found[name] = value
    return found


def constant(name: str) -> Any:
    """NaN and infinities are no JSON."""
    raise ValueError(f"{name} is no JSON number")


def parse_form(data: bytes, *, file: str) -> Form:
    """Read a form.

    Raises:
        TooLarge: over a megabyte.
        Refused: no JSON, an unknown component, a key used twice or one that cannot be one, FEEL or a pattern that does not
            parse. Each finding names the file, the component's id and its key.
    """
    if len(data) > LARGEST:
        raise TooLarge(limit=LARGEST)
    notes = Notes(file)
    schema = read_json(data, notes)
    if schema is None:
        raise Refused(notes.found)
    components = schema.get("components")
    if not isinstance(components, list):
        notes.add("form.lint.shape", reason="components must be a list")
        components = []
    identity = schema.get("id")
    if not isinstance(identity, str) or not identity:
        notes.add("form.lint.shape", reason="the form needs an id")
        identity = ""
    if schema.get("type", "default") != "default":
        notes.add("form.lint.shape", reason="the type of the form must be default")
    fields = read_fields(components, Container(), notes)
    properties = notes.map(schema.get("properties"), "properties")
    rules = read_rules(properties.get("rules"), notes)
    notes.component = notes.key = ""
    lint_fields(fields, notes)
    lint_rules(rules, fields, notes)
    if notes.wrong:
        raise Refused(notes.found)
    return Form(identity, fields, rules, tuple(notes.found), str(properties.get("title") or ""))


def read_json(data: bytes, notes: Notes) -> dict[str, Any] | None:
    """The object of the file; decimals stay exact."""
    try:
        schema = json.loads(data.decode("utf-8-sig"), parse_float=Decimal, parse_constant=constant, object_pairs_hook=twice)
    except json.JSONDecodeError as error:
        notes.add("form.lint.json", line=error.lineno, reason=error.msg)
        return None
    except (ValueError, RecursionError) as error:
        notes.add("form.lint.json", reason=str(error))
        return None
    if not isinstance(schema, dict):
        notes.add("form.lint.json", reason="not an object")
        return None
    return schema


def read_fields(components: list[Any], container: Container, notes: Notes, depth: int = 0) -> tuple[Field, ...]:
    """The fields of a list of components; groups are opened, their path and condition pass on to what stands in them."""
    fields: list[Field] = []
    if depth > DEEPEST:
        notes.add("form.lint.shape", reason="components nest too deeply")
        return ()
    for component in components:
        if not isinstance(component, dict) or not isinstance(component.get("type"), str):
            notes.add("form.lint.shape", reason="a component must be an object with a type")
            continue
        notes.component, notes.key = str(component.get("id") or ""), str(component.get("key") or component.get("path") or "")
        kind = component["type"]
        if kind == "group":
            inner = container.inside(component, notes)
            fields += read_fields(children(component, notes), inner, notes, depth + 1)
        elif kind == "dynamiclist":
            outer = container.inside(component, notes)
            rows = read_fields(children(component, notes), Container(), notes, depth + 1)
            notes.component, notes.key = str(component.get("id") or ""), str(component.get("path") or "")
            found = read_field({**component, "key": component.get("path")}, container, notes, rows, outer.hide)
            fields += [found] if found else []
        elif kind not in NO_VALUE:
            found = read_field(component, container, notes)
            fields += [found] if found else []
        else:
            check_presentation(component, notes)
    return tuple(fields)


def children(component: Mapping[str, Any], notes: Notes) -> list[Any]:
    """The components inside a component."""
    found = component.get("components", [])
    if isinstance(found, list):
        return found
    notes.add("form.lint.shape", reason="components must be a list")
    return []


def check_presentation(component: Mapping[str, Any], notes: Notes) -> None:
    """Parse the FEEL of a component that holds no value, so that the browser does not stumble over it."""
    hide = notes.map(component.get("conditional"), "conditional").get("hide")
    notes.feel(hide, "conditional.hide")
    for name in ("text", "content", "source", "label", "dataSource", "url"):
        value = component.get(name)
        if isinstance(value, str) and value.startswith("="):
            notes.feel(value, name)


def read_rules(found: object, notes: Notes) -> tuple[Rule, ...]:
    """The form's own rules over several fields: `[{rule, field, message, messageEn}]`, as JSON or as JSON in a text."""
    notes.component = notes.key = ""
    if isinstance(found, str) and found.strip():
        try:
            found = json.loads(found)
        except (ValueError, RecursionError):
            found = {}
    if found in (None, ""):
        return ()
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        notes.add("form.lint.shape", reason="properties.rules must be a list of objects")
        return ()
    rules = []
    for item in found:
        check = notes.feel(item.get("rule"), "rules.rule")
        if check is None:
            if not notes.wrong:
                notes.add("form.lint.shape", reason="a rule needs FEEL in rule")
            continue
        rules.append(Rule(check, str(item.get("field") or ""), str(item.get("message") or ""), str(item.get("messageEn") or "")))
    return tuple(rules)
