"""Systems of departments as data: one signed-HTTP adapter for every system a profile describes. See README.md."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.connector import Topic
from adapters.gate import Gate
from adapters.outbound import Outbound, Reply
from adapters.profile.over_http import HttpSystem
from adapters.profile.port import Request, System
from adapters.profile.reading import folder
from adapters.profile.spec import Profile
from adapters.profile.template import templates
from adapters.profile.topic import ProfileTopic
from adapters.settings import Settings, SettingWrong
from adapters.signing import usable
from engine import Allowance, Engine, Replay
from engine.ports import Clock

__all__ = ["Connected", "Profile", "connect", "element_templates", "known"]

OURS = Path(__file__).parent.parent / "profiles"


@dataclass(frozen=True, slots=True)
class Connected:
    """A system in use: what the worker answers, and how to ask whether it is well."""

    profile: Profile
    system: System
    topics: tuple[Topic, ...]
    gate: Gate

    @property
    def hidden(self) -> dict[str, frozenset[str]]:
        """By topic, the fields that people do not see in what is kept."""
        return {spec.name: spec.masked | set(spec.personal.fields) for spec in self.profile.topics}

    def again(self, kept: Replay) -> Reply:
        """Send a kept request once more."""
        return self.system.send(Request(kept.method, kept.path, kept.body, kept.key))

    def fetch(self, path: str) -> Reply:
        """GET a path of the system, signed as its profile says: for those who poll. Raises TryLater, AddressNotAllowed."""
        return self.system.send(Request("GET", path, None, f"poll-{hashlib.sha256(path.encode()).hexdigest()[:24]}"))

    def close(self) -> None:
        """Give back what is held open."""
        self.system.close()


def known(settings: Settings) -> tuple[Profile, ...]:
    """The profiles that come along, and those of ONETHING_PROFILES_DIR, which replace ours of the same name. Raises TomlWrong."""
    found = {profile.name: profile for profile in folder(OURS)}
    if settings.profiles_dir is not None:
        found |= {profile.name: profile for profile in folder(settings.profiles_dir)}
    return tuple(found.values())


def connect(engine: Engine, clock: Clock, settings: Settings) -> tuple[Connected, ...]:
    """Every system that has a URL and a profile. Raises SettingWrong for one without its secret and for a topic of two systems, AddressNotAllowed."""
    profiles = {profile.name: profile for profile in known(settings)} if settings.systems else {}
    connected: list[Connected] = []
    owners: dict[str, str] = {}
    for name, place in settings.systems.items():
        profile = profiles.get(name)
        if profile is None:
            continue
        for setting, needed, _ in profile.settings():
            given = {"URL": place.url, "SECRET": place.secret, "KEY_ID": place.key_id}[setting.removeprefix(profile.setting + "_")]
            if needed and not given:
                raise SettingWrong(setting, f"needed to connect {name}")
        if profile.signature.scheme == "standard-webhooks" and (why := usable(place.secret)):
            raise SettingWrong(f"{profile.setting}_SECRET", why)
        if twice := next((spec.name for spec in profile.topics if owners.setdefault(spec.name, name) != name), None):
            raise SettingWrong(f"{profile.setting}_URL", f"the topic {twice} is answered by {owners[twice]} already")
        outbound = Outbound(
            place.url, settings.outbound_allowed, timeout_seconds=profile.limits.timeout_seconds, private=settings.outbound_private,
            limit=profile.limits.answer_bytes, ca_file=settings.outbound_ca_file,
        )
        system = HttpSystem(profile, place, outbound, clock)
        limits, circuit = profile.limits, profile.circuit
        gate = Gate(engine, clock, name, Allowance(limits.per_minute, limits.burst, circuit.failures, circuit.open_seconds))
        topics = tuple(
            Topic(spec.name, ProfileTopic(engine, clock, spec, system, gate), spec.patience, lane=name) for spec in profile.topics
        )
        connected.append(Connected(profile, system, topics, gate))
    return tuple(connected)


def element_templates(settings: Settings, language: str = "zh") -> list[dict[str, Any]]:
    """Templates of every topic that profiles know, for a modeler. Raises TomlWrong."""
    return templates(known(settings), language)
