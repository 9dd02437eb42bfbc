"""What this product can be connected to: the systems that profiles describe, and those with an adapter of their own; names, settings, whether the interface is public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adapters.profile import Profile

Setting = tuple[str, bool, str]


@dataclass(frozen=True, slots=True)
class Place:
    """One connection: `settings` are name, whether it is needed, meaning; `topics` may be empty where no model asks it."""

    name: str
    label: Mapping[str, str]
    about: str
    interface: str
    settings: tuple[Setting, ...]
    topics: tuple[str, ...] = ()


def _rows(*rows: tuple[str, str]) -> tuple[Setting, ...]:
    return tuple((f"ONETHING_{name.removesuffix('?')}", not name.endswith("?"), meaning) for name, meaning in rows)


OWN = (
    Place(
        "penalty", {"zh": "省级执法平台", "en": "Provincial enforcement platform"},
        "Cases are handed over, answers are fetched.", "profile",
        _rows(
            ("PENALTY_URL", "base URL; without it nothing is handed over"), ("PENALTY_SECRET", "whsec_ and base64 of 24 to 64 bytes; or _SECRET_FILE"),
            ("PENALTY_TIMEOUT_SECONDS?", "15"), ("PENALTY_POLL_SECONDS?", "30"),
        ), ("penalty.handover",),
    ),
    Place(
        "dingtalk", {"zh": "浙政钉工作通知", "en": "Work app notices"},
        "Notices to accounts whose address is <account id>@dingtalk.", "public",
        _rows(
            ("SYSTEM_DINGTALK_URL", "the gateway"), ("SYSTEM_DINGTALK_KEY_ID", "app key"), ("SYSTEM_DINGTALK_SECRET", "app secret; or _SECRET_FILE"),
            ("SYSTEM_DINGTALK_TENANT", "tenant id"),
        ),
    ),
    Place(
        "oidc", {"zh": "统一身份认证", "en": "Identity provider"},
        "Sign-in by OpenID Connect.", "public",
        _rows(
            ("OIDC_ISSUER", "the issuer's URL; without it there is no such button"), ("OIDC_CLIENT_ID", "what it knows us as"),
            ("OIDC_CLIENT_SECRET", "or _SECRET_FILE"), ("PUBLIC_URL", "where browsers reach us"), ("OIDC_LABEL?", "on the button"), ("OIDC_CREATE?", "no"),
        ),
    ),
    Place(
        "smtp", {"zh": "邮件服务器", "en": "Mail server"},
        "Notices as mails.", "public",
        _rows(("SMTP_URL", "smtp://, smtp+starttls:// or smtps://; or _URL_FILE; without it mails are files"), ("MAIL_FROM?", "onething@localhost")),
    ),
)


def places(profiles: Iterable[Profile]) -> tuple[Place, ...]:
    """All of them, those with an adapter of their own first."""
    return (*OWN, *(Place(item.name, item.label, item.about, item.interface, item.settings(), tuple(topic.name for topic in item.topics)) for item in profiles))
