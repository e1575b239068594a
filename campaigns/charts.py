"""Bars of progress as plain numbers; the template draws them as SVG. Free of Django."""

from collections.abc import Sequence
from dataclasses import dataclass

LEFT = 104  # room for the name of a row
TRACK = 300  # length of a full bar
ROW = 34


@dataclass(frozen=True)
class Bar:
    """One row: its name, where it stands, how long it is, and the figure after it."""

    label: str
    value: str
    y: int
    text_y: int
    width: int


@dataclass(frozen=True)
class BarChart:
    """A drawing of `bars`; `width` and `height` make its view box."""

    bars: list[Bar]
    left: int
    track: int
    width: int
    height: int
    value_x: int


def bar_chart(rows: Sequence[tuple[str, int | None]]) -> BarChart:
    """Return the bars of (name, percent) rows; a row without a percentage stays empty and says so."""
    bars = [
        Bar(
            label=label,
            value="chưa có" if percent is None else f"{percent}%",
            y=number * ROW + 9,
            text_y=number * ROW + 21,
            width=TRACK * (percent or 0) // 100,
        )
        for number, (label, percent) in enumerate(rows)
    ]
    return BarChart(
        bars=bars,
        left=LEFT,
        track=TRACK,
        width=LEFT + TRACK + 66,
        height=max(len(rows), 1) * ROW,
        value_x=LEFT + TRACK + 10,
    )
