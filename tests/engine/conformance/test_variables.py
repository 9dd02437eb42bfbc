"""Variables, scopes and mappings (dialect A5, A2): read outward, set where the name lives, else in the process."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from engine.domain.values import BadValue
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases


def kept(options: str = "") -> str:
    """A task whose values are looked at afterwards."""
    return f"""
        start s
        user a {options}
        user z
        end e
        s > a > z > e
    """


VALUES: list[object] = [
    None, True, False, 0, 1, -5, 10**30, Decimal("1.0"), Decimal(1), Decimal("1.50"), Decimal("1E+3"), Decimal("-0.0"), "", "1", "中文 é \u2028 \" ' < & {", "x" * 5000,
    [], {}, [[], {}], [1, "1", True, None, Decimal(1)], {"a": {"b": [1, {"c": None}]}}, {"": 1}, {"z": 1, "a": 2},
    {"typename": "foo"}, {"typename": "MessageEventDefinition", "name": "x"}, {"$": 1}, {"$": "decimal", "v": "1.5"}, {"$ref": "x", "@type": "y", "__class__": "z"},
    {"v": 1, "$": {"$": "map", "v": {"$": None}}}, [{"$": "date"}],
    date(2026, 2, 28), time(8, 30), datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC), timedelta(days=-1, seconds=5, microseconds=7),
]


@pytest.mark.parametrize("number", range(len(VALUES)))
def test_values_survive_as_they_are(stage: Stage, number: int) -> None:
    """Same value, same type, at start and at completion, whatever its keys are called; also 1, 1.0, "1" and True stay four things."""
    value = VALUES[number]
    stage.deploy(kept())
    stage.start(first=value)
    stage.do("a", second=value)
    for name in ("first", "second"):
        found = stage.value(name)
        assert repr(found) == repr(value)
    stage.do("z")
    assert stage.ended


@pytest.mark.parametrize(("before", "after"), [
    (1, True), (True, 1), (1, Decimal("1.0")), (Decimal("1.0"), Decimal("1.00")), (0, False), ("1", 1), (None, False), ([1], [True]), ({"a": 1}, {"a": Decimal("1.0")}),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
])
def test_a_change_of_type_is_a_change(stage: Stage, before: object, after: object) -> None:
    """The stock library compares with ==, so 1 to True to 1.0 is lost; here each is stored."""
    stage.deploy(kept())
    stage.start(x=before)
    stage.do("a", x=after)
    assert repr(stage.value("x")) == repr(after)
    stage.engine.forget()
    stage.do("z")
    assert repr(stage.value("x")) == repr(after)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), datetime(2026, 1, 1), object(), b"x", {1, 2}])
def test_what_is_no_value_is_refused_by_name(stage: Stage, bad: object) -> None:
    stage.deploy(kept())
    with pytest.raises(BadValue) as caught:
        stage.start(x={"deep": [bad]})
    assert "x.deep[0]" in str(caught.value)


@pytest.mark.parametrize("name", ["typename", "Start", "End", "Root", "id", "data", "self", "中文", "a b", "execution", "item", "null", "$", "__class__", "x" * 200])
def test_a_variable_may_have_any_name(stage: Stage, name: str) -> None:
    """Names of the library's own objects mean nothing to us."""
    stage.deploy(kept())
    stage.case = stage.engine.instances.start(stage.actor, "p", {name: 1}).id
    (task,) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
    stage.engine.tasks.complete(stage.actor, task.id, {name: 2})
    assert stage.value(name) == 2
    stage.do("z")
    assert stage.ended


@pytest.mark.parametrize("name", ["Start", "End", "Root", "start", "root", "task", "body", "Simple", "_boundary", "typename", "数据-1.2"])
def test_an_element_may_have_any_id(stage: Stage, name: str) -> None:
    """Names of the library's own specs (Start, End, Root) are ordinary ids here."""
    stage.run(f"""
        start s
        user {name}
        end e
        s > {name} > e
    """)
    assert stage.open() == [name]
    stage.do(name)
    assert stage.ended and name in stage.walked()


