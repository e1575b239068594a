"""Which registers hold rules that the province has to confirm, and who says where a rule is used.

An app on the right adds its own with `add` and tells how often a rule is used with `counts_use` when the
portal starts; nothing here knows it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Model, QuerySet

from awards.rules_confirm import DECIMAL, NUMBER, TEXT, Field, plain_decimal
from core.verdict import Problem


@dataclass(frozen=True)
class Item:
    """One rule or number that waits for the province."""

    register: "Register"
    pk: int
    part: str
    name: str
    told: str
    clause: str
    fields: list[Field]
    award_id: int | None = None

    @property
    def values(self) -> dict:
        """The values as they stand."""
        return {one.name: one.value for one in self.fields}

    @property
    def key(self) -> tuple[str, int, str]:
        """What the item is known by."""
        return self.register.code, self.pk, self.part


@dataclass(frozen=True)
class Column:
    """A column that may be corrected."""

    name: str
    label: str
    kind: str = NUMBER
    least: int = 1
    longest: int = 2_000

    def field(self, row: Model) -> Field | None:
        """The column of this row as a form shows it; None where the row has no such value."""
        value = getattr(row, self.name)
        if value is None:
            return None
        if self.kind == DECIMAL:
            value = plain_decimal(Decimal(value))
        return Field(self.name, self.label, self.kind, value, self.least, self.longest)

    def stored(self, value: int | str):
        """The value as the column holds it."""
        return Decimal(value) if self.kind == DECIMAL else value


@dataclass(frozen=True)
class Register:
    """A table with a column that says whether a row is confirmed; each row is one item.

    `follows` says in one sentence what changes when a row is confirmed or corrected. `problems(values)` is
    what is wrong with corrected values together.
    """

    code: str
    label: str
    model: type[Model]
    follows: str
    name: Callable[[Model], str]
    told: Callable[[Model], str] = str
    clause: Callable[[Model], str] = lambda row: row.legal_basis
    columns: tuple[Column, ...] = ()
    flag: str = "confirmed"
    related: tuple[str, ...] = ()
    award_id: Callable[[Model], int | None] = lambda row: None
    problems: Callable[[Mapping], list[Problem]] = lambda values: []
    order: int = 0

    def everything(self) -> QuerySet:
        """All rows, confirmed or not: the rules are public."""
        return self.model._default_manager.all()

    def rows(self) -> QuerySet:
        """The rows with something unconfirmed."""
        return self.model._default_manager.filter(**{self.flag: False}).select_related(*self.related)

    def count(self) -> int:
        """How many items wait."""
        return self.rows().count()

    def items(self, row: Model) -> list[Item]:
        """What of this row waits for the province."""
        if getattr(row, self.flag):
            return []
        fields = [found for column in self.columns if (found := column.field(row))]
        return [
            Item(
                register=self,
                pk=row.pk,
                part="",
                name=self.name(row),
                told=self.told(row),
                clause=self.clause(row),
                fields=fields,
                award_id=self.award_id(row),
            )
        ]

    def lock(self, pk: int) -> Model | None:
        """Return the row under lock; None where there is none."""
        return self.model._default_manager.select_for_update().filter(pk=pk).first()

    def find(self, row: Model, part: str) -> Item | None:
        """Return one item of a row; None when it waits no more."""
        return next((item for item in self.items(row) if item.part == part), None)

    def write(self, row: Model, part: str, values: Mapping) -> None:
        """Confirm the item with these values."""
        kinds = {column.name: column for column in self.columns}
        for name, value in values.items():
            setattr(row, name, kinds[name].stored(value))
        setattr(row, self.flag, True)
        row.save(update_fields=[*values, self.flag])


_REGISTERS: dict[str, Register] = {}
_USES: list[Callable[[Collection[int]], Mapping[int, str]]] = []


def add(*registers: Register) -> None:
    """Add registers; the page shows them by their `order`, then as they came."""
    _REGISTERS.update({one.code: one for one in registers})


def all_registers() -> list[Register]:
    """Every register, in order."""
    return sorted(_REGISTERS.values(), key=lambda one: one.order)


def register_of(code: str) -> Register | None:
    """Return the register of this code."""
    return _REGISTERS.get(code)


def counts_use(tell: Callable[[Collection[int]], Mapping[int, str]]):
    """Register a function that says, by award, in words, where its rules are used now."""
    _USES.append(tell)
    return tell


def uses_of(award_ids: Iterable[int]) -> dict[int, list[str]]:
    """Say where the rules of these awards are used: one question to each app that knows."""
    asked = set(award_ids)
    found: dict[int, list[str]] = {}
    for tell in _USES if asked else ():
        for award_id, text in tell(asked).items():
            found.setdefault(award_id, []).append(text)
    return found


__all__ = ["DECIMAL", "NUMBER", "TEXT", "Column", "Field", "Item", "Register"]
