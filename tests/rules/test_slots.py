"""Every slot: what it accepts in each language, what it gives, and what it says when a value does not fit."""

import ast
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

import pytest

from engine.rules import Environment, ExpressionFailed, ExpressionRefused, Slot, compile_slot, evaluate
from engine.rules.texts import TEXTS

ZONE = ZoneInfo("Asia/Shanghai")
ENV = Environment(now=datetime(2026, 1, 31, 8, tzinfo=UTC))
END = datetime(2026, 5, 6, 23, 59, 59, tzinfo=ZONE)
VARIABLES = {
    "a": 3, "d": Decimal("2.0"), "who": ["x", "y"], "comma": "p, q", "n": None, "ok": True, "t": "true", "one": 1, "day": date(2026, 5, 6),
    "local": datetime(2026, 5, 6, 9), "map": {"k": 1}, "count": 4, "iso": "2026-05-06", "numbers": [1, "x"],
}


def value(text: str, slot: Slot, language: str | None = None) -> object:
    return evaluate(compile_slot(text, slot, language=language), VARIABLES, ENV, element="Task_1")


@pytest.mark.parametrize(("text", "slot", "expected"), [
    ("=a > 2", Slot.CONDITION, True), ("${a > 2}", Slot.CONDITION, True), ("#{!ok}", Slot.CONDITION, False),
    ("=d", Slot.VALUE, 2), ("${d}", Slot.VALUE, 2), ("=a / 2", Slot.VALUE, Decimal("1.5")), ("plain", Slot.VALUE, "plain"), ("=missing", Slot.VALUE, None),
    ('={"k": [a, null]}', Slot.VALUE, {"k": [3, None]}), ('=duration("P14M")', Slot.VALUE, "P1Y2M"), ("=local", Slot.VALUE, datetime(2026, 5, 6, 9, tzinfo=ZONE)),
    ("=count", Slot.VALUE, 4), ("n ${n} a ${a}", Slot.TEXT, "n  a 3"), ('="v" + string(a)', Slot.TEXT, "v3"), ("=null", Slot.TEXT, ""), ("=a", Slot.TEXT, "3"),
    ("x, ${who}, z", Slot.NAMES, ["x", "x", "y", "z"]), ("${comma},r", Slot.NAMES, ["p", "q", "r"]), ("=who", Slot.NAMES, ["x", "y"]), ("", Slot.NAMES, []),
    ("${'a,b'}", Slot.NAMES, ["a", "b"]), ("${n}", Slot.NAME, None), ("zhang", Slot.NAME, "zhang"), ("=null", Slot.NAME, None), ("", Slot.NAME, None),
    ("2026-05-06", Slot.DATE, END), ("=day", Slot.DATE, END), ("${day}", Slot.DATE, END), ("${iso}", Slot.DATE, END),
    ("2026-05-06T09:00:00", Slot.DATE, datetime(2026, 5, 6, 9, tzinfo=ZONE)), ("2026-05-06T01:00:00.000+0000", Slot.DATE, datetime(2026, 5, 6, 9, tzinfo=ZONE)),
    ("P3D", Slot.DATE, datetime(2026, 2, 3, 16, tzinfo=ZONE)), ('=duration("P1M")', Slot.DATE, datetime(2026, 2, 28, 16, tzinfo=ZONE)), ("${n}", Slot.DATE, None),
    ("PT30M", Slot.DURATION, timedelta(minutes=30)), ("P1M", Slot.DURATION, timedelta(days=28)), ('=duration("PT2H")', Slot.DURATION, timedelta(hours=2)),
    ("P1DT1.5S", Slot.DURATION, timedelta(days=1, seconds=1.5)), ("P2W", Slot.DURATION, timedelta(days=14)),
    ("R3/PT10M", Slot.CYCLE, "R3/PT10M"), ("R/2026-01-01T00:00:00/PT1H", Slot.CYCLE, "R/2026-01-01T00:00:00/PT1H"), ("0 0/5 * * * ?", Slot.CYCLE, "0 0/5 * * * ?"),
    ("0 0 9 ? * MON-FRI 2026", Slot.CYCLE, "0 0 9 ? * MON-FRI 2026"), ("0 15 10 L * ?", Slot.CYCLE, "0 15 10 L * ?"), ("0 15 10 ? * 6#3", Slot.CYCLE, "0 15 10 ? * 6#3"),
    ("who", Slot.COLLECTION, ["x", "y"]), ("${who}", Slot.COLLECTION, ["x", "y"]), ("=[a, d]", Slot.COLLECTION, [3, 2]),
    ("3", Slot.INTEGER, 3), ("=d", Slot.INTEGER, 2), ("${'12'}", Slot.INTEGER, 12), ("=-1", Slot.INTEGER, -1),
])
def test_value(text: str, slot: Slot, expected: object) -> None:
    found = value(text, slot)
    assert found == expected
    assert type(found) is type(expected)