def test_changing_a_value_read_from_outside_changes_nothing_inside(stage: Stage) -> None:
    """The stock library shares nested data between tasks and history; here what is handed in is not what is kept."""
    stage.deploy(kept())
    data = {"list": [1]}
    stage.start(x=data)
    data["list"].append(2)
    assert stage.value("x") == {"list": [1]}
    stage.do("a")
    assert stage.value("x") == {"list": [1]}


def test_parallel_branches_see_each_other_at_once_and_the_last_write_wins(stage: Stage) -> None:
    """Dialect A5: variables belong to the process, not to the branch; a join merges nothing."""
    stage.run("""
        start s
        par split
        par join
        user a
        user b
        script look result=seen is=x
        user z
        end e
        s > split > a > look > join > z > e
        split > b > join
    """, x=["old"])
    stage.do("b", x=["from b"])
    stage.do("a")
    assert stage.open() == ["z"] and stage.variables == {"x": ["from b"], "seen": ["from b"]}


def test_input_parameters_are_local_and_outputs_go_outward(stage: Stage) -> None:
    """Dialect A2: input from the outer scope, local; output evaluated inside, set outward."""
    stage.deploy("""
        start s
        service a topic=w "in.fine==amount * 2" "out.total==fine + extra"
        user z
        end e
        s > a > z > e
    """)
    stage.start(amount=10)
    assert stage.serve("w", extra=5)["fine"] == 20
    assert stage.variables == {"amount": 10, "extra": 5, "total": 25}


def test_a_value_with_the_name_of_an_input_stays_inside(stage: Stage) -> None:
    """Dialect A5: walk-up stops at the nearest scope that has the name."""
    stage.deploy('start s\n user a "in.note==null"\n user z\n end e\n s > a > z > e')
    stage.start()
    stage.do("a", note="inner", other=1)
    assert stage.variables == {"other": 1}


def test_an_output_goes_to_the_nearest_scope_with_the_name(stage: Stage) -> None:
    """Dialect A5 and pitfall 18: a same-named variable in a sub-process catches it."""
    stage.run("""
        start s
        sub b "in.total==0" {
            start x
            user a "out.total==5"
            script copy result=seen is=total
            end xe
            x > a > copy > xe
        }
        user z
        end e
        s > b > z > e
    """)
    stage.do("a")
    assert stage.variables == {"seen": 5}


def test_a_subprocess_without_local_variables_writes_to_the_process(stage: Stage) -> None:
    """Dialect A5: no scope has the name: process instance."""
    stage.run("""
        start s
        sub b {
            start x
            user a
            end xe
            x > a > xe
        }
        user z
        end e
        s > b > z > e
    """)
    stage.do("a", n=1)
    assert stage.variables == {"n": 1}


def test_output_parameters_of_a_subprocess(stage: Stage) -> None:
    """Dialect A2: evaluated inside the scope that ends."""
    stage.run("""
        start s
        sub b "in.n==1" "out.result==n + 1" {
            start x
            user a
            end xe
            x > a > xe
        }
        user z
        end e
        s > b > z > e
    """)
    stage.do("a", n=41)
    assert stage.variables == {"result": 42}


def test_parameters_may_be_lists_maps_and_nothing(stage: Stage) -> None:
    """Dialect A2: value, list, map, nested; an empty body is null, a text without ${} is text."""
    stage.deploy("""
        start s
        <serviceTask id="a" camunda:type="external" camunda:topic="w"><extensionElements><camunda:inputOutput><camunda:inputParameter name="l"><camunda:list><camunda:value>${n}</camunda:value><camunda:value>t</camunda:value></camunda:list></camunda:inputParameter><camunda:inputParameter name="m"><camunda:map><camunda:entry key="k">=n + 1</camunda:entry></camunda:map></camunda:inputParameter><camunda:inputParameter name="none"/><camunda:inputParameter name="text">plain</camunda:inputParameter></camunda:inputOutput></extensionElements></serviceTask>
        end e
        s > a > e
    """)
    stage.start(n=1)
    given = stage.serve("w")
    assert (given["l"], given["m"], given["none"], given["text"]) == ([1, "t"], {"k": 2}, None, "plain")


