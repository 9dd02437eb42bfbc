"""Start and stop, in order: what `onething serve`, `demo` and `worker` share. Web adds only its server around these."""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from adapters import bundles, staging
from adapters.addresses import AddressNotAllowed
from adapters.bootstrap import Application, build
from adapters.clock import SystemClock
from adapters.demo.prepare import HashedOnce, Prepared, prepare
from adapters.passwords import Argon2Passwords
from adapters.settings import Settings, SettingWrong, SystemSettings
from adapters.simulators.credit import CreditFace
from adapters.simulators.face import faces
from adapters.simulators.penalty import PenaltyFace
from adapters.simulators.server import Simulators
from adapters.tomltable import TomlWrong
from engine import SYSTEM_ACTOR

Say = Callable[[str], None]
#: Mistakes of whoever set the installation up: told in one line, not as a traceback.
MISTAKES = (SettingWrong, TomlWrong, AddressNotAllowed)


@contextmanager
def ready(settings: Settings, say: Say) -> Iterator[Application]:
    """A composed application over an up-to-date database with every bundle published. Raises Refused for a bad bundle."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    application = build(settings)
    try:
        set_up(application, say)
        yield application
    finally:
        application.close()


def set_up(application: Application, say: Say) -> None:
    """Database and bundles; on a database that is up to date and knows every bundle this is two quick looks."""
    say("database")
    application.engine.migrate()
    for key, deployment in bundles.publish(application.engine, application.settings):
        if deployment is not None:
            say(f"processes: {key}, {len(deployment.definitions)} definitions")


@contextmanager
def working(application: Application) -> Iterator[None]:
    """With the worker of this process; leaving waits for what is under way."""
    worker = application.worker()
    worker.start()
    try:
        yield
    finally:
        worker.stop()


@contextmanager
def demo(settings: Settings, say: Say) -> Iterator[tuple[Application, Prepared]]:
    """The demo: `ready`, the demo organisation, cases at several stages, and other departments' systems that accept everything after some seconds."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    simulator = None
    if not settings.penalty_url:
        secret = "whsec_" + b64encode(secrets.token_bytes(32)).decode()
        province = PenaltyFace(accept_after=timedelta(seconds=10))
        site = CreditFace(answer_after=timedelta(seconds=10))
        simulator = Simulators(secret, settings.data_dir / "simulators.sqlite", SystemClock(), systems=(*faces(), province, site))
        simulator.start()
        settings = replace(
            settings, penalty_url=simulator.place("penalty"), penalty_secret=secret, penalty_poll_seconds=2, outbound_allowed=(urlsplit(simulator.url).netloc,),
            systems={**settings.systems, **{
                name: SystemSettings(simulator.place(name), secret, "onething") for name in ("credit", "hotline")  # those without a stand-in in the platform
            }},
        )
    application = build(replace(settings, demo=True), passwords=HashedOnce(Argon2Passwords()))
    try:
        set_up(application, say)
        prepared = prepare(application.engine, settings.demo_password, say)
        if settings.demo_cases and not application.engine.instances.search(SYSTEM_ACTOR, limit=1).items:
            staging.set_the_stage(settings, say)
        yield application, prepared
    finally:
        application.close()
        if simulator is not None:
            simulator.stop()
