"""The chart of joint visits as numbers: bars in a box of fixed size. What draws them is the template; what they say stands in the table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 260, 44, 14, 34
STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """A month: its place, the heights of all visits and of the joint ones, in units of the box."""

    label: str
    x: float
    width: float
    y: float
    height: float
    joint_y: float
    joint_height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The box, its bars, and its lines: (y, value)."""

    width: int
    height: int
    left: int
    floor: int
    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, int], ...]


def chart(months: Sequence[tuple[str, int, int]]) -> Chart:
    """Bars for (month, visits, joint ones); lines at round numbers."""
    most, step = _scale(max((visits for _, visits, _ in months), default=0))
    floor, room = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    wide = (WIDTH - LEFT) / max(1, len(months))

    def high(count: int) -> float:
        return round(room * count / most, 1)

    bars = tuple(
        Bar(month, round(LEFT + wide * number + wide * 0.2, 1), round(wide * 0.6, 1), floor - high(visits), high(visits), floor - high(joint), high(joint))
        for number, (month, visits, joint) in enumerate(months)
    )
    return Chart(WIDTH, HEIGHT, LEFT, floor, bars, tuple((floor - high(value), value) for value in range(0, most + 1, step)))


def _scale(most: int) -> tuple[int, int]:
    """The top of the chart and the distance of its lines: at most six round numbers."""
    ten = 1
    while True:
        for step in STEPS:
            if step * ten * 5 >= most:
                lines = max(1, -(-most // (step * ten)))
                return lines * step * ten, step * ten
        ten *= 10
