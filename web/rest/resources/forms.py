"""Variables of a form: the fields of its schema with what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from engine import declare, written
from web.rest import typed
from web.rest.operation import Call, Raw

ZONE = ZoneInfo("Asia/Shanghai")
TYPES = {"textfield": "String", "number": "Long", "datetime": "Date", "checkbox": "Boolean", "select": "String"}


def fields_of(schema: Mapping[str, Any], data: Mapping[str, Any], names: Sequence[str] | None = None, *, generated: bool = False) -> dict[str, Any]:
    """Typed variables by the key of each field, its default where nothing stands in it; `names` chooses. Numbers of a `generated` form are Long."""
    found = {key: component for key, component in _inputs(schema.get("components") or ()) if not names or key in names}
    values = {key: data.get(key, _default(component)) for key, component in found.items()}
    longs = {key for key, component in found.items() if generated and component.get("type") == "number"}
    return {key: typed.shown(declare(value, "Long") if key in longs else value) for key, value in values.items()}


def _default(component: Mapping[str, Any]) -> Any:
    value = component.get("defaultValue")
    if component.get("type") == "datetime" and isinstance(value, str):
        return datetime.fromisoformat(value) if component.get("subtype") == "datetime" else date.fromisoformat(value)
    return value


def rendered_by(owner: str) -> str:
    """The form key under which clients of the dialect fetch a generated form."""
    return f"embedded:engine://engine/:engine/{owner}/rendered-form"


def page_of(call: Call, definition_id: str, key: str | None) -> Raw | None:
    """The page behind `embedded:deployment:x.html`, as a file to download: it is not shown here. None for another key. Raises `NotFound`."""
    name = (key or "").removeprefix("embedded:deployment:")
    if not key or name == key:
        return None
    deployment = call.engine.definitions.get(call.actor, definition_id).deployment_id
    return Raw(call.engine.rest.resource(call.actor, deployment, name), "application/xhtml+xml", name.rpartition("/")[2])


def rendered(schema: Mapping[str, Any], data: Mapping[str, Any]) -> bytes:
    """A generated form as the HTML that clients of the dialect fill in: one input per field, named by `cam-variable-name`."""
    form = ElementTree.Element("form", {"name": "generatedForm", "role": "form"})
    for item in schema.get("components") or ():
        group = ElementTree.SubElement(form, "div", {"class": "form-group"})
        ElementTree.SubElement(group, "label", {"for": str(item["key"])}).text = str(item.get("label") or item["key"])
        kind, limits = TYPES[item["type"]], item.get("validate") or {}
        given = {"class": "form-control", "id": str(item["key"]), "name": str(item["key"]), "cam-variable-name": str(item["key"]), "cam-variable-type": kind}
        given |= {name: name for name, said in (("required", limits.get("required")), ("readonly", item.get("readonly"))) if said}
        given |= {name.lower(): str(limits[name]) for name in ("minLength", "maxLength", "min", "max") if name in limits}
        value = data.get(item["key"], item.get("defaultValue"))
        if item["type"] == "select":
            chooser = ElementTree.SubElement(group, "select", given)
            for option in item["values"]:
                chosen = {"selected": "selected"} if option["value"] == value else {}
                ElementTree.SubElement(chooser, "option", {"value": str(option["value"]), **chosen}).text = str(option["label"])
            continue
        if kind == "Date":
            given |= {"uib-datepicker-popup": str(item["properties"]["datePattern"])}
            value = _dated(value, str(item["properties"]["datePattern"]))
        if kind == "Boolean":
            given |= {"type": "checkbox"} | ({"checked": "checked"} if value is True else {})
        else:
            given |= {"type": "text"} | ({"value": str(value)} if value is not None else {})
        ElementTree.SubElement(group, "input", given)
    return bytes(ElementTree.tostring(form, encoding="utf-8"))


def _dated(value: Any, pattern: str) -> Any:
    """A day or moment in the pattern of its field, as the person will read it and write it."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
        except ValueError:
            return value
    return written(value, pattern, ZONE) if isinstance(value, date) else value


def _inputs(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for component in components:
        if component.get("key"):
            yield str(component["key"]), component
        yield from _inputs(component.get("components") or ())
