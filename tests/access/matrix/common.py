"""What a row of the matrix is, and what its rules are made of."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

from core import formkeys
from tests.access.matrix.relations import ALL, AWAY, INSIDE, ROLES, STRANGER, relation, state_of
from tests.access.world import World

SHORT = os.environ.get("PROOF", "short") == "short"
METHODS = ("GET", "POST", "PUT", "DELETE")
#: Who asks for all where every role gets one answer.
SPOKESMEN = ("anonymous", "editor", "officer")
Rule = dict
Data = Callable[[World, str, str], dict]

NOT_ALLOWED: Rule = {ROLES: 405}
FOR_ALL: Rule = {ROLES: 200}
FOR_THOSE_INSIDE: Rule = {INSIDE: 200}


@dataclass(frozen=True)
class Row:
    """One address: what it is about, what each method answers, what a valid POST holds.

    `on`: the objects it is tried on, by name; among them one where each deed is allowed and, for who does it,
    one out of sight. One that nobody has is added. `keys`: what the address calls the keys of its object.
    """

    get: Rule
    post: Rule
    kind: str = ""
    on: tuple[str, ...] = ()
    put: Rule = field(default_factory=dict)
    delete: Rule = field(default_factory=dict)
    public: bool = False
    data: Data = lambda world, role, name: {}
    keys: tuple[str, ...] = ("pk",)

    @property
    def targets(self) -> list[str]:
        """The names of the objects that the row is tried on; one empty name where it is about none."""
        return [*self.on, "unknown"] if self.kind else [""]

    def refuses(self, method: str) -> bool:
        """Does the address not take this method, whoever asks?"""
        rule = getattr(self, method.lower())
        return rule == NOT_ALLOWED or (method in {"PUT", "DELETE"} and not rule)

    def expected(self, method: str, role: str, name: str = "") -> int:
        """Return the status that this role gets for this method on the object of this name."""
        if role in AWAY and not self.public:
            return 302
        if self.refuses(method):
            return 405
        rule = getattr(self, method.lower())
        if not self.kind:
            return next(status for roles, status in rule.items() if role in roles)
        if name == "unknown":
            return 404
        by_relation = rule.get(state_of(self.kind, name), {})
        return by_relation.get(relation(self.kind, role, name), 404)

    def questions(self, role: str) -> list[tuple[str, str]]:
        """Return (method, object) of everything that this role is asked.

        Every role is asked wherever its answer is its own. A method that the address does not take, and a
        key that nobody has, some ask for all; so does the first object for those sent to the log-in, and for
        strangers to every object of a deed. What is only read is asked about by everybody, object by object.
        At the small size two roles speak for all who are the same to an object; at PROOF=full nobody does.
        """
        found = []
        for method in METHODS:
            if self.refuses(method):
                asked = self.targets[:1] if role in SPOKESMEN else []
            elif role in AWAY and not self.public:
                asked = self.targets[:1]
            else:
                asked = self._asked(role)
            found += [(method, target) for target in asked]
        return found

    def _asked(self, role: str) -> list[str]:
        if not self.kind:
            return self.targets
        if SHORT and role not in SPOKESMEN:
            return [name for name in self.on if role in self._first_of_their_kind(role, name)]
        is_read = self.post == NOT_ALLOWED
        is_stranger = all(relation(self.kind, role, name) == STRANGER for name in self.on)
        asked = list(self.on) if is_read or not is_stranger else [self.on[0]]
        return [*asked, "unknown"] if role in SPOKESMEN else asked

    def _first_of_their_kind(self, role: str, name: str) -> list[str]:
        """The first two roles that are to this object what this one is: they speak for the others."""
        mine = relation(self.kind, role, name)
        return [other for other in INSIDE if relation(self.kind, other, name) == mine][:2]


def everybody(status: int) -> dict:
    """The same answer for whatever a role is to the object."""
    return dict.fromkeys(ALL, status)


def only(status: int, *relations: str) -> dict:
    """This answer for these relations; to the others the object is not there."""
    return dict.fromkeys(relations, status)


def key(world: World, role: str, name: str) -> dict:
    """The one-time key alone: a deed that needs nothing but the press."""
    return {formkeys.FIELD: formkeys.new_key()}


def typed(**values) -> Data:
    """The same words in every form, with a one-time key."""
    return lambda world, role, name: key(world, role, name) | values
