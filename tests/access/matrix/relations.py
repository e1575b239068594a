"""What a role is to an object: read off whose it is ("own sent", "theirs draft") and sometimes its state."""

from collections.abc import Callable

from tests.access.world import MEMBERS

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
#: Those who write for a body that the open round takes dossiers from.
WRITERS = ("editor", "head", "school_editor", "neighbour_editor", "chair", "secretary", "late_member")

STRANGER = "stranger"
# Dossiers, and what lies in them.
WRITER, HEAD, READER, RECEIVER, CHIEF, OVERSEER = "writer", "head", "reader", "receiver", "chief", "overseer"
# Jobs and memberships.
OWNER = "owner"
# Campaigns.
HOST, ABOVE, JOINED, COLLEAGUE, INVITED = "host", "above", "joined", "colleague", "invited"
# Councils, sessions and polls; the leader and the overseer only look on.
SECRETARY, CHAIR, TELLER, VOTER, LATE, LEADER = "secretary", "chair", "teller", "voter", "late", "leader"
# Decisions; the leader and the clerk are those of the unit that issues it.
OFFICER, CLERK, UNIT = "officer", "clerk", "unit"
# Accounts and roles: who administers all, who heads the unit, who lent a role.
MANAGER, BOSS, GIVER = "manager", "boss", "giver"

ALL = (
    STRANGER,
    WRITER,
    HEAD,
    READER,
    RECEIVER,
    CHIEF,
    OVERSEER,
    OWNER,
    HOST,
    ABOVE,
    JOINED,
    COLLEAGUE,
    INVITED,
)
ALL += (SECRETARY, CHAIR, TELLER, VOTER, LATE, LEADER, OFFICER, CLERK, UNIT)
ALL += (MANAGER, BOSS, GIVER)

