"""Who may do what at which address. One row per URL name; a URL without a row fails the build.

A page without an object says which roles get which answer. A page about an object says it by the state of
the object and by what the role is to it (`relation`); whatever is not written there is "not found".
Who is not logged in, or was disabled, is sent to the log-in, unless the row says `public`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from core import formkeys
from nominations.models import Dossier
from tests.access.world import ACCEPTED, DRAFT, MEMBERS, PASSWORD, SENT, World

METHODS = ("GET", "POST", "PUT", "DELETE")

# Roles ----------------------------------------------------------------------------------------------------
AWAY = ("anonymous", "disabled")
WITHOUT_ROLE = ("nobody", "former")
MEMBER = tuple(MEMBERS)
INSIDE = MEMBER + WITHOUT_ROLE
ROLES = AWAY + INSIDE
STANDING = ("officer", "office_head", "director")
# An officer of a commune's own standing body: none of the province's dossiers, but a queue of his own.
QUEUE_READERS = (*STANDING, "commune_officer")
NOT_READERS = tuple(role for role in INSIDE if role not in QUEUE_READERS)

# What a role is to an object ------------------------------------------------------------------------------
WRITER, READER, RECEIVER, OVERSEER = "writer", "reader", "receiver", "overseer"
OWNER, STRANGER = "owner", "stranger"
_OF_DOSSIERS = {
    "own": {"editor": WRITER, "head": WRITER, "leader": READER, "province_leader": READER},
    "below": {
        "school_editor": WRITER,
        "editor": READER,
        "head": READER,
        "leader": READER,
        "province_leader": READER,
    },
    "neighbour": {"neighbour_editor": WRITER, "neighbour_leader": READER, "province_leader": READER},
}
_OF_WHAT_WAS_SENT = {"officer": RECEIVER, "office_head": RECEIVER, "director": OVERSEER}
# The open round takes dossiers from communes, departments and schools; those who work there may read it.
_OF_ROUNDS = {
    "open": dict.fromkeys(MEMBER, READER)
    | dict.fromkeys(("editor", "head", "school_editor", "neighbour_editor"), WRITER),
    "hidden": dict.fromkeys((*STANDING, "province_leader", "auditor", "admin"), READER),
}
_OF_JOBS = {"officer": {"officer": OWNER}, "office_head": {"office_head": OWNER}, "system": {}}


def relation(kind: str, role: str, name: str) -> str:
    """Return what the role is to the object of this name."""
    if kind in {"dossiers", "nominations", "papers"}:
        whose, _, state = name.partition(" ")
        found = _OF_DOSSIERS.get(whose, {}).get(role)
        if not found and state in {SENT, ACCEPTED}:
            found = _OF_WHAT_WAS_SENT.get(role)
    elif kind == "rounds":
        found = _OF_ROUNDS.get(name, {}).get(role)
    elif kind == "jobs":
        found = _OF_JOBS.get(name, {}).get(role)
    else:
        found = OWNER if name == "mine" and role in MEMBER else None
    return found or STRANGER


def state_of(kind: str, name: str) -> str:
    """Return the state that the object's name tells; rounds, jobs and memberships have one for all."""
    return name.partition(" ")[2] if kind in {"dossiers", "nominations", "papers"} else ""


# Rows -----------------------------------------------------------------------------------------------------
Rule = dict


@dataclass(frozen=True)
class Row:
    """One address: what it is about, what each method answers, what a valid POST holds."""

    get: Rule
    post: Rule
    kind: str = ""
    put: Rule = field(default_factory=dict)
    delete: Rule = field(default_factory=dict)
    public: bool = False
    data: Callable[[World, str, str], dict] = lambda world, role, name: {}
    argument: str = "pk"

    def expected(self, method: str, role: str, name: str = "") -> int:
        """Return the status that this role gets for this method on the object of this name."""
        if role in AWAY and not self.public:
            return 302
        rule = getattr(self, method.lower())
        if method in {"PUT", "DELETE"} and not rule:
            return 405
        if not self.kind:
            return next(status for roles, status in rule.items() if role in roles)
        if rule == NOT_ALLOWED:
            return 405
        by_relation = rule.get(state_of(self.kind, name), {})
        return by_relation.get(relation(self.kind, role, name), 404)


NOT_ALLOWED: Rule = {ROLES: 405}
FOR_ALL: Rule = {ROLES: 200}
FOR_THOSE_INSIDE: Rule = {INSIDE: 200}


def _key(world: World, role: str, name: str) -> dict:
    return {formkeys.FIELD: formkeys.new_key()}


def _send(world: World, role: str, name: str) -> dict:
    dossier = Dossier.objects.filter(pk=world.dossiers.get(name)).first()
    return _key(world, role, name) | {"version": dossier.version if dossier else 1}


