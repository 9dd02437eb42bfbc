"""What the pages of joint visits and draws are sent."""

from __future__ import annotations

from marshmallow import fields

from web.schemas.shapes import CODES, Body, one_of, text


def _day() -> fields.Date:
    return fields.Date(required=True, error_messages={**CODES, "format": "invalid"})


class PlanGiven(Body):
    """A visit to plan."""

    object = text(100, required=True)
    unit = text(100, required=True)
    day = _day()
    source = text(20, required=True)
    purpose = text(500)
    reason = text(500)


class Answered(Body):
    """What a unit says to an offer."""

    unit = text(100, required=True)
    answer = one_of(("accept", "decline"))
    reason = text(500)


class Found(Body):
    """What a department found at a visit."""

    unit = text(100, required=True)
    matter = text(100, required=True)
    fact = text(300, required=True)


class Given(Body):
    """Why a plan is given up."""

    reason = text(500)


class DrawGiven(Body):
    """A draw to make."""

    unit = text(100, required=True)
    title = text(200, required=True)
    day = _day()
    kind = text(20, required=True)
    area = text(40)
    seed = text(200)


class DrawQuery(Body):
    """Which page of the draws."""

    cursor = text(2000)
