"""Bearer tokens on the pages and from the command line; the page for integrators."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from engine import SYSTEM_ACTOR, Actor, Engine
from tests.settable_clock import SettableClock
from tests.web.visitor import Visitor
from web.cli import main
from web.rest.operation import OPERATIONS, OWN

NEW = {"name": "import", "days": "7", "key": "a-key-of-the-form"}


@pytest.fixture
def machine(engine: Engine, people: dict[str, Actor]) -> str:
    """An account of integration."""
    engine.people.create_account(SYSTEM_ACTOR, "credit-desk", "信用", "", "a long enough phrase", [], ["integration"], must_change=False)
    return "credit-desk"


def secret_in(text: str) -> str:
    """The token shown on the page that made it."""
    found = re.search(r'value="(ot_[^"]+)"', text)
    assert found, text
    return found[1]


def asked(visitor: Visitor, secret: str, path: str = "/engine-rest/task") -> int:
    """The status a program with the token gets."""
    return visitor.application.test_client().get(path, headers={"Authorization": f"Bearer {secret}"}).status_code


def test_a_token_of_ones_own_is_shown_once_and_ends_when_it_is_revoked(visit: type[Visitor]) -> None:
    anna = visit.named("anna")
    made = anna.post("/tokens", {**NEW, "scopes": ["task", "v1.openapi.json"][:1]})
    assert made.status_code == 201
    secret = secret_in(made.text)
    assert secret not in anna.get("/tokens").text
    assert asked(anna, secret) == 200
    assert asked(anna, secret, "/engine-rest/version") == 200
    assert asked(anna, secret, "/engine-rest/job") == 403
    again = anna.post("/tokens", NEW)
    assert again.status_code == 409
    assert "刚才已经建立" in again.text
    (revoke,) = re.findall(r'action="(/tokens/[^"]+/revoke)"', anna.get("/tokens").text)
    assert visit.named("ben").post(revoke).status_code == 403
    assert anna.post(revoke).status_code == 302
    assert asked(anna, secret) == 401
    assert "已作废" in anna.get("/tokens").text


@pytest.mark.parametrize("change", [{"name": ""}, {"name": " "}, {"days": "9999"}, {"scopes": "everything"}, {"key": "short"}, {"account": "admin"}])
def test_a_wrong_token_is_refused_and_not_made(visit: type[Visitor], change: dict[str, str]) -> None:
    anna = visit.named("anna")
    assert anna.post("/tokens", {**NEW, **change}).status_code == 422
    assert "还没有令牌" in anna.get("/tokens").text


def test_an_administrator_makes_tokens_for_machines_and_never_for_people(visit: type[Visitor], machine: str, clock: SettableClock) -> None:
    admin = visit.named("admin")
    assert f'value="{machine}"' in admin.get("/admin/tokens").text
    made = admin.post("/admin/tokens", {**NEW, "account": machine})
    assert made.status_code == 201
    secret = secret_in(made.text)
    assert asked(admin, secret, "/engine-rest/external-task") == 200
    for name, status in (("anna", 403), ("nobody", 422)):
        refused = admin.post("/admin/tokens", {**NEW, "key": f"another-key-{name}", "account": name})
        assert (refused.status_code, "ot_" in refused.text) == (status, False), name
    clock.advance(days=7)
    assert asked(admin, secret, "/engine-rest/external-task") == 401
    assert "已过期" in visit.named("admin").get("/admin/tokens").text


@pytest.mark.parametrize("name", ["anna", "author", "auditor"])
def test_tokens_of_others_are_for_the_system_administrator(visit: type[Visitor], machine: str, name: str) -> None:
    who = visit.named(name)
    assert who.get("/admin/tokens").status_code == 403
    assert who.post("/admin/tokens", {**NEW, "account": machine}).status_code == 403


def test_the_page_for_integrators_names_every_operation_and_makes_a_token_for_an_hour(visit: type[Visitor], clock: SettableClock) -> None:
    anna = visit.named("anna")
    page = anna.get("/developer").text
    told = set(re.findall(r'data-operation="(\w+) ([^"]+)"', page))
    assert told == {(one.method, one.path) for table in (OPERATIONS, OWN) for one in table.values()}
    for api in ("v1", "engine-rest"):
        assert anna.get(f"/developer/{api}/openapi.json").json["openapi"] == "3.1.0"
    assert anna.get("/developer/v9/openapi.json").status_code == 404
    assert visit().get("/developer").status_code == 302
    assert anna.client.post("/developer/token").status_code == 400  # no CSRF token
    secret = anna.send("POST", "/developer/token", {}).json["secret"]
    assert asked(anna, secret) == 200
    clock.advance(hours=1)
    assert asked(anna, secret) == 401


def test_the_command_line_makes_lists_and_revokes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONETHING_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("ONETHING_DATABASE_URL", raising=False)

    def run(*words: str, status: int = 0, **options: Any) -> Result:
        done = CliRunner().invoke(main, ["tokens", *words], **options)
        assert done.exit_code == status, done.output
        return done

    created = CliRunner().invoke(main, ["admin", "create", "robot", "--right", "integration", "--password", "a long enough phrase"])
    assert created.exit_code == 0, created.output
    run("create", "nobody", "import", status=1)
    assert "one of" in run("create", "robot", "import", "--scope", "nothing", status=2).output
    secret = run("create", "robot", "import", "--scope", "task", "--days", "1").stdout.strip()
    assert re.fullmatch(r"ot_[\w-]{43}", secret)
    identity, account, state, _, scope, purpose = run("list").stdout.strip().split("\t")
    assert (account, state, scope, purpose) == ("robot", "valid", "task", "import")
    run("revoke", identity)
    assert "\trevoked\t" in run("list", "robot").stdout
    run("revoke", "none", status=1)
