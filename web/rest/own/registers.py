"""Objects and the other registers, and the records of cases (findings, orders, penalties, documents …). Personal data is masked."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from web.rest.fields import Flag, Number, Text
from web.rest.operation import Call
from web.rest.own.reading import Cursor, Strict, instant, mapping, own, page_of, paged, plain
from web.rest.shape import anything, described, made, maybe, number, shape, text

ENTRY = shape(
    "Entry", register=text("register"), id=text("id"), values=anything(lambda row: plain(row["values"])), synthetic=made("boolean", lambda row: bool(row["synthetic"])),
    version=number("version"), updatedAt=made("string", lambda row: instant(row["updated_at"]), optional=True), updatedBy=text("updated_by"),
)
EVENT = shape(
    "EntryEvent", at=made("string", lambda row: instant(row["at"])), actor=text("actor"), deed=text("deed"), batch=maybe("batch"),
    detail=anything(lambda row: plain(row["detail"])),
)
RECORD = shape(
    "CaseRecord", kind=text("kind"), id=text("id"), caseId=text("root_id"), subject=text("subject"), title=text("title"), state=text("state"), unit=text("unit"),
    area=text("area_code"), matter=text("matter"), number=text("number"), day=text("day"), dueDay=text("due_day"),
    synthetic=made("boolean", lambda row: bool(row["synthetic"])), seen=made("boolean", lambda row: bool(row["seen"])), body=anything(lambda row: plain(row["body"])),
)
described("Saved", {"id": {"type": "string"}})
described("Dossier", {"entry": {"$ref": "#/components/schemas/Entry"}, "cases": {"type": "array"}, "hidden": {"type": "integer"}, "visits": {"type": "array"},
                      "records": {"type": "object"}, "deadlines": {"type": "array"}, "evidence": {"type": "array"}})


class Search(Cursor):
    """Words to look for; `count` fills `total`."""

    q = Text(most=100)
    count = Flag()


class RecordSearch(Search):
    """Days are ISO: from and until, both included."""

    since = Text(most=10)
    until = Text(most=10)


class Written(Strict):
    """An entry, by the names of the register's fields. `version` is the one looked at; 0: it must be new."""

    values = fields.Dict(keys=fields.String(), required=True)
    version = Number(least=0)


@own("GET", "/registers/{register}", query=Search, answer=paged(ENTRY))
def listed(call: Call, register: str) -> Any:
    """One page of objects, officers, matters, areas, departments or visits."""
    query = call.query
    found = call.engine.records.listed(
        call.actor, register, q=query.get("q", ""), cursor=query.get("cursor"), limit=query.get("limit", 25), count=bool(query.get("count")),
    )
    return page_of(found, ENTRY)


@own("POST", "/registers/{register}", body=Written, answer="Saved")
def save(call: Call, register: str) -> Any:
    """Write one entry, new or changed; its id."""
    return {"id": call.engine.rest.work.save_entry(call.caller, register, call.body["values"], call.body.get("version"))}


@own("GET", "/registers/{register}/{id}", answer="Entry")
def get(call: Call, register: str, id: str) -> Any:
    """One entry."""
    return ENTRY(mapping(call.engine.records.get(call.actor, register, id)))


@own("GET", "/registers/{register}/{id}/history", answer="[EntryEvent]")
def history(call: Call, register: str, id: str) -> list[Any]:
    """What happened to an entry, newest first."""
    return [EVENT(mapping(item)) for item in call.engine.records.history(call.actor, register, id)]


@own("GET", "/objects/{id}/dossier", answer="Dossier")
def dossier(call: Call, id: str) -> Any:
    """Everything about an object, as far as one may see it."""
    found = call.engine.records.dossier(call.actor, id)
    return {
        "entry": ENTRY(mapping(found.entry)), "cases": [plain(item) for item in found.cases], "hidden": found.hidden,
        "visits": [ENTRY(mapping(item)) for item in found.visits],
        "records": {kind: [RECORD(mapping(item)) for item in items] for kind, items in found.records.items()},
        "deadlines": [plain(item) for item in found.clocks], "evidence": [plain(item) for item in found.evidence],
    }


@own("GET", "/records/{kind}", query=RecordSearch, answer=paged(RECORD))
def records(call: Call, kind: str) -> Any:
    """Records of cases of a kind, newest day first."""
    query = call.query
    found = call.engine.records.kept(
        call.actor, kind, q=query.get("q", ""), since=query.get("since", ""), until=query.get("until", ""), cursor=query.get("cursor"),
        limit=query.get("limit", 25), count=bool(query.get("count")),
    )
    return page_of(found, RECORD)


@own("GET", "/records/{kind}/{id}", answer="CaseRecord")
def record(call: Call, kind: str, id: str) -> Any:
    """One record of a case."""
    return RECORD(mapping(call.engine.records.kept_one(call.actor, kind, id)))
