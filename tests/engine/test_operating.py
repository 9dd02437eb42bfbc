"""What operators do with running cases: hold, go on, jump, restart, migrate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import SYSTEM_ACTOR, Conflict, Fault, Refused
from engine.api import instances
from engine.commands.migrate import Plan
from engine.deadlines import SHANGHAI
from engine.domain.values import decode
from engine.store.tables import heartbeat
from engine.store.uow import Unit
from engine.store.upsert import insert_rows
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

BRANCHES = """
start s
user first
par split
user a
user b
par join
user last
end e
s > first > split > a > join > last > e
split > b > join
"""


def task_of(stage: Stage, element: str) -> str:
    return next(task.id for task in stage.engine.instances.get(SYSTEM_ACTOR, stage.case).open_tasks if task.element == element)


def test_jump_back_inside_a_branch_leaves_the_other_branch_alone(stage: Stage) -> None:
    stage.run(BRANCHES.replace("split > b > join", "split > b1 > b > join\nuser b1"))
    stage.do("first").do("b1")
    stage.engine.instances.jump(SYSTEM_ACTOR, task_of(stage, "b"), "b1", "facts are missing")
    assert stage.open() == ["a", "b1"]
    stage.do("b1").do("b")
    assert stage.open() == ["a"]
    stage.do("a")
    assert stage.open() == ["last"]


def test_jump_before_the_split_takes_all_branches_along(stage: Stage) -> None:
    stage.run(BRANCHES)
    stage.do("first", remark="kept")
    stage.engine.instances.jump(SYSTEM_ACTOR, task_of(stage, "a"), "first", "wrong object", whole_scope=True)
    assert stage.open() == ["first"]
    assert stage.variables["remark"] == "kept"
    stage.do("first").do("b").do("a").do("last")
    assert stage.ended


def test_jump_out_of_and_into_a_subprocess(stage: Stage) -> None:
    stage.run("""
        start s
        user before
        sub S {
          start s2
          user x
          user y
          end e2
          s2 > x > y > e2
        }
        end e
        s > before > S > e
    """)
    stage.engine.instances.jump(SYSTEM_ACTOR, task_of(stage, "before"), "y", "done on paper")
    assert stage.open() == ["y"]
    stage.engine.instances.jump(SYSTEM_ACTOR, task_of(stage, "y"), "before", "not done after all")
    assert stage.open() == ["before"]
    stage.do("before").do("x").do("y")
    assert stage.ended


def test_jump_re_arms_the_timer_of_the_step(stage: Stage) -> None:
    stage.run("""
        start s
        user a
        boundary-timer t on a duration=P1D
        user late
        user b
        end e
        s > a > b > e
        t > late > e
    """)
    stage.later(hours=20)
    stage.do("a")
    stage.engine.instances.jump(SYSTEM_ACTOR, task_of(stage, "b"), "a", "again")
    stage.later(hours=20)
    assert stage.open() == ["a"]
    stage.later(hours=5)
    assert stage.open() == ["late"]


def test_jump_to_nowhere_is_refused_and_leaves_everything(stage: Stage) -> None:
    stage.run(BRANCHES)
    with pytest.raises(Fault, match="nowhere"):
        stage.engine.instances.jump(SYSTEM_ACTOR, task_of(stage, "first"), "nowhere", "why")
    assert stage.open() == ["first"]


def test_a_held_case_stands_still_and_its_clocks_move_on_by_the_time_held(stage: Stage) -> None:
    stage.run("""
        start s
        user a
        boundary-timer t on a duration=P2D
        user late
        end e
        s > a > e
        t > late > e
    """)
    stage.later(hours=24)
    stage.engine.instances.suspend(SYSTEM_ACTOR, stage.case, "court asked for the file")
    with pytest.raises(Conflict):
        stage.do("a")
    stage.later(days=10)
    stage.engine.instances.resume(SYSTEM_ACTOR, stage.case)
    stage.tick()
    assert stage.open() == ["a"]
    stage.later(hours=23)
    assert stage.open() == ["a"]
    stage.later(hours=2)
    assert stage.open() == ["late"]


def test_restart_of_an_ended_case(stage: Stage) -> None:
    stage.run("start s\nuser a\nend e\ns > a > e", object="shop-1")
    with pytest.raises(Conflict):
        stage.engine.instances.restart(SYSTEM_ACTOR, stage.case, "new facts")
    stage.do("a")
    again = stage.engine.instances.restart(SYSTEM_ACTOR, stage.case, "new facts")
    assert again.id != stage.case
    assert stage.engine.instances.get(SYSTEM_ACTOR, again.id).variables["object"] == "shop-1"


def test_a_case_begun_by_a_message_begins_again_where_it_began(stage: Stage) -> None:
    stage.deploy("start-message m name=M\nstart-message n name=N\nuser a\nuser b\nend e\nm > a > e\nn > b > e")
    stage.engine.messages.correlate("N", business_key="k-7", data={"x": 1})
    stage.case = stage.table("SELECT id FROM instance")[0][0]
    stage.do("b")
    stage.case = stage.engine.instances.restart(SYSTEM_ACTOR, stage.case, "new facts").id
    assert stage.open() == ["b"] and stage.variables == {"x": 1}


def versions(stage: Stage, old: str, new: str) -> tuple[str, str]:
    stage.deploy(old)
    first = stage.engine.definitions.by_key(SYSTEM_ACTOR, "p").id
    stage.start()
    stage.engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn(new)})
    return first, stage.engine.definitions.by_key(SYSTEM_ACTOR, "p").id


OLD = "start s\nuser a\nuser b\nend e\ns > a > b > e"


def test_migrate_to_a_version_with_another_step_behind(stage: Stage) -> None:
    first, second = versions(stage, OLD, "start s\nuser a\nuser between\nuser b\nend e\ns > a > between > b > e")
    plan = stage.engine.instances.migration_plan(SYSTEM_ACTOR, first, second)
    before = [stage.table(f'SELECT * FROM "{table}" ORDER BY 1, 2') for table in ("instance", "task", "token", "activity", "event", "job")]
    assert stage.engine.instances.rehearse_migration(SYSTEM_ACTOR, stage.case, plan) is None
    assert before == [stage.table(f'SELECT * FROM "{table}" ORDER BY 1, 2') for table in ("instance", "task", "token", "activity", "event", "job")]
    assert stage.engine.instances.get(SYSTEM_ACTOR, stage.case).row.version == 1
    stage.engine.instances.migrate(SYSTEM_ACTOR, stage.case, plan)
    stage.do("a")
    assert stage.open() == ["between"]
    stage.do("between").do("b")
    assert stage.ended


def test_a_rehearsal_says_what_the_database_refuses(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def twice(runtime: object, unit: Unit, *rest: object) -> None:
        for _ in range(2):
            insert_rows(unit, heartbeat, [{"name": "same", "at": unit.now}])

    monkeypatch.setattr(instances, "migrate", twice)
    assert isinstance(stage.engine.instances.rehearse_migration(SYSTEM_ACTOR, "", Plan("", "", {})), Conflict)


@pytest.mark.parametrize(("new", "reason"), [
    ("start s\nuser c\nend e\ns > c > e", "no step of the same kind"),
    ("start s\nuser a\nboundary-timer t on a duration=P1D\nend e\ns > a > e\nt > e", "boundary events differ"),
    ("start s\nuser a 'each==[1,2]' as=i\nend e\ns > a > e", "multi-instance"),
])
def test_migration_is_refused_with_the_reason(stage: Stage, new: str, reason: str) -> None:
    first, second = versions(stage, OLD, new)
    plan = stage.engine.instances.migration_plan(SYSTEM_ACTOR, first, second)
    rehearsed = stage.engine.instances.rehearse_migration(SYSTEM_ACTOR, stage.case, plan)
    assert isinstance(rehearsed, Refused) and reason in str(rehearsed)
    with pytest.raises(Refused, match=reason):
        stage.engine.instances.migrate(SYSTEM_ACTOR, stage.case, plan)
    stage.do("a").do("b")
    assert stage.ended


UNDOABLE = "start s\nuser a\nboundary-compensate u on a\nuser back handler=u\nuser b\nthrow-compensate t\nend e\ns > a > b > t > e"
WAITING = "start s\nuser a\ncatch-timer b duration=PT5H\nend e\ns > a > b > e"


@pytest.mark.parametrize(("old", "new", "reason"), [
    (WAITING, WAITING.replace("catch-timer b duration=PT5H", "catch-message b name=M"), "another kind of event"),
    (UNDOABLE, OLD, "could be undone"),
    ("start s\nuser z\nadhoc A ordering=Sequential {\nuser a\nuser b\n}\nend e\ns > A > e\nA > z", "start s\nuser z\nadhoc A ordering=Sequential {\nuser a\nuser c\n}\nend e\ns > A > e\nA > z", "still to come"),
])
def test_migration_minds_what_is_remembered_and_awaited(stage: Stage, old: str, new: str, reason: str) -> None:
    """An armed timer becomes no message; what was done keeps its undoing; a sequence has its next step."""
    first, second = versions(stage, old, new)
    stage.do("a") if "adhoc" not in old else None
    with pytest.raises(Refused, match=reason):
        stage.engine.instances.migrate(SYSTEM_ACTOR, stage.case, stage.engine.instances.migration_plan(SYSTEM_ACTOR, first, second))


def test_elements_may_change_places_and_everything_follows_its_own_token(stage: Stage) -> None:
    """Tasks, timers, subscriptions, external work, what could be undone: renamed, two of them by swapping."""
    old = UNDOABLE + "\nuser c\nuser d\nboundary-timer q on d duration=PT5H\nservice w topic=T\ncatch-message m name=M\npar g\ns > g > c > e\ng > d > e\nq > e\ng > w > e\ng > m > e"
    old = old.replace("s > a > b", "g > a > b")
    new = old.replace("user a", "user a2").replace(" a\n", " a2\n").replace("> a >", "> a2 >").replace(" w", " w2").replace("message m ", "message m2 ").replace("> m >", "> m2 >").replace("back", "back2")
    first, second = versions(stage, old, new)
    plan = stage.engine.instances.migration_plan(SYSTEM_ACTOR, first, second)
    was = {task.id: task.element for task in stage.engine.instances.get(SYSTEM_ACTOR, stage.case).open_tasks}
    stage.do("a")
    steps = {**plan.steps, "a": "a2", "w": "w2", "m": "m2", "back": "back2", "c": "b", "b": "c"}
    stage.engine.instances.migrate(SYSTEM_ACTOR, stage.case, replace(plan, steps=steps))
    stage._step()
    now = {task.id: task.element for task in stage.engine.instances.get(SYSTEM_ACTOR, stage.case).open_tasks}
    assert sorted(now.values()) == ["b", "c", "d"] and now[next(key for key, element in was.items() if element == "c")] == "b"
    assert stage.due() == ["q in 18000"]
    stage.serve("T")
    stage.tell("M")
    stage.do("b")
    assert stage.open() == ["back2", "c", "d"]
    stage.do("back2").do("c").later(hours=6)
    assert stage.ended


def test_many_are_migrated_one_by_one_with_progress(stage: Stage) -> None:
    first, second = versions(stage, OLD, "start s\nuser a\nuser z\nend e\ns > a > z > e")
    done = stage.case
    plan = stage.engine.instances.migration_plan(SYSTEM_ACTOR, first, second)
    seen = list(stage.engine.instances.migrate_all(SYSTEM_ACTOR, [done, "unknown"], plan))
    assert [(identity, fault is None) for identity, fault in seen] == [(done, True), ("unknown", False)]


SIGNERS = """
start s
user sign 'each==["a","b"]' as=who 'until=nrOfCompletedInstances / nrOfInstances >= 0.6'
user after
end e
s > sign > after > e
"""


def test_an_added_signer_counts_for_the_ratio(stage: Stage) -> None:
    stage.run(SIGNERS)
    stage.engine.instances.add_member(SYSTEM_ACTOR, task_of(stage, "sign"), "c", "asked to join")
    stage.do("sign", where={"who": "c"})
    assert stage.open() == ["sign", "sign"]
    stage.do("sign", where={"who": "a"})
    assert stage.open() == ["after"]


def test_a_removed_signer_is_waited_for_no_more(stage: Stage) -> None:
    stage.run(SIGNERS)
    stage.do("sign", where={"who": "a"})
    assert stage.open() == ["sign"]
    stage.engine.instances.remove_member(SYSTEM_ACTOR, task_of(stage, "sign"), "not concerned")
    assert stage.open() == ["after"]


def test_the_last_signer_cannot_be_removed(stage: Stage) -> None:
    stage.run(SIGNERS.replace('["a","b"]', '["a"]'))
    with pytest.raises(Fault):
        stage.engine.instances.remove_member(SYSTEM_ACTOR, task_of(stage, "sign"), "nobody left")
    assert stage.open() == ["sign"]


HELD = """
start s
user a dueDate='=deadline("clk.x.five")'
boundary-timer t on a date='=deadline("clk.x.five")' non
user late
user b dueDate=PT48H
par g
end e
s > g > a > e
g > b > e
t > late > e
"""


def test_a_clock_of_the_law_is_counted_again_after_a_hold(stage: Stage) -> None:
    """Five working days from Monday 2 March; held from Friday to Monday, of which one is a working day: one day more, twice over two holds."""
    files = {"p.bpmn": bpmn(HELD), "clocks.csv": CLOCKS.encode(), "calendars/2026.csv": b"# year: 2026\n# status: official\n# source: made up\ndate,kind,name_zh,name_en\n"}
    stage.engine.definitions.deploy(SYSTEM_ACTOR, "test", files)
    stage.start()
    assert due_of(stage, "a") == "03-09 23:59:59"
    stage.later(days=4)
    hold(stage, days=3)  # Friday to Monday
    assert due_of(stage, "a") == "03-10 23:59:59" and due_of(stage, "b") == "03-04 09:00:00"
    hold(stage, hours=5)  # within a day: nothing is left out
    assert due_of(stage, "a") == "03-10 23:59:59"
    hold(stage, days=2)
    assert due_of(stage, "a") == "03-12 23:59:59"
    steps = [step["zh"] for step in decode(stage.table("SELECT derivation FROM task WHERE element = 'a'")[0][0])["steps"]]
    assert sum("不计入。" in step and "案件挂起" in step for step in steps) == 2
    stage.later(days=1, hours=9)  # 12 March, 23:00
    assert stage.open() == ["a", "b"]
    stage.later(hours=1)
    assert stage.open() == ["a", "b", "late"]


def test_what_was_late_stays_late_and_its_lights_and_levels_wait(stage: Stage) -> None:
    """The hours of a clock by the clock move by the time held; a level of supervision not yet reached is not reached by a hold."""
    files = {"p.bpmn": bpmn(HELD.replace("x.five", "x.hours")), "clocks.csv": CLOCKS.encode()}
    stage.engine.definitions.deploy(SYSTEM_ACTOR, "test", files)
    stage.start()
    assert due_of(stage, "a") == "03-03 09:00:00"
    stage.later(hours=10)
    hold(stage, hours=30)
    assert due_of(stage, "a") == "03-04 15:00:00"
    stage.later(days=1)
    levels = "SELECT derivation FROM task WHERE element = 'a'"
    before = [step["at"] for step in decode(stage.table(levels)[0][0])["levels"]]
    hold(stage, days=10)
    assert due_of(stage, "a") == "03-04 15:00:00"
    after = [step["at"] for step in decode(stage.table(levels)[0][0])["levels"]]
    assert [(new - old).days for new, old in zip(after, before, strict=True)] == [0 if old <= before[0] else 10 for old in before]


CLOCKS = """code,label_zh,label_en,amount,unit,policy,source,mark,valid_from,valid_to,then,max_extension,extendable_by,cd_p_roll,end_of_day
clk.x.five,五日,five,5,WD,W-L,,CFG,2025-01-01,,,,,,
clk.x.hours,一日,hours,24,HR,W-L,,CFG,2025-01-01,,,,,,
"""


def due_of(stage: Stage, element: str) -> str:
    (task,) = [task for task in stage.engine.instances.get(SYSTEM_ACTOR, stage.case).open_tasks if task.element == element]
    assert task.due_at is not None
    return f"{task.due_at.astimezone(SHANGHAI):%m-%d %H:%M:%S}"


def hold(stage: Stage, **span: float) -> None:
    stage.engine.instances.suspend(SYSTEM_ACTOR, stage.case, "court asked for the file")
    stage.later(**span)
    stage.engine.instances.resume(SYSTEM_ACTOR, stage.case)
    stage.tick()


@pytest.mark.parametrize("first", ["a", "b"])
def test_work_moved_onto_a_join_counts_for_its_branch(stage: Stage, first: str) -> None:
    """A parallel join waits for one token per flow: the moved one takes the place of the one that its branch would have brought."""
    stage.run(BRANCHES)
    stage.do("first")
    stage.engine.instances.jump(SYSTEM_ACTOR, task_of(stage, first), "join", "done on paper")
    assert stage.open() == [{"a": "b", "b": "a"}[first]]
    stage.do(stage.open()[0])
    assert stage.open() == ["last"]
