"""What `onething serve` and `demo` look at before they start, and what they print when they have."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width
from urllib.parse import urlsplit

from adapters.bootstrap import Application
from adapters.demo.prepare import Prepared
from adapters.settings import Settings, SettingWrong
from engine import SYSTEM_ACTOR

#: The accounts that the four walks of README.md begin with, and what they show.
FIRST = (
    ("zfd-jiefang-officer-1", "沿街店铺 shopfront"), ("nhjq-officer-1", "景区 scenic area"), ("ga-officer-1", "养犬 dogs"), ("fgj-1", "信用修复 credit repair"),
    ("admin-model-1", "流程设计 processes"), ("admin-system-1", "运行管理 operation"),
)
WIDTH = 44


def look(settings: Settings) -> None:
    """Raises `SettingWrong` when the address cannot be listened on: better now than after half a minute of work."""
    try:
        places = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise SettingWrong("ONETHING_HOST", f"{settings.host} is no address of this machine ({error.strerror})") from error
    for family, kind, protocol, _, place in places if settings.port else ():
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(place)
            except OSError as error:
                raise SettingWrong("ONETHING_PORT", f"{settings.port} of {settings.host} cannot be used: {error.strerror}. Another one: ONETHING_PORT={settings.port % 65535 + 1}") from error


def announcement(application: Application, url: str, prepared: Prepared | None) -> Iterator[str]:
    """Lines for the terminal; the address comes last, where the eye is."""
    settings = application.settings
    yield ""
    if prepared is not None:
        yield "  账号 accounts"
        for home, names in accounts(application, prepared):
            yield f"    {_padded(home)} {'  '.join(names)}"
        yield ""
        for name, about in FIRST:
            yield f"    先看 look first   {name:24} {about}"
        yield ""
        yield f"    密码 password     {prepared.password or _old_password(settings)}"
        yield f"    邮件 mail         {'SMTP server of ONETHING_SMTP_URL' if settings.smtp_url else settings.mail_dir}"
        if settings.penalty_url:
            parts = urlsplit(settings.penalty_url)
            yield f"    外部系统 systems  {parts.scheme}://{parts.netloc}"
        yield ""
    elif not application.engine.people.accounts(SYSTEM_ACTOR):
        yield "  还没有账号 no accounts yet   onething admin create NAME"
        yield ""
    yield f"  监管一件事 OneThing {settings.version}   {url}   (Ctrl-C 停止 stops)"
    yield ""


def _old_password(settings: Settings) -> str:
    told = "; ONETHING_DEMO_PASSWORD counts only when accounts are made" if settings.demo_password else ""
    return f"as shown at the first start{told}"


def accounts(application: Application, prepared: Prepared) -> list[tuple[str, Sequence[str]]]:
    """Names of accounts by what they are: the name of their unit, in the order of the organisation, or their platform rights."""
    people = application.engine.people
    units = {unit.id: unit.name for unit in people.units(SYSTEM_ACTOR)}
    kept = {account.name: account for account in people.accounts(SYSTEM_ACTOR)}
    found: dict[str, list[str]] = {}
    for name in prepared.accounts:
        if account := kept.get(name):
            home = ".".join(account.groups[0].split(".")[:2]) if account.groups else ""
            found.setdefault(units.get(home, home) or account.display, []).append(name)
    return list(found.items())


def _padded(text: str) -> str:
    """Filled up to the width, where a Chinese character takes two places."""
    return text + " " * (WIDTH - sum(2 if east_asian_width(char) in "WF" else 1 for char in text))
