"""Hand-over of cases to the provincial enforcement platform, and its answers. See README.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from adapters.connector import Patience, Topic
from adapters.gate import Gate
from adapters.outbound import Outbound, Reply
from adapters.penalty.answers import Answers
from adapters.penalty.handover import Handover, element_template
from adapters.penalty.over_http import PERSONAL, HttpPlatform
from adapters.settings import Settings, SettingWrong
from adapters.signing import usable
from adapters.worker import Poller
from engine import Allowance, Engine, Replay
from engine.ports import Clock

__all__ = ["Connected", "connect", "element_template"]

#: Five tries over about twelve minutes, then an incident. Short enough to be seen the same morning.
PATIENCE = Patience((5, 30, 120, 600))
ALLOWANCE = Allowance(per_minute=120, burst=20, failures=10, open_seconds=60)


@dataclass(frozen=True, slots=True)
class Connected:
    """What the worker runs for this system."""

    topic: Topic
    poller: Poller
    gate: Gate
    again: Callable[[Replay], Reply]
    hidden: frozenset[str]
    healthy: Callable[[], str]
    close: Callable[[], None]


def connect(engine: Engine, clock: Clock, settings: Settings) -> Connected:
    """Compose the adapter from settings; needs `penalty_url` and `penalty_secret`. Raises SettingWrong, AddressNotAllowed."""
    if why := usable(settings.penalty_secret):
        raise SettingWrong("ONETHING_PENALTY_SECRET", why)
    outbound = Outbound(
        settings.penalty_url, settings.outbound_allowed, timeout_seconds=settings.penalty_timeout_seconds, private=settings.outbound_private,
        ca_file=settings.outbound_ca_file,
    )
    gate = Gate(engine, clock, "penalty", ALLOWANCE)
    platform = HttpPlatform(outbound, settings.penalty_secret, clock, gate)
    handover, answers = Handover(engine, platform), Answers(engine, platform)
    return Connected(
        Topic("penalty.handover", handover, PATIENCE, lane="penalty"),
        Poller("penalty answers", settings.penalty_poll_seconds, answers.collect),
        gate, lambda kept: platform.post(kept.path, kept.body or "", kept.key), frozenset(PERSONAL), platform.healthy, outbound.close,
    )
