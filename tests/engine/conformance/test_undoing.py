"""Compensation and transactions (BPMN 2.0.2 clauses 13.5.5 and 13.3.8)."""

from __future__ import annotations

from tests.engine.stage import Stage


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
