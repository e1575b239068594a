"""Deeds on a file of accounts: take it in, check it, decide on it, make the accounts, give codes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models, transaction

from accounts import actions as accounts
from core import audit, clock, jobs
from core.audit import SYSTEM
from core.errors import NotAllowed, RuleViolation, Stale, demand, demand_rules
from core.models import Job
from core.sheet_cells import from_stored
from core.sheet_workflow import CHECKED, DONE
from core.uploads import Incoming
from core.verdict import Problem, refused
from units.account_files import queries
from units.account_files.checking import Checked
from units.account_files.columns import ACCOUNTS
from units.account_files.rows import day_after
from units.actions.accounts import make_with_role
from units.actors import Actor
from units.models import AccountDecision, AccountFile, AccountRow, AccountRowClass, Membership, OrgUnit
from units.models.account_file import ACCOUNT_FILE, CHECK_JOB, WRITE_JOB
from units.permissions import can_handle_account, can_handle_file, can_see_accounts
from units.queries_accounts import all_roles_of
from units.roles import Role
from units.staff import guard_of

#: Making one takes as long as making a password: so many fit into one answer.
CODES_AT_ONCE = 20
_GONE = "{by.name} bấm lập tài khoản nhưng không còn giữ vai trò {by.role_label} ở {by.unit_name}."
_NOT_SCANNED = "Máy quét mã độc chưa trả lời nên chưa nhận tệp. Thử lại sau vài phút."
_NO_CODES = "Tài khoản nào của tệp cũng đã có mã còn hiệu lực hoặc đã đặt mật khẩu. Cấp lại ở từng tài khoản."


@transaction.atomic
def upload(*, by, file: Incoming) -> AccountFile:
    """Take in a scanned file and queue its check."""
    demand(can_see_accounts(by))
    demand_rules([] if file.is_clean else [Problem("not_scanned", "file", _NOT_SCANNED)])
    stored = file.register()
    found = AccountFile.objects.create(
        unit=by.unit,
        is_wide=by.is_(Role.ADMIN),
        file=stored,
        uploaded_by_id=by.user_id,
        uploaded_at=clock.now(),
    )
    _queue(CHECK_JOB, found, by, f"Kiểm tra tệp {stored.name}")
    audit.record("units.account_file_uploaded", by=by, obj=found, data={"sha256": stored.sha256})
    return found


@transaction.atomic
def begin_check(file_id: int) -> AccountFile | None:
    """Say that the check is running; None when it was done already. A second run begins anew."""
    found = _lock(file_id)
    if ACCOUNT_FILE.allows("check", found.state):
        _move(found, "check")
    return found if ACCOUNT_FILE.allows("finish_check", found.state) else None


@transaction.atomic
def finish_check(file_id: int, checked: Checked) -> AccountFile:
    """Keep what was found in every row, or why the file cannot be taken: all of it at once."""
    found = _lock(file_id)
    if not ACCOUNT_FILE.allows("finish_check", found.state):
        return found
    found.heads, found.remarks = checked.heads, checked.problems or checked.remarks
    found.counts = {} if checked.problems else checked.counts
    found.checked_at = clock.now()
    _move(found, "fail" if checked.problems else "finish_check", "heads", "remarks", "counts", "checked_at")
    AccountRow.objects.bulk_create(checked.rows, batch_size=500)
    name = "units.account_file_refused" if checked.problems else "units.account_file_checked"
    audit.record(name, by=SYSTEM, obj=found, data={"counts": found.counts})
    return found


@transaction.atomic
def decide(file_id: int, choices: Mapping[int, str], *, seen: int, by) -> AccountFile:
    """Say of rows whose person may have an account, by number, SAME, OTHER, or "" to leave the row out.

    `seen` is the version of the decisions that the page showed.
    """
    found = _lock(file_id)
    demand(can_handle_file(by, found))
    _demand_open(found, seen)
    rows = found.rows.filter(number__in=choices, row_class=AccountRowClass.DUPLICATE).order_by("number")
    changed = {}
    for row in rows:
        choice = choices[row.number]
        if choice not in {"", *AccountDecision.values}:
            text = f"Dòng {row.number}: chọn lại trong danh sách."
            raise RuleViolation([Problem("unknown_choice", f"dong_{row.number}", text)])
        if choice != row.decision:
            row.decision = changed[str(row.number)] = choice
            row.save(update_fields=["decision"])
    if changed:
        found.version += 1
        found.save(update_fields=["version"])
        audit.record("units.account_file_decided", by=by, obj=found, data={"rows": changed})
    return found


@transaction.atomic
def accept(file_id: int, *, seen: int, by) -> AccountFile:
    """Have the accounts made by a job. `seen` is the version of the decisions that the page showed."""
    found = _lock(file_id)
    demand(can_handle_file(by, found))
    _demand_open(found, seen)
    number = queries.rows_to_write(found).count()
    nothing = Problem("nothing_to_write", "", "Không có dòng nào để lập tài khoản.")
    demand_rules([] if number else [nothing])
    found.accepted_as, found.accepted_at = by.membership, clock.now()
    _move(found, "accept", "accepted_as", "accepted_at")
    _queue(WRITE_JOB, found, by, f"Lập tài khoản: {found.file.name}")
    audit.record("units.account_file_accepted", by=by, obj=found, data={"rows": number})
    return found


@transaction.atomic
def begin_write(file_id: int) -> None:
    """Say that the writing has begun; nothing is written yet."""
    found = _lock(file_id)
    if ACCOUNT_FILE.allows("write", found.state):
        _move(found, "write")


@transaction.atomic
def finish_write(file_id: int) -> AccountFile:
    """Make all accounts in this one transaction and say so in it: a second run finds that it is done."""
    found = _lock(file_id)
    if not ACCOUNT_FILE.allows("finish", found.state):
        return found
    by = _actor(found.accepted_as_id)
    verdict = can_handle_file(by, found) if _still_acts(by) else refused(_GONE.format(by=by))
    if not verdict:
        found.remarks = [verdict.reason, *found.remarks]
        _move(found, "fail", "remarks")
        audit.record("units.account_file_refused", by=SYSTEM, obj=found, reason=verdict.reason)
        return found
    found.written, found.done_at = _write(found, by), clock.now()
    _move(found, "finish", "written", "done_at")
    audit.record("units.account_file_done", by=by, obj=found, data={"written": found.written})
    return found


def _write(found: AccountFile, by) -> int:
    """Make one account after the other by the deed of the page; what is refused by now says why."""
    rows = list(queries.rows_to_write(found))
    units = {row.values["unit"] for row in rows}
    # Held in one order: two files at once, or a file beside a reorganisation, wait and do not deadlock.
    list(OrgUnit.objects.select_for_update().filter(pk__in=units).order_by("pk"))
    for row in rows:
        values = from_stored(ACCOUNTS, row.values)
        values["unit_id"], values["valid_to"] = values.pop("unit"), day_after(values.pop("last_day"))
        try:
            with transaction.atomic():
                row.account = make_with_role(by=by, **values)
        except (RuleViolation, Stale, NotAllowed) as refusal:
            row.dropped = str(refusal)[:300]
    AccountRow.objects.bulk_update(rows, ["account", "dropped"], batch_size=500)
    return sum(row.account_id is not None for row in rows)


@transaction.atomic
def hand_out_codes(file_id: int, *, by) -> list[tuple[AccountRow, str]]:
    """Make codes for the next accounts of the file that have no way in; return each with its row.

    This is the only time that they are readable. Each is logged at its account.
    """
    found = _lock(file_id)
    demand(can_handle_file(by, found))
    if found.state != DONE:
        raise Stale("Tệp này chưa lập xong tài khoản.")
    given = []
    for row in queries.without_way_in(found):
        if len(given) == CODES_AT_ONCE:
            break
        accounts.lock_account(row.account_id)
        roles = all_roles_of(row.account_id, clock.today())
        if can_handle_account(by, row.account_id, roles, guard_of(row.account_id)):
            given.append((row, accounts.give_code(row.account_id, by=by)))
    if not given:
        raise Stale(_NO_CODES)
    audit.record("units.account_codes_handed_out", by=by, obj=found, data={"number": len(given)})
    return given


@transaction.atomic
def run_again(file_id: int, *, by) -> AccountFile:
    """Queue the check or the writing that failed for good once more, by whoever may handle the file."""
    found = _lock(file_id)
    demand(can_handle_file(by, found))
    job = queries.job_of(found)
    if not found.is_running or job is None or job.status != Job.Status.FAILED:
        raise Stale("Việc này không còn chờ chạy lại. Tải lại trang để xem.")
    jobs.retry(job.pk)
    audit.record("units.account_file_run_again", by=by, obj=found, data={"kind": job.kind})
    return found


def _still_acts(by: Actor) -> bool:
    """Whether the account is open and the role in force today: a job acts later than the press."""
    current = Membership.objects.current(clock.today())
    return by.user.is_active and current.filter(pk=by.membership.pk).exists()


def _queue(kind: str, found: AccountFile, by, title: str) -> None:
    jobs.enqueue(kind, key=str(found.pk), payload={"file": found.pk}, title=title, owner_id=by.user_id)


def _move(found: AccountFile, move: str, *fields: str) -> None:
    found.state = ACCOUNT_FILE.target(move)
    found.save(update_fields=["state", *fields])


def _lock(file_id: int) -> AccountFile:
    rows: models.QuerySet[AccountFile] = AccountFile.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "file").get(pk=file_id)


def _demand_open(found: AccountFile, seen: int) -> None:
    """Raise Stale unless the file waits for decisions and the page showed those that stand."""
    if found.accepted_at:
        who = _actor(found.accepted_as_id).name
        raise Stale(f"{who} đã bấm lập tài khoản {_at(found.accepted_at)}.")
    if found.state != CHECKED:
        raise Stale(f"Tệp này chưa sẵn sàng: {found.state_row.label.lower()}.")
    if found.version != seen:
        raise Stale("Quyết định về các dòng vừa được lưu khác đi. Tải lại trang, xem lại rồi bấm lần nữa.")


def _at(moment: datetime) -> str:
    return f"lúc {clock.local(moment):%H:%M ngày %d/%m/%Y}"


def _actor(membership_id: int) -> Actor:
    needed = ("user", "delegated_by__user", "unit__standing_for", "unit__parent__standing_for")
    membership = Membership.objects.select_related(*needed).get(pk=membership_id)
    return Actor(user=membership.user, membership=membership)
