"""Papers, and the periodic reports with their timetable."""

from reports.models.paper import (
    COLUMNS,
    LINKS,
    MINUTES_KINDS,
    OPEN_STATES,
    STATES,
    Paper,
    PaperForm,
    PaperKind,
    PaperState,
)
from reports.models.periodic import (
    JOB,
    REPORT_STATES,
    PeriodicReport,
    ReportKind,
    ReportSchedule,
    ReportState,
    job_key,
)

__all__ = [
    "COLUMNS",
    "JOB",
    "LINKS",
    "MINUTES_KINDS",
    "OPEN_STATES",
    "REPORT_STATES",
    "STATES",
    "Paper",
    "PaperForm",
    "PaperKind",
    "PaperState",
    "PeriodicReport",
    "ReportKind",
    "ReportSchedule",
    "ReportState",
    "job_key",
]
