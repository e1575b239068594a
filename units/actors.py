"""Who acts, and for which unit: the value passed as `by=`."""

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from units.models import Level, Membership, OrgUnit
from units.roles import STANDING_BODY_ROLES


@dataclass(frozen=True)
class Actor:
    """A logged-in user acting through one of his current memberships."""

    user: User
    membership: Membership

    @property
    def user_id(self):
        """Key of the account; what the audit names first."""
        return self.user.pk

    @property
    def name(self):
        """The person's full name; in a lent role also who lent it, so that the log says it for ever."""
        if self.is_delegated:
            return f"{self.user.full_name} (được {self.membership.delegated_by.user.full_name} ủy quyền)"
        return self.user.full_name

    @property
    def is_delegated(self):
        """Does the actor act in a role that somebody lent him?"""
        return self.membership.delegated_by_id is not None

    @property
    def unit(self):
        """The unit of the membership, as stored."""
        return self.membership.unit

    @property
    def unit_id(self):
        """Key of that unit."""
        return self.membership.unit_id

    @property
    def unit_name(self):
        """Name of that unit as a sender or receiver."""
        return self.unit.body_name

    @property
    def body(self):
        """The body that answers to the outside: an inner office acts for the body it belongs to."""
        return self.unit.parent if self.unit.level == Level.INNER and self.unit.parent_id else self.unit

    @property
    def body_id(self):
        """Key of that body."""
        return self.body.pk

    @property
    def role(self):
        """Code of the role in force."""
        return self.membership.role

    @property
    def role_label(self):
        """The role in words."""
        return self.membership.role_words

    def is_(self, *roles):
        """Does the actor hold one of these roles now?"""
        return self.membership.role in roles

    @property
    def scope_path(self):
        """Path under which this actor reads: his unit, or the unit whose standing body he works for."""
        if self.is_(*STANDING_BODY_ROLES):
            return (self.body.standing_for or self.body).path
        return self.unit.path

    def reach(self):
        """Keys of the actor's unit, of everything below it and of ended units kept there, as a query."""
        path = self.unit.path
        within = Q(path__startswith=path) | Q(keeper__path__startswith=path)
        return OrgUnit.objects.filter(within).values_list("pk", flat=True)

    def writes_for(self, unit) -> bool:
        """Is this the actor's own unit, or one that ended and left him what was not finished?"""
        return self.unit_id in (unit.pk, unit.keeper_id)

    def line(self):
        """Keys of the actor's unit and of the units above it, nearest last; read off the path."""
        return [int(step) for step in self.unit.path.split(".") if step]

    def serves_as_standing_body(self, standing_body_id):
        """Does the actor appraise for this standing body?"""
        return self.is_(*STANDING_BODY_ROLES) and self.body_id == standing_body_id
