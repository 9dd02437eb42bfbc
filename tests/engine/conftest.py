"""The stage of engine tests: every scenario straight and with everything forgotten after each step."""

from __future__ import annotations

import pytest

from engine import Actor, Engine
from tests.engine.stage import Stage
from tests.settable_clock import SettableClock


@pytest.fixture(params=["straight", "reload"])
def stage(request: pytest.FixtureRequest, engine: Engine, people: dict[str, Actor], clock: SettableClock) -> Stage:
    """A stage with `anna`, an officer of zhzf.nanhu, at work."""
    return Stage(engine, clock, people["anna"], reload=request.param == "reload")
