"""The demo province: real units, invented people; every state is reached through the real actions."""

from django.db import transaction

from core import clock
from laocai_thidua.demo import campaigns, council, decisions, rounds
from laocai_thidua.demo.accounts import ACCOUNTS
from laocai_thidua.demo.diary import Days, at, play
from laocai_thidua.demo.people import Folk
from laocai_thidua.demo.world import World, enrol

SEED = 351  # the same people for the same number


@transaction.atomic
def build() -> None:
    """Build the demo province; called once, on a database that holds no account."""
    now = clock.now()
    days = Days(clock.local(now).date())
    world = World(now=now, days=days, folk=Folk(SEED, [account.full_name for account in ACCOUNTS]))
    with clock.at(at(days.begins, 8)):
        enrol(world)
    play(
        [
            *campaigns.stories(world),
            *rounds.stories(world),
            *council.stories(world),
            decisions.of_sudden_merit(world),
        ]
    )
