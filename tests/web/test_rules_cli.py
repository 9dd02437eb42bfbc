"""`onething rules try`: exact answers, refusals in both languages, statuses that a script can tell apart."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from web.cli import main

MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="urn:m">
<decision id="fine" name="罚款"><decisionTable id="t" hitPolicy="UNIQUE"><input id="i" label="金额"><inputExpression id="e" typeRef="number"><text>amount</text></inputExpression></input>
<output id="o" name="step" typeRef="string"/>
<rule id="low"><description>办法第三条</description><inputEntry id="c1"><text>&lt;= 100</text></inputEntry><outputEntry id="a1"><text>"轻"</text></outputEntry></rule>
<rule id="high"><inputEntry id="c2"><text>&gt; 100</text></inputEntry><outputEntry id="a2"><text>"重"</text></outputEntry></rule>
</decisionTable></decision></definitions>"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "fine.dmn"
    file.write_text(MODEL, encoding="utf-8")
    return file


def tried(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["rules", "try", *map(str, arguments)], input=given)


def test_a_decision_tells_outputs_and_the_rows_that_made_them(model: Path) -> None:
    result = tried(model, "--decision", "fine", "--input", '{"amount": 100.0000000000000000000000001}')
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout, parse_float=Decimal)
    assert found["outputs"] == "重" and [row["rule"] for row in found["matched"]] == ["high"]
    assert found["inputs"]["amount"] == Decimal("100.0000000000000000000000001")


def test_the_input_may_come_from_standard_input_and_the_only_decision_needs_no_name(model: Path) -> None:
    found = json.loads(tried(model, "--input", "-", given='{"amount": 1}').stdout)
    assert found["outputs"] == "轻" and found["matched"][0]["annotations"] == {"description": "办法第三条"}


def test_feel_is_exact() -> None:
    assert tried("--feel", "1.15 * 100", "--input", "{}").stdout == '{"value": 115.00}\n'
    assert tried("--feel", "a + 1", "--input", '{"a": 12345678901234567890123456789012}').stdout == '{"value": 12345678901234567890123456789013}\n'


def test_what_became_null_by_an_error_is_told_in_the_language_asked_for() -> None:
    zh, en = (json.loads(tried("--feel", "sqrt(-1)", "--language", language).stdout) for language in ("zh", "en"))
    assert zh["value"] is None and zh["problems"][0]["message"] == "负数没有平方根"
    assert en["problems"][0]["message"] == "no square root of a negative number"


@pytest.mark.parametrize(("arguments", "zh", "en"), [
    (("--feel", "1 +"), "feel.syntax: 表达式语法错误", "feel.syntax: Wrong syntax"),
    (("MODEL", "--decision", "nothing"), "dmn.decision-missing: 没有决策“", "dmn.decision-missing: There is no"),
    (("MODEL", "--input", "[1]"), "rules.input: 输入不是", "rules.input: The input is"),
    (("BROKEN",), "文件 broken.dmn，第", "file broken.dmn, line"),
    (("NO-XML",), "xml.refused: 文件不是", "xml.refused: The file"),
])
def test_refusals_are_told_in_both_languages_with_status_1(model: Path, arguments: tuple[str, ...], zh: str, en: str) -> None:
    (model.parent / "broken.dmn").write_text(MODEL.replace("UNIQUE", "WORST"), encoding="utf-8")
    (model.parent / "plain.dmn").write_text("no model", encoding="utf-8")
    places = {"MODEL": model, "BROKEN": model.parent / "broken.dmn", "NO-XML": model.parent / "plain.dmn"}
    given = [places.get(item, item) for item in arguments]
    for language, words in (("zh", zh), ("en", en)):
        result = tried(*given, "--language", language)
        assert result.exit_code == 1 and result.stdout == ""
        assert words in result.stderr


def test_neither_or_both_is_wrong_usage(model: Path) -> None:
    assert tried().exit_code == 2
    assert tried(model, "--feel", "1").exit_code == 2
    assert "one of the two" in tried("--language", "en").stderr
