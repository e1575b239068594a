"""Work outside the request: reorganisations whose day has come, files of accounts."""

from django.urls import reverse

from core import clock, files, jobs, sheet
from units.account_files import actions as account_files
from units.account_files import checking
from units.account_files.columns import MAX_ROWS
from units.actions import carry_out_due
from units.models.account_file import CHECK_JOB, WRITE_JOB
from units.queries_reorg import due_ids


@jobs.periodic("units.reorganise_due", hours=1, title="Thực hiện việc sắp xếp đơn vị đến ngày")
def reorganise_due(run: jobs.Run) -> None:
    """Carry out each in a transaction of its own, in the order of their days; may run twice."""
    today = clock.today()
    for reorganisation_id in due_ids(today):
        carry_out_due(reorganisation_id, today=today)


@jobs.job(CHECK_JOB)
def check_accounts(run: jobs.Run):
    """Read a file of accounts and say of each row what it is; no account is made."""
    found = account_files.begin_check(run.payload["file"])
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
        account_files.finish_check(found.pk, checked)
        return _result(run)

    return deliver


@jobs.job(WRITE_JOB)
def write_accounts(run: jobs.Run):
    """Make the accounts: all of them in the transaction that ends the job, or none."""
    account_files.begin_write(run.payload["file"])
    run.progress(0, 0, "Đang lập tài khoản")

    def deliver() -> jobs.Result:
        account_files.finish_write(run.payload["file"])
        return _result(run)

    return deliver


def _result(run: jobs.Run) -> jobs.Result:
    return jobs.Result(
        url=reverse("units:account_file", args=[run.payload["file"]]), label="Mở tệp tài khoản"
    )
