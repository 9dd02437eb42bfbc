"""Work notices of the government work app. See README.md."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.dingtalk.notices import WorkNotices
from adapters.gate import Gate
from adapters.outbound import Outbound
from adapters.settings import Settings, SettingWrong
from engine import Allowance, Engine
from engine.ports import Clock, Mailer

__all__ = ["NAME", "Connected", "connect"]

#: The name of the system in settings, in exchanges and on the page of systems.
NAME = "dingtalk"
LABEL = {"zh": "浙政钉工作通知", "en": "Work app notices"}
ALLOWANCE = Allowance(per_minute=300, burst=20, failures=5, open_seconds=60)
TIMEOUT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Connected:
    """What the worker sends notices with, and what operators see of it."""

    mailer: WorkNotices
    gate: Gate
    outbound: Outbound


def connect(engine: Engine, clock: Clock, settings: Settings, others: Mailer) -> Connected | None:
    """The channel where it has a URL, before the mail server. Raises SettingWrong, AddressNotAllowed."""
    place = settings.systems.get(NAME)
    if place is None:
        return None
    for name, value in (("SECRET", place.secret), ("KEY_ID", place.key_id), ("TENANT", place.tenant)):
        if not value:
            raise SettingWrong(f"ONETHING_SYSTEM_DINGTALK_{name}", "needed to send work notices")
    outbound = Outbound(place.url, settings.outbound_allowed, timeout_seconds=TIMEOUT_SECONDS, private=settings.outbound_private, ca_file=settings.outbound_ca_file)
    gate = Gate(engine, clock, NAME, ALLOWANCE)
    return Connected(WorkNotices(place, outbound, clock, others, gate), gate, outbound)
