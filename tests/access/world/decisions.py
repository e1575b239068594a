"""Decisions of the province in every state, one of the commune, and nominees who wait for one."""

from datetime import date

from awards.models import AwardType, BaseSalary, Grant, Route
from core import files
from nominations import actions as dossiers
from reports.actions import issue, prepare
from reports.models import PaperKind
from reviews.actions import decision as actions
from reviews.models import Decision
from tests.access.world.council import stage_of
from tests.access.world.people import PDF, World, make_paper_form, open_round
from tests.factories import decisions as make
from tests.factories.awards import make_route
from tests.factories.decisions import Desk
from tests.factories.nominations import Stage, conclude, make_incoming, nominee_values, send
from tests.factories.units import make_actor
from units.models import OrgUnit, Role, UnitKind

NAMES = ("Dế", "Phử", "Páo", "Chơ", "Sài", "Tủa", "Vảng", "Giàng", "Lềnh", "Khoa", "Sính")


def make_decisions(world: World) -> None:
    """A draft, a presented one with a struck name, a signed and a published one; who waits for another."""
    BaseSalary.objects.create(amount=2_530_000, valid_from=date(2026, 7, 1), legal_basis="NĐ 161/2026")
    for unit in (world.units.province, world.units.commune):
        OrgUnit.objects.filter(pk=unit.pk).update(symbol="UBND")
        unit.refresh_from_db()
    desk, other = _desk(world, "deciding"), _desk(world, "deciding more")
    for state in ("published", "signed", "presented"):
        world.decisions[f"ours {state}"] = _brought_to(world, desk, state).pk
    # In a round of its own: what is sent back may not meet another draft.
    world.decisions["ours draft"] = _brought_to(world, other, "draft").pk
    _wait(world, desk.stage, "own confirmed waiting")
    world.waiting["ours"] = (desk.stage.round.pk, desk.stage.award.pk, 0)
    world.grants["ours"] = Grant.objects.get().code
    _decision_of_commune(world)


def _desk(world: World, name: str) -> Desk:
    round_ = open_round(world, submitter_kinds=[UnitKind.COMMUNE])
    world.rounds[name] = round_.pk
    desk = Desk(
        stage_of(world, round_),
        world.actors["director"],
        world.actors["province_leader"],
        world.actors["province_clerk"],
    )
    _no_vote(desk.stage.award)
    return desk


def _brought_to(world: World, desk: Desk, state: str) -> Decision:
    where = "closed" if state == "published" else "confirmed"
    _wait(world, desk.stage, f"own {where} {state}", nominees=2 if state == "presented" else 1)
    decision = make.draft(desk)
    world.lines[f"ours {state}"] = (decision.pk, make.line(decision).pk)
    if state == "draft":
        return decision
    decision = make.present(desk, decision, file=make_incoming(name="to-trinh-512.pdf"))
    if state == "presented":
        struck = make.line(decision, 2)
        actions.strike_name(struck.pk, reason="Chưa tiêu biểu.", by=desk.leader)
        world.lines["ours struck"] = (decision.pk, struck.pk)
        return decision
    decision = make.sign(desk, decision, number=2045 if state == "published" else 2046)
    return make.publish(desk, decision) if state == "published" else decision


def _decision_of_commune(world: World) -> None:
    round_ = open_round(world, by="commune_officer", submitter_kinds=[UnitKind.SCHOOL])
    world.rounds["commune deciding"] = round_.pk
    commune = world.units.commune
    stage = Stage(
        province=world.units,
        award=round_.awards.get(),
        round=round_,
        editor=world.actors["school_editor"],
        head=make_actor(world.units.school, Role.HEAD),
        officer=world.actors["commune_officer"],
        office_head=make_actor(commune, Role.OFFICE_HEAD),
    )
    director = make_actor(commune, Role.DIRECTOR)
    desk = Desk(stage, director, world.actors["leader"], world.actors["clerk_office"])
    _no_vote(stage.award)
    _wait(world, stage, "school confirmed")
    decision = make.present(desk, make.draft(desk))
    world.decisions["theirs presented"] = decision.pk
    world.lines["theirs presented"] = (decision.pk, make.line(decision).pk)


def _no_vote(award: AwardType) -> None:
    nothing = dict.fromkeys(("num", "den", "quorum_num", "quorum_den"))
    make_route(award, route=Route.NONE, is_secret=False, **nothing)
    AwardType.objects.filter(pk=award.pk).update(coefficient_individual="1.50")


def _wait(world: World, stage: Stage, name: str, nominees: int = 1) -> None:
    """A dossier with a nominee of his own, whose appraisal the head of office has confirmed.

    No two are one person: what is decided about the one would be news about the other.
    """
    dossier = dossiers.create_dossier(stage.round.pk, by=stage.head)
    for number in range(nominees):
        person = f"Sùng A {NAMES[len(world.dossiers) % len(NAMES)]}{' Lử' * number}"
        dossiers.add_nomination(dossier.pk, nominee_values(stage.award, full_name=person), by=stage.head)
    send(dossier, by=stage.head)
    dossiers.accept(dossier.pk, by=stage.officer)
    for nomination in dossier.nominations.all():
        conclude(nomination, by=stage.officer)
    dossiers.finish_appraisal(dossier.pk, by=stage.officer)
    dossiers.confirm(dossier.pk, by=stage.office_head)
    world.dossiers[name] = dossier.pk


def make_papers(world: World) -> None:
    """The minutes of a count, and the letter, decision and certificate of what was published."""
    poll, decision = world.polls["ours sealed"][1], world.decisions["ours published"]
    for name, kind, about in (
        ("ours minutes", PaperKind.COUNT_MINUTES, poll),
        ("ours letter", PaperKind.LETTER, decision),
        ("ours certificate", PaperKind.CERTIFICATE, decision),
    ):
        make_paper_form(kind, symbol=kind[:8], name=PaperKind(kind).label)
        world.papers[name] = issue(prepare(kind, about), files.put(PDF), PDF).pk
