"""The composition root: from settings to a running application. The only module that knows the concrete classes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any

from adapters import dingtalk, inbound, penalty, platform, profile
from adapters.clock import SystemClock
from adapters.connector import Topic
from adapters.element_template import template
from adapters.mail.folder import FolderMailer
from adapters.mail.smtp import SmtpMailer
from adapters.oidc.provider import OidcProvider, OidcSettings
from adapters.passwords import Argon2Passwords
from adapters.places import places
from adapters.platform.supervising import EVERY_SECONDS, Supervision
from adapters.replays import Replays, Route
from adapters.settings import Settings
from adapters.to_parties import ToParties
from adapters.worker import Poller, Worker
from engine import SYSTEM_ACTOR, Engine, open_store
from engine.ports import Clock, IdentityProvider, Mailer, Passwords

#: What element templates call the platform's own workers.
OURSELVES = {"zh": "本平台", "en": "This platform"}


@dataclass(frozen=True, slots=True)
class Application:
    """Everything one process needs: web takes `engine` and `settings`; the worker takes the rest."""

    engine: Engine
    settings: Settings
    clock: Clock
    mailer: Mailer
    topics: tuple[Topic, ...]
    pollers: tuple[Poller, ...]
    ways_in: inbound.Inbound
    closers: tuple[Callable[[], None], ...] = ()
    identity: IdentityProvider | None = None
    checks: Mapping[str, Callable[[], str]] = field(default_factory=dict)

    def labels(self, language: str) -> dict[str, str]:
        """What the systems are called, by name."""
        return {place.name: place.label[language] for place in places(profile.known(self.settings))}

    def element_templates(self, language: str = "zh") -> list[dict[str, Any]]:
        """For a modeler: a service task per topic of every profile, of the provincial platform, and of what the platform answers itself."""
        found = [penalty.element_template(language), *profile.element_templates(self.settings, language)]
        named = {item["id"] for item in found}
        return found + [
            template(topic.name, OURSELVES[language], topic.name, "", (), language)
            for topic in sorted(self.topics, key=lambda topic: topic.name) if f"onething.{topic.name}" not in named
        ]

    def worker(self) -> Worker:
        """A worker for this process, not yet started. One per process."""
        return Worker(self.engine, self.mailer, self.topics, self.pollers, tick_seconds=self.settings.tick_seconds)

    def close(self) -> None:
        """Give back what is held open."""
        for closer in self.closers:
            closer()
        self.engine.close()


def build(settings: Settings, clock: Clock | None = None, *, passwords: Passwords | None = None, mailer: Mailer | None = None) -> Application:
    """Compose the application. Opens no connection and changes nothing; `engine.migrate()` is a step of its own."""
    clock = clock or SystemClock()
    engine = Engine(open_store(settings.database_url), clock, passwords or Argon2Passwords())
    topics = platform.topics(engine, clock, settings)
    pollers: tuple[Poller, ...] = ()
    closers: tuple[Callable[[], None], ...] = ()
    sent: dict[str, Route] = {}
    checks: dict[str, Callable[[], str]] = {}
    if settings.penalty_url:
        handover = penalty.connect(engine, clock, settings)
        topics = (*topics, handover.topic)
        pollers, closers = (handover.poller,), (handover.close,)
        sent["penalty"] = Route(handover.again, handover.gate, {handover.topic.name: handover.hidden})
        checks["penalty"] = handover.healthy
    systems = profile.connect(engine, clock, settings)
    sent |= {system.profile.name: Route(system.again, system.gate, system.hidden) for system in systems}
    for system in systems:  # a connected system answers instead of the stand-in of the same topic
        topics, closers = (*topics, *system.topics), (*closers, system.close)
    named = {topic.name: topic for topic in topics}
    if "sms.send" in named:
        named["notify.party"] = replace(named["sms.send"], name="notify.party", connector=ToParties(named["notify.party"].connector, named["sms.send"].connector))
    topics = tuple(named.values())
    checks |= {system.profile.name: system.system.healthy for system in systems}
    mails = mailer or _mailer(settings, clock)
    if isinstance(mails, SmtpMailer):
        checks["smtp"] = mails.healthy
    if app := dingtalk.connect(engine, clock, settings, mails):
        mails, closers = app.mailer, (*closers, app.outbound.close)
        sent[dingtalk.NAME] = Route(app.mailer.again, app.gate)
        checks[dingtalk.NAME] = app.mailer.healthy
    if sent:
        replays = Replays(engine, sent)
        pollers = (*pollers, Poller("replays", 5, replays.run), Poller("forget", 3600, partial(_forget, engine, clock, settings.exchange_days)))
    pollers = (*pollers, Poller("supervision", EVERY_SECONDS, Supervision(engine, clock).look))
    ways_in = inbound.connect(engine, clock, settings, {system.profile.name: system.fetch for system in systems}, {dingtalk.NAME})
    pollers, closers = (*pollers, *ways_in.pollers), (*closers, *ways_in.closers)
    engine.external_tasks.answered([topic.name for topic in topics])
    identity = _identity(settings, clock)
    if identity is not None:
        checks["oidc"] = identity.healthy
    return Application(engine, settings, clock, mails, topics, pollers, ways_in, closers, identity=identity, checks=checks)


def _identity(settings: Settings, clock: Clock) -> OidcProvider | None:
    """Sign-in elsewhere, where it is set up."""
    if not settings.oidc_issuer:
        return None
    ours = OidcSettings(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, settings.public_url + "/login/provider/back")
    return OidcProvider(ours, clock, settings.outbound_allowed, settings.outbound_private, settings.outbound_ca_file)


def _forget(engine: Engine, clock: Clock, days: int) -> None:
    """What was sent is kept for replays only so long; its masked record stays."""
    engine.outward.forget(SYSTEM_ACTOR, clock.now() - timedelta(days=days))


def _mailer(settings: Settings, clock: Clock) -> Mailer:
    if settings.smtp_url:
        return SmtpMailer(settings.smtp_url, settings.mail_from, clock)
    return FolderMailer(settings.mail_dir, settings.mail_from, clock)
