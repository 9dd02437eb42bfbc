"""Bodies of the editors."""

from __future__ import annotations

from web.schemas.shapes import Body, text, whole, yes

LONGEST_MODEL = 5_000_000


class Draft(Body):
    """A draft to keep, on top of a known revision."""

    xml = text(LONGEST_MODEL, required=True)
    revision = whole(required=True)


class Linted(Body):
    """A diagram to look over."""

    xml = text(LONGEST_MODEL, required=True)


class Published(Body):
    """A diagram to publish."""

    xml = text(LONGEST_MODEL, required=True)
    revision = whole(required=True)
    version = whole()
    note = text(500)


class Deployed(Body):
    """The text fields beside uploaded files."""

    name = text(200, required=True)
    note = text(500)


class LookedUp(Body):
    """A search in a register by words, or the label of one entry by its id."""

    register = text(50)
    q = text(100)
    id = text(200)


class ProcessesQuery(Body):
    """What the list of definitions shows."""

    all = yes()
