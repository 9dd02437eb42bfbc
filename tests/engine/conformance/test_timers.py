"""Timers (BPMN 2.0.2 clause 10.5.5, table 10.101; dialect A1): date, duration, cycle, cron; late ones fire once."""

from __future__ import annotations

import pytest

from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases


def waits(what: str) -> str:
    """Wait for a timer, then z."""
    return f"start s\n catch-timer t {what}\n user z\n end e\n s > t > z > e"


@pytest.mark.parametrize(("what", "seconds"), [
    ("duration=PT30S", 30), ("duration=PT1H30M", 5400), ("duration=P1D", 86400), ("duration=P1W", 604800), ("duration=P1M", 31 * 86400),
    ("duration=${span}", 600), ('"duration==duration(span)"', 600), ("date=2026-03-02T10:00:00+08:00", 3600), ("date=2026-03-02T02:00:00Z", 3600),
    ("date=${moment}", 7200), ("date=2026-03-02T10:00:00", 3600), ("cycle=R3/PT10M", 600), ('"cycle=0 0/5 * * * ?"', 300),
    ('"cycle=0 30 9 * * ?"', 1800), ('"cycle=0 0 9 ? * TUE"', 86400),
])
def test_when_a_timer_is_due(stage: Stage, what: str, seconds: int) -> None:
    """Table 10.101: timeDate, timeDuration, timeCycle; months on the calendar, moments without zone in that of the office."""
    stage.run(waits(what), span="PT10M", moment="2026-03-02T11:00:00+08:00")
    assert stage.due() == [f"t in {seconds}"]
    stage.later(seconds=seconds - 1)
    assert stage.open() == []
    stage.later(seconds=1)
    assert stage.open() == ["z"] and stage.due() == []


def test_a_moment_in_the_past_is_due_at_once(stage: Stage) -> None:
    """Clause 13.5.2: the event has happened."""
    stage.run(waits("date=2020-01-01T00:00:00Z"))
    stage.tick()
    assert stage.open() == ["z"]


def test_a_cycle_fires_as_often_as_it_says(stage: Stage) -> None:
    """Table 10.101: R3/PT10M on a non-interrupting boundary event: three times, ten minutes apart."""
    stage.run("""
        start s
        user a
        boundary-timer t on a non cycle=R3/PT10M
        script c result=n "is=n + 1"
        end e
        end f
        s > a > e
        t > c > f
    """, n=0)
    fired = []
    for _ in range(6):
        stage.later(minutes=10)
        fired.append(stage.variables["n"])
    assert fired == [1, 2, 3, 3, 3, 3] and stage.due() == []
    stage.do("a")
    assert stage.ended


@pytest.mark.parametrize("cycle", ["R/PT10M", "0 0/10 * * * ?"])
def test_an_endless_cycle_ends_with_its_activity(stage: Stage, cycle: str) -> None:
    """Clause 13.5.3: fires while the activity is active."""
    stage.run(f"""
        start s
        user a
        boundary-timer t on a non "cycle={cycle}"
        task c
        end e
        s > a > e
        t > c
    """)
    for _ in range(5):
        stage.later(minutes=10)
    assert stage.times("c") == 5 and stage.due() == ["t in 600"]
    stage.do("a")
    assert stage.ended and stage.due() == []


@pytest.mark.parametrize(("cycle", "following"), [("R/PT10M", 600), ("R5/PT10M", 600), ("0 0/10 * * * ?", 600), ("R/2026-03-02T09:10:00+08:00/PT10M", 600)])
def test_an_overdue_cycle_fires_once(stage: Stage, cycle: str, following: int) -> None:
    """Design 4: everything was down for a day: one firing, then from now on."""
    stage.run(f"""
        start s
        user a
        boundary-timer t on a non "cycle={cycle}"
        task c
        end e
        s > a > e
        t > c
    """)
    stage.later(days=1)
    assert stage.times("c") == 1
    assert stage.due() == [f"t in {following}"]


def test_an_interrupting_cycle_fires_once(stage: Stage) -> None:
    """Clause 13.5.3: its activity is gone afterwards."""
    stage.run("""
        start s
        user a
        boundary-timer t on a cycle=R3/PT10M
        user z
        end e
        s > a > e
        t > z > e
    """)
    stage.later(minutes=10)
    assert stage.open() == ["z"] and stage.due() == []


