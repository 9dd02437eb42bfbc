"""What we ask of a system that a profile describes. The real one speaks HTTP, the fake keeps lists; one suite tests both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from adapters.outbound import Reply


@dataclass(frozen=True, slots=True)
class Request:
    """One call. `path` holds the query; `body` is JSON text, None for GET and DELETE; `key` is the idempotency key, stable over all tries."""

    method: str
    path: str
    body: str | None
    key: str


class System(Protocol):
    """A department's system."""

    def send(self, request: Request) -> Reply:
        """The answer, of any status below 500 except 408, 425, 429 and redirects. The same key has one effect there.

        Raises TryLater for everything that may pass, AddressNotAllowed for a place that is not listed.
        """
        ...

    def healthy(self) -> str:
        """"" when the system answers its health path with 2xx (or has none and can be reached), else what is wrong."""
        ...

    def close(self) -> None:
        """Give back what is held open."""
        ...