def test_a_condition_may_say_its_language() -> None:
    assert value("a > 2", Slot.CONDITION, "feel") is True
    assert value("a > 2", Slot.CONDITION, "https://www.omg.org/spec/DMN/20191111/FEEL/") is True
    assert value("${ok}", Slot.CONDITION, "juel") is True


@pytest.mark.parametrize(("text", "slot", "says"), [
    ("${n}", Slot.CONDITION, "true or false"), ("${t}", Slot.CONDITION, "true or false"), ("${one}", Slot.CONDITION, "true or false"),
    ("=null", Slot.CONDITION, "true or false"), ("=t", Slot.CONDITION, "true or false"), ("=a > missing", Slot.CONDITION, ""), ("${ok}!", Slot.CONDITION, "true or false"),
    ("${x}", Slot.VALUE, 'name "x" is unknown'), ("=[1..3]", Slot.VALUE, "no value of a variable"), ("=function(x) x", Slot.VALUE, "no value of a variable"),
    ("${n}", Slot.NAMES, "ids are needed"), ("=map", Slot.NAMES, "ids are needed"), ("=numbers", Slot.NAMES, "ids are needed"), ("a,${n}", Slot.NAMES, "ids are needed"),
    ("a,b", Slot.NAME, "one id"), ("=who", Slot.NAME, "one id"), ("${t}", Slot.DATE, "a date"), ("=a", Slot.DATE, "a date"),
    ('=day + "x"', Slot.DATE, ""), ("${ok}", Slot.DURATION, "ISO duration"), ("${t}", Slot.CYCLE, "repetition"), ("${a}", Slot.COLLECTION, "a list"),
    ("=null", Slot.COLLECTION, "a list"), ("=1.5", Slot.INTEGER, "whole number"), ("${ok}", Slot.INTEGER, "whole number"), ("=null", Slot.INTEGER, "whole number"),
])
def test_failure_names_element_expression_place_and_value(text: str, slot: Slot, says: str) -> None:
    with pytest.raises(ExpressionFailed) as caught:
        value(text, slot)
    assert says in caught.value.reason
    assert (caught.value.element, caught.value.expression) == ("Task_1", text)
    assert caught.value.place is not None
    assert caught.value.place.element == "Task_1"
    assert caught.value.position >= (1, 1)


def test_failure_shows_the_offending_value() -> None:
    with pytest.raises(ExpressionFailed, match="'true'") as caught:
        value("${t}", Slot.CONDITION)
    assert caught.value.value == "true"


def test_an_error_in_feel_is_no_missing_due_date() -> None:
    assert value("=n", Slot.DATE) is None
    with pytest.raises(ExpressionFailed):
        value('=day + duration("oops")', Slot.DATE)


