"""Files of a dossier: keep, take out, check again; and the letter (tờ trình) that it is sent with."""

from datetime import date, datetime
from pathlib import PurePath

from django.db import transaction

from core import audit, clock, jobs, scan
from core.errors import Stale, demand, demand_rules
from core.text import nfc
from core.uploads import Incoming
from core.verdict import Problem
from nominations import permissions
from nominations.actions.locking import lock, touch
from nominations.models import Dossier, Evidence, EvidenceKind, Nomination, Scan, Supplement
from nominations.workflow import ACCEPTED

SCAN_JOB = "nominations.scan_evidence"
MAX_PER_DOSSIER = 400
_ONLY_PDF = "Tờ trình đã ký phải là tệp PDF."


@transaction.atomic
def add_evidence(
    dossier_id: int, *, kind: str, file: Incoming, by, title: str = "", nomination_id: int | None = None
) -> Evidence:
    """Keep a checked file with the dossier, or with one nominee in it; a new letter replaces the old one.

    After acceptance only for a nominee about whom a supplement is open.
    """
    dossier = lock(dossier_id)
    nomination = _nomination(dossier, nomination_id)
    demand(_may_change(by, dossier, nomination, kind))
    demand_rules(_problems(dossier, nomination, kind, file))
    now = clock.now()
    if kind == EvidenceKind.LETTER:
        old = Evidence.objects.filter(dossier=dossier, kind=kind, removed_at=None)
        old.update(removed_at=now, removed_by_id=by.user_id)
    stored = file.register()
    evidence = Evidence.objects.create(
        dossier=dossier,
        nomination=nomination,
        kind=kind,
        title=nfc(title)[:200] or PurePath(file.name).stem[:200] or EvidenceKind(kind).label,
        file=stored,
        scan=Scan.CLEAN if file.is_clean else Scan.PENDING,
        uploaded_at=now,
        uploaded_by_id=by.user_id,
    )
    if not file.is_clean:
        _queue_scan(evidence, by)
    touch(dossier)
    data = _told_of(evidence) | {"sha256": stored.sha256}
    audit.record("nominations.evidence_added", by=by, obj=dossier, data=data)
    return evidence


@transaction.atomic
def remove_evidence(evidence_id: int, *, by) -> Dossier:
    """Take a file out; who did and when stays on record, and so does the file.

    What the standing body has taken in stays: in a supplement only what was sent with it goes out again.
    """
    dossier, evidence = _lock_with_evidence(evidence_id)
    demand(_may_change(by, dossier, evidence.nomination, evidence.kind))
    if dossier.state == ACCEPTED and not _open(evidence.nomination, before=evidence.uploaded_at):
        text = "Tài liệu này đã được tiếp nhận nên giữ nguyên. Tải thêm tài liệu đúng, ghi rõ khi trả lời."
        demand_rules([Problem("already_taken_in", "", text)])
    evidence.removed_at = clock.now()
    evidence.removed_by_id = by.user_id
    evidence.save(update_fields=["removed_at", "removed_by"])
    touch(dossier)
    audit.record("nominations.evidence_removed", by=by, obj=dossier, data=_told_of(evidence))
    return dossier


@transaction.atomic
def record_letter(dossier_id: int, *, number: str, letter_on: date | None, by, file=None) -> Dossier:
    """Enter number and date of the letter, and its signed PDF when one came along."""
    dossier = lock(dossier_id)
    demand(permissions.can_write_letter(by, dossier))
    number, today = nfc(number), clock.today()
    problems = []
    if len(number) > 64:
        problems.append(Problem("letter_no_too_long", "letter_no", "Số, ký hiệu dài quá 64 ký tự."))
    if letter_on and letter_on > today:
        text = "Ngày tờ trình ở tương lai. Kiểm tra lại."
        problems.append(Problem("letter_in_future", "letter_on", text))
    demand_rules(problems)
    dossier.letter_no, dossier.letter_on = number, letter_on
    dossier.updated_at = clock.now()
    dossier.save(update_fields=["letter_no", "letter_on", "updated_at"])
    data = {"letter_no": number, "letter_on": letter_on.isoformat() if letter_on else ""}
    audit.record("nominations.letter_recorded", by=by, obj=dossier, data=data)
    if file:
        add_evidence(
            dossier.pk, kind=EvidenceKind.LETTER, file=file, by=by, title=f"Tờ trình {number}".strip()
        )
    else:
        touch(dossier)
    return dossier


