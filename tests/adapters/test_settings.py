"""Settings: defaults, secrets from files, and a message that names the wrong one."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from adapters import settings
from adapters.settings import SettingWrong


def given(tmp_path: Path, **more: str) -> dict[str, str]:
    return {"ONETHING_DATA_DIR": str(tmp_path / "var"), **more}


def test_the_defaults_serve_this_machine_only(tmp_path: Path) -> None:
    found = settings.read(given(tmp_path))
    assert (found.host, found.port) == ("127.0.0.1", 8080)
    assert found.database_url == f"sqlite:///{tmp_path}/var/onething.sqlite"
    assert found.outbound_allowed == ()
    assert not found.demo


def test_the_cookie_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    first, second = settings.read(given(tmp_path)), settings.read(given(tmp_path))
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 60
    assert stat.S_IMODE((tmp_path / "var" / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret-key"]


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from a file\n")
    assert settings.read(given(tmp_path, ONETHING_SECRET_KEY_FILE=str(tmp_path / "key"))).secret_key == "from a file"
    with pytest.raises(SettingWrong, match="ONETHING_SECRET_KEY_FILE"):
        settings.read(given(tmp_path, ONETHING_SECRET_KEY_FILE=str(tmp_path / "none")))


def test_secrets_are_not_printed(tmp_path: Path) -> None:
    shown = repr(settings.read(given(tmp_path, ONETHING_SECRET_KEY="hush-1", ONETHING_SMTP_URL="smtp://hush-2", ONETHING_DEMO_PASSWORD="hush-3")))
    assert "hush" not in shown


@pytest.mark.parametrize(("name", "value"), [
    ("ONETHING_PORT", "80a"), ("ONETHING_PORT", "70000"), ("ONETHING_THREADS", "0"), ("ONETHING_MAX_UPLOAD_BYTES", "-1"), ("ONETHING_INSECURE_COOKIES", "maybe"),
    ("ONETHING_DATA_DIR", "/dev/null/here"), ("ONETHING_DATABASE_URL", "mysql://localhost/x"), ("ONETHING_SMTP_URL", "localhost:25"), ("ONETHING_BUNDLES_DIR", "/none/such"),
])
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingWrong, match=name):
        settings.read(given(tmp_path, **{name: value}))


def test_an_outside_system_needs_its_secret_and_is_the_only_one_called(tmp_path: Path) -> None:
    with pytest.raises(SettingWrong, match="ONETHING_PENALTY_SECRET"):
        settings.read(given(tmp_path, ONETHING_PENALTY_URL="http://127.0.0.1:9000"))
    found = settings.read(given(tmp_path, ONETHING_PENALTY_URL="http://127.0.0.1:9000/", ONETHING_PENALTY_SECRET="x"))
    assert found.outbound_allowed == ("127.0.0.1:9000",)


def test_cookies_are_secure_unless_on_this_machine(tmp_path: Path) -> None:
    assert settings.read(given(tmp_path)).insecure_cookies
    assert not settings.read(given(tmp_path, ONETHING_HOST="0.0.0.0")).insecure_cookies
