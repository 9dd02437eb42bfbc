"""One submitted JSON value -> the typed value of its field, or the remark about it. Only what needs no other field is checked here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.domain.datepattern import parsed
from engine.domain.values import bare
from engine.forms.errors import Trouble
from engine.forms.kinds import credit_code, id_number
from engine.forms.model import Field, Kind

LONGEST: Final = 20_000
MOST: Final = 1000
"""Entries a list may have when the form says nothing."""
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
REFERENCE: Final = re.compile(r"[\w.:@/+=-]{1,200}")
MAIL: Final = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;.]+(\.[^@\s<>,;.]+)+")


class Wrong(Exception):
    """The value does not fit; `trouble` says why."""

    def __init__(self, code: str, **values: object) -> None:
        self.trouble = Trouble(code, {name: str(value)[:100] for name, value in values.items()})
        super().__init__(code)


class Slow(Exception):
    """A pattern took too long over a text; the whole submission stops, or a long list would multiply the time."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def convert(field: Field, value: object, zone: ZoneInfo) -> Any:
    """The typed value: text str, numbers int or Decimal, dates date, moments aware datetime, files a list of ids.

    null and (but for plain text) "" are None: the field was emptied.

    Raises:
        Wrong: it does not fit the field.
    """
    value = bare(value)  # what the form makes of it counts, not what its sender called it
    if value is None or (value == "" and field.kind is not Kind.TEXT):
        return None
    return CONVERTERS[field.kind](field, value, zone)


def text(field: Field, value: object, zone: ZoneInfo) -> str:
    """Text within its limits, without control characters."""
    if not isinstance(value, str):
        raise Wrong("form.text")
    if CONTROL.search(value):
        raise Wrong("form.characters")
    limits = field.validate
    longest = LONGEST if limits.max_length is None else limits.max_length
    if len(value) > longest:
        raise Wrong("form.max-length", limit=longest)
    if not value:
        return value
    if limits.min_length is not None and len(value.strip()) < limits.min_length:
        raise Wrong("form.min-length", limit=limits.min_length)
    if limits.pattern is not None:
        try:
            fits = limits.pattern.search(value, timeout=0.2)
        except TimeoutError:
            raise Slow(field.key) from None
        if not fits:
            raise Wrong("form.pattern")
    return value


def shaped(code: str, fits: Callable[[str], object]) -> Callable[[Field, object, ZoneInfo], str]:
    """Text of a known shape; spaces around it do not count, letters are capitals where the shape has letters."""

    def run(field: Field, value: object, zone: ZoneInfo) -> str:
        plain = text(field, value, zone).strip()
        plain = plain if code == "form.email" else plain.upper()
        if not fits(plain):
            raise Wrong(code)
        return plain

    return run


