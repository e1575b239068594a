"""Charts: well-formed, described in words, in proportion, hostile words inert."""

from xml.etree import ElementTree

import pytest

from reports import charts

NS = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>&\"'"


def read(svg: str):
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    return [found.text for found in read(svg).iter(f"{NS}text")]


def described(svg: str) -> tuple[str, str]:
    root = read(svg)
    return root.find(f"{NS}title").text, root.find(f"{NS}desc").text


def widths(svg: str) -> list[float]:
    return [float(rect.get("width")) for rect in read(svg).iter(f"{NS}rect")]


def test_bars_are_as_long_as_their_numbers():
    svg = charts.bars("Theo nhóm", [("Một", 1), ("Bốn", 4), ("Không", 0)])
    one, four = widths(svg)
    assert four == pytest.approx(4 * one)
    assert texts(svg) == ["Một", "1", "Bốn", "4", "Không", "0"]
    assert described(svg) == ("Theo nhóm", "Một: 1; Bốn: 4; Không: 0")


def test_parts_of_a_bar_fill_it_and_the_key_names_them():
    svg = charts.stacked("Theo loại", ("Cá nhân", "Tập thể"), [("Công trạng", (3, 1)), ("Đột xuất", (0, 2))])
    key_one, key_two, three, one, two = widths(svg)
    assert (key_one, key_two) == (14, 14)
    assert (three / one, two / one) == (pytest.approx(3, abs=0.01), pytest.approx(2, abs=0.01))
    assert texts(svg) == ["Cá nhân", "Tập thể", "Công trạng", "4", "Đột xuất", "2"]
    assert described(svg)[1] == "Công trạng: cá nhân 3, tập thể 1; Đột xuất: cá nhân 0, tập thể 2"


@pytest.mark.parametrize("rows", [[], [("Không", 0)]])
def test_nothing_to_draw_is_no_fault(rows):
    assert widths(charts.bars("Trống", rows)) == []


def test_a_long_label_stands_in_lines_that_fit():
    label = "Người trực tiếp công tác, lao động, học tập, chiến đấu"
    lines = texts(charts.bars("Nhóm", [(label, 5)]))[:-1]
    assert " ".join(lines) == label
    assert max(map(len, lines)) <= 27


def test_shares_are_cut_off_and_a_period_without_anything_has_no_point():
    svg = charts.share_line("Tỷ lệ", [("I", 1, 3), ("II", 0, 0), ("III", 2, 2)])
    assert len(list(read(svg).iter(f"{NS}circle"))) == 2
    assert described(svg)[1] == "I: 33%; II: chưa có số liệu; III: 100%"
    assert texts(svg)[-2:] == ["33%", "100%"]


def test_two_years_share_one_scale():
    svg = charts.two_lines("Hồ sơ", ("1", "2"), ("2026", (0, 10)), ("2025", (20, 5)))
    was, now = [line.get("points").split() for line in read(svg).iter(f"{NS}polyline")]
    heights = [[float(point.split(",")[1]) for point in line] for line in (was, now)]
    assert heights[0][0] == 18  # 20 is the top of the scale
    assert (heights[1][0] - heights[1][1]) * 2 == heights[1][0] - heights[0][0]
    assert described(svg)[1] == "2026: 1 0, 2 10; 2025: 1 20, 2 5"


@pytest.mark.parametrize(
    ("number", "ceiling"), [(1, 4), (4, 4), (5, 8), (9, 20), (21, 40), (40, 40), (41, 80), (99, 200)]
)
def test_scales_end_on_round_numbers(number, ceiling):
    svg = charts.two_lines("x", ("1",), ("a", (number,)), ("b", ()))
    assert texts(svg)[4] == str(ceiling)


def test_a_share_bar_says_both_years():
    svg = charts.share_bar("Nữ", 46, 44)
    assert widths(svg) == [200, 92, 3]
    assert described(svg)[1] == "kỳ này 46%; cùng kỳ năm trước 44%"
    empty = charts.share_bar("Nữ", None, None)
    assert widths(empty) == [200]
    assert described(empty)[1] == "kỳ này chưa có số liệu; cùng kỳ năm trước chưa có số liệu"


@pytest.mark.parametrize(("number", "step"), [(0, 0), (1, 1), (4, 1), (5, 2), (19, 3), (20, 4), (500, 4)])
def test_steps_of_the_map_at_their_bounds(number, step):
    assert charts.step_of(number, (1, 5, 10, 20)) == step


def test_every_tile_leads_to_its_list_and_says_its_number():
    place = {"name": "Xã Y Tý", "short": "YT", "column": 0, "row": 1, "step": 2, "value": "7 hồ sơ"}
    root = read(charts.tiles("Bản đồ", "Một xã.", [place | {"url": "/bao-cao/ho-so/?don_vi=7&viec=sent"}]))
    [link] = root.iter(f"{NS}a")
    assert link.get("href") == "/bao-cao/ho-so/?don_vi=7&viec=sent"
    assert link.find(f"{NS}title").text == "Xã Y Tý: 7 hồ sơ"
    assert link.find(f"{NS}rect").get("class") == "q2"


def test_hostile_words_stay_words():
    hostile_tile = {"name": HOSTILE, "short": HOSTILE, "column": 0, "row": 0, "step": 0}
    hostile_tile |= {"value": HOSTILE, "url": f'"><script>{HOSTILE}'}
    for svg in (
        charts.bars(HOSTILE, [(HOSTILE, 1)]),
        charts.stacked(HOSTILE, (HOSTILE, HOSTILE), [(HOSTILE, (1, 2))]),
        charts.share_line(HOSTILE, [(HOSTILE, 1, 2)]),
        charts.two_lines(HOSTILE, (HOSTILE,), (HOSTILE, (1,)), (HOSTILE, (2,))),
        charts.share_bar(HOSTILE, 1, 2),
        charts.tiles(
            HOSTILE,
            HOSTILE,
            [hostile_tile],
        ),
    ):
        assert described(svg)[0] == HOSTILE
        assert list(read(svg).iter(f"{NS}script")) == []


def test_a_description_draws_what_its_function_draws():
    rows = [["Một", 1]]
    assert charts.draw({"draw": "bars", "title": "x", "rows": rows, "series": []}) == charts.bars("x", rows)
