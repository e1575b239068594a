"""Papers that follow from deeds."""

from django.urls import reverse

from core import audit, files, jobs
from reports import actions, pdf, receipt


@audit.on("nominations.dossier_accepted", kind="reports.receipt", title="Lập phiếu tiếp nhận {object}")
def make_receipt(run: jobs.Run):
    """Make the receipt of an accepted dossier: once, the same bytes at every try."""
    paper = actions.prepare_receipt(run.payload["object"])
    result = jobs.Result(url=reverse("reports:paper", args=[paper.pk]), label="Mở phiếu tiếp nhận")
    if paper.is_frozen:
        return lambda: result
    run.progress(1, 3, "Đang dàn trang")
    try:
        data = pdf.render(
            receipt.TEMPLATE,
            paper.values,
            title=paper.title,
            identifier=f"{paper.pk}/{paper.symbol}/{paper.created_at:%Y}",
            created=paper.created_at,
        )
    except pdf.PdfUnavailable as error:
        actions.mark_failed(paper)
        raise jobs.JobFailed(str(error)) from error
    run.progress(2, 3, "Đang lưu tệp")
    files.put(data, key=run.file_key)

    def deliver() -> jobs.Result:
        actions.issue(paper, run.file_key, data)
        return result

    return deliver
