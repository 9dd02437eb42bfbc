"""The statement language of the store: all that commands and queries may use of SQLAlchemy.

Core builders only. No ORM, no session, no engine, no connection: statements are run by `Unit`, in the one transaction it holds.
Replacing this list is what replacing the library would mean for the layers above.
"""

from sqlalchemy import (
    Column,
    ColumnElement,
    DateTime,
    Numeric,
    Row,
    Select,
    and_,
    bindparam,
    case,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    union,
    update,
)
from sqlalchemy.exc import SQLAlchemyError as DatabaseError

from engine.domain.errors import Unavailable as DatabaseBusy

__all__ = [
    "Column", "ColumnElement", "DatabaseBusy", "DatabaseError", "DateTime", "Numeric", "Row", "Select", "and_", "bindparam", "case", "cast", "delete", "exists", "func", "insert", "literal", "or_", "select", "true", "union", "update",
]
