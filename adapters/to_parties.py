"""Topic `notify.party` where an SMS gateway is connected: the notice is kept as before, and goes out as a text message to the telephone the model gives."""

from __future__ import annotations

from dataclasses import replace

from adapters.connector import Answer, Connector
from engine import ExternalTask


class ToParties:
    """The connector: `keep` is the platform's own, `send` the gateway's."""

    def __init__(self, keep: Connector, send: Connector) -> None:
        self._keep, self._send = keep, send

    def __call__(self, task: ExternalTask) -> Answer:
        """Without `phone`, or to who declined, it stays a notice of the platform. The gateway's key is the notice's: one message, whichever task asks."""
        kept = self._keep(task)
        if kept["channel"] == "optedOut" or not task.variables.get("phone"):
            return kept
        sent = self._send(replace(task, topic="sms.send", idempotency_key=str(kept["messageId"])))
        return {**kept, "channel": "sms", "acceptedAt": sent["acceptedAt"]}
