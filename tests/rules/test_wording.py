"""Numbers, dates and headings as administrative documents write them."""

from datetime import UTC, date, datetime

import pytest

from reports import wording


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "00"), (1, "01"), (9, "09"), (10, "10"), (99, "99"), (100, "100"), (2045, "2045")],
)
def test_numbers_below_ten_get_a_zero(number, expected):
    assert wording.padded(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(5, "05"), (999, "999"), (1000, "1.000"), (1250, "1.250"), (1234567, "1.234.567")],
)
def test_quantities_are_grouped_with_points(number, expected):
    assert wording.quantity(number) == expected


@pytest.mark.parametrize("number", [-1, -10])
def test_negative_numbers_are_refused(number):
    with pytest.raises(ValueError, match="negative"):
        wording.padded(number)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((5, "PTN", "SNV"), "05/PTN-SNV"),
        ((12, "TTr", "SNV"), "12/TTr-SNV"),
        ((2045, "QĐ", "UBND"), "2045/QĐ-UBND"),
        ((9, " BB ", " HĐTĐKT "), "09/BB-HĐTĐKT"),
    ],
)
def test_symbol(arguments, expected):
    assert wording.symbol(*arguments) == expected


def test_a_paper_has_no_number_zero():
    with pytest.raises(ValueError, match="starts at 1"):
        wording.symbol(0, "PTN", "SNV")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2022, 6, 15), "ngày 15 tháng 6 năm 2022"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
        (date(2028, 2, 29), "ngày 29 tháng 02 năm 2028"),
        (date(2026, 12, 1), "ngày 01 tháng 12 năm 2026"),
    ],
)
def test_zero_for_days_below_ten_and_months_one_and_two_only(day, expected):
    assert wording.long_date(day) == expected


def test_date_line_names_the_place():
    assert wording.date_line(" Lào  Cai ", date(2026, 2, 5)) == "Lào Cai, ngày 05 tháng 02 năm 2026"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 2, 5, 1, 5, tzinfo=UTC), "08 giờ 05 phút, ngày 05 tháng 02 năm 2026"),
        (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), "23 giờ 59 phút, ngày 31 tháng 12 năm 2026"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "00 giờ 00 phút, ngày 01 tháng 01 năm 2027"),
    ],
)
def test_moments_stand_on_the_clock_of_vietnam(moment, expected):
    assert wording.long_moment(moment) == expected


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        wording.long_moment(datetime(2026, 2, 5, 8, 5))


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["INDIVIDUAL"] * 2 + ["COLLECTIVE"], "02 cá nhân, 01 tập thể"),
        (["COLLECTIVE", "INDIVIDUAL"], "01 cá nhân, 01 tập thể"),
        (["HOUSEHOLD"] * 12, "12 hộ gia đình"),
        (["INDIVIDUAL"] * 1250, "1.250 cá nhân"),
    ],
)
def test_recipients_are_counted_by_kind(kinds, expected):
    assert wording.counted_recipients(kinds) == expected


def test_counting_nobody_or_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="Nothing to count"):
        wording.counted_recipients([])
    with pytest.raises(ValueError, match="Unknown kinds of recipient: NOBODY"):
        wording.counted_recipients(["INDIVIDUAL", "NOBODY"])


def test_legal_basis_ends_with_semicolons_and_one_point():
    laws = ["Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022.", "Căn cứ Quy chế của Sở;"]
    assert wording.basis_lines(laws) == [
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "Căn cứ Quy chế của Sở.",
    ]


@pytest.mark.parametrize("laws", [[], [""], ["Luật", " "]])
def test_a_paper_without_legal_basis_is_refused(laws):
    with pytest.raises(ValueError, match="legal basis"):
        wording.basis_lines(laws)


def test_recipients_always_end_with_the_archive():
    assert wording.recipient_lines(["UBND xã Y Tý"], "VT, SNV") == ["- UBND xã Y Tý;", "- Lưu: VT, SNV."]
    assert wording.recipient_lines([], "VT, SNV") == ["- Lưu: VT, SNV."]


def test_head_of_a_paper_is_in_capitals():
    assert wording.document_head("Ủy ban nhân dân tỉnh Lào Cai", "Sở Nội vụ") == {
        "state_name": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto": "Độc lập - Tự do - Hạnh phúc",
        "superior": "ỦY BAN NHÂN DÂN TỈNH LÀO CAI",
        "issuer": "SỞ NỘI VỤ",
    }


