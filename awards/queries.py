"""The law of a day, and the golden book for pages and papers."""

from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch, QuerySet

from awards.models import AwardRoute, AwardStandard, AwardType, BaseSalary, Grant, Recipient, RuleSet
from awards.rules_prize import prize

#: Length of a verification code and the letters it is made of: none that look alike.
CODE_LENGTH = 12
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def rule_set_on(day: date) -> RuleSet | None:
    """The state of the law on this day."""
    return RuleSet.objects.valid_on(day).order_by("-valid_from").first()


def route_of(award: AwardType, commendation_type: str, day: date) -> AwardRoute | None:
    """The way of this award for this kind of merit on this day, with its vote rule."""
    routes = AwardRoute.objects.valid_on(day).filter(award=award, commendation_type=commendation_type)
    return routes.order_by("-valid_from").first()


def base_salary_on(day: date) -> BaseSalary | None:
    """The base salary in force on this day; that of the decision counts."""
    return BaseSalary.objects.valid_on(day).order_by("-valid_from").first()


def coefficient_of(award: AwardType, recipient: str):
    """The coefficient of the prize for this kind of recipient; None where there is none or none is known."""
    return getattr(award, f"coefficient_{recipient.lower()}")


def catalogue(
    awards: QuerySet[AwardType], day: date, rule_set: RuleSet | None, base: BaseSalary | None
) -> list[AwardType]:
    """The catalogue of this day in three queries, each award with `routes_now`, `standards_now`, `prizes`."""
    standards = AwardStandard.objects.valid_on(day).filter(rule_set=rule_set).order_by("pk")
    routes = AwardRoute.objects.valid_on(day).order_by("pk")
    found = list(
        awards.valid_on(day)
        .order_by("order")
        .prefetch_related(
            Prefetch("routes", routes, to_attr="routes_now"),
            Prefetch("standards", standards, to_attr="standards_now"),
        )
    )
    for award in found:
        award.prizes = _prizes(award, base)
    return found


def _prizes(award: AwardType, base: BaseSalary | None) -> list[tuple[str, int]]:
    """Whom the award pays how much in đồng, where the coefficient is known."""
    known = [(Recipient(code).label, coefficient_of(award, code)) for code in award.recipients]
    return [
        (label, prize(factor, base.amount, base.rounding))
        for label, factor in known
        if base and factor is not None
    ]


def for_register(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """Add what a line of the public register shows."""
    return grants.select_related("award")


def award_choices() -> list[tuple[str, str]]:
    """Code and name of every award of the catalogue, each once, in its order."""
    rows = AwardType.objects.order_by("order").values_list("code", "name")
    return list(dict(rows).items())


def latest_grants(limit: int) -> list[Grant]:
    """The newest lines of the public register, for the public front."""
    return list(for_register(Grant.visible_to(None)).order_by("-decision_on", "-id")[:limit])


def clean_code(text: str) -> str:
    """A verification code as it is stored, from what somebody typed; "" when it cannot be one."""
    code = "".join(char for char in text.upper() if char.isalnum())
    return code if len(code) == CODE_LENGTH and set(code) <= set(CODE_LETTERS) else ""


def certificate(code: str) -> Grant | None:
    """The award that this verification code belongs to, revoked or not: who holds the paper may know."""
    clean = clean_code(code)
    return Grant.objects.select_related("award").filter(code=clean).first() if clean else None


def grants_of_people(person_ids: Collection[int]) -> QuerySet[Grant]:
    """The awards of these people, newest first."""
    return for_register(Grant.visible_to(None).filter(person__in=person_ids)).order_by(
        "-year", "-decision_on"
    )
