"""Deeds on people."""

from datetime import date

from django.db import transaction
from django.db.models import F

from core import audit, clock
from core.errors import Stale, demand, demand_rules
from core.text import fold, nfc
from core.verdict import ALLOWED
from units import rules, staying
from units.actions import ethnicities
from units.actions.locking import lock_people, lock_unit, standing_person
from units.merging import stored
from units.models import Gender, LeaderClass, OrgUnit, Person, PersonEthnicity
from units.permissions import can_add_person, can_edit_person, can_see_ethnicity


@transaction.atomic
def add_person(*, by, unit_id: int, full_name: str, **details) -> Person:
    """Write down a person of a unit; `details` are birth_date, gender, position, leader_class."""
    unit = lock_unit(unit_id)
    demand(can_add_person(by, unit))
    return _write_down(unit, by=by, full_name=full_name, **details)


def _write_down(
    unit: OrgUnit,
    *,
    by,
    full_name: str,
    birth_date: date | None = None,
    gender: str = "",
    position: str = "",
    leader_class: str = "",
) -> Person:
    """The same in a unit that is held and into which the actor may write."""
    full_name, position = nfc(full_name), nfc(position)
    demand_rules(
        rules.person_problems(
            full_name=full_name,
            birth_date=birth_date,
            gender=gender,
            genders=Gender.values,
            position=position,
            leader_class=leader_class,
            leader_classes=LeaderClass.values,
            today=clock.today(),
        )
        + rules.ended_problems(unit.valid_to, clock.today())
    )
    person = Person.objects.create(
        unit=unit,
        full_name=full_name,
        folded=fold(full_name),
        birth_date=birth_date,
        gender=gender,
        position=position,
        leader_class=leader_class,
        created_at=clock.now(),
    )
    staying.begin([person])
    audit.record("units.person_added", by=by, obj=person, data={"unit": unit.pk})
    return person


@transaction.atomic
def known_or_new_person(unit: OrgUnit, *, full_name: str, birth_date: date, by, **details) -> Person:
    """Return the person of this unit with this name and birth date, written down now if nobody has yet.

    A row that was merged away leads to the person it was merged into. Who is known stays as written;
    `details` (gender, position, leader_class) are for a new one. Of a unit that ended, people are looked for
    at its successors too, and new ones are its keeper's.
    """
    places = [unit.pk]
    if unit.keeper_id:
        places += [unit.keeper_id, *unit.successions.values_list("new", flat=True)]
    unit = lock_unit(unit.keeper_id or unit.pk)
    demand(can_add_person(by, unit))
    held = Person.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    known = held.filter(unit__in=places, folded=fold(full_name), birth_date=birth_date)
    found = known.order_by(F("merged_into").asc(nulls_first=True), "pk").first()
    if found is None:
        return _write_down(unit, by=by, full_name=full_name, birth_date=birth_date, **details)
    return standing_person(found.merged_into_id) if found.merged_into_id else found


@transaction.atomic
def edit_person(
    person_id: int,
    *,
    by,
    seen_version: int,
    full_name: str,
    birth_date: date | None,
    gender: str,
    position: str,
    leader_class: str,
    ethnicity: tuple[str, str] | None = None,
) -> Person:
    """Correct what is written about a person; what was written in dossiers and in the golden book stays.

    `ethnicity`: code of the group and the words of "Khác"; None leaves alone what the actor may not see.
    Raises Stale with both texts when somebody else changed the person since the page was opened.
    """
    person = lock_people(person_id)[person_id]
    demand(can_edit_person(by, person))
    demand(ALLOWED if ethnicity is None else can_see_ethnicity(by, person))
    if person.merged_into_id:
        raise Stale("Bản ghi này vừa được gộp vào một bản ghi khác. Mở lại trang để xem.")
    values = {
        "full_name": nfc(full_name),
        "birth_date": birth_date,
        "gender": gender,
        "position": nfc(position),
        "leader_class": leader_class,
    }
    if person.version != seen_version:
        raise _changed_meanwhile(person, values, ethnicity)
    problems = rules.person_problems(
        **values, genders=Gender.values, leader_classes=LeaderClass.values, today=clock.today()
    )
    demand_rules(problems + (ethnicities.problems(*ethnicity) if ethnicity else []))
    before = {name: stored(person, name) for name in values}
    for name, value in values.items():
        setattr(person, name, value)
    person.folded = fold(person.full_name)
    person.version += 1
    person.save(update_fields=[*values, "folded", "version"])
    after = {name: stored(person, name) for name in values}
    changed = {name: [before[name], after[name]] for name in values if before[name] != after[name]}
    audit.record("units.person_edited", by=by, obj=person, data={"changed": changed})
    if ethnicity is not None:
        ethnicities.write(person, *ethnicity, by=by)
    return person


def _changed_meanwhile(person: Person, mine: dict, ethnicity: tuple[str, str] | None) -> Stale:
    def told(values: dict) -> list[tuple[str, str]]:
        return [(str(Person._meta.get_field(name).verbose_name), _shown(name, values[name])) for name in mine]

    theirs = {name: getattr(person, name) for name in mine}
    text = "Thông tin của người này vừa được người khác sửa. Chưa ghi đè gì."
    if ethnicity is None:
        return Stale(text, told(theirs), told(mine))
    label = str(PersonEthnicity._meta.verbose_name)
    both = ethnicities.shown(*ethnicities.of(person)), ethnicities.shown(*ethnicity)
    return Stale(text, [*told(theirs), (label, both[0])], [*told(mine), (label, both[1])])


def _shown(name: str, value) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    words = {"gender": Gender, "leader_class": LeaderClass}.get(name)
    return str(dict(words.choices).get(value, value)) if words else str(value or "")
