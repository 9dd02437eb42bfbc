"""A profile's system as a list, for tests: the same promises, no socket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from adapters.connector import TryLater
from adapters.outbound import Reply
from adapters.profile.port import Request

Respond = Callable[[Request], tuple[int, dict[str, Any]]]


class FakeSystem:
    """`respond` answers new requests; `down` fails every call. A key that came before gets the answer of then."""

    def __init__(self, respond: Respond) -> None:
        self.respond, self.down = respond, False
        self.received: dict[str, Request] = {}
        self._answers: dict[str, tuple[int, dict[str, Any]]] = {}

    def send(self, request: Request) -> Reply:
        """The answer; a key with another body is 422, as the draft of the Idempotency-Key header has it."""
        if self.down:
            raise TryLater("the system does not answer", reached=False)
        if request.method == "GET":
            status, body = self.respond(request)
            return Reply(status, body, "", body)
        if request.key in self.received and self.received[request.key] != request:
            return Reply(422, {"reason": "key"}, "", {"reason": "key"})
        if request.key not in self._answers:
            answer = self.respond(request)
            if answer[0] >= 400:
                return Reply(answer[0], answer[1], "", answer[1])
            self.received[request.key], self._answers[request.key] = request, answer
        status, body = self._answers[request.key]
        return Reply(status, body, "", body)

    def healthy(self) -> str:
        """As `down` says."""
        return "the system does not answer" if self.down else ""

    def close(self) -> None:
        """Nothing to close."""
