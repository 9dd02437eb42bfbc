"""Hand-over of cases to the provincial enforcement platform, and its answers. See README.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from adapters.connector import Patience, Topic
from adapters.outbound import Outbound
from adapters.penalty.answers import Answers
from adapters.penalty.handover import Handover
from adapters.penalty.over_http import HttpPlatform
from adapters.settings import Settings
from adapters.worker import Poller
from engine import Engine
from engine.ports import Clock

#: Five tries over about twelve minutes, then an incident. Short enough to be seen the same morning.
PATIENCE = Patience((5, 30, 120, 600))


@dataclass(frozen=True, slots=True)
class Connected:
    """What the worker runs for this system."""

    topic: Topic
    poller: Poller
    close: Callable[[], None]


def connect(engine: Engine, clock: Clock, settings: Settings) -> Connected:
    """Compose the adapter from settings; needs `penalty_url` and `penalty_secret`."""
    outbound = Outbound(settings.penalty_url, settings.outbound_allowed, timeout_seconds=settings.penalty_timeout_seconds)
    platform = HttpPlatform(outbound, settings.penalty_secret, clock)
    handover, answers = Handover(engine, platform), Answers(engine, platform)
    return Connected(
        Topic("penalty.handover", handover, PATIENCE),
        Poller("penalty answers", settings.penalty_poll_seconds, answers.collect),
        outbound.close,
    )
