"""Deeds on dossiers: make, fill, send, accept. Each locks its row and writes its audit event."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Max

from awards.models import Recipient
from campaigns.models import Round
from core import audit, clock
from core.calendar import due_after
from core.counters import next_number
from core.errors import Stale, demand, demand_rules
from core.models import AuditEvent
from core.text import fold, nfc, nfc_lines
from nominations import checks, permissions
from nominations.models import Dossier, Nomination
from nominations.workflow import DOSSIER, DRAFT
from units.actions import known_or_new_person

_GONE = "Người này vừa được bỏ khỏi hồ sơ. Mở lại hồ sơ để xem danh sách hiện nay."


@dataclass(frozen=True)
class NomineeValues:
    """What a clerk writes about one nominee."""

    award_id: int
    full_name: str
    birth_date: date
    gender: str
    position: str
    is_direct_worker: bool
    achievement: str

    def cleaned(self) -> dict:
        """Return the values as they are stored: NFC, one line where one line belongs."""
        name = nfc(self.full_name)
        return {
            "award_id": self.award_id,
            "full_name": name,
            "folded": fold(name),
            "birth_date": self.birth_date,
            "gender": self.gender,
            "position": nfc(self.position),
            "is_direct_worker": self.is_direct_worker,
            "achievement": nfc_lines(self.achievement),
        }


@transaction.atomic
def create_dossier(round_id: int, *, by) -> Dossier:
    """Make an empty dossier of the actor's unit for a round that takes dossiers now."""
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=round_id)
    demand(permissions.can_create(by, round_))
    now = clock.now()
    demand_rules(checks.window_problems(round_, now))
    dossier = Dossier.objects.create(
        round=round_,
        unit_id=by.unit_id,
        standing_body_id=round_.standing_body_id,
        created_at=now,
        created_by_id=by.user_id,
        updated_at=now,
    )
    audit.record("nominations.dossier_created", by=by, obj=dossier, data={"round": round_.code})
    return dossier


@transaction.atomic
def add_nomination(dossier_id: int, values: NomineeValues, *, by) -> Nomination:
    """Write one more nominee into a dossier that is still a draft."""
    dossier = _lock(dossier_id)
    _demand_draft(by, dossier)
    last = dossier.nominations.aggregate(last=Max("order"))["last"] or 0
    nomination = Nomination(
        dossier=dossier,
        order=last + 1,
        recipient=Recipient.INDIVIDUAL,
        updated_at=clock.now(),
        **values.cleaned(),
    )
    demand_rules(checks.nominee_problems(nomination, dossier))
    nomination.save(force_insert=True)
    _touch(dossier)
    audit.record("nominations.nomination_added", by=by, obj=dossier, data=_told_of(nomination))
    return nomination


@transaction.atomic
def edit_nomination(nomination_id: int, values: NomineeValues, *, seen_version: int, by) -> Nomination:
    """Save what a clerk changed in one nomination, unless it was saved since he opened the page (Stale)."""
    dossier, nomination = _lock_with_nomination(nomination_id, by)
    fields = values.cleaned()
    if nomination.version != seen_version:
        raise _edited_meanwhile(dossier, nomination, fields)
    for name, value in fields.items():
        setattr(nomination, name, value)
    nomination.version += 1
    nomination.updated_at = clock.now()
    demand_rules(checks.nominee_problems(nomination, dossier))
    nomination.save(update_fields=[*fields, "version", "updated_at"])
    _touch(dossier)
    audit.record("nominations.nomination_edited", by=by, obj=dossier, data=_told_of(nomination))
    return nomination


@transaction.atomic
def remove_nomination(nomination_id: int, *, by) -> Dossier:
    """Take a nominee out of a draft; the log keeps the name."""
    dossier, nomination = _lock_with_nomination(nomination_id, by)
    told = _told_of(nomination)
    nomination.delete()
    _touch(dossier)
    audit.record("nominations.nomination_removed", by=by, obj=dossier, data=told)
    return dossier


@transaction.atomic
def submit(dossier_id: int, *, seen_version: int, by) -> Dossier:
    """Send a complete draft to the standing body while the round is open; gives the dossier its code.

    The deadline is judged by the database's clock after the row lock. Stale when somebody has sent or
    changed it since the page was opened.
    """
    dossier = _lock(dossier_id)
    demand(permissions.can_submit(by, dossier))
    _demand_move("submit", dossier)
    if dossier.version != seen_version:
        changed = f"Hồ sơ vừa được sửa lúc {_hour(dossier.updated_at)}. Xem lại danh sách bên dưới rồi gửi."
        raise Stale(changed)
    now = clock.now()
    nominations = list(dossier.nominations.select_related("award"))
    demand_rules(checks.submission_problems(dossier, nominations, now))
    for nomination in nominations:
        nomination.unit_name = dossier.unit.body_name
        nomination.person = known_or_new_person(
            dossier.unit,
            full_name=nomination.full_name,
            birth_date=nomination.birth_date,
            gender=nomination.gender,
            position=nomination.position,
            is_direct_worker=nomination.is_direct_worker,
            by=by,
        )
    Nomination.objects.bulk_update(nominations, ["unit_name", "person"])
    year = clock.local(now).year
    dossier.code = dossier.code or f"HS-{year}-{next_number(f'dossier-{year}'):04d}"
    dossier.state = DOSSIER.target("submit")
    dossier.submitted_at = dossier.updated_at = now
    dossier.submitted_by_id = by.user_id
    dossier.save(update_fields=["code", "state", "submitted_at", "submitted_by", "updated_at"])
    audit.record(
        "nominations.dossier_submitted",
        by=by,
        obj=dossier,
        data={"code": dossier.code, "nominees": len(nominations)},
    )
    return dossier


