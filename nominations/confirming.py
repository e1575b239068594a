"""How many dossiers rest on the rules of an award now; told to the page of what waits for confirmation."""

from collections.abc import Collection

from django.db.models import Count

from awards.confirm.registry import counts_use
from nominations.models import Nomination
from nominations.workflow import CLOSED, DRAFT, REFUSED, WITHDRAWN


@counts_use
def dossiers_under_way(award_ids: Collection[int]) -> dict[int, str]:
    """Say, by award, how many dossiers with it are under way."""
    under_way = Nomination.objects.filter(award_id__in=award_ids).exclude(
        dossier__state__in=[DRAFT, WITHDRAWN, REFUSED, CLOSED]
    )
    counted = under_way.values_list("award_id").annotate(count=Count("dossier", distinct=True)).order_by()
    return {award_id: f"{count} hồ sơ đang xét dùng quy định này" for award_id, count in counted}
