"""What may go on an agenda, and what is on it."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from nominations.models import Nomination
from nominations.queries import ready_for_council
from reviews.models import AgendaItem, CouncilSession
from units.models import OrgUnit


def ready_items(session: CouncilSession) -> QuerySet[Nomination]:
    """Return what this session may deliberate: appraised, confirmed, on no other living agenda."""
    elsewhere = AgendaItem.objects.filter(is_live=True).exclude(session=session)
    bodies = OrgUnit.objects.filter(Q(standing_for=session.council.unit) | Q(pk=session.council.unit_id))
    ready = reduce(or_, map(ready_for_council, bodies), Nomination.objects.none())
    return ready.filter(dossier__round__host=session.council.unit_id).exclude(
        pk__in=elsewhere.values("nomination")
    )


def for_choosing(session: CouncilSession) -> list[Nomination]:
    """Return the nominations that the agenda form lists, by award and unit; at first all are marked."""
    chosen = set(session.agenda.filter(is_live=True).values_list("nomination_id", flat=True))
    rows = list(
        ready_items(session)
        .select_related("award", "dossier__unit", "dossier__round")
        .order_by("award__order", "dossier__unit__name", "dossier_id", "order")
    )
    for row in rows:
        row.on_agenda = row.pk in chosen or not chosen
    return rows


def agenda_of(session: CouncilSession) -> list[AgendaItem]:
    """Return the agenda of a session in order, with what a row shows."""
    items = session.agenda.select_related("nomination__award", "nomination__dossier__unit")
    return list(items.order_by("order"))
