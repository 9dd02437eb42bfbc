"""Take back a deployment that no case was ever begun on. What cases run or ran on stays: their file must remain readable."""

from __future__ import annotations

from engine.commands.definitions import compiled
from engine.commands.deploy import _Item, _starts, number_used, one_at_a_time
from engine.commands.runtime import Runtime
from engine.domain.errors import Conflict, NotFound
from engine.domain.policy import Permission, require_right
from engine.store.sql import and_, delete, func, or_, select, update
from engine.store.tables import definition, deployment, deployment_definition, instance, job, resource, subscription
from engine.store.uow import Unit


class DeploymentUsed(Conflict):
    """Deployment {id} cannot be deleted: cases ran on it or a later deployment builds on it, and files of cases stay readable."""

    code = "deployment.used"


def undeploy(runtime: Runtime, unit: Unit, deployment_id: str) -> None:
    """Delete it; the version before becomes the newest again, with its starts. Raises `NotFound`, `DeploymentUsed`, `Forbidden`."""
    require_right(unit.actor, Permission.DEPLOY)
    one_at_a_time(unit)
    if unit.one(select(deployment.c.id).where(deployment.c.id == deployment_id)) is None:
        raise NotFound(code="deployment.not-found", id=deployment_id)
    own = unit.rows(select(definition).where(definition.c.deployment_id == deployment_id))
    ids = [row.id for row in own]
    used = unit.one(select(instance.c.id).where(instance.c.definition_id.in_(ids)).limit(1))
    later = unit.one(select(deployment_definition.c.definition_id).where(and_(
        deployment_definition.c.definition_id.in_(ids), deployment_definition.c.deployment_id != deployment_id,
    )).limit(1))
    if used is not None or later is not None:
        raise DeploymentUsed(id=deployment_id)
    unit.run(delete(subscription).where(subscription.c.definition_id.in_(ids)))
    unit.run(delete(job).where(job.c.kind == "start", job.c.token_id.in_(ids)))
    unit.run(delete(deployment_definition).where(
        or_(deployment_definition.c.deployment_id == deployment_id, deployment_definition.c.definition_id.in_(ids))
    ))
    for row in own:
        number_used(unit, row.kind, row.key, row.version)
    unit.run(delete(definition).where(definition.c.id.in_(ids)))
    unit.run(delete(resource).where(resource.c.deployment_id == deployment_id))
    unit.run(delete(deployment).where(deployment.c.id == deployment_id))
    for kind, key in dict.fromkeys((row.kind, row.key) for row in own if row.latest):
        _restore(runtime, unit, kind, key)


def _restore(runtime: Runtime, unit: Unit, kind: str, key: str) -> None:
    top = select(func.max(definition.c.version)).where(definition.c.kind == kind, definition.c.key == key).scalar_subquery()
    row = unit.one(select(definition).where(definition.c.kind == kind, definition.c.key == key, definition.c.version == top))
    if row is None:
        return
    unit.run(update(definition).where(definition.c.id == row.id).values(latest=True))
    if kind == "process":
        process = compiled(runtime, unit, row.id, row).process
        _starts(unit, {row.id: _Item(kind, key, row.name, row.resource, row.digest, process)})
