"""The locks fit pyproject.toml, carry a hash for every file and name no address."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.architecture.locks import DEV, ROOT, RUNTIME, header

LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))


@pytest.mark.parametrize("lock", [RUNTIME, DEV], ids=lambda path: path.name)
def test_a_lock_was_made_from_this_pyproject(lock: object) -> None:
    said = (ROOT / "pyproject.toml").read_text()
    assert lock.read_text().startswith(header(said)), "pyproject.toml changed: run `make lock`"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    pins = re.findall(r"^([a-z0-9._-]+)(?:\[[a-z0-9,._-]+\])?==\S+ .*\\$", text, re.MULTILINE)
    assert pins, "no pins found"
    blocks = re.split(r"^(?=[a-z0-9._-]+(?:\[[^\]]*\])?==)", text, flags=re.MULTILINE)[1:]
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text
    assert "--index" not in text


def test_everything_that_is_declared_is_pinned_exactly() -> None:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = [*data["project"]["dependencies"], *data["dependency-groups"]["dev"], *data["build-system"]["requires"]]
    assert [entry for entry in declared if not re.fullmatch(r"[a-z0-9.-]+(\[[a-z,]+\])?==[0-9][0-9A-Za-z.]*", entry)] == []


def test_the_front_end_lock_names_no_address_and_runs_no_scripts() -> None:
    for folder in ("web/frontend", "adapters/platform/fonts"):
        assert '"resolved"' not in (ROOT / folder / "package-lock.json").read_text()
        settings = (ROOT / folder / ".npmrc").read_text()
        assert "ignore-scripts=true" in settings
        assert "omit-lockfile-registry-resolved=true" in settings
