"""The timetable of reports from its data file, and which of its rows frames a period."""

from datetime import date

import pytest

from reports import actions_periodic as actions
from reports import reference
from reports.models import PaperForm, ReportSchedule

pytestmark = pytest.mark.django_db

HEAD = "kind,part,cut_day,due_days,recipients,legal_basis,confirmed,valid_from,valid_to\n"


@pytest.fixture
def write(tmp_path, monkeypatch):
    """A function that puts these rows into the data file and loads it."""
    monkeypatch.setattr(reference, "SCHEDULES", tmp_path / "schedules.csv")

    def load(*rows: str) -> None:
        reference.SCHEDULES.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        reference.load()

    return load


def test_a_second_run_changes_nothing():
    first, second = reference.load(), reference.load()
    rows = PaperForm.objects.count() + ReportSchedule.objects.count()
    assert (first.created, first.changed, first.unchanged) == (rows, 0, 0)
    assert str(second) == f"{rows} dòng, không có gì thay đổi"


def test_a_row_that_ends_later_is_brought_up_to_date(write):
    write("QUARTER,,15,6,A|B,Nghị định,0,2025-07-01,")
    write("QUARTER,,15,6,A|B,Nghị định,1,2025-07-01,2026-10-01", "QUARTER,,10,9,A,Luật,0,2026-10-01,")
    columns = ("valid_from", "valid_to", "cut_day", "confirmed", "recipients")
    assert list(ReportSchedule.objects.order_by("valid_from").values_list(*columns)) == [
        (date(2025, 7, 1), date(2026, 10, 1), 15, True, ["A", "B"]),
        (date(2026, 10, 1), None, 10, False, ["A"]),
    ]


@pytest.mark.parametrize(
    ("period", "cut_day"),
    [
        ("2024-Q1", 15),  # before the first row
        ("2026-Q2", 15),
        ("2026-Q4", 10),
        ("2028-Q1", 10),  # after the last row has ended
    ],
)
def test_the_row_that_frames_a_period(write, period, cut_day):
    write("QUARTER,,15,6,A,Nghị định,0,2025-07-01,2026-10-01", "QUARTER,,10,9,A,Luật,0,2026-10-01,2027-10-01")
    asked, row = actions._framed(actions.period_of("QUARTER", period))
    assert (row.cut_day, asked.from_on.day) == (cut_day, cut_day)
