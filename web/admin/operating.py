"""What operators do with cases: hold, go on, move work to another step, members of a countersignature, begin again, change versions."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from engine import Fault, Invalid, NotFound
from web import current
from web.faults import finding_text, text_of
from web.i18n import t
from web.schemas.operating import Jumped, Member, Moved, Why
from web.schemas.reading import from_form

page = Blueprint("operating", __name__, url_prefix="/admin/operating")
#: Instances moved by one click: each is a transaction, and the page comes back within a second or two.
BATCH = 50
#: What the execution says of a wish that cannot be granted; anything else it says is an error.
REFUSALS = frozenset({"execution.jump-target", "execution.member", "execution.listener-failed"})


@page.get("/cases/<case>")
def show(case: str) -> str:
    """Where a case stands, and what may be done with it."""
    instances, actor = current.engine().instances, current.actor()
    row, tasks = instances.operated(actor, case)
    targets = {task.id: instances.jump_targets(actor, task.id) for task in tasks}
    return render_template("admin/operating.html", row=row, tasks=tasks, targets=targets)


@page.post("/cases/<case>/hold")
def hold(case: str) -> Response:
    """Holds a case with its timers and clocks."""
    return _done(case, t("operating.held"), lambda: current.engine().instances.suspend(current.actor(), case, from_form(Why())["reason"]))


@page.post("/cases/<case>/resume")
def resume(case: str) -> Response:
    """Lets a held case go on."""
    return _done(case, t("operating.resumed"), lambda: current.engine().instances.resume(current.actor(), case))


@page.post("/cases/<case>/restart")
def restart(case: str) -> Response:
    """Begins an ended case again, with the values it ended with."""
    try:
        again = current.engine().instances.restart(current.actor(), case, from_form(Why())["reason"])
    except Invalid as fault:
        flash(text_of(fault), "bad")
        return redirect(url_for("operating.show", case=case))
    flash(t("operating.restarted"), "good")
    return redirect(url_for("operating.show", case=again.id))


@page.post("/cases/<case>/jump")
def jump(case: str) -> Response:
    """Moves the work of an open task to another step."""
    def act() -> None:
        given = from_form(Jumped())
        current.engine().instances.jump(current.actor(), given["task"], given["target"], given["reason"], whole_scope=given["whole"], silent=given["silent"])

    return _done(case, t("operating.jumped"), act)


@page.post("/cases/<case>/member")
def member(case: str) -> Response:
    """Adds a member beside an open task of a countersignature, or takes the task's own out."""
    def act() -> None:
        given = from_form(Member())
        if given["do"] == "add":
            current.engine().instances.add_member(current.actor(), given["task"], given["value"], given["reason"])
        else:
            current.engine().instances.remove_member(current.actor(), given["task"], given["reason"])

    return _done(case, t("operating.member-done"), act)


@page.get("/versions/<key>")
def versions(key: str) -> str:
    """Which versions of a process are in use, and the way from one to another."""
    found = current.engine().instances.in_use(current.actor(), key)
    if not found:
        raise NotFound
    return render_template("admin/migrating.html", key=key, found=found, tried=(), source="", target="", after="", moved=0, dry=True, anew=False)


@page.post("/versions/<key>")
def move(key: str) -> str:
    """Tries (dry) or moves the next part of the instances of a version; says for each that cannot be moved why."""
    instances, actor, given = current.engine().instances, current.actor(), from_form(Moved())
    found = instances.in_use(actor, key)
    if {given["source"], given["target"]} - {item.definition_id for item in found}:
        raise NotFound
    wanted = instances.migration_plan(actor, given["source"], given["target"], triggers=given["anew"])
    part = instances.standing_on(actor, given["source"], given["after"], BATCH)
    dry = given["do"] != "move"
    done = ((identity, instances.rehearse_migration(actor, identity, wanted)) for identity in part) if dry else instances.migrate_all(actor, part, wanted)
    tried = [(identity, () if fault is None else _said(fault)) for identity, fault in done]
    moved = given["moved"] + sum(not reasons for _, reasons in tried)
    return render_template(
        "admin/migrating.html", key=key, found=instances.in_use(actor, key), tried=tried, source=given["source"], target=given["target"],
        after=part[-1] if len(part) == BATCH else "", moved=moved, dry=dry, anew=given["anew"],
    )


def _said(fault: Fault) -> tuple[str, ...]:
    return tuple(finding_text(finding) for finding in getattr(fault, "findings", ())) or (text_of(fault),)


def _done(case: str, done: str, act: Callable[[], None]) -> Response:
    try:
        act()
    except Fault as fault:
        if not isinstance(fault, Invalid) and fault.code not in REFUSALS:
            raise
        flash(text_of(fault), "bad")
    else:
        flash(done, "good")
    return redirect(url_for("operating.show", case=case))
