"""A small province in which every kind of object exists in every state, made by the real deeds.

Two communes (Y Tý with a school below it, its neighbour A Mú Sung) send dossiers to the province, the school
also to Y Tý. The name of an object says whose it is and its state: "own sent", "theirs draft".
"""

from decimal import Decimal

from accounts.models import User
from campaigns.models import Round
from core import clock, jobs
from core.models import Job
from tests.access.world.account_files import make_account_files
from tests.access.world.accounts import make_accounts
from tests.access.world.council import make_council, make_council_of_commune
from tests.access.world.decisions import make_decisions, make_papers
from tests.access.world.dossiers import make_dossiers, make_files, make_more_dossiers, name_nominees
from tests.access.world.imports import make_imports
from tests.access.world.known import make_known
from tests.access.world.merging import make_merging, make_numbers
from tests.access.world.people import (
    MEMBERS,
    NOW,
    PASSWORD,
    World,
    make_bare_world,
    make_paper,
    make_paper_form,
    open_round,
)
from tests.access.world.reorganisation import make_reorganisations
from tests.access.world.reports import make_reports
from tests.access.world.units import make_units
from tests.factories import campaigns
from tests.factories.nominations import make_draft
from tests.factories.units import make_membership
from units.actors import Actor
from units.models import Role, UnitKind

__all__ = [
    "MEMBERS",
    "NOW",
    "PASSWORD",
    "World",
    "make_bare_world",
    "make_full_world",
    "make_paper",
    "make_paper_form",
    "make_world",
    "open_round",
]


def make_world() -> World:
    """Rounds, dossiers, receipts and jobs. The dossiers of Y Tý were made by `former`, who left today."""
    world = make_bare_world()
    units, actors = world.units, world.actors
    author = make_membership(units.commune, Role.EDITOR, user=world.users["former"])
    disabled = world.users["disabled"]
    world.memberships["theirs"] = make_membership(units.commune, Role.EDITOR, user=disabled).pk
    round_ = open_round(world)
    hidden = open_round(world, submitter_kinds=[UnitKind.WARD])
    world.rounds = {"open": round_.pk, "hidden": hidden.pk}
    world.rules = {"waiting": ("loi-tieu-chuan", world.award)}
    world.catalogue = {"ours": round_.awards.get().code}
    former = Actor(user=world.users["former"], membership=author)
    make_dossiers(world, round_, "own", former, receiver="officer")
    make_dossiers(world, round_, "neighbour", actors["neighbour_editor"], receiver="office_head")
    world.dossiers["below draft"] = make_draft(actors["school_editor"], round_).pk
    name_nominees(world)
    world.jobs["system"] = jobs.enqueue("reports.receipt", key="night", payload={}, title="Việc đêm").pk
    Job.objects.update(status=Job.Status.FAILED, error="Máy chưa có Pango.", finished_at=NOW)
    author.valid_to = clock.today()
    author.save()
    User.objects.filter(pk=disabled.pk).update(is_active=False)
    return world


def make_full_world() -> World:
    """Everything of `make_world`, and campaigns, councils, decisions, files, papers in every state."""
    world = make_world()
    round_ = Round.objects.get(pk=world.rounds["open"])
    _make_campaigns(world)
    make_more_dossiers(world, round_)
    make_council(world, round_)
    make_council_of_commune(world)
    make_decisions(world)
    make_papers(world)
    make_reports(world)
    make_known(world)
    make_units(world)
    make_imports(world)
    make_account_files(world)
    make_accounts(world)
    make_reorganisations(world)
    make_merging(world)
    make_numbers(world)
    name_nominees(world)
    make_files(world)
    return world


def _make_campaigns(world: World) -> None:
    """Two of the province's own, which Y Tý joined and which departments may join; a draft of Y Tý's."""
    officer, theirs = world.actors["officer"], world.actors["commune_officer"]
    launched = campaigns.make_campaign(officer)
    campaigns.make_participation(launched, world.actors["editor"], Decimal(95))
    finished = campaigns.make_campaign(officer)
    campaigns.actions.record_review(
        finished.pk,
        by=officer,
        kind="FINAL",
        held_on=clock.today(),
        document_no="212/BC-UBND",
        document_on=clock.today(),
        summary="Đạt mọi chỉ tiêu.",
    )
    world.campaigns = {
        "ours draft": campaigns.make_draft_campaign(officer).pk,
        "ours launched": launched.pk,
        "ours finished": finished.pk,
        "theirs draft": campaigns.make_draft_campaign(theirs).pk,
    }
