"""Dossiers, nominees, files and requests of the world, in every state."""

from core import audit
from nominations import actions
from nominations.models import Dossier, Nomination, Supplement
from tests.access.world.people import World, make_paper, open_round
from tests.factories import nominations as make
from tests.factories.units import make_actor
from units.actors import Actor
from units.models import Role, UnitKind


def make_dossiers(world: World, round_, whose: str, by: Actor, *, receiver: str) -> None:
    """A draft, a sent and an accepted dossier, the accepted one with its issued receipt."""
    event = make.make_accepted(by, world.actors[receiver], round_)
    accepted = Dossier.objects.get(pk=event.object_id)
    world.dossiers[f"{whose} draft"] = make.make_draft(by, round_).pk
    world.dossiers[f"{whose} sent"] = make.make_submitted(by, round_).pk
    world.dossiers[f"{whose} accepted"] = accepted.pk
    world.papers[f"{whose} accepted"] = make_paper(accepted).pk
    world.jobs[receiver] = audit.jobs_of(event)[0]


def name_nominees(world: World) -> None:
    """The first nominee of each dossier goes by the name of his dossier."""
    found = Nomination.objects.filter(dossier__in=world.dossiers.values(), order=1)
    by_dossier = dict(found.values_list("dossier_id", "pk"))
    world.nominations = {name: by_dossier[pk] for name, pk in world.dossiers.items()}


def make_more_dossiers(world: World, round_) -> None:
    """Y Tý's dossiers on their way through the standing body, and what its school sent to Y Tý itself."""
    head, officer = world.actors["head"], world.actors["officer"]
    signing = make.make_asked(world.actors["editor"], round_)
    make.write_letter(signing, by=world.actors["editor"])
    world.dossiers["own signing"] = signing.pk
    sent = make.make_submitted(head, round_)
    actions.return_for_supplement(sent.pk, reason="Thiếu biên bản.", days=5, by=officer)
    world.dossiers["own returned"] = sent.pk
    concluded = _accepted(head, officer, round_)
    make.conclude(concluded.nominations.get(), by=officer)
    world.dossiers["own concluded"] = concluded.pk
    world.dossiers["own appraised"] = make.make_appraised(head, officer, round_).pk
    _ask_supplement(world, "own", _accepted(head, officer, round_), "officer")

    own_round = open_round(world, by="commune_officer", submitter_kinds=[UnitKind.SCHOOL])
    world.rounds["commune"] = own_round.pk
    school, receiver = make_actor(world.units.school, Role.HEAD), world.actors["commune_officer"]
    world.dossiers["school sent"] = make.make_submitted(school, own_round).pk
    _ask_supplement(world, "school", _accepted(school, receiver, own_round), "commune_officer")


def make_files(world: World) -> None:
    """A file that waits for the virus scanner, one that is clean, one that was sent, one of the neighbour."""
    clean, waits = {}, {"is_clean": False}
    for name, by, fields in (
        ("own draft", "editor", waits),
        ("below draft", "school_editor", clean),
        ("neighbour draft", "neighbour_editor", waits),
    ):
        dossier = Dossier.objects.get(pk=world.dossiers[name])
        world.evidence[name] = make.make_evidence(dossier, by=world.actors[by], **fields).pk
    for name in ("own sent", "school sent"):
        dossier = Dossier.objects.get(pk=world.dossiers[name])
        world.evidence[name] = dossier.evidence.first().pk


def _accepted(by: Actor, receiver: Actor, round_) -> Dossier:
    return Dossier.objects.get(pk=make.make_accepted(by, receiver, round_).object_id)


def _ask_supplement(world: World, whose: str, dossier: Dossier, by: str) -> None:
    nomination = dossier.nominations.get()
    asked: Supplement = actions.ask_supplement(
        nomination.pk, reason="Thiếu xác nhận.", days=5, by=world.actors[by]
    )
    world.dossiers[f"{whose} asked"] = dossier.pk
    world.supplements[f"{whose} asked"] = asked.pk
