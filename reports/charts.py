"""Charts as SVG: the same picture on the page and in the PDF. Pure: no Django, plain numbers in, text out.

Looks are presentation attributes, which a strict content policy allows and paper prints; on a page the style
sheet may still choose another font. Every chart has a <title> and a <desc>, and a table stands beside it.
"""

from collections.abc import Sequence
from html import escape

from reports.wording import grouped

INK, INK_2, LINE, EDGE, TRACK = "#1d2530", "#4d5664", "#e3ddd0", "#857c6a", "#efebe1"
SERIES = ("#1c5d99", "#a3c3de", "#9a907c", "#174a7b")
STEPS = ("#f3f0e8", "#d5e3ef", "#a3c3de", "#3a78ad", "#174a7b")
ON_STEPS = (INK, INK, INK, "#ffffff", "#ffffff")
WIDTH = 480
FONT = "Tinos, serif"

Line = tuple[str, Sequence[int]]  # its name and its numbers

_LABEL = 176  # room for the name of a bar
_VALUE = 52
_ROW = 30
_LETTERS = 27  # of a label in one line
_TILE, _GAP = 41, 3


def draw(chart: dict) -> str:
    """The chart that a description in plain values asks for: `draw` names the sort."""
    title, rows = chart["title"], chart["rows"]
    if chart["draw"] == "stacked":
        return stacked(title, chart["series"], rows)
    return {"bars": bars, "share_line": share_line}[chart["draw"]](title, rows)


def bars(title: str, rows: Sequence[tuple[str, int]]) -> str:
    """Horizontal bars, one for each (label, number)."""
    return stacked(title, ("",), [(label, (number,)) for label, number in rows])