def test_a_head_without_issuer_is_refused():
    with pytest.raises(ValueError, match="who issues"):
        wording.document_head("Ủy ban nhân dân tỉnh Lào Cai", " ")


def test_text_is_composed_and_spaces_are_single():
    assert wording.clean(" Tráng  A\tLử\n") == "Tráng A Lử"
    assert wording.clean("Tra\u0301ng A Lu\u031b\u0309") == "Tráng A Lử"


def test_the_council_stands_under_its_unit_in_two_lines():
    province = wording.council_head("Hội đồng Thi đua - Khen thưởng tỉnh Lào Cai", "Tỉnh Lào Cai")
    assert province == ("Hội đồng", "Thi đua - Khen thưởng")
    assert wording.council_head("Hội đồng Thi đua - Khen thưởng", "Xã Y Tý") == province
    assert wording.council_head("Ban Thi đua xã Y Tý", "Xã Y Tý") == ("Ban Thi đua", "")
    head = wording.document_head("UBND tỉnh", *province)
    assert (head["issuer"], head["issuer_more"]) == ("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Chủ tịch UBND tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh"),
        ("Văn phòng HĐND và UBND xã", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"),
        ("Công văn số 1456/UBND-NV", "Công văn số 1456/UBND-NV"),
        ("Quyết định 12/QĐ-UBND", "Quyết định 12/QĐ-UBND"),
    ],
)
def test_short_names_are_written_out_and_symbols_stay(typed, printed):
    assert wording.full(typed) == printed


@pytest.mark.parametrize(
    ("amount", "figures", "words"),
    [
        (10_000, "10.000 đồng", "Mười nghìn đồng"),
        (21_000, "21.000 đồng", "Hai mươi mốt nghìn đồng"),
        (760_000, "760.000 đồng", "Bảy trăm sáu mươi nghìn đồng"),
        (1_005_000, "1.005.000 đồng", "Một triệu không trăm linh năm nghìn đồng"),
        (3_800_000, "3.800.000 đồng", "Ba triệu tám trăm nghìn đồng"),
        (15_150_000, "15.150.000 đồng", "Mười lăm triệu một trăm năm mươi nghìn đồng"),
        (2_000_000_000, "2.000.000.000 đồng", "Hai tỷ đồng"),
        (104_014_000, "104.014.000 đồng", "Một trăm linh bốn triệu không trăm mười bốn nghìn đồng"),
    ],
)
def test_money_in_figures_and_words(amount, figures, words):
    assert (wording.money(amount), wording.money_in_words(amount)) == (figures, words)


@pytest.mark.parametrize("amount", [0, -1, 10**12])
def test_no_words_for_nothing_and_for_too_much(amount):
    with pytest.raises(ValueError, match="No words"):
        wording.money_in_words(amount)


def test_a_draft_has_blanks_for_number_and_date():
    assert wording.blank_symbol("QĐ", "UBND") == "……/QĐ-UBND"
    assert wording.blank_date(2026) == "ngày … tháng … năm 2026"


def test_collectives_are_named_before_individuals():
    kinds = ["INDIVIDUAL", "COLLECTIVE", "INDIVIDUAL", "HOUSEHOLD"]
    assert wording.counted_awarded(kinds) == "01 tập thể, 01 hộ gia đình, 02 cá nhân"


@pytest.mark.parametrize(
    ("award", "is_title", "said"),
    [
        ("Bằng khen của Chủ tịch UBND tỉnh", False, "tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"),
        ("Chiến sĩ thi đua cấp tỉnh", True, "tặng danh hiệu Chiến sĩ thi đua cấp tỉnh"),
        ("Cờ thi đua của tỉnh", True, "tặng Cờ thi đua của tỉnh"),
    ],
)
def test_a_title_is_conferred_a_form_is_given(award, is_title, said):
    assert wording.bestowal(award, is_title=is_title) == said


def test_sentences_begin_and_end_as_their_place_wants():
    assert wording.joined("Đã có thành tích xuất sắc.") == "đã có thành tích xuất sắc"
    assert wording.joined("Ủng hộ đồng bào vùng lũ") == "Ủng hộ đồng bào vùng lũ"
    assert wording.sentence("đã cứu người") == "Đã cứu người."
    assert wording.ended("Danh sách gồm 02 cá nhân.") == "Danh sách gồm 02 cá nhân./."
    assert wording.paragraphs(" một \n\n hai\tba ") == ["một", "hai ba"]
    assert wording.clock_time(datetime(2026, 2, 5, 4, 30, tzinfo=UTC)) == "11 giờ 30 phút"
