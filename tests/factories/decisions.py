"""Decisions, brought to each state by the people who bring them there."""

from dataclasses import dataclass
from datetime import date

from awards.models import AwardType, BaseSalary, Route
from core import audit, clock
from nominations.models import Nomination
from reviews.actions import decision as actions
from reviews.models import Decision, DecisionLine
from tests.factories.awards import make_route
from tests.factories.nominations import Stage, make_confirmed, make_incoming, make_stage
from tests.factories.units import make_actor, make_user
from units.actors import Actor
from units.models import OrgUnit, Person, Role

LETTER = {"letter_no": "512/TTr-SNV", "letter_on": date(2026, 11, 22)}
SIGNED_ON = date(2026, 11, 23)


@dataclass
class Desk:
    """Everybody who has a decision on his desk, from the officer to the clerk of the signer's office."""

    stage: Stage
    director: Actor
    leader: Actor
    clerk: Actor

    @property
    def officer(self) -> Actor:
        """He drafts and publishes."""
        return self.stage.officer

    @property
    def office_head(self) -> Actor:
        """He presents, too."""
        return self.stage.office_head


def make_desk(stage: Stage | None = None) -> Desk:
    """The people of a province, with the prize of its award: 1.5 times 2,530,000 đồng."""
    stage = stage or make_stage()
    province = stage.province.province
    OrgUnit.objects.filter(pk=province.pk).update(symbol="UBND")
    AwardType.objects.filter(pk=stage.award.pk).update(coefficient_individual="1.50")
    BaseSalary.objects.create(amount=2_530_000, valid_from=date(2026, 7, 1), legal_basis="NĐ 161/2026")
    return Desk(
        stage=stage,
        director=make_actor(stage.province.standing_body, Role.DIRECTOR, user=make_user("Vũ Thị Thanh")),
        leader=make_actor(province, Role.LEADER, user=make_user("Trần Huy Tuấn")),
        clerk=make_actor(province, Role.CLERK_OFFICE, user=make_user("Hoàng Thị Lý")),
    )


def make_waiting(desk: Desk, nominees: int = 3) -> list[Nomination]:
    """So many nominations that need no vote and wait for a decision."""
    stage = desk.stage
    if not stage.award.routes.exists():
        nothing = dict.fromkeys(("num", "den", "quorum_num", "quorum_den"))
        make_route(stage.award, route=Route.NONE, is_secret=False, **nothing)
    dossier = make_confirmed(
        stage.editor, stage.officer, stage.office_head, stage.round, conclusions=("QUALIFIED",) * nominees
    )
    return list(dossier.nominations.order_by("order"))


def make_decision(desk: Desk, nominees: int = 3) -> Decision:
    """A draft with so many names."""
    make_waiting(desk, nominees)
    return draft(desk)


def draft(desk: Desk) -> Decision:
    """What the officer drafts for those who wait without a vote."""
    return actions.draft_decision(desk.stage.round.pk, desk.stage.award.pk, by=desk.officer)


def present(desk: Desk, decision: Decision, **fields) -> Decision:
    """Presented by the director, who has seen it as it stands now."""
    seen = Decision.objects.values_list("version", flat=True).get(pk=decision.pk)
    values = LETTER | {"seen_version": seen, "by": desk.director}
    return actions.present_decision(decision.pk, **(values | fields))


def make_presented(desk: Desk, nominees: int = 3) -> Decision:
    """A decision on the signer's desk."""
    return present(desk, make_decision(desk, nominees))


def sign_values(desk: Desk, **fields) -> dict:
    """What the clerk enters."""
    values = {
        "number": 2045,
        "signed_on": SIGNED_ON,
        "signer_id": desk.leader.membership.pk,
        "signer_title": "Chủ tịch",
        "file": make_incoming(name="qd-2045.pdf"),
        "confirmed_at": clock.now(),
    }
    return values | fields


def sign(desk: Desk, decision: Decision, **fields) -> Decision:
    """Signed, with its number."""
    return actions.sign_decision(decision.pk, **sign_values(desk, **fields), by=desk.clerk)


def make_signed(desk: Desk, nominees: int = 3) -> Decision:
    """A decision with its number that nobody has published yet."""
    return sign(desk, make_presented(desk, nominees))


def publish(desk: Desk, decision: Decision, **fields) -> Decision:
    """Published by the officer."""
    return actions.publish_decision(decision.pk, by=desk.officer, **fields)


def make_published(desk: Desk, nominees: int = 3) -> Decision:
    """A decision that everybody may know of."""
    return publish(desk, make_signed(desk, nominees))


def line(decision: Decision, order: int = 1) -> DecisionLine:
    """One of its names."""
    return decision.lines.get(order=order)


def known(nomination: Nomination) -> Person:
    """The person in the register whom a nomination means."""
    return nomination.person or Person.objects.get(folded=nomination.folded, birth_date=nomination.birth_date)


def events(decision: Decision, name: str = "") -> list:
    """Its events, oldest first: the names of all, or all of one name."""
    found = audit.history(decision)
    if name:
        return [event for event in found if event.name == f"reviews.{name}"]
    return [event.name.removeprefix("reviews.") for event in found]


def codes(caught) -> list[str]:
    """The codes of the problems of a caught RuleViolation."""
    return [problem.code for problem in caught.value.problems]