@transaction.atomic
def accept(dossier_id: int, *, by) -> AuditEvent:
    """Receive a sent dossier: number of the receipt without gaps, return date in working days.

    Returns the event, whose jobs make the receipt (phiếu tiếp nhận).
    """
    dossier = _lock(dossier_id)
    demand(permissions.can_accept(by, dossier))
    _demand_move("accept", dossier)
    now = clock.now()
    day = clock.local(now).date()
    dossier.state = DOSSIER.target("accept")
    dossier.accepted_at = dossier.updated_at = now
    dossier.accepted_by_id = by.user_id
    dossier.receipt_body_id = body_id = dossier.round.standing_body_id
    dossier.receipt_year = day.year
    dossier.receipt_number = next_number(f"receipt-{body_id}-{day.year}")
    dossier.due_on = due_after(day, dossier.round.appraise_days)
    dossier.save(
        update_fields=[
            "state",
            "accepted_at",
            "accepted_by",
            "receipt_body",
            "receipt_year",
            "receipt_number",
            "due_on",
            "updated_at",
        ]
    )
    return audit.record(
        "nominations.dossier_accepted",
        by=by,
        obj=dossier,
        data={"code": dossier.code, "receipt": dossier.receipt_number, "due_on": dossier.due_on.isoformat()},
    )


def _lock(dossier_id: int) -> Dossier:
    # Two statements: read together with the lock, PostgreSQL would give the joined rows (who sent it) as they
    # were before the wait.
    Dossier.objects.select_for_update().values_list("pk").get(pk=dossier_id)
    rows = Dossier.objects.select_related("round", "unit", "standing_body", "submitted_by", "accepted_by")
    return rows.get(pk=dossier_id)


def _lock_with_nomination(nomination_id: int, by) -> tuple[Dossier, Nomination]:
    """The draft, locked, and its nomination as it stands then; Stale when somebody has just taken it out."""
    found = Nomination.objects.filter(pk=nomination_id)
    dossier_id = found.values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise Stale(_GONE)
    dossier = _lock(dossier_id)
    _demand_draft(by, dossier)
    nomination = found.select_related("award").first()
    if nomination is None:
        raise Stale(_GONE)
    return dossier, nomination


def _demand_draft(by, dossier: Dossier) -> None:
    """Changing is for drafts; who comes after the sending reads who was faster."""
    demand(permissions.can_submit(by, dossier))
    if dossier.state != DRAFT:
        raise _overtaken(dossier)


def _demand_move(name: str, dossier: Dossier) -> None:
    if not DOSSIER.allows(name, dossier.state):
        raise _overtaken(dossier)


def _overtaken(dossier: Dossier) -> Stale:
    if dossier.accepted_at:
        return Stale(f"Hồ sơ đã được {dossier.accepted_by} tiếp nhận lúc {_hour(dossier.accepted_at)}.")
    if dossier.submitted_at:
        return Stale(f"Hồ sơ đã được {dossier.submitted_by} gửi lúc {_hour(dossier.submitted_at)}.")
    return Stale("Hồ sơ đang soạn, chưa gửi.")


def _edited_meanwhile(dossier: Dossier, nomination: Nomination, mine: dict) -> Stale:
    wanted = Nomination(**mine)
    theirs, yours = [], []
    for name in mine:
        if name != "folded" and getattr(nomination, name) != mine[name]:
            label = str(Nomination._meta.get_field(name).verbose_name)
            theirs.append((label, _shown(nomination, name)))
            yours.append((label, _shown(wanted, name)))
    edits = [
        event
        for event in audit.history(dossier)
        if event.name == "nominations.nomination_edited" and event.data["nomination"] == nomination.pk
    ]
    who = edits[-1].actor_name if edits else "Có người"
    return Stale(
        f"{who} đã sửa người này lúc {_hour(nomination.updated_at)}, trong khi đồng chí "
        "đang soạn. Chưa có gì bị ghi đè. Chép lại phần cần giữ, mở lại trang rồi sửa tiếp.",
        theirs=theirs,
        mine=yours,
    )


def _shown(nomination: Nomination, name: str) -> str:
    """The value of a field in words, as both columns of the comparison show it."""
    if name == "award_id":
        return nomination.award.name
    if name == "gender":
        return nomination.get_gender_display()
    value = getattr(nomination, name)
    if isinstance(value, bool):
        return "có" if value else "không"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def _told_of(nomination: Nomination) -> dict:
    return {"name": nomination.full_name, "nomination": nomination.pk}


def _touch(dossier: Dossier) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(version=F("version") + 1, updated_at=clock.now())


def _hour(moment) -> str:
    return f"{clock.local(moment):%H:%M ngày %d/%m/%Y}"
