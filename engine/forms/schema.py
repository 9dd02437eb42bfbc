"""The marshmallow schema of a form: what may be submitted, and of which type. Rules between fields come after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import RAISE, Schema, ValidationError, fields

from engine.forms.convert import Slow, Wrong, convert, listed
from engine.forms.errors import Trouble
from engine.forms.model import Field, Kind


class Value(fields.Field[Any]):
    """One input of the form."""

    def __init__(self, item: Field, zone: ZoneInfo, name: str) -> None:
        super().__init__(allow_none=True, data_key=name, attribute=name)
        self.item, self.zone = item, zone

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        try:
            return convert(self.item, value, self.zone)
        except Wrong as wrong:
            raise ValidationError([wrong.trouble]) from None


class Rows(fields.List[Any]):
    """A dynamic list: each row by a schema of its own, the number of rows by the form."""

    def __init__(self, item: Field, zone: ZoneInfo, name: str) -> None:
        super().__init__(fields.Nested(schema_of(item.rows, zone)), allow_none=True, data_key=name, attribute=name)
        self.item = item

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:
        try:
            listed(self.item, value)
        except Wrong as wrong:
            raise ValidationError([wrong.trouble]) from None
        odd = {index: ["form.type"] for index, row in enumerate(value) if not isinstance(row, Mapping)}
        if odd:
            raise ValidationError(odd)
        return super()._deserialize(value, attr, data, **kwargs)


class Strict(Schema):
    """Nothing that the form does not have."""

    error_messages = {"unknown": "form.unknown", "type": "form.type"}  # noqa: RUF012 - marshmallow declares it so

    class Meta:
        """Unknown names are errors."""

        unknown = RAISE


class Same:
    """Fields as a cache key: by identity, since they hold mappings. A form lives as long as its version, so its fields do."""

    __slots__ = ("items",)

    def __init__(self, items: tuple[Field, ...]) -> None:
        self.items = items

    def __hash__(self) -> int:
        return id(self.items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.items is self.items


@lru_cache(maxsize=1000)
def submission(items: Same, zone: ZoneInfo) -> Schema:
    """The schema of a form's fields, made once: making it costs more than using it."""
    return schema_of(items.items, zone)()


def schema_of(items: tuple[Field, ...], zone: ZoneInfo, depth: int = 0) -> type[Schema]:
    """The schema class of the fields of one container; dotted keys become nested schemas."""
    found: dict[str, fields.Field[Any]] = {}
    groups: dict[str, list[Field]] = {}
    for item in items:
        name = item.path[depth]
        if len(item.path) > depth + 1:
            groups.setdefault(name, []).append(item)
        else:
            found[name] = Rows(item, zone, name) if item.kind is Kind.ROWS else Value(item, zone, name)
    for name, inner in groups.items():
        found[name] = fields.Nested(schema_of(tuple(inner), zone, depth + 1), data_key=name, attribute=name)
    named = {f"field_{place}": value for place, value in enumerate(found.values())}
    return Strict.from_dict(named, name="Submission")


def load(items: tuple[Field, ...], data: Mapping[str, Any], zone: ZoneInfo) -> tuple[dict[str, Any], dict[str, list[Trouble]]]:
    """The typed values that are fine, and the troubles by path of those that are not."""
    try:
        return dict(submission(Same(items), zone).load(data)), {}
    except Slow as slow:
        return {}, {slow.key: [Trouble("form.pattern")]}
    except ValidationError as error:
        troubles: dict[str, list[Trouble]] = {}
        for path, message in flat(error.messages, ""):
            troubles.setdefault(path, []).append(message)
        good = error.valid_data
        return (good if isinstance(good, dict) else {}), troubles


def flat(messages: Any, path: str) -> Iterator[tuple[str, Trouble]]:
    """marshmallow's nested messages as pairs of path (`rows.0.fact`) and trouble."""
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            yield from flat(inner, path if name == "_schema" else f"{path}.{name}".lstrip("."))
    elif isinstance(messages, list):
        for inner in messages:
            yield from flat(inner, path)
    elif isinstance(messages, Trouble):
        yield path, messages
    else:
        yield path, Trouble(messages if str(messages).startswith("form.") else "form.type")
