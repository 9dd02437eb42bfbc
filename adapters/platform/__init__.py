"""The platform's own workers: they answer the topics that need the case store and the registers. See README.md."""

from __future__ import annotations

from functools import partial

from adapters.connector import Topic
from adapters.platform import (
    approvals,
    breaches,
    clues,
    complaints,
    dogs,
    drafting,
    events,
    findings,
    gathering,
    keeping,
    lawgiving,
    matters,
    messages,
    objects,
    officers,
    parties,
    penalties,
    places,
    plans,
    records,
    resolving,
    transfers,
    unconnected,
    visits,
)
from adapters.platform.desk import Desk, Work
from adapters.platform.documents import Documents
from adapters.platform.printing import Printer
from adapters.settings import Settings
from engine import Engine
from engine.ports import Clock


def topics(engine: Engine, clock: Clock, settings: Settings) -> tuple[Topic, ...]:
    """Every topic this process answers itself; `penalty.handover` is an adapter of its own."""
    desk = Desk(engine, clock)
    documents = Documents(Printer(settings.font_dir))
    table: dict[str, Work] = {
        "geo.resolve-area": places.resolve_area,
        "object.lookup": objects.lookup,
        "object.draft": objects.draft,
        "object.keep": keeping.keep,
        "body.resolve": resolving.resolve,
        "dog.find": dogs.find,
        "dog.register-scan": dogs.scan,
        "dog.notify-batch": dogs.notify_batch,
        "dog.launch-followups": dogs.launch_followups,
        "matter.bodies": matters.bodies,
        "inspection.history": objects.history,
        "history.first-breach": breaches.first_breach,
        "visit.open": visits.open_visit,
        "visit.join": visits.join,
        "visit.find": complaints.find,
        "visit.settle": visits.settle,
        "visit.gather": visits.gather,
        "code.register": visits.register_code,
        "code.cancel": visits.cancel_code,
        "cert.verify": officers.verify,
        "finding.open": findings.open_findings,
        "finding.draft": drafting.draft,
        "finding.give-law": lawgiving.give_law,
        "finding.load": findings.load,
        "finding.merge": findings.merge,
        "finding.settle": findings.settle,
        "finding.close": findings.close,
        "case.summarise": findings.summarise,
        "form.gather": gathering.gather,
        "calendar.peak": events.peak,
        "approval.opinion": approvals.opinion,
        "transfer.open": transfers.open_transfer,
        "clue.similar": clues.similar,
        "plan.merge-proposal": plans.merge_proposal,
        "plan.month-tasks": plans.month_tasks,
        "plan.launch": plans.launch,
        "penalty.status": penalties.status,
        "credit.load": unconnected.load,
        "credit.lodge": unconnected.lodge,
        "credit.status": unconnected.status,
        "message.send": messages.send,
        "message.broadcast": records.broadcast,
        "notify.staff": messages.notify_staff,
        "notify.party": parties.notify,
        "record.claim": records.claim,
        "record.revise": records.revise,
        "record.read": records.read,
        "record.reevaluate": records.reevaluate,
        "publicity.publish": messages.publish,
        "doc.render": documents.render,
        "doc.number": documents.number,
        "doc.seal": documents.seal,
        "doc.issue": documents.issue,
        "doc.serve": documents.serve,
    }
    return tuple(Topic(name, partial(work, desk)) for name, work in table.items())
