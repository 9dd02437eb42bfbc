"""What a hold, a migration or a late message leaves behind when something fails or there is more than one of it."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR
from engine.api.rest_once import Caller
from tests.engine.stage import Stage
from tests.engine.test_deadline_variables import hold, play
from tests.engine.test_operating import versions

TWO_DAYS_BEFORE = '=date and time(period end(-1, "WD", date(by)), time("09:00:00+08:00"))'
TIMEOUT = (
    'start s\n<userTask id="b" camunda:candidateGroups="zhzf.nanhu"><extensionElements><camunda:taskListener event="timeout" id="x" '
    'expression="${{execution.setVariable(\'n\', execution.getVariable(\'n\') + 1)}}"><timerEventDefinition>{timer}</timerEventDefinition></camunda:taskListener>'
    "</extensionElements></userTask>\nend e\ns > b > e"
)


def test_a_case_goes_on_though_a_condition_on_its_moved_deadline_fails(straight: Stage) -> None:
    """Otherwise nobody could resume it, and nobody mend it either: variables of a held case are not set. The condition is asked by the next deed."""
    play(straight, p="""
        start s
        script x result=by is='deadline("clk.x.five")'
        par g
        user a
        catch-conditional c when='date(by) > date(begun) + duration("P7D")'
        <userTask id="j" camunda:candidateGroups="${groups}"/>
        end e
        s > x > g > a > e
        g > c > j > e
    """)
    hold(straight, days=2)
    assert straight.open() == ["a"] and straight.state == "active"
    straight.engine.rest.deeds.set_variables(Caller(SYSTEM_ACTOR), straight.case, {"groups": "zhzf.nanhu"})
    assert straight.open() == ["a", "j"]


def test_each_scope_has_its_own_deadline_and_each_timer_its_own_scope(straight: Stage) -> None:
    play(
        straight, p="start s\npar g\ncall c1 process=q pass.when=begun\ncall c2 process=q pass.when=begun pass.late=begun\nend e\ns > g\ng > c1 > e\ng > c2 > e",
        q=f"""
        start s
        script x result=by is='if late = null then deadline("clk.x.five") else deadline("clk.x.five", when + duration("P1D"))'
        catch-timer t date='{TWO_DAYS_BEFORE}'
        end e
        s > x > t > e
    """)
    before = straight.due()
    assert before == ["t in 345600", "t in 604800"]
    straight.later(days=2)
    hold(straight, days=2)
    assert straight.due() == ["t in 345600", "t in 432000"], "Tuesday and Wednesday of the week after"


def test_a_timeout_of_a_task_is_worked_out_again_like_a_timer(straight: Stage) -> None:
    timer = f"<timeDate>{TWO_DAYS_BEFORE.replace(chr(34), '&quot;')}</timeDate>"
    play(straight, p="start s\nscript x result=by is='deadline(\"clk.x.five\")'\n" + TIMEOUT.format(timer=timer).partition("\n")[2].replace("s > b", "s > x > b"))
    straight.later(days=1)
    hold(straight, days=2)
    assert straight.due() == ["b in 432000"], "Tuesday of the week after; by the time itself it would be Sunday"


def test_a_timeout_that_repeats_no_longer_is_armed_once(straight: Stage) -> None:
    first, second = versions(straight, TIMEOUT.format(timer="<timeCycle>R5/PT1H</timeCycle>"), TIMEOUT.format(timer="<timeDuration>PT7H</timeDuration>"))
    instances = straight.engine.instances
    instances.migrate(SYSTEM_ACTOR, straight.case, instances.migration_plan(SYSTEM_ACTOR, first, second, triggers=True))
    straight.engine.rest.deeds.set_variables(Caller(SYSTEM_ACTOR), straight.case, {"n": 0})
    straight.later(hours=7)
    assert straight.variables["n"] == 1 and straight.due() == []


@pytest.mark.both_databases
def test_a_number_of_a_version_is_never_given_twice(straight: Stage) -> None:
    """A decision bound by its number would answer from a file that was taken back."""
    table = (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:t"><decision id="dec" name="dec"><variable name="dec"/>'
        "<literalExpression><text>{n}</text></literalExpression></decision></definitions>"
    )
    engine = straight.engine
    deployed = [engine.definitions.deploy(SYSTEM_ACTOR, f"d{n}", {"d.dmn": table.format(n=n).encode()}) for n in (1, 2)]
    engine.rest.deeds.undeploy(Caller(SYSTEM_ACTOR), deployed[1].id)
    again = engine.definitions.deploy(SYSTEM_ACTOR, "d3", {"d.dmn": table.format(n=3).encode()})
    assert [item.version for item in again.definitions] == [3]
    assert [row.version for row in engine.definitions.versions(SYSTEM_ACTOR, "dec")] in ([3, 1], [])
