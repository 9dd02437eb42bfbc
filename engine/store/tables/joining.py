"""One visit instead of two: offers between plans and their answers; random draws with everything that repeats them."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from engine.store.tables.columns import Moment, id_column, metadata, reference_column

visit_offer = Table(  # two plans for one object that may become one visit: `visit_id` is the one that stays; state is open, agreed, declined or withdrawn
    "visit_offer", metadata, id_column(), Column("object_id", String(100), nullable=False, index=True), reference_column("visit_id", "visit.id"),
    reference_column("other_id", "visit.id", index=True), Column("day", String(10), nullable=False), Column("state", String(20), nullable=False),
    Column("created_at", Moment, nullable=False), Column("created_by", String(100), nullable=False), Column("closed_at", Moment),
    Index(None, "visit_id", "other_id", unique=True), Index(None, "state", "created_at", "id"),
)
offer_answer = Table(  # a unit asked by an offer; `answer` is "", accept or decline
    "offer_answer", metadata, reference_column("offer_id", "visit_offer.id", primary_key=True), Column("unit", String(100), primary_key=True),
    Column("answer", String(20), nullable=False), Column("reason", String(500), nullable=False), Column("answered_at", Moment), Column("answered_by", String(100), nullable=False),
    Index(None, "unit", "offer_id"),
)
random_draw = Table(  # `inputs` and `result` are the very texts that were hashed; see engine/joint/draw.py
    "random_draw", metadata, id_column(), Column("unit", String(100), nullable=False), Column("title", String(200), nullable=False), Column("day", String(10), nullable=False),
    Column("algorithm", String(40), nullable=False), Column("seed", String(200), nullable=False), Column("inputs", Text, nullable=False), Column("inputs_hash", String(64), nullable=False),
    Column("result", Text, nullable=False), Column("objects", Integer, nullable=False), Column("chosen", Integer, nullable=False),
    Column("created_at", Moment, nullable=False), Column("created_by", String(100), nullable=False), Column("planned_at", Moment), Column("published_at", Moment),
    Column("published_by", String(100), nullable=False), Index(None, "created_at", "id"),
)
