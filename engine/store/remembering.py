"""What psycopg works out again at each execution of a statement, remembered: its translation, and the names of its columns.

It keeps the translation only of statements up to 4,096 characters and 50 parameters; what `Unit.gather` sends is longer, and there are few of them
(an eighth of an action's CPU). And it makes an object for each column of each result, 42 of them per action, of which SQLAlchemy needs
no more than that there are some, once it has met the statement (a fourteenth).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psycopg import Column, Cursor

TEXTS = 2_048


def remembering() -> type[Cursor[Any]]:
    """The cursor of psycopg with a memory. Imported when a PostgreSQL is opened, so that SQLite needs no driver of it."""
    import psycopg
    from psycopg import _queries

    _queries.MAX_CACHED_STATEMENT_LENGTH, _queries.MAX_CACHED_STATEMENT_PARAMS = 32_768, 1_000
    known: dict[bytes, list[Column]] = {}

    class Remembering(psycopg.Cursor[Any]):
        """Columns by the text of the statement; their number is compared, since a migration may change what `*` means."""

        @property
        def description(self) -> list[Column] | None:
            """The columns of the result, or None."""
            result, query = self.pgresult, self._query
            if query is None or result is None or not result.nfields:
                return super().description
            found = known.get(query.query)
            if found is None or len(found) != result.nfields:
                found = super().description
                if found is not None and len(known) < TEXTS:
                    known[query.query] = found
            return found

    return Remembering
