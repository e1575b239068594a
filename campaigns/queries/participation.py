"""Who joined a campaign, and what they report."""

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from campaigns import rules
from campaigns.models import Campaign, Participation, ParticipationTarget, Progress
from core import clock

EXPORT_HEADS = [
    "Đơn vị",
    "Đăng ký lúc",
    "Danh hiệu, hình thức đăng ký",
    "Chỉ tiêu đăng ký",
    "Đã đạt",
    "Báo tiến độ lúc",
    "Kết quả gần nhất",
]


def joined_rows(campaign: Campaign, actor) -> QuerySet[Participation]:
    """The units that joined, with their numbers."""
    joined = Participation.visible_to(actor).filter(campaign=campaign).select_related("unit")
    return joined.prefetch_related(Prefetch("targets", queryset=_targets()))


def with_last_sentence(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Add the latest sentence of each unit; for those only whom `permissions.can_follow` allows."""
    latest = Progress.objects.filter(participation=OuterRef("pk")).order_by("-pk").values("sentence")
    return rows.annotate(last_sentence=Subquery(latest[:1]))


def own_participation(campaign: Campaign, actor) -> Participation | None:
    """What the actor's body registered for this campaign."""
    if actor is None:
        return None
    own = campaign.participations.filter(unit_id=actor.body_id).select_related("unit", "registered_by")
    return own.prefetch_related(Prefetch("targets", queryset=_targets())).first()


def progress_of(participation: Participation, limit: int = 30) -> list[Progress]:
    """The latest reports of one unit, newest first."""
    return list(participation.progress.select_related("target", "by").order_by("-pk")[:limit])


def export_rows(rows: QuerySet[Participation]):
    """Yield the rows of the Excel list."""
    for row in with_last_sentence(rows).iterator(chunk_size=1000):
        targets = list(row.targets.all())
        yield [
            row.unit.body_name,
            _moment(row.registered_at),
            row.titles_text,
            _numbers(targets, "number"),
            _numbers(targets, "reached"),
            _moment(row.reported_at),
            row.last_sentence or "",
        ]


def _targets():
    return ParticipationTarget.objects.select_related("target").order_by("target__order")


def _numbers(targets, name: str) -> str:
    given = [(row.target, getattr(row, name)) for row in targets if getattr(row, name) is not None]
    return "; ".join(f"{target.text}: {rules.plain(number):f} {target.unit_word}" for target, number in given)


def _moment(moment) -> str:
    return f"{clock.local(moment):%d/%m/%Y %H:%M}" if moment else ""
