"""Bodies and queries of the officers' pages."""

from __future__ import annotations

from web.schemas.shapes import Body, one_of, several, text, values, whole, yes

VIEWS = ("mine", "group", "done", "started")
#: What a list may be sorted by; the first is how it comes. Work that is done has no due moment any more.
SORTS: dict[str, tuple[str, ...]] = {
    "mine": ("due", "-due", "created", "-created"), "group": ("due", "-due", "created", "-created"), "done": ("-completed", "-created", "created"), "started": (),
}


class InboxQuery(Body):
    """What list of the inbox to show."""

    view = one_of(VIEWS, default="mine")
    q = text(100)
    process = text(200)
    overdue = yes()
    sort = one_of(("", "due", "-due", "created", "-created", "-completed"), default="")
    cursor = text(2000)


class KeptView(InboxQuery):
    """What the list shows now, under a name."""

    name = text(40, required=True)


class PreferredView(Body):
    """Whether it is to open by itself."""

    default = yes()


class CasesQuery(Body):
    """A search over cases."""

    q = text(100)
    state = one_of(("", "active", "completed", "cancelled", "suspended"), default="")
    cursor = text(2000)


class Paged(Body):
    """A list that only pages."""

    cursor = text(2000)


class FormGiven(Body):
    """A form-js form as the island sends it; `key` recognises a second click, `version` a task that moved on."""

    data = values()
    version = whole()
    key = text(200)
    comment = text(2000)


class Kept(Body):
    """A form as it stands, not yet to be checked."""

    data = values()


class Picked(Body):
    """Tasks taken out of the pool together."""

    id = several(text(100, required=True), 50)


class HandedOver(Body):
    """To whom, and why."""

    to = text(100, required=True)
    reason = text(2000, required=True)


class Urged(Body):
    """What one says to those who have it."""

    text = text(500)


class Claimed(Body):
    """Claim or return of a task."""

    version = whole()


class Opinion(Body):
    """A comment on a case."""

    text = text(2000, required=True)


class Reason(Body):
    """Why a case is cancelled; `silent`: without telling the listeners of its model."""

    reason = text(500, required=True)
    version = whole()
    silent = yes()


class Read(Body):
    """Which notices were read; none named means all shown."""

    id = several(text(100, required=True), 200)
