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
from reports.models.periodic import REPORT_STATES, PeriodicReport, ReportKind, ReportSchedule, ReportState

__all__ = [
    "COLUMNS",
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
]
