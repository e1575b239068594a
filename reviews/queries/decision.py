"""What the pages of decisions read: lists, the page of one, what everybody may know."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from awards.confirm.queries import unconfirmed_of
from core import audit, clock
from nominations.models import Nomination
from reviews.models import Decision, DecisionLine
from reviews.queries.decision_lines import merit_of
from reviews.workflow_decision import CORRECTED, DRAFT, PRESENTED, PUBLIC, PUBLISHED, REVOKED, SIGNED
from units.models import Membership
from units.roles import Role

LIST_HEADS = [
    "Số, ký hiệu",
    "Ngày ký",
    "Trích yếu",
    "Khen thưởng",
    "Đợt xét",
    "Số người, tập thể",
    "Trạng thái",
]
LINE_HEADS = ["STT", "Cá nhân, tập thể", "Chức vụ", "Đơn vị", "Thành tích"]
STAFF_HEADS = ["Tiền thưởng (đồng)", "Lý do gạch tên"]

_TOLD = {
    "reviews.decision_drafted": "{actor} lập dự thảo: {lines} tên",
    "reviews.decision_edited": "{actor} sửa trích yếu",
    "reviews.decision_name_taken_off": "{actor} bỏ {name} khỏi dự thảo",
    "reviews.decision_presented": "{actor} trình ký theo Tờ trình {letter_no}",
    "reviews.decision_sent_back": "{actor} trả lại",
    "reviews.decision_name_struck": "{actor} gạch tên {name}",
    "reviews.decision_name_restored": "{actor} khôi phục tên {name}",
    "reviews.decision_signed": "{actor} ghi số {document_no}, tải bản đã ký",
    "reviews.decision_published": "{actor} công bố; {grants} dòng vào Sổ vàng",
}


@dataclass(frozen=True)
class Step:
    """One point of the step bar."""

    label: str
    when: date | None
    state: str


def rows(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Return the decisions with what a list shows of each, in a constant number of queries."""
    return decisions.select_related("round", "award", "unit").annotate(
        name_count=Count("lines", filter=Q(lines__struck=False))
    )


def for_page(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Return the decisions with what the page of one needs."""
    return decisions.select_related(
        "round__standing_body",
        "round__officer__user",
        "round__officer__unit",
        "session",
        "award",
        "unit",
        "drafted_by",
        "presented_by",
        "returned_by",
        "published_by",
        "letter_file",
        "signed_file",
    )


def export_rows(decisions: QuerySet[Decision]):
    """Yield the rows of the Excel list, as the page shows them."""
    for decision in decisions.iterator(chunk_size=1_000):
        yield [
            decision.document_no,
            f"{decision.signed_on:%d/%m/%Y}" if decision.signed_on else "",
            decision.subject,
            decision.award.name,
            decision.round.name,
            decision.name_count,
            decision.workflow_state.label,
        ]


def line_rows(lines: list[DecisionLine], *, for_staff: bool):
    """Yield the Excel rows of the names on a decision."""
    for line in lines:
        nomination = line.nomination
        row = [
            line.order,
            nomination.full_name,
            nomination.position,
            unit_name_of(nomination),
            merit_of(nomination),
        ]
        yield [*row, line.prize, line.strike_reason] if for_staff else row


def unit_name_of(nomination: Nomination) -> str:
    """Return the unit as it was called when the dossier was sent."""
    return nomination.unit_name or nomination.dossier.unit.body_name


def counts(lines: list[DecisionLine]) -> str:
    """Return how many stand on it: "2 tập thể, 14 cá nhân"."""
    left = [line for line in lines if not line.struck]
    collectives = sum(line.nomination.is_collective for line in left)
    parts = [(collectives, "tập thể"), (len(left) - collectives, "cá nhân")]
    return ", ".join(f"{number} {word}" for number, word in parts if number) or "chưa có tên nào"


def published(limit: int) -> list[Decision]:
    """Return the latest published decisions for everybody: number, date and subject alone are read."""
    found = Decision.objects.filter(state__in=PUBLIC).only("number", "symbol", "signed_on", "subject")
    return list(found.order_by("-signed_on", "-pk")[:limit])


def next_number_of(unit_id: int, year: int) -> int:
    """Return the number after the highest that this office has entered for the year."""
    given = Decision.objects.filter(unit_id=unit_id, year=year)
    return (given.aggregate(last=Max("number"))["last"] or 0) + 1


def leaders_of(decision: Decision) -> list[Membership]:
    """Return who leads the issuing office today."""
    leaders = Membership.objects.current(clock.today()).filter(unit_id=decision.unit_id, role=Role.LEADER)
    return list(leaders.select_related("user", "person").order_by("valid_from", "pk"))


def steps(decision: Decision) -> list[Step]:
    """Return the step bar of a decision."""
    at = {DRAFT: 0, PRESENTED: 1, SIGNED: 2, PUBLISHED: 4, CORRECTED: 4, REVOKED: 4}[decision.state]
    points = [
        ("Dự thảo", decision.drafted_at),
        ("Trình ký", decision.presented_at),
        ("Ký, ghi số", decision.signed_on),
        ("Công bố", decision.published_at),
    ]
    return [
        Step(label, when, "past" if place < at else "now" if place == at else "next")
        for place, (label, when) in enumerate(points)
    ]


def where(decision: Decision) -> dict | None:
    """Return who has the decision, since when, and what comes next; None at its end."""
    body, office = decision.round.standing_body.body_name, decision.unit.body_name
    found = {
        DRAFT: (body, decision.returned_at or decision.drafted_at, "giám đốc hoặc trưởng phòng trình ký"),
        PRESENTED: (office, decision.presented_at, "lãnh đạo ký, văn thư ghi số, ngày"),
        SIGNED: (body, decision.signed_at, "công bố, ghi Sổ vàng"),
    }.get(decision.state)
    if found is None:
        return None
    holder, since, next_step = found
    return {"holder": holder, "since": since, "due": None, "next_step": next_step}


def timeline(decision: Decision) -> list[tuple]:
    """Return (when, sentence) of what happened, newest first, with the reasons that were given."""
    told = []
    for event in reversed(audit.history(decision)):
        if event.name not in _TOLD:
            continue
        text = _TOLD[event.name].format(actor=event.actor_name, **event.data)
        told.append((event.at, f"{text}: {event.reason}" if event.reason else text))
    return told


def unconfirmed_rules(decision: Decision, lines: list[DecisionLine]) -> list[str]:
    """Name the rules that this decision rests on and that the province has not confirmed; they only warn."""
    named = [line.nomination for line in lines if not line.struck]
    return unconfirmed_of(
        decision.award,
        decision.round.commendation_type,
        recipients=[nomination.recipient for nomination in named],
        rule_sets=[nomination.dossier.rule_set_id for nomination in named if nomination.dossier.rule_set_id],
        day=clock.today(),
    )
