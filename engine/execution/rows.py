"""Live tokens and variables as rows, and back. One row per live token, written only when it changed, parents first by `seq`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.domain.values import MAX_CHARACTERS, MOST_CHARACTERS, bare, declared_of, decode, encode
from engine.execution.execution import Execution, Member
from engine.execution.token import Token


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A stored token. `doc` holds its SpiffWorkflow state and what it remembers."""

    id: str
    parent_id: str | None
    seq: int
    instance_id: str
    element: str
    role: str
    doc: str


def token_rows(execution: Execution) -> list[TokenRow]:
    """The tokens that changed in this command."""
    tokens = (execution.live.get(key) for key in execution.changes.touched)
    rows = [_row(token) for token in tokens if token is not None]
    return sorted(rows, key=lambda row: row.seq)


def _row(token: Token) -> TokenRow:
    parent = token.parent
    doc = encode({"state": token._state, **token.doc})
    return TokenRow(token.key, None if parent is None else parent.key, token.seq, token.instance_id, token.task_spec.node.id, token.role, doc)


def variable_rows(execution: Execution) -> list[dict[str, Any]]:
    """The variables that changed in this command; only where one needs it with more than the value, so that a step in a loop writes no more."""
    scopes, changes = execution.variables.scopes, execution.changes
    lasting = [(scope, name, scopes[scope][name], None) for scope, name in changes.variables if name in scopes.get(scope, ())]
    found = sorted([*lasting, *((*item, "ended") for item in changes.variables_last)], key=lambda item: item[:2])
    whole = changes.variables_whole or changes.variables_last
    return [
        {"root_id": execution.root_id, "scope_id": scope, "name": name, "value": encode(bare(value), name, longest=MAX_CHARACTERS if gone is None else MOST_CHARACTERS)}
        | ({"declared": declared_of(value), "gone": gone} if whole else {})
        for scope, name, value, gone in found
    ]


def compensation_rows(execution: Execution) -> list[dict[str, Any]]:
    """What scopes that still live have done in this command and could undo."""
    changes = execution.changes
    return [
        {"root_id": execution.root_id, "scope_id": scope, "seq": at, "doc": encode(entry)}
        for (scope, at), entry in changes.remembered.items() if scope not in changes.forgetful
    ]


def load(
    root_id: str, seq: int, members: Mapping[str, Member], tokens: Iterable[TokenRow], variables: Iterable[tuple[str, str, Any]],
    done: Iterable[tuple[str, int, str]] = (),
) -> Execution:
    """The live case from its rows. `tokens` come ordered by `seq`, so that parents come before what lies in them."""
    execution = Execution(root_id)
    execution.seq = seq
    execution.members = dict(members)
    for row in tokens:
        doc: dict[str, Any] = decode(row.doc)
        parent = execution.live[row.parent_id] if row.parent_id is not None else None
        spec = execution.members[row.instance_id].compiled.specs[row.element]
        token = Token(execution, spec, parent, row.role, identity=UUID(row.id), instance_id=row.instance_id, loaded=True)
        token.seq = row.seq
        token._state = doc.pop("state")
        token.internal_data = doc
        execution.conditional = execution.conditional or "condition" in doc.get("waits", ())
    for scope, name, value in variables:
        execution.variables.scopes.setdefault(scope, {})[name] = value
    for scope, at, stored in done:
        execution.done.setdefault(scope, {})[at] = decode(stored)
    for key, token in execution.live.items():
        if token.role == "process":
            execution.variables.scopes.setdefault(key, {})
    return execution
