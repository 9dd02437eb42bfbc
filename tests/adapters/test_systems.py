"""What is known of the departments' systems, for the command line and for modelers."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.clock import SystemClock
from adapters.commands import systems
from adapters.profile import OURS, ProfileWrong
from adapters.profile.reading import folder
from adapters.profile.template import templates
from adapters.settings import SettingWrong
from adapters.simulators.server import Simulators

SECRET = "whsec_" + base64.b64encode(b"only for tests: 24 bytes or more").decode()


def test_every_topic_has_a_template_that_names_what_it_reads() -> None:
    made = {item["id"]: item for item in templates(folder(OURS))}
    topics = {spec.name for item in folder(OURS) for spec in item.topics}
    assert made.keys() == {f"onething.{topic}" for topic in topics}
    find = made["onething.dog.find"]
    bindings = [(item["binding"]["name"], item["value"]) for item in find["properties"]]
    assert bindings[:2] == [("camunda:type", "external"), ("camunda:topic", "dog.find")]
    assert {name for name, _ in bindings[2:]} == {"dogId", "tagNo", "chipNo", "address"}
    assert "owner" in find["description"] and "task" not in {item["binding"]["name"] for item in made["onething.fire.report"]["properties"]}


def test_the_command_asks_connected_systems_how_they_are(tmp_path: Path) -> None:
    simulators = Simulators(SECRET, tmp_path / "s.sqlite", SystemClock())
    simulators.start()
    given = {
        "ONETHING_DATA_DIR": str(tmp_path), "ONETHING_SECRET_KEY": "k", "ONETHING_SYSTEM_FIRE_URL": simulators.place("fire"), "ONETHING_SYSTEM_FIRE_SECRET": SECRET,
    }
    well = CliRunner().invoke(systems, ["list"], env=given)
    assert well.exit_code == 0, well.output
    assert "fire: 消防监督管理系统 · Fire supervision system: well" in well.output and "ONETHING_SYSTEM_DOG_REGISTER_KEY_ID" in well.output
    simulators.faults.add("fire", {"kind": "status", "status": 503})
    assert CliRunner().invoke(systems, ["list"], env=given).exit_code == 1
    listed = CliRunner().invoke(systems, ["templates"], env=given)
    assert len(json.loads(listed.output)) > 20
    simulators.stop()


def test_a_system_without_its_secret_is_not_connected_silently(tmp_path: Path) -> None:
    given = {"ONETHING_DATA_DIR": str(tmp_path), "ONETHING_SECRET_KEY": "k", "ONETHING_SYSTEM_FIRE_URL": "https://fire.example"}
    with pytest.raises(SettingWrong, match="ONETHING_SYSTEM_FIRE_SECRET"):
        raise CliRunner().invoke(systems, ["list"], env=given).exception or AssertionError
    wrong = tmp_path / "profiles"
    wrong.mkdir()
    (wrong / "fire.toml").write_text("[system]\nname = 5")
    with pytest.raises(ProfileWrong, match=r"fire.toml: system.name"):
        raise CliRunner().invoke(systems, ["list"], env={**given, "ONETHING_SYSTEM_FIRE_SECRET": SECRET, "ONETHING_PROFILES_DIR": str(wrong)}).exception or AssertionError
