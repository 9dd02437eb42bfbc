"""The authorization code flow with PKCE (OpenID Connect Core 3.1, RFC 7636): Authlib's protocol over this product's guarded HTTP."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from authlib.common.security import generate_token
from authlib.oauth2.base import OAuth2Error
from authlib.oauth2.client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from adapters.addresses import AddressNotAllowed
from adapters.connector import TryLater
from adapters.outbound import Outbound, Reply
from engine.ports import Clock, Errand, Identity, IdentityRefused

#: Signatures that are believed: asymmetric ones only, since whoever can check an HMAC can make one.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
LEEWAY_SECONDS = 60
METADATA_SECONDS = 3600
TIMEOUT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """One provider and what it knows us as. `redirect_url` must be registered there."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_url: str
    scope: str = "openid profile email"


class OidcProvider:
    """See `IdentityProvider`. Holds the provider's metadata and keys for an hour; a key it does not know is looked for once."""

    def __init__(self, settings: OidcSettings, clock: Clock, allowed: tuple[str, ...], private: tuple[str, ...], ca_file: str = "") -> None:
        self._settings, self._clock, self._allowed, self._private, self._ca_file = settings, clock, allowed, private, ca_file
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}

    def begin(self) -> Errand:
        """The address of the provider's sign-in page for a new errand. Raises `IdentityRefused`."""
        nonce, verifier = generate_token(32), generate_token(48)
        endpoint = self._endpoint("authorization_endpoint")
        url, state = self._client().create_authorization_url(endpoint, state=generate_token(32), code_verifier=verifier, nonce=nonce)
        return Errand(url, state, nonce, verifier)

    def finish(self, errand: Errand, code: str) -> Identity:
        """Change the code for an ID token and check it: signature, issuer, audience, times, nonce. Raises `IdentityRefused`."""
        try:
            token = self._client().fetch_token(
                self._endpoint("token_endpoint"), code=code, code_verifier=errand.verifier, grant_type="authorization_code", redirect_uri=self._settings.redirect_url,
            )
            said = token.get("id_token")
            if not isinstance(said, str):
                raise IdentityRefused("no ID token")
            checked = self._decoded(said)
            claims = CodeIDToken(
                checked.claims, checked.header, {"iss": {"values": [self._settings.issuer]}, "aud": {"values": [self._settings.client_id]}},
                {"nonce": errand.nonce, "client_id": self._settings.client_id, "access_token": token.get("access_token")},
            )
            claims.validate(now=int(self._clock.now().timestamp()), leeway=LEEWAY_SECONDS)
        except (OAuth2Error, JoseError, ValueError, TryLater, AddressNotAllowed) as error:
            raise IdentityRefused(f"{type(error).__name__}: {error}") from error
        if claims.get("nonce") != errand.nonce:
            raise IdentityRefused("the ID token is not for this sign-in")
        subject = claims.get("sub")
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise IdentityRefused("the ID token has no usable subject")
        words = {name: str(claims.get(name) or "")[:200] for name in ("name", "preferred_username", "email")}
        return Identity(self._settings.issuer, subject, words["name"], words["preferred_username"], words["email"])

    def healthy(self) -> str:
        """"" when its metadata and keys can be read, else what is wrong."""
        try:
            self._endpoint("token_endpoint")
            self._keys(fresh=True)
        except (IdentityRefused, TryLater, AddressNotAllowed, JoseError, ValueError) as error:
            return str(error)
        return ""

    def leave(self) -> str:
        """The provider's page for signing out (OpenID Connect RP-Initiated Logout 1.0, 2): it asks, and shows its own page afterwards."""
        try:
            return self._endpoint("end_session_endpoint") + "?" + urlencode({"client_id": self._settings.client_id})
        except IdentityRefused:
            return ""

    def _decoded(self, said: str) -> Any:
        registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        try:
            return jwt.decode(said, key=self._keys(), registry=registry)
        except (JoseError, ValueError):  # keys may have been changed since: once more with new ones
            return jwt.decode(said, key=self._keys(fresh=True), registry=registry)

    def _keys(self, *, fresh: bool = False) -> KeySet:
        return KeySet.import_key_set(self._document(self._endpoint("jwks_uri"), fresh=fresh))  # type: ignore[arg-type]  # checked by the library itself

    def _endpoint(self, name: str) -> str:
        """An address from the metadata, which must be that of this very issuer (OpenID Connect Discovery 4.3)."""
        try:
            metadata = self._document(self._settings.issuer.rstrip("/") + "/.well-known/openid-configuration")
        except (TryLater, AddressNotAllowed) as error:
            raise IdentityRefused(str(error)) from error
        if metadata.get("issuer") != self._settings.issuer:
            raise IdentityRefused(f"the metadata is of {str(metadata.get('issuer'))[:200]!r}")
        found = metadata.get(name)
        if not isinstance(found, str) or urlsplit(found).scheme not in {"https", urlsplit(self._settings.issuer).scheme}:
            raise IdentityRefused(f"the metadata has no usable {name}")
        return found

    def _document(self, url: str, *, fresh: bool = False) -> dict[str, Any]:
        now = self._clock.now().timestamp()
        with self._lock:
            kept = self._kept.get(url)
        if kept is not None and not fresh and now - kept[0] < METADATA_SECONDS:
            return kept[1]
        reply = self.call("GET", url, None, {})
        if reply.status != 200 or not reply.body:
            raise TryLater(f"{url}: HTTP {reply.status}", details=reply.text[:500])
        with self._lock:
            self._kept[url] = (now, dict(reply.body))
        return dict(reply.body)

    def _client(self) -> OAuth2Client:
        given = self._settings
        return OAuth2Client(
            _Session(self), given.client_id, given.client_secret or None, scope=given.scope, redirect_uri=given.redirect_url, code_challenge_method="S256",
        )

    def call(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        """One guarded request: every address of the metadata must be on the list too."""
        place = urlsplit(url)
        outbound = Outbound(f"{place.scheme}://{place.netloc}", self._allowed, timeout_seconds=TIMEOUT_SECONDS, private=self._private, ca_file=self._ca_file)
        try:
            target = (place.path or "/") + (f"?{place.query}" if place.query else "")
            return outbound.call(method, target, body, headers, content_type="application/x-www-form-urlencoded")
        finally:
            outbound.close()


class _Session:
    """What Authlib asks of an HTTP session, answered by our own."""

    def __init__(self, provider: OidcProvider) -> None:
        self._provider = provider

    def post(self, url: str, data: Any = None, headers: Mapping[str, str] | None = None, auth: Any = None, **_: Any) -> _Answer:
        """The token request, with the client's own authentication in it."""
        body = data if isinstance(data, str) else urlencode(data or {})
        given = {name: value for name, value in (headers or {}).items() if name.lower() != "content-type"}
        url, given, body = auth.prepare("POST", url, given, body)
        return _Answer(self._provider.call("POST", url, body.encode(), {name: str(value) for name, value in given.items() if name.lower() != "content-length"}))


class _Answer:
    """A reply as Authlib reads it."""

    def __init__(self, reply: Reply) -> None:
        self._reply, self.status_code = reply, reply.status

    def json(self) -> Any:
        """The JSON value. Raises ValueError when it is none."""
        if self._reply.json is None:
            raise ValueError("no JSON")
        return self._reply.json

    def raise_for_status(self) -> None:
        """Raises ValueError for a refusal."""
        if self.status_code >= 400:
            raise ValueError(f"HTTP {self.status_code}")
