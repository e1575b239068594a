"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by the unit's head or the administrator; nobody registers himself."""

    def is_open_for_signup(self, request) -> bool:
        return False
