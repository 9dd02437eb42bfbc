"""Who gets in, how long, and what a wrong password costs."""

from __future__ import annotations

import pytest
from flask import Flask

from engine import SYSTEM_ACTOR, Actor, Engine
from tests.settable_clock import SettableClock
from tests.web.visitor import PASSWORD, Visitor
from web.auth.guard import PUBLIC

WRONG = "not the phrase at all"


def test_every_route_but_the_listed_ones_asks_who_is_there(app: Flask, visit: type[Visitor]) -> None:
    """A new route without an actor fails here (design 10: one policy, server side)."""
    asked = set()
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC:
            continue
        path = rule.rule
        for name in rule.arguments:
            path = path.replace(f"<path:{name}>", "x").replace(f"<int:{name}>", "1").replace(f"<{name}>", "x")
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            stranger = visit()
            page = stranger.client.open(path, method=method, headers={"X-CSRFToken": stranger.token()})
            assert page.status_code in (302, 401), (method, path, page.status_code)
            assert page.status_code == 401 or page.headers["Location"].startswith("/login"), (method, path)
            program = stranger.client.open(path, method=method, headers={"X-CSRFToken": stranger.token(), "Accept": "application/json"})
            assert (program.status_code, program.json["code"]) == (401, "sign-in"), (method, path)
            asked.add(rule.endpoint)
    assert len(asked) > 30


def test_the_public_routes_exist_and_open(app: Flask, visit: type[Visitor]) -> None:
    assert {"login.show", "login.submit", "provider.begin", "provider.arrive", "provider.leave", "language.switch", "health.show", "static", "draws.public", "draws.public_sheet"} == PUBLIC
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= PUBLIC
    assert visit().get("/login").status_code == 200
    assert visit().get("/healthz").status_code == 200
    assert visit().get("/static/app.css").status_code == 200


def test_sign_in_opens_a_session_and_goes_where_one_wanted(visit: type[Visitor]) -> None:
    anna = visit()
    asked = anna.get("/cases?q=abc")
    assert asked.headers["Location"] == "/login?next=/cases?q%3Dabc"
    assert anna.sign_in("anna", next="/cases?q=abc").headers["Location"] == "/cases?q=abc"
    assert anna.get("/cases").status_code == 200
    assert anna.get("/login").headers["Location"] == "/inbox"


def test_a_wrong_password_and_an_unknown_name_look_the_same(visit: type[Visitor]) -> None:
    wrong, unknown = visit().sign_in("anna", WRONG), visit().sign_in("nobody", WRONG)
    assert wrong.status_code == unknown.status_code == 401
    assert "账号或密码不正确" in wrong.text
    assert "账号或密码不正确" in unknown.text
    assert WRONG not in wrong.text


def test_five_failures_lock_the_account_for_a_while(visit: type[Visitor], clock: SettableClock) -> None:
    for _ in range(5):
        assert visit().sign_in("anna", WRONG).status_code == 401
    locked = visit().sign_in("anna")
    assert locked.status_code == 401
    assert "锁定" in locked.text
    clock.advance(minutes=16)
    assert visit().sign_in("anna").status_code == 302


def test_a_disabled_account_stays_out_and_loses_its_session(visit: type[Visitor], engine: Engine) -> None:
    anna = visit.named("anna")
    engine.people.update_account(SYSTEM_ACTOR, "anna", active=False)
    assert anna.get("/inbox").headers["Location"].startswith("/login")
    assert "停用" in visit().sign_in("anna").text


def test_sign_out_ends_the_session_on_the_server_too(visit: type[Visitor]) -> None:
    anna = visit.named("anna")
    cookie = anna.client.get_cookie("onething")
    assert cookie
    assert anna.post("/logout").headers["Location"] == "/login"
    assert anna.client.get_cookie("onething") is None
    thief = visit()
    thief.client.set_cookie("onething", cookie.value)
    assert thief.get("/inbox").status_code == 302


def test_a_session_ends_when_idle_and_at_last_in_any_case(visit: type[Visitor], clock: SettableClock) -> None:
    idle = visit.named("anna")
    clock.advance(hours=2, minutes=1)
    assert idle.get("/inbox").status_code == 302
    busy = visit.named("anna")
    for _ in range(12):
        clock.advance(minutes=59)
        assert busy.get("/inbox").status_code == 200
    clock.advance(minutes=59)
    assert busy.get("/inbox").status_code == 302


