"""What the council and the decision take over from the appraisal."""

from django.db.models import QuerySet

from campaigns.models import Round
from nominations.models import Nomination
from nominations.workflow import CLOSED, CONFIRMED, FOR_COUNCIL, RECOMMENDED
from units.models import OrgUnit


def ready_for_council(source: Round | OrgUnit) -> QuerySet[Nomination]:
    """Return the nominations of a round, or of all rounds of a standing body, whose appraisal is confirmed.

    Those already on an agenda are for the app of the councils to leave out.
    """
    return _of(source).filter(dossier__state=CONFIRMED, outcome__in=FOR_COUNCIL)


def for_decision(source: Round | OrgUnit, *, with_council: bool = True) -> QuerySet[Nomination]:
    """Return the nominations that a decision may name: recommended, or qualified where no council votes."""
    outcomes = [RECOMMENDED] if with_council else [*FOR_COUNCIL, RECOMMENDED]
    return _of(source).filter(dossier__state__in=[CONFIRMED, CLOSED], outcome__in=outcomes)


def _of(source: Round | OrgUnit) -> QuerySet[Nomination]:
    lookup = {"dossier__round": source}
    if isinstance(source, OrgUnit):
        lookup = {"dossier__standing_body": source}
    found = Nomination.objects.filter(**lookup).select_related(
        "award", "person", "nominee_unit", "dossier__unit", "dossier__round"
    )
    return found.order_by("dossier__round_id", "dossier__unit__path", "dossier_id", "order", "pk")