def test_local_values_of_a_worker_are_seen_by_output_parameters_only(stage: Stage) -> None:
    """Dialect A5: localVariables in the task's scope, visible to output mapping, then gone."""
    stage.deploy('start s\n service a topic=w "out.kept==secret * 2"\n user z\n end e\n s > a > z > e')
    stage.start()
    (task,) = stage.engine.external_tasks.fetch_and_lock("t", ["w"])
    stage.engine.external_tasks.complete(task.id, "t", {}, local={"secret": 4})
    assert stage.variables == {"kept": 8}


def test_nothing_local_is_left_behind(stage: Stage) -> None:
    """Dialect A5: the variables of a scope go with it; those of the process stay readable."""
    stage.run(kept('each=items as=item "in.x==1"'), items=[1, 2, 3])
    for _ in range(3):
        stage.do("a")
    stage.do("z", done=True)
    assert stage.ended
    assert stage.table("SELECT name FROM variable WHERE scope_id <> root_id AND gone IS NULL") == []
    assert stage.variables == {"items": [1, 2, 3], "done": True}


def test_data_objects_with_values_are_where_a_scope_begins(stage: Stage) -> None:
    """Dialect A6: a value of a data object is a variable of its scope, unless the start brings it."""
    held = '<dataObject id="{0}" name="{0}" itemSubjectRef="xsd:{1}"><extensionElements><camunda:value>{2}</camunda:value></extensionElements></dataObject>'
    stage.run(f"""
        {held.format("n", "int", "3")}
        {held.format("word", "string", 'say "x"')}
        {held.format("yes", "boolean", "true")}
        start s
        sub q {{
            {held.format("inner", "string", "i")}
            start qs
            user a
            end qe
            qs > a > qe
        }}
        end e
        s > q > e
    """, yes=False)
    assert stage.variables == {"n": 3, "word": 'say "x"', "yes": False}
    (task,) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
    assert stage.engine.tasks.get(stage.actor, task.id).variables["inner"] == "i"


def test_output_parameters_are_set_one_after_the_other(stage: Stage) -> None:
    """Dialect A2: each is evaluated inside the activity, which sees what the one before it has set outside."""
    stage.run("start s\n script a result=k is=1 out.x='${k + 1}' out.y='${x * 10}'\n end e\n s > a > e", x=100)
    assert stage.value("x") == 2 and stage.value("y") == 20


MAPPED = (
    '<extensionElements><camunda:inputOutput><camunda:inputParameter name="a">${1}</camunda:inputParameter>'
    '<camunda:outputParameter name="r">${a + 1}</camunda:outputParameter></camunda:inputOutput></extensionElements>'
)
HOUR = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
EVENTS = {
    "a start event": f'<startEvent id="s">{MAPPED}</startEvent>\n end e\n s > e',
    "a throwing event": f'start s\n <intermediateThrowEvent id="t">{MAPPED}</intermediateThrowEvent>\n end e\n s > t > e',
    "a throwing link": f'start s\n <intermediateThrowEvent id="t">{MAPPED}<linkEventDefinition name="L"/></intermediateThrowEvent>\n catch-link i name=L\n end e\n s > t\n i > e',
    "a catching event": f'start s\n <intermediateCatchEvent id="c">{MAPPED}{HOUR}</intermediateCatchEvent>\n end e\n s > c > e',
    "the event that won": f'start s\n evt g\n <intermediateCatchEvent id="c">{MAPPED}{HOUR}</intermediateCatchEvent>\n catch-message d name=m\n end e\n s > g > c > e\n g > d > e',
    "the start of an event sub-process":
        f'start s\n user u\n end e\n s > u > e\n esub h {{\n <startEvent id="c" isInterrupting="false">{MAPPED}{HOUR}</startEvent>\n end z\n c > z\n }}',
}


@pytest.mark.parametrize("where", EVENTS)
def test_parameters_of_events(stage: Stage, where: str) -> None:
    """Dialect A2: allowed on all events but boundary events, and the same for one that has happened already."""
    stage.run(EVENTS[where])
    stage.later(hours=1)
    assert stage.value("r") == 2 and "a" not in stage.variables