def test_the_token_changes_at_sign_in(visit: type[Visitor]) -> None:
    anna = visit()
    before = anna.token()
    first = anna.sign_in("anna")
    assert first.status_code == 302
    assert anna.token() != before
    assert anna.client.post("/logout", data={"csrf_token": before}).status_code == 400


def test_a_first_password_must_be_changed_before_anything_else(visit: type[Visitor], engine: Engine) -> None:
    engine.people.set_password(SYSTEM_ACTOR, "anna", "given by the office")
    anna = visit()
    assert anna.sign_in("anna", "given by the office").status_code == 302
    for path in ("/inbox", "/cases", "/notices", "/admin"):
        assert anna.get(path).headers["Location"] == "/password"
    assert anna.get("/password").status_code == 200
    changed = {"old": "given by the office", "new": "my own long words", "again": "my own long words"}
    assert anna.post("/password", changed).headers["Location"] == "/inbox"
    assert anna.get("/inbox").status_code == 200
    assert visit().sign_in("anna", "given by the office").status_code == 401


def test_a_password_change_ends_the_other_sessions(visit: type[Visitor]) -> None:
    here, elsewhere = visit.named("anna"), visit.named("anna")
    here.post("/password", {"old": PASSWORD, "new": "my own long words", "again": "my own long words"})
    here.remembered = None
    assert here.get("/inbox").status_code == 200
    assert elsewhere.get("/inbox").status_code == 302


@pytest.mark.parametrize(("fields", "remark"), [
    ({"old": WRONG, "new": "my own long words", "again": "my own long words"}, "当前密码不正确"),
    ({"old": PASSWORD, "new": "my own long words", "again": "other words here"}, "两次输入不一致"),
    ({"old": PASSWORD, "new": "short", "again": "short"}, "密码"),
    ({"old": PASSWORD, "new": "", "again": ""}, "长度"),
])
def test_a_bad_new_password_is_refused_with_a_remark(visit: type[Visitor], fields: dict[str, str], remark: str) -> None:
    anna = visit.named("anna")
    answer = anna.post("/password", fields)
    assert answer.status_code == 422
    assert remark in answer.text
    assert visit().sign_in("anna").status_code == 302


def test_a_stolen_session_is_no_way_to_guess_the_password(visit: type[Visitor], clock: SettableClock) -> None:
    anna = visit.named("anna")
    guess = {"old": WRONG, "new": "my own long words", "again": "my own long words"}
    for _ in range(5):
        assert "当前密码不正确" in anna.post("/password", guess).text
    right = anna.post("/password", {**guess, "old": PASSWORD})
    assert right.status_code == 422  # even the right one, until the lock is over
    assert visit().sign_in("anna").status_code == 401
    clock.advance(minutes=16)
    assert visit().sign_in("anna").status_code == 302


@pytest.mark.parametrize("target", [
    "//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/\t/evil.example", "/ok\nSet-Cookie: a=b",
])
def test_no_open_redirect(visit: type[Visitor], target: str) -> None:
    assert visit().sign_in("anna", next=target).headers["Location"] == "/inbox"
    anna = visit.named("anna")
    assert anna.post("/language", {"language": "en", "next": target}).headers["Location"] == "/"


def test_the_language_is_switched_by_post_and_kept_with_the_account(visit: type[Visitor], engine: Engine) -> None:
    anna = visit.named("anna")
    assert '<html lang="zh-CN">' in anna.get("/inbox").text
    anna.post("/language", {"language": "en", "next": "/inbox"})
    assert '<html lang="en">' in anna.get("/inbox").text
    assert '<html lang="en">' in visit.named("anna").get("/inbox").text
    assert anna.get("/language").status_code == 405
    assert anna.post("/language", {"language": "fr"}).status_code == 422


def test_a_language_chosen_at_the_door_goes_along(visit: type[Visitor], people: dict[str, Actor]) -> None:
    anna = visit()
    anna.post("/language", {"language": "en", "next": "/login"})
    assert "Sign in" in anna.get("/login").text
    anna.remembered = None
    anna.sign_in("anna")
    assert '<html lang="en">' in anna.get("/inbox").text
