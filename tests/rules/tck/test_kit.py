"""The compatibility kit: no count may fall below the ones kept in expected.json. The kit lies beside the repository or not at all."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.rules.tck.__main__ import main
from tests.rules.tck.run import folders, run_folder

KIT = Path(__file__).parents[4] / "shared" / "dmn-tck"
EXPECTED: dict[str, int] = json.loads(Path(__file__).with_name("expected.json").read_text())

MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
<inputData id="i" name="n"><variable name="n" typeRef="number"/></inputData>
<decision id="d" name="twice"><variable name="twice"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
<literalExpression><text>n * 2</text></literalExpression></decision></definitions>"""
CASES = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<modelName>m.dmn</modelName>
<testCase id="right"><inputNode name="n"><value xsi:type="xsd:decimal">1.1</value></inputNode>
<resultNode name="twice"><expected><value xsi:type="xsd:decimal">2.2</value></expected></resultNode></testCase>
<testCase id="wrong"><inputNode name="n"><value xsi:type="xsd:decimal">1.1</value></inputNode>
<resultNode name="twice"><expected><value xsi:type="xsd:string">2.2</value></expected></resultNode></testCase>
</testCases>"""


def test_the_runner_tells_right_from_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "compliance-level-2" / "0000-own"
    folder.mkdir(parents=True)
    (folder / "m.dmn").write_text(MODEL)
    (folder / "m-test-01.xml").write_text(CASES)
    results = {item.case: bool(item.detail) for item in run_folder(folder)}
    assert results == {"right": False, "wrong": True}
    assert main([str(tmp_path)]) == 0
    assert main([str(tmp_path / "nothing")]) == 2


def test_a_count_that_drops_is_said_and_is_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "compliance-level-2" / "0000-own"
    folder.mkdir(parents=True)
    (folder / "m.dmn").write_text(MODEL)
    (folder / "m-test-01.xml").write_text(CASES)
    kept = tmp_path / "expected.json"
    kept.write_text(json.dumps({"compliance-level-2/0000-own": 1, "compliance-level-2/not-here": 5}))
    assert main([str(tmp_path)], kept) == 0
    kept.write_text(json.dumps({"compliance-level-2/0000-own": 2}))
    assert main([str(tmp_path)], kept) == 1
    assert "DROPPED compliance-level-2/0000-own: 1, was 2" in capsys.readouterr().out


if KIT.is_dir():

    def test_no_count_drops() -> None:
        passed: Counter[str] = Counter()
        for folder in folders(KIT):
            for item in run_folder(folder):
                passed[item.folder] += not item.detail
        dropped = {name: (passed[name], count) for name, count in EXPECTED.items() if passed[name] < count}
        assert EXPECTED and not dropped, f"folder: (now, before): {dropped}"
