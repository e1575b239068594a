"""Deeds of the councils, by noun."""

from reviews.actions.ballot import cast
from reviews.actions.council import end_seat, found_council, seat_member
from reviews.actions.counting import count
from reviews.actions.meeting import conclude, declare_relation, open_meeting, withdraw_relation
from reviews.actions.poll import close_poll, drop_poll, open_poll, void_poll
from reviews.actions.seal import seal_poll
from reviews.actions.session import convene, draft_session, edit_session, set_agenda, void_session

__all__ = [
    "cast",
    "close_poll",
    "conclude",
    "convene",
    "count",
    "declare_relation",
    "draft_session",
    "drop_poll",
    "edit_session",
    "end_seat",
    "found_council",
    "open_meeting",
    "open_poll",
    "seal_poll",
    "seat_member",
    "set_agenda",
    "void_poll",
    "void_session",
    "withdraw_relation",
]