@pytest.mark.parametrize(("text", "slot", "language", "code", "position"), [
    ("=a >", Slot.CONDITION, None, "expression.syntax", (1, 5)), ("yes", Slot.CONDITION, None, "expression.literal", (1, 1)),
    ("${bean.run(1)}", Slot.TEXT, None, "expression.bean", (1, 8)), ("x", Slot.CONDITION, "groovy", "expression.language", (1, 1)),
    ("x", Slot.CONDITION, "text/javascript", "expression.language", (1, 1)), ("x", Slot.CONDITION, "python", "expression.language", (1, 1)),
    ("soon", Slot.DATE, None, "expression.literal", (1, 1)), ("2026-02-30", Slot.DATE, None, "expression.literal", (1, 1)), ("0001-01-01T00:00:00", Slot.DATE, None, "expression.literal", (1, 1)),
    ("--3", Slot.INTEGER, None, "expression.literal", (1, 1)), ("٣", Slot.INTEGER, None, "expression.literal", (1, 1)), ("PT", Slot.DURATION, None, "expression.literal", (1, 1)),
    ("0 0 * * * *", Slot.CYCLE, None, "expression.literal", (1, 1)), ("R3", Slot.CYCLE, None, "expression.literal", (1, 1)), ("R/PT0S", Slot.CYCLE, None, "expression.literal", (1, 1)),
    ("0 61 * * * ?", Slot.CYCLE, None, "expression.literal", (1, 1)), ("many", Slot.INTEGER, None, "expression.literal", (1, 1)),
    ("a b", Slot.COLLECTION, None, "expression.literal", (1, 1)), ("a, ${b", Slot.NAMES, None, "expression.open", (1, 1)),
])
def test_refused(text: str, slot: Slot, language: str | None, code: str, position: tuple[int, int]) -> None:
    with pytest.raises(ExpressionRefused) as caught:
        compile_slot(text, slot, language=language)
    assert (caught.value.code, caught.value.position) == (code, position)


def test_refused_language_says_what_to_use_instead() -> None:
    with pytest.raises(ExpressionRefused, match="external task") as caught:
        compile_slot("x == 1", Slot.CONDITION, language="Groovy")
    assert caught.value.values["language"] == "groovy"


def test_free_names_and_language() -> None:
    found = [compile_slot(text, Slot.NAMES) for text in ("=a + b.c", "x, ${d}", "x")]
    assert [(item.language, item.free) for item in found] == [("feel", {"a", "b"}), ("juel", {"d"}), ("literal", frozenset())]


def test_only_named_variables_are_loaded() -> None:
    class Lazy(dict[str, object]):
        def __getitem__(self, name: str) -> object:
            assert name == "a", "only what the expression names may be loaded"
            return 3

    for text in ("=a > 2", "${a > 2}"):
        assert evaluate(compile_slot(text, Slot.CONDITION), Lazy(a=None, b=None), ENV) is True


def test_every_code_has_its_texts_and_every_text_its_values() -> None:
    codes = set()
    folder = Path(__file__).parents[2] / "engine" / "rules"
    for file in [*folder.glob("*.py"), *(folder / "juel").glob("*.py"), *(folder / "scripts").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and file.name != "texts.py":
                head, dot, tail = node.value.partition(".")
                if head in ("expression", "script") and dot and tail.replace("-", "").isalpha() and tail not in ("py", "refused"):
                    codes.add(node.value)
    assert codes == set(TEXTS)
    for zh, en in TEXTS.values():
        assert all(text.isascii() is (text is en) for text in (zh, en))
        assert {name for _, name, _, _ in Formatter().parse(zh) if name} <= {name for _, name, _, _ in Formatter().parse(en) if name} | {"reason"}


def test_texts_are_filled_from_the_errors() -> None:
    for text, slot in (("${bean.run()}", Slot.TEXT), ("=a >", Slot.VALUE), ("${foo()}", Slot.TEXT), ("#{a}${b}", Slot.TEXT), ("${execution.x}", Slot.TEXT)):
        with pytest.raises(ExpressionRefused) as caught:
            compile_slot(text, slot)
        for template in TEXTS[caught.value.code]:
            assert text in template.format_map(caught.value.values)
