"""Rows of files from Excel: what is read, what is a problem, who is meant. No database."""

from datetime import date

import pytest

from awards.imports import rows
from awards.imports.columns import GRANT, INITIATIVE, PERSON, RATING, SORTS
from awards.imports.lists import AwardLine, AwardList
from awards.imports.rows import Known, Match, PersonLine
from core import sheet_cells
from core.sheet_cells import Words
from units.unit_list import UnitLine, UnitList, Unknown

TODAY = date(2026, 11, 24)
MERGER = date(2025, 7, 1)
OLD = date(2000, 1, 1)
UNITS = UnitList(
    [
        UnitLine(1, "15", "Tỉnh Lào Cai", "UBND tỉnh Lào Cai", "1.", MERGER),
        UnitLine(2, "02701", "Xã Y Tý", "UBND xã Y Tý", "1.2.", MERGER),
        UnitLine(3, "02683", "Xã Bát Xát", "UBND xã Bát Xát", "1.3.", MERGER),
        UnitLine(4, "082", "Huyện Bát Xát", "UBND huyện Bát Xát", "4.", OLD, MERGER),
        UnitLine(5, "A1", "Xã Sơn Lương", "UBND xã Sơn Lương", "1.5.", MERGER),
        UnitLine(6, "A2", "Xã Sơn Lượng", "UBND xã Sơn Lượng", "1.6.", MERGER),
        UnitLine(7, "THCS", "Trường THCS Y Tý", "Trường THCS Y Tý", "1.2.7.", MERGER),
    ]
)
AWARDS = AwardList(
    [
        AwardLine(
            1, "LDTT", "Lao động tiên tiến", ("Chiến sĩ tiên tiến",), ("INDIVIDUAL",), date(2024, 1, 1)
        ),
        AwardLine(2, "BKT", "Bằng khen của tỉnh", (), ("INDIVIDUAL", "COLLECTIVE"), date(2024, 1, 1), MERGER),
        AwardLine(3, "BKT", "Bằng khen của tỉnh", (), ("INDIVIDUAL", "COLLECTIVE"), MERGER),
        AwardLine(4, "GK", "Giấy khen", (), ("INDIVIDUAL",), date(2024, 1, 1)),
        AwardLine(5, "GKX", "Giấy khen", (), ("INDIVIDUAL",), date(2024, 1, 1)),
    ]
)
WORDS = Words.of(
    gender=[("MALE", "Nam"), ("FEMALE", "Nữ")],
    leader_class=[("ENTREPRENEUR", "Doanh nhân")],
    recipient=[("INDIVIDUAL", "Cá nhân"), ("COLLECTIVE", "Tập thể")],
    commendation_type=[("CONG_TRANG", "Công trạng")],
    grade=[("GOOD", "Hoàn thành tốt nhiệm vụ")],
    level=[("GRASSROOTS", "Cấp cơ sở")],
).plus("ethnicity", [("MONG", "Mông", ["H Mông"])])
KNOWN = Known(WORDS, UNITS, AWARDS, TODAY)
GOOD = {
    PERSON: ["Giàng Thị Chứ", "05/02/1985", "Nữ", "02701", "Trưởng thôn", "Doanh nhân", "h mông"],
    GRANT: [
        "Cá nhân", "Giàng Thị Chứ", "05/02/1985", "", "", "", "Huyện Bát Xát", "BKT", "Công trạng", 2023,
        "Có thành tích xuất sắc", "12/QĐ-UBND", ["d", "2023-12-20"],
    ],
    RATING: ["Cá nhân", "Giàng Thị Chứ", None, "Xã Y Tý", "2025", "hoàn thành tốt nhiệm vụ", "QĐ 87"],
    INITIATIVE: ["Giàng Thị Chứ", None, "02701", "Sổ tay trồng lê", "Cấp cơ sở", 2025, "315/QĐ", None],
}  # fmt: skip


def read(kind: str, known: Known = KNOWN, **cells) -> sheet_cells.Parsed:
    """Read the good row of this kind with some of its cells replaced."""
    sort = SORTS[kind]
    places = {column.key: place for place, column in enumerate(sort.columns)}
    row = list(GOOD[kind])
    for key, value in cells.items():
        row[places[key]] = value
    return rows.read_row(sort, row, places, known)


def problems(kind: str, **cells) -> list[str]:
    return read(kind, **cells).problems


