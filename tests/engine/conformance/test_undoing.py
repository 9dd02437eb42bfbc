"""Compensation and transactions (BPMN 2.0.2 clauses 13.5.5 and 13.3.8)."""

from __future__ import annotations

import pytest

from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

PLAIN = """
start s
task a
task b
user c
boundary-compensate ca on a
boundary-compensate cb on b
user undoA handler=ca
user undoB handler=cb
throw-compensate undo {of}
user after
end e
s > a > b > c > undo > after > e
"""


def test_handlers_run_one_after_the_other_in_reverse_order_of_completion(stage: Stage) -> None:
    stage.run(PLAIN.format(of=""))
    stage.do("c")
    assert stage.open() == ["undoB"]
    stage.do("undoB")
    assert stage.open() == ["undoA"]
    stage.do("undoA")
    assert stage.open() == ["after"]
    stage.do("after")
    assert stage.ended


def test_one_activity_can_be_named(stage: Stage) -> None:
    stage.run(PLAIN.format(of="of=a"))
    stage.do("c")
    assert stage.open() == ["undoA"]
    stage.do("undoA").do("after")
    assert stage.ended


def test_what_was_not_done_is_not_undone(stage: Stage) -> None:
    stage.run("""
        start s
        xor g
        task a
        task b
        boundary-compensate ca on a
        boundary-compensate cb on b
        user undoA handler=ca
        user undoB handler=cb
        end-compensate e
        s > g
        g > a : x = 1
        g > b : default
        a > e
        b > e
    """, x=1)
    assert stage.open() == ["undoA"]
    stage.do("undoA")
    assert stage.ended


def test_a_finished_subprocess_is_undone_from_outside_with_the_values_it_had(stage: Stage) -> None:
    stage.run("""
        start s
        sub S 'each==["x","y"]' as=item sequential {
          start s2
          task a
          boundary-compensate ca on a
          user undoA handler=ca
          end e2
          s2 > a > e2
        }
        throw-compensate undo
        end e
        s > S > undo > e
    """)
    seen = []
    for _ in range(2):
        (task,) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
        seen.append(stage.engine.tasks.get(stage.actor, task.id).variables["item"])
        stage.do("undoA")
    assert seen == ["y", "x"]
    assert stage.ended


TRANSACTION = """
start s
transaction T {
  start s2
  task a
  boundary-compensate ca on a
  user undoA handler=ca
  user decide
  xor g
  end good
  end-cancel bad
  s2 > a > decide > g
  g > good : fine = true
  g > bad : default
}
boundary-cancel out on T
user after
user cancelled
end e
s > T > after > e
out > cancelled > e
"""


def test_a_cancelled_transaction_is_undone_and_left_by_its_cancel_event(stage: Stage) -> None:
    stage.run(TRANSACTION)
    stage.do("decide", fine=False)
    assert stage.open() == ["undoA"]
    stage.do("undoA")
    assert stage.open() == ["cancelled"]
    stage.do("cancelled")
    assert stage.ended


def test_a_good_transaction_goes_on(stage: Stage) -> None:
    stage.run(TRANSACTION)
    stage.do("decide", fine=True)
    assert stage.open() == ["after"]


def test_every_round_of_a_loop_is_undone(stage: Stage) -> None:
    """Clause 13.5.5: each completed instance of the activity has its own compensation."""
    stage.run("""
        start s
        xor m
        user a
        boundary-compensate b on a
        user undo handler=b
        xor g
        throw-compensate t
        end e
        s > m > a > g
        g > m : more = true
        g > t : default
        t > e
    """)
    stage.do("a", more=True).do("a", more=True).do("a", more=False)
    for _ in range(3):
        assert stage.open() == ["undo"]
        stage.do("undo")
    assert stage.ended


def test_undoing_can_be_interrupted(stage: Stage) -> None:
    """Clauses 13.5.3 and 13.5.5: handlers run inside the scope; what terminates the scope terminates them."""
    stage.run("""
        start s
        sub q {
            start qs
            user a
            boundary-compensate b on a
            user undo handler=b
            throw-compensate t
            end qe
            qs > a > t > qe
        }
        boundary-timer late on q duration=PT1H
        user z
        end e
        s > q > e
        late > z > e
    """)
    stage.do("a")
    assert stage.open() == ["undo"]
    stage.later(hours=2)
    assert stage.open() == ["z"]


def test_cancelling_a_transaction_ends_the_processes_it_called(stage: Stage) -> None:
    """Clause 13.5.5: everything in the transaction is terminated."""
    stage.deploy("""
        start s
        transaction t {
            start ts
            par g
            user a
            call c process=c
            end-cancel x
            end te
            ts > g > a > x
            g > c > te
        }
        boundary-cancel b on t
        user z
        end e
        s > t > e
        b > z > e
    """, c="start cs\n user u\n end ce\n cs > u > ce")
    stage.start()
    assert stage.open() == ["a", "u"]
    stage.do("a")
    assert stage.open() == ["z"]
    assert [child.state for child in stage.engine.instances.get(stage.actor, stage.case).children] == ["cancelled"]


