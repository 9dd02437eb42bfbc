"""Users, groups and identity: who may sign in, by name only. Accounts are administered on the pages."""

from __future__ import annotations

from typing import Any

from engine import Forbidden, Right
from web.rest.fields import Dialect, Text
from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.shape import always, described, made, maybe, shape, text

USER = shape("User", id=text("id"), firstName=text("display"), lastName=always(""), displayName=text("display"), email=always(None))
GROUP = shape(
    "Group", id=text("id"), name=made("string", lambda row: row["name"] or row["id"]), type=maybe("kind"),
)
described("GroupsOfUser", {"groups": {"type": "array"}, "groupUsers": {"type": "array"}})
described("Verified", {"authenticatedUser": {"type": "string"}, "authenticated": {"type": "boolean"}, "isAuthenticated": {"type": "boolean"}})
described("GroupCount", {"groupName": {"type": "string"}, "taskCount": {"type": "integer"}})
listing("/user", "user", USER, filters(
    "UserFilters", text="id firstName firstNameLike memberOfGroup", texts="idIn", refused="lastName lastNameLike email emailLike memberOfTenant potentialStarter",
), post=False, level=2)
listing("/group", "group", GROUP, filters(
    "GroupFilters", text="id name nameLike type member", texts="idIn", refused="memberOfTenant",
), post=False, level=2)


@operation("GET", "/user/{id}/profile", answer="User", level=2)
def profile(call: Call, id: str) -> Any:
    """One user."""
    return USER(call.engine.rest.one(call.actor, "user", id=id))


@operation("GET", "/group/{id}", answer="Group", level=2)
def group(call: Call, id: str) -> Any:
    """One group."""
    return GROUP(call.engine.rest.one(call.actor, "group", id=id))


class GroupsQuery(Dialect):
    """Whose groups."""

    userId = Text(required=True)


@operation("GET", "/identity/groups", query=GroupsQuery, answer="GroupsOfUser", level=2)
def groups(call: Call) -> Any:
    """The groups of a user, and who else is in them."""
    found = call.engine.rest.list(call.actor, "group", {"member": call.query["userId"]})
    users = {row["id"]: row for one in found for row in call.engine.rest.list(call.actor, "user", {"memberOfGroup": one["id"]})}
    return {
        "groups": [{"id": row["id"], "name": row["name"] or row["id"]} for row in found],
        "groupUsers": [
            {"id": row["id"], "firstName": row["display"], "lastName": "", "displayName": row["display"]} for row in users.values() if row["id"] != call.query["userId"]
        ],
    }


class VerifyBody(Dialect):
    """A name and a password."""

    username = Text(required=True, most=100)
    password = Text(required=True, most=1000)


@operation("POST", "/identity/verify", body=VerifyBody, answer="Verified", level=2, safe=True)
def verify(call: Call) -> Any:
    """Whether the password is right, for a machine that signs its users in; wrong ones count as at the sign-in page."""
    if not call.actor.may(Right.INTEGRATION):
        raise Forbidden(code="forbidden.right", permission="integration")
    name = call.body["username"]
    try:
        call.engine.people.authenticate(name, call.body["password"])
    except Forbidden:
        return {"authenticatedUser": name, "authenticated": False, "isAuthenticated": False}
    return {"authenticatedUser": name, "authenticated": True, "isAuthenticated": True}


@operation("GET", "/task/report/candidate-group-count", answer="[GroupCount]", level=2)
def group_counts(call: Call) -> list[Any]:
    """How many open tasks are offered to each group."""
    return [{"groupName": name, "taskCount": number} for name, number in call.engine.rest.offers(call.actor)]
