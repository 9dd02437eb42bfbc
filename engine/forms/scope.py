"""What FEEL sees while a form is checked: the data of the form over the variables of the process, and the row it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from engine.forms.errors import Trouble
from engine.rules.errors import ExpressionFailed
from engine.rules.feel import Environment
from engine.rules.slots import Expression, evaluate

MISSING: Final = object()


class View(Mapping[str, Any]):
    """The form's data over the process's variables, which load when asked for."""

    def __init__(self, own: Mapping[str, Any], below: Mapping[str, Any]) -> None:
        self.own, self.below = own, below

    def __getitem__(self, name: str) -> Any:
        if name in self.own:
            value, under = self.own[name], self.below.get(name)
            return {**under, **value} if isinstance(value, dict) and isinstance(under, dict) else value
        return self.below[name]

    def __iter__(self) -> Iterator[str]:
        yield from {**dict.fromkeys(self.own), **dict.fromkeys(self.below)}

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Plain(Mapping[str, Any]):
    """Variables as the browser has them: dates and times are ISO text."""

    def __init__(self, below: Mapping[str, Any]) -> None:
        self.below = below

    def __getitem__(self, name: str) -> Any:
        return plain(self.below[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.below)

    def __len__(self) -> int:
        return len(self.below)


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, (date, time)) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def row_scope(root: Mapping[str, Any], row: Mapping[str, Any], parent: Mapping[str, Any], index: int, names: Sequence[str]) -> View:
    """The scope of a row: `this`, `parent`, `i` (from 1) as in form-js; our own rules may also name the row's fields directly."""
    special = {"this": row, "parent": parent, "i": [index + 1], "_this_": row, "_parent_": parent, "_i_": [index + 1]}
    own = {name: row.get(name) for name in names}
    return View({**special, **own}, root)


def lookup(data: Any, path: tuple[str, ...]) -> Any:
    """The value at a path, or `MISSING`."""
    for name in path:
        if not isinstance(data, Mapping) or name not in data:
            return MISSING
        data = data[name]
    return data


def put(data: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Set the value at a path."""
    for name in path[:-1]:
        data = data.setdefault(name, {})
    data[path[-1]] = value


def shown(clean: Mapping[str, Any], hidden: Iterable[tuple[str, ...]]) -> dict[str, Any]:
    """The data with null at what is hidden, so that no variable of the process shows through there."""
    seen = {name: dict(value) if isinstance(value, dict) else value for name, value in clean.items()}
    for path in hidden:
        put(seen, path, None)
    return seen


def ask(
    expression: Expression, scope: Mapping[str, Any], env: Environment, path: str, troubles: dict[str, list[Trouble]]
) -> Any:
    """The value of an expression of the form; a failure (a limit, never a mere null) is noted at the field."""
    try:
        return evaluate(expression, scope, env, element=path)
    except ExpressionFailed as error:
        troubles.setdefault(path, []).append(Trouble("form.expression", {"reason": error.reason}))
        return None
