"""The draw: the same seed gives the same result, written down here by value; ratios, recusal, load and shortage."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.joint.draw import Drawn, Inputs, draw, hash_of, lot

OBJECTS = tuple((f"obj-{number:03d}", "ABCD"[number % 4]) for number in range(40))
OFFICERS = ("o1", "o2", "o3", "o4")
RATIOS = {"A": "5", "B": "25", "C": "50", "D": "100", "none": "25"}
INPUTS = Inputs("scjg.nanhu", "2026-05-20", OBJECTS, OFFICERS, (("o1", "obj-003"),), RATIOS, 2)


def test_the_algorithm_is_what_its_page_says() -> None:
    """Counted again here from the words of the page, with nothing of the module but its inputs."""
    def by_hand(identity: str) -> str:
        return hashlib.sha256(f"2026-05-20 14:00 公开摇号 07\nobject\n{identity}".encode()).hexdigest()

    found = draw(INPUTS, "2026-05-20 14:00 公开摇号 07")
    for credit_class, count in {"A": 1, "B": 3, "C": 5, "D": 10}.items():
        some = sorted((identity for identity, given in OBJECTS if given == credit_class), key=by_hand)[:count]
        assert {item.object_id for item in found.chosen if item.credit_class == credit_class} == set(some)
        assert found.classes[credit_class] == (10, count)


def test_the_result_of_a_seed_never_changes() -> None:
    found = draw(INPUTS, "seed")
    assert hash_of(found.text()) == RESULT
    assert hash_of(INPUTS.text()) == HASH
    assert Drawn.read(found.text()) == found
    assert draw(Inputs.read(INPUTS.text()), "seed") == found


def test_the_order_in_which_things_were_listed_does_not_matter() -> None:
    turned = Inputs(INPUTS.unit, INPUTS.day, OBJECTS[::-1], OFFICERS[::-1], INPUTS.recusals, dict(reversed(RATIOS.items())), 2)
    assert turned.text() == INPUTS.text()
    assert draw(turned, "seed") == draw(INPUTS, "seed")


def test_nobody_goes_where_they_are_recused_and_everybody_goes_about_as_often() -> None:
    found = draw(INPUTS, "seed")
    assert all("o1" not in item.officers for item in found.chosen if item.object_id == "obj-003")
    load = Counter(officer for item in found.chosen for officer in item.officers)
    assert set(load) == set(OFFICERS) and max(load.values()) - min(load.values()) <= 1


def test_an_object_without_enough_officers_is_drawn_and_says_so() -> None:
    few = Inputs("u", "2026-05-20", (("a", "D"), ("b", "D")), ("o1", "o2"), (("o2", "a"),), RATIOS, 2)
    assert {item.object_id: item.officers for item in draw(few, "s").chosen} == {"a": (), "b": tuple(draw(few, "s").chosen[1].officers)}
    assert set(draw(few, "s").chosen[1].officers) == {"o1", "o2"}


@pytest.mark.parametrize(("count", "ratio", "chosen"), [(0, "100", 0), (1, "5", 1), (19, "5", 1), (20, "5", 1), (21, "5", 2), (3, "33.4", 2), (10, "0", 0), (7, "100", 7)])
def test_a_ratio_is_rounded_up(count: int, ratio: str, chosen: int) -> None:
    inputs = Inputs("u", "2026-05-20", tuple((f"x{number}", "B") for number in range(count)), (), (), {"B": ratio}, 2)
    assert len(draw(inputs, "s").chosen) == chosen


def test_objects_without_a_ratio_of_their_class_are_drawn_as_those_without_a_class() -> None:
    inputs = Inputs("u", "2026-05-20", (("x", "Z"), ("y", "none")), (), (), {"none": "100"}, 2)
    assert len(draw(inputs, "s").chosen) == 2
    assert draw(Inputs("u", "2026-05-20", (("x", "Z"),), (), (), {"A": "100"}, 2), "s").chosen == ()


def test_inputs_of_another_algorithm_are_refused() -> None:
    with pytest.raises(ValueError, match="other"):
        Inputs.read(INPUTS.text().replace("onething-draw-1", "other"))


@given(st.text(max_size=30), st.text(max_size=30))
def test_another_seed_is_another_draw(one: str, two: str) -> None:
    try:
        one.encode(), two.encode()
    except UnicodeEncodeError:
        return
    assert (lot(one, "object", "x") == lot(two, "object", "x")) is (one == two)


HASH = "359639bfe7311cf74e54445fe26d2f5a252d2fdd3c714f51bf25152ed3981ba0"
RESULT = "36ba1a8bd37dc46f459481041476d722dbc9a2d4c02e9529579055d3a253500d"
