"""Deeds on single units: one is written down, what was mistyped is put right."""

from dataclasses import replace

from django.db import transaction

from core import audit, clock
from core.errors import Stale, demand, demand_rules
from core.text import nfc
from core.verdict import Problem
from units import queries_units as queries
from units.models import Level, OrgUnit, UnitKind
from units.permissions import can_add_unit, can_correct_unit
from units.rules_units import LENGTHS, UnitText, correction_problems, unit_problems

_MEANWHILE = "Đơn vị này vừa được người khác sửa hoặc sắp xếp. Chưa ghi đè gì."


@transaction.atomic
def add_unit(*, by, parent_id: int, text: UnitText) -> OrgUnit:
    """Write down a unit under another one. ADMIN any, a unit its inner ones."""
    parent = _held(parent_id)
    demand(can_add_unit(by, parent))
    text = _tidy(text)
    demand_rules(_problems(text, by, parent))
    unit = OrgUnit.objects.plant(**_columns(text), parent=parent, is_confirmed=True)
    data = {"code": unit.code, "name": unit.name, "parent": parent.pk}
    audit.record("units.unit_added", by=by, obj=unit, data=data)
    return unit


@transaction.atomic
def correct_unit(unit_id: int, *, by, seen: str, text: UnitText) -> OrgUnit:
    """Put right what was mistyped about a unit; papers that were issued keep what they say.

    `seen`: the fingerprint of what the page showed (`queries_units.seen_of`). Raises Stale with both texts
    when it is another one by now. A loaded catalogue leaves a corrected unit alone.
    """
    unit = _held(unit_id)
    demand(can_correct_unit(by, unit))
    text, old = _tidy(text), queries.text_of(unit)
    if queries.seen_of(unit) != seen:
        raise Stale(_MEANWHILE, _told(old), _told(text))
    demand_rules(_problems_of_correction(unit, old, text, by))
    changed = {
        name: [str(getattr(old, name)), str(getattr(text, name))]
        for name in queries.NAMES
        if getattr(old, name) != getattr(text, name)
    }
    for name, value in _columns(text).items():
        setattr(unit, name, value)
    unit.fill_names()
    unit.corrected_at = clock.now()
    unit.save(update_fields=[*queries.NAMES, "folded", "corrected_at"])
    audit.record("units.unit_corrected", by=by, obj=unit, data={"changed": changed})
    return unit


def _held(unit_id: int) -> OrgUnit:
    """The unit, held with the one at the top, so that two do not take one code, and with the one above."""
    path, parent_id = OrgUnit.objects.values_list("path", "parent").get(pk=unit_id)
    keys = {unit_id, int(path.split(".")[0]), *([parent_id] if parent_id else [])}
    rows = OrgUnit.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    return {unit.pk: unit for unit in rows}[unit_id]


def _problems(text: UnitText, by, parent: OrgUnit) -> list[Problem]:
    return unit_problems(
        text,
        kinds=queries.kinds_for(by),
        levels=queries.levels_for(by),
        parent=(parent.valid_from, parent.valid_to),
        today=clock.today(),
        taken=queries.is_taken(text),
        namesake=queries.has_namesake(text, parent.pk),
    )


def _problems_of_correction(unit: OrgUnit, old: UnitText, text: UnitText, by) -> list[Problem]:
    """What is only now wrong: the unit may stay what it is already, a district of old, say."""
    parent, same_day = unit.parent, text.valid_from == old.valid_from
    problems = unit_problems(
        text,
        kinds={*queries.kinds_for(by), old.kind},
        levels={*queries.levels_for(by), old.level},
        parent=None if parent is None or same_day else (parent.valid_from, None),
        today=clock.today(),
        taken=_key(text) != _key(old) and queries.is_taken(text, but=unit.pk),
        namesake=text.name != old.name and queries.has_namesake(text, unit.parent_id, but=unit.pk),
    )
    return problems + correction_problems(
        old,
        text,
        valid_to=unit.valid_to,
        used_from=queries.used_from(unit),
        by_decree=unit.predecessions.exists(),
        by_file=queries.comes_from_file(unit),
    )


def _key(text: UnitText) -> tuple:
    return text.code, text.kind, text.valid_from


def _columns(text: UnitText) -> dict:
    return {name: getattr(text, name) for name in queries.NAMES}


def _tidy(text: UnitText) -> UnitText:
    return replace(text, **{name: nfc(getattr(text, name)) for name in LENGTHS})


def _told(text: UnitText) -> list[tuple[str, str]]:
    words = {"kind": dict(UnitKind.choices), "level": dict(Level.choices)}
    return [
        (
            str(OrgUnit._meta.get_field(name).verbose_name),
            f"{value:%d/%m/%Y}" if name == "valid_from" else str(words.get(name, {}).get(value, value)),
        )
        for name, value in _columns(text).items()
    ]
