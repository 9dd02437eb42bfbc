"""The table of semantics measured against the original evaluator, and where this one differs on purpose."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from engine.rules.feel import Environment
from engine.rules.juel import JuelError, JuelSyntaxError, compile_template

ZONE = ZoneInfo("Asia/Shanghai")
ENV = Environment(
    now=datetime(2026, 1, 31, 8, tzinfo=UTC),
    functions={
        "execution.tenantId": lambda: "t1", "execution.getVariable": lambda name: f"<{name}>", "currentUser": lambda: "u1",
        "task.execution.id": lambda: "e7",
    },
)
VARIABLES = {
    "n": None, "s": "abc", "list": [1, 2], "map": {"a": {"b": 3}}, "i": 5, "orderId": 7, "天数": 1, "day": date(2026, 5, 6), "d": Decimal("1.50"),
    "rows": [{"a": 1}, {"a": 2}], "flag": True, "decisionResult": [{"x": "y"}],
}


def value(text: str) -> object:
    return compile_template(text).evaluate(VARIABLES, ENV)


@pytest.mark.parametrize(("text", "expected"), [
    ("${1/2}", Decimal("0.5")), ("${5%2}", 1), ("${-5 % 3}", -2), ("${1+1}", 2), ("${7 div 2}", Decimal("3.5")), ("${7 mod 4}", 3),
    ("${'1'+'2'}", 3), ("${'1.0'+2}", Decimal("3.0")), ("${n + 1}", 1), ("${n + n}", 0), ("${0.1 + 0.2}", Decimal("0.3")),
    ("${9223372036854775807 + 1}", -(2**63)), ("${- i}", -5),
    ("${1=='1'}", True), ("${'10'==10}", True), ("${'10' > 9}", True), ("${'10' > '9'}", False),
    ("${n == ''}", False), ("${n < 1}", False), ("${n <= n}", False), ("${n == null}", True), ("${true == 'TRUE'}", True), ("${d == 1.5}", True),
    ("${empty n}", True), ("${empty ''}", True), ("${empty list}", False), ("${not empty list and i ge 5}", True),
    ("${n.foo}", None), ("${map.a.b}", 3), ("${map['a'].b}", 3), ("${map.missing.deeper}", None), ("${list[99]}", None), ("${list['1']}", 2),
    ("${i > 3 ? 'y' : 'n'}", "y"), ("${n ? 'y' : 'n'}", "n"), ("${'x' ? 'y' : 'n'}", "n"), ("${false ? 1 : true ? 2 : 3}", 2),
    ("${orderId}", 7), ("#{天数}", 1), (r"${'it\'s'}", "it's"),
    ("text ${n}|", "text |"), ("${i}${i}", "55"), (r"\${i}", "${i}"), ("plain", "plain"), ("", ""), ("a ${4/2} ${list} ${map}", "a 2.0 [1, 2] {a={b=3}}"),
    ("${flag && !flag || flag}", True), ("${day < dateTime()}", False),
])
def test_value(text: str, expected: object) -> None:
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(("text", "expected"), [
    ("${s.toUpperCase().concat('!')}", "ABC!"), ("${s.substring(1, 2)}", "b"), ("${s.indexOf('c')}", 2), ("${s.replace('a', 'x')}", "xbc"),
    ("${s.equals('abc')}", True), ("${'a,b,'.split(',')}", ["a", "b"]), ("${list.size()}", 2), ("${list.get(0)}", 1), ("${list.contains(2)}", True),
    ("${map.containsKey('a')}", True), ("${i.compareTo(6)}", -1), ("${d.intValue()}", 1), ("${i.toString().length()}", 1),
    ("${day.getTime()}", 1777996800000), ("${S(map).prop('a').prop('b').numberValue()}", 3), ("${rows[1].a}", 2),
    ("${decisionResult.getSingleResult().x}", "y"), ("${decisionResult.getSingleEntry()}", "y"), ("${rows.collectEntries('a')}", [1, 2]),
    ("${execution.getTenantId()}", "t1"), ("${execution.tenantId}", "t1"), ("${execution.getVariable('q')}", "<q>"),
    ("${task.execution.id}", "e7"), ("${currentUser()}", "u1"), ("${now()}", datetime(2026, 1, 31, 16, tzinfo=ZONE)),
    ("${dateTime().plusMonths(1).toDate()}", datetime(2026, 2, 28, 16, tzinfo=ZONE)),
    ("${dateTime().plusWeeks(1).minusHours(2).withTimeAtStartOfDay()}", datetime(2026, 2, 7, tzinfo=ZONE)),
])
def test_methods_and_objects(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(("text", "says"), [
    ("${'a'+'b'}", "no number"), ("${true == 1}", "no number"), ("${'abc' > 1}", "no number"), ("${x == null}", 'name "x" is unknown'),
    ("${empty x}", 'name "x" is unknown'), ("${n.size()}", "null has no method"), ("${s.foo}", 'no property "foo"'), ("${s.size()}", "no method size"),
    ("${s.class.name}", 'no property "class"'), ("${s.__class__}", 'no property "__class__"'), ("${i/0}", "division by zero"),
    ("${list.get(2)}", "no element 2"), ("${s.substring(5)}", "no part"), ("${s.concat(1)}", "text is needed"), ("${list < list}", "no order"),
    ("${currentUserGroups()}", "not available"), ("${s.length(1)}", "does not take 1"), ("${1 ? 2 : 3}", "no truth value"),
    ("${execution.id}", "unknown"), ("${task.name}", 'name "task" is unknown'),
])
def test_error_names_the_reason_and_the_place(text: str, says: str) -> None:
    with pytest.raises(JuelError, match=says) as caught:
        value(text)
    assert caught.value.position is not None
    assert caught.value.position[1] > 2


@pytest.mark.parametrize(("text", "code", "column"), [
    ("${a} #{b}", "expression.mixed", 6), ("${a", "expression.open", 1), ("${1 +}", "expression.syntax", 5), ("${a.or}", "expression.syntax", 5),
    ("${}", "expression.syntax", 3), ("${a = 1}", "expression.syntax", 5), ("${x -> x}", "expression.syntax", 6), ("${[1]}", "expression.syntax", 3),
    ("x ${holidays.isWorkday(day)}", "expression.bean", 14), ("${a.b.doIt()}", "expression.bean", 7), ("${'x'.getBytes()}", "expression.method", 7),
    ("${foo(1)}", "expression.function", 3), ("${vars:get(x)}", "expression.function", 3), ("${now(1)}", "expression.arguments", 3),
    ("${execution.getProcessEngineServices()}", "expression.member", 13), ("${execution.getVariable()}", "expression.member", 13),
    ("${9223372036854775808}", "expression.number", 3), ("${a instanceof b}", "expression.syntax", 5), ("${" + "!" * 500 + "true}", "expression.too-deep", None),
    ("${" + "1+" * 500 + "1}", "expression.too-deep", None), ("x" * 20_001, "expression.too-long", 1),
])
def test_refused_when_compiled(text: str, code: str, column: int | None) -> None:
    with pytest.raises(JuelSyntaxError) as caught:
        compile_template(text)
    assert caught.value.code == code
    assert column is None or caught.value.position == (1, column)


def test_bean_is_named() -> None:
    with pytest.raises(JuelSyntaxError) as caught:
        compile_template("${holidays.isWorkday(day)}")
    assert caught.value.values == {"bean": "holidays", "method": "isWorkday"}


def test_free_names_are_the_variables() -> None:
    assert compile_template("${a.b[c] + execution.getVariable(d)} and ${now()}").free == {"a", "c", "d"}


def test_a_variable_named_task_is_one() -> None:
    assert compile_template("${task.name}").evaluate({"task": {"name": "inspect"}}, ENV) == "inspect"


def test_only_named_variables_are_read() -> None:
    class Lazy(dict[str, object]):
        def __getitem__(self, name: str) -> object:
            assert name == "a", "only what the expression names may be loaded"
            return 1

    assert compile_template("${a + 1}").evaluate(Lazy(a=None, b=None), ENV) == 2


def test_positions_count_lines() -> None:
    with pytest.raises(JuelError) as caught:
        value("one\ntwo ${i +\n  missing}")
    assert caught.value.position == (3, 3)


def test_text_cannot_grow_without_limit() -> None:
    variables = {"s": "a" * 10_000}
    with pytest.raises(JuelError, match="too long"):
        compile_template("${s.replace('a', s)}").evaluate(variables, ENV)


def test_expression_in_parentheses_nests_freely() -> None:
    assert value("${" + "(" * 400 + "1" + ")" * 400 + "}") == 1
