"""`engine.rest`: what /engine-rest reads beyond the other groups. Its changes stand in `deeds`, `acts` and `work`, its credentials in `access`."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.api.group import Group
from engine.api.rest_access import Access
from engine.api.rest_acts import Acts
from engine.api.rest_deeds import Deeds
from engine.api.rest_work import Work
from engine.commands import savedfilters
from engine.commands.definitions import bound_row, compiled, content_of, definition_row
from engine.commands.fetching import Topic, any_free
from engine.commands.migrate import Plan, validate
from engine.commands.receiving import Post
from engine.commands.runtime import Runtime
from engine.domain.actor import Actor
from engine.domain.errors import Finding, NotFound
from engine.execution.model import Node
from engine.queries.rest import definitions, events, history, instances, people, reading, remarks, tasks, work
from engine.queries.rest.resource import Resource, counted, listed
from engine.queries.rest.variablesort import ByVariable

RESOURCES: Mapping[str, Resource] = {item.name: item for item in (
    tasks.TASKS, tasks.PAST_TASKS, instances.INSTANCES, instances.PAST_INSTANCES, definitions.PROCESSES, definitions.DECISIONS, definitions.DEPLOYMENTS,
    work.EXTERNALS, work.JOBS, work.INCIDENTS, work.PAST_INCIDENTS, work.SUBSCRIPTIONS, work.EXECUTIONS, history.ACTIVITIES, history.VARIABLES,
    history.PAST_VARIABLES, events.DECISIONS_TAKEN, events.DEEDS_DONE, events.LINES, events.JOB_LOG, events.EXTERNAL_LOG, people.USERS, people.GROUPS,
)}


class Rest(Group):
    """Lists by the name of a resource, with filters and sorts by their names in the dialect."""

    def __init__(self, runtime: Runtime) -> None:
        super().__init__(runtime)
        self.deeds = Deeds(runtime)
        self.acts = Acts(runtime)
        self.work = Work(runtime)
        self.access = Access(runtime)

    #: Kind of a line in a case's file -> (operation, what it was done to, category).
    deed_kinds = events.DEEDS
    #: Kind of such a line -> (where its values stand, whether a form was filled in).
    valued_kinds = events.VALUED
    #: Kind of a line that tells of a job, or of an external task -> success, failure or deletion.
    job_outcomes = events.JOBS
    external_outcomes = events.EXTERNALS
    topic = staticmethod(Topic)
    post = staticmethod(Post)

    @staticmethod
    def filters(resource: str) -> frozenset[str]:
        """The filters of a list."""
        return frozenset(RESOURCES[resource].filters)

    @staticmethod
    def sorts(resource: str) -> frozenset[str]:
        """The sorts of a list."""
        return frozenset(RESOURCES[resource].sorts)

    def list(
        self, actor: Actor, resource: str, where: Mapping[str, Any], sorting: Sequence[tuple[str | ByVariable, bool]] = (), first: int = 0, most: int | None = None,
    ) -> tuple[Mapping[str, Any], ...]:
        """Rows the actor may see. Raises `Invalid` for a filter, operator or sort that does not exist."""
        with self._look(actor) as unit:
            return listed(unit, RESOURCES[resource], where, sorting, first, most)

    def count(self, actor: Actor, resource: str, where: Mapping[str, Any]) -> int:
        """How many."""
        with self._look(actor) as unit:
            return counted(unit, RESOURCES[resource], where)

    def one(self, actor: Actor, resource: str, **where: Any) -> Mapping[str, Any]:
        """The only row. Raises `NotFound`."""
        found = self.list(actor, resource, where, most=1)
        if not found:
            raise NotFound(code=f"{resource}.not-found", id=str(next(iter(where.values()))))
        return found[0]

    def variables(self, actor: Actor, scope_id: str, *, local: bool = False) -> Mapping[str, Any]:
        """What a process instance, task or other live node sees, or holds itself. Raises `NotFound`."""
        with self._look(actor) as unit:
            return reading.variables_of(unit, scope_id, local=local)

    def past_variables(self, actor: Actor, instance_id: str) -> Mapping[str, Any]:
        """Variables of a process instance that may have ended."""
        with self._look(actor) as unit:
            return reading.ended_variables(unit, instance_id)

    def links(self, actor: Actor, task_id: str) -> tuple[tuple[str, str, str], ...]:
        """(type, user or group, id) of an open task. Raises `NotFound`."""
        with self._look(actor) as unit:
            return reading.links_of(unit, task_id)

    def comments(self, actor: Actor, *, task_id: str | None = None, instance_id: str | None = None) -> tuple[Mapping[str, Any], ...]:
        """The comments on a task or a process instance, oldest first. Raises `NotFound`."""
        with self._look(actor) as unit:
            return remarks.comments_of(unit, task_id=task_id, instance_id=instance_id)

    def attachments(self, actor: Actor, task_id: str) -> tuple[Mapping[str, Any], ...]:
        """The files that were added at a task, oldest first. Raises `NotFound`."""
        with self._look(actor) as unit:
            return remarks.attachments_of(unit, task_id)

    def attachment(self, actor: Actor, task_id: str, file_id: str) -> tuple[Mapping[str, Any], bytes]:
        """One of them with its content. Raises `NotFound`."""
        with self._look(actor) as unit:
            return remarks.attachment(unit, task_id, file_id)

    def saved_filters(self, actor: Actor) -> tuple[Mapping[str, Any], ...]:
        """The actor's filters, by name."""
        with self._look(actor) as unit:
            return tuple(dict(row._mapping) for row in savedfilters.rows(unit))

    def saved_filter(self, actor: Actor, filter_id: str) -> Mapping[str, Any]:
        """One of them. Raises `NotFound`."""
        with self._look(actor) as unit:
            return dict(savedfilters.one(unit, filter_id)._mapping)

    def keys(self, actor: Actor, definition_ids: Iterable[str]) -> Mapping[str, str]:
        """The keys of definitions by their ids."""
        with self._look(actor) as unit:
            return reading.keys_of(unit, definition_ids)

    def trace(self, actor: Actor, work_id: str, message: str) -> str:
        """What went wrong, in full, as far as it is kept: the details of the incident that this failure of a job or external task opened."""
        with self._look(actor) as unit:
            return reading.trace_of(unit, work_id, message)

    def due_steps(self, actor: Actor, task_id: str) -> tuple[tuple[str, str], ...]:
        """How the due moment of a task was computed, in Chinese and English."""
        with self._look(actor) as unit:
            return reading.due_steps(unit, task_id)

    def offers(self, actor: Actor) -> tuple[tuple[str, int], ...]:
        """(group, how many open tasks are offered to it), over the cases the actor may read."""
        with self._look(actor) as unit:
            return reading.offers(unit)

    def migration_faults(self, actor: Actor, wanted: Plan) -> tuple[Finding, ...]:
        """What stands against a plan before any instance is looked at."""
        with self._look(actor) as unit:
            return validate(self._runtime, unit, wanted)

    def tree(
        self, actor: Actor, instance_id: str,
    ) -> tuple[Mapping[str, Any], tuple[Mapping[str, Any], ...], tuple[Mapping[str, Any], ...], Mapping[str, Sequence[str]]]:
        """Instance, open activities, tokens before an asynchronous step, incidents by element. Raises `NotFound`."""
        with self._look(actor) as unit:
            return reading.tree_of(unit, instance_id)

    def file(self, actor: Actor, definition_id: str) -> bytes:
        """The deployed file of a definition. Raises `NotFound`."""
        with self._look(actor) as unit:
            return content_of(unit, definition_row(unit, definition_id))

    def resource(self, actor: Actor, deployment_id: str, name: str) -> bytes:
        """A file of a deployment. Raises `NotFound`."""
        with self._look(actor) as unit:
            return reading.resource_of(unit, deployment_id, name)

    def file_behind(self, actor: Actor, scope_id: str, file_id: str) -> bytes:
        """The content of a file that a variable of the scope's case points to. Raises `NotFound`."""
        with self._look(actor) as unit:
            return reading.file_behind(unit, scope_id, file_id)

    def resources(self, actor: Actor, deployment_id: str) -> tuple[str, ...]:
        """The names of the files of a deployment."""
        with self._look(actor) as unit:
            return reading.resources_of(unit, deployment_id)

    def statistics(self, actor: Actor, definition_id: str) -> tuple[tuple[str, int, int, int], ...]:
        """(element, standing there, failed jobs, open incidents) of one version."""
        with self._look(actor) as unit:
            return reading.statistics_of(unit, definition_id)

    def totals(self, actor: Actor) -> Mapping[str, tuple[int, int, int]]:
        """Version -> (process instances that run, failed jobs, open incidents)."""
        with self._look(actor) as unit:
            return reading.totals(unit)

    def process(self, actor: Actor, definition_id: str) -> Mapping[str, Any]:
        """What a definition's model says of itself: start form, elements with name, kind and properties."""
        with self._look(actor) as unit:
            process = compiled(self._runtime, unit, definition_id).process
            start = process.nodes.get(process.root.start or "")
            return {
                "start_form": None if start is None else start.form_ref,
                "start": None if start is None else start.id,
                "forms": {node.id: node.user.form_ref for node in process.nodes.values() if node.user is not None and node.user.form_ref},
                "form_keys": {node.id: node.form_key for node in process.nodes.values() if node.form_key},
                "generated": frozenset(node.id for node in process.nodes.values() if node.generated is not None),
                "jobs": {node.id: told for node in process.nodes.values() if (told := _job(node))},
                "bindings": {node.id: (node.user.form_binding, node.user.form_version) for node in process.nodes.values() if node.user is not None},
            }

    def called(self, actor: Actor, definition_id: str) -> Mapping[str, Sequence[str]]:
        """Which definitions the call activities of a model call, as far as it names them itself and they are deployed: id -> elements."""
        found: dict[str, builtins.list[str]] = {}
        with self._look(actor) as unit:
            model = compiled(self._runtime, unit, definition_id)
            for node in model.process.nodes.values():
                if node.call is None or not node.call.element.constant or (node.call.version is not None and not node.call.version.constant):
                    continue
                version = node.call.version.constant[0] if node.call.version is not None else None
                row = bound_row(self._runtime, unit, "process", str(node.call.element.constant[0]), node.call.binding, version, model.deployment_id)
                if row is not None:
                    found.setdefault(row.id, []).append(node.id)
        return found

    def free_work(self, actor: Actor, topics: Sequence[Topic]) -> bool:
        """Whether a fetch would find something now."""
        with self._look(actor) as unit:
            return any_free(unit, topics)

    def changes(self) -> int:
        """A number that grows with every commit of this process; remember it before looking."""
        return self._runtime.store.changed.count()

    def wait(self, seen: int, seconds: float) -> None:
        """Return at the first commit of this process after `seen`, or after `seconds`. Holds no transaction."""
        self._runtime.store.changed.wait(seen, seconds)


def _job(node: Node) -> str:
    """What kind of jobs an element makes, in the words of the dialect; "" for none."""
    if node.user is not None and node.user.timeouts:
        return "timer-task-listener"
    if node.event is not None and node.event.kind == "timer":
        return {"startEvent": "timer-start-event", "intermediateCatchEvent": "timer-intermediate-transition"}.get(node.kind, "timer-transition")
    return "async-continuation" if node.async_before or node.async_after else ""
