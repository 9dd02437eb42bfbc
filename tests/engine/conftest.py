"""The stage of engine tests: every scenario straight and with everything forgotten after each step."""

from __future__ import annotations

import pytest

from engine import Actor, Engine
from tests.engine.stage import Stage
from tests.settable_clock import SettableClock

ANNA = Actor("anna", frozenset({"zhzf.nanhu", "zhzf.nanhu.officer"}))


@pytest.fixture(params=["straight", "reload"])
def stage(request: pytest.FixtureRequest, engine: Engine, clock: SettableClock) -> Stage:
    """A stage with `anna`, an officer of zhzf.nanhu, at work. She needs no account: the engine is told who acts."""
    return Stage(engine, clock, ANNA, reload=request.param == "reload")


@pytest.fixture
def straight(engine: Engine, clock: SettableClock) -> Stage:
    """A stage without the second run, for what is over before anything is stored, and for counts."""
    return Stage(engine, clock, ANNA)
