"""Merge, split, rename, move and dissolve units: prepared, previewed, then done on its day in one piece."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from core import audit, clock
from core.audit import SYSTEM
from core.errors import Stale, demand, demand_rules
from core.text import nfc
from units.actions.reorg_writing import write
from units.models import OrgUnit, Reorganisation
from units.permissions import can_reorganise
from units.queries_reorg import Situation, below_of, named_ids, situation_of
from units.rules_reorg import Plan
from units.workflow import CANCELLED, DONE, REORGANISATION, SCHEDULED, STUCK

_OTHERWISE = "Phương án hoặc đơn vị đã thay đổi từ khi đồng chí mở trang. Xem lại rồi xác nhận lại."


@transaction.atomic
def draft_reorganisation(*, by, plan: Plan) -> Reorganisation:
    """Write down what is planned; nothing happens to the units yet. Homes may still be open."""
    demand(can_reorganise(by))
    plan = _tidy(plan)
    situation = situation_of(plan)
    demand_rules([each for each in situation.problems if each.code != "no_home"])
    row = Reorganisation.objects.create(
        kind=plan.kind,
        decree=plan.decree,
        decree_on=plan.decree_on,
        effective_on=plan.effective_on,
        subject=_subject(situation),
        plan=plan.stored(),
        created_at=clock.now(),
        created_by_id=by.user_id,
    )
    row.units.set(named_ids(plan))
    data = {"kind": plan.kind, "decree": plan.decree, "effective_on": str(plan.effective_on)}
    audit.record("units.reorganisation_drafted", by=by, obj=row, data=data | {"old": list(plan.old)})
    return row


@transaction.atomic
def choose_homes(reorganisation_id: int, *, by, version: int, homes: dict[str, int]) -> Reorganisation:
    """Say where the roles and inner units of the old units go."""
    row = _held(reorganisation_id)
    demand(can_reorganise(by))
    _demand_version(row, version)
    _demand_move(row, "schedule")
    plan = replace(Plan.read(row.plan), homes=homes)
    row.plan = plan.stored()
    row.version += 1
    row.save(update_fields=["plan", "version"])
    audit.record("units.reorganisation_homes_chosen", by=by, obj=row, data={"homes": homes})
    return row


@transaction.atomic
def confirm_reorganisation(reorganisation_id: int, *, by, seen: str) -> Reorganisation:
    """Do what the preview showed: now, or on the day that the decree names. `seen` is its fingerprint.

    Raises Stale when the preview would be another one by now.
    """
    row = _held(reorganisation_id)
    demand(can_reorganise(by))
    _demand_move(row, "carry_out")
    situation = _held_situation(Plan.read(row.plan))
    if situation.seen != seen:
        raise Stale(_OTHERWISE)
    demand_rules(situation.problems)
    row.confirmed_at = clock.now()
    row.confirmed_by_id = by.user_id
    row.trouble = ""
    if situation.plan.effective_on > clock.today():
        _demand_move(row, "schedule")
        row.state = SCHEDULED
        row.version += 1
        row.save(update_fields=["state", "version", "confirmed_at", "confirmed_by", "trouble"])
        day = str(situation.plan.effective_on)
        audit.record("units.reorganisation_scheduled", by=by, obj=row, data={"effective_on": day})
        return row
    return _carry_out(row, situation, by)


@transaction.atomic
def carry_out_due(reorganisation_id: int, *, today: date) -> Reorganisation:
    """Do a scheduled reorganisation whose day has come; where it no longer fits, say why and do nothing.

    May be called again: what is done, given up or stuck stays so.
    """
    row = _held(reorganisation_id)
    if row.state != SCHEDULED or row.effective_on > today:
        return row
    situation = _held_situation(Plan.read(row.plan))
    blocking = [each.message for each in situation.problems if each.blocking]
    if not blocking:
        return _carry_out(row, situation, SYSTEM)
    row.state = STUCK
    row.trouble = "\n".join(dict.fromkeys(blocking))
    row.version += 1
    row.save(update_fields=["state", "trouble", "version"])
    audit.record("units.reorganisation_stuck", by=SYSTEM, obj=row, reason=row.trouble)
    return row


@transaction.atomic
def cancel_reorganisation(reorganisation_id: int, *, by, version: int, reason: str) -> Reorganisation:
    """Give up what was not carried out yet."""
    row = _held(reorganisation_id)
    demand(can_reorganise(by))
    _demand_version(row, version)
    _demand_move(row, "cancel")
    row.state = CANCELLED
    row.trouble = ""
    row.version += 1
    row.save(update_fields=["state", "trouble", "version"])
    audit.record("units.reorganisation_cancelled", by=by, obj=row, reason=nfc(reason))
    return row


def _carry_out(row: Reorganisation, situation: Situation, by) -> Reorganisation:
    planted = write(situation, by=by)
    row.state = DONE
    row.done_at = clock.now()
    row.version += 1
    row.save(update_fields=["state", "done_at", "version", "confirmed_at", "confirmed_by", "trouble"])
    row.units.add(*planted)
    data = {"old": list(situation.plan.old), "new": [unit.pk for unit in planted]}
    audit.record("units.reorganised", by=by, obj=row, data=data)
    return row


def _held(reorganisation_id: int) -> Reorganisation:
    return Reorganisation.objects.select_for_update(of=("self",)).get(pk=reorganisation_id)


def _held_situation(plan: Plan) -> Situation:
    """Lock every unit concerned, in the order of keys so that two deeds do not wait for each other, and read.

    A unit that came under an old one between the two readings is not held yet: the deed is asked again.
    """
    named = OrgUnit.objects.in_bulk(named_ids(plan))
    olds = [named[pk] for pk in plan.old if pk in named]
    held = {*named, *(unit.pk for unit in below_of(olds, plan.effective_on))}
    list(OrgUnit.objects.select_for_update(no_key=True).filter(pk__in=held).order_by("pk"))
    situation = situation_of(plan)
    if {unit.pk for unit in situation.below} - held:
        raise Stale(_OTHERWISE)
    return situation


def _demand_version(row: Reorganisation, version: int) -> None:
    if row.version != version:
        raise Stale(_OTHERWISE)


def _demand_move(row: Reorganisation, move: str) -> None:
    if not REORGANISATION.allows(move, row.state):
        raise Stale(f"Việc sắp xếp này ở trạng thái “{row.state_row.label}”, không làm được nữa.")


def _tidy(plan: Plan) -> Plan:
    names = ("code", "name", "body_name", "document_name", "place_name", "symbol")
    successors = tuple(
        replace(row, **{name: nfc(getattr(row, name)).strip() for name in names}) for row in plan.successors
    )
    return replace(plan, decree=nfc(plan.decree).strip(), successors=successors)


def _subject(situation: Situation) -> str:
    old = ", ".join(unit.name for unit in situation.olds)
    new = ", ".join(
        situation.named[row.unit_id].name if row.unit_id else row.name for row in situation.plan.successors
    )
    text = f"{old} → {new}" if new else old
    return text if len(text) <= 400 else f"{text[:399]}…"
