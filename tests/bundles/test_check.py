"""`onething bundles check`: green for a whole bundle, and red with the place for each kind of gap."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.bundle_check.casefile import CaseInvalid, read
from adapters.bundle_check.check import Result, rehearse
from adapters.bundle_check.report import WORDS, lines
from adapters.bundle_check.runner import Reload
from adapters.commands import bundles as command
from tests.postgres import Postgres

FIFTH = Path(__file__).parent / "fifth/banner"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A copy of the fifth bundle that may be broken."""
    return Path(shutil.copytree(FIFTH, tmp_path / "banner"))


def rehearsed(folder: Path, **options: object) -> Result:
    (result,) = rehearse({"banner": folder}, ["banner"], lambda line: None, **options)  # type: ignore[arg-type]  # options are passed on as they are
    return result


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_whole_bundle_is_clean_straight_and_reloaded() -> None:
    for reload in (None, Reload(everything=1)):
        result = rehearsed(FIFTH, reload=reload)
        assert result.clean, "\n".join(lines([result]))
        assert (result.cases, result.checks, len(result.flows), len(result.rows)) == (2, 2, 5, 2)


def test_on_postgresql_it_leaves_nothing_behind(postgres: Callable[[], Postgres]) -> None:
    import psycopg

    url = postgres().url("postgres")
    assert rehearsed(FIFTH, database_url=url).clean
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'onething_check%'").fetchone() == (0,)


def test_an_unwalked_flow_and_an_unhit_row_are_named_with_their_place(bundle: Path) -> None:
    (bundle / "cases/f-2-long.yaml").unlink()
    change(bundle / "decisions.yaml", "- {id: F-d2, decision: banner-limit, inputs: {bannerLength: 10.5}, rows: [2]}\n", "")
    result = rehearsed(bundle)
    assert not result.clean
    assert [item.id for item in result.flows_left] == ["bn-f4", "bn-f5"]
    assert result.flows_left[0].place == "banner-permit.bpmn:13"
    text = "\n".join(lines([result]))
    assert "3/5" in text and "1/2" in text and "GAPS" in text and "banner-limit row 2: > 10" in text


def test_a_case_that_goes_otherwise_is_named_with_file_line_and_step_and_covers_nothing(bundle: Path) -> None:
    change(bundle / "cases/f-2-long.yaml", "data: {agreedLength: 9}", "data: {agreedLength: 9}, due: 2026-03-03")
    result = rehearsed(bundle)
    (told,) = result.failures
    assert told.startswith("f-2-long.yaml:8: step 2 (task bn-shorten): no due date, expected 2026-03-03")
    assert [item.id for item in result.flows_left] == ["bn-f4", "bn-f5"]


@pytest.mark.parametrize(("old", "new", "why"), [
    ("expect: {ended: true, path", "expect: {ended: false, path", ":1: expect at the end: the case is completed"),
    ("[bn-limit, bn-shorten, bn-end-shortened]", "[bn-shorten, bn-limit]", "bn-limit does not come after"),
    ("refused: form.invalid", "refused: task.excluded", ":7: step 1 (task bn-shorten): refused with form.invalid, expected task.excluded"),
    ("{agreedLength: 11}, refused", "{agreedLength: 10}, refused", ":7: step 1 (task bn-shorten): accepted, expected form.invalid"),
    ("variables: {agreedLength: 9}", "variables: {agreedLength: 8}", "variables {'agreedLength': 9}, expected {'agreedLength': 8}"),
    ("by: anna, at: 2026-03-02 10:00", "by: fiona@xfjy.nanhu.officer, at: 2026-03-02 10:00", ":7: step 1 (task bn-shorten): refused with"),
    ("at: 2026-03-02 09:00", "at: soon", ":1: start: Invalid isoformat string"),
    ("process: banner-permit", "process: none-such", ":1: start:"),
])
def test_every_kind_of_expectation_can_fail(bundle: Path, old: str, new: str, why: str) -> None:
    change(bundle / "cases/f-2-long.yaml", old, new)
    (told,) = rehearsed(bundle, only="F-2").failures
    assert why in told


