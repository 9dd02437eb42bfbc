"""The provincial platform over HTTP: JSON, signed on the raw bytes, with an Idempotency-Key that is stable over all tries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from adapters.addresses import AddressNotAllowed
from adapters.connector import Refusal, TryLater
from adapters.gate import Call, Gate
from adapters.outbound import Outbound, Reply
from adapters.penalty.port import Verdict
from adapters.signing import signed_headers
from engine import ExternalTask
from engine.ports import Clock

PERSONAL = ("partyRef",)
PURPOSE = "案件移送省级执法平台 · hand-over of a case to the provincial platform"
BASIS = "浙江省综合行政执法条例 · duty to hand over what another body must decide"
#: What the platform says about our own fault in signing in or addressing: an operator must act, the case waits.
OUR_FAULT = {401, 403, 404, 405, 407}


class HttpPlatform:
    """See `PenaltyPlatform`."""

    def __init__(self, outbound: Outbound, secret: str, clock: Clock, gate: Gate | None = None) -> None:
        self._outbound, self._secret, self._clock, self._gate = outbound, secret, clock, gate

    def hand_over(self, package: Mapping[str, Any], key: str, task: ExternalTask | None = None) -> str:
        """POST /handovers."""
        body = json.dumps(package, ensure_ascii=False, sort_keys=True)
        if self._gate is None:
            return self._receipt(self.post("/handovers", body, key))
        call = Call("penalty.handover", "POST", "/handovers", body, key, personal=PERSONAL, purpose=PURPOSE, basis=BASIS)
        return self._gate.through(call, lambda: self.post("/handovers", body, key), self._receipt, task)

    def post(self, path: str, body: str, key: str) -> Reply:
        """A signed request; the same key is the same hand-over to the platform."""
        content = body.encode()
        headers = {**signed_headers(self._secret, key, self._clock.now(), content), "idempotency-key": key}
        return self._outbound.post(path, content, headers)

    def _receipt(self, reply: Reply) -> str:
        if reply.status in OUR_FAULT:
            raise TryLater(f"the platform does not know us: HTTP {reply.status}", details=reply.text[:2000])
        if reply.status == 409:
            raise TryLater("the platform is still at work on the first try", after_seconds=5)
        if reply.status >= 400:
            reason = str(reply.body.get("reason") or f"HTTP {reply.status}")[:300]
            raise Refusal("ERR_HANDOVER_REJECTED", reason, {"rejectedReason": reason})
        receipt = reply.body.get("receiptNo")
        if not isinstance(receipt, str) or not receipt:
            raise TryLater("the platform's answer has no receiptNo", details=reply.text[:2000])
        return receipt

    def verdicts(self, after: int) -> tuple[Verdict, ...]:
        """GET /answers?after=N."""
        path = f"/answers?after={after}"
        reply = self._outbound.get(path, signed_headers(self._secret, f"answers-{after}", self._clock.now(), path.encode()))
        rows = reply.body.get("answers")
        if reply.status != 200 or not isinstance(rows, list):
            raise TryLater(f"GET /answers: HTTP {reply.status}", details=reply.text[:2000])
        return tuple(_verdict(row) for row in rows)

    def healthy(self) -> str:
        """"" when it gives answers to who we are, else what is wrong. Asks for what comes after any answer there is."""
        try:
            self.verdicts(2**31 - 1)
        except (TryLater, AddressNotAllowed) as error:
            return str(error)
        return ""


def _verdict(row: Any) -> Verdict:
    try:
        number, receipt, decision = int(row["number"]), str(row["receiptNo"]), str(row["decision"])
        details = {name: row.get(name) for name in ("provCaseNo", "status", "date", "reason")}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise TryLater("an answer of the platform cannot be read", details=repr(row)[:2000]) from error
    if decision not in {"accepted", "returned"}:
        raise TryLater(f"an answer of the platform is neither accepted nor returned: {decision!r}")
    return Verdict(number, receipt, decision, details)
