"""What a profile says, as values: a department's system as data. `reading.py` makes them from TOML and refuses what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from adapters.connector import Patience
from engine import FeelExpression, FeelMapping

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
SCHEMES = frozenset({"standard-webhooks", "hmac", "bearer", "none"})


@dataclass(frozen=True, slots=True)
class Signature:
    """How a request says who sends it. `digest` is of hmac: sha256, or sm3 where the system's OpenSSL has it (GM/T 0004)."""

    scheme: str
    digest: str = "sha256"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the other side bears. Sizes are bytes; `per_minute` 0 is no limit; `burst` calls may come at once."""

    per_minute: int = 60
    burst: int = 10
    timeout_seconds: int = 15
    answer_bytes: int = 262_144
    request_bytes: int = 1_048_576


@dataclass(frozen=True, slots=True)
class Circuit:
    """After `failures` in a row nothing is sent for `open_seconds`; then one call tries."""

    failures: int = 5
    open_seconds: int = 60


@dataclass(frozen=True, slots=True)
class ErrorRule:
    """A refusal of the other side that the model draws a path for. `when` sees status, body and the request's variables."""

    when: FeelExpression
    code: str
    message: FeelExpression | None
    variables: FeelMapping


@dataclass(frozen=True, slots=True)
class Personal:
    """Personal data that a request gives away: which fields, why, and by which law (网络数据安全管理条例 art. 12: kept three years)."""

    fields: tuple[str, ...] = ()
    purpose: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """One topic: the request it becomes and what its answer means."""

    name: str
    label: str
    method: str
    path: str
    path_values: FeelMapping
    query: FeelMapping
    request: FeelMapping
    answer: FeelMapping
    accept: tuple[int, ...]
    required: tuple[str, ...]
    errors: tuple[ErrorRule, ...]
    forms: Mapping[str, str]
    masked: frozenset[str]
    personal: Personal
    patience: Patience


@dataclass(frozen=True, slots=True)
class Profile:
    """A system: its name is that of its settings (ONETHING_SYSTEM_<NAME>_URL, _SECRET, _KEY_ID)."""

    name: str
    label: Mapping[str, str]
    about: str
    interface: str
    signature: Signature
    limits: Limits
    circuit: Circuit
    health_path: str
    topics: tuple[TopicSpec, ...] = field(default_factory=tuple)

    @property
    def setting(self) -> str:
        """The stem of the names of its settings."""
        return "ONETHING_SYSTEM_" + self.name.upper().replace("-", "_")

    def settings(self) -> tuple[tuple[str, bool, str], ...]:
        """Name, whether it is needed, and meaning of every setting."""
        signed = self.signature.scheme != "none"
        rows = [(f"{self.setting}_URL", True, "base URL, https://host[:port][/prefix]; without it the system is not connected")]
        if signed:
            kind = {"standard-webhooks": "whsec_ and base64 of 24 to 64 bytes", "hmac": "the shared key as text", "bearer": "the token"}
            rows.append((f"{self.setting}_SECRET", True, f"{kind[self.signature.scheme]}; or {self.setting}_SECRET_FILE"))
        if self.signature.scheme == "hmac":
            rows.append((f"{self.setting}_KEY_ID", True, "the name under which the other side knows our key"))
        return tuple(rows)
