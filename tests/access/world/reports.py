"""Periodic reports of the standing body: being written, without files because its job failed, numbered."""

from core import clock, files
from core.models import Job
from reports import actions_periodic as actions
from reports import reference
from reports.models import PeriodicReport
from tests.access.world.people import PDF, World


def make_reports(world: World) -> None:
    """The report of the last quarter as a draft, that of last year, issued, and one that failed."""
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
    failed = actions.ask("QUARTER", "2026-Q2", by=officer)
    Job.objects.filter(kind=actions.JOB, key=actions.job_key(failed)).update(
        status=Job.Status.FAILED, error="Máy chưa có Pango.", finished_at=clock.now()
    )
    world.reports["ours failed"] = failed.pk


def _deliver(report: PeriodicReport) -> PeriodicReport:
    """The report with files that only look like some."""
    return actions.deliver(report, (files.put(PDF), PDF), (files.put(b"PK"), b"PK"))
