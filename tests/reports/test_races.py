"""Two give their reports the same number at once: PostgreSQL's row locks make them go one after the other."""

import pytest

from core import clock
from reports import actions_periodic as actions
from reports.models import PeriodicReport
from tests.reports.conftest import NOW, made
from tests.support.race import errors, race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_one_number_goes_to_one_report(world):
    reports = []
    for kind, period in (
        ("QUARTER", "2026-Q3"),
        ("QUARTER", "2026-Q2"),
        ("HALF", "2026-H1"),
        ("YEAR", "2025"),
    ):
        report = made(actions.ask(kind, period, by=world.officer))
        words = dict.fromkeys(actions.LABELS, "Đã làm tốt.")
        reports.append(made(actions.write_texts(report.pk, words, seen_edition=1, by=world.officer)))

    def issue(index: int) -> PeriodicReport:
        with clock.at(NOW):
            return actions.issue_report(
                reports[index].pk, number=5, issued_on=clock.today(), seen_edition=2, by=world.director
            )

    assert errors(race(4, issue)) == ["RuleViolation"] * 3
    assert PeriodicReport.objects.filter(number=5).count() == 1
