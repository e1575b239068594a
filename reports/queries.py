"""Papers as pages show them: of one object, the newest revision first, and what they are about."""

from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.urls import reverse

from reports.models import Paper, PaperKind
from reviews.models import CouncilSession, Decision

_ORDER = Case(
    *(When(kind=kind, then=place) for place, kind in enumerate(PaperKind.values)),
    output_field=IntegerField(),
)


def papers_of_session(actor, session: CouncilSession) -> QuerySet[Paper]:
    """The minutes of a session and of its counts."""
    return _listed(actor, Q(session=session) | Q(poll__session=session))


def papers_of_decision(actor, decision: Decision) -> QuerySet[Paper]:
    """Letter, decision and certificates, as far as the actor may read them."""
    return _listed(actor, Q(decision=decision))


def _listed(actor, about: Q) -> QuerySet[Paper]:
    found = Paper.visible_to(actor).filter(about).select_related("file")
    return found.defer("values").order_by(_ORDER, "poll__number", "-revision")


def with_objects(papers: QuerySet[Paper]) -> QuerySet[Paper]:
    """Add what the page of one paper says about its object."""
    return papers.select_related("file", "issuer", "dossier", "session", "poll__session", "decision__award")


def trail(paper: Paper) -> list[tuple[str, str]]:
    """The way to a paper: (words, address) from the list of its objects down to its object."""
    if paper.dossier_id:
        where = reverse("nominations:dossier_detail", args=[paper.dossier_id])
        return [("Hồ sơ đề nghị", reverse("nominations:dossier_list")), (paper.dossier.code, where)]
    if paper.decision_id:
        where = reverse("decisions:decision_detail", args=[paper.decision_id])
        return [("Quyết định", reverse("decisions:decision_list")), (paper.decision.title, where)]
    session = paper.session or paper.poll.session
    where = reverse("reviews:session_detail", args=[session.pk])
    return [("Phiên họp", reverse("reviews:session_list")), (session.title, where)]