@transaction.atomic
def ask_scan(evidence_id: int, *, by) -> Evidence:
    """Have a file that still waits for the virus scanner checked once more."""
    dossier, evidence = _lock_with_evidence(evidence_id)
    demand(permissions.can_write(by, dossier))
    if evidence.scan not in {Scan.PENDING, Scan.ERROR}:
        raise Stale(f"Tệp đã được kiểm tra: {evidence.get_scan_display().lower()}.")
    _queue_scan(evidence, by)
    audit.record("nominations.evidence_scan_asked", by=by, obj=dossier, data=_told_of(evidence))
    return evidence


@transaction.atomic
def mark_scanned(evidence_id: int, verdict: str, *, by) -> Evidence:
    """Write what the scanner said of a file that waited; the same again changes nothing."""
    dossier, evidence = _lock_with_evidence(evidence_id)
    if evidence.scan not in {Scan.PENDING, Scan.ERROR}:
        return evidence
    clean = verdict == scan.CLEAN
    evidence.scan = Scan.CLEAN if clean else Scan.INFECTED if verdict == scan.INFECTED else Scan.ERROR
    evidence.save(update_fields=["scan"])
    data = _told_of(evidence) | {"scan": evidence.scan}
    audit.record("nominations.evidence_scanned", by=by, obj=dossier, data=data)
    return evidence


def _lock_with_evidence(evidence_id: int) -> tuple[Dossier, Evidence]:
    found = Evidence.objects.filter(pk=evidence_id)
    dossier = lock(found.values_list("dossier_id", flat=True).get())
    evidence = found.select_related("nomination").get()
    if evidence.removed_at:
        raise Stale("Tài liệu này vừa được bỏ khỏi hồ sơ.")
    return dossier, evidence


def _nomination(dossier: Dossier, nomination_id: int | None) -> Nomination | None:
    if nomination_id is None:
        return None
    nomination = Nomination.objects.filter(pk=nomination_id, dossier=dossier).first()
    if nomination is None:
        raise Stale("Người này vừa được bỏ khỏi hồ sơ. Mở lại hồ sơ để xem danh sách hiện nay.")
    return nomination


def _may_change(by, dossier: Dossier, nomination: Nomination | None, kind: str):
    if kind == EvidenceKind.LETTER:
        return permissions.can_write_letter(by, dossier)
    if nomination is None:
        return permissions.can_edit(by, dossier)
    nomination.dossier = dossier
    return permissions.can_edit_nomination(by, nomination, is_asked=_open(nomination))


def _open(nomination: Nomination, before: datetime | None = None) -> bool:
    """Whether a supplement is open about this nominee, asked before this moment where one is given."""
    open_ = Supplement.objects.filter(nomination=nomination, answered_at=None, ended_at=None)
    return (open_.filter(asked_at__lt=before) if before else open_).exists()


def _problems(dossier: Dossier, nomination, kind: str, file: Incoming) -> list[Problem]:
    if kind not in EvidenceKind.values or (kind == EvidenceKind.LETTER and nomination is not None):
        return [Problem("kind_unknown", "kind", "Chọn loại tài liệu.")]
    if kind == EvidenceKind.LETTER and file.content_type != scan.TYPES["pdf"]:
        return [Problem("letter_not_pdf", "file", _ONLY_PDF)]
    if Evidence.objects.filter(dossier=dossier, removed_at=None).count() >= MAX_PER_DOSSIER:
        text = f"Hồ sơ đã có {MAX_PER_DOSSIER} tệp. Bỏ bớt tệp không cần."
        return [Problem("too_many_files", "file", text)]
    return []


def _queue_scan(evidence: Evidence, by) -> None:
    jobs.enqueue(
        SCAN_JOB,
        key=f"evidence:{evidence.pk}:{clock.now():%Y%m%d%H%M%S}",
        payload={"evidence": evidence.pk},
        owner_id=by.user_id,
        title=f"Kiểm tra tệp {evidence.title}"[:300],
    )


def _told_of(evidence: Evidence) -> dict:
    return {"title": evidence.title, "evidence": evidence.pk, "kind": evidence.kind}
