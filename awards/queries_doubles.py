"""People who were probably written down twice, and what the pages of merging them show."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from units.merging import EARLIER, FIELDS, Plan, model_of
from units.models import DifferentPeople, OrgUnit, Person, PersonMerge

DOUBLE_HEADS = ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị"]
DOUBLE_HEADS += ["Có thể trùng với", "Ngày sinh", "Chức vụ", "Đơn vị"]
NOTHING = "(chưa ghi)"
_AT_ONCE = 200


# The list -------------------------------------------------------------------------------------------------


def probable_doubles(people: QuerySet[Person]) -> QuerySet[Person]:
    """Return those of `people` for whom an older row among them is probably the same human being.

    The same folded name and birth date; or the same folded name in one unit, where one of the two has no
    birth date. A pair judged to be two people is none. Each row asks the index `person_by_namesakes`.
    """
    judged = DifferentPeople.objects.filter(first=OuterRef("pk"), second=OuterRef(OuterRef("pk")))
    older = people.filter(folded=OuterRef("folded"), pk__lt=OuterRef("pk")).exclude(Exists(judged))
    beside = older.filter(unit=OuterRef("unit"))
    return people.filter(
        Exists(older.filter(birth_date=OuterRef("birth_date")))
        | Exists(beside.filter(birth_date=None))
        | Q(birth_date=None) & Exists(beside)
    ).select_related("unit")


@dataclass(frozen=True)
class Double:
    """A row of the list: the newer row, and the older ones that are probably the same human being."""

    person: Person
    older: list[Person]


def with_older(people: QuerySet[Person], rows: Sequence[Person]) -> list[Double]:
    """Return the rows of a page with whom each may be: two queries."""
    if not rows:
        return []
    wanted = Q()
    for row in rows:
        wanted |= Q(folded=row.folded) & (
            Q(birth_date=row.birth_date) | Q(birth_date=None, unit=row.unit_id)
            if row.birth_date
            else Q(unit=row.unit_id)
        )
    called = defaultdict(list)
    for person in people.filter(wanted).select_related("unit").order_by("pk"):
        called[person.folded].append(person)
    judged = set(DifferentPeople.objects.filter(second__in=rows).values_list("first_id", "second_id"))
    return [
        Double(
            row,
            [
                one
                for one in called[row.folded]
                if one.pk < row.pk and (one.pk, row.pk) not in judged and _alike(one, row)
            ],
        )
        for row in rows
    ]


def _alike(one: Person, other: Person) -> bool:
    if one.birth_date and other.birth_date:
        return one.birth_date == other.birth_date
    return one.unit_id == other.unit_id


def double_rows(people: QuerySet[Person], rows: Sequence[Person]) -> Iterator[list]:
    """Yield the Excel rows: one for each pair."""
    number = 0
    for start in range(0, len(rows), _AT_ONCE):
        for double in with_older(people, rows[start : start + _AT_ONCE]):
            for one in double.older:
                number += 1
                yield [number, *_cells(double.person), *_cells(one)]


def _cells(person: Person) -> list[str]:
    born = f"{person.birth_date:%d/%m/%Y}" if person.birth_date else ""
    return [person.full_name, born, person.position, person.unit.body_name]


# The preview ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """One fact about both people; `chosen` is whose value was marked as right."""

    name: str
    label: str
    kept: str
    gone: str
    differs: bool
    chosen: str = ""
    errors: list[str] = field(default_factory=list)


def compared(plan: Plan, typed: Mapping[str, str], errors: Mapping[str, list[str]]) -> list[Compared]:
    """Return what is known of both, fact by fact, with what was chosen and what is still to be chosen."""
    return [
        Compared(
            name,
            str(Person._meta.get_field(name).verbose_name),
            _text(plan.kept, name),
            _text(plan.gone, name),
            name in plan.differing,
            typed.get(name, ""),
            errors.get(name, []),
        )
        for name in FIELDS
    ]


def _text(person: Person, name: str) -> str:
    if name == "birth_date":
        return f"{person.birth_date:%d/%m/%Y}" if person.birth_date else NOTHING
    if name in ("gender", "leader_class"):
        return getattr(person, f"get_{name}_display")() or NOTHING
    return str(getattr(person, name)) or NOTHING


# One merge ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MovedKind:
    """How many rows of one kind moved, and how many stayed since they say the same."""

    words: str
    moved: int
    stayed: int


def kinds_of(merge: PersonMerge) -> list[MovedKind]:
    """Return what the merge moved, by kind: one query."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for label, stayed in merge.rows.order_by("model", "pk").values_list("model", "stayed"):
        counts[label][stayed] += 1
    return [MovedKind(words_of_kind(label), moved, stayed) for label, (moved, stayed) in counts.items()]


def words_of_kind(label: str) -> str:
    """The kind of row in Vietnamese, from the name of its model in the log."""
    model = model_of(label)
    return EARLIER if model is Person else str(model._meta.verbose_name)


def changed_values(merge: PersonMerge) -> list[tuple[str, str, str]]:
    """Return the facts that the merge changed on the kept row: label, before, after."""
    places = {merge.before.get("unit"), merge.after.get("unit")} - {None}
    units = {unit.pk: unit for unit in OrgUnit.objects.filter(pk__in=places)} if places else {}

    def text(values: dict, name: str) -> str:
        person, meta = Person(), Person._meta.get_field(name)
        if name == "unit":
            return str(units[values[name]])
        setattr(person, meta.attname, meta.to_python(values[name]))
        return _text(person, name)

    return [
        (str(Person._meta.get_field(name).verbose_name), text(merge.before, name), text(merge.after, name))
        for name in merge.before
    ]


def with_last_merge(people: QuerySet[Person], merges: QuerySet[PersonMerge]) -> QuerySet[Person]:
    """Add to each person the key of the last merge into his row that the reader sees, `last_merge`."""
    last = merges.filter(kept=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    return people.annotate(last_merge=Subquery(last))


def other_merges(merges: QuerySet[PersonMerge], merge: PersonMerge) -> list[PersonMerge]:
    """Return the other merges into the same row, newest first."""
    others = merges.filter(kept=merge.kept_id).exclude(pk=merge.pk)
    return list(others.select_related("gone").order_by("-pk"))
