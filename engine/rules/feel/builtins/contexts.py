"""Context functions (DMN 1.5, table 83)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.rules.feel.builtins.registry import builtin

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


@builtin("get value", "m: context, key: string")
def get_value(meter: Meter, m: dict[str, Value], key: str) -> Value:
    """The entry of that key; null when there is none."""
    return m.get(key)


@builtin("get value", "context: context, keys: list")
def get_nested_value(meter: Meter, context: dict[str, Value], keys: list[Value]) -> Value:
    """The entry reached through one key after the other."""
    value: Value = context
    for key in keys:
        if not isinstance(value, dict) or not isinstance(key, str):
            return None
        value = value.get(key)
    return value


@builtin("get entries", "m: context")
def get_entries(meter: Meter, m: dict[str, Value]) -> Value:
    """A list of contexts {key, value}."""
    meter.charge(len(m))
    return [{"key": key, "value": value} for key, value in m.items()]


@builtin("context", "entries: list")
def context(meter: Meter, entries: list[Value]) -> Value:
    """The context of entries {key, value}; null when a key is missing, no string, or occurs twice."""
    meter.charge(len(entries))
    built: dict[str, Value] = {}
    for entry in entries:
        if not isinstance(entry, dict) or "key" not in entry or "value" not in entry:
            return meter.wrong("an entry needs key and value", entry)
        key = entry["key"]
        if not isinstance(key, str) or key in built:
            return meter.wrong("a key must be a string and occur once", entry)
        built[key] = entry["value"]
    return built


@builtin("context put", "context: context, key: string, value: any")
def context_put(meter: Meter, context: dict[str, Value], key: str, value: Value) -> Value:
    """The context with an entry added or replaced."""
    meter.charge(len(context))
    return {**context, key: value}


@builtin("context put", "context: context, keys: list, value: any")
def context_put_nested(meter: Meter, context: dict[str, Value], keys: list[Value], value: Value) -> Value:
    """The same deep inside, through one key after the other; null when there is no context on the way."""
    if not keys:
        return meter.wrong("at least one key is needed")
    key, rest = keys[0], keys[1:]
    if not isinstance(key, str):
        return meter.wrong("keys must be strings", key)
    if not rest:
        return context_put(meter, context, key, value)
    inner = context.get(key)
    if not isinstance(inner, dict):
        return meter.wrong("there is no context to put into", inner)
    meter.charge(len(keys))
    changed = context_put_nested(meter, inner, rest, value)
    return None if changed is None else context_put(meter, context, key, changed)


@builtin("context merge", "contexts: list")
def context_merge(meter: Meter, contexts: list[Value]) -> Value:
    """One context of all entries; of equal keys the last one counts."""
    merged: dict[str, Value] = {}
    for part in contexts:
        if not isinstance(part, dict):
            return meter.wrong("only contexts can be merged", part)
        meter.charge(len(part) + 1)
        merged.update(part)
    return merged
