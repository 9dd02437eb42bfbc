"""What the pages of registers and records are sent. Fields of entries are checked by the engine, by the fields of their register."""

from __future__ import annotations

from web.schemas.shapes import Body, text, whole, yes

DAY = r"(\d{4}-\d{2}-\d{2})?\Z"


class RegisterQuery(Body):
    """Which entries of a register to show."""

    q = text(100)
    kind = text(20)
    area_code = text(40)
    unit = text(100)
    state = text(20)
    list_type = text(40)
    credit_class = text(10)
    source = text(20)
    lead = text(40)
    scene = text(40)
    object_id = text(100)
    cursor = text(2000)


class KeptQuery(Body):
    """Which records of cases to show."""

    q = text(100)
    state = text(40)
    unit = text(100)
    area_code = text(40)
    since = text(10, pattern=DAY)
    until = text(10, pattern=DAY)
    cursor = text(2000)


class Taken(Body):
    """The preview that was looked at, and whether wrong rows are left out."""

    revision = whole(required=True)
    leave_out = yes()


class Why(Body):
    """Why someone looks at personal data."""

    reason = text(300, required=True)


class Recused(Body):
    """What an officer takes no part in."""

    object_id = text(100, required=True)
    reason = text(300)
    undo = yes()
