"""From a stored periodic report to what people read: its words, its PDF, its Excel file."""

from reports import book, pdf, periodic, tables
from reports.models import PeriodicReport


def render_report(report: PeriodicReport) -> bytes:
    """The report as PDF from its stored figures and texts."""
    values = report_values(report)
    return pdf.render(
        periodic.TEMPLATE,
        values,
        title=values["title"],
        identifier=f"bao-cao/{report.pk}/{report.edition}",
        created=report.gathered_at,
    )


def report_values(report: PeriodicReport) -> dict:
    """The words of the report, for the PDF and for the preview on its page."""
    texts = {name: getattr(report, name) for name, _label, _needed in periodic.TEXTS}
    return periodic.build_values(report.as_period, report.values, texts, report.number, report.issued_on)


def report_book(report: PeriodicReport) -> bytes:
    """The tables of the report as an Excel file."""
    found = tables.all_tables(report.values["figures"])
    return book.workbook(report.title, found, report.gathered_at)
