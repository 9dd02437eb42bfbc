"""Check a submission against a form: types, then which fields count, then what the form demands of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from engine.forms.convert import Wrong, offered
from engine.forms.errors import FormInvalid, Trouble
from engine.forms.model import Field, Form, Kind, Rule
from engine.forms.schema import load
from engine.forms.scope import MISSING, Plain, View, ask, lookup, plain, put, row_scope, shown
from engine.forms.screen import Access, Pass, Screen, blank, screen
from engine.forms.texts import TEXTS, Language
from engine.rules.feel import Environment
from engine.rules.slots import Expression


def validate(
    form: Form, data: Mapping[str, Any], context: Mapping[str, Any], env: Environment, *, readable: Collection[str] | None = None,
    writable: Collection[str] | None = None, language: Language = "zh",
) -> dict[str, Any]:
    """The typed data to store: only visible fields the actor may fill in, and computed ones.

    Args:
        data: what was submitted, as JSON or already typed.
        context: the process variables (may load lazily): prefilled values, names in FEEL.
        env: now, zone and limits.
        readable, writable: keys of the fields the actor may see and fill in; None means all.
        language: of the texts in `FormInvalid.fields`.

    Raises:
        FormInvalid: with every trouble, by the path of its field.
    """
    if not isinstance(data, Mapping):
        raise FormInvalid({"": [Trouble("form.type")]}, language)
    typed, troubles = load(form.fields, data, env.zone)
    run = Pass(Access(readable, writable), env, troubles)
    before = View(without_locked(form.fields, plain(typed), run.access), Plain(context))
    found = screen(form.fields, typed, data, context, before, run)
    compute(form.fields, found, View(shown(found.clean, found.hidden), context), run)
    scope = View(shown(found.clean, found.hidden), context)
    demand(form.fields, found, context, scope, run)
    for rule in form.rules:
        if not rule.field or rule.field in found.visible:
            obey(rule, scope, run, rule.field)
    if troubles:
        raise FormInvalid(troubles, language)
    return found.clean


def without_locked(fields: tuple[Field, ...], data: Mapping[str, Any], access: Access) -> dict[str, Any]:
    """The data, as JSON has it, without what the actor may not change: it must not steer what is hidden."""
    kept: dict[str, Any] = {}
    for item in fields:
        value = lookup(data, item.path)
        if value is not MISSING and not item.disabled and item.readonly is not True and access.changes(item.key):
            put(kept, item.path, value)
    return kept


def compute(fields: tuple[Field, ...], found: Screen, scope: Mapping[str, Any], run: Pass, at: str = "") -> None:
    """Put in the values of computed fields, in the order of the form."""
    for item in fields:
        if item.computed and item.key in found.visible:
            put(found.clean, item.path, ask(item.computed, scope, run.env, at + item.key, run.troubles))
        for index, inner in enumerate(found.rows.get(item.key, ())):
            names = [each.path[0] for each in item.rows]
            compute(item.rows, inner, row_scope(scope, inner.clean, found.clean, index, names), run, f"{at}{item.key}.{index}.")


def demand(
    fields: tuple[Field, ...], found: Screen, known: Mapping[str, Any], scope: Mapping[str, Any], run: Pass, at: str = ""
) -> None:
    """Required values, rules and limits that depend on other fields; a field with a trouble already is left alone."""
    for item in fields:
        path = at + item.key
        if item.key not in found.open or path in run.troubles:
            continue
        value = lookup(found.clean, item.path)
        if value is MISSING:
            value = lookup(known, item.path)
        if item.must_be_true and value is not True:
            run.note(path, "form.must-be-true")
        elif blank(value) or (item.kind is Kind.CHECKBOX and value is False):
            if item.required or (blank(value) and item.properties.get("given") == "true") or (item.required_if and holds(item.required_if, scope, run, path)):
                run.note(path, "form.required")
        else:
            dynamic(item, value, scope, run, path)
        if not blank(value) and path not in run.troubles and item.rule:
            obey(item.rule, scope, run, path)
        before = known.get(item.path[0]) if len(item.path) == 1 else None
        for index, inner in enumerate(found.rows.get(item.key, ())):
            names = [each.path[0] for each in item.rows]
            row = before[index] if isinstance(before, list) and index < len(before) and isinstance(before[index], dict) else {}
            local = row_scope(scope, inner.clean, found.clean, index, names)
            demand(item.rows, inner, row, local, run, f"{path}.{index}.")


def doubtful(expression: Expression, run: Pass) -> bool:
    """Does it name a field whose value was refused?"""
    return any(path.split(".")[0] in expression.free for path in run.troubles)


def holds(expression: Expression, scope: Mapping[str, Any], run: Pass, path: str) -> bool:
    """Is a condition true? One over a value that is wrong itself counts as not."""
    return not doubtful(expression, run) and ask(expression, scope, run.env, path, run.troubles) is True


def dynamic(item: Field, value: Any, scope: Mapping[str, Any], run: Pass, path: str) -> None:
    """Options and limits that come from data, and dates that may not be past."""
    if item.kind in (Kind.ONE, Kind.MANY) and (item.options_key or item.options_expression):
        choices = options(item, scope, run, path)
        try:
            for each in value if isinstance(value, list) else [value]:
                offered(each, choices)
        except Wrong as wrong:
            run.troubles.setdefault(path, []).append(wrong.trouble)
    if item.kind is Kind.NUMBER:
        for name, limit in (("min", item.validate.min), ("max", item.validate.max)):
            bound = ask(limit, scope, run.env, path, run.troubles) if isinstance(limit, Expression) else None
            if bound is not None and not isinstance(bound, (str, bool)) and (value < bound if name == "min" else value > bound):
                run.troubles.setdefault(path, []).append(Trouble(f"form.{name}", {"limit": str(bound)}))
    if item.validate.no_past and item.kind in (Kind.DATE, Kind.DATETIME):
        today = run.env.now.astimezone(run.env.zone).date()
        if (value if item.kind is Kind.DATE else value.astimezone(run.env.zone).date()) < today:
            run.note(path, "form.past")


def options(item: Field, scope: Mapping[str, Any], run: Pass, path: str) -> tuple[Any, ...]:
    """The options a variable or an expression gives: a list of values or of maps with `value`."""
    if item.options_expression:
        found = ask(item.options_expression, scope, run.env, path, run.troubles)
    else:
        found = lookup(scope, tuple(str(item.options_key).split(".")))
    listed = found if isinstance(found, list) else []
    return tuple(each.get("value") if isinstance(each, dict) else each for each in listed)


def obey(rule: Rule, scope: Mapping[str, Any], run: Pass, path: str) -> None:
    """Note the rule's message when it is anything but true. A rule over a value that is wrong itself says nothing."""
    before = len(run.troubles.get(path, ()))
    if doubtful(rule.check, run) or ask(rule.check, scope, run.env, path, run.troubles) is True:
        return
    if len(run.troubles.get(path, ())) == before:
        default = TEXTS["form.rule.default"]
        own = (rule.zh or default[0], rule.en or rule.zh or default[1])
        run.troubles.setdefault(path, []).append(Trouble("form.rule", {"message": own[0]}, own))
