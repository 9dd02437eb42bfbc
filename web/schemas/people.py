"""Bodies of sign-in and of the administration of people."""

from __future__ import annotations

from web.schemas.shapes import Body, one_of, several, text, yes

#: Names of accounts go into addresses and logs, so they are plain.
ACCOUNT_NAME = r"^(?!new$)[a-z0-9][a-z0-9._-]{1,63}\Z"
#: `<unit>.<area>`, as in `zhzf.nanhu`.
UNIT_ID = r"^[a-z0-9_-]{1,40}\.[a-z0-9]{1,40}\Z"
EMAIL = r"^\Z|^[^@\s<>,;]{1,64}@[^@\s<>,;]{1,190}\Z"
ROLES = ("", "officer", "duty", "head", "legal", "seal", "shelter")
RIGHTS = ("system", "model", "audit", "integration")


class SignIn(Body):
    """Name and password."""

    name = text(100)
    password = text(1000)
    next = text(2000)


class NewPassword(Body):
    """Change of one's own password."""

    old = text(1000)
    new = text(1000, required=True)
    again = text(1000)


class Language(Body):
    """Choice of language, and where the person was."""

    language = one_of(("zh", "en"))
    next = text(2000)


class AccountGiven(Body):
    """An account as the administrator's form sends it; units and roles are two lists read in step."""

    display = text(100, required=True)
    email = text(254, pattern=EMAIL)
    active = yes()
    unit = several(text(100), 60)
    role = several(one_of(ROLES, default=""), 60)
    rights = several(one_of(RIGHTS), 10)


class AccountNew(AccountGiven):
    """A new account."""

    name = text(64, required=True, pattern=ACCOUNT_NAME)
    password = text(1000, required=True)


class PasswordSet(Body):
    """A first password set by an administrator."""

    password = text(1000, required=True)


class UnitGiven(Body):
    """A unit's changeable parts."""

    name = text(100, required=True)
    name_en = text(200)
    kind = text(50)
    parent = text(100)
    active = yes()


class UnitNew(UnitGiven):
    """A new unit; its id never changes."""

    id = text(81, required=True, pattern=UNIT_ID)
