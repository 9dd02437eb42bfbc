"""The registers of joint enforcement: places, departments, objects, officers, matters, visits. Findings, orders, penalties and the like are `case_record` rows.

Days are ISO dates in Shanghai (`YYYY-MM-DD`, String(10)): they are compared with the law's days, never with moments. `search` is what
lists look words up in: the folded name, codes and address. `synthetic` marks made-up rows of a demonstration. `version` counts changes.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from engine.store.tables.columns import Moment, id_column, metadata, reference_column


def _kept() -> list[Column[Any]]:
    """Who wrote the row last, when, and how often it changed."""
    return [
        Column("synthetic", Boolean, nullable=False), Column("version", Integer, nullable=False), Column("created_at", Moment, nullable=False),
        Column("updated_at", Moment, nullable=False), Column("updated_by", String(100), nullable=False),
    ]


area = Table(  # a street or town; `keywords` is a JSON list of what an address in it contains
    "area", metadata, id_column("code"), Column("name", String(100), nullable=False), Column("name_en", String(100), nullable=False),
    Column("managed_by", String(40), nullable=False), Column("keywords", Text, nullable=False),
)
department = Table(  # a body of enforcement by the first part of its unit ids: `scjg`; whether it has branches in streets, and where it sits
    "department", metadata, id_column("code"), Column("name", String(200), nullable=False), Column("local_branch", Boolean, nullable=False),
    Column("home_area", String(40), nullable=False),
)
regulated_object = Table(  # shops, scenic spots, dogs, enterprises; `unit` is the responsible unit; `details` what the kind has besides, as JSON
    "regulated_object", metadata, id_column(), Column("kind", String(20), nullable=False), Column("name", String(200), nullable=False),
    Column("credit_code", String(40)), Column("address", String(300), nullable=False), Column("area_code", String(40), nullable=False),
    Column("unit", String(100), nullable=False), Column("list_type", String(40)), Column("credit_class", String(10)), Column("enterprise", Boolean, nullable=False),
    Column("state", String(20), nullable=False), Column("details", Text, nullable=False), Column("search", Text, nullable=False), *_kept(),
    Index(None, "name", "id"), Index(None, "kind", "name", "id"), Index(None, "area_code", "name", "id"), Index(None, "unit", "name", "id"),
    Index(None, "credit_code"), Index(None, "updated_at", "id"),
)
officer = Table(  # a certified officer; `account` is the one they sign in with; `fields` a JSON list of matter codes or departments they are certified for, [] for all of their unit
    "officer", metadata, id_column(), reference_column("account", nullable=True, index=True), Column("name", String(200), nullable=False),
    Column("unit", String(100), nullable=False), Column("certificate", String(60), nullable=False, index=True), Column("valid_from", String(10), nullable=False),
    Column("valid_to", String(10), nullable=False), Column("fields", Text, nullable=False), Column("state", String(20), nullable=False), Column("search", Text, nullable=False),
    *_kept(), Index(None, "name", "id"), Index(None, "unit", "name", "id"),
)
recusal = Table(  # an officer takes no part in what concerns this object
    "recusal", metadata, reference_column("officer_id", "officer.id", primary_key=True), reference_column("object_id", "regulated_object.id", primary_key=True, index=True),
    Column("reason", String(300), nullable=False), Column("created_at", Moment, nullable=False), Column("created_by", String(100), nullable=False),
)
matter = Table(  # an enforcement matter: who leads, who joins (JSON list of departments), by which law; `town_areas` a JSON list of streets that hold the power themselves
    "matter", metadata, id_column("code"), Column("scene", String(40), nullable=False), Column("name", String(300), nullable=False), Column("name_en", String(300), nullable=False),
    Column("lead", String(40), nullable=False), Column("joining", Text, nullable=False), Column("basis", Text, nullable=False), Column("benchmark", String(100), nullable=False),
    Column("safety", Boolean, nullable=False), Column("town_areas", Text, nullable=False), Column("mark", String(5), nullable=False), Column("valid_from", String(10), nullable=False),
    Column("valid_to", String(10)), *_kept(),
)
visit = Table(  # `day` is the day it takes or took place, known or planned; `root_id` its case, "" when it comes from elsewhere; `body` what the process keeps of it, as JSON
    "visit", metadata, id_column(), Column("object_id", String(100), nullable=False), Column("root_id", String(100), nullable=False, index=True),
    Column("source", String(20), nullable=False), Column("state", String(20), nullable=False), Column("lead_unit", String(100), nullable=False),
    Column("area_code", String(40), nullable=False), Column("day", String(10)), Column("starts_at", Moment), Column("ends_at", Moment), Column("code_no", String(60), nullable=False),
    Column("bodies", Integer, nullable=False), Column("problems", Integer, nullable=False), Column("body", Text, nullable=False), *_kept(),
    Index(None, "object_id", "day"), Index(None, "day", "id"), Index(None, "state", "day", "id"), Index(None, "lead_unit", "day", "id"), Index(None, "code_no"),
)
visit_party = Table(  # a unit of a visit: the lead, and those invited; `state` is lead, invited, accepted, declined or came
    "visit_party", metadata, reference_column("visit_id", "visit.id", primary_key=True), Column("unit", String(100), primary_key=True),
    Column("state", String(20), nullable=False), Column("reason", String(500), nullable=False), Column("updated_at", Moment, nullable=False), Index(None, "unit", "visit_id"),
)
record_event = Table(  # append-only: who created, changed, imported or unmasked what; `batch` binds the rows of one import
    "record_event", metadata, id_column(), Column("kind", String(40), nullable=False), Column("record_id", String(200), nullable=False), Column("at", Moment, nullable=False),
    Column("actor", String(100), nullable=False), Column("deed", String(20), nullable=False), Column("batch", String(100)), Column("detail", Text, nullable=False),
    Index(None, "kind", "record_id", "at"), Index(None, "batch"),
)
