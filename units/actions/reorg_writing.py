"""What a reorganisation writes: new units, ends, successions, homes of people, roles and inner units.

Called by the deeds of `units.actions.reorganisation` under their locks.
"""

from datetime import date

from core import audit
from units import staying
from units.models import AreaFlag, Membership, OrgSuccession, OrgUnit, Person
from units.queries_reorg import Situation
from units.rules_reorg import ENDS, Plan, Successor

_COPIED = ("code", "symbol", "name", "body_name", "document_name", "place_name", "kind", "level", "phone")


def write(situation: Situation, *, by) -> list[OrgUnit]:
    """Do all that the plan says; return the units that were planted."""
    plan = situation.plan
    heirs = [_heir(row, situation) for row in plan.successors]
    planted = [heir for heir, row in zip(heirs, plan.successors, strict=True) if row.unit_id is None]
    moves: dict[int, OrgUnit] = {}
    for old in situation.olds:
        for heir, row in zip(heirs, plan.successors, strict=True):
            _succeed(old, heir, plan, share=row.share)
    twins = _carry_along(situation, heirs)
    planted += twins.values()
    for old in situation.olds:
        _end(old, plan.effective_on, keeper=heirs[plan.keeper] if heirs else None)
        if len(heirs) == 1:
            moves[old.pk] = heirs[0]
    for unit in situation.below:
        _end(unit, plan.effective_on, keeper=twins[unit.pk])
        moves[unit.pk] = twins[unit.pk]
    _move_people(moves, plan, by=by)
    _move_roles(situation, heirs, twins, by=by)
    for unit in planted:
        audit.record("units.unit_planted", by=by, obj=unit, data={"code": unit.code, "name": unit.name})
    for unit in [*situation.olds, *situation.below]:
        data = {"valid_to": str(plan.effective_on), "keeper": unit.keeper_id}
        audit.record("units.unit_ended", by=by, obj=unit, data=data)
    return planted


def _heir(row: Successor, situation: Situation) -> OrgUnit:
    if row.unit_id is not None:
        return situation.named[row.unit_id]
    unit = OrgUnit.objects.plant(
        code=row.code,
        symbol=row.symbol,
        name=row.name,
        body_name=row.body_name,
        document_name=row.document_name,
        place_name=row.place_name,
        kind=row.kind,
        level=row.level,
        parent=situation.named[row.parent_id] if row.parent_id else None,
        phone=situation.olds[0].phone if situation.plan.kind in ("RENAME", "MOVE") else "",
        is_confirmed=True,
        valid_from=situation.plan.effective_on,
    )
    for kind in row.areas:
        known = next(
            flag for flag in situation.flags if flag.kind == kind and flag.unit_id in situation.plan.old
        )
        _lay(known, unit, situation.plan.effective_on)
    return unit


def _carry_along(situation: Situation, heirs: list[OrgUnit]) -> dict[int, OrgUnit]:
    """Plant a row of each unit under the old ones again, under its new superior; return them by old key."""
    plan, twins = situation.plan, {}
    for unit in situation.below:
        parent = twins.get(unit.parent_id) or heirs[plan.home_of(f"u{unit.pk}")]
        twins[unit.pk] = twin = OrgUnit.objects.plant(
            **{name: getattr(unit, name) for name in _COPIED},
            parent=parent,
            is_confirmed=unit.is_confirmed,
            valid_from=plan.effective_on,
        )
        _succeed(unit, twin, plan, share="1")
        for flag in situation.flags:
            if flag.unit_id == unit.pk:
                _lay(flag, twin, plan.effective_on)
    return twins


def _lay(flag: AreaFlag, unit: OrgUnit, day: date) -> None:
    AreaFlag.objects.create(
        unit=unit,
        kind=flag.kind,
        valid_from=day,
        valid_to=flag.valid_to,
        legal_basis=flag.legal_basis,
        confirmed=flag.confirmed,
    )


def _succeed(old: OrgUnit, new: OrgUnit, plan: Plan, *, share: str) -> None:
    OrgSuccession.objects.create(
        old=old, new=new, on=plan.effective_on, share=share, decree=_cited(plan), confirmed=True
    )


def _cited(plan: Plan) -> str:
    """The decree with its day as official papers write it: January and February alone have two digits."""
    day = plan.decree_on
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"
    return f"{plan.decree} ngày {day.day:02d}/{month}/{day.year}"


def _end(unit: OrgUnit, day: date, *, keeper: OrgUnit | None) -> None:
    """End the unit; what it kept of older ones goes on to its own keeper, so that no ended unit keeps."""
    unit.valid_to = day
    unit.keeper = keeper
    unit.save(update_fields=["valid_to", "keeper"])
    OrgUnit.objects.filter(keeper=unit).update(keeper=keeper)


def _move_people(moves: dict[int, OrgUnit], plan: Plan, *, by) -> None:
    people = list(Person.objects.select_for_update(of=("self",)).filter(unit__in=moves).order_by("pk"))
    told = [{"from": person.unit_id, "to": moves[person.unit_id].pk} for person in people]
    to = {old: heir.pk for old, heir in moves.items()}
    staying.move(people, to, on=plan.effective_on, document=_cited(plan))
    audit.record_many("units.person_moved", by=by, objects=people, data=told)


def _move_roles(situation: Situation, heirs: list[OrgUnit], twins: dict[int, OrgUnit], *, by) -> None:
    day = situation.plan.effective_on
    for row in situation.memberships:
        if row.unit_id in twins:
            target = twins[row.unit_id]
        else:
            home = situation.plan.home_of(f"m{row.pk}")
            target = None if home == ENDS else heirs[home]
        until, row.valid_to = row.valid_to, max(row.valid_from, day)
        row.save(update_fields=["valid_to"])
        data = {"valid_to": str(row.valid_to)}
        audit.record("units.membership_ended", by=by, obj=row, data=data)
        if target is not None:
            _start_again(row, target, until, by=by)


def _start_again(row: Membership, unit: OrgUnit, until: date | None, *, by) -> None:
    """The same role in the unit that carries on, once, though two old units may have given it."""
    held = {"user_id": row.user_id, "unit": unit, "role": row.role}
    if Membership.objects.filter(**held, valid_to__isnull=True).exists():
        return
    started = Membership.objects.create(
        **held, person_id=row.person_id, valid_from=row.valid_to, valid_to=until
    )
    data = {"user": row.user_id, "unit": unit.pk, "role": row.role, "valid_from": str(row.valid_to)}
    audit.record("units.membership_started", by=by, obj=started, data=data | {"after": row.pk})
