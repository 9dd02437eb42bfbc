"""Bodies of the operators' pages."""

from __future__ import annotations

from web.schemas.shapes import Body, one_of, text, whole, yes


class Why(Body):
    """A reason."""

    reason = text(500, required=True)


class Jumped(Body):
    """Which work goes where, and why; `whole` ends the other branches around it too, `silent` tells no listener of the model."""

    task = text(100, required=True)
    target = text(255, required=True)
    whole = yes()
    silent = yes()
    reason = text(500, required=True)


class Member(Body):
    """A member of a countersignature: `add` with its value, `remove` that of the task."""

    task = text(100, required=True)
    do = one_of(("add", "remove"))
    value = text(255)
    reason = text(500, required=True)


class Moved(Body):
    """From one version to another; `anew` arms what waits as the new version says; `after` and `moved` carry the progress from click to click."""

    source = text(100, required=True)
    target = text(100, required=True)
    do = one_of(("try", "move"))
    anew = yes()
    after = text(100)
    moved = whole(default=0)
