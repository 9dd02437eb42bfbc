"""What the pages of law as data are sent."""

from __future__ import annotations

from web.schemas.shapes import Body, text, whole, yes


class LawQuery(Body):
    """Which rows to show."""

    kind = text(30)
    q = text(100)
    on = text(10, pattern=r"(\d{4}-\d{2}-\d{2})?\Z")
    unconfirmed = yes()


class Import(Body):
    """The preview that was looked at."""

    revision = whole(required=True)
