"""What waits for the province, register by register, and what was confirmed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from awards.confirm.registry import Item, Register, all_registers, uses_of
from awards.models import (
    AwardRoute,
    AwardStandard,
    AwardType,
    BaseSalary,
    Confirmation,
    ConfirmationState,
)
from awards.rules_confirm import mark_of

PAGE = 15
HEADS = ("Sổ", "Quy định", "Giá trị đang dùng", "Nguồn", "Dùng ở đâu", "Đổi gì khi xác nhận", "Đề xuất")


@dataclass(frozen=True)
class Line:
    """One item with what somebody has proposed for it and where it is used."""

    item: Item
    draft: Confirmation | None
    uses: list[str]

    @property
    def mark(self) -> str:
        """What this page shows of the item, as a deed sends it back."""
        return mark_of(self.item.values, self.draft.version if self.draft else 0)

    @property
    def proposed(self) -> list[tuple[str, object]]:
        """The values that the draft would change, with their words."""
        if self.draft is None:
            return []
        after = self.draft.after
        return [
            (one.label, after[one.name])
            for one in self.item.fields
            if after.get(one.name, one.value) != one.value
        ]


def counts() -> list[tuple[Register, int]]:
    """Return every register with how many of its rules wait."""
    return [(register, register.count()) for register in all_registers()]


def drafts() -> QuerySet[Confirmation]:
    """Proposals that wait for the head of the office."""
    return Confirmation.objects.filter(state=ConfirmationState.DRAFTED)


def confirmed(seen: QuerySet[Confirmation]) -> QuerySet[Confirmation]:
    """What was confirmed, for its list."""
    found = seen.filter(state=ConfirmationState.CONFIRMED)
    return found.select_related("confirmed_by", "drafted_by")


def rows_with_drafts(register: Register) -> QuerySet:
    """The rows of a register of which a proposal waits."""
    waiting = drafts().filter(register=register.code).values("row_id")
    return register.rows().filter(pk__in=waiting)


def lines(register: Register, rows: Iterable) -> list[Line]:
    """Return the items of these rows; one query for their drafts, one for each app that knows their use."""
    items = [item for row in rows for item in register.items(row)]
    known = drafts().filter(register=register.code, row_id__in={item.pk for item in items})
    by_key = {(one.row_id, one.part): one for one in known.select_related("drafted_by")}
    uses = uses_of(item.award_id for item in items if item.award_id)
    return [Line(item, by_key.get((item.pk, item.part)), uses.get(item.award_id, [])) for item in items]


def export_rows() -> Iterator[list]:
    """Yield every rule that waits, register by register."""
    for register in all_registers():
        for line in lines(register, register.rows().order_by("pk")):
            yield [
                register.label,
                line.item.name,
                line.item.told,
                line.item.clause,
                "; ".join(line.uses),
                register.follows,
                f"{line.draft.document_no} ngày {line.draft.document_on:%d/%m/%Y}" if line.draft else "",
            ]


def unconfirmed_of(award_id: int, commendation_type: str, recipients: Iterable[str], day) -> list[str]:
    """Name the rules that a paper about this award rests on and that the province has not confirmed.

    For the standards of these recipients under the law of `day`, the way, the coefficient and the base
    salary; four queries.
    """
    award = AwardType.objects.get(pk=award_id)
    in_law = Q(rule_set__valid_to__isnull=True) | Q(rule_set__valid_to__gt=day)
    standards = AwardStandard.objects.valid_on(day).filter(
        in_law,
        rule_set__valid_from__lte=day,
        award=award,
        commendation_type=commendation_type,
        recipient__in=set(recipients),
    )
    names = dict.fromkeys(
        f"Điều kiện: {one['label']}"
        for row in standards.order_by("pk")
        for one in row.requirements
        if not one["confirmed"]
    )
    routes = AwardRoute.objects.valid_on(day).filter(award=award, commendation_type=commendation_type)
    names |= dict.fromkeys(
        f"Tuyến xét: {row.get_route_display()}{', ' if row.vote_text else ''}{row.vote_text}"
        for row in routes.order_by("pk")
        if not row.confirmed
    )
    if not award.is_coefficient_confirmed:
        names["Hệ số tiền thưởng"] = None
    base = BaseSalary.objects.valid_on(day).order_by("-valid_from").first()
    if base and not base.confirmed:
        names[f"Lương cơ sở {base}"] = None
    return list(names)
