"""Who stands in a dossier: add, change, take out."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from awards.models import Recipient
from core import audit, clock
from core.errors import RuleViolation, Stale, demand, demand_rules
from core.text import fold, nfc, nfc_lines
from core.verdict import Problem
from nominations import checks, permissions
from nominations.actions.locking import hour, lock, lock_with_nomination, overtaken, touch
from nominations.models import Dossier, Nomination, Supplement
from nominations.workflow import ACCEPTED, WRITABLE
from units.actions import known_or_new_person
from units.models import OrgUnit

_NOT_COMPARED = {"folded", "recipient"}


@dataclass(frozen=True)
class NomineeValues:
    """What a clerk writes about one nominee. For a collective `full_name` is its name."""

    award_id: int
    full_name: str
    achievement: str
    birth_date: date | None = None
    gender: str = ""
    position: str = ""
    leader_class: str = ""
    recipient: str = Recipient.INDIVIDUAL
    nominee_unit_id: int | None = None
    merit: str = ""

    def cleaned(self) -> dict:
        """Return the values as they are stored: NFC, one line where one line belongs."""
        name, is_person = nfc(self.full_name), self.recipient == Recipient.INDIVIDUAL
        return {
            "award_id": self.award_id,
            "recipient": self.recipient,
            "nominee_unit_id": None if is_person else self.nominee_unit_id,
            "full_name": name,
            "folded": fold(name),
            "birth_date": self.birth_date if is_person else None,
            "gender": self.gender if is_person else "",
            "position": nfc(self.position) if is_person else "",
            "leader_class": self.leader_class if is_person else "",
            "achievement": nfc_lines(self.achievement),
            "merit": nfc(self.merit),
        }


@transaction.atomic
def add_nomination(dossier_id: int, values: NomineeValues, *, by) -> Nomination:
    """Write one more nominee into a dossier that the unit may still change."""
    dossier = lock(dossier_id)
    _demand_writable(by, dossier)
    last = dossier.nominations.aggregate(last=Max("order"))["last"] or 0
    fields = values.cleaned()
    fields["merit"] = fields["merit"] or nfc(dossier.round.default_merit)
    nomination = Nomination(dossier=dossier, order=last + 1, updated_at=clock.now(), **fields)
    _demand_rules(nomination, dossier, by)
    nomination.save(force_insert=True)
    touch(dossier)
    audit.record("nominations.nomination_added", by=by, obj=dossier, data=told_of(nomination))
    return nomination


@transaction.atomic
def edit_nomination(nomination_id: int, values: NomineeValues, *, seen_version: int, by) -> Nomination:
    """Save what a clerk changed in one nomination, unless it was saved since he opened the page (Stale).

    After acceptance only a nominee about whom a supplement is open, and never the award he is put up for.
    """
    dossier, nomination = lock_with_nomination(nomination_id)
    asked = dossier.state == ACCEPTED and is_asked(nomination)
    if not asked:
        _demand_writable(by, dossier)
    demand(permissions.can_edit_nomination(by, nomination, is_asked=asked))
    fields = values.cleaned()
    if nomination.version != seen_version:
        raise _edited_meanwhile(dossier, nomination, fields)
    if asked:
        fields |= {"award_id": nomination.award_id, "recipient": nomination.recipient}
    renamed = (nomination.folded, nomination.birth_date) != (fields["folded"], fields["birth_date"])
    for name, value in fields.items():
        setattr(nomination, name, value)
    nomination.version += 1
    nomination.updated_at = clock.now()
    _demand_rules(nomination, dossier, by)
    if asked and renamed and not nomination.is_collective:
        nomination.person = person_of(nomination, dossier, by=by)
        fields["person_id"] = nomination.person_id
    names = [name.removesuffix("_id") for name in fields]
    nomination.save(update_fields=[*names, "version", "updated_at"])
    touch(dossier)
    audit.record("nominations.nomination_edited", by=by, obj=dossier, data=told_of(nomination))
    return nomination


@transaction.atomic
def remove_nomination(nomination_id: int, *, by) -> Dossier:
    """Take a nominee out of a dossier that the unit may still change; the log keeps the name."""
    dossier, nomination = lock_with_nomination(nomination_id)
    _demand_writable(by, dossier)
    told = told_of(nomination)
    nomination.delete()
    touch(dossier)
    audit.record("nominations.nomination_removed", by=by, obj=dossier, data=told)
    return dossier


def person_of(nomination: Nomination, dossier: Dossier, *, by):
    """Return the person a nomination of an individual is about, written down now if nobody has yet."""
    return known_or_new_person(
        dossier.unit,
        full_name=nomination.full_name,
        birth_date=nomination.birth_date,
        gender=nomination.gender,
        position=nomination.position,
        leader_class=nomination.leader_class,
        by=by,
    )


def is_asked(nomination: Nomination) -> bool:
    """Whether a supplement about this nominee is open."""
    open_ = Supplement.objects.filter(nomination=nomination, answered_at=None, ended_at=None)
    return open_.exists()


def told_of(nomination: Nomination) -> dict:
    """Return what the log keeps to name a nominee."""
    return {"name": nomination.full_name, "nomination": nomination.pk}


def _demand_writable(by, dossier: Dossier) -> None:
    """Changing is for the writers; who comes after the sending reads who was faster."""
    demand(permissions.can_write(by, dossier))
    if dossier.state not in WRITABLE:
        raise overtaken(dossier)


def _demand_rules(nomination: Nomination, dossier: Dossier, by) -> None:
    if nomination.nominee_unit_id is not None:
        within = OrgUnit.objects.filter(pk=nomination.nominee_unit_id, path__startswith=by.unit.path)
        unit = within.first()
        if unit is None:
            text = "Tập thể này không thuộc đơn vị. Chọn trong danh sách, hoặc ghi tên tập thể."
            raise RuleViolation([Problem("unit_out_of_reach", "nominee_unit", text)])
        nomination.full_name = nomination.full_name or unit.body_name
        nomination.folded = fold(nomination.full_name)
    demand_rules(checks.nominee_problems(nomination, dossier))


def _edited_meanwhile(dossier: Dossier, nomination: Nomination, mine: dict) -> Stale:
    wanted = Nomination(**mine)
    theirs, yours = [], []
    for name in mine:
        if name not in _NOT_COMPARED and getattr(nomination, name) != mine[name]:
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
        f"{who} đã sửa người này lúc {hour(nomination.updated_at)}, trong khi đồng chí "
        "đang soạn. Chưa có gì bị ghi đè. Chép lại phần cần giữ, mở lại trang rồi sửa tiếp.",
        theirs=theirs,
        mine=yours,
    )


def _shown(nomination: Nomination, name: str) -> str:
    """The value of a field in words, as both columns of the comparison show it."""
    if name == "award_id":
        return nomination.award.name
    if name == "nominee_unit_id":
        return str(nomination.nominee_unit or "")
    if name in {"gender", "leader_class"}:
        return getattr(nomination, f"get_{name}_display")()
    value = getattr(nomination, name)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else (value or "")
