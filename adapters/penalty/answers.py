"""Collects the platform's answers and offers each to its case once: the message id is the answer's own number."""

from __future__ import annotations

import logging

from adapters.connector import TryLater
from adapters.penalty.port import PenaltyPlatform, Verdict
from engine import SYSTEM_ACTOR, Engine

log = logging.getLogger("onething.penalty")


class Answers:
    """Asks for what is new. After a restart it reads from the first answer again; the engine knows those it has seen."""

    def __init__(self, engine: Engine, platform: PenaltyPlatform) -> None:
        self._engine, self._platform = engine, platform
        self._seen = 0

    def collect(self) -> None:
        """One round: every answer that is there. A platform that is down is asked again at the next round."""
        while True:
            try:
                found = self._platform.verdicts(self._seen)
            except TryLater as error:
                log.warning("answers: %s", error)
                return
            if not found:
                return
            for verdict in found:
                self._offer(verdict)
                self._seen = verdict.number

    def _offer(self, verdict: Verdict) -> None:
        self._engine.messages.correlate(
            f"msg.penalty.{verdict.decision}",
            key=verdict.receipt_no,
            data={"receiptNo": verdict.receipt_no, **verdict.details},
            message_id=f"penalty-answer-{verdict.number}",
            actor=SYSTEM_ACTOR,
        )
