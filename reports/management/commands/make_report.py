"""The periodic report without a browser."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core import clock, files, jobs
from core.audit import SYSTEM
from core.errors import RuleViolation
from core.models import Job
from reports import actions_periodic as actions
from reports.models import PeriodicReport, ReportState

KINDS = {"quarter": "QUARTER", "half": "HALF", "year": "YEAR"}
LATER = ("fiveyear", "campaign", "directive", "statistics")
PATIENCE = 300  # seconds, while another worker makes the same report


class Command(BaseCommand):
    """Ask for the report of a period, make it when it is not there, and write the page's own files."""

    help = "Make the periodic report of the province and write its files; the same bytes as on its page."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--kind", required=True, help="quarter, half, year")
        parser.add_argument("--period", required=True, help="2026-Q3, 2026-H1, 2026")
        parser.add_argument("--pdf", required=True, type=Path, help="where the PDF goes")
        parser.add_argument("--xlsx", type=Path, help="where the Excel file goes")

    def handle(self, *args, kind: str, period: str, pdf: Path, xlsx: Path | None, **options) -> None:
        report = self._made(self._asked(kind, period))
        pdf.write_bytes(files.read(report.pdf))
        self.stdout.write(f"{pdf} {report.pdf.sha256}")
        if xlsx:
            xlsx.write_bytes(files.read(report.xlsx))
            self.stdout.write(f"{xlsx} {report.xlsx.sha256}")

    def _asked(self, kind: str, period: str) -> PeriodicReport:
        if kind in LATER:
            raise CommandError(f"Chưa lập được báo cáo loại “{kind}”. Hiện có: {', '.join(KINDS)}.")
        if kind not in KINDS:
            raise CommandError(f"Không có loại báo cáo “{kind}”. Hiện có: {', '.join(KINDS)}.")
        body = actions.provincial_bodies(clock.today()).first()
        if body is None:
            raise CommandError("Chưa có cơ quan thường trực của tỉnh. Chạy lệnh load_reference trước.")
        try:
            return actions.ask_for(body, actions.period_of(KINDS[kind], period), by=SYSTEM)
        except RuleViolation as refused:
            raise CommandError(str(refused)) from refused

    def _made(self, report: PeriodicReport) -> PeriodicReport:
        """The report with its files: made here, or by the worker that was faster."""
        stop = time.monotonic() + PATIENCE
        job = Job.objects.filter(kind=actions.JOB, key=actions.job_key(report)).first()
        while report.state == ReportState.PENDING and job and time.monotonic() < stop:
            if not jobs.work(job.pk):
                time.sleep(0.2)
            job.refresh_from_db()
            report.refresh_from_db()
            if job.status == Job.Status.FAILED:
                raise CommandError(job.error)
        if report.pdf is None or report.state not in (ReportState.READY, ReportState.ISSUED):
            raise CommandError(f"Chưa lập được {report}. Mở trang của báo cáo để xem lý do.")
        return report
