"""Periodic reports of the province's standing body: one that is being written, one that has its number."""

from core import clock, files
from reports import actions_periodic as actions
from reports import reference
from reports.models import PeriodicReport
from tests.access.world.people import PDF, World


def make_reports(world: World) -> None:
    """The report of the last quarter as a draft, and that of last year, issued."""
    reference.load()
    officer, head = world.actors["officer"], world.actors["office_head"]
    draft = actions.ask("QUARTER", "2026-Q3", by=officer)
    world.reports["ours draft"] = _deliver(draft).pk
    issued = _deliver(actions.ask("YEAR", "2025", by=officer))
    words = dict.fromkeys(actions.LABELS, "Đã làm tốt.")
    issued = _deliver(actions.write_texts(issued.pk, words, seen_edition=issued.edition, by=officer))
    issued = actions.issue_report(
        issued.pk, number=96, issued_on=clock.today(), seen_edition=issued.edition, by=head
    )
    world.reports["ours issued"] = _deliver(issued).pk


def _deliver(report: PeriodicReport) -> PeriodicReport:
    """The report with files that only look like some."""
    return actions.deliver(report, (files.put(PDF), PDF), (files.put(b"PK"), b"PK"))
