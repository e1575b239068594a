"""A new version of the program waits until no vote is under way."""

import io

import pytest
from django.core.management import CommandError, call_command

from reviews.models import Poll
from tests.factories import reviews as chambers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def collected(settings, tmp_path):
    """Where the static files would go."""
    settings.STATIC_ROOT = tmp_path / "static"
    return settings.STATIC_ROOT


@pytest.mark.parametrize("state", ["OPEN", "CLOSED"])
def test_while_a_vote_is_under_way_nothing_is_touched(state, collected):
    chamber = chambers.make_chamber()
    poll = chambers.make_open(chamber)
    if state == "CLOSED":
        poll = chambers.close(chamber, poll)
    with pytest.raises(CommandError) as refused:
        call_command("upgrade", stdout=io.StringIO())
    assert str(refused.value).startswith(f"Đang có lần bỏ phiếu chưa chốt kết quả (mã {poll.pk}).")
    assert (collected.exists(), Poll.objects.get(pk=poll.pk).state) == (False, state)


def test_after_the_seal_everything_is_brought_up_to_date(collected):
    chambers.make_sealed(chambers.make_chamber())
    told = io.StringIO()
    call_command("upgrade", stdout=told)
    assert (collected / "css" / "portal.css").is_file()
    assert told.getvalue().count("No migrations to apply.") == 1
