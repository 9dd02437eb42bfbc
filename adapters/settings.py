"""The only reader of the environment: once, into a frozen value. Every setting is listed here, with its default.

A secret may be given as NAME (its value) or NAME_FILE (a file that holds it, as container platforms mount it).
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit


class SettingWrong(Exception):
    """A setting cannot be used; the message names it and says why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name


@dataclass(frozen=True, slots=True)
class SystemSettings:
    """Where a system of another department is, and the secret it shares with us: ONETHING_SYSTEM_<NAME>_URL, _SECRET, _KEY_ID, _TENANT."""

    url: str
    secret: str = field(default="", repr=False)
    key_id: str = ""
    tenant: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process runs. Sizes are bytes, times are seconds. Secrets never appear in `repr`."""

    data_dir: Path
    database_url: str
    secret_key: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8080
    threads: int = 16
    demo: bool = False
    demo_password: str = field(default="", repr=False)
    demo_cases: bool = True
    version: str = "0"
    insecure_cookies: bool = True
    max_upload_bytes: int = 20 * 1024 * 1024
    smtp_url: str = field(default="", repr=False)
    mail_from: str = "onething@localhost"
    tick_seconds: int = 1
    bundles_dir: Path | None = None
    penalty_url: str = ""
    penalty_secret: str = field(default="", repr=False)
    penalty_timeout_seconds: int = 15
    penalty_poll_seconds: int = 30
    outbound_allowed: tuple[str, ...] = ()
    outbound_private: tuple[str, ...] = ()
    outbound_ca_file: str = ""
    systems: Mapping[str, SystemSettings] = field(default_factory=dict)
    profiles_dir: Path | None = None
    public_url: str = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    oidc_label: str = ""
    oidc_create: bool = False
    sources_dir: Path | None = None
    source_secrets: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    message_keep_days: int = 90
    key_keep_days: int = 90
    exchange_days: int = 30
    font_dir: Path | None = None

    @property
    def mail_dir(self) -> Path:
        """Where mails are written when no mail server is set."""
        return self.data_dir / "mail"


def read(environment: Mapping[str, str] | None = None, *, demo: bool = False) -> Settings:
    """Settings from the environment (or from `environment`). Raises SettingWrong. Makes the data folder and, once, its key."""
    given = os.environ if environment is None else environment
    data_dir = _data_dir(given)
    host = given.get("ONETHING_HOST") or "127.0.0.1"
    if given.get("ONETHING_PENALTY_URL") and not _secret(given, "ONETHING_PENALTY_SECRET"):
        raise SettingWrong("ONETHING_PENALTY_SECRET", "needed to sign what goes to ONETHING_PENALTY_URL")
    return Settings(
        data_dir=data_dir,
        database_url=_database_url(given) or f"sqlite:///{data_dir / 'onething.sqlite'}",
        secret_key=_secret(given, "ONETHING_SECRET_KEY") or _own_key(data_dir),
        host=host,
        port=_number(given, "ONETHING_PORT", 8080, 0, 65535),
        threads=_number(given, "ONETHING_THREADS", 16, 1, 512),
        demo=demo,
        demo_password=_secret(given, "ONETHING_DEMO_PASSWORD"),
        demo_cases=_flag(given, "ONETHING_DEMO_CASES", True),
        version=version(),
        insecure_cookies=_flag(given, "ONETHING_INSECURE_COOKIES", host in {"127.0.0.1", "localhost", "::1"}),
        max_upload_bytes=_number(given, "ONETHING_MAX_UPLOAD_BYTES", 20 * 1024 * 1024, 1024, 2**31),
        smtp_url=_smtp_url(given),
        mail_from=given.get("ONETHING_MAIL_FROM") or "onething@localhost",
        tick_seconds=_number(given, "ONETHING_TICK_SECONDS", 1, 1, 3600),
        bundles_dir=_folder(given, "ONETHING_BUNDLES_DIR"),
        penalty_url=given.get("ONETHING_PENALTY_URL", "").rstrip("/"),
        penalty_secret=_secret(given, "ONETHING_PENALTY_SECRET"),
        penalty_timeout_seconds=_number(given, "ONETHING_PENALTY_TIMEOUT_SECONDS", 15, 1, 600),
        penalty_poll_seconds=_number(given, "ONETHING_PENALTY_POLL_SECONDS", 30, 1, 86400),
        outbound_allowed=_allowed(given),
        outbound_private=_networks(given),
        outbound_ca_file=given.get("ONETHING_OUTBOUND_CA_FILE", ""),
        systems=_systems(given),
        public_url=_public_url(given),
        oidc_issuer=given.get("ONETHING_OIDC_ISSUER", ""),
        oidc_client_id=given.get("ONETHING_OIDC_CLIENT_ID", ""),
        oidc_client_secret=_secret(given, "ONETHING_OIDC_CLIENT_SECRET"),
        oidc_label=given.get("ONETHING_OIDC_LABEL", ""),
        oidc_create=_flag(given, "ONETHING_OIDC_CREATE", False),
        exchange_days=_number(given, "ONETHING_EXCHANGE_DAYS", 30, 1, 3650),
        profiles_dir=_folder(given, "ONETHING_PROFILES_DIR"),
        sources_dir=_folder(given, "ONETHING_SOURCES_DIR"),
        source_secrets=_sources(given),
        message_keep_days=_number(given, "ONETHING_MESSAGE_KEEP_DAYS", 90, 1, 3650),
        key_keep_days=_number(given, "ONETHING_KEY_KEEP_DAYS", 90, 1, 3650),
        font_dir=_folder(given, "ONETHING_FONT_DIR"),
    )


def _data_dir(given: Mapping[str, str]) -> Path:
    """The data folder, made if it is not there."""
    path = Path(given.get("ONETHING_DATA_DIR") or "./var").resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingWrong("ONETHING_DATA_DIR", f"no folder can be made here: {error.strerror} ({path})") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise SettingWrong("ONETHING_DATA_DIR", f"this user may not write here: {path}")
    return path


def _folder(given: Mapping[str, str], name: str) -> Path | None:
    """A folder of files that we read; it must be there."""
    if not given.get(name):
        return None
    path = Path(given[name]).resolve()
    if not path.is_dir():
        raise SettingWrong(name, f"there is no folder {path}")
    return path


def _database_url(given: Mapping[str, str]) -> str:
    url = _secret(given, "ONETHING_DATABASE_URL")
    if url and not url.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
        raise SettingWrong("ONETHING_DATABASE_URL", "sqlite:///file or postgresql://user:password@host/database is needed")
    return url


def _smtp_url(given: Mapping[str, str]) -> str:
    url = _secret(given, "ONETHING_SMTP_URL")
    if url and (urlsplit(url).scheme not in {"smtp", "smtp+starttls", "smtps"} or not urlsplit(url).hostname):
        raise SettingWrong("ONETHING_SMTP_URL", "smtp://, smtp+starttls:// or smtps:// with a host is needed")
    return url


def _allowed(given: Mapping[str, str]) -> tuple[str, ...]:
    """The host:port pairs that may be called: as listed, else those of the systems that are set."""
    if listed := given.get("ONETHING_OUTBOUND_ALLOWED", ""):
        return tuple(part.strip() for part in listed.split(",") if part.strip())
    urls = [given.get("ONETHING_PENALTY_URL", ""), given.get("ONETHING_OIDC_ISSUER", ""), *(system.url for system in _systems(given).values())]
    return tuple(dict.fromkeys(urlsplit(url).netloc for url in urls if url))


def _public_url(given: Mapping[str, str]) -> str:
    """Where browsers reach us; an identity provider sends them back there."""
    url = given.get("ONETHING_PUBLIC_URL", "").rstrip("/")
    if given.get("ONETHING_OIDC_ISSUER"):
        for name in ("ONETHING_PUBLIC_URL", "ONETHING_OIDC_CLIENT_ID"):
            if not given.get(name):
                raise SettingWrong(name, "needed for sign-in by ONETHING_OIDC_ISSUER")
    if url and urlsplit(url).scheme not in {"http", "https"}:
        raise SettingWrong("ONETHING_PUBLIC_URL", "http:// or https:// is needed")
    return url


def _networks(given: Mapping[str, str]) -> tuple[str, ...]:
    """Private networks that listed names may lie in, such as that of the district's government cloud."""
    listed = [part.strip() for part in given.get("ONETHING_OUTBOUND_PRIVATE", "").split(",") if part.strip()]
    for part in listed:
        try:
            ipaddress.ip_network(part, strict=False)
        except ValueError as error:
            raise SettingWrong("ONETHING_OUTBOUND_PRIVATE", str(error)) from error
    return tuple(listed)


