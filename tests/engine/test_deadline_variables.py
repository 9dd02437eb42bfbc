"""Deadlines that a model keeps in variables stand still while the case is held, and deadlines counted from before a hold leave it out."""

from __future__ import annotations

from datetime import date

import pytest

from engine import SYSTEM_ACTOR
from engine.api.rest_once import Caller
from engine.deadlines import SHANGHAI
from engine.domain.values import decode
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

CLOCKS = """code,label_zh,label_en,amount,unit,policy,source,mark,valid_from,valid_to,then,max_extension,extendable_by,cd_p_roll,end_of_day
clk.x.five,五日,five,5,WD,W-L,,CFG,2025-01-01,,,,,,
clk.x.hours,一日,hours,24,HR,W-L,,CFG,2025-01-01,,,,,,
clk.x.before,提前,before,-3,WD,W-N,,CFG,2025-01-01,,,,,,
"""
YEAR = b"# year: 2026\n# status: official\n# source: made up\ndate,kind,name_zh,name_en\n"
CALLED = 'start s\nuser serve dueDate="=serveBy"\ncatch-timer t date="=serveBy"\nend e\ns > serve > t > e'


def play(stage: Stage, **models: str) -> None:
    files = {f"{key}.bpmn": bpmn(model, key) for key, model in models.items()}
    stage.engine.definitions.deploy(SYSTEM_ACTOR, "test", {**files, "clocks.csv": CLOCKS.encode(), "calendars/2026.csv": YEAR})
    stage.start(begun=stage.clock.now())


def hold(stage: Stage, **span: float) -> None:
    stage.engine.instances.suspend(SYSTEM_ACTOR, stage.case, "court asked for the file")
    stage.later(**span)
    stage.engine.instances.resume(SYSTEM_ACTOR, stage.case)
    stage.tick()


def due(stage: Stage, element: str) -> str:
    (task,) = [task for task in stage.engine.instances.get(SYSTEM_ACTOR, stage.case).open_tasks if task.element == element]
    assert task.due_at is not None
    return f"{task.due_at.astimezone(SHANGHAI):%m-%d %H:%M}"


def at(stage: Stage, name: str) -> str:
    return f"{stage.value(name).astimezone(SHANGHAI):%m-%d %H:%M}"


@pytest.mark.both_databases
def test_a_deadline_in_a_variable_stands_still_and_a_day_made_of_it_does_not(stage: Stage) -> None:
    """Monday 2 March; held from Tuesday to Friday, three working days. What the variable names later is due by its clock, with its lights."""
    play(stage, p="""
        start s
        user a out.by='=deadline("clk.x.five")' out.told='=date(deadline("clk.x.five"))' out.soon='=deadline("clk.x.hours")' out.copy='=by'
        user b in.by=${by}
        call c process=q pass.serveBy=by take.back=serveBy
        user d dueDate="=if back = null then null else back"
        end e
        s > a > b > c > d > e
    """, q=CALLED)
    stage.do("a")
    assert at(stage, "by") == "03-09 23:59" and at(stage, "soon") == "03-03 09:00"
    stage.later(hours=23)
    hold(stage, days=3)
    assert (at(stage, "by"), at(stage, "copy"), at(stage, "soon")) == ("03-12 23:59", "03-12 23:59", "03-06 09:00")
    assert stage.value("told") == date(2026, 3, 9)
    stage.do("b")
    assert due(stage, "serve") == "03-12 23:59"
    hold(stage, days=5)  # Friday to Wednesday: three working days, in the task and in the variables of both processes
    assert due(stage, "serve") == "03-17 23:59" and at(stage, "by") == "03-17 23:59"
    assert at(stage, "soon") == "03-11 09:00"
    (row,) = stage.table("SELECT due_clock, yellow_at, derivation FROM task WHERE element = 'serve'")
    assert row[0] == "clk.x.five" and row[1] is not None
    assert sum("案件挂起" in step["zh"] for step in decode(row[2])["steps"]) == 2
    stage.do("serve")
    hold(stage, days=1)  # Wednesday: the timer that stands there, too
    stage.later(days=6, hours=16)
    assert stage.open() == ["d"] and due(stage, "d") == "03-18 23:59"


def test_what_is_counted_after_a_hold_from_an_event_before_it_leaves_the_hold_out(stage: Stage) -> None:
    """Also what is counted by the clock; not what counts back from a day to come, nor a variable that something else was put into."""
    play(stage, p="""
        start s
        user a
        user b dueDate='=deadline("clk.x.five", begun)'
        user c dueDate='=deadline("clk.x.hours", begun)' out.by='=deadline("clk.x.five", begun)'
        user d dueDate='=deadline("clk.x.before", visit)' out.by='=now()'
        user f dueDate='=by'
        end e
        s > a > b > c > d > f > e
    """)
    hold(stage, days=2)
    stage.do("a")
    assert due(stage, "b") == "03-10 23:59"  # Tuesday is left out; Monday, the day of the event, is not counted anyway
    hold(stage, days=1)
    assert due(stage, "b") == "03-11 23:59"
    stage.do("b")
    assert due(stage, "c") == "03-06 09:00"
    stage.do("c", visit=date(2026, 3, 12))
    assert at(stage, "by") == "03-11 23:59" and due(stage, "d") == "03-09 23:59"  # Thursday the 12th less three working days
    hold(stage, days=7)
    assert due(stage, "d") == "03-09 23:59" and at(stage, "by") == "03-18 23:59"
    stage.do("d")
    now = at(stage, "by")
    hold(stage, days=1)
    assert at(stage, "by") == now and stage.do("f").ended


def test_a_timer_worked_out_from_a_deadline_is_worked_out_again(stage: Stage) -> None:
    """The working day before the deadline, at nine; not what something of its own made of the same name."""
    before = "=date and time(period end(-1, \"WD\", date(by)), time(\"09:00:00+08:00\"))"
    play(stage, p=f"""
        start s
        script x result=by is='deadline("clk.x.five")'
        evt g
        catch-message m name=M
        catch-timer t date='{before}'
        user late
        end e
        s > x > g
        g > m > e
        g > t > late > e
    """)
    assert stage.due() == ["t in 345600"]  # Friday the 6th
    stage.later(days=2)
    hold(stage, days=2)  # Wednesday and Thursday
    assert at(stage, "by") == "03-11 23:59" and stage.due() == ["t in 345600"]  # Tuesday the 10th, seen from Friday
    stage.later(days=4)
    assert stage.open() == ["late"]


def test_what_repeats_by_the_clock_on_the_wall_stays_at_its_hour(stage: Stage) -> None:
    """Every day at ten: what lay in the hold is left out, and the next comes at ten, not five hours later."""
    play(stage, p="start s\nuser a\nboundary-timer t on a cycle='0 0 10 * * ?' non\nuser r\nend e\ns > a > e\nt > r")
    hold(stage, hours=5)
    assert stage.open() == ["a"] and stage.due() == ["t in 72000"]
    stage.later(hours=20)
    assert stage.open() == ["a", "r"]


def test_a_condition_sees_that_a_deadline_moved_and_an_own_date_stays(stage: Stage) -> None:
    play(stage, p="""
        start s
        script x result=by is='deadline("clk.x.five")'
        user a
        boundary-conditional m on a when='date(by) > limit'
        user late
        end e
        s > x > a > e
        m > late > e
    """)
    stage.engine.rest.deeds.set_variables(Caller(SYSTEM_ACTOR), stage.case, {"limit": date(2026, 3, 9)})
    stage.later(days=1)
    hold(stage, days=2)
    assert stage.open() == ["late"] and at(stage, "by") == "03-11 23:59"
