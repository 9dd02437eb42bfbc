"""The ways in: webhooks, sources that are asked, tables in folders. All end in `engine.inbound`, which keeps them before it answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from adapters.inbound.drops import Drops, Report, take
from adapters.inbound.polling import Polling, over_http, through
from adapters.inbound.source import Source, folder
from adapters.inbound.webhook import understood
from adapters.outbound import Outbound, Reply
from adapters.settings import Settings, SettingWrong
from adapters.signing import usable
from adapters.worker import Poller
from engine import Accepted, Engine, NotFound
from engine.ports import Clock

__all__ = ["Inbound", "Report", "Source", "connect"]
HERE = Path(__file__).parent / "sources"
DELIVER_SECONDS, DROP_SECONDS, EXPIRE_SECONDS, FORGET_SECONDS = 2, 5, 3600, 86_400


@dataclass(frozen=True, slots=True)
class Inbound:
    """All sources of this installation, and what the worker rings for."""

    engine: Engine
    clock: Clock
    sources: Mapping[str, Source]
    secrets: Mapping[str, tuple[str, ...]]
    pollers: tuple[Poller, ...]
    closers: tuple[Callable[[], None], ...]

    def webhook(self, name: str, headers: Mapping[str, str], body: bytes) -> Accepted:
        """A request to `/hooks/<name>`: stored when this returns, and delivered if that can be done now.

        Raises `NotFound` for a source without webhook or without secret, `Unsigned`, `Invalid`.
        """
        source = self.sources.get(name)
        if source is None or not source.webhook or not self.secrets.get(name):
            raise NotFound(code="inbound.no-source")
        item = understood(source, self.secrets[name], headers, body, self.clock.now())
        (accepted,) = self.engine.inbound.accept(name, [item])
        if accepted.fresh and item.name:
            self.engine.inbound.deliver(accepted.id)
        return accepted

    def upload(self, name: str, content: bytes, *, dry: bool) -> Report:
        """A table by hand, with the same rules as the folder. Raises `NotFound`, `Invalid`."""
        source = self.sources.get(name)
        if source is None or source.drop is None:
            raise NotFound(code="inbound.no-source")
        return take(self.engine, source, content, self.clock.now(), dry=dry)


def connect(
    engine: Engine, clock: Clock, settings: Settings, ask: Mapping[str, Callable[[str], Reply]] | None = None, other: Collection[str] = (),
) -> Inbound:
    """Read the sources and prepare what asks them; `ask` fetches from the systems that have a profile, `other` systems are connected
    otherwise. Raises TomlWrong, SettingWrong.
    """
    sources = folder(settings.sources_dir or HERE)
    _known(settings, sources, {*(ask or {}), *other})
    pollers = [Poller("deliver_arrivals", DELIVER_SECONDS, engine.inbound.deliver_due)]
    closers: list[Callable[[], None]] = []
    if dropped := [source for source in sources.values() if source.drop is not None]:
        pollers.append(Poller("drops", DROP_SECONDS, Drops(engine, clock, settings.data_dir / "drops", dropped).look))
    pollers.append(Poller("expire_messages", EXPIRE_SECONDS, lambda: engine.inbound.expire(settings.message_keep_days)))
    pollers.append(Poller("forget_keys", FORGET_SECONDS, lambda: engine.inbound.forget(settings.key_keep_days)))
    for source in sources.values():
        system = settings.systems.get(source.poll.system) if source.poll is not None else None
        if source.poll is not None and ask and source.poll.system in ask:
            pollers.append(Poller(f"poll {source.name}", source.poll.every_seconds, Polling(engine, clock, source, source.poll, through(ask[source.poll.system])).run))
        elif source.poll is not None and system is not None:
            outbound = Outbound(
                system.url, settings.outbound_allowed, timeout_seconds=15, private=settings.outbound_private, limit=4 * 1024 * 1024, ca_file=settings.outbound_ca_file,
            )
            closers.append(outbound.close)
            pollers.append(Poller(f"poll {source.name}", source.poll.every_seconds, Polling(engine, clock, source, source.poll, over_http(system, clock, outbound)).run))
    return Inbound(engine, clock, sources, settings.source_secrets, tuple(pollers), tuple(closers))


def _known(settings: Settings, sources: Mapping[str, Source], connected: Collection[str]) -> None:
    """A misspelt name must not be a way in that silently is none. Raises SettingWrong."""
    for name, secrets in settings.source_secrets.items():
        setting = f"ONETHING_SOURCE_{name.upper().replace('-', '_')}_SECRET"
        if name not in sources or not sources[name].webhook:
            raise SettingWrong(setting, f"no source {name} with a webhook; known: {', '.join(sorted(source.name for source in sources.values() if source.webhook))}")
        if why := next((why for secret in secrets if (why := usable(secret))), ""):
            raise SettingWrong(setting, why)
    polled = {source.poll.system for source in sources.values() if source.poll is not None}
    if stray := sorted(set(settings.systems) - set(connected) - polled):
        raise SettingWrong(f"ONETHING_SYSTEM_{stray[0].upper().replace('-', '_')}_URL", f"no profile and no source knows a system {stray[0]}")
