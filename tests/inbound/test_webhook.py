"""`POST /hooks/<source>` over WSGI: signed, recent, small, JSON, understood; repeats have no second effect."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from adapters.bootstrap import Application, build
from adapters.mail.fake import FakeMailer
from adapters.passwords import Argon2Passwords
from adapters.settings import Settings
from adapters.signing import SignatureWrong, signed_headers, verify
from engine import SYSTEM_ACTOR
from tests.engine.modelling import bpmn
from tests.settable_clock import SettableClock
from web.app import create_app

OLD, NEW = ("whsec_" + base64.b64encode(bytes([number]) * 32).decode() for number in (1, 2))
SOURCE = """
[source]
name = "counter"
about = "test"
webhook = true
label = {zh = "计数", en = "Counter"}
[[message]]
when = 'body.type = "count"'
name = "msg.count"
business-key = "body.site"
required = ["count"]
[message.data]
count = "body.count * 2"
[[message]]
when = 'body.type = "ping"'
ignore = true
"""
Post = Callable[..., TestResponse]


@pytest.fixture
def application(settings: Settings, clock: SettableClock, tmp_path: Path) -> Iterator[Application]:
    """One with a source that has two secrets, as during a rotation."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "counter.toml").write_text(SOURCE)
    application = build(
        replace(settings, sources_dir=folder, source_secrets={"counter": (OLD, NEW)}), clock, passwords=Argon2Passwords(quick=True), mailer=FakeMailer(),
    )
    application.engine.definitions.deploy(SYSTEM_ACTOR, "t", {"m.bpmn": bpmn("start-message s name=msg.count\nuser a group=zhzf.nanhu.officer\nend e\ns > a > e", "m")})
    yield application
    application.close()


@pytest.fixture
def post(application: Application, clock: SettableClock) -> Post:
    """Post a signed body; what is given takes the place of what would be right."""
    client = Client(create_app(application))

    def send(body: Any = None, *, raw: bytes | None = None, identity: str = "m-1", secret: str = NEW, source: str = "counter", **headers: str) -> TestResponse:
        content = json.dumps({"type": "count", "site": "lake", "count": 4} if body is None else body).encode() if raw is None else raw
        return client.post(f"/hooks/{source}", data=content, headers={**signed_headers(secret, identity, clock.now(), content), **headers})

    return send


def cases(application: Application) -> int:
    return len(application.engine.instances.search(SYSTEM_ACTOR).items)


def test_a_signed_message_is_stored_and_begins_its_case(application: Application, post: Post) -> None:
    answer = post()
    assert (answer.status_code, answer.json["repeated"]) == (202, False)
    (arrival,) = application.engine.inbound.listed(SYSTEM_ACTOR).items
    assert (arrival.state, arrival.sender_id, arrival.business_key, arrival.data) == ("done", "m-1", "lake", {"count": 8})
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_both_secrets_are_good_while_one_replaces_the_other(post: Post, secret: str) -> None:
    assert post(secret=secret).status_code == 202


def test_a_repeat_is_answered_alike_and_does_nothing(application: Application, post: Post) -> None:
    assert [post().json["repeated"] for _ in range(3)] == [False, True, True]
    assert application.engine.inbound.counts(SYSTEM_ACTOR).waiting == 0
    assert len(application.engine.inbound.listed(SYSTEM_ACTOR).items) == 1


def test_what_is_not_signed_is_not_read(application: Application, post: Post, clock: SettableClock) -> None:
    wrong = "whsec_" + base64.b64encode(b"\x03" * 32).decode()
    assert post(secret=wrong).status_code == 401
    assert post(**{"webhook-signature": ""}).status_code == 401
    assert post(**{"webhook-timestamp": str(int(clock.now().timestamp()) - 301)}).status_code == 401
    assert post(**{"webhook-timestamp": "soon"}).status_code == 401
    assert post(raw=b"{" * 200_000, secret=wrong).status_code == 401, "hostile bodies are not parsed before the signature fits"
    assert not application.engine.inbound.listed(SYSTEM_ACTOR).items


@pytest.mark.parametrize(("raw", "field"), [
    (b'{"type":"count","count":1e999999999}', "body"), (b'{"type":"count","count":-1e-999999999}', "body"),
    (b"", "body"), (b"[]", "body"), (b"{", "body"), (b"NaN", "body"), (b'{"a":NaN}', "body"), (b"[" * 100_000, "body"), (b"\xff", "body"),
    (b'{"type":"count"}', "count"), (b'{"type":"count","count":"four"}', "count"), (b'{"type":"other"}', None),
])
def test_what_is_not_understood_is_refused_with_its_place(application: Application, post: Post, raw: bytes, field: str | None) -> None:
    answer = post(raw=raw)
    assert answer.status_code == 422
    assert answer.json.get("field") == field
    assert not application.engine.inbound.listed(SYSTEM_ACTOR).items, "nothing half done"


def test_sizes_methods_and_unknown_sources(post: Post, application: Application) -> None:
    assert post(raw=b"x" * (256 * 1024 + 1)).status_code == 413
    assert post(source="nobody").status_code == 404
    assert post(source="hotline-12345").status_code == 404
    assert Client(create_app(application)).get("/hooks/counter").status_code == 405
    assert post(identity="x" * 300).status_code == 422


def test_a_ping_is_answered_and_nothing_follows(application: Application, post: Post) -> None:
    assert post({"type": "ping"}).status_code == 202
    assert application.engine.inbound.listed(SYSTEM_ACTOR).items[0].state == "ignored"
    assert cases(application) == 0


def test_the_vector_of_the_specification_fits() -> None:
    """The example that the libraries of Standard Webhooks share."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # published, only for tests
    then, body = datetime.fromtimestamp(1614265330, UTC), b'{"test": 2432232314}'
    made = signed_headers(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", then, body)
    assert made["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert verify((secret,), made, body, then + timedelta(minutes=5)) == "msg_p5jXN8AQM9LWM0D4loKWxJek"
    for off in (timedelta(minutes=5, seconds=1), -timedelta(minutes=5, seconds=1)):
        with pytest.raises(SignatureWrong):
            verify((secret,), made, body, then + off)
