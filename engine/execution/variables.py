"""Variables with the scopes of the dialect: read own scope first, then outward; set where the name already lives.

They are rows of (scope, name), never a part of a token: SpiffWorkflow's copying, merging and aliasing of task data is not used.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from engine.domain.values import Declared, normalise
from engine.execution import clocks
from engine.execution.changes import Changes
from engine.execution.model import CREATED, REMOVED, UPDATED
from engine.execution.token import PROCESS, Token


class Variables:
    """All variables of one case, by the key of the scope's token."""

    def __init__(self, changes: Changes) -> None:
        self.scopes: dict[str, dict[str, Any]] = {}
        self.changes = changes
        self.recent: dict[tuple[str, str], int] = {}  # (scope, name) -> what happened to it since conditional events were last looked at

    def view(self, token: Token | None) -> ChainMap[str, Any]:
        """What the token sees: inner scopes hide outer ones, a process never sees its caller's."""
        chain: list[dict[str, Any]] = []
        while token is not None:
            own = self.scopes.get(token.key)
            if own:
                chain.append(own)
            if token.role == PROCESS:
                break
            token = token.parent
        return ChainMap(*chain)

    def local(self, token: Token) -> Mapping[str, Any]:
        """The variables of exactly this scope."""
        return self.scopes.get(token.key, {})

    def inner(self, token: Token | None) -> dict[str, Any]:
        """What the token sees from below the process level: which member of a multi-instance it is, and so on."""
        found: dict[str, Any] = {}
        while token is not None and token.role != PROCESS:
            for name, value in self.scopes.get(token.key, {}).items():
                found.setdefault(name, value)
            token = token.parent
        return found

    def set(self, token: Token, name: str, value: Any) -> None:
        """Set in the nearest scope that has the name; without one, in the process (walk-up rule)."""
        at: Token | None = token
        while at is not None and at.role != PROCESS and name not in self.scopes.get(at.key, ()):
            at = at.parent
        self.set_local(at if at is not None else token, name, value)

    def set_local(self, token: Token, name: str, value: Any) -> None:
        """Set in exactly this scope."""
        pair = (token.key, name)
        own, kept = self.scopes.setdefault(token.key, {}), normalise(value, name)
        if name not in own or isinstance(kept, Declared) or isinstance(own[name], Declared):
            self.changes.variables_whole = True
        self.recent[pair] = self.recent.get(pair, 0) | (UPDATED if name in own else CREATED)
        own[name] = clocks.kept(token, name, kept) if isinstance(kept, datetime) or "laws" in token.doc else kept
        self.changes.variables.add(pair)

    def remove(self, token: Token, name: str, *, local: bool = False) -> bool:
        """Remove from the nearest scope that has the name (or only from this one); False, and nothing happens, where none has it."""
        at: Token | None = token
        while at is not None and name not in self.scopes.get(at.key, ()):
            at = None if local or at.role == PROCESS else at.parent
        if at is not None:
            self.scopes[at.key].pop(name)
            self.changes.variables.discard((at.key, name))
            self.changes.variables_gone.add((at.key, name))
            self.recent[at.key, name] = self.recent.get((at.key, name), 0) | REMOVED
        return at is not None

    def written(self, token: Token, kinds: int = CREATED | UPDATED | REMOVED) -> AbstractSet[str]:
        """Names of `recent` as this token sees them: not what another process or member wrote under the same name, nor what an inner one hides.

        `kinds`: what must have happened to them.
        """
        chain: list[str] = []
        at: Token | None = token
        while at is not None:
            chain.append(at.key)
            at = None if at.role == PROCESS else at.parent
        return {
            name for (scope, name), happened in self.recent.items() if happened & kinds
            and (scope == next((key for key in chain if name in self.scopes.get(key, ())), None) or (happened & kinds & REMOVED and scope in chain))
        }

    def update(self, token: Token, values: Mapping[str, Any]) -> None:
        """Set many by the walk-up rule."""
        for name, value in values.items():
            self.set(token, name, value)

    def drop(self, token: Token) -> None:
        """The scope is gone. The variables of a finished process stay readable, those of a scope that was stored stay for history."""
        own = self.scopes.pop(token.key, None) if token.role != PROCESS else None
        if own is not None:
            if token.key not in self.changes.born:
                self.changes.scopes_gone.append(token.key)
                self.changes.variables_last += [(scope, name, own[name]) for scope, name in self.changes.variables if scope == token.key]
            self.changes.variables = {pair for pair in self.changes.variables if pair[0] != token.key}
