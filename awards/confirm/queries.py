"""What waits for the province, register by register, and what was confirmed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from awards.confirm.registry import Item, Register, all_registers, uses_of
from awards.models import (
    AwardRoute,
    AwardStandard,
    AwardType,
    Confirmation,
    ConfirmationState,
)
from awards.queries import base_salary_on
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


def unconfirmed_of(
    award: AwardType,
    commendation_type: str,
    *,
    recipients: Iterable[str],
    rule_sets: Iterable[int],
    day: date,
) -> list[str]:
    """Name the rules that a decision of `day` on this award rests on and that the province has not confirmed.

    The standards for these recipients in these states of the law, the way, the coefficient and the base
    salary; three queries.
    """
    standards = AwardStandard.objects.filter(
        award=award,
        commendation_type=commendation_type,
        recipient__in=set(recipients),
        rule_set__in=set(rule_sets),
    )
    names = [
        f"Điều kiện: {one['label']} ({row.get_recipient_display().lower()})"
        for row in standards.order_by("pk")
        for one in row.requirements
        if not one["confirmed"]
    ]
    routes = AwardRoute.objects.valid_on(day).filter(award=award, commendation_type=commendation_type)
    names += [
        f"Tuyến xét: {row.get_route_display()}{', ' if row.vote_text else ''}{row.vote_text}"
        for row in routes.order_by("pk")
        if not row.confirmed
    ]
    if not award.is_coefficient_confirmed:
        names.append("Hệ số tiền thưởng")
    base = base_salary_on(day)
    if base and not base.confirmed:
        names.append(f"Lương cơ sở {base}")
    return list(dict.fromkeys(names))
