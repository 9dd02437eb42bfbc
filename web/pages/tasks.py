"""One task: read it, claim it, return it, complete it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import Completed, Forbidden, NotFound
from web import current, templating
from web.i18n import t
from web.present.timeline import given, judged
from web.schemas.reading import from_form, from_json
from web.schemas.work import Claimed, FormGiven, HandedOver, Kept, Urged

page = Blueprint("tasks", __name__, url_prefix="/tasks/<task>")


@page.get("")
def show(task: str) -> str:
    """The form of the task, with the case beside it."""
    engine, actor = current.engine(), current.actor()
    view = engine.tasks.get(actor, task)
    root = view.row.root_id
    try:
        case, lines, files = engine.instances.get(actor, root), engine.instances.timeline(actor, root), engine.files.of_case(actor, root)
    except (Forbidden, NotFound):  # a task may be visible where its case is not
        case, lines, files = None, (), ()
    keys = {item.id: item.definition_key for item in (case.row, *case.children)} if case else {}
    templating.names().meet((view.row.assignee, view.row.completed_by, *(item.actor for item in lines), *(item.uploaded_by for item in files)))
    others = engine.tasks.colleagues(actor, task) if "complete" in view.may and view.row.assignee == actor.account else ()
    draft = engine.tasks.draft(actor, task) if view.form and "complete" in view.may else None
    form = replace(view.form, data={**view.form.data, **draft.data}) if view.form and draft else view.form
    return render_template(
        "task.html", others=others, draft=draft, form=form, view=view, row=view.row, case=case, lines=tuple(reversed(lines)), files=files, keys=keys, given=given(reversed(lines)),
        judged=judged(reversed(lines), view.row.instance_id),
    )


@page.post("/claim")
def claim(task: str) -> Response:
    """Takes the task out of the pool; the second of two people gets 409."""
    given = from_form(Claimed())
    current.engine().tasks.claim(current.actor(), task, version=given["version"])
    flash(t("task.claimed"), "good")
    return redirect(url_for("tasks.show", task=task))


@page.post("/release")
def release(task: str) -> Response:
    """Gives the task back to the pool."""
    from_form(Claimed())
    current.engine().tasks.release(current.actor(), task)
    flash(t("task.released"), "good")
    return redirect(url_for("inbox.show", view="group"))


@page.post("/hand-over")
def hand_over(task: str) -> Response:
    """Gives one's own task to a colleague it is offered to (转办)."""
    given = from_form(HandedOver())
    current.engine().tasks.hand_over(current.actor(), task, given["to"], given["reason"])
    flash(t("task.handed-over", who=templating.names().person(given["to"])), "good")
    return redirect(url_for("inbox.show"))


@page.post("/urge")
def urge(task: str) -> Response:
    """Asks those who have the task to hurry (催办)."""
    told = current.engine().tasks.urge(current.actor(), task, from_form(Urged())["text"])
    flash(t("task.urged", n=told), "good")
    return redirect(url_for("tasks.show", task=task))


@page.post("/draft")
def draft(task: str) -> Response:
    """Keeps what is filled in so far (暂存); as a form without content: begins afresh."""
    if request.is_json:
        current.engine().tasks.keep_draft(current.actor(), task, from_json(Kept())["data"])
        return jsonify(kept=True)
    from_form(Claimed())
    current.engine().tasks.drop_draft(current.actor(), task)
    return redirect(url_for("tasks.show", task=task))


@page.post("/complete")
def complete(task: str) -> Response:
    """Completes the task; a second click with the same key gets the answer of the first."""
    given = from_json(FormGiven()) if request.is_json else from_form(FormGiven(exclude=("data",)))
    done = current.engine().tasks.complete(
        current.actor(), task, given.get("data", {}), version=given["version"],
        key_once=request.headers.get("Idempotency-Key") or given["key"] or None, comment=given["comment"],
    )
    target = _tell(done)
    return jsonify(redirect=target) if request.is_json else redirect(target)


def _tell(done: Completed) -> str:
    """Says what happened and where it goes on: the next step of the same case if it is this person's, else the inbox."""
    if done.later:
        flash(t("task.later", name=done.task.name), "warn")
    else:
        flash(t("task.completed", name=done.task.name), "good")
    if done.next_tasks:
        return url_for("tasks.show", task=done.next_tasks[0].id)
    return url_for("inbox.show")
