"""Stands in for the gateway of the government work app: the key, work notices shown once per number, an account that is not there.

    GET  /gettoken.json?appkey=&appsecret=                       -> {success, content: {data: {accessToken}}}
    POST /message/workNotification  receiverIds, tenantId, bizMsgId, msg   (form)
    order forget {account}: the app does not know this account any more
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from adapters.simulators.face import Answer
from adapters.simulators.memory import Memory

NEEDED = ("receiverIds", "tenantId", "bizMsgId", "msg")


class DingtalkFace:
    """The system `dingtalk`."""

    system, scheme = "dingtalk", "work-app"

    def seed(self, memory: Memory) -> None:
        """It begins empty."""

    def respond(self, memory: Memory, method: str, path: str, query: Mapping[str, str], body: Any, now: datetime) -> Answer:
        """One signed request."""
        if (method, path) == ("GET", "/gettoken.json"):
            return 200, _said({"data": {"accessToken": "app-" + query.get("appkey", ""), "expiresIn": 7200}})
        if (method, path) != ("POST", "/message/workNotification"):
            return 404, {"success": False, "reason": f"{method} {path} is not served here"}
        missing = [name for name in NEEDED if not body.get(name)]
        if missing:
            return 200, _refused("PARAM", "缺少：" + "、".join(missing))
        if memory.get(self.system, "gone", body["receiverIds"]):
            return 200, _refused("NO_ACCOUNT", "接收人不存在")
        known = memory.get(self.system, "notice", body["bizMsgId"])
        if known is None:
            known = {"id": body["bizMsgId"], "to": body["receiverIds"], "tenant": body["tenantId"], "text": json.loads(body["msg"])["text"]["content"], "at": now.isoformat()}
            memory.put(self.system, "notice", known["id"], known)
        return 200, _said({"msgId": f"m-{known['id']}"})

    def order(self, memory: Memory, verb: str, said: Mapping[str, Any], now: datetime) -> Answer | None:
        """Play the administrator of the app, see the module."""
        if verb != "forget":
            return None
        memory.put(self.system, "gone", str(said["account"]), {"id": str(said["account"])})
        return 200, {}


def _said(content: Mapping[str, Any]) -> dict[str, Any]:
    return {"success": True, "content": {"success": True, "responseCode": "0", "responseMessage": "OK", **content}}


def _refused(code: str, words: str) -> dict[str, Any]:
    return {"success": True, "content": {"success": False, "responseCode": code, "responseMessage": words}}