def _nominee(world: World, role: str, name: str) -> dict:
    return _key(world, role, name) | {
        "award": world.award,
        "full_name": "Phu Suy Thó",
        "birth_date": "25/06/1979",
        "gender": "MALE",
        "position": "Trưởng thôn Lao Chải 1",
        "achievement": "Cùng 38 hộ trong thôn hiến 2.400 m² đất.",
        "version": 1,
    }


def _log_in(world: World, role: str, name: str) -> dict:
    return {"login": "nobody", "password": PASSWORD}


def _new_password(world: World, role: str, name: str) -> dict:
    new = "ruong-bac-thang-y-ty-2026"
    return {"oldpassword": PASSWORD, "password1": new, "password2": new}


def _membership(world: World, role: str, name: str) -> dict:
    return {"membership": world.key("memberships", name, role)}


# A dossier that may be read, whatever for.
READ = {
    DRAFT: {WRITER: 200, READER: 200},
    SENT: {WRITER: 200, READER: 200, RECEIVER: 200, OVERSEER: 200},
    ACCEPTED: {WRITER: 200, READER: 200, RECEIVER: 200, OVERSEER: 200},
}
REFUSED = {WRITER: 403, READER: 403, RECEIVER: 403, OVERSEER: 403}
TOO_LATE = REFUSED | {WRITER: 409}
# The pages on which a draft is written, and what pressing their buttons does.
WRITE = {DRAFT: {WRITER: 200, READER: 403}, SENT: REFUSED, ACCEPTED: REFUSED}
SAVE = {DRAFT: {WRITER: 302, READER: 403}, SENT: TOO_LATE, ACCEPTED: TOO_LATE}
RECEIVE = {
    DRAFT: {WRITER: 403, READER: 403},
    SENT: REFUSED | {RECEIVER: 302},
    ACCEPTED: REFUSED | {RECEIVER: 409},
}

TABLE = {
    "home": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "help": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "core:healthz": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "core:readyz": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "account_login": Row(
        {AWAY: 200, INSIDE: 302},
        {ROLES: 302},
        put={AWAY: 200, INSIDE: 302},  # as a POST that holds nothing
        delete={AWAY: 405, INSIDE: 302},
        public=True,
        data=_log_in,
    ),
    "account_logout": Row({AWAY: 302, INSIDE: 200}, {ROLES: 302}, public=True),
    "account_inactive": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "account_change_password": Row(FOR_THOSE_INSIDE, {INSIDE: 302}, put=FOR_THOSE_INSIDE, data=_new_password),
    "work_list": Row(FOR_THOSE_INSIDE, NOT_ALLOWED),
    "units:act_for": Row(NOT_ALLOWED, {"": {OWNER: 302}}, kind="memberships", data=_membership, argument=""),
    "campaigns:round_list": Row(FOR_THOSE_INSIDE, NOT_ALLOWED),
    "campaigns:round_detail": Row({"": {WRITER: 200, READER: 200}}, NOT_ALLOWED, kind="rounds"),
    "round_page": Row({"": {WRITER: 200, READER: 200}}, NOT_ALLOWED, kind="rounds"),
    "nominations:dossier_create": Row(
        NOT_ALLOWED, {"": {WRITER: 302, READER: 403}}, kind="rounds", data=_key, argument="round_pk"
    ),
    "nominations:dossier_list": Row(FOR_THOSE_INSIDE, NOT_ALLOWED),
    "nominations:queue": Row({QUEUE_READERS: 200, NOT_READERS: 403}, NOT_ALLOWED),
    "nominations:dossier_detail": Row(READ, NOT_ALLOWED, kind="dossiers"),
    "nominations:nomination_add": Row(WRITE, SAVE, kind="dossiers", data=_nominee),
    "nominations:dossier_submit": Row(NOT_ALLOWED, SAVE, kind="dossiers", data=_send),
    "nominations:dossier_accept": Row(NOT_ALLOWED, RECEIVE, kind="dossiers", data=_key),
    "nominations:nomination_edit": Row(WRITE, SAVE, kind="nominations", data=_nominee),
    "nominations:nomination_remove": Row(WRITE, SAVE, kind="nominations", data=_key),
    "reports:paper": Row({ACCEPTED: READ[ACCEPTED]}, NOT_ALLOWED, kind="papers"),
    "reports:paper_file": Row({ACCEPTED: READ[ACCEPTED]}, NOT_ALLOWED, kind="papers"),
    "reports:dossier_receipt": Row(
        {ACCEPTED: dict.fromkeys(READ[ACCEPTED], 302)}, NOT_ALLOWED, kind="dossiers"
    ),
    "core:job": Row({"": {OWNER: 200}}, NOT_ALLOWED, kind="jobs"),
    "core:job_retry": Row(NOT_ALLOWED, {"": {OWNER: 302}}, kind="jobs", data=_key),
}

# Two names for one address: which page of a round answers is decided above both apps.
assert TABLE["round_page"] == TABLE["campaigns:round_detail"]
