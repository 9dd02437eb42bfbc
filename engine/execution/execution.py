"""One running case: the live tokens, their variables, and the loop that runs until every token waits."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from SpiffWorkflow.specs import WorkflowSpec
from SpiffWorkflow.util.task import TaskState
from SpiffWorkflow.workflow import Workflow

from engine.execution import arming, compensation, conditions, joins
from engine.execution.changes import ActivityRow, Changes, Happened, NewJob
from engine.execution.errors import ExecutionFailed, StepLimit
from engine.execution.limits import small
from engine.execution.model import Node
from engine.execution.nodes.spec import NodeSpec
from engine.execution.surroundings import Compiled, Surroundings
from engine.execution.token import BODY, INNER, NODE, PROCESS, WATCH, Token
from engine.execution.variables import Variables
from engine.rules import Expression, evaluate

STEPS = 10_000


class Member:
    """One process instance of the case: the case itself or a called process."""

    __slots__ = ("business_key", "compiled", "id", "parent_id", "started_by", "title")

    def __init__(self, identity: str, compiled: Compiled, business_key: str, parent_id: str | None, title: str = "", started_by: str = "") -> None:
        self.id = identity
        self.compiled = compiled
        self.business_key = business_key
        self.parent_id = parent_id
        self.title = title
        self.started_by = started_by


class Execution(Workflow):  # type: ignore[misc]  # SpiffWorkflow carries no types
    """A SpiffWorkflow workflow whose tree is the tree of scopes. Thrown away after any error: nothing half done is kept."""

    tasks: dict[UUID, Token]

    def __init__(self, root_id: str) -> None:
        super().__init__(WorkflowSpec(root_id), deserializing=True)
        self.root_id = root_id
        self.seq = 0
        self.changes = Changes()
        self.live: dict[str, Token] = {}
        self.variables = Variables(self.changes)
        self.members: dict[str, Member] = {}
        self.done: dict[str, dict[int, dict[str, Any]]] = {}  # scope -> what it has done and could undo, by number
        self.agenda: list[Token] = []
        self.conditional = False  # conditional events are, or were, armed; a case without them is never searched for them
        self.conditions_new = False  # armed and not yet looked at
        self.around: Surroundings = None  # type: ignore[assignment]  # set by every command before it touches anything

    # -- the outside ----------------------------------------------------------------------------------------------------
    def attach(self, around: Surroundings) -> Changes:
        """Begin one command: its instant, actor and look-ups, and an empty list of changes."""
        self.around = around
        for ended in [key for key in self.variables.scopes if key not in self.live]:
            del self.variables.scopes[ended]  # called processes that ended: their rows stay, a long loop of calls must not grow
        self.changes = Changes()
        self.variables.changes = self.changes
        return self.changes

    def next_seq(self) -> int:
        """The next number of this case; tokens and history are ordered by it."""
        self.seq += 1
        return self.seq

    def _task_completed_notify(self, task: Token) -> None:
        """SpiffWorkflow would scan the tree here; the agenda knows what is next."""

    # -- tokens -----------------------------------------------------------------------------------------------------------
    def spawn(self, spec: NodeSpec, parent: Token | None, role: str, *, instance_id: str | None = None) -> Token:
        """A new token, to be run next. The token of a process has the id of its instance, so that its variables are found by it."""
        token = Token(self, spec, parent, role, identity=UUID(instance_id) if instance_id else None, instance_id=instance_id)
        if role != WATCH:
            self.agenda.append(token)
        return token

    def enter(self, scope: Token, node: Node, flow: str | None = None, *, fired: bool = False) -> Token:
        """Put a token on a node inside a scope."""
        token = self.spawn(self.members[scope.instance_id].compiled.specs[node.id], scope, BODY if node.loop is not None else NODE)
        if flow is not None:
            token.doc["flow"] = flow
        if fired:
            token.doc["fired"] = True
        return token

    def advance(self, token: Token, flows: list[str]) -> None:
        """The token leaves its node along `flows`; without one its path ends here."""
        scope, process = token.parent, token.task_spec.process
        assert scope is not None
        self.drop(token)
        for flow_id in flows:
            self.flow_taken(scope, flow_id)
        mark = len(self.agenda)
        for flow_id in flows:
            self.enter(scope, process.nodes[process.flows[flow_id].target], flow_id)
        if len(flows) > 1:
            self.in_order(mark)
        elif not flows:
            self.settle(scope)

    def in_order(self, mark: int) -> None:
        """The tokens made since the agenda was `mark` long run in the order they were made in: the agenda is a stack (dialect D3: depth first)."""
        self.agenda[mark:] = self.agenda[mark:][::-1]

    def flow_taken(self, scope: Token, flow_id: str) -> None:
        """Write down that a sequence flow was walked."""
        self.changes.events.append(Happened("flow.taken", scope.instance_id, flow_id))

    def born(
        self, compiled: Compiled, business_key: str, *, parent: Token | None = None, start: str | None = None, title: str = "", started_by: str = "",
    ) -> Token:
        """A new process instance: the case itself, or called by `parent`."""
        spec = compiled.specs[compiled.process.id]
        identity = self.root_id if parent is None else str(uuid4())
        self.members[identity] = Member(identity, compiled, business_key, None if parent is None else parent.instance_id, title, started_by)
        token = self.spawn(spec, parent, PROCESS, instance_id=identity)
        token.doc["start"] = start or compiled.process.root.start
        self.variables.scopes[token.key] = {}
        if parent is not None:
            self.changes.instances.append(identity)
        return token

    def settle(self, scope: Token) -> None:
        """A scope without tokens is done (clause 13.3.4, 13.3.6)."""
        if scope.id in self.tasks:
            scope.task_spec.settled(scope)

    def drop(self, token: Token) -> None:
        """Take a token and everything in it out of the tree and release what it waited for."""
        for inner in token.inside:
            self.drop(inner)
        self._release(token)
        compensation.forget(token)
        self.variables.drop(token)
        parent = token.parent
        if parent is not None:
            parent._children.remove(token.id)
        del self.tasks[token.id]
        self.live.pop(token.key, None)
        self.changes.touched.discard(token.key)
        self.changes.gone.add(token.key)

    def cancel(self, token: Token) -> None:
        """Interrupt a token with everything in it: history says canceled, work of people and systems is withdrawn."""
        for inner in list(token.inside):
            if inner.id in self.tasks:
                self.cancel(inner)
        if token.role != WATCH:
            token.task_spec.over(token)
        if token.role == PROCESS:
            self.changes.ended[token.instance_id] = "cancelled"
        elif token.role != WATCH:
            self.activity_ended(token, canceled=True)
        self.drop(token)

    def _release(self, token: Token) -> None:
        changes = self.changes
        gone = {
            "user": changes.tasks_gone, "external": changes.externals_gone, "job": changes.jobs_gone, "message": changes.subscriptions_gone,
            "signal": changes.subscriptions_gone, "timeouts": changes.jobs_gone,
        }
        if token.key in changes.born:
            return
        for wait in dict.fromkeys(token.doc.get("waits", ())):
            if wait in gone:
                gone[wait].append(token.key)

    # -- history ------------------------------------------------------------------------------------------------------------
    def activity_started(self, token: Token, kind: str) -> None:
        """One row per token that enters a node."""
        node = token.task_spec.node
        if token.role in {PROCESS, WATCH} or (node.event is not None and node.event.kind == "link"):
            return
        parent = token.parent
        parent_id = token.instance_id if parent is None or parent.role == PROCESS else parent.key
        element = f"{node.id}#multiInstanceBody" if token.role == BODY else node.id
        name = node.name
        self.changes.activities[token.key] = ActivityRow(
            token.key, token.instance_id, parent_id, token.seq, element, kind, name, self.around.now,
        )
        token.note(started=self.around.now.isoformat(), kind=kind)

    def activity_ended(self, token: Token, *, canceled: bool = False, uncaught: bool = False) -> None:
        """Close the row of a token; tokens that wait before an asyncBefore have none yet.

        Its path ends with it where no flow leads on, at a member of a multi-instance, and with an error that nobody catches (dialect D2).
        """
        if "kind" not in token.doc:
            return
        row, node = self.changes.activities.get(token.key), token.task_spec.node
        if row is None:
            parent = token.parent
            row = ActivityRow(
                token.key, token.instance_id, token.instance_id if parent is None or parent.role == PROCESS else parent.key, token.seq,
                f"{node.id}#multiInstanceBody" if token.role == BODY else node.id, token.doc["kind"], node.name, datetime.fromisoformat(token.doc["started"]),
            )
            self.changes.activities[token.key] = row
        row.ended_at, row.canceled, row.called_id = self.around.now, canceled, token.doc.get("called")
        row.completes = not canceled and (
            uncaught or token.role == INNER or (not node.outgoing and token.role != BODY and not node.for_compensation)
        )

    # -- expressions ----------------------------------------------------------------------------------------------------------
    def value(self, expression: Expression | None, token: Token) -> Any:
        """The value of an expression as this token sees the case."""
        if expression is None:
            return None
        if expression.constant:
            known = expression.constant[0]
            return list(known) if isinstance(known, tuple) else known
        view = self.variables.view(token)
        return evaluate(expression, view, self.around.environment(self, token), element=token.task_spec.node.id)

    def holds(self, condition: Expression, token: Token, element: str) -> bool:
        """Whether a condition is true."""
        return bool(evaluate(condition, self.variables.view(token), self.around.environment(self, token), element=element))

    def failed(self, token: Token, code: str, **values: object) -> ExecutionFailed:
        """An error of the automatic part, to be raised."""
        return ExecutionFailed(token.task_spec.node.id, code, **values)

    def stuck(self, token: Token) -> ExecutionFailed:
        """No flow of a choice can be taken."""
        return self.failed(token, "execution.no-flow")

    # -- waiting -----------------------------------------------------------------------------------------------------------------
    def continue_later(self, token: Token, stage: str) -> None:
        """A save point: the rest happens in a job (asyncBefore, asyncAfter)."""
        self._wait(token, "job")
        token.note(stage=stage)
        self.changes.jobs.append(
            self.new_job(token, token.key, "continuation", self.around.now, {"stage": stage})
        )

    def new_job(self, token: Token, identity: str, kind: str, due: datetime, payload: dict[str, Any] | None = None) -> NewJob:
        """A job of this token, with the tries and the priority its element asks for."""
        node, process = token.task_spec.node, token.task_spec.process
        priority = process.job_priority if node.job_priority is None else node.job_priority
        if not isinstance(priority, int):  # the job that keeps a person's work is none the model asked for: nothing of it may fail
            priority = 0 if payload == {"stage": "finish"} else small(token, "jobPriority", int(self.value(priority, token) or 0))
        waits = node.loop.retry_waits if token.role == INNER and node.loop is not None and node.loop.retry_waits is not None else node.retry_waits
        return NewJob(identity, kind, token.instance_id, token.key, node.id, due, payload or {}, waits, priority)

    def _wait(self, token: Token, what: str) -> None:
        token.note(waits=[*token.doc.get("waits", []), what])

    def arm_boundaries(self, token: Token) -> None:
        """Arm the boundary events of an activity that has begun."""
        arming.boundaries(self, token)

    def arm_event_subprocesses(self, token: Token) -> None:
        """Arm the starts of the event sub-processes of a scope that has begun."""
        arming.event_subprocesses(self, token)

    def process_done(self, token: Token) -> None:
        """A process has no token left: tell its caller, or end the case."""
        caller = token.parent
        self.changes.ended[token.instance_id] = "completed"
        if caller is None:
            self.drop(token)
            return
        caller.task_spec.returned(caller, token)
        self.drop(token)
        caller.complete()

    # -- the loop --------------------------------------------------------------------------------------------------------------------
    def run(self) -> None:
        """Run until every token waits. Raises what the model raises; then this object must be thrown away."""
        steps = 0
        while True:
            while self.agenda:
                steps += 1
                if steps > STEPS or self.around.too_long():
                    raise StepLimit(self.agenda[-1].task_spec.node.id, "execution.steps", limit=STEPS)
                if self.conditional and (self.conditions_new or self.variables.recent):
                    conditions.fire_conditions(self)
                token = self.agenda.pop()
                if token.id not in self.tasks:
                    continue
                if token.has_state(TaskState.FUTURE):
                    token._ready()
                if token.has_state(TaskState.READY):
                    token.run()
            if not joins.fire_inclusive(self) and not conditions.fire_conditions(self):
                return
