"""Certificates: one page each, whole, with their numbers and a code that leads to the register."""

from dataclasses import replace

import pytest

from reports import certificate, pdf
from reports.templatetags.papers import qr_image
from tests.documents.papers import MM, read, runs
from tests.documents.samples import CERTIFICATES, MADE
from tests.documents.test_papers_common import render

LONG = (
    "Đã có thành tích xuất sắc trong công tác phòng, chống và khắc phục hậu quả mưa lũ trên địa bàn tỉnh; "
    * 5
)


def words(page) -> str:
    return " ".join(page.extract_text().split())


def test_each_certificate_reads_exactly():
    pages = read(render(certificate, CERTIFICATES)).pages
    head = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI TẶNG BẰNG KHEN "
    )
    merit = "Đã có thành tích xuất sắc trong thực hiện nhiệm vụ công tác năm 2025 "
    record = "Quyết định số: 204/QĐ-UBND Ngày 12 tháng 02 năm 2026 Vào Sổ vàng số: {}/2026 Mã xác minh: {} "
    foot = "Lào Cai, ngày 12 tháng 02 năm 2026 CHỦ TỊCH Trịnh Xuân Trường"
    assert [words(page) for page in pages] == [
        f"{head}Trường Tiểu học Y Tý Xã Y Tý {merit}{record.format('05', '7K2M-X9PD-HW4R')}{foot}",
        f"{head}Ông Giàng A Sử Trưởng thôn Sín Chải, xã Y Tý {merit}"
        f"{record.format('06', '3F8N-Q6TB-VC5J')}{foot}",
    ]


@pytest.mark.parametrize("size", [(360, 270), (400, 300)])
def test_the_page_has_the_size_of_its_form_and_holds_the_longest_text(size):
    first = CERTIFICATES.certificates[1]
    long = replace(first, name="Nguyễn Thị Phương Hồng Nhung Ánh Tuyết", merit=LONG[:500], place=LONG[:140])
    width, height = size
    facts = replace(CERTIFICATES, certificates=(long,), width_mm=width, height_mm=height)
    [page] = read(render(certificate, facts)).pages
    assert [round(float(value) / MM) for value in page.mediabox[2:]] == [width, height]
    found = runs(page)
    date_line = next(run for run in found if run[2].startswith("Lào Cai, ngày"))
    merit_end = min(run[1] for run in found if abs(run[4] - 0.52 * width / 36 * MM) < 0.3)
    assert merit_end - date_line[1] > 3 * MM
    assert min(run[1] for run in found) > 24 * MM * height / 270
    assert max(run[1] for run in found) < (height - 45) * MM


def test_the_certificate_of_a_title_names_it_and_a_flag_is_a_flag():
    named = {
        ("Chiến sĩ thi đua cấp tỉnh", True): ("TẶNG DANH HIỆU", "CHIẾN SĨ THI ĐUA CẤP TỈNH"),
        ("Cờ thi đua của tỉnh", True): ("TẶNG", "CỜ THI ĐUA"),
        ("Giấy khen của Chủ tịch UBND xã", False): ("TẶNG", "GIẤY KHEN"),
    }
    for (award, is_title), expected in named.items():
        values = certificate.build_values(replace(CERTIFICATES, award=award, is_title=is_title))
        assert (values["verb"], values["object"]) == expected


def test_the_code_leads_to_the_register():
    values = certificate.build_values(replace(CERTIFICATES, address="https://thidua.laocai.gov.vn/"))
    addresses = [row["address"] for row in values["certificates"]]
    assert addresses == [
        "https://thidua.laocai.gov.vn/xac-minh/7K2MX9PDHW4R/",
        "https://thidua.laocai.gov.vn/xac-minh/3F8NQ6TBVC5J/",
    ]
    first, again, other = (qr_image(address) for address in (*addresses[:1] * 2, addresses[1]))
    assert (first == again, first == other) == (True, False)
    sheet = pdf.render_html(certificate.TEMPLATE, values)
    assert [sheet.count(qr_image(address)) for address in addresses] == [1, 1]


def test_progress_is_told_after_each_sheet():
    values, told = certificate.build_values(CERTIFICATES), []
    pdf.render_series(
        certificate.TEMPLATE,
        values,
        each="certificates",
        size_mm=(360, 270),
        title="x",
        identifier="x",
        created=MADE,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 2), (2, 2)]


FIRST, SECOND = CERTIFICATES.certificates


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"certificates": ()}, "at least one"),
        ({"certificates": (FIRST, replace(SECOND, code=FIRST.code))}, "code of its own"),
        ({"certificates": (FIRST, replace(SECOND, register_no=5))}, "number of its own"),
        ({"address": "thidua.laocai.gov.vn"}, "begins with http"),
        ({"decision_number": 0}, "starts at 1"),
    ],
)
def test_certificates_that_contradict_themselves_are_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        certificate.build_values(replace(CERTIFICATES, **changes))
