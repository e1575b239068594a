"""Lists of dossiers and their Excel sheets."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from campaigns.models import Round
from core import clock
from nominations.models import Dossier, Nomination
from nominations.workflow import DOSSIER, QUEUE


def rows(queryset: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Return the dossiers with what a list shows of each, in a constant number of queries."""
    inside = Nomination.objects.filter(dossier=OuterRef("pk"))
    return queryset.select_related("round", "unit").annotate(nominee_count=counted(inside))


def counted(inside: QuerySet[Nomination]):
    """Return how many nominations of the outer dossier these are, counted for the rows shown alone.

    A join would group the whole table before the page is cut.
    """
    grouped = inside.order_by().values("dossier").annotate(n=Count("pk"))
    return Coalesce(Subquery(grouped.values("n")), 0)


def in_queue(actor) -> QuerySet[Dossier]:
    """Return what was sent to the actor's body and is not through its hands."""
    return Dossier.visible_to(actor).filter(queued_at__isnull=False)


def queue_order(state: str) -> str:
    """Return the column whose index gives the queue oldest first: all of it, or one state."""
    return "submitted_at" if state else "queued_at"


def queue_counts(actor) -> list[tuple]:
    """Return (state, count) for the chips above the queue, counted in the index alone."""
    waiting = Dossier.visible_to(actor).filter(state__in=QUEUE)
    counted = waiting.order_by().values_list("state").annotate(count=Count("pk"))
    found = dict(counted)
    return [(DOSSIER.state(code), found.get(code, 0)) for code in QUEUE]


def round_of(actor, pk: int) -> QuerySet[Round]:
    """Return the round as a queryset within the actor's sight."""
    return Round.visible_to(actor).filter(pk=pk)


EXPORT_HEADS = ["Mã hồ sơ", "Đơn vị đề nghị", "Đợt xét", "Số người", "Trạng thái", "Gửi lúc", "Hẹn trả"]


def export_rows(dossiers: QuerySet[Dossier]):
    """Yield the rows of the Excel list, as the page shows them."""
    for dossier in dossiers.iterator(chunk_size=1000):
        yield [
            dossier.code or "",
            dossier.unit.body_name,
            dossier.round.name,
            dossier.nominee_count,
            dossier.workflow_state.label,
            f"{clock.local(dossier.submitted_at):%d/%m/%Y %H:%M}" if dossier.submitted_at else "",
            f"{dossier.due_on:%d/%m/%Y}" if dossier.due_on else "",
        ]


NOMINEE_HEADS = [
    "STT",
    "Cá nhân, tập thể",
    "Ngày sinh",
    "Chức vụ, công việc",
    "Nhóm đối tượng",
    "Khen thưởng đề nghị",
    "Câu ghi thành tích",
    "Kết quả",
    "Lý do",
]


def nominee_rows(nominations: list[Nomination]):
    """Yield the Excel rows of the nominees of one dossier."""
    for number, row in enumerate(nominations, start=1):
        yield [
            number,
            row.full_name,
            f"{row.birth_date:%d/%m/%Y}" if row.birth_date else "",
            row.position,
            row.get_leader_class_display() if row.leader_class else row.get_recipient_display(),
            row.award.name,
            row.merit,
            row.outcome_state.label,
            row.outcome_reason or row.appraisal_reason,
        ]
