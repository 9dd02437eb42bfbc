"""The tables of the engine: definitions, instances, work, history, people."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    false,
    literal_column,
    or_,
)

from engine.store.tables.columns import Moment, id_column, metadata, reference_column

deployment = Table(
    "deployment", metadata, id_column(),
    Column("name", String(200), nullable=False),
    Column("source", String(200), nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("created_at", Moment, nullable=False), Column("created_by", String(100), nullable=False),
)
resource = Table(
    "resource", metadata,
    reference_column("deployment_id", "deployment.id", primary_key=True), Column("name", String(255), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
definition = Table(
    "definition", metadata, id_column(),
    Column("kind", String(20), nullable=False), Column("key", String(200), nullable=False), Column("version", Integer, nullable=False),
    Column("name", String(255), nullable=False), reference_column("deployment_id", "deployment.id"), Column("resource", String(255), nullable=False),
    Column("digest", String(64), nullable=False), Column("latest", Boolean, nullable=False),
    Column("startable_by", Text, nullable=False), Column("form_key", String(255)), Column("labels", Text, nullable=False),
    Column("created_at", Moment, nullable=False), Column("created_by", String(100), nullable=False), Column("note", Text, nullable=False),
    Column("version_tag", String(255)),
    Index(None, "kind", "key", "version", unique=True), Index(None, "kind", "latest"),
)
deployment_definition = Table(  # unchanged files keep their version: a deployment lists what it brings, old or new
    "deployment_definition", metadata, reference_column("deployment_id", "deployment.id", primary_key=True), reference_column("definition_id", "definition.id", primary_key=True),
)
draft = Table(
    "draft", metadata, Column("kind", String(20), primary_key=True), Column("key", String(200), primary_key=True),
    Column("content", Text, nullable=False), Column("revision", Integer, nullable=False),
    Column("updated_at", Moment, nullable=False), Column("updated_by", String(100), nullable=False),
)
reference = Table(  # calendars, clocks, statutes: data of law as administrators keep it
    "reference", metadata, Column("kind", String(20), primary_key=True), Column("name", String(200), primary_key=True),
    Column("content", Text, nullable=False), Column("digest", String(64), nullable=False), Column("updated_at", Moment, nullable=False),
)
instance = Table(
    "instance", metadata, id_column(),
    reference_column("root_id", index=True), reference_column("parent_id", nullable=True), reference_column("definition_id", "definition.id"),
    Column("business_key", String(200), nullable=False, index=True), Column("title", String(500), nullable=False),
    Column("state", String(20), nullable=False), Column("lock", Integer, nullable=False), Column("seq", Integer, nullable=False),
    Column("events", Integer, nullable=False), Column("head", String(64), nullable=False),  # number and hash of the last event of the case
    Column("started_at", Moment, nullable=False), Column("ended_at", Moment), Column("started_by", String(100), nullable=False),
    Column("reason", Text, nullable=False), Column("suspended_at", Moment),
    Index(None, "started_by", "started_at", "id"), Index(None, "state", "started_at", "id"), Index(None, "started_at", "id"),
)
#: The members of a case that a verb needs: those that live, and the case itself. In plain text, for an index is used only where the query says the same.
LIVES = or_(instance.c.state == literal_column("'active'"), instance.c.state == literal_column("'suspended'"), instance.c.id == instance.c.root_id)
Index("ix_instance_living", instance.c.root_id, sqlite_where=LIVES, postgresql_where=LIVES)  # ended called processes are many in a long case
token = Table(  # the live execution tree: one row per live node, body, watcher and scope
    "token", metadata, reference_column("root_id", "instance.id", primary_key=True), id_column(),
    reference_column("parent_id", nullable=True), Column("seq", Integer, nullable=False), reference_column("instance_id"),
    Column("element", String(255), nullable=False), Column("role", String(20), nullable=False), Column("doc", Text, nullable=False),
)
compensation = Table(  # what a scope has done and could undo: rows of their own, so that a loop does not write all its laps anew at each
    "compensation", metadata, reference_column("root_id", "instance.id", primary_key=True), Column("scope_id", String(100), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False), Column("doc", Text, nullable=False),
)
variable = Table(
    "variable", metadata, reference_column("root_id", "instance.id", primary_key=True), Column("scope_id", String(100), primary_key=True),
    Column("name", String(255), primary_key=True), Column("value", Text, nullable=False),
    Column("declared", Text),  # the type its sender named, where the value alone does not tell it (engine.domain.values.declare)
    Column("gone", String(10)),  # kept for history only: "ended" with its scope, or "removed"
)
task = Table(
    "task", metadata, id_column(),  # the id of its token: one piece of work, one id
    reference_column("root_id", "instance.id"), reference_column("instance_id"), Column("element", String(255), nullable=False), Column("name", String(500), nullable=False),
    Column("definition_id", String(100), nullable=False), Column("state", String(20), nullable=False), Column("assignee", String(100)),
    Column("priority", Integer, nullable=False), Column("created_at", Moment, nullable=False), Column("due_at", Moment),
    Column("due_clock", String(100)), Column("yellow_at", Moment), Column("derivation", Text),
    Column("form_id", String(100)), Column("candidates", Text, nullable=False), Column("excluded", Text, nullable=False),
    Column("completed_by", String(100)), Column("completed_at", Moment), Column("data", Text), Column("scope", Text), Column("warned_at", Moment),
    Column("version", Integer, nullable=False),
    Index(None, "root_id", "element"), Index(None, "assignee", "state", "due_at", "id"),
    Index(None, "completed_by", "completed_at", "id"), Index(None, "state", "due_at", "id"),
)
task_candidate = Table(
    "task_candidate", metadata, reference_column("task_id", "task.id", primary_key=True), Column("kind", String(10), primary_key=True),
    Column("ref", String(100), primary_key=True), Index(None, "kind", "ref", "task_id"),
)
job = Table(  # timers, continuations, deliveries of messages and signals, warnings of tasks
    "job", metadata, id_column(), Column("kind", String(20), nullable=False), reference_column("root_id", nullable=True), reference_column("instance_id", nullable=True),
    reference_column("token_id", nullable=True), Column("element", String(255), nullable=False), Column("payload", Text, nullable=False),
    Column("due_at", Moment, nullable=False), Column("created_at", Moment, nullable=False), Column("retries", Integer, nullable=False),
    Column("lease", String(100)), Column("lease_until", Moment), Column("error", Text), Column("priority", Integer, nullable=False),
    Index(None, "due_at", "id"), Index(None, "root_id"), Index(None, "token_id"),
)
external_task = Table(
    "external_task", metadata, id_column(),  # the id of its token, and its idempotency key towards the other system
    reference_column("root_id", "instance.id", index=True), reference_column("instance_id"), Column("element", String(255), nullable=False),
    Column("topic", String(255), nullable=False), Column("priority", Integer, nullable=False), Column("retries", Integer),
    Column("worker", String(200)), Column("lock_until", Moment), Column("available_at", Moment), Column("attempt", Integer, nullable=False),
    Column("error", Text), Column("details", Text), Column("properties", Text, nullable=False), Column("business_key", String(200), nullable=False),
    Column("created_at", Moment, nullable=False),
    Index(None, "topic", "lock_until", "priority"),
)
subscription = Table(
    "subscription", metadata, id_column(), Column("kind", String(20), nullable=False), Column("name", String(255), nullable=False),
    Column("key", String(255)), reference_column("root_id", nullable=True, index=True), reference_column("instance_id", nullable=True), reference_column("token_id", nullable=True),
    Column("element", String(255), nullable=False), reference_column("definition_id", nullable=True), Column("created_at", Moment, nullable=False),
    Index(None, "kind", "name", "key"),
)
message = Table(  # every message that came in, once; kept ones wait for their catch
    "message", metadata, id_column(), Column("name", String(255), nullable=False), Column("key", String(255)), Column("data", Text, nullable=False),
    Column("received_at", Moment, nullable=False), Column("outcome", String(20), nullable=False), reference_column("instance_id", nullable=True),
    Index(None, "outcome", "name", "key"),
)
incident = Table(
    "incident", metadata, id_column(), Column("kind", String(30), nullable=False), reference_column("root_id", "instance.id", index=True), reference_column("instance_id"),
    Column("work_id", String(100), nullable=False, index=True), Column("element", String(255), nullable=False), Column("message", Text, nullable=False),
    Column("details", Text, nullable=False), Column("created_at", Moment, nullable=False), Column("resolved_at", Moment), Column("resolved_by", String(100)),
    Column("said", Text),  # the fault, for the language of the reader
    Column("annotation", Text),  # what an operator noted for the next
)
activity = Table(  # history of nodes: one row per token that entered a node
    "activity", metadata, reference_column("root_id", "instance.id", primary_key=True), id_column(index=True), reference_column("instance_id"), reference_column("parent_id", nullable=True),
    Column("seq", Integer, nullable=False), Column("element", String(255), nullable=False), Column("kind", String(40), nullable=False),
    Column("name", String(500), nullable=False), Column("started_at", Moment, nullable=False), Column("ended_at", Moment),
    Column("canceled", Boolean, nullable=False), Column("completes", Boolean, nullable=False, server_default=false()), Column("called_id", String(100)),
)
event = Table(  # append-only, hash-chained per case: history, audit and outbox are read from here
    "event", metadata, reference_column("root_id", primary_key=True), Column("seq", Integer, primary_key=True, autoincrement=False),
    reference_column("instance_id"), Column("at", Moment, nullable=False), Column("actor", String(100), nullable=False), Column("kind", String(40), nullable=False),
    Column("element", String(255), nullable=False), Column("detail", Text, nullable=False), Column("hash", String(64), nullable=False),
)
idempotency = Table(
    "idempotency", metadata, Column("account", String(100), primary_key=True), Column("key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False), Column("answer", Text, nullable=False), Column("created_at", Moment, nullable=False),
)
sequence = Table(
    "sequence", metadata, Column("name", String(100), primary_key=True), Column("value", BigInteger, nullable=False),
)
case_record = Table(  # findings, visits, documents, transfers: what joint enforcement keeps beside the process
    "case_record", metadata, Column("kind", String(40), primary_key=True), Column("id", String(200), primary_key=True),
    reference_column("root_id", index=True), Column("subject", String(200), nullable=False), Column("body", Text, nullable=False),
    Column("updated_at", Moment, nullable=False),
    # what lists show and filter by, taken out of the body when it is written (engine/joint/facets.py)
    Column("title", String(300)), Column("state", String(40)),
    Column("unit", String(100)), Column("area_code", String(40)),
    Column("matter", String(100)), Column("number", String(100)),
    Column("parent", String(200)), Column("day", String(10)), Column("due_day", String(10)),
    Column("synthetic", Boolean),
    Index(None, "kind", "subject"), Index(None, "subject", "kind", "day"), Index(None, "kind", "day", "id"), Index(None, "kind", "state", "due_day"), Index(None, "parent"),
)
file = Table(
    "file", metadata, id_column(), Column("name", String(255), nullable=False), Column("mime", String(100), nullable=False),
    Column("size", Integer, nullable=False), reference_column("sha256", "blob.sha256"), reference_column("root_id", nullable=True, index=True), reference_column("task_id", nullable=True),
    Column("uploaded_by", String(100), nullable=False), Column("at", Moment, nullable=False),
)
blob = Table("blob", metadata, id_column("sha256"), Column("content", LargeBinary, nullable=False))
unit = Table(
    "unit", metadata, id_column(), Column("name", String(200), nullable=False), Column("name_en", String(200), nullable=False),
    Column("kind", String(40), nullable=False), reference_column("parent", nullable=True), Column("active", Boolean, nullable=False),
)
account = Table(
    "account", metadata, id_column("name"), Column("display", String(200), nullable=False), Column("email", String(200), nullable=False),
    Column("active", Boolean, nullable=False), Column("language", String(5), nullable=False), Column("rights", Text, nullable=False),
    Column("password", String(200), nullable=False), Column("must_change", Boolean, nullable=False), Column("failures", Integer, nullable=False),
    Column("locked_until", Moment), Column("created_at", Moment, nullable=False),
)
membership = Table(
    "membership", metadata, reference_column("account", "account.name", primary_key=True), Column("group", String(100), primary_key=True),
    Index(None, "group"),
)
session = Table(
    "session", metadata, id_column("digest"), reference_column("account", "account.name", index=True), Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False), Column("remote", String(100), nullable=False), Column("agent", String(300), nullable=False),
)
notice = Table(
    "notice", metadata, id_column(), reference_column("account", "account.name"), Column("kind", String(40), nullable=False), Column("values", Text, nullable=False),
    reference_column("task_id", nullable=True), reference_column("instance_id", nullable=True), Column("created_at", Moment, nullable=False), Column("read_at", Moment),
    Index(None, "account", "created_at", "id"),
)
delivery = Table(  # the ledger: what was told to whom by which channel
    "delivery", metadata, id_column(), reference_column("notice_id", "notice.id"), Column("channel", String(20), nullable=False),
    Column("message_id", String(200), nullable=False), Column("state", String(20), nullable=False), Column("tries", Integer, nullable=False),
    Column("due_at", Moment, nullable=False), Column("lease", String(100)), Column("lease_until", Moment), Column("error", Text), Column("sent_at", Moment),
    Index(None, "state", "due_at"),
)
heartbeat = Table("heartbeat", metadata, id_column("name"), Column("at", Moment, nullable=False))
api_token = Table(  # bearer tokens of /engine-rest: only their hash is stored
    "api_token", metadata, id_column("digest"), Column("id", String(100), nullable=False, unique=True), reference_column("account", "account.name", index=True),
    Column("name", String(200), nullable=False), Column("scopes", Text, nullable=False), Column("created_at", Moment, nullable=False),
    Column("created_by", String(100), nullable=False), Column("expires_at", Moment, nullable=False), Column("revoked_at", Moment),
)
task_detail = Table(  # what clients of the dialect add to a task and the engine itself does not need
    "task_detail", metadata, reference_column("task_id", "task.id", primary_key=True), Column("owner", String(100)), Column("delegation", String(20)),
    Column("description", Text), Column("follow_up_at", Moment), Column("parent_id", String(100)), Column("updated_at", Moment, nullable=False),
)
law_row = Table(  # law as data: waivers, discretion benchmarks, credit classes; a corrected row stays, replaced
    "law_row", metadata, id_column(), Column("kind", String(20), nullable=False), Column("key", String(100), nullable=False),
    Column("step", String(100), nullable=False), Column("department", String(100), nullable=False), Column("title", Text, nullable=False),
    Column("condition", Text, nullable=False), Column("outcome", Text, nullable=False), Column("least", String(50)), Column("most", String(50)),
    Column("unit", String(100), nullable=False), Column("source", Text, nullable=False), Column("mark", String(5), nullable=False),
    Column("valid_from", String(10), nullable=False), Column("valid_to", String(10)), Column("note", Text, nullable=False),
    Column("file", String(200), nullable=False), Column("created_at", Moment, nullable=False), Column("created_by", String(100), nullable=False),
    Column("confirmed_at", Moment), Column("confirmed_by", String(100)), Column("replaced_at", Moment), Column("replaced_by", String(100)),
    Index(None, "kind", "key", "valid_from"),
)
