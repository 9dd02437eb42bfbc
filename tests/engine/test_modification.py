"""Rearranging a running process instance by a list of instructions (dialect C3): each in its order, all of them or none."""

from __future__ import annotations

from typing import Any

import pytest

from engine import SYSTEM_ACTOR, Conflict, Instruction, Invalid
from tests.engine.stage import Stage
from tests.engine.test_operating import task_of

pytestmark = pytest.mark.both_databases
NESTED = """
start s
user before
sub S {
  start s1
  user x
  sub T {
    start s2
    user y
    catch-message m name=M
    user z
    end e2
    s2 > y > m > z > e2
  }
  end e1
  s1 > x > T > e1
}
user after
end e
s > before > S > after > e
"""


def before(element: str, **more: Any) -> Instruction:
    return Instruction("startBeforeActivity", element, **more)


def cancel(element: str = "", **more: Any) -> Instruction:
    return Instruction("cancel", element, **more)


def modify(stage: Stage, *instructions: Instruction) -> None:
    stage.engine.instances.modify(SYSTEM_ACTOR, stage.case, instructions, "asked for")
    stage._step()


def refused(stage: Stage, *instructions: Instruction) -> str:
    was = stage.open(), stage.tokens()
    with pytest.raises(Invalid) as caught:
        modify(stage, *instructions)
    assert (stage.open(), stage.tokens()) == was
    return caught.value.code


def test_any_number_of_instructions_make_one_change(stage: Stage) -> None:
    """Two begun and one left in one go; what is begun inside a sub-process that does not run begins it once, not at its start."""
    stage.run(NESTED)
    modify(stage, cancel("before"), before("x"), before("y"), before("z"), before("after"))
    assert stage.open() == ["after", "x", "y", "z"]
    assert [stage.times(name) for name in ("S", "T", "s1", "s2")] == [1, 1, 0, 0]
    stage.do("after").do("x").do("y")
    stage.tell("M")
    stage.do("y").do("z").do("z")
    stage.tell("M")
    stage.do("z").do("after")
    assert stage.ended


def test_an_event_begun_in_a_sub_process_waits_to_happen(stage: Stage) -> None:
    stage.run(NESTED)
    modify(stage, before("m"), cancel("before"))
    assert stage.open() == []
    stage.tell("M")
    assert stage.open() == ["z"]


def test_the_sub_process_that_runs_is_used_another_one_where_it_is_asked_for(stage: Stage) -> None:
    stage.run(NESTED).do("before").do("x")
    modify(stage, before("y"))
    assert stage.open() == ["y", "y"] and stage.times("T") == 1
    modify(stage, before("y", ancestor=stage.case))
    assert stage.open() == ["y", "y", "y"] and stage.times("S") == 2
    assert refused(stage, before("x")) == "modification.ambiguous"
    rows = stage.table("SELECT id FROM activity WHERE root_id = :case AND element = 'S' ORDER BY seq", case=stage.case)
    modify(stage, before("x", ancestor=rows[1][0]), cancel(key=rows[0][0]))
    assert stage.open() == ["x", "y"]
    assert refused(stage, before("x", ancestor="nobody")) == "modification.ancestor"


def test_after_an_activity_and_along_a_flow(stage: Stage) -> None:
    stage.run("start s\nuser a\nxor g\nuser b\nuser c\nend e\ns > a > g\ng > b : n = 1\ng > c : default\nb > e\nc > e", n=0)
    flows = stage.table("SELECT content FROM resource")[0][0].decode()
    flow = flows.split('sourceRef="g" targetRef="b"')[0].rsplit('id="', 1)[1].split('"')[0]
    modify(stage, Instruction("startTransition", flow), Instruction("startAfterActivity", "a"))
    assert stage.open() == ["a", "b", "c"]
    assert refused(stage, Instruction("startAfterActivity", "g")) == "modification.flow"
    assert refused(stage, Instruction("startTransition", "nowhere")) == "modification.element"


def test_variables_go_outward_and_local_ones_stay_where_work_begins(stage: Stage) -> None:
    stage.run(NESTED, a=1)
    modify(stage, before("x", variables={"a": 2, "b": 3}, local={"c": 4}))
    assert stage.variables == {"a": 2, "b": 3}
    task = stage.engine.tasks.get(stage.actor, task_of(stage, "x"))
    assert task.variables["c"] == 4


