"""Bodies and queries of the officers' pages."""

from __future__ import annotations

from web.schemas.shapes import Body, one_of, several, text, values, whole, yes

VIEWS = ("mine", "group", "done", "started")
SORTS = ("due", "-due", "created", "-created")


class InboxQuery(Body):
    """What list of the inbox to show."""

    view = one_of(VIEWS, default="mine")
    q = text(100)
    process = text(200)
    overdue = yes()
    sort = one_of(SORTS, default="due")
    cursor = text(2000)


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


class Claimed(Body):
    """Claim or return of a task."""

    version = whole()


class Opinion(Body):
    """A comment on a case."""

    text = text(2000, required=True)


class Reason(Body):
    """Why a case is cancelled."""

    reason = text(500, required=True)
    version = whole()


class Read(Body):
    """Which notices were read; none named means all shown."""

    id = several(text(100, required=True), 200)
