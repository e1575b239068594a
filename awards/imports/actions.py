"""Deeds on a file from Excel: take it in, check it, decide on its rows, write it into the registers."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from awards.imports import permissions, queries, writing
from awards.imports.checking import Checked
from awards.imports.workflow import CHECKED, IMPORT
from awards.models import Import, ImportRow, RowClass, RowDecision
from awards.models.imports import CHECK_JOB, WRITE_JOB
from core import audit, clock, jobs
from core.audit import SYSTEM
from core.errors import RuleViolation, Stale, demand, demand_rules
from core.models import Job
from core.uploads import Incoming
from core.verdict import Problem, refused
from units.actors import Actor
from units.models import Membership

_GONE = "{by.name} bấm ghi vào sổ nhưng người nhập không còn giữ vai trò {by.role_label} ở {by.unit_name}."
_NOT_SCANNED = "Máy quét mã độc chưa trả lời nên chưa nhận tệp. Thử lại sau vài phút."


@transaction.atomic
def upload(*, by, kind: str, file: Incoming) -> Import:
    """Take in a scanned file and queue its check."""
    demand(permissions.can_import(by, kind))
    demand_rules([] if file.is_clean else [Problem("not_scanned", "file", _NOT_SCANNED)])
    scope = permissions.scope_of(by)
    stored = file.register()
    found = Import.objects.create(
        kind=kind,
        unit=scope.unit,
        is_wide=scope.is_wide,
        file=stored,
        uploaded_by_id=by.user_id,
        uploaded_at=clock.now(),
    )
    _queue(CHECK_JOB, found, by, f"Kiểm tra tệp {stored.name}")
    audit.record("awards.import_uploaded", by=by, obj=found, data={"kind": kind, "sha256": stored.sha256})
    return found


@transaction.atomic
def begin_check(import_id: int) -> Import | None:
    """Say that the check is running; None when it was done already. A second run begins anew."""
    found = _lock(import_id)
    if IMPORT.allows("check", found.state):
        found.state = IMPORT.target("check")
        found.save(update_fields=["state"])
    return found if IMPORT.allows("finish_check", found.state) else None


@transaction.atomic
def finish_check(import_id: int, checked: Checked) -> Import:
    """Keep what was found in every row, or why the file cannot be taken: all of it at once."""
    found = _lock(import_id)
    move = "fail" if checked.problems else "finish_check"
    if not IMPORT.allows("finish_check", found.state):
        return found
    found.state = IMPORT.target(move)
    found.heads, found.remarks = checked.heads, checked.problems or checked.remarks
    found.counts = {} if checked.problems else checked.counts
    found.checked_at = clock.now()
    found.save(update_fields=["state", "heads", "remarks", "counts", "checked_at"])
    ImportRow.objects.bulk_create(checked.rows, batch_size=500)
    name = "awards.import_refused" if checked.problems else "awards.import_checked"
    audit.record(name, by=SYSTEM, obj=found, data={"counts": found.counts})
    return found


@transaction.atomic
def decide(import_id: int, choices: Mapping[int, str], *, seen: int, by) -> Import:
    """Say of probable duplicates, by row number, who they are.

    A choice is the key of one of the row's candidates, OTHER, or "" to leave the row out. `seen` is the
    version of the decisions that the page showed.
    """
    found = _lock(import_id)
    demand(permissions.can_handle(by, found))
    _demand_open(found)
    _demand_seen(found, seen)
    now, changed = clock.now(), {}
    waiting = found.rows.select_for_update().filter(number__in=choices, row_class=RowClass.DUPLICATE)
    rows = list(waiting.order_by("number"))
    before = {row.number: (row.decision, row.person_id) for row in rows}
    for row in rows:
        row.decision, row.person_id = _read(choices[row.number], row)
    demand_rules(
        [
            Problem("not_written", f"dong_{number}", f"Dòng {number}: {text}")
            for number, text in writing.refusals(found, rows).items()
        ]
    )
    for row in rows:
        if (row.decision, row.person_id) == before[row.number]:
            continue
        row.decided_by_id, row.decided_at = (by.user_id, now) if row.decision else (None, None)
        row.save(update_fields=["decision", "person", "decided_by", "decided_at"])
        changed[str(row.number)] = [row.decision, row.person_id]
    if changed:
        found.version += 1
        found.save(update_fields=["version"])
        audit.record("awards.import_decided", by=by, obj=found, data={"rows": changed})
    return found


@transaction.atomic
def accept(import_id: int, *, seen: int, by) -> Import:
    """Have the file written by a job. `seen` is the version of the decisions that the page showed."""
    found = _lock(import_id)
    demand(permissions.can_handle(by, found))
    _demand_open(found)
    _demand_seen(found, seen)
    number = writing.rows_to_write(found).count()
    nothing = Problem("nothing_to_write", "", "Không có dòng nào để ghi vào sổ.")
    demand_rules([] if number else [nothing])
    found.state = IMPORT.target("accept")
    found.accepted_as, found.accepted_at = by.membership, clock.now()
    found.save(update_fields=["state", "accepted_as", "accepted_at"])
    _queue(WRITE_JOB, found, by, f"Ghi vào sổ: {found.file.name}")
    audit.record("awards.import_accepted", by=by, obj=found, data={"rows": number})
    return found


@transaction.atomic
def begin_write(import_id: int) -> None:
    """Say that the writing has begun; nothing is written yet."""
    found = _lock(import_id)
    if IMPORT.allows("write", found.state):
        found.state = IMPORT.target("write")
        found.save(update_fields=["state"])


@transaction.atomic
def finish_write(import_id: int) -> Import:
    """Write all rows in this one transaction and say so in it: a second run finds that it is done."""
    found = _lock(import_id)
    if not IMPORT.allows("finish", found.state):
        return found
    by = _actor(found.accepted_as_id)
    verdict = permissions.can_handle(by, found) if _still_acts(by) else refused(_GONE.format(by=by))
    if not verdict:
        return _fail(found, verdict.reason)
    found.written = writing.write(found, by=by)
    found.state, found.done_at = IMPORT.target("finish"), clock.now()
    found.save(update_fields=["state", "written", "done_at"])
    audit.record("awards.import_done", by=by, obj=found, data={"written": found.written})
    return found


@transaction.atomic
def run_again(import_id: int, *, by) -> Import:
    """Queue the check or the writing that failed for good once more, by whoever may handle the file."""
    found = _lock(import_id)
    demand(permissions.can_handle(by, found))
    job = queries.job_of(found)
    if not found.is_running or job is None or job.status != Job.Status.FAILED:
        raise Stale("Việc này không còn chờ chạy lại. Tải lại trang để xem.")
    jobs.retry(job.pk)
    audit.record("awards.import_run_again", by=by, obj=found, data={"job": job.pk, "kind": job.kind})
    return found


def _fail(found: Import, reason: str) -> Import:
    """End a file of which nothing is written, and say why."""
    found.state = IMPORT.target("fail")
    found.remarks = [reason, *found.remarks]
    found.save(update_fields=["state", "remarks"])
    audit.record("awards.import_refused", by=SYSTEM, obj=found, data={"counts": found.counts}, reason=reason)
    return found


def _still_acts(by: Actor) -> bool:
    """Whether the account is open and the role in force today: a job acts later than the press."""
    current = Membership.objects.current(clock.today())
    return by.user.is_active and current.filter(pk=by.membership.pk).exists()


def _queue(kind: str, found: Import, by, title: str) -> None:
    jobs.enqueue(kind, key=str(found.pk), payload={"import": found.pk}, title=title, owner_id=by.user_id)


def _lock(import_id: int) -> Import:
    """The file, held. Who accepted it is read afterwards: what is joined was read before the wait."""
    return Import.objects.select_for_update(of=("self",)).select_related("unit", "file").get(pk=import_id)


def _demand_open(found: Import) -> None:
    """Raise Stale unless the file waits for decisions."""
    if found.state == CHECKED:
        return
    if found.accepted_at:
        raise Stale(f"{_actor(found.accepted_as_id).name} đã bấm ghi vào sổ {_at(found.accepted_at)}.")
    raise Stale(f"Tệp này chưa sẵn sàng: {found.state_row.label.lower()}.")


def _demand_seen(found: Import, seen: int) -> None:
    """Raise Stale unless the page showed the decisions that stand."""
    if found.version == seen:
        return
    decided = [event for event in audit.history(found) if event.name == "awards.import_decided"]
    who = (
        f"{decided[-1].actor_name} đã lưu quyết định khác {_at(decided[-1].at)}" if decided else "Trang đã cũ"
    )
    raise Stale(f"{who}. Tải lại trang, xem lại từng dòng rồi bấm lần nữa.")


def _at(moment: datetime) -> str:
    return f"lúc {clock.local(moment):%H:%M ngày %d/%m/%Y}"


def _read(choice: str, row: ImportRow) -> tuple[str, int | None]:
    if not choice:
        return "", None
    if choice == RowDecision.OTHER:
        return RowDecision.OTHER, None
    if choice in map(str, row.candidates):
        return RowDecision.SAME, int(choice)
    text = f"Dòng {row.number}: chọn lại, người đã chọn không có trong danh sách."
    raise RuleViolation([Problem("unknown_choice", f"dong_{row.number}", text)])


def _actor(membership_id: int) -> Actor:
    needed = ("user", "unit__standing_for", "unit__parent__standing_for")
    membership = Membership.objects.select_related(*needed).get(pk=membership_id)
    return Actor(user=membership.user, membership=membership)