Of = dict[str, dict[str, str]]
#: Not yet, or no longer, with the standing body.
AT_HOME = ("draft", "signing")
_UPWARD = {"leader": READER, "province_leader": READER}
_OF_DOSSIERS: Of = {
    "own": {"editor": WRITER, "head": HEAD} | _UPWARD,
    "below": {"school_editor": WRITER, "editor": READER, "head": READER} | _UPWARD,
    "neighbour": {"neighbour_editor": WRITER, "neighbour_leader": READER, "province_leader": READER},
    "school": {"school_editor": WRITER, "editor": READER, "head": READER} | _UPWARD,
}
_TO_PROVINCE = {"officer": RECEIVER, "office_head": CHIEF, "director": OVERSEER}
#: The school sends some dossiers to the commune's own standing body.
_RECEIVERS: Of = {
    "own": _TO_PROVINCE,
    "below": _TO_PROVINCE,
    "neighbour": _TO_PROVINCE,
    "school": {"commune_officer": RECEIVER},
}
_COMMUNE = dict.fromkeys(("editor", "head", "leader", "clerk_office", "consultee", "commune_officer"), READER)
_NEIGHBOUR = dict.fromkeys(("neighbour_editor", "neighbour_leader"), READER)
_PROVINCE = dict.fromkeys(("officer", "director", "province_leader", "province_clerk"), READER)
_PROVINCE |= {"office_head": CHIEF}
_SERVING = dict.fromkeys(("auditor", "admin"), READER)
# A round is read by the kinds of bodies that it takes dossiers from, and by its host and standing body.
_OF_ROUNDS: Of = {
    "open": dict.fromkeys(MEMBER, READER) | dict.fromkeys(WRITERS, WRITER) | {"office_head": CHIEF},
    "hidden": _PROVINCE | _SERVING,
    "deciding": _COMMUNE
    | _NEIGHBOUR
    | _PROVINCE
    | _SERVING
    | dict.fromkeys(("editor", "head", "neighbour_editor"), WRITER),
    "commune": _COMMUNE | _PROVINCE | {"office_head": READER, "school_editor": WRITER},
}
_OF_WAITING: Of = {"ours": _OF_ROUNDS["deciding"] | {"officer": OFFICER}}
_OF_JOBS: Of = {"officer": {"officer": OWNER}, "office_head": {"office_head": OWNER}, "system": {}}
_HOSTS = dict.fromkeys(STANDING, HOST)
_OF_CAMPAIGNS: Of = {
    "ours": dict.fromkeys(_COMMUNE, COLLEAGUE)
    | dict.fromkeys(("editor", "head"), JOINED)
    | dict.fromkeys(("neighbour_editor", "chair", "secretary", "late_member"), INVITED)
    | dict.fromkeys(("province_leader", "province_clerk"), ABOVE)
    | _HOSTS,
    "theirs": dict.fromkeys((*_COMMUNE, *_PROVINCE), ABOVE) | {"commune_officer": HOST},
}
_OF_COUNCILS: Of = {
    "ours": {
        "secretary": SECRETARY,
        "chair": CHAIR,
        "teller": TELLER,
        "member": VOTER,
        "late_member": LATE,
        "province_leader": LEADER,
    }
    | dict.fromkeys(STANDING, OVERSEER),
    "theirs": {"commune_officer": SECRETARY, "leader": CHAIR},
}
_OF_DECISIONS: Of = {
    "ours": dict.fromkeys(WRITERS, UNIT)
    | {"officer": OFFICER, "office_head": CHIEF, "director": OVERSEER}
    | {"province_leader": LEADER, "province_clerk": CLERK},
    "theirs": {"commune_officer": OFFICER, "leader": LEADER, "clerk_office": CLERK}
    | dict.fromkeys(("editor", "head", "school_editor"), UNIT),
}
_OF_REPORTS: Of = {
    "ours": {"officer": OFFICER, "office_head": CHIEF, "director": OVERSEER, "province_leader": LEADER}
}
_ABOVE_ALL = dict.fromkeys((*STANDING, "province_leader"), READER)
_ABOVE_COMMUNE = dict.fromkeys(("editor", "head", "leader", "commune_officer"), READER)
_OF_PEOPLE: Of = {
    "own": _ABOVE_ALL | _ABOVE_COMMUNE,
    "below": _ABOVE_ALL | _ABOVE_COMMUNE | {"school_editor": READER},
    "neighbour": _ABOVE_ALL | _NEIGHBOUR,
    "department": _ABOVE_ALL | dict.fromkeys(("chair", "secretary", "member", "late_member"), READER),
}
#: Two people of one name: merged by the standing body, known of by whoever reads both.
_OF_PAIRS: Of = {
    whose: found | dict.fromkeys(("officer", "office_head"), OFFICER) | {"director": OVERSEER}
    for whose, found in _OF_PEOPLE.items()
}
_OF_PAIRS["own"]["commune_officer"] = OFFICER
#: Numbers are for the unit itself and the standing body; whoever is above reads the person without it.
_HANDLERS = dict.fromkeys(("officer", "office_head"), OFFICER)
_OF_NUMBERS: Of = {
    "own": _OF_PEOPLE["own"] | _HANDLERS | {"commune_officer": OFFICER, "editor": WRITER, "head": WRITER},
    "below": _OF_PEOPLE["below"] | _HANDLERS | {"commune_officer": OFFICER, "school_editor": WRITER},
    "neighbour": _OF_PEOPLE["neighbour"] | _HANDLERS | {"neighbour_editor": WRITER},
}
#: Whoever may write a person down corrects him: the editor and head above too, and the standing bodies.
_STANDING_WRITERS = dict.fromkeys(STANDING, WRITER)
_COMMUNE_WRITERS = dict.fromkeys(("editor", "head", "commune_officer"), WRITER)
_OF_EDITED: Of = {
    "own": _OF_PEOPLE["own"] | _STANDING_WRITERS | _COMMUNE_WRITERS,
    "below": _OF_PEOPLE["below"] | _STANDING_WRITERS | _COMMUNE_WRITERS | {"school_editor": WRITER},
    "neighbour": _OF_PEOPLE["neighbour"] | _STANDING_WRITERS | {"neighbour_editor": WRITER},
}
#: The same but for the director.
_OF_TRANSFERRED: Of = {whose: found | {"director": READER} for whose, found in _OF_EDITED.items()}
_OF_READINGS: Of = {role: {role: OWNER} for role in ("editor", "officer")}
_OF_MERGES: Of = {
    "own": {role: what for role, what in _OF_PAIRS["own"].items() if what in (OFFICER, OVERSEER)}
}
_OF_IMPORTS: Of = {
    "ours": dict.fromkeys(("officer", "office_head"), OFFICER),
    "own": dict.fromkeys(("editor", "head"), WRITER),
}
_OF_IMPORT_KINDS: Of = {
    "people": dict.fromkeys(WRITERS, WRITER) | _OF_IMPORTS["ours"],
    "grants": _OF_IMPORTS["ours"],
}
_ADMIN = {"admin": MANAGER}
_HEADS_OF_DEPARTMENT = dict.fromkeys(("chair", "late_member"), BOSS)
_OF_ACCOUNT_FILES: Of = {"ours": _ADMIN, "own": {"head": BOSS}}
_OF_ACCOUNTS: Of = {
    "own": _ADMIN | {"head": BOSS},
    "below": _ADMIN | {"head": BOSS},
    "department": _ADMIN | _HEADS_OF_DEPARTMENT,
    "neighbour": _ADMIN,
}
_OF_LENT: Of = {"own": _ADMIN | {"head": GIVER}, "neighbour": _ADMIN | {"neighbour_leader": GIVER}}
_OF_REORGANISATIONS: Of = {
    "plan": dict.fromkeys(("auditor", "office_head"), READER) | {"admin": WRITER},
}
#: A unit corrects its inner ones, ADMIN all; whoever has the unit in his scope is told who does.
_OF_UPKEEP: Of = {
    "own": _COMMUNE | _PROVINCE | _SERVING | {"office_head": READER, "admin": WRITER},
    "inner": _COMMUNE
    | _PROVINCE
    | _SERVING
    | {"office_head": READER}
    | dict.fromkeys(("admin", "editor", "head"), WRITER),
}
#: Certificates are also for the units whose nominees they honour.
_HONOURED = dict.fromkeys(("editor", "head"), WRITER)
_OTHER_UNITS = dict.fromkeys(
    ("school_editor", "neighbour_editor", "chair", "secretary", "late_member"), STRANGER
)


