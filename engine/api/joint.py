"""Joint enforcement: plans, offers of joint visits and their answers, what each department found, shares; random draws."""

from __future__ import annotations

from datetime import date

from engine.api.group import Group
from engine.commands import plan_visit as plans
from engine.commands.draws import make_draw, plan_draw, publish_draw
from engine.commands.lawbook import book_of
from engine.commands.offers import answer_offer
from engine.commands.plan_visit import Planned
from engine.commands.record_finding import record_finding
from engine.domain.actor import SYSTEM_ACTOR, Actor
from engine.domain.work import Page
from engine.joint.facets import SHANGHAI
from engine.joint.numbers import VisitRules, visit_rules
from engine.queries import draws, joining
from engine.queries.draws import DrawRow, DrawView
from engine.queries.joining import Offer, Overview, Plan
from engine.store.uow import Unit

#: What a plan of a draw says where a warning asks for a reason: chance does not know who was visited.
BY_DRAW = "双随机抽取"


class Joint(Group):
    """`engine.joint`."""

    def plan(
        self, actor: Actor, object_id: str, unit_id: str, day: date, source: str, *, purpose: str = "", reason: str = "",
    ) -> Planned:
        """Plan a visit of a unit and offer it as one with plans of other departments. Raises `Forbidden`, `NotFound`, `Invalid` with fields."""
        return self._change(
            actor, lambda unit: plans.plan_visit(self._runtime, unit, object_id, unit_id, day, source, purpose=purpose, reason=reason)
        )

    def answer(self, actor: Actor, offer_id: str, unit_id: str, *, accept: bool, reason: str = "") -> str:
        """Accept or decline an offer for a unit; its state then. Raises `NotFound`, `Forbidden`, `Conflict`, `Invalid` without a reason."""
        return self._change(actor, lambda unit: answer_offer(unit, offer_id, unit_id, accept=accept, reason=reason))

    def finish(self, actor: Actor, visit_id: str) -> None:
        """A visit without a case was made. Raises `NotFound`, `Forbidden`, `Conflict`."""
        self._change(actor, lambda unit: plans.finish_visit(unit, visit_id))

    def cancel(self, actor: Actor, visit_id: str, reason: str) -> None:
        """A plan is given up. Raises `NotFound`, `Forbidden`, `Conflict`, `Invalid` without a reason."""
        self._change(actor, lambda unit: plans.cancel_visit(unit, visit_id, reason))

    def record_finding(self, actor: Actor, visit_id: str, unit_id: str, matter: str, fact: str) -> str:
        """What a department found at a visit without a case; its id. Raises `NotFound`, `Forbidden`, `Conflict`, `Invalid` with fields."""
        return self._change(actor, lambda unit: record_finding(unit, visit_id, unit_id, matter, fact))

    def offers(self, actor: Actor, *, open_only: bool = True) -> tuple[Offer, ...]:
        """Offers to the actor's units, newest first. Raises `Forbidden`."""
        with self._look(actor) as unit:
            return joining.offers(unit, open_only=open_only)

    def offer(self, actor: Actor, offer_id: str) -> Offer:
        """One offer. Raises `NotFound`, `Forbidden`."""
        with self._look(actor) as unit:
            return joining.one_offer(unit, offer_id)

    def plans(self, actor: Actor, *, cursor: str | None = None, limit: int = 50) -> Page[Plan]:
        """Planned visits of the actor's units, earliest first. Raises `Forbidden`, `Invalid`."""
        with self._look(actor) as unit:
            return joining.plans(unit, cursor=cursor, limit=limit)

    def visit(self, actor: Actor, visit_id: str) -> Plan:
        """One visit with what each department found. Raises `NotFound`, `Forbidden`."""
        with self._look(actor) as unit:
            return joining.one_visit(unit, visit_id)

    def overview(self, actor: Actor) -> Overview:
        """Shares of joint visits by month, visits saved, objects visited most. Raises `Forbidden`."""
        with self._look(actor) as unit:
            return joining.overview(unit, unit.now.astimezone(SHANGHAI).date())

    def rules(self, actor: Actor) -> VisitRules:
        """The numbers in force today, each row with its source."""
        with self._look(actor) as unit:
            return visit_rules(book_of(self._runtime, unit), unit.now.astimezone(SHANGHAI).date())

    # -- random draws
    def draw(self, actor: Actor, unit_id: str, title: str, day: date, kind: str, *, area: str = "", seed: str = "") -> str:
        """Draw objects and officers; the id of the draw. Raises `Forbidden`, `Invalid` with fields, `TooLarge`."""
        return self._change(actor, lambda unit: make_draw(self._runtime, unit, unit_id, title, day, kind, area=area, seed=seed))

    def draws(self, actor: Actor, *, cursor: str | None = None, limit: int = 25) -> Page[DrawRow]:
        """Draws of all units, newest first. Raises `Forbidden`."""
        with self._look(actor) as unit:
            return draws.listed(unit, cursor=cursor, limit=limit)

    def drawn(self, actor: Actor, draw_id: str) -> DrawView:
        """A draw, repeated to see that it comes out the same. Raises `NotFound`, `Forbidden`."""
        with self._look(actor) as unit:
            return draws.one(unit, draw_id)

    def published(self, draw_id: str) -> DrawView:
        """A published draw, for anybody: no names of officers. Raises `NotFound`."""
        with self._look(SYSTEM_ACTOR) as unit:
            return draws.published(unit, draw_id)

    def plan_draw(self, actor: Actor, draw_id: str) -> int:
        """Make plans of a draw, once, all or none; how many. Raises `NotFound`, `Forbidden`, `Conflict`, `Invalid`."""
        def verb(unit: Unit) -> int:
            def plan(object_id: str, unit_id: str, day: date, visit_id: str) -> None:
                plans.plan_visit(self._runtime, unit, object_id, unit_id, day, "random", purpose=BY_DRAW, reason=BY_DRAW, known_id=visit_id)

            return plan_draw(unit, draw_id, plan)

        return self._change(actor, verb)

    def publish_draw(self, actor: Actor, draw_id: str) -> None:
        """Show a draw to everybody. Raises `NotFound`, `Forbidden`, `Conflict`."""
        self._change(actor, lambda unit: publish_draw(unit, draw_id))

