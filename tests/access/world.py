"""A small province in which every kind of object exists in every state, made by the real deeds.

Two communes (Y Tý with a school below it, its neighbour A Mú Sung) have a draft, a sent and an accepted
dossier each, the accepted one with its issued receipt.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from types import SimpleNamespace

from accounts.models import User
from campaigns.models import Round
from core import audit, clock, files, jobs
from core.models import Job
from nominations.models import Dossier, Nomination
from reports.actions import issue, prepare_receipt
from reports.models import Paper, PaperForm, PaperKind
from tests.factories.awards import make_award
from tests.factories.campaigns import make_round
from tests.factories.nominations import make_accepted, make_draft, make_submitted
from tests.factories.units import make_actor, make_membership, make_province, make_unit, make_user
from units.actors import Actor
from units.models import Role, UnitKind

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
PASSWORD = "mat-khau-thu-nghiem"  # of tests.factories.units.make_user
DRAFT, SENT, ACCEPTED = "draft", "sent", "accepted"
KINDS = [UnitKind.COMMUNE, UnitKind.DEPARTMENT, UnitKind.SCHOOL]
PDF = b"%PDF-1.7 trial"
UNKNOWN = 987_654_321  # a key that no row has
_number = count(1)

# Roles that hold a membership: where it is and what it is.
MEMBERS = {
    "editor": ("commune", Role.EDITOR),
    "head": ("commune", Role.HEAD),
    "leader": ("commune", Role.LEADER),
    "clerk_office": ("commune", Role.CLERK_OFFICE),
    "consultee": ("commune", Role.CONSULTEE),
    "commune_officer": ("commune", Role.OFFICER),
    "school_editor": ("school", Role.EDITOR),
    "neighbour_editor": ("neighbour", Role.EDITOR),
    "neighbour_leader": ("neighbour", Role.LEADER),
    "province_leader": ("province", Role.LEADER),
    "officer": ("office", Role.OFFICER),
    "office_head": ("office", Role.OFFICE_HEAD),
    "director": ("standing_body", Role.DIRECTOR),
    "auditor": ("standing_body", Role.AUDITOR),
    "admin": ("standing_body", Role.ADMIN),
}


@dataclass
class World:
    """The province, who acts in it (by name of his role) and its objects (by their names in the matrix)."""

    units: SimpleNamespace
    users: dict[str, User]
    actors: dict[str, Actor]
    rounds: dict[str, int] = field(default_factory=dict)
    dossiers: dict[str, int] = field(default_factory=dict)
    nominations: dict[str, int] = field(default_factory=dict)
    papers: dict[str, int] = field(default_factory=dict)
    jobs: dict[str, int] = field(default_factory=dict)
    memberships: dict[str, int] = field(default_factory=dict)

    @property
    def award(self) -> int:
        """Key of the award that the open round gives."""
        return Round.objects.get(pk=self.rounds["open"]).awards.get().pk

    def key(self, kind: str, name: str, role: str = "") -> int:
        """Return the key of an object of the matrix; one that nobody has when the name is not known."""
        if kind == "memberships" and name == "mine":
            return self.actors[role].membership.pk if role in self.actors else UNKNOWN
        return getattr(self, kind).get(name, UNKNOWN)


def make_paper(dossier: Dossier) -> Paper:
    """The issued receipt of an accepted dossier, with a file that only looks like one."""
    return issue(prepare_receipt(dossier.pk), files.put(PDF), PDF)


def make_paper_form() -> None:
    """The form of the receipt, as `load_reference` writes it."""
    PaperForm.objects.get_or_create(
        kind=PaperKind.RECEIPT,
        valid_from=date(2024, 1, 1),
        defaults={"symbol": "PTN", "name": "Phiếu tiếp nhận", "legal_basis": ["Luật số 06/2022/QH15"]},
    )


def make_bare_world() -> World:
    """The units and everybody who acts, and one open round."""
    units = make_province()
    units.school = make_unit("Trường THCS Y Tý", kind=UnitKind.SCHOOL, parent=units.commune)
    units.neighbour = make_unit("Xã A Mú Sung", parent=units.province, body_name="UBND xã A Mú Sung")
    actors = {
        name: make_actor(getattr(units, place), role, user=make_user(f"Người {name}", username=name))
        for name, (place, role) in MEMBERS.items()
    }
    users = {name: actor.user for name, actor in actors.items()}
    users |= {name: make_user(f"Người {name}", username=name) for name in ("nobody", "former", "disabled")}
    make_paper_form()
    return World(units, users, actors)


def open_round(world: World, **fields):
    """A round of the province that communes, departments and schools may submit to now."""
    award = make_award(f"BKT{next(_number)}")
    values = {"awards": [(award.pk, None)], "submitter_kinds": KINDS}
    return make_round(world.actors["officer"], **(values | fields))


def make_world() -> World:
    """Everything. The dossiers of Y Tý were made by `former`, whose membership ended today."""
    world = make_bare_world()
    units, actors = world.units, world.actors
    author = make_membership(units.commune, Role.EDITOR, user=world.users["former"])
    disabled = world.users["disabled"]
    world.memberships["theirs"] = make_membership(units.commune, Role.EDITOR, user=disabled).pk
    round_ = open_round(world)
    hidden = open_round(world, submitter_kinds=[UnitKind.WARD])
    world.rounds = {"open": round_.pk, "hidden": hidden.pk}
    former = Actor(user=world.users["former"], membership=author)
    _dossiers(world, round_, "own", former, receiver="officer")
    _dossiers(world, round_, "neighbour", actors["neighbour_editor"], receiver="office_head")
    world.dossiers["below draft"] = make_draft(actors["school_editor"], round_).pk
    world.nominations = {name: Nomination.objects.get(dossier=pk).pk for name, pk in world.dossiers.items()}
    world.jobs["system"] = jobs.enqueue("reports.receipt", key="night", payload={}, title="Việc đêm").pk
    Job.objects.update(status=Job.Status.FAILED, error="Máy chưa có Pango.", finished_at=NOW)
    author.valid_to = clock.today()
    author.save()
    User.objects.filter(pk=disabled.pk).update(is_active=False)
    return world


def _dossiers(world: World, round_, whose: str, by: Actor, *, receiver: str) -> None:
    event = make_accepted(by, world.actors[receiver], round_)
    accepted = Dossier.objects.get(pk=event.object_id)
    world.dossiers[f"{whose} draft"] = make_draft(by, round_).pk
    world.dossiers[f"{whose} sent"] = make_submitted(by, round_).pk
    world.dossiers[f"{whose} accepted"] = accepted.pk
    world.papers[f"{whose} accepted"] = make_paper(accepted).pk
    world.jobs[receiver] = audit.jobs_of(event)[0]
