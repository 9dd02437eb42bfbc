"""Read which form a user task or a start has: a form-js form, fields listed in the model, or a page of another program (dialect A2).

`formRef`, and `formKey` as `camunda-forms:deployment:x.form`, name a form-js form. `formData` (and `formProperty`, its older spelling) is
turned into such a form here, field by field. Any other `formKey` is passed on to clients as it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from engine.domain.datepattern import parsed, readable
from engine.execution.model import GeneratedForm, Parameter
from engine.execution.reading.findings import Findings
from engine.execution.reading.namespaces import ALIASES, extension, extensions, split
from engine.execution.reading.slots import compiled
from engine.rules import Expression, Slot
from engine.xml import Element

TYPES: Mapping[str, str] = {"string": "textfield", "long": "number", "date": "datetime", "boolean": "checkbox", "enum": "select"}
CONSTRAINTS: Mapping[str, frozenset[str]] = {  # and the types of fields that each can hold for
    "required": frozenset(TYPES), "readonly": frozenset(TYPES), "minlength": frozenset({"string"}), "maxlength": frozenset({"string"}),
    "min": frozenset({"long"}), "max": frozenset({"long"}),
}
LIMITS = {"minlength": "minLength", "maxlength": "maxLength", "min": "min", "max": "max"}
OLDER = {"id", "name", "type", "default", "datePattern", "required", "readable", "writable", "variable", "expression"}
NAME = re.compile(r"[^\W\d]\w{0,99}")
WHOLE = re.compile(r"-?\d{1,18}")
USUAL_DATE = "dd/MM/yyyy"
ZONE = ZoneInfo("Asia/Shanghai")
INSTEAD = "use formRef with a form-js form"


def form_of(element: Element, findings: Findings) -> tuple[str | None, str, int | None]:
    """The id of a form-js form, its binding and version."""
    key, ref = extension(element, "formKey"), extension(element, "formRef")
    identity = element.get("id") or ""
    if key and ref:
        findings.error("bpmn.unsupported", identity, element.line, construct="formKey with formRef", instead="keep formRef")
    if key and not ref:
        resource = _deployed(key)
        return (resource, "deployment", None) if resource else (None, "latest", None)
    if not ref:
        return None, "latest", None
    binding, version = extension(element, "formRefBinding"), extension(element, "formRefVersion")
    if binding not in {"deployment", "latest", "version"} or (binding == "version" and not (version or "").isdigit()):
        findings.error("bpmn.missing", identity, element.line, what="formRefBinding")
        return ref, "latest", None
    return ref, binding, int(version) if version and version.isdigit() else None


def foreign_key(element: Element, findings: Findings) -> str | None:
    """The key of a form that another program shows: `embedded:...`, an address, anything that is no form-js form."""
    key = extension(element, "formKey")
    if not key or _deployed(key):
        return None
    if key.startswith("=") or "${" in key or "#{" in key:
        findings.error("bpmn.unsupported", element.get("id") or "", element.line, construct="expression in a formKey", instead="a fixed name")
    return key


def _deployed(key: str) -> str | None:
    """The name of the file, without its ending, of `camunda-forms:deployment:x.form`."""
    prefix, _, rest = key.partition(":")
    binding, _, resource = rest.partition(":")
    named = prefix in {"camunda-forms", "operaton-forms"} and binding == "deployment" and resource.endswith(".form")
    return resource.rpartition("/")[2].removesuffix(".form") if named else None


def generated(element: Element, findings: Findings) -> GeneratedForm | None:
    """The form that the model lists field by field; None where it lists none."""
    identity = element.get("id") or ""
    holders, older = extensions(element, "formData"), extensions(element, "formProperty")
    fields = [item for holder in holders for item in holder.children]
    if not fields and not older:
        return None
    if extension(element, "formKey") or extension(element, "formRef") or (fields and older):
        findings.error("bpmn.unsupported", identity, element.line, construct="formData beside another form", instead="keep one")
    reader = _Reader(element, findings)
    components = [reader.field(item) for item in fields] + [reader.field(item, older=True) for item in older]
    found = [item for item in components if item is not None]
    keys = [item["key"] for item in found]
    for key in {key for key in keys if keys.count(key) > 1}:
        findings.error("bpmn.duplicate-id", identity, element.line, id=key)
    business_key = next((holder.get("businessKey") for holder in holders if holder.get("businessKey")), None)
    if business_key is not None and business_key not in keys:
        findings.error("bpmn.reference", identity, element.line, attribute="businessKey", target=business_key)
    return GeneratedForm(json.dumps(found, ensure_ascii=False), tuple(reader.defaults), business_key)


class _Reader:
    """Reads the fields of one element."""

    def __init__(self, owner: Element, findings: Findings) -> None:
        self.owner, self.findings = owner, findings
        self.defaults: list[Parameter] = []

    def refuse(self, item: Element, construct: str, instead: str) -> None:
        self.findings.error("bpmn.unsupported", self.owner.get("id") or "", item.line, construct=construct, instead=instead)

    def wrong(self, item: Element, slot: str, reason: str) -> None:
        self.findings.error("bpmn.expression", self.owner.get("id") or "", item.line, slot=slot, reason=reason)

    def field(self, item: Element, *, older: bool = False) -> dict[str, Any] | None:
        """One field as a component of form-js."""
        if not older and (item.name != "formField" or item.namespace not in ALIASES):
            self.findings.error("bpmn.unknown-extension", self.owner.get("id") or "", item.line, name=f"formData {item.name}")
            return None
        known = OLDER if older else {"id", "label", "type", "defaultValue", "datePattern"}
        for name in {split(key)[1] for key in item.attributes} - known:
            self.findings.error("bpmn.unknown-extension", self.owner.get("id") or "", item.line, name=f"{item.name} {name}")
        key, kind = item.get("id") or "", item.get("type") or "string"
        label = item.get("name" if older else "label") or key
        if not NAME.fullmatch(key):
            self.wrong(item, f"{item.name} id", f"no name of a variable: {key}")
        if kind not in TYPES:
            self.refuse(item, f"{item.name} type {kind}", ", ".join(sorted(TYPES)))
            return None
        if any(sign in label for sign in ("${", "#{", "{{")) or label.startswith("="):  # form-js would work it out
            self.refuse(item, f"expression in the label of {key}", "a fixed text")
        said = self._older(item, key) if older else self._constraints(item, key, kind)
        component: dict[str, Any] = {"type": TYPES[kind], "key": key, "id": f"{self.owner.get('id')}-{key}", "label": label, "properties": self._properties(item)}
        self._shape(item, component, kind, older=older)
        if said.pop("readonly", False):
            component["readonly"] = True
        if kind == "boolean" and said.pop("required", False):
            component["properties"]["given"] = "true"  # false is an answer too
        component["validate"] = said
        self._default(item, component, kind, item.get("default" if older else "defaultValue"))
        return component

    def _shape(self, item: Element, component: dict[str, Any], kind: str, *, older: bool) -> None:
        """What a type of field needs beside its name."""
        if kind == "long":
            component["decimalDigits"] = 0
        elif kind == "enum":
            values = [child for child in item.children if child.name == "value"]
            component["values"] = [{"value": value.get("id") or "", "label": value.get("name") or value.get("id") or ""} for value in values]
            if not values or any(not value.get("id") for value in values):
                self.findings.error("bpmn.missing", self.owner.get("id") or "", item.line, what=f"camunda:value of {component['key']}")
        elif kind == "date":
            pattern = item.get("datePattern") or component["properties"].get("datePattern") or USUAL_DATE
            if not readable(pattern):
                self.wrong(item, "datePattern", f"not read here: {pattern}")
            timed = "H" in pattern
            component["properties"]["datePattern"] = pattern
            component |= {"subtype": "datetime" if timed else "date", "dateLabel": component["label"]} | ({"timeLabel": "时间", "timeSerializingFormat": "utc_offset", "timeInterval": 15, "use24h": True} if timed else {})
        elif item.get("datePattern"):
            self.findings.error("bpmn.unknown-extension", self.owner.get("id") or "", item.line, name=f"{item.name} datePattern")

    def _properties(self, item: Element) -> dict[str, Any]:
        return {
            entry.get("id") or "": entry.get("value") or ""
            for holder in item.children if holder.name == "properties" for entry in holder.children if entry.name == "property"
        }

    def _constraints(self, item: Element, key: str, kind: str) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for child in item.children:
            if child.namespace not in ALIASES or child.name not in {"validation", "properties", "value"} or (child.name == "value" and kind != "enum"):
                self.findings.error("bpmn.unknown-extension", self.owner.get("id") or "", child.line, name=f"formField {child.name}")
            for constraint in child.children if child.name == "validation" else ():
                self._constraint(constraint, key, kind, said)
        return said

    def _constraint(self, item: Element, key: str, kind: str, said: dict[str, Any]) -> None:
        name, config = item.get("name") or "", (item.get("config") or "").strip()
        if name == "validator":
            self.findings.error("bpmn.java", self.owner.get("id") or "", item.line, name=name, value=config)
        elif name not in CONSTRAINTS:
            self.refuse(item, f"unknown constraint {name} of {key}", ", ".join(sorted(CONSTRAINTS)))
        elif kind not in CONSTRAINTS[name]:
            self.refuse(item, f"constraint {name} on a field of type {kind}", INSTEAD)
        elif name in LIMITS and not WHOLE.fullmatch(config):
            self.wrong(item, f"{key} {name}", f"not a whole number: {config}")
        else:
            said[LIMITS.get(name, name)] = int(config) if name in LIMITS else True

    def _older(self, item: Element, key: str) -> dict[str, Any]:
        """`formProperty`: what it says of being read and written."""
        if item.get("expression") or item.get("variable", key) != key:
            self.refuse(item, f"formProperty {key} of another variable", "give it the name of the variable")
        if item.get("readable") == "false":
            self.refuse(item, f"formProperty {key} that nobody reads", INSTEAD)
        return {name: True for name, attribute, text in (("required", "required", "true"), ("readonly", "writable", "false")) if item.get(attribute) == text}

    def _default(self, item: Element, component: dict[str, Any], kind: str, text: str | None) -> None:
        if text is None or not text.strip():
            return
        key = component["key"]
        expression: Expression | None = compiled(text, Slot.VALUE, self.findings, self.owner, f"default of {key}")
        if expression is not None and expression.language != "literal":
            self.defaults.append(Parameter(key, expression))
            return
        value: Any = text.strip() if kind != "string" else text
        if kind == "long":
            value = int(value) if WHOLE.fullmatch(value) else None
        elif kind == "boolean":
            value = {"true": True, "false": False}.get(value)
        elif kind == "date":
            moment = parsed(value, component["properties"]["datePattern"], ZONE)
            value = None if moment is None else (moment if component["subtype"] == "datetime" else moment.date()).isoformat()
        elif kind == "enum":
            value = value if any(option["value"] == value for option in component["values"]) else None
        if value is None:
            self.wrong(item, f"default of {key}", f"no value of type {kind}: {text.strip()}")
        component["defaultValue"] = value