def _of_dossier(role: str, name: str) -> str:
    whose, state = name.split()[:2]
    found = _OF_DOSSIERS[whose].get(role)
    if not found and state not in AT_HOME:
        found = _RECEIVERS[whose].get(role)
    return found or STRANGER


def _of_paper(role: str, name: str) -> str:
    whose, state = name.split()[:2]
    if whose != "ours":
        return _of_dossier(role, name)
    if state == "minutes":
        return _OF_COUNCILS["ours"].get(role, STRANGER)
    found = (_OF_DECISIONS["ours"] | _HONOURED | _OTHER_UNITS).get(role, STRANGER)
    return STRANGER if found == WRITER and state != "certificate" else found


def _by_owner(table: Of) -> Callable[[str, str], str]:
    return lambda role, name: table[name.split()[0]].get(role, STRANGER)


def _of_membership(role: str, name: str) -> str:
    return OWNER if name == "mine" and role in MEMBER else STRANGER


_RELATIONS = {
    **dict.fromkeys(("dossiers", "nominations", "evidence", "supplements"), _of_dossier),
    "papers": _of_paper,
    "rounds": _by_owner(_OF_ROUNDS),
    "jobs": _by_owner(_OF_JOBS),
    "memberships": _of_membership,
    "campaigns": _by_owner(_OF_CAMPAIGNS),
    **dict.fromkeys(("councils", "sessions", "polls"), _by_owner(_OF_COUNCILS)),
    **dict.fromkeys(("decisions", "lines"), _by_owner(_OF_DECISIONS)),
    "waiting": _by_owner(_OF_WAITING),
    "reports": _by_owner(_OF_REPORTS),
    "people": _by_owner(_OF_PEOPLE),
    "pairs": _by_owner(_OF_PAIRS),
    "merges": _by_owner(_OF_MERGES),
    "numbers": _by_owner(_OF_NUMBERS),
    "edited": _by_owner(_OF_EDITED),
    "transferred": _by_owner(_OF_TRANSFERRED),
    "readings": _by_owner(_OF_READINGS),
    "imports": _by_owner(_OF_IMPORTS),
    "account_files": _by_owner(_OF_ACCOUNT_FILES),
    "import_kinds": _by_owner(_OF_IMPORT_KINDS),
    **dict.fromkeys(("accounts", "roles"), _by_owner(_OF_ACCOUNTS)),
    "lent": _by_owner(_OF_LENT),
    "catalogue": lambda role, name: OWNER if role in MEMBER else STRANGER,
    "rules": _by_owner({"waiting": {"officer": OFFICER, "office_head": CHIEF}}),
    **dict.fromkeys(("grants", "chapters", "units_known", "letters", "tasks"), lambda role, name: STRANGER),
    "reorganisations": _by_owner(_OF_REORGANISATIONS),
    "upkeep": _by_owner(_OF_UPKEEP),
    **dict.fromkeys(("reorganisation_kinds",), lambda role, name: WRITER if role == "admin" else READER),
}


_WITHOUT_STATES = {"rounds", "jobs", "memberships", "waiting", "grants", "chapters", "councils"}
_WITHOUT_STATES |= {"people", "units_known", "import_kinds", "lent", "letters", "rules", "catalogue", "tasks"}
_WITHOUT_STATES |= {"reorganisation_kinds"}
_WITHOUT_STATES |= {"pairs", "numbers", "edited", "transferred", "readings", "upkeep"}


def relation(kind: str, role: str, name: str) -> str:
    """Return what the role is to the object of this name; nothing to one that does not exist."""
    return STRANGER if name == "unknown" else _RELATIONS[kind](role, name)


def state_of(kind: str, name: str) -> str:
    """Return the state that the object's name tells; rounds, jobs and the like have one for all."""
    return "" if kind in _WITHOUT_STATES else name.split()[1]