def number(field: Field, value: object, zone: ZoneInfo) -> int | Decimal:
    """A finite number of at most 34 digits: whole ones are int, others Decimal."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, str)):
        raise Wrong("form.number")
    try:
        found = Decimal(repr(value) if isinstance(value, float) else value if isinstance(value, Decimal) else str(value).strip())
    except (InvalidOperation, ValueError):
        raise Wrong("form.number") from None
    if not found.is_finite() or len(found.as_tuple().digits) > 34 or abs(found.adjusted()) > 34:
        raise Wrong("form.number")
    limits = field.validate
    if limits.digits is not None and -int(found.normalize().as_tuple().exponent) > limits.digits:
        raise Wrong("form.digits", limit=limits.digits)
    if isinstance(limits.min, Decimal) and found < limits.min:
        raise Wrong("form.min", limit=limits.min)
    if isinstance(limits.max, Decimal) and found > limits.max:
        raise Wrong("form.max", limit=limits.max)
    return int(found) if found == found.to_integral_value() else found


def checkbox(field: Field, value: object, zone: ZoneInfo) -> bool:
    """true or false; no text, no number."""
    if not isinstance(value, bool):
        raise Wrong("form.checkbox")
    return value


def offered(value: object, options: tuple[Any, ...]) -> Any:
    """The option that equals the value, of the same type (1 is not true, "1" is not 1)."""
    for option in options:
        numbers = all(isinstance(item, (int, float, Decimal)) and not isinstance(item, bool) for item in (option, value))
        if option == value and (numbers or type(option) is type(value)):
            return option
    raise Wrong("form.option", value=value)


def one(field: Field, value: object, zone: ZoneInfo) -> Any:
    """One of the options."""
    if isinstance(value, str):
        text(field, value, zone)
    elif not isinstance(value, (int, float, bool, Decimal)):
        raise Wrong("form.type")
    found = value if field.options is None else offered(value, field.options)
    return Decimal(repr(found)) if isinstance(found, float) else found


def listed(field: Field, value: object) -> list[Any]:
    """A list within the counts of the field; an empty one means that nothing was given, which `required` decides about."""
    if not isinstance(value, list):
        raise Wrong("form.list")
    most = MOST if field.validate.max_items is None else field.validate.max_items
    if len(value) > most:
        raise Wrong("form.max-items", limit=most)
    if value and field.validate.min_items is not None and len(value) < field.validate.min_items:
        raise Wrong("form.min-items", limit=field.validate.min_items)
    return value


def many(field: Field, value: object, zone: ZoneInfo) -> list[Any]:
    """Several options, none twice."""
    found: list[Any] = []
    for item in listed(field, value):
        option = one(field, item, zone)
        if option is None or option in found:
            raise Wrong("form.duplicate", value=item)
        found.append(option)
    return found


def reference(code: str, value: object) -> str:
    """The id of something stored elsewhere."""
    if not isinstance(value, str) or not REFERENCE.fullmatch(value) or ".." in value:
        raise Wrong(code)
    return value


def files(field: Field, value: object, zone: ZoneInfo) -> list[str]:
    """File ids; a single one may come as text."""
    found = [reference("form.file", item) for item in listed(field, [value] if isinstance(value, str) else value)]
    if len(set(found)) < len(found):
        raise Wrong("form.duplicate", value=found[0])
    several = field.type != "filepicker" or field.multiple or (field.validate.max_items or 0) > 1
    if len(found) > 1 and not several:
        raise Wrong("form.max-items", limit=1)
    return found


def register(field: Field, value: object, zone: ZoneInfo) -> str | list[str]:
    """An id of a register, or several. With `free` what is not in the register may be written as text."""
    if field.properties.get("free") in (True, "true") and isinstance(value, str):
        return text(field, value, zone)
    if field.multiple:
        return [reference("form.ref", item) for item in listed(field, value)]
    return reference("form.ref", value)


def geo(field: Field, value: object, zone: ZoneInfo) -> dict[str, Any]:
    """`{"lon": 120.75, "lat": 30.74}` or the text `120.75,30.74`."""
    if isinstance(value, str):
        east, comma, north = value.partition(",")
        value = {"lon": east, "lat": north} if comma else None
    if not isinstance(value, Mapping) or set(value) != {"lon", "lat"}:
        raise Wrong("form.geo")
    plain = Field("", (), "", "number", Kind.NUMBER)
    try:
        lon, lat = (number(plain, value[name], zone) for name in ("lon", "lat"))
    except Wrong:
        raise Wrong("form.geo") from None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise Wrong("form.geo")
    return {"lon": lon, "lat": lat}


def patterned(field: Field, value: str, zone: ZoneInfo) -> datetime | None:
    """The moment of a text in the field's own `datePattern`."""
    pattern = field.properties.get("datePattern")
    return parsed(value, pattern, zone) if isinstance(pattern, str) else None


def day(field: Field, value: object, zone: ZoneInfo) -> date:
    """A date; a moment counts when it is midnight in the zone."""
    if isinstance(value, datetime):
        local = value.astimezone(zone) if value.tzinfo else value
        if local.time() == time():
            return local.date()
    elif isinstance(value, date):
        return value
    elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif isinstance(value, str) and (found := patterned(field, value, zone)) is not None:
        return found.date()
    raise Wrong("form.date")


def clock(field: Field, value: object, zone: ZoneInfo) -> time:
    """A time of day."""
    if isinstance(value, time):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?", value, re.ASCII):
        try:
            return time.fromisoformat(value)
        except ValueError:
            pass
    raise Wrong("form.time")


def moment(field: Field, value: object, zone: ZoneInfo) -> datetime:
    """A moment; without an offset it is local."""
    found = value if isinstance(value, datetime) else None
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", value, re.ASCII):
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            found = None
    elif isinstance(value, str):
        found = patterned(field, value, zone)
    if found is None:
        raise Wrong("form.datetime")
    try:
        return found.astimezone(zone) if found.tzinfo else found.replace(tzinfo=zone)
    except OverflowError:
        raise Wrong("form.datetime") from None


CONVERTERS: Final[Mapping[Kind, Callable[[Field, Any, ZoneInfo], Any]]] = {
    Kind.TEXT: text, Kind.NUMBER: number, Kind.CHECKBOX: checkbox, Kind.ONE: one, Kind.MANY: many, Kind.DATE: day,
    Kind.TIME: clock, Kind.DATETIME: moment, Kind.FILE: files, Kind.GEO: geo, Kind.REF: register,
    Kind.SIGN: lambda field, value, zone: reference("form.file", value),
    Kind.CREDIT_CODE: shaped("form.credit-code", credit_code), Kind.ID_NO: shaped("form.id-no", id_number),
    Kind.PHONE: shaped("form.phone", re.compile(r"\d{11}", re.ASCII).fullmatch),
    Kind.EMAIL: shaped("form.email", MAIL.fullmatch),
    Kind.COMPUTED: lambda field, value, zone: None,
}
