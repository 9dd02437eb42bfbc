"""Random draws: made from the registers with a seed, kept with everything that repeats them, turned into plans, published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from engine.commands.lawbook import book_of
from engine.commands.runtime import Runtime
from engine.domain.errors import Conflict, Invalid, NotFound, TooLarge
from engine.domain.policy import require_unit
from engine.joint.draw import ALGORITHM, Drawn, Inputs, draw, hash_of
from engine.joint.facets import SHANGHAI
from engine.joint.numbers import NO_CLASS, visit_rules
from engine.store.sql import insert, or_, select, update
from engine.store.tables import officer, random_draw, recusal, regulated_object
from engine.store.uow import Unit

#: Objects of one draw: a district has some ten thousands.
MOST = 100_000
LONGEST = 200


def make_draw(runtime: Runtime, unit: Unit, unit_id: str, title: str, day: date, kind: str, *, area: str = "", seed: str = "") -> str:
    """Draw objects and officers of a unit; the id of the draw.

    Drawn from: objects in the register, of the kind, and of the street if given, on no list or on the list of those to be drawn (key ones
    are all visited, those to be left alone are not); officers of the unit on duty whose certificate holds on `day`. An empty seed
    means that the platform makes one. Raises `Forbidden`, `Invalid` with fields, `TooLarge`.
    """
    require_unit(unit.actor, unit_id)
    wrong: dict[str, list[str]] = {}
    if not title.strip() or len(title) > LONGEST:
        wrong["title"] = ["joint.title"]
    if len(seed) > LONGEST or any(ord(sign) < 32 or 0xD800 <= ord(sign) <= 0xDFFF for sign in seed):
        wrong["seed"] = ["joint.seed"]
    if day < unit.now.astimezone(SHANGHAI).date():
        wrong["day"] = ["joint.day-past"]
    fits = [regulated_object.c.kind == kind, regulated_object.c.state == "active", or_(regulated_object.c.list_type.is_(None), regulated_object.c.list_type == "random")]
    fits += [regulated_object.c.area_code == area] if area else []
    objects = unit.rows(select(regulated_object.c.id, regulated_object.c.credit_class).where(*fits).order_by(regulated_object.c.id).limit(MOST + 1))
    if len(objects) > MOST:
        raise TooLarge(code="joint.draw-large", limit=MOST)
    if not objects and not wrong:
        wrong["kind"] = ["joint.nothing-to-draw"]
    if wrong:
        raise Invalid(code="joint.invalid", fields=wrong)
    able = unit.rows(select(officer.c.id).where(
        officer.c.unit == unit_id, officer.c.state == "active", officer.c.valid_from <= day.isoformat(), officer.c.valid_to >= day.isoformat(),
    ).order_by(officer.c.id))
    kept_out = unit.rows(select(recusal.c.officer_id, recusal.c.object_id).join(officer, officer.c.id == recusal.c.officer_id).where(officer.c.unit == unit_id))
    rules = visit_rules(book_of(runtime, unit), day)
    inputs = Inputs(
        unit_id, day.isoformat(), tuple((row.id, row.credit_class or NO_CLASS) for row in objects), tuple(row.id for row in able),
        tuple((row.officer_id, row.object_id) for row in kept_out), {name: str(ratio) for name, ratio in rules.ratios.items()}, rules.officers,
    )
    seed = seed.strip() or Unit.new_id()
    text, result = inputs.text(), draw(inputs, seed)
    identity = Unit.new_id()
    unit.run(insert(random_draw), [{
        "id": identity, "unit": unit_id, "title": title.strip(), "day": day.isoformat(), "algorithm": ALGORITHM, "seed": seed, "inputs": text, "inputs_hash": hash_of(text),
        "result": result.text(), "objects": len(objects), "chosen": len(result.chosen), "created_at": unit.now, "created_by": unit.actor.account, "planned_at": None,
        "published_at": None, "published_by": "",
    }])
    return identity


def publish_draw(unit: Unit, draw_id: str) -> None:
    """Anyone may see it from now on; it cannot be taken back. Raises `NotFound`, `Forbidden`, `Conflict` when it is published."""
    query = select(random_draw).where(random_draw.c.id == draw_id)
    row = unit.one(query.with_for_update() if unit.postgres else query)
    if row is None:
        raise NotFound(code="joint.no-draw")
    require_unit(unit.actor, row.unit)
    if row.published_at is not None:
        raise Conflict(code="joint.published")
    unit.run(update(random_draw).where(random_draw.c.id == draw_id).values(published_at=unit.now, published_by=unit.actor.account))


def plan_draw(unit: Unit, draw_id: str, plan: Callable[[str, str, date, str], None]) -> int:
    """Make a plan of every object that was drawn with officers: `plan(object, unit, day, visit id)`; how many.

    Raises `NotFound`, `Forbidden`, `Conflict` when it was done before.
    """
    query = select(random_draw).where(random_draw.c.id == draw_id)
    row = unit.one(query.with_for_update() if unit.postgres else query)
    if row is None:
        raise NotFound(code="joint.no-draw")
    require_unit(unit.actor, row.unit)
    if row.planned_at is not None:
        raise Conflict(code="joint.planned")
    going = [item for item in Drawn.read(row.result).chosen if item.officers]
    for item in going:
        plan(item.object_id, row.unit, date.fromisoformat(row.day), f"VD-{draw_id}-{item.object_id}"[:100])
    unit.run(update(random_draw).where(random_draw.c.id == draw_id).values(planned_at=unit.now))
    return len(going)
