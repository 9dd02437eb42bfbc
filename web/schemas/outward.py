"""Queries and forms of what goes out to other systems."""

from __future__ import annotations

from web.schemas.shapes import Body, one_of, text

OUTCOMES = ("answered", "refused", "failed", "lost", "sending", "wanted")


class ExchangesQuery(Body):
    """Which exchanges are shown."""

    destination = text(100)
    outcome = one_of(("", *OUTCOMES), default="")
    case = text(100)
    cursor = text(2000)


class DisclosuresQuery(Body):
    """A page of the record of personal data given away."""

    cursor = text(2000)


class ReplayReason(Body):
    """Why a request is sent again."""

    reason = text(500, required=True)
