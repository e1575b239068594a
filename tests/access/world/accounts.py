"""Accounts by what a head may do with them, roles, lent roles that have not begun, a letter."""

from datetime import date

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str

from tests.access.world.people import World
from tests.factories.units import make_membership, make_user
from units.models import Membership, Role

_ACCOUNTS = {
    "own plain": "editor",
    "below plain": "school_editor",
    "own higher": "leader",
    "own closed": "disabled",
    "department seat": "secretary",
    "neighbour plain": "neighbour_editor",
}


def make_accounts(world: World) -> None:
    """What the world has already, by its names here; two lent roles; a letter to somebody of no role."""
    world.accounts = {name: world.users[user].pk for name, user in _ACCOUNTS.items()}
    world.roles = {
        name: world.actors[user].membership.pk for name, user in _ACCOUNTS.items() if user in world.actors
    }
    world.lent = {
        "own": _lend(world, "head", "editor"),
        "neighbour": _lend(world, "neighbour_leader", "neighbour_editor"),
    }
    reader = make_user("Người quên mật khẩu", username="forgetful", email="quen@laocai.gov.vn")
    world.letters = {"ours": (user_pk_to_url_str(reader), default_token_generator.make_token(reader))}


def _lend(world: World, giver: str, deputy: str) -> int:
    own: Membership = world.actors[giver].membership
    return make_membership(
        own.unit,
        Role(own.role),
        user=world.users[deputy],
        valid_from=date(2026, 12, 1),
        valid_to=date(2026, 12, 10),
        delegated_by=own,
        document_no="1/GUQ",
        document_on=date(2026, 11, 20),
    ).pk
