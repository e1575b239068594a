"""Pages of reports and figures: who sees them, what they show, where their numbers lead."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import jobs
from core.models import Job
from reports import actions_periodic as actions
from reports.models import PeriodicReport
from reports.queries_periodic import periods_offered
from tests.factories.awards import make_grant
from tests.factories.nominations import make_submitted
from tests.factories.units import make_actor, make_unit
from tests.reports.conftest import ask, client_of, key, made, printed
from units.models import OrgUnit, Role

LISTS = ["reports:report_list", "reports:overview", "reports:grants", "reports:dossiers"]


@pytest.fixture
def report(full) -> PeriodicReport:
    return made(ask(full))


def pages(report) -> list[str]:
    with_object = ["reports:report", "reports:report_pdf", "reports:report_xlsx"]
    return [*map(reverse, LISTS), *(reverse(name, args=[report.pk]) for name in with_object)]


def test_the_province_and_its_standing_body_see_everything(full, report):
    for actor in (full.officer, full.office_head, full.director, full.leader):
        client = client_of(actor)
        assert [client.get(page).status_code for page in pages(report)] == [200] * len(pages(report))
        assert "Báo cáo" in re.findall(r'href="/bao-cao/"[^>]*>.*?(Báo cáo)<', client.get("/bao-cao/").text)


def test_others_are_told_why_not_and_have_no_entry(full, report):
    commune = full.stage.province.commune
    for actor in (full.stage.editor, full.stage.head, make_actor(commune, Role.LEADER)):
        client = client_of(actor)
        answers = [client.get(page) for page in pages(report)]
        assert [answer.status_code for answer in answers] == [403] * len(LISTS) + [404] * 3
        assert "dành cho lãnh đạo tỉnh và cơ quan thường trực" in answers[0].text
        assert 'href="/bao-cao/"' not in client.get("/viec-cua-toi/").text
    asked = Client().get("/bao-cao/")
    assert (asked.status_code, asked.url.startswith("/dang-nhap/")) == (302, True)


def test_asking_leads_to_the_job_and_again_to_the_report(full):
    client = client_of(full.officer)
    answer = client.post(reverse("reports:report_ask"), key(period="QUARTER 2026-Q3"))
    job = Job.objects.get(kind=actions.JOB)
    assert answer.url == reverse("core:job", args=[job.pk])
    assert jobs.work(job.pk, runner=jobs.CELERY)
    assert "máy chạy việc riêng (Celery)" in client.get(answer.url).text
    again = client.post(reverse("reports:report_ask"), key(period="QUARTER 2026-Q3"))
    assert again.url == reverse("reports:report", args=[PeriodicReport.objects.get().pk])


def test_from_the_cut_day_on_the_next_period_is_offered_first(reference):
    def newest(day: date) -> list[str]:
        return [options[0][0] for _, options in periods_offered(day)]

    assert newest(date(2026, 12, 14)) == ["QUARTER 2026-Q4", "HALF 2026-H2", "YEAR 2026"]
    assert newest(date(2026, 12, 15)) == ["QUARTER 2027-Q1", "HALF 2027-H1", "YEAR 2027"]


def test_a_period_that_is_not_offered_is_refused_at_the_field(full):
    answer = client_of(full.officer).post(reverse("reports:report_ask"), key(period="QUARTER 2031-Q1"))
    assert (answer.status_code, "Chọn một kỳ trong danh sách." in answer.text) == (422, True)
    assert PeriodicReport.objects.count() == 0


def test_the_director_has_no_button_to_ask(full):
    assert "Lập báo cáo</button>" not in client_of(full.director).get("/bao-cao/").text
    assert client_of(full.director).post(reverse("reports:report_ask"), key()).status_code == 403


def test_the_list_is_filtered_by_kind(full, report):
    client = client_of(full.officer)
    assert report.title in client.get("/bao-cao/?loai=QUARTER").text
    assert report.title not in client.get("/bao-cao/?loai=YEAR").text


def test_every_number_on_the_page_opens_the_list_that_it_counts(full, report):
    client = client_of(full.leader)
    text = client.get(reverse("reports:report", args=[report.pk])).text
    rows = []
    for code, table in re.findall(
        r'<section class="card mb-3" id="([a-z0-9-]+)">(.*?)</section>', text, re.DOTALL
    ):
        place = 0 if code in ("nhom-doi-tuong", "uu-tien") else -1
        found = re.findall(r'<a href="(/bao-cao/khen-thuong/[^"]*)">[^<]*</a></th>(.*?)</tr>', table)
        rows += [(url, re.findall(r"<td[^>]*>([^<]*)</td>", cells)[place]) for url, cells in found]
    assert len(rows) == 50
    for address, number in rows:
        listed = client.get(address.replace("&amp;", "&")).text
        shown = listed.count('<tr><th scope="row">')
        assert (address, f"{shown}") == (address, number)
        assert shown == 0 or f">{shown} kết quả," in listed


def test_charts_stand_on_the_page_with_title_and_description(full, report):
    text = client_of(full.officer).get(reverse("reports:report", args=[report.pk])).text
    charts = re.findall(r'<svg[^>]*class="chart".*?</svg>', text)
    titles = [re.search("<title>(.*?)</title><desc>", chart)[1] for chart in charts]
    assert titles == [
        "Khen thưởng theo loại hình",
        "Cá nhân được khen theo nhóm đối tượng",
        "Tỷ lệ người lao động trực tiếp trong số cá nhân được khen",
    ]


def test_the_files_come_as_downloads(full):
    report, client = printed(ask(full)), client_of(full.officer)
    pdf = client.get(reverse("reports:report_pdf", args=[report.pk]))
    assert (pdf["Content-Type"], pdf["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="bao-cao-du-thao-2026-q3.pdf"',
    )
    assert b"".join(pdf).startswith(b"%PDF-1.7")


def test_texts_and_number_are_entered_on_pages(full, report):
    client = client_of(full.office_head)
    texts = {"leading_text": "", "models_text": "", "limits_text": "Còn chậm.", "proposals_text": "Tập huấn."}
    page = reverse("reports:report_texts", args=[report.pk])
    assert "Hạn chế, nguyên nhân" in client.get(page).text
    assert client.post(page, key(edition=1, **texts)).url == reverse("reports:report", args=[report.pk])
    stale = client.post(page, key(edition=1, **texts))
    said = f"{full.office_head.name} đã viết nhận xét, kiến nghị lúc 10:00 ngày 24/11/2026."
    assert (stale.status_code, stale.text.count(said)) == (409, 1)
    assert jobs.work(Job.objects.get(key=f"{report.pk}/2").pk)
    page = reverse("reports:report_issue", args=[report.pk])
    refused = client.post(page, key(edition=2, number=5, issued_on="25/11/2026"))
    assert (refused.status_code, "không thể sau hôm nay" in refused.text) == (422, True)
    assert client.post(page, key(edition=2, number=5, issued_on="24/11/2026")).status_code == 302
    report.refresh_from_db()
    assert (report.number, report.issued_on, report.issued_by) == (
        5,
        date(2026, 11, 24),
        full.office_head.user,
    )


def test_hostile_names_stay_text(full):
    hostile = "<script>alert(1)</script>\"'&"
    unit = make_unit(hostile, parent=full.stage.province.province)
    make_grant(full.stage.award, unit, decision_on=date(2026, 8, 8), recipient_name=hostile)
    report = actions.ask("QUARTER", "2026-Q3", by=full.officer)
    client = client_of(full.officer)
    for page in (reverse("reports:report", args=[report.pk]), "/bao-cao/khen-thuong/", "/bao-cao/tong-quan/"):
        text = client.get(page).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_the_overview_compares_with_last_year(full):
    make_submitted(full.stage.editor, full.stage.round)
    text = client_of(full.leader).get("/bao-cao/tong-quan/").text
    shown = re.findall(
        r'<span class="label">(.*?)</span><span class="value">(.*?)</span>.*?cùng kỳ: (.*?)</span>', text
    )
    assert shown == [
        ("Phong trào đang diễn ra", "1", "0"),
        ("Đơn vị đăng ký phong trào", "1", "0"),
        ("Hồ sơ đã gửi", "1", "0"),
        ("Đã khen thưởng", "10", "2"),
        ("Phiên họp Hội đồng", "0", "0"),
        ("Thẩm định đúng hạn", "-", "chưa có"),
    ]
    assert text.count('<svg xmlns="http://www.w3.org/2000/svg" class="chart"') == 7


def test_the_map_links_every_commune(full):
    commune = full.stage.province.commune
    OrgUnit.objects.filter(pk=commune.pk).update(code="02701")
    make_submitted(full.stage.editor, full.stage.round)
    client = client_of(full.leader)
    text = client.get("/bao-cao/tong-quan/").text
    [(address, title)] = re.findall(r'<a href="([^"]*)"><title>(.*?)</title>', text)
    assert title == "Xã Y Tý: 1 hồ sơ"
    assert client.get(address.replace("&amp;", "&")).text.count('<tr><th scope="row">') == 1


def test_the_classes_of_the_overview_add_up(full):
    text = client_of(full.leader).get("/bao-cao/tong-quan/").text
    [section] = re.findall(r"<h2>Cá nhân được khen theo nhóm</h2>(.*?)</section>", text, re.DOTALL)
    row = r'<th scope="row">(?:<a href="[^"]*">)?([^<]*)(?:</a>)?</th>' + r'<td class="num">(\d+)</td>' * 2
    rows = [(label, int(now), int(then)) for label, now, then in re.findall(row, section)]
    assert rows[-2:] == [("Chưa xếp nhóm", 1, 0), ("Cộng", 8, 2)]
    assert [sum(column) for column in list(zip(*rows[:-1], strict=True))[1:]] == [8, 2]
    [chart] = re.findall(r"<desc>([^<]*)</desc>", section)
    assert chart.endswith("; Chưa xếp nhóm: 1")
    [address] = re.findall(r'<a href="([^"]*nhom=CHUA_XEP[^"]*)">', section)
    assert client_of(full.leader).get(address.replace("&amp;", "&")).text.count('<tr><th scope="row">') == 1


def test_a_province_without_a_standing_body_is_told_so(full):
    OrgUnit.objects.filter(pk=full.body.pk).update(valid_to=date(2026, 11, 1))
    client = client_of(full.leader)
    said = "Chưa có cơ quan thường trực nào của tỉnh. Quản trị hệ thống kiểm tra danh mục đơn vị."
    answers = [client.get(reverse(name)) for name in LISTS]
    assert [answer.status_code for answer in answers] == [200] * len(LISTS)
    assert [answer.text.count(said) for answer in answers] == [0, 1, 0, 0]
    refused = client.post(reverse("reports:report_ask"), key(period="QUARTER 2026-Q3"))
    assert (refused.status_code, refused.text.count(said)) == (422, 1)


@pytest.mark.parametrize("page", ["/bao-cao/khen-thuong/", "/bao-cao/ho-so/"])
def test_the_link_to_excel_says_how_many_rows_it_holds(full, page, monkeypatch):
    make_submitted(full.stage.editor, full.stage.round)
    make_submitted(full.stage.editor, full.stage.round)
    client = client_of(full.officer)
    assert "dòng mới nhất" not in client.get(page).text
    monkeypatch.setattr("reports.views_figures.COUNT_LIMIT", 1)
    assert client.get(page).text.count(" Tải Excel (1 dòng mới nhất)</a>") == 1


def test_queries_of_a_report_do_not_grow_with_what_it_counts(full, report):
    client = client_of(full.officer)
    page = reverse("reports:report", args=[report.pk])
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        before = client.get(page).text
    for number in range(4):
        unit = make_unit(f"Xã số {number}", parent=full.stage.province.province)
        make_grant(full.stage.award, unit, decision_on=date(2026, 8, 8), source="IMPORTED")
    made(actions.take_figures(report.pk, by=full.officer))
    with CaptureQueriesContext(connection) as many:
        after = client.get(page).text
    assert (before.count("Xã số"), after.count("Xã số")) == (0, 4)
    assert len(many) == len(few)
    assert len(few) <= 9


@pytest.mark.parametrize(
    ("page", "limit"),
    [("/bao-cao/", 8), ("/bao-cao/tong-quan/", 16), ("/bao-cao/khen-thuong/", 9), ("/bao-cao/ho-so/", 9)],
)
def test_queries_do_not_grow_with_the_rows(full, page, limit):
    client = client_of(full.officer)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for number in range(4):
        unit = make_unit(f"Xã số {number}", parent=full.stage.province.province)
        make_grant(full.stage.award, unit, decision_on=date(2026, 8, 8), source="IMPORTED")
        make_submitted(full.stage.editor, full.stage.round)
        actions.ask("QUARTER", f"2026-Q{number + 1}", by=full.officer)
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(few)
    assert len(few) <= limit
