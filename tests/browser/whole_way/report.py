"""The report of the quarter: asked for by the leader, made by its job, read, and followed to its lists."""

import re
from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from core import clock
from reports.models import ReportSchedule
from reports.rules_period import QUARTER, current
from tests.browser.whole_way.steps import download, follow, menu, text_of, work

AWARDS = "Khen thưởng theo danh hiệu, hình thức, loại hình và đối tượng"


def ask(leader: Page) -> None:
    """As the leader, ask for the report of the quarter to whose figures this day belongs."""
    cut_day = ReportSchedule.objects.get(kind=QUARTER).cut_day
    label = current(QUARTER, clock.today(), cut_day).label
    menu(leader, "Báo cáo")
    leader.get_by_label("Kỳ báo cáo").select_option(label=label[:1].upper() + label[1:])
    leader.get_by_role("button", name="Lập báo cáo").click()
    expect(leader.get_by_text(re.compile(f"^Đang lập .*{label}")).first).to_be_visible()
    work()
    follow(leader, "Mở báo cáo")


def files(leader: Page) -> tuple[str, list[list]]:
    """Download both files: the words of the PDF, the rows of the workbook's first sheet."""
    printed = text_of(download(leader.get_by_role("link", name="Tải PDF", exact=True)))
    data = download(leader.get_by_role("link", name="Tải Excel", exact=True))
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    return printed, [list(row) for row in sheet.iter_rows(values_only=True)]


def totals(leader: Page) -> dict[str, int]:
    """The last column of the table of awards: each award and the total."""
    rows = leader.get_by_role("region", name=AWARDS).first.get_by_role("row").all()[1:]
    found = [(row.get_by_role("rowheader"), row.get_by_role("cell").last) for row in rows]
    return {head.inner_text(): int(last.inner_text()) for head, last in found}


def behind(leader: Page, head: str) -> list[tuple[str, str]]:
    """Follow a row of that table to its list: name and decision of every line; come back."""
    leader.get_by_role("region", name=AWARDS).first.get_by_role("link", name=head, exact=True).click()
    expect(leader.get_by_role("heading", name="Khen thưởng theo số liệu báo cáo")).to_be_visible()
    rows = leader.get_by_role("row").filter(has=leader.get_by_role("rowheader")).all()
    lines = [(row.get_by_role("rowheader"), row.get_by_role("cell").nth(2)) for row in rows]
    found = [(name.inner_text().split("\n")[0], decision.inner_text()) for name, decision in lines]
    counted = leader.get_by_text(re.compile(rf"^{len(found)} .*mới nhất trước"))
    expect(counted).to_be_visible()
    leader.go_back()
    return sorted(found)