def test_what_is_left_empty_ends_canceled(stage: Stage) -> None:
    """The sub-process with its last work; the process instance when the whole list leaves nothing, not before."""
    stage.run(NESTED).do("before")
    modify(stage, cancel("x"), before("after"))
    assert stage.open() == ["after"] and "S:subProcess!" in stage.history()
    modify(stage, cancel("after"))
    assert stage.state == "cancelled" and stage.tokens() == 0


def test_one_wrong_instruction_and_nothing_happens(stage: Stage) -> None:
    stage.run(NESTED)
    assert refused(stage, cancel("before"), before("nowhere")) == "modification.element"
    assert refused(stage, cancel("x"), before("after")) == "modification.leaving"
    assert refused(stage, cancel("before"), cancel("before")) == "modification.leaving"
    stage.engine.instances.suspend(SYSTEM_ACTOR, stage.case, "court")
    with pytest.raises(Conflict):
        modify(stage, before("after"))


def members(stage: Stage) -> dict[str, Any]:
    """The open tasks by whose they are."""
    tasks = [stage.engine.tasks.get(stage.actor, task.id) for task in stage.engine.instances.get(SYSTEM_ACTOR, stage.case).open_tasks]
    return {task.variables["who"]: task for task in tasks}


def test_members_of_a_multi_instance_come_and_go(stage: Stage) -> None:
    """Beginning at a running one is one member more; its body (dialect A4) is the whole; the last member takes the body with it."""
    stage.run("start s\nuser sign 'each==[\"a\",\"b\"]' as=who\nuser z\nend e\ns > sign > z > e")
    modify(stage, before("sign", local={"who": "c"}), cancel(key=members(stage)["a"].row.id))
    assert {who: task.variables["nrOfInstances"] for who, task in members(stage).items()} == {"b": 2, "c": 2}
    stage.do("sign").do("sign")
    assert stage.open() == ["z"]
    modify(stage, before("sign#multiInstanceBody"), cancel("z"))
    assert stage.open() == ["sign", "sign"]
    modify(stage, *(cancel(key=task.row.id) for task in members(stage).values()), before("z"))
    assert stage.open() == ["z"] and stage.history().count("sign#multiInstanceBody:multiInstanceBody!") == 1


def test_a_called_process_is_rearranged_and_ends_with_its_caller(stage: Stage) -> None:
    stage.deploy("start s\ncall c process=q\nuser a\nend e\ns > c > a > e", "start s\nuser x\nuser y\nend e\ns > x > y > e")
    root = stage.start()
    child = stage.table("SELECT id FROM instance WHERE parent_id IS NOT NULL")[0][0]
    stage.engine.instances.modify(SYSTEM_ACTOR, child, [before("y"), cancel("x")], "asked for")
    stage._step()
    assert stage.open() == ["y"]
    modify(stage, before("a"))
    stage.engine.instances.modify(SYSTEM_ACTOR, child, [cancel("y")], "asked for")
    stage._step()
    assert (stage.case, stage.open()) == (root, ["a"])
    with pytest.raises(Conflict):
        stage.engine.instances.modify(SYSTEM_ACTOR, child, [before("y")], "too late")
    stage.do("a")
    assert stage.ended


UNDO = """
start s
user a
boundary-compensate u on a
user back handler=u
throw-compensate t
user z
end e
s > a > t > z > e
"""


def test_an_undoing_is_left_with_what_waits_for_it_and_never_begun_by_hand(stage: Stage) -> None:
    stage.run(UNDO).do("a")
    assert stage.open() == ["back"]
    assert refused(stage, cancel("back")) == "modification.undoing"
    assert refused(stage, before("back")) == "modification.target"
    assert "back" not in {step.id for step in stage.engine.instances.jump_targets(SYSTEM_ACTOR, task_of(stage, "back"))}
    modify(stage, cancel("t"), before("z"))
    assert stage.open() == ["z"]
    stage.do("z")
    assert stage.ended


def test_work_placed_before_a_save_point_waits_for_its_job(stage: Stage) -> None:
    stage.run(NESTED.replace("sub T {", "sub T asyncBefore {"))
    modify(stage, before("y"), before("z"), cancel("before"))
    assert stage.open() == []
    stage.tick()
    assert stage.open() == ["y", "z"] and stage.times("T") == 1
