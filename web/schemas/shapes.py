"""Field makers whose error messages are codes of the catalogue (`field.<code>`), so that remarks exist in both languages."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

CODES: dict[str, Any] = {
    "required": "required", "null": "required", "invalid": "invalid", "validator_failed": "invalid",
    "too_large": "invalid", "special": "invalid", "invalid_utf8": "invalid",
}


class Body(Schema):
    """A request body; unknown fields are refused."""

    error_messages = {"unknown": "unknown", "type": "invalid", "invalid": "invalid"}  # noqa: RUF012  marshmallow declares it per instance


def text(longest: int, *, required: bool = False, shortest: int = 0, default: str | None = "", pattern: str | None = None) -> fields.String:
    """Text of at most `longest` characters; required text may not be empty."""
    least = max(shortest, 1 if required else 0)
    checks: list[Any] = [validate.Length(min=least or None, max=longest, error=f"length|min={least}|max={longest}")]
    if pattern is not None:
        checks.append(validate.Regexp(pattern, error="pattern"))
    if required:
        return fields.String(required=True, validate=checks, error_messages=CODES)
    return fields.String(load_default=default, validate=checks, error_messages=CODES)


def whole(*, default: int | None = None, required: bool = False) -> fields.Integer:
    """A whole number from zero up."""
    check = validate.Range(min=0, error="invalid")
    if required:
        return fields.Integer(required=True, validate=check, error_messages=CODES)
    return fields.Integer(load_default=default, allow_none=True, validate=check, error_messages=CODES)


def values() -> fields.Dict:
    """The data of a form; the engine validates what is inside."""
    return fields.Dict(keys=fields.String(), load_default=dict, error_messages=CODES)


def one_of(choices: tuple[str, ...], *, default: str | None = None) -> fields.String:
    """One of several words."""
    check = validate.OneOf(choices, error="choice")
    if default is None:
        return fields.String(required=True, validate=check, error_messages=CODES)
    return fields.String(load_default=default, validate=check, error_messages=CODES)


def yes() -> fields.Boolean:
    """A check box: absent means no."""
    return fields.Boolean(load_default=False, error_messages=CODES)


def several(item: fields.Field[Any], most: int) -> fields.List[Any]:
    """A list of at most so many."""
    return fields.List(item, load_default=list, validate=validate.Length(max=most, error="many"), error_messages=CODES)
