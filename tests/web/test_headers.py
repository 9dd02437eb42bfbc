"""What every answer carries, and that no unsafe request passes without its token."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from adapters.bootstrap import Application
from tests.web.visitor import PASSWORD, Visitor
from web.app import create_app


@pytest.mark.parametrize("path", ["/login", "/inbox", "/nothing-here", "/healthz", "/static/app.css", "/api/v1/models/x"])
def test_every_answer_carries_the_security_headers(visit: type[Visitor], path: str) -> None:
    headers = visit().get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["script-src"] == "'self'"
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=(self)" in headers["Permissions-Policy"]
    assert "Server" not in headers or "Werkzeug" not in headers["Server"]


def test_pages_are_never_stored_and_named_files_are_kept(visit: type[Visitor]) -> None:
    anna = visit.named("anna")
    page = anna.get("/inbox")
    assert page.headers["Cache-Control"] == "no-store"
    sheet = next(part for part in page.text.split('"') if part.startswith("/static/app.css?v="))
    assert "immutable" in anna.get(sheet).headers["Cache-Control"]
    assert anna.get("/static/app.css").headers["Cache-Control"] == "no-cache"
    assert anna.get("/static/nothing.css").headers["Cache-Control"] == "no-store"


def test_no_page_has_inline_script_or_style_or_another_origin(visit: type[Visitor], task: str) -> None:
    """The policy forbids them; here we see that nobody relies on a hole in it."""
    anna = visit.named("anna")
    for path in ("/login", "/inbox", f"/tasks/{task}", "/start", "/cases", "/notices", "/password"):
        text = anna.get(path).text
        assert " style=" not in text
        assert " onclick=" not in text
        assert "<script>" not in text
        assert "http://" not in text.replace("http://www.w3.org", "")
        assert "https://" not in text


def test_over_tls_both_cookies_are_bound_to_the_host(application: Application, visit: type[Visitor]) -> None:
    secure = create_app(replace(application, settings=replace(application.settings, insecure_cookies=False)))

    class There(visit):  # type: ignore[valid-type,misc]  # the fixture gives a class
        application = secure

    anna = There()
    first = anna.client.get("/login", base_url="https://localhost")
    assert "max-age=" in first.headers["Strict-Transport-Security"]
    token = first.text.split('name="csrf-token" content="')[1].split('"')[0]
    answer = anna.client.post(
        "/login", data={"csrf_token": token, "name": "anna", "password": PASSWORD}, base_url="https://localhost",
        headers={"Referer": "https://localhost/login"},
    )
    cookies = answer.headers.getlist("Set-Cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("__Host-onething="))
    page = next(cookie for cookie in first.headers.getlist("Set-Cookie") if cookie.startswith("__Host-onething-page="))
    for cookie in (session, page):
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
        assert "Domain" not in cookie


def test_every_unsafe_route_wants_the_token(app: Flask, visit: type[Visitor], people: object) -> None:
    anna = visit.named("anna")
    tried = 0
    for rule in app.url_map.iter_rules():
        path = rule.rule
        for name in rule.arguments:
            path = path.replace(f"<path:{name}>", "x").replace(f"<{name}>", "x")
        for method in sorted((rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}):
            answer = anna.client.open(path, method=method, headers={"Accept": "application/json"})
            assert (answer.status_code, answer.json["code"]) == (400, "csrf"), (method, path)
            other = anna.client.open(path, method=method, headers={"Accept": "application/json", "X-CSRFToken": visit().token()})
            assert (other.status_code, other.json["code"]) == (400, "csrf"), (method, path)
            tried += 1
    assert tried >= 20


def test_safe_methods_change_nothing(visit: type[Visitor], task: str) -> None:
    anna = visit.named("anna")
    for path in (f"/tasks/{task}/claim", f"/tasks/{task}/complete", "/logout", "/notices/read", "/language"):
        assert anna.get(path).status_code == 405
    assert anna.get("/inbox").status_code == 200


def test_an_unexpected_error_tells_a_number_and_no_details(app: Flask, visit: type[Visitor], monkeypatch: pytest.MonkeyPatch) -> None:
    anna = visit.named("anna")

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail of the database")

    monkeypatch.setattr(type(app.extensions["onething"].engine.tasks), "inbox", broken)
    page = anna.get("/inbox")
    assert page.status_code == 500
    assert "secret detail" not in page.text
    assert "编号" in page.text


def test_health_answers_strangers_with_three_facts(app: Flask, visit: type[Visitor], monkeypatch: pytest.MonkeyPatch) -> None:
    engine = app.extensions["onething"].engine
    first = visit().get("/healthz")
    assert (first.status_code, first.json["status"], first.json["database"], first.json["worker"]["state"]) == (200, "ok", "ok", "never")
    assert first.json["version"]
    engine.jobs.tick()
    assert visit().get("/healthz").json["worker"]["state"] == "ok"
    app.extensions["onething"].clock.advance(minutes=5)
    assert visit().get("/healthz").json["worker"]["state"] == "silent"

    def down(*_: object) -> None:
        raise OSError("no route to the database")

    monkeypatch.setattr(type(engine.jobs), "health", down)
    gone = visit().get("/healthz")
    assert (gone.status_code, gone.json["database"]) == (503, "down")
    assert "no route" not in gone.text
