"""Compensation in a loop costs the same at every lap."""

from __future__ import annotations

import pytest

from tests.engine.counting import counted
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases


def test_a_loop_that_can_be_undone_writes_one_lap_at_each(straight: Stage) -> None:
    """What every lap had is kept in a row of its own, found again after a reload, undone in reverse order and then gone."""
    straight.run(
        "start s\nxor top\n<userTask id='a' camunda:candidateGroups='zhzf.nanhu'><extensionElements><camunda:inputOutput>"
        "<camunda:inputParameter name='lap'>${n}</camunda:inputParameter><camunda:inputParameter name='report'>${text}</camunda:inputParameter>"
        "</camunda:inputOutput></extensionElements></userTask>\nboundary-compensate c on a\nscript undo handler=c result=order is='append(order, lap)'\n"
        "xor g\nthrow-compensate t\nuser z\nend e\ns > top > a > g\ng > top : n < 30\ng > t : default\nt > z > e",
        n=0, order=[], text="x" * 8000,
    )
    written = []
    for lap in range(1, 31):
        if lap == 17:
            straight.engine._runtime.executions.clear()
        with counted(straight.engine) as cost:
            straight.do("a", n=lap)
        written.append(cost.written)
        kept = straight.table("SELECT count(*) FROM compensation")[0][0]
        assert kept == (lap if lap < 30 else 0)
    assert max(written[5:29]) < 1.1 * min(written[5:29])
    assert straight.variables["order"] == [*range(29, -1, -1)]
    straight.do("z")
    assert straight.ended
