"""What merging two people would move, leave and run into: read off the models that point at a person.

`units` knows none of the apps to its right. A model that must not follow a merge says
`follows_person = False`; one whose rows may clash says in `same_when` which values make two clashing rows
the same fact.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Field, Model, UniqueConstraint

from core.verdict import Problem
from units.models import Person

#: What the person who merges decides on; the rest of a row is not a fact about somebody.
FIELDS = ("full_name", "birth_date", "gender", "position", "leader_class", "unit")


@dataclass(frozen=True)
class Move:
    """The rows of one kind that hang on a person by one field."""

    model: type[Model]
    field: str
    keys: tuple[int, ...]
    stays: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """The model as the log names it."""
        return self.model._meta.label_lower

    @property
    def words(self) -> str:
        """The kind of row, in Vietnamese."""
        return EARLIER if self.model is Person else self.model._meta.verbose_name


@dataclass(frozen=True)
class Plan:
    """What a merge does: rows that move, rows that stay since they say the same, and what forbids it.

    `seen` is a hash over all that the page shows; it comes back with the form.
    """

    kept: Person
    gone: Person
    moves: list[Move]
    problems: list[Problem]
    seen: str

    @property
    def differing(self) -> list[str]:
        """The fields in which the two differ: each must be decided on."""
        return [name for name in FIELDS if stored(self.kept, name) != stored(self.gone, name)]


EARLIER = "bản ghi đã gộp trước đây"


def stored(person: Person, name: str):
    """The value of a field as JSON holds it: a unit by its key, a date as text."""
    value = getattr(person, Person._meta.get_field(name).attname)
    return value.isoformat() if name == "birth_date" and value else value


def links() -> Iterator[tuple[type[Model], Field]]:
    """The models of all apps that point at a person and follow a merge, with the field that points."""
    for relation in Person._meta.get_fields(include_hidden=True):
        points_here = relation.auto_created and not relation.concrete and not relation.many_to_many
        if points_here and getattr(relation.related_model, "follows_person", True):
            yield relation.related_model, relation.field


def model_of(label: str) -> type[Model]:
    """The model that the log names."""
    return apps.get_model(label)


def plan_of(kept: Person, gone: Person) -> Plan:
    """Return what merging `gone` into `kept` would do: one query for each kind of row, more for clashes."""
    moves, problems = [], []
    for model, field in links():
        keys = set(model._base_manager.filter(**{field.name: gone}).values_list("pk", flat=True))
        stays = set()
        for mine, theirs in _clashes(model, field, kept, gone) if keys else ():
            if _same(model, mine, theirs):
                stays.add(theirs.pk)
            else:
                problems.append(_clash(model, field, mine, theirs, kept, gone))
        if keys:
            moves.append(Move(model, field.name, tuple(sorted(keys - stays)), tuple(sorted(stays))))
    moves.sort(key=lambda move: (move.label, move.field))
    return Plan(kept, gone, moves, problems, _hash(kept, gone, moves))


def _clashes(model, field, kept: Person, gone: Person) -> Iterator[tuple[Model, Model]]:
    """Pairs of rows, the kept person's and the other's, that a unique constraint would not let stand."""
    for names, condition in _unique_sets(model, field):
        rows = model._base_manager.filter(condition) if condition is not None else model._base_manager.all()
        others = [model._meta.get_field(name).attname for name in names if name != field.name]
        mine = {
            tuple(getattr(row, name) for name in others): row for row in rows.filter(**{field.name: kept})
        }
        for row in rows.filter(**{field.name: gone}).order_by("pk"):
            values = tuple(getattr(row, name) for name in others)
            if None not in values and values in mine:
                yield mine[values], row


def _unique_sets(model, field) -> Iterator[tuple[tuple[str, ...], object]]:
    if field.unique:
        yield (field.name,), None
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and field.name in constraint.fields:
            yield constraint.fields, constraint.condition


def _same(model, mine: Model, theirs: Model) -> bool:
    names = getattr(model, "same_when", ())
    return bool(names) and all(getattr(mine, name) == getattr(theirs, name) for name in names)


def _clash(model, field, mine: Model, theirs: Model, kept: Person, gone: Person) -> Problem:
    setattr(mine, field.name, kept)
    setattr(theirs, field.name, gone)
    text = f"“{mine}” và “{theirs}”"
    kind = model._meta.verbose_name
    message = f"Hai bản ghi có {kind} không khớp nhau: {text}. Xác minh và thống nhất trước khi gộp."
    return Problem("rows_clash", "", message)


def _hash(kept: Person, gone: Person, moves: list[Move]) -> str:
    people = [
        [person.pk, person.version] + [stored(person, name) for name in FIELDS] for person in (kept, gone)
    ]
    rows = [[move.label, move.field, move.keys, move.stays] for move in moves]
    return hashlib.sha256(json.dumps([people, rows]).encode()).hexdigest()
