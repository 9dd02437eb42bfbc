"""Move a running process instance to another version of its process: plan, check, do.

A plan maps the elements where the case stands now to elements of the target, by default to those of the same id. What cannot
be carried over is refused with every reason; nothing is guessed. Timers keep their due moments, tasks their people; events that the
plan names as `rearmed` wait anew, as the target version says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.commands.cases import Case, open_case
from engine.commands.definitions import compiled, definition_row
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.save import save
from engine.domain.errors import Finding, Invalid, Place, Refused
from engine.domain.policy import Permission, require_right
from engine.execution import migrating, rearming
from engine.execution.changes import Happened
from engine.execution.execution import Execution
from engine.execution.surroundings import Compiled
from engine.execution.token import BODY, Token
from engine.store.sql import select, update
from engine.store.tables import activity, external_task, incident, instance, job, subscription, task
from engine.store.uow import Unit

REASONS = {
    "no such step in the source": "原版本中没有这个环节",
    "no such step in the target": "新版本中没有这个环节",
    "another kind of step": "环节类型不同",
    "no step of the same kind in the new version": "新版本中没有同类的环节",
    "it lies in another scope there": "新版本中位于另一个子流程",
    "multi-instance there and not here, or the other way round": "两个版本中多实例的设置不同",
    "its boundary events differ": "边界事件不同",
    "its event sub-processes differ": "事件子流程不同",
    "its timeout listeners differ": "超时监听器不同",
    "the flow it came by is gone": "它经过的连线已不存在",
    "it waits for another kind of event there": "新版本中等待的事件类型不同",
    "what could be undone has no undoing there": "已完成环节的补偿在新版本中不存在",
    "what is still to come in it is gone": "其中尚未开始的环节在新版本中不存在",
    "it has not begun yet": "它尚未开始",
    "nothing of it is armed, so nothing can be armed anew": "它不等待任何事件，无从重新设定",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """From one version to another: source element -> target element, for every element that exists in both.

    `rearmed`: elements of the source whose timers, messages, signals, conditions and timeouts are armed anew. `variables` are set in the instance.
    """

    source: str
    target: str
    steps: Mapping[str, str]
    rearmed: frozenset[str] = frozenset()
    variables: Mapping[str, Any] = field(default_factory=dict)


def plan(runtime: Runtime, unit: Unit, source_id: str, target_id: str, *, triggers: bool = False) -> Plan:
    """The plan that keeps every element of the same id and kind; with `triggers` everything that waits is armed anew."""
    source, target = compiled(runtime, unit, source_id), compiled(runtime, unit, target_id)
    if source.process.id != target.process.id:
        raise Invalid(code="migration.other-process", source=source.process.id, target=target.process.id)
    after = target.process.nodes
    steps = {node.id: node.id for node in source.process.nodes.values() if node.id in after and after[node.id].kind == node.kind}
    return Plan(source_id, target_id, steps, frozenset(here for here in steps if triggers and rearming.triggered(source.process.nodes[here])))


def validate(runtime: Runtime, unit: Unit, wanted: Plan) -> tuple[Finding, ...]:
    """What stands against a plan before any instance is looked at: elements that are not there, or of another kind."""
    source, target = compiled(runtime, unit, wanted.source), compiled(runtime, unit, wanted.target)
    found = []
    for here, there in wanted.steps.items():
        old, new = source.process.nodes.get(here), target.process.nodes.get(there)
        reason = "no such step in the source" if old is None else "no such step in the target" if new is None else "another kind of step" if new.kind != old.kind else ""
        if not reason and here in wanted.rearmed and old is not None and not rearming.triggered(old):
            reason = "nothing of it is armed, so nothing can be armed anew"
        if reason:
            found.append(_refused(here, reason))
    return tuple(found)


def migrate(runtime: Runtime, unit: Unit, instance_id: str, wanted: Plan) -> None:
    """Check the plan against where the instance stands, then move it. Raises `Refused` with every reason."""
    require_right(unit.actor, Permission.OPERATE)
    case = open_case(runtime, unit, Root("instance", instance_id))
    member = case.execution.members[instance_id]
    if member.compiled.definition_id != wanted.source:
        raise Invalid(code="migration.other-version", found=member.compiled.definition_id, expected=wanted.source)
    target = compiled(runtime, unit, wanted.target, definition_row(unit, wanted.target))
    standing = [token for token in case.execution.live.values() if token.instance_id == instance_id]
    findings = tuple(finding for token in standing for finding in _check(token, wanted, target)) + tuple(
        _refused(here, "nothing of it is armed, so nothing can be armed anew")
        for here in sorted(wanted.rearmed) if here not in member.compiled.process.nodes or not rearming.triggered(member.compiled.process.nodes[here])
    )
    if findings:
        raise Refused(findings)
    was = {token.key: token.task_spec.node.id for token in standing}
    _move(case.execution, instance_id, standing, wanted, target)
    unit.run(update(instance).where(instance.c.id == instance_id).values(definition_id=wanted.target))
    unit.run(update(task).where(task.c.root_id == case.root_id, task.c.instance_id == instance_id, task.c.state == "open").values(definition_id=wanted.target))
    _rename(unit, case, instance_id, standing, was, wanted)
    for name, value in wanted.variables.items():
        case.execution.variables.set_local(case.execution.live[instance_id], name, value)
    for token in standing:
        if was[token.key] in wanted.rearmed:
            rearming.rearm(token)
    if wanted.rearmed or wanted.variables:
        case.execution.run()  # a condition may hold
    detail = {
        "from": wanted.source, "to": wanted.target, **({"rearmed": sorted(wanted.rearmed)} if wanted.rearmed else {}),
        **({"variables": dict(wanted.variables)} if wanted.variables else {}),
    }
    save(runtime, unit, case, Happened("case.migrated", instance_id, "", detail))


def _rename(unit: Unit, case: Case, instance_id: str, standing: list[Token], was: Mapping[str, str], wanted: Plan) -> None:
    """Open rows follow their token by its id: two elements may have changed places."""
    troubled = unit.rows(select(incident.c.id, incident.c.element).where(incident.c.instance_id == instance_id, incident.c.resolved_at.is_(None)))
    for old, new in sorted((old, new) for old, new in wanted.steps.items() if old != new):
        keys = [token.key for token in standing if was[token.key] == old]
        for table in (task, external_task):
            unit.run(update(table).where(table.c.id.in_(keys)).values(element=new))
        for table in (job, subscription):
            unit.run(update(table).where(table.c.token_id.in_(keys), table.c.root_id == case.root_id).values(element=new))
        unit.run(update(incident).where(incident.c.id.in_([row.id for row in troubled if row.element == old])).values(element=new))
        for body in (False, True):
            chosen = [token.key for token in standing if was[token.key] == old and (token.role == BODY) is body]
            unit.run(update(activity).where(activity.c.root_id == case.root_id, activity.c.id.in_(chosen)).values(element=new + ("#multiInstanceBody" if body else "")))


def _check(token: Token, wanted: Plan, target: Compiled) -> list[Finding]:
    """Why a token cannot stand in the target version."""
    node = token.task_spec.node
    element = wanted.steps.get(node.id)
    new = target.process.nodes.get(element or "")
    reasons: list[str] = []
    if new is None or new.kind != node.kind:
        reasons.append("no step of the same kind in the new version")
    else:
        scope = token.task_spec.process.nodes.get(node.scope)
        if scope is not None and wanted.steps.get(scope.id) != new.scope:
            reasons.append("it lies in another scope there")
        if (node.loop is None) != (new.loop is None) or (node.loop is not None and new.loop is not None and node.loop.sequential != new.loop.sequential):
            reasons.append("multi-instance there and not here, or the other way round")
        if {wanted.steps.get(item) for item in node.boundary} != set(new.boundary):
            reasons.append("its boundary events differ")
        if {wanted.steps.get(item) for item in node.event_subprocesses} != set(new.event_subprocesses):
            reasons.append("its event sub-processes differ")
        if node.id not in wanted.rearmed and node.user is not None and new.user is not None and [item.id for item in node.user.timeouts] != [item.id for item in new.user.timeouts]:
            reasons.append("its timeout listeners differ")
        flow = token.doc.get("flow")
        if node.kind in {"parallelGateway", "inclusiveGateway"} and flow is not None and flow not in new.incoming:
            reasons.append("the flow it came by is gone")
        reasons += migrating.obstacles(token, new, wanted.steps, target.process)
    return [_refused(node.id, reason) for reason in reasons]


def _refused(element: str, reason: str) -> Finding:
    values = {"element": element, "reason": reason, "reason.zh": REASONS[reason]}
    return Finding("migration.refused", "error", f"{element}: {reason}", Place(element=element), values)


def _move(execution: Execution, instance_id: str, standing: list[Token], wanted: Plan, target: Compiled) -> None:
    execution.members[instance_id].compiled = target
    for token in standing:
        migrating.carry(token, wanted.steps)
        token.task_spec = target.specs[wanted.steps[token.task_spec.node.id]]
        token.note()
