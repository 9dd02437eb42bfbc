"""Laws that hold for all values (hypothesis)."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from engine.rules.feel import FeelError, YearsMonths, compile_expression
from tests.rules.feel.evaluating import ENV, value

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4)
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
temporals = (
    st.dates()
    | st.times()
    | st.datetimes()
    | st.timedeltas(timedelta(days=-9999), timedelta(days=9999))
    | st.integers(-9999, 9999).map(YearsMonths)
)
scalars = st.none() | st.booleans() | numbers | texts | temporals
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=12
)


@given(values)
def test_a_value_equals_itself_and_passes_unchanged(given_value: object) -> None:
    assert value("x", x=given_value) == given_value
    assert value("x = x", x=given_value) is True
    assert value("is(x, x)", x=given_value) is True


@given(values, values)
def test_equality_is_symmetric_and_not_equal_its_negation(one: object, two: object) -> None:
    equal = value("a = b", a=one, b=two)
    assert value("b = a", a=one, b=two) is equal
    assert value("a != b", a=one, b=two) is (None if equal is None else not equal)


@given(scalars, scalars)
def test_order_is_a_mirror(one: object, two: object) -> None:
    assert value("a < b", a=one, b=two) is value("b > a", a=one, b=two)
    assert value("a <= b", a=one, b=two) is value("b >= a", a=one, b=two)


@given(temporals)
def test_string_and_the_literal_are_inverse(moment: object) -> None:
    text = value("string(x)", x=moment)
    assert value(f'@"{text}"') == moment


@given(texts)
def test_a_string_literal_is_read_as_written(text: str) -> None:
    assert value(value("string([x])", x=text)) == [text]


@given(numbers)
def test_a_number_is_written_and_read(number: Decimal) -> None:
    assert value("number(string(x))", x=number) == number


@given(numbers, numbers)
def test_sums_are_exact(one: Decimal, two: Decimal) -> None:
    assert value("a + b - b = a", a=one, b=two) is True


@given(numbers, numbers)
def test_modulo_has_the_sign_of_the_divisor(one: Decimal, two: Decimal) -> None:
    assume(two)
    rest = value("modulo(a, b)", a=one, b=two)
    assert rest == 0 or (rest < 0) == (two < 0)
    assert abs(rest) < abs(two)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.timedeltas(timedelta(days=-999), timedelta(days=999)))
def test_adding_and_subtracting_a_length_meet_again(day: date, length: timedelta) -> None:
    moment = datetime.combine(day, time(12))
    assert value("m + d - d = m", m=moment, d=length) is True
    assert value("(m + d) - m = d", m=moment, d=length) is True


@given(st.lists(numbers, max_size=30))
def test_sort_orders_and_keeps(items: list[Decimal]) -> None:
    assert value("sort(x, function(a, b) a < b)", x=items) == sorted(items)
    assert value("count(distinct values(x))", x=items) == len(set(items))


@given(numbers, numbers, numbers, st.booleans(), st.booleans())
def test_during_and_in_agree(low: Decimal, high: Decimal, point: Decimal, left: bool, right: bool) -> None:
    assume(low < high)
    brackets = ("[" if left else "(") + "a..b" + ("]" if right else ")")
    context: dict[str, object] = {"a": low, "b": high, "x": point}
    assert value(f"during(x, {brackets})", context) is value(f"x in {brackets}", context)
    assert value(f"includes({brackets}, x)", context) is value(f"x in {brackets}", context)


@given(st.text(st.sampled_from('abx 12.()[]{}<>=!+-*/,:"@?\\\n'), max_size=40))
def test_any_text_is_a_value_or_refused_as_feel(text: str) -> None:
    with suppress(FeelError):
        compile_expression(text).evaluate({"a": 1, "b": [1, 2]}, ENV)
