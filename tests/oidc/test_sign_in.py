"""Sign-in by a real, certified OpenID provider in its own process; and what may go wrong on the way, with a fake one."""

from __future__ import annotations

import fcntl
import re
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2
import pytest
from werkzeug.test import TestResponse

from adapters import bootstrap
from adapters.bootstrap import Application
from adapters.clock import SystemClock
from adapters.oidc.fake import FakeProvider
from adapters.oidc.provider import OidcProvider, OidcSettings
from adapters.passwords import Argon2Passwords
from adapters.settings import Settings, SettingWrong, read
from engine import SYSTEM_ACTOR, Actor, Conflict
from engine.ports import Identity, IdentityRefused
from tests.settable_clock import SettableClock
from tests.web.visitor import Visitor
from web.app import create_app

HERE = Path(__file__).parent
BACK = "http://localhost/login/provider/back"


@pytest.fixture(scope="session")
def issuer() -> Iterator[str]:
    """The npm package as locked, on a free port."""
    with (HERE / "package.json").open() as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not (HERE / "node_modules" / "oidc-provider").is_dir():
            subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HERE, check=True)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    process = subprocess.Popen(["node", "provider.mjs", str(port), BACK], cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None and "ready" in process.stdout.readline()
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()
    process.stdout.close()


def person(url: str, name: str) -> str:
    """A person at the provider's own pages: signs in, consents; the address the browser is sent back to."""
    with httpx2.Client(trust_env=False, follow_redirects=False, timeout=20) as browser:
        for _ in range(12):
            if url.startswith(BACK):
                return url
            answer = browser.get(url)
            if answer.status_code in {302, 303}:
                url = urljoin(url, answer.headers["location"])
                continue
            action = re.search(r'action="([^"]+)"', answer.text)
            prompt = re.search(r'name="prompt" value="([^"]+)"', answer.text)
            assert action and prompt, answer.text
            answer = browser.post(urljoin(url, action[1]), data={"prompt": prompt[1], "login": name, "password": "any"})
            url = urljoin(url, answer.headers["location"])
    raise AssertionError(url)


def real(issuer: str, **other: str) -> OidcProvider:
    given = OidcSettings(**{"issuer": issuer, "client_id": "onething", "client_secret": "only for tests", "redirect_url": BACK, **other})
    return OidcProvider(given, SystemClock(), (issuer.removeprefix("http://").rstrip("/"),), ())


def code_of(url: str) -> str:
    return parse_qs(urlsplit(url).query)["code"][0]


def test_the_real_provider_says_who_it_is(issuer: str) -> None:
    provider = real(issuer)
    errand = provider.begin()
    back = person(errand.url, "li.min")
    assert parse_qs(urlsplit(back).query)["state"] == [errand.state]
    assert provider.finish(errand, code_of(back)) == Identity(issuer, "li.min", "Person li.min", "li.min", "li.min@id.example")
    with pytest.raises(IdentityRefused):  # a code is good once
        provider.finish(errand, code_of(back))


@pytest.mark.parametrize("what", ["verifier", "nonce"])
def test_a_code_of_another_errand_is_refused(issuer: str, what: str) -> None:
    provider = real(issuer)
    errand = provider.begin()
    stolen = code_of(person(errand.url, "li.min"))
    with pytest.raises(IdentityRefused):
        provider.finish(replace(errand, **{what: "x" * 64}), stolen)


def test_another_secret_issuer_or_host_is_refused(issuer: str) -> None:
    provider = real(issuer)
    errand = provider.begin()
    code = code_of(person(errand.url, "li.min"))
    with pytest.raises(IdentityRefused):
        real(issuer, client_secret="wrong").finish(errand, code)
    with pytest.raises(IdentityRefused, match="metadata is of"):
        real(issuer + "/").begin()
    with pytest.raises(IdentityRefused, match="ONETHING_OUTBOUND_ALLOWED"):
        OidcProvider(OidcSettings(issuer, "onething", "s", BACK), SystemClock(), (), ()).begin()


def test_an_old_token_is_refused(issuer: str) -> None:
    clock = SettableClock(SystemClock().now())
    provider = OidcProvider(OidcSettings(issuer, "onething", "only for tests", BACK), clock, (issuer.removeprefix("http://").rstrip("/"),), ())
    errand = provider.begin()
    code = code_of(person(errand.url, "li.min"))
    clock.advance(hours=2)
    with pytest.raises(IdentityRefused, match="Expired"):
        provider.finish(errand, code)


# --- On the pages -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def application(settings: Settings, clock: SettableClock, request: pytest.FixtureRequest) -> Iterator[Application]:
    built = bootstrap.build(settings, clock, passwords=Argon2Passwords(quick=True))
    issuer = request.getfixturevalue("issuer") if "issuer" in request.fixturenames else "https://id.example"
    identity = real(issuer) if "issuer" in request.fixturenames else FakeProvider()
    yield replace(built, identity=identity, settings=replace(settings, oidc_issuer=issuer, oidc_label="浙政钉"))
    built.close()


@pytest.fixture
def visit(application: Application, people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch) -> type[Visitor]:
    monkeypatch.setattr(Visitor, "application", create_app(application), raising=False)
    return Visitor


def through(browser: Visitor, name: str, start: str = "/login/provider") -> TestResponse:
    """Off to the (fake) provider and back as `name`."""
    state = parse_qs(urlsplit(browser.get(start).headers["Location"]).query)["state"][0]
    return browser.get(f"/login/provider/back?state={state}&code={name}")


def test_link_then_sign_in_with_the_real_provider(visit: type[Visitor], issuer: str) -> None:
    anna = visit.named("anna")
    assert "浙政钉" in anna.get("/identity").text
    back = person(anna.get(link_of(anna)).headers["Location"], "li.min")
    assert anna.get(back.removeprefix("http://localhost")).headers["Location"] == "/identity"
    stranger = visit()
    assert "用浙政钉登录" in stranger.get("/login").text
    back = person(stranger.get("/login/provider?next=/cases").headers["Location"], "li.min")
    assert stranger.get(back.removeprefix("http://localhost")).headers["Location"] == "/cases"
    assert "Anna" in stranger.get("/inbox").text
    stranger.post("/logout")
    assert "/login/provider/out" in stranger.get("/login").text and "/login/provider/out" not in stranger.get("/login").text, "said once"
    assert stranger.get("/login/provider/out").headers["Location"].startswith(f"{issuer}/session/end?client_id=onething")


def link_of(browser: Visitor) -> str:
    """The address on the page that links, with its token."""
    found = re.search(r'href="(/identity/link\?token=[^"]+)"', browser.get("/identity").text)
    assert found
    return found[1]


def test_a_link_needs_the_page_it_stands_on(visit: type[Visitor], application: Application) -> None:
    anna = visit.named("anna")
    for address in ("/identity/link", "/identity/link?token=x"):  # as another site would send it
        assert anna.get(address).headers["Location"] == "/identity"
    assert through(anna, "li", link_of(anna)).headers["Location"] == "/identity"
    anna.post("/logout")
    assert "/login/provider/out" not in anna.get("/login").text, "who came in by password has no session there"


def test_who_is_not_linked_stays_outside_and_no_account_is_made(visit: type[Visitor], application: Application) -> None:
    before = len(application.engine.people.accounts(SYSTEM_ACTOR))
    answer = through(visit(), "stranger")
    assert answer.status_code == 401 and "还没有绑定" in answer.text
    assert len(application.engine.people.accounts(SYSTEM_ACTOR)) == before


def test_an_account_is_made_where_that_is_allowed_and_has_no_rights(visit: type[Visitor], application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Visitor, "application", create_app(replace(application, settings=replace(application.settings, oidc_create=True))), raising=False)
    assert through(visit(), "anna").status_code == 302  # the name is taken by another: a new account beside it
    made = [account for account in application.engine.people.accounts(SYSTEM_ACTOR) if account.name.startswith("anna-")]
    assert [(account.groups, account.rights) for account in made] == [((), ())]
    assert through(visit(), "anna").status_code == 302
    assert len([account for account in application.engine.people.accounts(SYSTEM_ACTOR) if account.name.startswith("anna-")]) == 1


def test_an_errand_belongs_to_its_browser_and_ends(visit: type[Visitor], application: Application, people: dict[str, Actor]) -> None:
    application.engine.people.link(people["anna"], "anna", Identity("https://id.example", "li"))
    first, other = visit(), visit()
    state = parse_qs(urlsplit(first.get("/login/provider").headers["Location"]).query)["state"][0]
    assert other.get(f"/login/provider/back?state={state}&code=li").status_code == 400
    assert first.get("/login/provider/back?state=&code=li").status_code == 400
    assert first.get(f"/login/provider/back?state={state}&code=li").status_code == 400, "the errand ended with its first answer"
    assert through(first, "li").status_code == 302
    assert first.get("/login/provider/back?state=state-1&code=li").status_code == 400


def test_a_disabled_account_and_a_second_owner_are_refused(visit: type[Visitor], application: Application, people: dict[str, Actor]) -> None:
    engine = application.engine
    engine.people.link(people["anna"], "anna", Identity("https://id.example", "li"))
    with pytest.raises(Conflict):
        engine.people.link(people["ben"], "ben", Identity("https://id.example", "li"))
    assert visit.named("ben").get("/identity").status_code == 200
    engine.people.update_account(people["admin"], "anna", active=False)
    assert through(visit(), "li").status_code == 401


def test_a_provider_that_is_down_leaves_the_password(visit: type[Visitor], application: Application) -> None:
    application.identity.down = True  # type: ignore[union-attr]  # the fake one
    answer = visit().get("/login/provider")
    assert answer.status_code == 503 and 'name="password"' in answer.text


def test_the_settings_go_together() -> None:
    with pytest.raises(SettingWrong, match="ONETHING_PUBLIC_URL"):
        read({"ONETHING_OIDC_ISSUER": "https://id.example", "ONETHING_OIDC_CLIENT_ID": "x", "ONETHING_SECRET_KEY": "k"})
