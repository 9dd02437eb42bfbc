"""Notices as work notices of the government work app: a mail to `<account id>@dingtalk` goes there instead of to a mail server."""

from __future__ import annotations

import json
import secrets
from urllib.parse import parse_qsl, urlencode

from adapters.addresses import AddressNotAllowed
from adapters.connector import Postponed, Refusal, TryLater
from adapters.gate import Call, Gate
from adapters.gateway_signing import headers
from adapters.outbound import Outbound, Reply
from adapters.settings import SystemSettings
from engine import Mail, Replay
from engine.ports import Clock, Mailer, MailFailed

DOMAIN = "@dingtalk"
PATH = "/message/workNotification"
#: Of a long text the app shows no more than this.
MOST = 2000


class WorkNotices:
    """See `Mailer`. Addresses that are not of the app go to `others`."""

    def __init__(self, place: SystemSettings, outbound: Outbound, clock: Clock, others: Mailer, gate: Gate | None = None) -> None:
        self._place, self._outbound, self._clock, self._others, self._gate = place, outbound, clock, others, gate

    def send(self, mail: Mail) -> None:
        """Returns when the app took it. Raises MailFailed; permanent when it says that it will not take this one."""
        account = mail.to.lower().removesuffix(DOMAIN)
        if account == mail.to.lower():
            self._others.send(mail)
            return
        body = form(account, self._place.tenant, mail)
        try:
            if self._gate is None:
                understood(self._post(body))
            else:  # the text is the engine's own; who gets it is not shown
                call = Call("work-notice", "POST", PATH, body, mail.message_id, readable=mail.subject)
                self._gate.through(call, lambda: self._post(body), understood)
        except Refusal as error:
            raise MailFailed(str(error), permanent=True) from error
        except (TryLater, Postponed, AddressNotAllowed) as error:
            raise MailFailed(str(error), permanent=False) from error

    def again(self, kept: Replay) -> Reply:
        """Send a kept notice once more; the app knows it by its own number and shows it once."""
        return self._post(kept.body or "")

    def healthy(self) -> str:
        """"" when the gateway takes our key, else what is wrong."""
        query = urlencode(self._token())
        try:
            reply = self._outbound.get(f"/gettoken.json?{query}", self._signed("GET", "/gettoken.json", self._token()))
        except (TryLater, AddressNotAllowed) as error:
            return str(error).replace(query, "...")  # the secret is in it
        return "" if reply.status == 200 and reply.body.get("success") is True else f"GET /gettoken.json: {said(reply)}"

    def _token(self) -> dict[str, str]:
        return {"appkey": self._place.key_id, "appsecret": self._place.secret}

    def _post(self, body: str) -> Reply:
        given = self._signed("POST", PATH, dict(parse_qsl(body)))
        return self._outbound.call("POST", PATH, body.encode(), given, content_type="application/x-www-form-urlencoded")

    def _signed(self, method: str, path: str, parameters: dict[str, str]) -> dict[str, str]:
        now = self._clock.now()
        nonce = f"{int(now.timestamp() * 1000)}{secrets.randbelow(9000) + 1000}"
        return headers(self._place.key_id, self._place.secret, method, path, parameters, now, nonce)


def form(account: str, tenant: str, mail: Mail) -> str:
    """The body. `bizMsgId` is the mail's own id and never changes: a repeat is one notice."""
    message = {"msgtype": "text", "text": {"content": f"{mail.subject}\n{mail.body}"[:MOST]}}
    return urlencode({
        "bizMsgId": mail.message_id.strip("<>"), "msg": json.dumps(message, ensure_ascii=False, sort_keys=True), "receiverIds": account, "tenantId": tenant,
    })


def understood(reply: Reply) -> None:
    """The gateway answers 200 with `success` outside and inside. Raises TryLater for what may pass, Refusal for this notice alone."""
    inner = reply.body.get("content")
    if reply.status in {401, 403, 404}:
        raise TryLater(f"the gateway does not know us: HTTP {reply.status}", status=reply.status)
    if reply.status != 200 or not isinstance(inner, dict):
        raise TryLater(f"no answer of the gateway: {said(reply)}", details=reply.text[:2000], status=reply.status)
    if reply.body.get("success") is not True:
        raise TryLater(said(reply), status=reply.status)
    if inner.get("success") is not True:
        raise Refusal("NOT_TAKEN", said(reply))


def said(reply: Reply) -> str:
    """The gateway's own words for what is wrong."""
    inner = reply.body.get("content")
    words = inner if isinstance(inner, dict) else reply.body
    return f"HTTP {reply.status} {words.get('responseCode') or words.get('bizErrorCode') or ''} {words.get('responseMessage') or ''}".strip()[:300]
