"""What a request works with: the application it belongs to, the engine, the person, the moment."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, cast

from flask import current_app, g

from adapters.bootstrap import Application
from engine import Actor, Engine, Right


class SignedIn(Protocol):
    """A live session: who, and whether the password must be changed first."""

    @property
    def actor(self) -> Actor:
        """Who."""
        ...

    @property
    def must_change(self) -> bool:
        """Whether the password must be changed before anything else."""
        ...


def application() -> Application:
    """The composed application of this process."""
    return cast(Application, current_app.extensions["onething"])


def engine() -> Engine:
    """The engine of this process."""
    return application().engine


def now() -> datetime:
    """The present moment by the injected clock; one reading per request, so that a page never contradicts itself."""
    if "now" not in g:
        g.now = application().clock.now()
    return cast(datetime, g.now)


def session() -> SignedIn | None:
    """The signed-in session of this request."""
    return cast("SignedIn | None", g.get("session"))


def actor() -> Actor:
    """Who acts. The guard has made sure that there is someone on every route that is not public."""
    found = session()
    if found is None:
        raise LookupError("a public route asked who is acting")
    return found.actor


def may(right: str) -> bool:
    """Whether the person holds a platform right: for showing menus only, the engine decides."""
    found = session()
    return found is not None and found.actor.may(Right(right))
