"""The end of a poll's private key, after the deed that ends it is saved."""

import logging
from functools import partial

from django.db import transaction

from core import audit, clock
from reviews import sealing
from reviews.models import Poll
from reviews.workflow import SEALED, VOID

logger = logging.getLogger(__name__)


def destroy_key_after_commit(poll_id: int, *, by) -> None:
    """Destroy the key once the transaction is saved; a disk that refuses is logged and tried again later."""
    transaction.on_commit(partial(destroy_key, poll_id, by=by), robust=True)


@transaction.atomic
def destroy_key(poll_id: int, *, by) -> bool:
    """Destroy the key of a poll that is sealed or void, and write down when. Returns whether it was now."""
    poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll_id)
    if poll.state not in (SEALED, VOID) or poll.key_destroyed_at is not None or not poll.public_key:
        return False
    files = sealing.destroy(poll.pk)
    poll.key_destroyed_at = clock.now()
    poll.save(update_fields=["key_destroyed_at"])
    audit.record("reviews.key_destroyed", by=by, obj=poll, data={"files": files})
    return True


def destroy_left_keys(*, by) -> list[int]:
    """Destroy keys that outlived their poll (a crash between seal and destruction); returns those polls."""
    left = Poll.objects.filter(state__in=[SEALED, VOID], key_destroyed_at=None).exclude(public_key=b"")
    return [pk for pk in left.values_list("pk", flat=True) if destroy_key(pk, by=by)]