def _systems(given: Mapping[str, str]) -> dict[str, SystemSettings]:
    """Every system that has a URL; its name is that of its profile, lower case with hyphens."""
    found = {}
    for name in given:
        if name.startswith("ONETHING_SYSTEM_") and name.endswith("_URL") and given[name]:
            stem = name.removesuffix("_URL")
            system = stem.removeprefix("ONETHING_SYSTEM_").lower().replace("_", "-")
            found[system] = SystemSettings(given[name].rstrip("/"), _secret(given, f"{stem}_SECRET"), given.get(f"{stem}_KEY_ID", ""), given.get(f"{stem}_TENANT", ""))
    return found


def _sources(given: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Secrets of webhooks by source: ONETHING_SOURCE_<NAME>_SECRET, several with spaces between while one replaces another."""
    stems = {name.removesuffix("_FILE").removesuffix("_SECRET") for name in given if name.startswith("ONETHING_SOURCE_") and name.removesuffix("_FILE").endswith("_SECRET")}
    found = {stem.removeprefix("ONETHING_SOURCE_").lower().replace("_", "-"): tuple(_secret(given, f"{stem}_SECRET").split()) for stem in stems}
    return {name: values for name, values in found.items() if values}


def version() -> str:
    """Of the installed package; a checkout's is that of its project file's first release."""
    try:
        return metadata.version("onething")
    except metadata.PackageNotFoundError:  # a checkout is run in place, not installed
        return "0.1.0"


def _secret(given: Mapping[str, str], name: str) -> str:
    if path := given.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingWrong(f"{name}_FILE", str(error)) from error
    return given.get(name, "")


def _number(given: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = given.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or not least <= int(text) <= most:
        raise SettingWrong(name, f"a whole number from {least} to {most} is needed, not {text!r}")
    return int(text)


def _flag(given: Mapping[str, str], name: str, default: bool) -> bool:
    text = given.get(name, "").strip().lower()
    if text in {"", "0", "1", "no", "yes", "false", "true"}:
        return default if not text else text in {"1", "yes", "true"}
    raise SettingWrong(name, f"yes or no is needed, not {text!r}")


def _own_key(data_dir: Path) -> str:
    """The key that signs cookies, made at first start. Several machines need ONETHING_SECRET_KEY, the same on each."""
    path = data_dir / "secret-key"
    if not path.exists():
        draft = data_dir / f"secret-key.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):  # another process of this start was first: its key counts
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
