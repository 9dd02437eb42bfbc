"""Signers of a countersignature: one more (加签), one less (减签). Rights of operators."""

from __future__ import annotations

from web.rest.fields import Text
from web.rest.operation import Call
from web.rest.own.reading import Because, own


class Signer(Because):
    """Who signs too: what the collection of the multi-instance holds, an account or a group."""

    signer = Text(required=True, most=200)


class Reason(Because):
    """Why, in the query: a DELETE has no body."""


@own("POST", "/tasks/{id}/signers", body=Signer)
def add(call: Call, id: str) -> None:
    """One more member beside this task's."""
    call.engine.rest.work.add_signer(call.caller, id, call.body["signer"], call.body["reason"])


@own("DELETE", "/tasks/{id}/signers", query=Reason)
def remove(call: Call, id: str) -> None:
    """Take the member of this task out."""
    call.engine.rest.work.remove_signer(call.caller, id, call.query["reason"])
