"""The only place that decides who may do what. Called in the commands on locked rows; lists filter in SQL by the same rules.

Who may see a case: who started it, who has or had a task in it or may claim one, and auditors.
Who may work on a task: its assignee; unassigned, any candidate - but never someone the model excludes (for example the drafter
at the legal review, Administrative Penalty Law art. 58).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.domain.actor import Actor, Right
from engine.domain.errors import Forbidden, NotFound


class Permission(StrEnum):
    """Everything that can be permitted, `subject:action`; keep the list in this order."""

    ACCOUNT_EDIT = "account:edit"
    AUDIT_READ = "audit:read"
    CASE_CANCEL = "case:cancel"
    CASE_COMMENT = "case:comment"
    CASE_SILENCE = "case:silence"
    CASE_VIEW = "case:view"
    DEPLOY = "definition:deploy"
    EXTERNAL_WORK = "external:work"
    INCIDENT_RETRY = "incident:retry"
    LAW_EDIT = "law:edit"
    MESSAGE_SEND = "message:send"
    MODEL_EDIT = "model:edit"
    OPERATE = "operation:run"
    PROCESS_START = "process:start"
    RECORD_EDIT = "record:edit"
    TASK_CLAIM = "task:claim"
    TASK_COMPLETE = "task:complete"
    TASK_RELEASE = "task:release"


RIGHTS: dict[Permission, frozenset[Right]] = {
    Permission.ACCOUNT_EDIT: frozenset({Right.SYSTEM}),
    Permission.AUDIT_READ: frozenset({Right.AUDIT}),
    Permission.CASE_SILENCE: frozenset({Right.SYSTEM, Right.INTEGRATION}),
    Permission.DEPLOY: frozenset({Right.MODEL, Right.INTEGRATION}),
    Permission.EXTERNAL_WORK: frozenset({Right.INTEGRATION}),
    Permission.INCIDENT_RETRY: frozenset({Right.SYSTEM}),
    Permission.LAW_EDIT: frozenset({Right.MODEL}),
    Permission.MESSAGE_SEND: frozenset({Right.INTEGRATION}),
    Permission.MODEL_EDIT: frozenset({Right.MODEL}),
    Permission.OPERATE: frozenset({Right.SYSTEM}),
    Permission.RECORD_EDIT: frozenset({Right.MODEL, Right.INTEGRATION}),
}


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """What the policy needs to know of a task."""

    assignee: str | None
    candidates: frozenset[str]
    excluded: frozenset[str]  # accounts the model keeps away from this task
    visible: bool  # whether the case is visible to the actor


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the policy needs to know of a case."""

    started_by: str
    visible: bool


def require_right(actor: Actor, permission: Permission) -> None:
    """Platform permissions. Raises `Forbidden`."""
    if not RIGHTS[permission] & actor.rights:
        raise Forbidden(code="forbidden.right", permission=permission.value)


def require_rules_reader(actor: Actor) -> None:
    """Rules of law are open to everyone who works with them: modellers, auditors, and members of any unit. Raises `Forbidden`."""
    if not (actor.may(Right.MODEL) or actor.may(Right.AUDIT) or actor.groups):
        raise Forbidden(code="rules.reading-forbidden")


def require_records_reader(actor: Actor) -> None:
    """Registers are open inside the office: members of any unit, auditors, those who keep rules, machines. Raises `Forbidden`."""
    if not (actor.groups or actor.rights & {Right.MODEL, Right.AUDIT, Right.INTEGRATION}):
        raise Forbidden(code="record.reading-forbidden")


def may_edit_record(actor: Actor, unit: str, area: str) -> bool:
    """Who keeps rules and machines keep every register; a duty officer keeps what their own unit, or a unit of their street, answers for.

    unit, area: of the entry; "" for registers of the whole district, which duty officers do not change.
    """
    if RIGHTS[Permission.RECORD_EDIT] & actor.rights:
        return True
    duties = [parts for parts in (group.split(".") for group in actor.groups) if len(parts) == 3 and parts[2] == "duty"]
    return any((unit and unit == f"{body}.{place}") or (area and area == place) for body, place, _ in duties)


def speaks_for(actor: Actor, unit: str) -> bool:
    """Whether the actor plans, answers and draws for a unit: its members, and who keeps every register."""
    return bool(RIGHTS[Permission.RECORD_EDIT] & actor.rights) or unit in {".".join(group.split(".")[:2]) for group in actor.groups}


def require_unit(actor: Actor, unit: str) -> None:
    """Raises `Forbidden` for who does not act for the unit."""
    if not speaks_for(actor, unit):
        raise Forbidden(code="joint.unit-forbidden", unit=unit)


def may_unmask(actor: Actor, unit: str, area: str) -> bool:
    """Who keeps rules and auditors may ask for personal data of any entry; others where they work: the responsible unit, or any unit of the street."""
    if actor.rights & {Right.MODEL, Right.AUDIT, Right.INTEGRATION}:
        return True
    homes = {".".join(group.split(".")[:2]) for group in actor.groups}
    return bool(unit and unit in homes) or bool(area and any(home.endswith(f".{area}") for home in homes))


def may_start(actor: Actor, groups: tuple[str, ...], users: tuple[str, ...]) -> bool:
    """Whoever is named by the process, machines of integration, or everyone with a group when the process names nobody."""
    if actor.may(Right.INTEGRATION):
        return True
    if not groups and not users:
        return bool(actor.groups)
    return actor.account in users or any(group in actor.groups or _pattern(group, actor) for group in groups)


def _pattern(group: str, actor: Actor) -> bool:
    """`zfd.*` stands for that unit in every area."""
    return group.endswith(".*") and any(own.startswith(group[:-1]) for own in actor.groups)


def is_candidate(actor: Actor, facts: WorkFacts) -> bool:
    """Whether the task is offered to the actor."""
    return actor.account in facts.candidates or bool(facts.candidates & actor.groups)


def task_permissions(actor: Actor, facts: WorkFacts) -> frozenset[str]:
    """What the actor may do with an open task: some of claim, release, complete."""
    if actor.account in facts.excluded:
        return frozenset()
    if facts.assignee == actor.account:
        return frozenset({"complete", "release"}) if facts.candidates else frozenset({"complete"})
    if facts.assignee is None and is_candidate(actor, facts):
        return frozenset({"claim", "complete"})
    return frozenset()


def require_task(actor: Actor, facts: WorkFacts, action: str) -> None:
    """Raises `NotFound` when the actor may not even see the task, `Forbidden` when they see but may not."""
    mine = facts.assignee == actor.account or is_candidate(actor, facts)
    if not (mine or facts.visible or actor.may(Right.AUDIT)):
        raise NotFound(code="task.not-found")
    if actor.account in facts.excluded:
        raise Forbidden(code="task.excluded")
    if action not in task_permissions(actor, facts):
        raise Forbidden(code=f"task.{action}-forbidden", assignee=facts.assignee or "")


def require_case(actor: Actor, facts: CaseFacts, permission: Permission) -> None:
    """Raises `NotFound` for invisible cases, `Forbidden` for what only its starter or an operator may do."""
    if not (facts.visible or actor.may(Right.AUDIT) or actor.may(Right.SYSTEM)):
        raise NotFound(code="case.not-found")
    if permission is Permission.CASE_CANCEL and actor.account != facts.started_by and not actor.may(Right.SYSTEM):
        raise Forbidden(code="case.cancel-forbidden")
    if permission is Permission.CASE_COMMENT and not facts.visible:
        raise Forbidden(code="case.comment-forbidden")
