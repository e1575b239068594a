"""Work outside the request: files from Excel are checked, then written into the registers."""

from django.urls import reverse

from awards.imports import actions, checking
from awards.imports.columns import MAX_ROWS
from core import files, jobs, sheet


@jobs.job(actions.CHECK_JOB)
def check_import(run: jobs.Run):
    """Read the file and say of each row what it is; nothing comes into the registers."""
    found = actions.begin_check(run.payload["import"])
    if found is None:
        return lambda: _result(run)
    run.progress(0, 0, "Đang đọc tệp")
    read = sheet.read(files.path_of(found.file.key), max_rows=MAX_ROWS)
    if read.reason:
        checked = checking.Checked(problems=[read.reason])
    else:
        checked = checking.check(
            found, read.rows, lambda done, total: run.progress(done, total, "Đang đối chiếu từng dòng")
        )

    def deliver() -> jobs.Result:
        actions.finish_check(found.pk, checked)
        return _result(run)

    return deliver


@jobs.job(actions.WRITE_JOB)
def write_import(run: jobs.Run):
    """Write the file into the registers: all rows in the transaction that ends the job, or none."""
    actions.begin_write(run.payload["import"])
    run.progress(0, 0, "Đang ghi vào sổ")

    def deliver() -> jobs.Result:
        actions.finish_write(run.payload["import"])
        return _result(run)

    return deliver


def _result(run: jobs.Run) -> jobs.Result:
    return jobs.Result(url=reverse("awards:import_detail", args=[run.payload["import"]]), label="Mở tệp nhập")