def test_good_rows_of_each_kind():
    assert [read(kind).problems for kind in SORTS] == [[], [], [], []]
    assert read(PERSON).values == {
        "full_name": "Giàng Thị Chứ",
        "birth_date": date(1985, 2, 5),
        "gender": "FEMALE",
        "position": "Trưởng thôn",
        "leader_class": "ENTREPRENEUR",
        "ethnicity": "MONG",
        "unit": 2,
    }
    assert read(GRANT).values == {
        "recipient": "INDIVIDUAL",
        "full_name": "Giàng Thị Chứ",
        "birth_date": date(1985, 2, 5),
        "gender": "",
        "position": "",
        "leader_class": "",
        "commendation_type": "CONG_TRANG",
        "year": 2023,
        "merit": "Có thành tích xuất sắc",
        "decision_no": "12/QĐ-UBND",
        "decision_on": date(2023, 12, 20),
        "unit": 4,
        "award": 2,
    }
    assert read(RATING).values["grade"] == "GOOD"
    assert read(INITIATIVE).values["level"] == "GRASSROOTS"


def test_names_are_nfc_without_invisible_marks_and_with_single_spaces():
    typed = "  Giàng\u00a0 Thi\u0323 Chư\u0301\u200b "
    assert read(PERSON, full_name=typed).values["full_name"] == "Giàng Thị Chứ"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("05/02/1985", date(1985, 2, 5)),
        ("5/2/1985", date(1985, 2, 5)),
        ("05-02-1985", date(1985, 2, 5)),
        (" 29/02/1984 ", date(1984, 2, 29)),
        (["d", "1985-02-05"], date(1985, 2, 5)),
        (None, None),
        ("  ", None),
    ],
)
def test_days(cell, day):
    parsed = read(PERSON, birth_date=cell)
    assert (parsed.problems, parsed.values["birth_date"]) == ([], day)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("03/14/1985", "“03/14/1985” không có trong lịch. Ghi ngày trước, tháng sau."),
        ("29/02/1985", "“29/02/1985” không có trong lịch. Ghi ngày trước, tháng sau."),
        ("05/02/85", "“05/02/85” không phải ngày. Ghi ngày/tháng/năm, ví dụ 05/02/1985."),
        ("1985", "“1985” không phải ngày. Ghi ngày/tháng/năm, ví dụ 05/02/1985."),
        (1985, "“1985” không phải ngày. Ghi ngày/tháng/năm, ví dụ 05/02/1985."),
        (31083, "“31083” không phải ngày. Ghi ngày/tháng/năm, ví dụ 05/02/1985."),
        (["d", "1899-12-31"], "năm 1899 không hợp lý. Kiểm tra lại."),
        (["f"], "Ô có công thức, dán giá trị."),
        (["m"], "Ô đang gộp với ô khác, bỏ gộp rồi điền từng ô."),
        (["e", "#REF!"], "Ô đang báo lỗi của Excel."),
        (["?"], "Ô chứa kiểu dữ liệu không đọc được."),
    ],
)
def test_what_is_no_day(cell, said):
    assert problems(PERSON, birth_date=cell) == [f"Ngày sinh: {said}"]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Nam", "MALE"),
        ("nữ", "FEMALE"),
        (" NỮ ", "FEMALE"),
        ("Nu", "FEMALE"),
        ("Ông", "MALE"),
        ("Bà", "FEMALE"),
    ],
)
def test_gender_words(word, code):
    assert read(PERSON, gender=word).values["gender"] == code


def test_a_word_outside_its_list_names_the_list():
    assert problems(PERSON, gender="x") == ["Giới tính: “x” không có trong danh sách. Chọn: Nam; Nữ."]
    assert problems(RATING, grade=None) == ["Xếp loại: chưa điền."]


def test_cells_of_a_wrong_kind():
    assert problems(PERSON, full_name=["f"]) == ["Họ và tên: Ô có công thức, dán giá trị."]
    assert problems(PERSON, full_name=["d", "2020-01-01"]) == [
        "Họ và tên: ô đang là ngày, cần chữ hoặc số. Sửa định dạng ô."
    ]
    assert problems(PERSON, full_name=True) == ["Họ và tên: ô đang là đúng/sai của Excel, cần chữ hoặc số."]
    assert problems(PERSON, full_name="A" * 121) == ["Họ và tên: dài quá 120 ký tự, ghi gọn lại."]
    assert problems(PERSON, full_name="A" * 120) == []
    assert problems(PERSON, full_name="", unit=None) == ["Họ và tên: chưa điền.", "Đơn vị: chưa điền."]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (1944, "năm phải từ 1945 đến 2026."),
        (2027, "năm phải từ 1945 đến 2026."),
        (2025.5, "“2025.5” không phải năm. Ghi bốn chữ số, ví dụ 2025."),
        ("25", "“25” không phải năm. Ghi bốn chữ số, ví dụ 2025."),
    ],
)
def test_what_is_no_year(cell, said):
    assert problems(RATING, year=cell) == [f"Năm: {said}"]


