"""Who acts when somebody deals with his own account, in no role: sets his password, changes his telephone."""

from dataclasses import dataclass

from accounts.models import User


@dataclass(frozen=True)
class Oneself:
    """The value passed as `by=` for deeds on one's own account."""

    user: User
    unit_id = None
    unit_name = ""

    @property
    def user_id(self) -> int:
        """Key of the account; what the audit names first."""
        return self.user.pk

    @property
    def name(self) -> str:
        """The full name."""
        return self.user.full_name
