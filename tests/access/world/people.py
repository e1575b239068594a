"""The units of a small province, everybody who acts in it, and how its objects are named."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from types import SimpleNamespace

from accounts.models import User
from campaigns.models import Round
from core import files
from nominations.models import Dossier
from reports.actions import issue, prepare_receipt
from reports.models import Paper, PaperForm, PaperKind
from tests.factories.awards import make_award
from tests.factories.campaigns import make_round
from tests.factories.units import make_actor, make_province, make_unit, make_user
from units.actors import Actor
from units.models import Role, UnitKind

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
PASSWORD = "mat-khau-thu-nghiem"  # of tests.factories.units.make_user
KINDS = [UnitKind.COMMUNE, UnitKind.DEPARTMENT, UnitKind.SCHOOL]
PDF = b"%PDF-1.7 trial"
UNKNOWN = 987_654_321  # a key that no row has
_number = count(1)

# Roles that hold a membership: where it is and what it is. The last five sit in the province's council.
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
    "province_clerk": ("province", Role.CLERK_OFFICE),
    "officer": ("office", Role.OFFICER),
    "office_head": ("office", Role.OFFICE_HEAD),
    "director": ("standing_body", Role.DIRECTOR),
    "auditor": ("standing_body", Role.AUDITOR),
    "admin": ("standing_body", Role.ADMIN),
    "chair": ("department", Role.HEAD),
    "secretary": ("department", Role.EDITOR),
    "teller": ("department", Role.CONSULTEE),
    "member": ("department", Role.LEADER),
    "late_member": ("department", Role.HEAD),
}


@dataclass
class World:
    """The province, who acts in it (by name of his role) and its objects (by their names in the matrix).

    An object whose address holds several keys stands there with all of them, in their order.
    """

    units: SimpleNamespace
    users: dict[str, User]
    actors: dict[str, Actor]
    cookies: dict = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)
    campaigns: dict[str, int] = field(default_factory=dict)
    dossiers: dict[str, int] = field(default_factory=dict)
    nominations: dict[str, int] = field(default_factory=dict)
    evidence: dict[str, int] = field(default_factory=dict)
    supplements: dict[str, int] = field(default_factory=dict)
    councils: dict[str, int] = field(default_factory=dict)
    sessions: dict[str, int] = field(default_factory=dict)
    polls: dict[str, tuple[int, int]] = field(default_factory=dict)
    waiting: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    decisions: dict[str, int] = field(default_factory=dict)
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    grants: dict[str, str] = field(default_factory=dict)
    chapters: dict[str, str] = field(default_factory=lambda: {"ours": "thu-truong"})
    papers: dict[str, int] = field(default_factory=dict)
    reports: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    pairs: dict[str, tuple[int, int]] = field(default_factory=dict)
    merges: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    readings: dict[str, int] = field(default_factory=dict)
    edited: dict[str, int] = field(default_factory=dict)
    transferred: dict[str, int] = field(default_factory=dict)
    units_known: dict[str, int] = field(default_factory=dict)
    upkeep: dict[str, int] = field(default_factory=dict)
    imports: dict[str, int] = field(default_factory=dict)
    account_files: dict[str, int] = field(default_factory=dict)
    import_kinds: dict[str, str] = field(
        default_factory=lambda: {"people": "ca-nhan", "grants": "khen-thuong"}
    )
    rules: dict[str, tuple[str, int]] = field(default_factory=dict)
    catalogue: dict[str, str] = field(default_factory=dict)
    reorganisations: dict[str, int] = field(default_factory=dict)
    reorganisation_kinds: dict[str, str] = field(default_factory=lambda: {"merge": "sap-nhap"})
    jobs: dict[str, int] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    roles: dict[str, int] = field(default_factory=dict)
    lent: dict[str, int] = field(default_factory=dict)
    tasks: dict[str, str] = field(default_factory=lambda: {"ours": "GUIDE"})
    letters: dict[str, tuple[str, str]] = field(default_factory=dict)
    memberships: dict[str, int] = field(default_factory=dict)

    @property
    def award(self) -> int:
        """Key of the award that the open round gives."""
        return Round.objects.get(pk=self.rounds["open"]).awards.get().pk

    def key(self, kind: str, name: str, role: str = ""):
        """Return the key of an object of the matrix, or its keys; "unknown" is one that nobody has."""
        if name == "unknown":
            return UNKNOWN
        if kind == "memberships" and name == "mine":
            return self.actors[role].membership.pk if role in self.actors else UNKNOWN
        return getattr(self, kind)[name]


def make_paper(dossier: Dossier) -> Paper:
    """The issued receipt of an accepted dossier, with a file that only looks like one."""
    return issue(prepare_receipt(dossier.pk), files.put(PDF), PDF)


def make_paper_form(kind=PaperKind.RECEIPT, symbol="PTN", name="Phiếu tiếp nhận") -> None:
    """The form of a paper, as `load_reference` writes it."""
    values = {"symbol": symbol, "name": name, "legal_basis": ["Luật số 06/2022/QH15"]}
    PaperForm.objects.get_or_create(kind=kind, valid_from=date(2024, 1, 1), defaults=values)


def make_bare_world() -> World:
    """The units and everybody who acts."""
    units = make_province()
    units.school = make_unit("Trường THCS Y Tý", kind=UnitKind.SCHOOL, parent=units.commune)
    units.neighbour = make_unit("Xã A Mú Sung", parent=units.province, body_name="UBND xã A Mú Sung")
    units.department = make_unit("Sở Tài chính", kind=UnitKind.DEPARTMENT, parent=units.province)
    actors = {
        name: make_actor(getattr(units, place), role, user=make_user(f"Người {name}", username=name))
        for name, (place, role) in MEMBERS.items()
    }
    users = {name: actor.user for name, actor in actors.items()}
    users |= {name: make_user(f"Người {name}", username=name) for name in ("nobody", "former", "disabled")}
    make_paper_form()
    return World(units, users, actors)


def open_round(world: World, by: str = "officer", **fields) -> Round:
    """A round that communes, departments and schools may submit to now; of the province unless told."""
    award = make_award(f"BKT{next(_number)}")
    values = {"awards": [(award.pk, None)], "submitter_kinds": KINDS}
    return make_round(world.actors[by], **(values | fields))