def test_a_cycle_with_an_end(stage: Stage) -> None:
    """ISO 8601 repetition with an end: no firing behind it."""
    stage.run("""
        start s
        user a
        boundary-timer t on a non cycle=R/PT10M/2026-03-02T09:25:00+08:00
        task c
        end e
        s > a > e
        t > c
    """)
    for _ in range(5):
        stage.later(minutes=10)
    assert stage.times("c") == 2 and stage.due() == []


@pytest.mark.parametrize("cycle", ["R/P1D/2026-03-02T10:00:00+08:00", "R0/PT10M", "R3/PT10M/2020-01-01T00:00:00Z"])
def test_a_cycle_that_is_over_before_it_began_never_fires(stage: Stage, cycle: str) -> None:
    """ISO 8601 repetition: no time of it is left, so the activity goes on without it."""
    stage.run(f"start s\n user a\n boundary-timer t on a non cycle={cycle}\n task c\n end e\n s > a > e\n t > c")
    stage.later(days=2)
    assert stage.due() == [] and stage.times("c") == 0
    stage.do("a")
    assert stage.ended


def test_of_two_overdue_timers_the_earlier_interrupts(stage: Stage) -> None:
    """Clause 13.5.3: after the first the activity is gone, the second has nothing left to interrupt."""
    stage.run("""
        start s
        user a
        boundary-timer t1 on a duration=PT2H
        boundary-timer t2 on a duration=PT1H
        user x
        user y
        end e
        s > a > e
        t1 > x > e
        t2 > y > e
    """)
    stage.later(hours=5)
    assert stage.open() == ["y"] and stage.due() == []


def test_the_due_moment_stands_however_often_the_case_is_touched(stage: Stage) -> None:
    """A duration is computed once, on entering: neither another branch nor a reload moves it."""
    stage.run("""
        start s
        par split
        user a
        user b
        boundary-timer t on a duration=PT1H
        user c
        end e
        s > split > a > e
        split > b > c > e
        t > e
    """)
    stage.later(minutes=40)
    stage.do("b")
    stage.engine.forget()
    assert stage.due() == ["t in 1200"]
    stage.do("c")
    stage.later(minutes=20)
    assert stage.ended


def test_a_date_that_is_null_is_an_error(stage: Stage) -> None:
    """A timer without moment would wait for ever: refused when the activity is entered, the work before it is kept."""
    stage.run("start s\n user a\n catch-timer t date=${moment}\n end e\n s > a > t > e", moment=None)
    (task,) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
    assert stage.engine.tasks.complete(stage.actor, task.id, {}).later


def test_a_timer_starts_cases(stage: Stage) -> None:
    """Clause 13.5.1: a timer start makes an instance at each firing, from its deployment on."""
    stage.deploy("""
        start-timer s cycle=R2/PT1H
        end e
        s > e
    """)
    for expected in (1, 2, 2):
        stage.later(hours=1)
        assert stage.table("SELECT count(*) FROM instance") == [(expected,)]


def test_a_new_version_takes_over_the_timer_start(stage: Stage) -> None:
    """Dialect pitfalls 24, 25: timer starts of the old version end with the new one."""
    stage.deploy("start-timer s cycle=R/PT1H\n end e\n s > e")
    stage.deploy("start-timer s cycle=R/PT2H\n end e\n s > e")
    stage.later(hours=1)
    assert stage.table("SELECT count(*) FROM instance") == [(0,)]
    stage.later(hours=1)
    assert stage.table("SELECT count(*) FROM instance") == [(1,)]


@pytest.mark.parametrize("every", ["", "every"])
def test_a_cycle_in_a_multiple_event_goes_on(stage: Stage, every: str) -> None:
    """Clause 13.5.3: a non-interrupting event stays armed, each of its parts as it would alone."""
    stage.run(f"""
        start s
        user a
        boundary-message+timer b on a name=N cycle=R3/PT1H non {every}
        user n
        end e
        end f
        s > a > e
        b > n > f
    """)
    counts = []
    for _ in range(4):
        stage.later(hours=1)
        counts.append(stage.open().count("n"))
        stage.tell("N")
        counts.append(stage.open().count("n"))
    assert counts == ([0, 1, 1, 2, 2, 3, 3, 3] if every else [1, 2, 3, 4, 5, 6, 6, 7])
