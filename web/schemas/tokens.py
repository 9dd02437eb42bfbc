"""Bodies of the pages for bearer tokens."""

from __future__ import annotations

from web.schemas.people import ACCOUNT_NAME
from web.schemas.shapes import Body, one_of, several, text

#: How long a token may live, in days; nothing lives longer than a year.
DAYS = ("1", "7", "30", "90", "180", "365")
SCOPE = r"^[a-z0-9.-]{1,60}\Z"
KEY = r"^[A-Za-z0-9_-]{16,64}\Z"


class TokenNew(Body):
    """A token for oneself. `key` is the form's own: a second click makes no second token."""

    name = text(200, required=True, pattern=r"\S")
    days = one_of(DAYS)
    scopes = several(text(60, required=True, pattern=SCOPE), 100)
    key = text(64, required=True, pattern=KEY)


class MachineToken(TokenNew):
    """A token for a machine of integration, made by an administrator."""

    account = text(64, required=True, pattern=ACCOUNT_NAME)