@pytest.mark.parametrize("name", ["02701", "Xã Y Tý", "xã y tý", "XA Y TY", "UBND xã Y Tý"])
def test_a_unit_by_code_or_exact_name(name):
    assert read(PERSON, unit=name).values["unit"] == 2


def test_units_that_are_not_found():
    no = "Đơn vị: không có đơn vị mang mã hoặc tên “{}”. Ghi mã hoặc tên đầy đủ như danh mục."
    assert problems(PERSON, unit="Y Tý") == [no.format("Y Tý")]
    hint = " Ô đang là số nên mất số 0 ở đầu: đổi ô sang dạng chữ."
    assert problems(PERSON, unit=2701) == [no.format("2701") + hint]
    assert problems(PERSON, unit="Huyện Bát Xát") == [
        "Đơn vị: “Huyện Bát Xát” không hoạt động vào ngày 24/11/2026. Ghi đơn vị đúng lúc đó."
    ]
    assert problems(GRANT, unit="Xã Bát Xát") == [
        "Đơn vị khi đó: “Xã Bát Xát” không hoạt động vào ngày 20/12/2023. Ghi đơn vị đúng lúc đó."
    ]


def test_names_that_only_their_marks_tell_apart():
    assert UNITS.find("Xã Sơn Lượng", TODAY).pk == 6
    with pytest.raises(Unknown, match=r"có 2 đơn vị cùng tên “Xa Son Luong”\. Ghi mã: A1, A2\."):
        UNITS.find("Xa Son Luong", TODAY)


def test_the_day_of_a_rating_is_the_end_of_its_year():
    assert read(RATING, unit="Huyện Bát Xát", year=2024).values["unit"] == 4
    assert read(RATING, unit="Xã Bát Xát", year=2025).values["unit"] == 3
    assert len(problems(RATING, unit="Xã Bát Xát", year=2024)) == 1


def test_only_ones_own_unit():
    own = Known(WORDS, UNITS, AWARDS, TODAY, UNITS[2])
    assert read(PERSON, own).problems == []
    assert read(PERSON, own, unit="02683").problems == [
        "Đơn vị: ngoài phạm vi được nhập. Đồng chí chỉ nhập cho UBND xã Y Tý."
    ]


def test_awards_by_code_name_or_alias_as_of_the_day():
    assert AWARDS.find("bkt", date(2025, 6, 30)).pk == 2
    assert AWARDS.find("Bằng khen của tỉnh", MERGER).pk == 3
    assert AWARDS.find("Chiến sĩ tiên tiến", TODAY).pk == 1
    assert AWARDS.find("BKT", date(2019, 1, 1)).pk == 2
    ended = AwardList(
        [
            AwardLine(1, "CU", "Cờ cũ", ("Cờ",), ("COLLECTIVE",), date(2020, 1, 1), MERGER),
            AwardLine(2, "MOI", "Cờ mới", ("Cờ",), ("COLLECTIVE",), date(2026, 1, 1)),
        ]
    )
    assert (ended.find("CU", date(2025, 6, 30)).pk, ended.find("CU", date(2019, 1, 1)).pk) == (1, 1)
    assert (ended.find("Cờ", date(2025, 6, 30)).pk, ended.find("Cờ", TODAY).pk) == (1, 2)
    with pytest.raises(
        Unknown, match=r"^“CU” không áp dụng vào ngày 01/07/2025\. Ghi khen thưởng đúng lúc đó\.$"
    ):
        ended.find("CU", MERGER)
    with pytest.raises(Unknown, match="“Cờ” không áp dụng vào ngày 31/12/2025"):
        ended.find("Cờ", date(2025, 12, 31))
    assert problems(GRANT, award="Giấy khen") == [
        "Khen thưởng: “Giấy khen” là tên của nhiều khen thưởng. Ghi mã: GK, GKX."
    ]
    assert problems(GRANT, award="Cờ") == [
        "Khen thưởng: “Cờ” không có trong danh mục khen thưởng. Ghi mã hoặc tên trong danh mục."
    ]


def test_the_rules_of_the_single_deed_hold():
    assert problems(GRANT, recipient="Tập thể", award="LDTT") == [
        "Khen thưởng này không dành cho đối tượng đó."
    ]
    assert problems(GRANT, year=2024) == ["Năm thành tích phải từ 1945 đến năm của quyết định (2023)."]
    late = problems(GRANT, decision_on="25/11/2026", unit="Xã Bát Xát")
    assert late == ["Ngày quyết định ở tương lai."]
    assert problems(GRANT, decision_on="24/11/2026", unit="Xã Bát Xát") == []
    assert problems(PERSON, birth_date="24/11/2026") == ["Ngày sinh phải trước ngày hôm nay."]
    assert problems(INITIATIVE, decision_on="25/11/2026") == ["Ngày quyết định ở tương lai."]


