"""What all commands of one process share: the store, the clock, and caches of what never changes (compiled definitions)."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from engine.execution.execution import Execution
from engine.execution.surroundings import Compiled
from engine.forms import Form
from engine.ports import Clock, Passwords
from engine.rules.dmn import Library
from engine.store.uow import Store, Unit

if TYPE_CHECKING:
    from engine.commands.law import Law
    from engine.commands.lawbook import Book

Thing = TypeVar("Thing")


class Cache(Generic[Thing]):
    """Least recently used things by key; safe among threads. `take` removes: a taken thing has one user."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._things: OrderedDict[Hashable, Thing] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Thing | None:
        """The thing, kept in the cache."""
        with self._lock:
            thing = self._things.get(key)
            if thing is not None:
                self._things.move_to_end(key)
            return thing

    def take(self, key: Hashable) -> Thing | None:
        """The thing, no longer in the cache."""
        with self._lock:
            return self._things.pop(key, None)

    def put(self, key: Hashable, thing: Thing) -> None:
        """Keep the thing; the least recently used one makes room."""
        with self._lock:
            self._things[key] = thing
            self._things.move_to_end(key)
            while len(self._things) > self._size:
                self._things.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._things.clear()


class Runtime:
    """Shared by all threads of a process. Nothing in it is needed for correctness: everything can be rebuilt from the database."""

    def __init__(self, store: Store, clock: Clock, passwords: Passwords) -> None:
        self.store = store
        self.clock = clock
        self.passwords = passwords
        self.compiled: Cache[Compiled] = Cache(500)
        self.forms: Cache[Form] = Cache(2000)
        self.libraries: Cache[Library] = Cache(500)
        self.drawn: Cache[bytes] = Cache(50)  # definition id -> its file with the drawing that was made for it
        self.bound: Cache[Any] = Cache(5000)  # (deployment, kind, key) -> definition row: never changes
        self.executions: Cache[tuple[int, Execution]] = Cache(500)
        self.law: Law | None = None
        self.lawbook: Book | None = None
        self.law_changes = 0  # committed by this process: what was read before one is not kept after it
        self.topics: frozenset[str] = frozenset()  # topics of external work that this installation answers; none: not told
        self.counted: Callable[[str], None] = lambda what: None  # benches and tests count parses here

    def law_changed(self, unit: Unit) -> None:
        """Law as data was changed in this unit of work: it is read anew by it, and by everybody once it is committed."""
        self.law = self.lawbook = None
        unit.on_commit(self._forget_law)

    def _forget_law(self) -> None:
        self.law_changes += 1
        self.law = self.lawbook = None
