"""What is known of the departments' systems, for the command line and for modelers."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.clock import SystemClock
from adapters.commands import systems
from adapters.profile import OURS
from adapters.profile.reading import folder
from adapters.profile.template import templates
from adapters.settings import SettingWrong
from adapters.simulators.face import connecting
from adapters.simulators.server import Simulators
from adapters.tomltable import TomlWrong
from web.cli import main

SECRET = "whsec_" + base64.b64encode(b"only for tests: 24 bytes or more").decode()


def test_every_topic_has_a_template_that_names_what_it_reads() -> None:
    made = {item["id"]: item for item in templates(folder(OURS))}
    topics = {spec.name for item in folder(OURS) for spec in item.topics}
    assert made.keys() == {f"onething.{topic}" for topic in topics}
    find = made["onething.dog.find"]
    bindings = [(item["binding"]["name"], item["value"]) for item in find["properties"]]
    assert bindings[:2] == [("camunda:type", "external"), ("camunda:topic", "dog.find")]
    assert {name for name, _ in bindings[2:]} >= {"tagNo", "chipNo"}
    for item, spec in ((made[f"onething.{spec.name}"], spec) for profile in folder(OURS) for spec in profile.topics):  # or the answer would stay with the task
        assert not {prop["binding"]["name"] for prop in item["properties"]} & set(spec.answer.fields), spec.name
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
    all_of_them = dict(line.split("=", 1) for line in connecting(simulators.url, SECRET))
    connected = CliRunner().invoke(systems, ["list"], env={"ONETHING_DATA_DIR": str(tmp_path), "ONETHING_SECRET_KEY": "k", **all_of_them})
    assert connected.exit_code == 0 and connected.output.count(": well\n") == len(simulators.faces), connected.output
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
    with pytest.raises(TomlWrong, match=r"fire.toml: system.name"):
        raise CliRunner().invoke(systems, ["list"], env={**given, "ONETHING_SYSTEM_FIRE_SECRET": SECRET, "ONETHING_PROFILES_DIR": str(wrong)}).exception or AssertionError


MISTAKES = {
    "a name nobody knows": ({"ONETHING_SYSTEM_FIER_URL": "https://fire.example"}, "ONETHING_SYSTEM_FIER_URL: no profile"),
    "a secret that cannot sign": ({"ONETHING_SYSTEM_FIRE_URL": "https://fire.example", "ONETHING_SYSTEM_FIRE_SECRET": "hush-hush"}, "ONETHING_SYSTEM_FIRE_SECRET: a signing"),
    "a source nobody knows": ({"ONETHING_SOURCE_NOBODY_SECRET": SECRET}, "ONETHING_SOURCE_NOBODY_SECRET: no source"),
    "a source's secret": ({"ONETHING_SOURCE_HOTLINE_12345_SECRET": "hush-hush"}, "ONETHING_SOURCE_HOTLINE_12345_SECRET: a signing"),
    "the province's secret": ({"ONETHING_PENALTY_URL": "https://p.example", "ONETHING_PENALTY_SECRET": "hush-hush"}, "ONETHING_PENALTY_SECRET: a signing"),
    "a password in a URL": ({"ONETHING_SYSTEM_FIRE_URL": "https://" + "me:hush-hush" + "@fire.example", "ONETHING_SYSTEM_FIRE_SECRET": SECRET}, "without a user name"),
    "a word for a number": ({"ONETHING_PORT": "http"}, "ONETHING_PORT: a whole number"),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_wrong_setting_is_one_line_without_the_secret(tmp_path: Path, what: str) -> None:
    given, said = MISTAKES[what]
    told = CliRunner().invoke(main, ["systems", "list"], env={"ONETHING_DATA_DIR": str(tmp_path), "ONETHING_SECRET_KEY": "k", **given})
    assert told.exit_code == 1 and said in told.output and "Traceback" not in told.output
    assert "hush-hush" not in told.output
