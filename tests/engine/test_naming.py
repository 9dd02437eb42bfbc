"""How cases and tasks are called: a process's `caseNumber`, a task's `taskSubject`."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR, Refused
from engine.domain.casenumber import CaseNumber
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

NUMBERED = """
<extensionElements><camunda:properties><camunda:property name="caseNumber" value="{pattern}"/></camunda:properties></extensionElements>
start s
user a group=g
end e
s > a > e
"""
SUBJECT = """
start s
<userTask id="a" name="签发" camunda:candidateGroups="g"><extensionElements><camunda:properties><camunda:property name="taskSubject" value="=about"/></camunda:properties></extensionElements></userTask>
end e
s > a > e
"""


@pytest.mark.parametrize(("pattern", "first", "later"), [
    ("DP{year}-{number:4}", "DP2026-0001", "DP2026-12345"), ("南店〔{year}〕{number}号", "南店〔2026〕1号", "南店〔2026〕12345号"), ("{number:2}", "01", "12345"),
])
def test_a_pattern_makes_numbers(pattern: str, first: str, later: str) -> None:
    read = CaseNumber.read(pattern)
    assert read is not None
    assert (read.of(1, 2026), read.of(12345, 2026)) == (first, later)


def test_each_year_counts_anew_and_each_pattern_by_itself() -> None:
    one, other = CaseNumber.read("DP{year}-{number:4}"), CaseNumber.read("JQ{year}-{number:4}")
    assert one is not None and other is not None
    assert len({one.series(2026), one.series(2027), other.series(2026)}) == 3


@pytest.mark.parametrize(("key", "name", "first"), [
    ("shopfront-case", "shopfront-case", "shopfront-case-2026-00001"), ("shopfront-case", "", "shopfront-case-2026-00001"), ("leave-note", "请假单", "请假单2026-0001"),
    ("leave-note", "Leave\n note ", "Leave note 2026-0001"), ("long", "长" * 200, "长" * 30 + "2026-0001"), ("odd", "{number}", "{number} 2026-0001"),
])
def test_a_process_without_a_pattern_is_counted_by_its_name(key: str, name: str, first: str) -> None:
    assert CaseNumber.of_process(key, name).of(1, 2026) == first


@pytest.mark.parametrize("pattern", ["DP{year}", "{number}{number}", "DP{month}-{number}", "DP{number:0}", "DP{number:12}", "{number", "number}", "{{number}}", "x" * 60 + "{number}"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    assert CaseNumber.read(pattern) is None


def keys(stage: Stage) -> list[str]:
    return [stage.engine.instances.get(SYSTEM_ACTOR, stage.start(key)).row.business_key for key in ("p", "q", "p")]


def test_processes_of_one_pattern_share_its_numbers(stage: Stage) -> None:
    year = stage.clock.now().year
    stage.deploy(*(NUMBERED.replace("{pattern}", "DP{year}-{number:4}"),) * 2)
    assert keys(stage) == [f"DP{year}-000{number}" for number in (1, 2, 3)]


def test_without_a_pattern_the_key_of_the_process_counts(stage: Stage) -> None:
    year = stage.clock.now().year
    stage.deploy(*("start s\nuser a group=g\nend e\ns > a > e",) * 2)
    assert keys(stage) == [f"p-{year}-00001", f"q-{year}-00001", f"p-{year}-00002"]


def test_a_name_counts_and_is_not_said_twice(stage: Stage) -> None:
    model = bpmn("start s\nuser a group=g\nend e\ns > a > e", "p").replace(b'name="p"', 'name="请假单"'.encode(), 1)
    stage.engine.definitions.deploy(SYSTEM_ACTOR, "named", {"p.bpmn": model})
    row = stage.engine.instances.get(SYSTEM_ACTOR, stage.start("p")).row
    assert row.business_key == row.title == f"请假单{stage.clock.now().year}-0001"


def test_a_bad_pattern_is_found_at_deploy(stage: Stage) -> None:
    with pytest.raises(Refused) as refused:
        stage.engine.definitions.deploy(SYSTEM_ACTOR, "bad", {"p.bpmn": bpmn(NUMBERED.replace("{pattern}", "DP{year}"), "p")})
    assert [(finding.code, finding.place.element) for finding in refused.value.findings if finding.severity == "error"] == [("bpmn.unsupported", "p")]


@pytest.mark.parametrize(("about", "name"), [("责令改正通知书", "签发：责令改正通知书"), (None, "签发"), ("长" * 500, "签发：" + "长" * 197)])
def test_a_task_says_what_it_is_about(stage: Stage, about: str | None, name: str) -> None:
    stage.run(SUBJECT, about=about)
    assert [task.name for task in stage.engine.instances.get(SYSTEM_ACTOR, stage.case).open_tasks] == [name]
