"""What pages and other apps read about councils."""

from reviews.queries.agenda import ready_items
from reviews.queries.seats import council_roles, seat_of
from reviews.queries.work import waiting_for

__all__ = ["council_roles", "ready_items", "seat_of", "waiting_for"]
