"""What the tests of one process share: results that depend on nothing but what they were worked out from.

A test makes its own engine, database and web application, and a run makes a thousand of each. The URL rules, templates and SQL
statements are the same every time, and working them out anew was half of the CPU of a test of the pages. Databases of a test
outlive no power cut, so SQLite need not wait for the disk either; that the product waits is shown by `contract/test_durable.py`, without this.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine as Database
from sqlalchemy import create_engine, event
from werkzeug.routing import Rule

from engine.store import database, uow


class Templates(BytecodeCache):
    """Compiled templates by their text."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key + bucket.checksum in self._known:
            bucket.bytecode_from_string(self._known[bucket.key + bucket.checksum])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


def _rules() -> None:
    """What a URL rule is read into, by its text. No application here has converters of its own."""
    known: dict[Any, Any] = {}
    read: Callable[[Any], None] = Rule.compile

    def remembered(rule: Any) -> None:
        what = (rule.rule, rule.subdomain, rule.host, rule.merge_slashes, repr(rule.defaults))
        if what not in known:
            read(rule)
            known[what] = (rule._parts, rule._trace, rule._converters, rule.arguments, rule._build.__func__, rule._build_unknown.__func__)
            return
        rule._parts, rule._trace, rule._converters, arguments, build, build_unknown = known[what]
        rule.arguments = set(arguments)
        rule._build, rule._build_unknown = build.__get__(rule), build_unknown.__get__(rule)

    Rule.compile = remembered  # type: ignore[method-assign]  # werkzeug has no setting for it


def _statements() -> None:
    """SQLite databases share one dialect, so that a statement is translated once for all of them, and wait for no disk."""
    first = create_engine("sqlite://")
    first.connect().close()  # the dialect learns the version of the library

    def opened(url: str) -> Database:
        found = database.open_database(url)
        if found.dialect.name == "sqlite":
            found.dialect, found._compiled_cache = first.dialect, first._compiled_cache

            @event.listens_for(found, "connect")
            def _no_disk(connection: Any, _record: Any) -> None:
                connection.execute("PRAGMA synchronous=OFF")

        return found

    uow.open_database = opened  # type: ignore[attr-defined]  # where `Store` looks for it


def install() -> None:
    """For the rest of this process."""
    Flask.jinja_options = {"bytecode_cache": Templates()}
    _rules()
    _statements()
