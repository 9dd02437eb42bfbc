"""The engine as one object, composed of its groups of verbs. Thread-safe; one per process."""

from __future__ import annotations

from engine.api.cases import Cases
from engine.api.decisions import Decisions
from engine.api.definitions import Definitions
from engine.api.inbound import Inbound
from engine.api.instances import Instances
from engine.api.joint import Joint
from engine.api.law import Law
from engine.api.outward import Outward
from engine.api.people import Files, Notices, People
from engine.api.records import Records
from engine.api.rest import Rest
from engine.api.tasks import Tasks
from engine.api.work import ExternalTasks, Jobs, Messages
from engine.commands.runtime import Runtime
from engine.ports import Clock, Passwords
from engine.store.migrate import upgrade
from engine.store.uow import Store


def open_store(database_url: str) -> Store:
    """The database of the engine; nothing is connected or changed yet."""
    return Store(database_url)


class Engine:
    """definitions, decisions, law, instances, tasks, cases, records, joint, files, external_tasks, messages, jobs, inbound, outward, people, notices."""

    def __init__(self, store: Store, clock: Clock, passwords: Passwords) -> None:
        self._store = store
        self._runtime = runtime = Runtime(store, clock, passwords)
        self.definitions = Definitions(runtime)
        self.decisions = Decisions(runtime)
        self.law = Law(runtime)
        self.instances = Instances(runtime)
        self.tasks = Tasks(runtime)
        self.cases = Cases(runtime)
        self.records = Records(runtime)
        self.joint = Joint(runtime)
        self.files = Files(runtime)
        self.external_tasks = ExternalTasks(runtime)
        self.outward = Outward(runtime)
        self.inbound = Inbound(runtime)
        self.messages = Messages(runtime)
        self.jobs = Jobs(runtime)
        self.people = People(runtime)
        self.notices = Notices(runtime)
        self.rest = Rest(runtime)

    def migrate(self) -> None:
        """Bring the schema to this version. Safe to run again and by several processes at once."""
        upgrade(self._store.database)

    def forget(self, *, only_cases: bool = False) -> None:
        """Drop all caches, as a restart would, or only the live cases; used to prove that nothing depends on them."""
        self._runtime.executions.clear()
        if only_cases:
            return
        self._runtime.compiled.clear()
        self._runtime.forms.clear()
        self._runtime.libraries.clear()
        self._runtime.bound.clear()
        self._runtime.law = None
        self._runtime.lawbook = None

    def close(self) -> None:
        """Give all connections back."""
        self._store.close()
