"""marshmallow fields of the dialect: lenient in what they take, since clients send sixty nulls and numbers as text (F15, F16)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load

from web.rest import dates, typed

#: Ten years in milliseconds: no lock, wait or park is longer, and nothing overflows.
LONGEST_MS = 10 * 366 * 24 * 3600 * 1000
FILTER = re.compile(r"(.+?)_(eq|neq|gt|gteq|lt|lteq|like|notLike)_(.*)", re.DOTALL)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


class Dialect(Schema):
    """Unknown fields are ignored, null is absent."""

    class Meta:
        unknown = EXCLUDE

    #: Names other versions of the dialect know and this one cannot honour: refused, never silently ignored.
    refused: ClassVar[frozenset[str]] = frozenset()

    @pre_load
    def _clean(self, data: Any, **_: Any) -> Any:
        if not isinstance(data, Mapping):
            raise ValidationError("a JSON object is expected")
        for name in sorted(self.refused & set(data)):
            if data[name] not in (None, [], {}, "", False, "false"):
                raise ValidationError("not supported here", name)
        return {name: value for name, value in data.items() if value is not None}


class Text(fields.Field[str]):
    """Text; numbers and truth values are taken as their text."""

    def __init__(self, *, most: int = 4000, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        if not isinstance(value, str | int | Decimal):
            raise ValidationError("text is expected")
        text = str(value)
        if len(text) > self.most or "\0" in text:
            raise ValidationError(f"text of at most {self.most} characters is expected")
        return text


class Texts(fields.Field[list[str]]):
    """A list, or text with commas."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        items = value.split(",") if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str | int) and not isinstance(item, bool) for item in items):
            raise ValidationError("a list of texts is expected")
        made = [str(item) for item in items]
        if len(made) > 5000 or any("\0" in item for item in made):
            raise ValidationError("at most 5000 texts are expected")
        return made


class Flag(fields.Field[bool]):
    """true or false, also as text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in {"true", "false", ""}:
            return value.lower() == "true"
        raise ValidationError("true or false is expected")


class Number(fields.Field[int]):
    """A whole number, also as text, within limits."""

    def __init__(self, *, least: int = -(2**31), most: int = 2**31 - 1, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most = least, most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        try:
            if isinstance(value, bool) or not isinstance(value, int | str | Decimal) or (isinstance(value, Decimal) and value.adjusted() > 20):
                raise ValueError(value)
            number = int(value)
        except (ValueError, OverflowError) as error:
            raise ValidationError("an integer is expected") from error
        if not self.least <= number <= self.most:
            raise ValidationError(f"an integer from {self.least} to {self.most} is expected")
        return number


class Milliseconds(Number):
    """A span of time."""

    def __init__(self, **options: Any) -> None:
        super().__init__(least=-LONGEST_MS, most=LONGEST_MS, **options)


class Moment(fields.Field[datetime]):
    """A moment; see `web.rest.dates`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        try:
            return dates.read(str(value))
        except (ValueError, OverflowError) as error:
            raise ValidationError(str(error)) from error


class Comparisons(fields.Field[list[tuple[str, datetime]]]):
    """`gt_<moment>,lt_<moment>`, or a list of {operator, value}."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[tuple[str, datetime]]:
        items = [tuple(part.split("_", 1)) for part in value.split(",")] if isinstance(value, str) else value
        found = []
        try:
            for item in items:
                operator, moment = (item["operator"], item["value"]) if isinstance(item, Mapping) else item
                if operator not in {"gt", "lt", "eq", "gteq", "lteq"}:
                    raise ValueError(operator)
                found.append((str(operator), dates.read(str(moment))))
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            raise ValidationError("operator_date is expected") from error
        return found


class Variables(fields.Field[dict[str, Any]]):
    """Typed variables by name."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise ValidationError("variables are an object by name")
        try:
            return {check_name(name): typed.read(item, name) for name, item in value.items()}
        except typed.BadVariable as error:
            raise ValidationError(str(error)) from error


class TriggeredVariables(fields.Field[dict[str, tuple[Any, bool]]]):
    """Typed variables by name, each with whether it is `local` to what begins."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dict[str, tuple[Any, bool]]:
        read = Variables().deserialize(value)
        return {name: (one, Flag().deserialize(value[name].get("local") or False)) for name, one in read.items()}


def check_name(name: str) -> str:
    """A usable name of a variable."""
    if not name or len(name) > 255 or "\0" in name:
        raise ValidationError(f"'{name[:50]}' is no name of a variable")
    return name


class Filters(fields.Field[list[dict[str, Any]]]):
    """Variable filters: a list of {name, operator, value}, or `name_operator_value,...`, where the value is always text.

    In a list, text that is a whole moment also means the moment.
    """

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[dict[str, Any]]:
        if isinstance(value, str):
            found = [FILTER.fullmatch(part) for part in value.split(",")]
            if not all(found):
                raise ValidationError("variable query parameter has to have format name_operator_value")
            return [{"name": _plain(one[1]), "operator": one[2], "value": _plain(one[3])} for one in found if one is not None]
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            raise ValidationError("a list of {name, operator, value} is expected")
        return [
            {"name": _plain(item["name"]), "operator": item.get("operator"), "value": _plain(item.get("value")), "moment": _moment(item.get("value"))}
            for item in value if item.get("name")
        ]


def _moment(value: Any) -> datetime | None:
    try:
        return dates.read(value) if isinstance(value, str) and MOMENT.match(value) else None
    except (ValueError, OverflowError):
        return None


def _plain(value: Any) -> Any:
    if (isinstance(value, str | bool | int | Decimal) and "\0" not in str(value)) or value is None:
        return value
    raise ValidationError("only texts, numbers and truth values can be compared")


class Raw(fields.Field[Any]):
    """Anything JSON can say."""