def stacked(title: str, series: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> str:
    """Horizontal bars made of parts, with a key above when there are several series."""
    top = 34 if len(series) > 1 else 6
    longest = max((sum(parts) for _, parts in rows), default=0)
    track = WIDTH - _LABEL - _VALUE
    out, y = [_key(series)] if len(series) > 1 else [], top
    for label, parts in rows:
        lines = _lines(label)
        height = _ROW + 14 * (len(lines) - 1)
        middle = y + height / 2
        out += [
            _text(_LABEL - 10, middle + 4.5 + 14 * (number - (len(lines) - 1) / 2), line, anchor="end")
            for number, line in enumerate(lines)
        ]
        x = float(_LABEL)
        for place, part in enumerate(parts):
            width = track * part / longest if longest else 0
            if width:
                out.append(_rect(x, middle - 9, width, 18, SERIES[place % len(SERIES)]))
            x += width
        out.append(_text(x + 8, middle + 4.5, grouped(sum(parts)), weight="bold"))
        y += height
    out.append(f'<path d="M{_LABEL} {top}V{y}" stroke="{EDGE}" fill="none"/>')
    described = "; ".join(_spoken(label, series, parts) for label, parts in rows)
    return _svg(title, described, WIDTH, y + 6, out)


def _spoken(label: str, series: Sequence[str], parts: Sequence[int]) -> str:
    if len(series) == 1:
        return f"{label}: {grouped(parts[0])}"
    return f"{label}: " + ", ".join(
        f"{name.lower()} {grouped(part)}" for name, part in zip(series, parts, strict=True)
    )


def _key(series: Sequence[str]) -> str:
    out, x = [], float(_LABEL)
    for place, name in enumerate(series):
        out.append(_rect(x, 8, 14, 14, SERIES[place % len(SERIES)]))
        out.append(_text(x + 20, 20, name))
        x += 40 + 7.2 * len(name)
    return "".join(out)


def share_line(title: str, points: Sequence[tuple[str, int, int]]) -> str:
    """A line of shares: (label, part, whole) of each period; a period without anything has no point."""
    left, right, top, bottom = 52, 24, 26, 176
    step = (WIDTH - left - right - 40) / max(len(points) - 1, 1)
    out = []
    for share in (0, 25, 50, 75, 100):
        y = bottom - (bottom - top) * share / 100
        out.append(_rule(left, y, WIDTH - right, LINE if share else EDGE))
        out.append(_text(left - 8, y + 4.5, f"{share}%", anchor="end", fill=INK_2))
    places = []
    for number, (label, part, whole) in enumerate(points):
        x = left + 20 + step * number
        out.append(_text(x, bottom + 22, label, anchor="middle", fill=INK_2))
        if whole:
            places.append((x, bottom - (bottom - top) * part / whole, part * 100 // whole))
    if places:
        line = " ".join(f"{_n(x)},{_n(y)}" for x, y, _ in places)
        out.append(f'<polyline points="{line}" fill="none" stroke="{SERIES[0]}" stroke-width="2.5"/>')
    for x, y, share in places:
        out.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="4" fill="{SERIES[0]}"/>')
        out.append(_text(x, y - 10, f"{share}%", anchor="middle", weight="bold"))
    described = "; ".join(
        f"{label}: {part * 100 // whole}%" if whole else f"{label}: chưa có số liệu"
        for label, part, whole in points
    )
    return _svg(title, described, WIDTH, bottom + 32, out)


def two_lines(title: str, labels: Sequence[str], now: Line, was: Line) -> str:
    """Two lines over the same labels: this year drawn through, the year before dashed; each may end early."""
    left, right, top, bottom = 52, 64, 18, 176
    highest = _ceiling(max([*now[1], *was[1], 1]))
    step = (WIDTH - left - right) / max(len(labels) - 1, 1)
    out = []
    for part in range(5):
        y, number = bottom - (bottom - top) * part / 4, highest * part // 4
        out.append(_rule(left, y, WIDTH - right, LINE if part else EDGE))
        out.append(_text(left - 8, y + 4.5, grouped(number), anchor="end", fill=INK_2))
    for number, label in enumerate(labels):
        out.append(_text(left + step * number, bottom + 22, label, anchor="middle", fill=INK_2))
    ends = []
    for (name, values), look, colour in (
        (was, f'stroke="{SERIES[2]}" stroke-width="2" stroke-dasharray="5 4"', SERIES[2]),
        (now, f'stroke="{SERIES[0]}" stroke-width="2.5"', SERIES[0]),
    ):
        places = [
            (left + step * number, bottom - (bottom - top) * value / highest)
            for number, value in enumerate(values)
        ]
        if not places:
            continue
        line = " ".join(f"{_n(x)},{_n(y)}" for x, y in places)
        out.append(f'<polyline points="{line}" fill="none" {look}/>')
        x, y = places[-1]
        out.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="4" fill="{colour}"/>')
        y += 18 if any(abs(y - other) < 16 and abs(x - there) < 40 for there, other in ends) else 0
        ends.append((x, y))
        out.append(_text(x + 9, y + 4.5, name, weight="bold" if values is now[1] else "normal"))
    described = "; ".join(
        f"{name}: " + ", ".join(f"{label} {grouped(n)}" for label, n in zip(labels, values, strict=False))
        for name, values in (now, was)
    )
    return _svg(title, described, WIDTH, bottom + 32, out)


def _ceiling(number: int) -> int:
    """A round number that is not smaller, which four steps divide: 4, 8, 20, 40, 80, 200 and so on."""
    size = 1
    while True:
        for first in (4, 8, 20):
            if first * size >= number:
                return first * size
        size *= 10


def share_bar(title: str, now: int | None, was: int | None) -> str:
    """A small bar of a share in percent, with a tick where it stood the year before."""
    out = [_rect(0, 2, 200, 10, TRACK)]
    if now:
        out.append(_rect(0, 2, 2 * now, 10, SERIES[0]))
    if was is not None:
        out.append(_rect(min(max(2 * was - 1.5, 0), 197), 0, 3, 14, INK))
    words = [f"kỳ này {now}%" if now is not None else "kỳ này chưa có số liệu"]
    words.append(f"cùng kỳ năm trước {was}%" if was is not None else "cùng kỳ năm trước chưa có số liệu")
    return _svg(title, "; ".join(words), 200, 14, out, ' preserveAspectRatio="none"')


def step_of(number: int, bounds: Sequence[int]) -> int:
    """Which of the five steps of the map a number belongs to; `bounds` are the first numbers of 1 to 4."""
    return sum(number >= bound for bound in bounds)


def tiles(title: str, described: str, places: Sequence[dict]) -> str:
    """The map: a tile for each place (name, short, column, row, step, value, url), linked, with its title."""
    out, size = [], _TILE + _GAP
    for place in places:
        x, y = place["column"] * size + 1.5, place["row"] * size + 1.5
        step = place["step"]
        stroke = f' stroke="{EDGE}"' if step == 0 else ""
        look = f' class="q{step}" fill="{STEPS[step]}"{stroke}'
        tile = f'<rect x="{x}" y="{y}" width="{_TILE}" height="{_TILE}" rx="5"{look}/>'
        name = f"<title>{escape(place['name'])}: {escape(place['value'])}</title>"
        letters = _text(x + _TILE / 2, y + 25, place["short"], anchor="middle", fill=ON_STEPS[step], size=12)
        out.append(f'<a href="{escape(place["url"])}">{name}{tile}{letters}</a>')
    columns = max((place["column"] for place in places), default=0) + 1
    rows = max((place["row"] for place in places), default=0) + 1
    return _svg(title, described, columns * size, rows * size, out, role="group", css="tiles")


def _lines(label: str) -> list[str]:
    """The label broken into lines that fit beside a bar."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LETTERS:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _rule(left: float, y: float, right: float, colour: str) -> str:
    return f'<path d="M{_n(left)} {_n(y)}H{_n(right)}" stroke="{colour}" fill="none"/>'


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    sides = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
    return f'<rect {sides} fill="{fill}"/>'


def _text(x, y, words, *, anchor="start", weight="normal", fill=INK, size=13) -> str:
    look = f'fill="{fill}" font-size="{size}"'
    look += f' font-weight="{weight}"' if weight != "normal" else ""
    look += f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" {look}>{escape(str(words))}</text>'


def _svg(title, described, width, height, parts, more="", *, role="img", css="chart") -> str:
    box = f'viewBox="0 0 {_n(width)} {_n(height)}" font-family="{FONT}"'
    words = f"<title>{escape(title)}</title><desc>{escape(described)}</desc>"
    label = f' aria-label="{escape(title)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{css}" {box} role="{role}"{label}{more}>'
        f"{words}{''.join(parts)}</svg>"
    )