@pytest.mark.parametrize(("old", "new", "why"), [
    ("case: F-2\n", "case: F-2\nsurprise: yes\n", "f-2-long.yaml:1: the case: unknown surprise"),
    ("steps:\n  - {task: bn-shorten, by", "steps:\n  - {task: bn-shorten, service: x, by", "f-2-long.yaml:7: step 1 needs exactly one of"),
    ("  - {task: bn-shorten, by: anna, data", "  - {task: bn-shorten, why: anna, data", "f-2-long.yaml:8: step 2: unknown why"),
    ("  - {task: bn-shorten, by: anna, data: {agreedLength: 9}}\n", "  - text\n", "f-2-long.yaml:8: step 2 is no list of words"),
    ("process: banner-permit\n", "", "f-2-long.yaml:1: process is missing"),
    ("start: {at: 2026-03-02 09:00, by: anna, ", "start: {", "f-2-long.yaml:4: start needs `at`"),
    ("people: {anna", "people: {anna: [", "f-2-long.yaml:"),
])
def test_a_case_file_is_refused_with_file_and_line(bundle: Path, old: str, new: str, why: str) -> None:
    path = bundle / "cases/f-2-long.yaml"
    change(path, old, new)
    with pytest.raises(CaseInvalid) as refused:
        read(path)
    assert str(refused.value).startswith(why)
    assert rehearsed(bundle, only="F-1").failures == [str(refused.value)]


@pytest.mark.parametrize(("new", "why"), [
    ("rows: [1]}\n- {id: F-d3, decision: none, inputs: {}, rows: []}", "decisions.yaml:2: F-d3:"),
    ("rows: [2]}", "decisions.yaml:1: F-d1: banner-limit hit [1], expected [2]"),
    ("rows: 1}", "decisions.yaml:1: a check has exactly"),
])
def test_a_wrong_check_of_a_table_is_named(bundle: Path, new: str, why: str) -> None:
    change(bundle / "decisions.yaml", "rows: [1]}", new)
    (told,) = rehearsed(bundle, only="F-1").wrong
    assert told.startswith(why)


def test_a_bundle_that_is_refused_does_not_stop_the_others(bundle: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(FIFTH, tmp_path / "other"))
    for path in other.rglob("*"):
        if path.is_file():
            path.write_text(path.read_text(encoding="utf-8").replace("banner-permit", "other-permit").replace("banner-limit", "other-limit"), encoding="utf-8")
    change(bundle / "banner-permit.bpmn", 'targetRef="bn-xg"', 'targetRef="nowhere"')
    found = {item.key: item for item in rehearse({"banner": bundle, "other": other}, ["banner", "other"], lambda line: None)}
    assert found["other"].clean
    assert any("banner-permit.bpmn" in line and "error" in line for line in found["banner"].findings)


def test_the_command_says_it_all_and_its_status(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONETHING_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("ONETHING_BUNDLES_DIR", str(bundle.parent))
    good = CliRunner().invoke(command, ["check", "banner", "--reload"])
    assert good.exit_code == 0, good.output
    assert "banner" in good.output and "5/5" in good.output and "F-2 A long banner is shortened" in good.output
    (bundle / "cases/f-2-long.yaml").unlink()
    bad = CliRunner().invoke(command, ["check", "--quiet"])
    assert bad.exit_code == 1
    assert "flows that no case walks (2)" in bad.output
    chinese = "\n".join(lines([rehearsed(bundle)], language="zh"))
    assert "没有案例走过的顺序流 (2)" in chinese and "有缺口" in chinese and WORDS["zh"].keys() == WORDS["en"].keys()
    assert CliRunner().invoke(command, ["check", "nothing-such"]).exit_code == 2