UNDOING = """
start s
sub q {{
    start qs
    task a
    user b
    boundary-compensate ca on a
    boundary-compensate cb on b
    user undoA handler=ca
    user undoB handler=cb
    end qe
    qs > a > b > qe
    esub h {{
        start-compensate hs
        user check
        {more}
        end he
        hs > check > {path} he
    }}
}}
user c
throw-compensate undo
user after
end e
s > q > c > undo > after > e
"""


def test_a_compensation_event_sub_process_takes_the_place_of_the_handlers_inside(stage: Stage) -> None:
    """Clause 13.5.5: compensating a sub-process runs its compensation event sub-process; what that does not undo stays done."""
    stage.run(UNDOING.format(more="", path=""))
    stage.do("b").do("c")
    assert stage.open() == ["check"]
    stage.do("check")
    assert stage.open() == ["after"]
    stage.do("after")
    assert stage.ended and stage.times("undoA") == 0


def test_a_compensation_event_sub_process_may_undo_what_was_done_in_reverse_order(stage: Stage) -> None:
    """Clause 13.5.5: compensation thrown in it reaches the activities of its sub-process."""
    stage.run(UNDOING.format(more="throw-compensate all", path="all >"))
    stage.do("b").do("c").do("check")
    assert stage.open() == ["undoB"]
    stage.do("undoB").do("undoA")
    assert stage.open() == ["after"]
    assert "hs:compensationStartEvent" in stage.history()


def test_a_compensation_event_sub_process_sees_the_values_of_its_round(stage: Stage) -> None:
    """Clause 13.5.5: it runs on the snapshot of the sub-process; members are undone one by one, the last first."""
    stage.run("""
        start s
        sub q each=items as=item sequential in.kept=${item} {
            start qs
            user b
            end qe
            qs > b > qe
            esub h {
                start-compensate hs
                user check
                end he
                hs > check > he
            }
        }
        throw-compensate undo
        user after
        end e
        s > q > undo > after > e
    """, items=["x", "y"])
    stage.do("b").do("b")
    for value in ("y", "x"):
        (task,) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
        assert stage.engine.tasks.get(stage.actor, task.id).variables["kept"] == value
        stage.do("check")
    assert stage.open() == ["after"]


def test_an_error_event_sub_process_may_undo_what_its_scope_had_done(stage: Stage) -> None:
    """Clause 13.5.5: from an event sub-process the activities of the scope around it are visible."""
    stage.run("""
        start s
        sub q {
            start qs
            task a
            boundary-compensate ca on a
            user undoA handler=ca
            service b topic=w
            end qe
            qs > a > b > qe
            esub h {
                start-error hs name=broken
                throw-compensate all
                end he
                hs > all > he
            }
        }
        user z
        end e
        s > q > z > e
    """)
    stage.serve("w", error="broken")
    assert stage.open() == ["undoA"]
    stage.do("undoA")
    assert stage.open() == ["z"]


def test_a_handler_that_ends_with_an_uncaught_error_is_over(stage: Stage) -> None:
    """Dialect A5: its path ends as at a none end event; who threw the compensation goes on."""
    stage.run("""
        start s
        task a
        boundary-compensate c on a
        service u topic=t handler=c
        throw-compensate x
        user w
        end e
        s > a > x > w > e
    """)
    stage.serve("t", error="E")
    assert stage.open() == ["w"]


@pytest.mark.parametrize("first_is_good", [False, True])
def test_a_cancelled_member_cancels_the_whole_transaction(stage: Stage, *, first_is_good: bool) -> None:
    """Clauses 13.3.7, 13.3.8: the cancel event is attached to all members; all of them are undone, also those that ended well."""
    stage.run("""
        start s
        transaction x times=2 {
            start t
            task a
            boundary-compensate c on a
            script undo handler=c result=undone is='undone + 1'
            user q
            xor g
            end ok
            end-cancel no
            t > a > q > g
            g > no : bad = true
            g > ok : default
        }
        boundary-cancel k on x
        user after
        end e
        s > x > e
        k > after > e
    """, undone=0, bad=False)
    if first_is_good:
        stage.do("q", bad=False)
    stage.do("q", bad=True)
    assert stage.open() == ["after"] and stage.value("undone") == 2
    stage.do("after")
    assert stage.ended


def test_what_still_runs_in_a_cancelled_transaction_is_interrupted_before_it_is_undone(stage: Stage) -> None:
    """Clause 13.3.8: nothing goes on in it while its handlers run; what would be done meanwhile could not be undone any more."""
    stage.run("""
        start s
        transaction x {
            start t
            par g
            user q
            task a
            boundary-compensate c on a
            user u handler=c
            user w
            end-cancel y
            end ok
            t > g > a > w > y
            g > q > ok
        }
        boundary-cancel k on x
        user z
        end e
        s > x > e
        k > z > e
    """)
    assert stage.open() == ["q", "w"]
    stage.do("w")
    assert stage.open() == ["u"] and "q:userTask!" in stage.history()
    stage.do("u")
    assert stage.open() == ["z"]
