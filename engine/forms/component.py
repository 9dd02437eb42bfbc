"""One component of the file -> one `Field`. To add a component type: a line in `KINDS`; to add a kind: `model.Kind` and `convert.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import regex  # type: ignore[import-untyped]  # ships no types

from engine.forms.findings import Notes
from engine.forms.model import Field, Kind, Rule, Validate
from engine.rules.slots import Expression

KINDS: Final = {
    "textfield": Kind.TEXT, "textarea": Kind.TEXT, "number": Kind.NUMBER, "checkbox": Kind.CHECKBOX, "radio": Kind.ONE,
    "select": Kind.ONE, "checklist": Kind.MANY, "taglist": Kind.MANY, "datetime": Kind.DATETIME, "filepicker": Kind.FILE,
    "dynamiclist": Kind.ROWS, "expression": Kind.COMPUTED, "geo": Kind.GEO, "ref": Kind.REF, "sign": Kind.SIGN, "file": Kind.FILE,
}
NO_VALUE: Final = frozenset({
    "text", "html", "image", "separator", "spacer", "button", "table", "iframe", "documentPreview", "columns", "default",
})
OWN: Final = {"geo", "ref", "sign", "file", "creditCode", "phone", "idNo"}


@dataclass(frozen=True, slots=True)
class Container:
    """What the groups around a component add to it."""

    path: tuple[str, ...] = ()
    hide: tuple[Expression, ...] = ()

    def inside(self, group: Mapping[str, Any], notes: Notes) -> Container:
        """The container that a group (or list) makes for its children."""
        condition = notes.feel(notes.map(group.get("conditional"), "conditional").get("hide"), "conditional.hide")
        path = group.get("path") if group.get("type") == "group" else None
        more = tuple(path.split(".")) if isinstance(path, str) and path else ()
        return Container(self.path + more, self.hide + ((condition,) if condition else ()))


def read_field(
    component: Mapping[str, Any], container: Container, notes: Notes, rows: tuple[Field, ...] = (),
    hide: tuple[Expression, ...] | None = None,
) -> Field | None:
    """Read a component that holds a value; None when it cannot be one (the notes say why)."""
    written, key = component["type"], component.get("key")
    properties = notes.map(component.get("properties"), "properties")
    kind = chosen_kind(written, component, properties, notes)
    if kind is None:
        return None
    if not isinstance(key, str) or not key or len(key) > 100 or any(not part for part in key.split(".")):
        notes.add("form.lint.key", key=str(key), reason="it must be a name, or names joined by dots")
        return None
    for name in ("label", "description"):
        if str(component.get(name) or "").startswith("="):
            notes.feel(component[name], name)
    path = (*container.path, *key.split("."))
    values = component.get("values")
    return Field(
        key=".".join(path), path=path, label=str(component.get("label") or component.get("dateLabel") or key), type=written, kind=kind,
        id=str(component.get("id") or ""), validate=read_validate(component, properties, notes),
        options=options(values, notes) if kind in (Kind.ONE, Kind.MANY) and values is not None else None,
        options_key=component.get("valuesKey") if isinstance(component.get("valuesKey"), str) else None,
        options_expression=notes.feel(component.get("valuesExpression"), "valuesExpression"),
        multiple=notes.flag(properties.get("multiple", component.get("multiple")), "multiple"),
        default=component.get("defaultValue"), disabled=notes.flag(component.get("disabled"), "disabled"),
        readonly=readonly(component.get("readonly"), notes),
        hide=container.inside({**component, "path": None}, notes).hide if hide is None else hide,
        required_if=notes.feel(properties.get("requiredIf"), "requiredIf"), rule=own_rule(properties, notes),
        must_be_true=notes.flag(properties.get("mustBeTrue"), "mustBeTrue"),
        computed=notes.feel(component.get("expression"), "expression") if kind is Kind.COMPUTED else None, rows=rows,
        fixed_rows=written == "dynamiclist" and component.get("allowAddRemove") is False, properties=properties,
    )


def chosen_kind(written: str, component: Mapping[str, Any], properties: Mapping[str, Any], notes: Notes) -> Kind | None:
    """The kind by the component's type, its subtype and our own `kind` property."""
    kind = KINDS.get(written)
    if kind is None:
        notes.add("form.lint.component", type=written)
        return None
    own = properties.get("kind")
    if own:
        if own not in OWN:
            notes.add("form.lint.kind", kind=str(own))
            return None
        return Kind(own)
    if kind is Kind.DATETIME:
        return {"date": Kind.DATE, "time": Kind.TIME}.get(str(component.get("subtype") or "date"), Kind.DATETIME)
    if kind is Kind.TEXT and notes.map(component.get("validate"), "validate").get("validationType") == "email":
        return Kind.EMAIL
    return kind


def read_validate(component: Mapping[str, Any], properties: Mapping[str, Any], notes: Notes) -> Validate:
    """The limits: `validate` of the component, and counts from our own `minItems`, `maxItems`."""
    found = notes.map(component.get("validate"), "validate")
    pattern = found.get("pattern")
    compiled = None
    if isinstance(pattern, str) and pattern:
        try:
            compiled = regex.compile(pattern, regex.VERSION0)
        except regex.error as error:
            notes.add("form.lint.pattern", reason=str(error))
    return Validate(
        required=notes.flag(found.get("required"), "required"),
        min_length=notes.whole(found.get("minLength"), "minLength"), max_length=notes.whole(found.get("maxLength"), "maxLength"),
        min=notes.limit(found.get("min"), "min"), max=notes.limit(found.get("max"), "max"),
        digits=notes.whole(component.get("decimalDigits"), "decimalDigits"),
        min_items=notes.whole(properties.get("minItems"), "minItems"), max_items=notes.whole(properties.get("maxItems"), "maxItems"),
        pattern=compiled, no_past=notes.flag(component.get("disallowPassedDates"), "disallowPassedDates"),
    )


def options(values: object, notes: Notes) -> tuple[Any, ...]:
    """The values of the listed options."""
    if not isinstance(values, list):
        notes.add("form.lint.shape", reason="values must be a list")
        return ()
    found = [item.get("value") if isinstance(item, dict) else item for item in values]
    if any(item is None or isinstance(item, (list, dict)) for item in found):
        notes.add("form.lint.shape", reason="each option needs a value")
    return tuple(found)


def readonly(value: object, notes: Notes) -> bool | Expression:
    """`readonly`: a truth value or FEEL."""
    if isinstance(value, str) and value.startswith("="):
        return notes.feel(value, "readonly") or False
    return notes.flag(value, "readonly")


def own_rule(properties: Mapping[str, Any], notes: Notes) -> Rule | None:
    """`rule`, `message` and `messageEn` of a component."""
    check = notes.feel(properties.get("rule"), "rule")
    if check is None:
        return None
    return Rule(check, "", str(properties.get("message") or ""), str(properties.get("messageEn") or ""))