# Headings -----------------------------------------------------------------------------------------------


def test_headings_in_any_order_with_others_beside():
    heads = sheet_cells.read_heads(
        [
            "Ghi chú",
            "ĐƠN VỊ",
            "Họ  và tên",
            "Ngày sinh",
            "Giới tính",
            "Chức vụ",
            "Nhóm đối tượng",
            "Cần làm gì",
        ],
        SORTS[PERSON],
    )
    assert heads.problems == []
    assert heads.unused == ["Ghi chú"]
    assert (heads.places["unit"], heads.places["full_name"]) == (1, 2)


def test_missing_and_double_headings_are_named():
    heads = sheet_cells.read_heads(
        ["Họ và tên", "Họ và tên", 5, "Ngày sinh", "Chức vụ", "Nhóm đối tượng"], SORTS[PERSON]
    )
    assert heads.problems == ["Thiếu cột: Giới tính, Đơn vị.", "Cột có hai lần: Họ và tên."]


# The same in one file -----------------------------------------------------------------------------------


def twice(kind: str, *changes: dict) -> dict[int, str]:
    found = [(number, read(kind, **change).values) for number, change in enumerate(changes, 2)]
    return rows.twice_in_file(SORTS[kind], found)


def test_the_same_person_twice():
    assert twice(PERSON, {}, {"unit": "02683"}, {"birth_date": "06/02/1985"}) == {
        3: "Trùng với dòng 2 của tệp. Giữ một dòng."
    }


def test_without_a_birth_date_a_namesake_of_the_unit_is_unclear():
    found = twice(PERSON, {"birth_date": None}, {}, {"birth_date": None, "unit": "02683"})
    assert found == {2: "Cùng họ tên, đơn vị với dòng 3 của tệp. Ghi ngày sinh để phân biệt."}


def test_the_same_deed_twice_for_one_person():
    assert list(twice(RATING, {}, {"year": 2026}, {"grade": "Hoàn thành tốt nhiệm vụ"})) == [4]
    assert list(twice(INITIATIVE, {}, {"name": "Khác"}, {"name": "SỔ TAY TRỒNG LÊ"})) == [4]
    assert list(twice(GRANT, {}, {"decision_no": "13/QĐ-UBND"}, {"merit": "Khác"})) == [4]


# Who is meant -------------------------------------------------------------------------------------------

BORN = date(1985, 2, 5)
HERE = PersonLine(11, "giang thi chu", BORN, 2)
ELSEWHERE = PersonLine(12, "giang thi chu", BORN, 3)
UNDATED = PersonLine(13, "giang thi chu", None, 3)
OTHER = PersonLine(14, "giang thi chu", date(1990, 1, 1), 2)


@pytest.mark.parametrize(
    ("born", "namesakes", "match"),
    [
        (BORN, [], Match()),
        (BORN, [OTHER], Match()),
        (BORN, [HERE, ELSEWHERE, UNDATED], Match(sure=11)),
        (BORN, [ELSEWHERE, OTHER], Match(probable=(12,))),
        (BORN, [UNDATED, OTHER], Match(probable=(13,))),
        (BORN, [HERE, PersonLine(15, "giang thi chu", BORN, 2)], Match(probable=(11, 15))),
        (None, [HERE, OTHER], Match(probable=(11, 14))),
        (None, [UNDATED], Match(probable=(13,))),
    ],
)
def test_match_person(born, namesakes, match):
    assert rows.match_person({"birth_date": born, "unit": 2}, namesakes) == match


def test_a_collective_is_the_unit_or_one_below_it_of_exactly_this_name():
    sort = SORTS[RATING]

    def found(**cells):
        return rows.collective_of(sort, read(RATING, recipient="Tập thể", **cells).values, KNOWN)

    assert found(full_name="UBND xã Y Tý") == 2
    assert found(full_name="Trường THCS Y Tý") == 7
    assert found(full_name="Trường THCS Y Tý", unit="02683") is None
    assert found(full_name="Tổ tự quản") is None
    assert rows.collective_of(sort, read(RATING).values, KNOWN) is None


def test_values_come_back_from_the_database_as_they_were():
    for kind, sort in SORTS.items():
        values = read(kind).values
        assert sheet_cells.from_stored(sort, sheet_cells.to_stored(values)) == values
