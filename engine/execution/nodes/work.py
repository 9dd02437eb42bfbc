"""Nodes where someone or something outside works: people, external systems, decisions, formulas."""

from __future__ import annotations

from typing import Any

from engine.execution.arming import arm
from engine.execution.changes import Happened, NewExternal, NewTask
from engine.execution.clocks import due_of
from engine.execution.limits import KEY, PERSON, short, small
from engine.execution.listeners import drafted
from engine.execution.model import External, UserWork
from engine.execution.nodes.spec import NodeSpec
from engine.execution.token import BODY, Token

LONGEST_NAME = 200


class UserTaskSpec(NodeSpec):
    """A task of people: becomes a row in the inbox and waits."""

    kind = "userTask"

    def perform(self, token: Token) -> bool | None:
        execution, node, work = token.workflow, self.node, self.node.user
        assert work is not None
        due = execution.value(work.due, token)
        derived = due_of(token, due)
        groups = tuple(execution.value(work.groups, token) or ())
        users = tuple(execution.value(work.users, token) or ())
        execution._wait(token, "user")
        priority, assignee = execution.value(work.priority, token), execution.value(work.assignee, token) or None
        short(token, "assignee", (assignee,), PERSON)
        short(token, "candidates", (*groups, *users), PERSON)
        execution.changes.tasks.append(NewTask(
            token.key, token.instance_id, node.id, _named(token, node.name or node.id), assignee, users, groups, due if derived is None else derived.at,
            derived.clock if derived else None, derived.yellow_at if derived else None, derived.derivation if derived else None,
            50 if priority is None else small(token, "priority", priority), work.form_ref if work.form_named is None else _form(token, work), work.form_binding, work.form_version, work.excluded, execution.variables.inner(token),
        ))
        return None


class DetailedTaskSpec(UserTaskSpec):
    """A user task with an owner, a day to look at it again, or whose id is a variable."""

    def perform(self, token: Token) -> bool | None:
        done, execution, work = super().perform(token), token.workflow, self.node.user
        assert work is not None
        draft = drafted(token, execution.changes.tasks[-1])
        for name, expression in work.details.items():
            value = execution.value(expression, token)
            if name == "owner":
                short(token, name, (value,), PERSON)
            draft.put(name, value)
        if work.id_variable is not None:
            execution.variables.set(token, work.id_variable, token.key)
        return done


def _form(token: Token, work: UserWork) -> str:
    """The form that an expression names; one that is not deployed is an error here, not an empty page later."""
    execution = token.workflow
    key: str = execution.value(work.form_named, token)
    if not execution.around.lookup.has_form(key, work.form_binding, work.form_version, execution.members[token.instance_id].compiled.deployment_id):
        raise execution.failed(token, "execution.form-unknown", form=key)
    return key


def _named(token: Token, name: str) -> str:
    """The task's name; property `taskSubject` says what it is about this time: 修改文书：责令改正通知书."""
    work = token.task_spec.node.user
    subject = token.workflow.value(work.subject, token) if work is not None else None
    return f"{name}：{subject}"[:LONGEST_NAME] if subject else name


class ExternalSpec(NodeSpec):
    """Work done elsewhere, fetched by topic."""

    def history_kind(self, token: Token) -> str:
        return super().history_kind(token) if token.role == BODY else self.node.kind

    def perform(self, token: Token) -> bool | None:
        execution, external = token.workflow, self.node.external
        assert external is not None
        execution._wait(token, "external")
        member = execution.members[token.instance_id]
        topic = execution.value(external.topic, token)
        short(token, "topic", (topic,), KEY)
        execution.changes.externals.append(NewExternal(
            token.key, token.instance_id, self.node.id, topic, _priority(token, external),
            member.business_key, dict(self.node.properties),
        ))
        return None


def _priority(token: Token, external: External) -> int:
    """Of the element (which has that of its process, if it says nothing), else 0."""
    given = token.workflow.value(external.priority, token)
    return 0 if given is None else small(token, "taskPriority", int(given))


class FormulaSpec(NodeSpec):
    """A service, send or script task that is one expression."""

    def history_kind(self, token: Token) -> str:
        return super().history_kind(token) if token.role == BODY else self.node.kind

    def perform(self, token: Token) -> bool | None:
        value = token.workflow.value(self.node.expression, token)
        if self.node.result_variable:
            token.workflow.variables.set(token, self.node.result_variable, value)
        return True


class DecisionSpec(NodeSpec):
    """A business rule task: asks a decision, keeps why, maps the result (dialect A2)."""

    kind = "businessRuleTask"

    def perform(self, token: Token) -> bool | None:
        execution, decide = token.workflow, self.node.decide
        assert decide is not None
        around = execution.around
        key = execution.value(decide.reference, token)
        member = execution.members[token.instance_id]
        decided = around.lookup.decide(
            key, decide.binding, execution.value(decide.version, token), member.compiled.deployment_id, execution.variables.view(token),
            around.environment(execution, token),
        )
        if decided is None:
            raise execution.failed(token, "execution.decision-unknown", decision=key)
        result = _mapped(decided.rows, decide.mapping)
        execution.changes.events.append(Happened("decision.taken", token.instance_id, self.node.id, {
            "decision": decided.key, "version": decided.version, "definition": decided.decision_id, "inputs": decided.inputs,
            "matched": list(decided.matched), "outputs": result,
        }))
        execution.variables.set_local(token, "decisionResult", result)
        if decide.result_variable:
            execution.variables.set(token.parent or token, decide.result_variable, result)
        return True


def _mapped(rows: list[dict[str, Any]], mapping: str) -> Any:
    """The four mappers of the dialect over the rows a decision gave."""
    if mapping == "resultList":
        return rows
    if mapping == "collectEntries":
        return [next(iter(row.values()), None) for row in rows]
    if mapping == "singleResult":
        return rows[0] if rows else None
    return next(iter(rows[0].values()), None) if rows else None


class ReceiveSpec(NodeSpec):
    """A receive task waits for its message; one without message until it is told to go on by its own id."""

    kind = "receiveTask"

    def perform(self, token: Token) -> bool | None:
        if token.doc.get("fired"):
            return True
        if self.node.event is None:
            token.workflow._wait(token, "trigger")
            return None
        arm(token, self.node.event)
        return None


class ManualSpec(NodeSpec):
    """A manual task passes through: nothing of it is in the system."""

    kind = "manualTask"
