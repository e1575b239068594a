"""Who may do what in a council. `seat` is what the actor is in that council (`queries.seat_of`), or None.

Functions of a council belong to the person, whatever unit he acts for in the top bar.
"""

from core.audit import SYSTEM
from core.verdict import ALLOWED, Verdict, refused
from reviews.models import Council, CouncilMember, CouncilSession, Poll, VotingBody
from reviews.models.council import PRESIDING
from units.roles import Role

Seat = CouncilMember | None


def can_set_up(actor, unit) -> Verdict:
    """May the actor write down a council of this unit and its members?"""
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_(Role.OFFICE_HEAD, Role.DIRECTOR) or _serves(actor) != unit.pk:
        return refused("Thành phần Hội đồng do lãnh đạo cơ quan thường trực ghi theo quyết định thành lập.")
    return ALLOWED


def _serves(actor) -> int:
    return actor.body.standing_for_id or actor.body_id


def can_prepare(seat: Seat, council: Council) -> Verdict:
    """May this person draft, convene, run and conclude sessions of the council?"""
    if seat is None or seat.council_id != council.pk or not seat.is_secretary:
        return refused("Việc này do thư ký Hội đồng thực hiện.")
    return ALLOWED


def can_lead(seat: Seat, session: CouncilSession) -> Verdict:
    """May this person act as the one who presides, or as the secretary of the session?"""
    if is_chair(seat, session) or is_secretary(seat, session):
        return ALLOWED
    return refused("Việc này do người chủ trì hoặc thư ký phiên họp thực hiện.")


def is_chair(seat: Seat, session: CouncilSession) -> bool:
    """Does this seat preside over the session?"""
    return seat is not None and seat.pk == session.chair_id


def is_secretary(seat: Seat, session: CouncilSession) -> bool:
    """Is this seat the session's secretary, or another secretary of its council?"""
    return seat is not None and seat.council_id == session.council_id and seat.is_secretary


def may_preside(member: CouncilMember) -> bool:
    """Is this a member who can preside: the chair, or a vice chair in his place?"""
    return member.function in PRESIDING


def votes_in(member: CouncilMember, poll: Poll) -> bool:
    """Does this seat vote in the poll: the full council, or its chair and vice chairs?"""
    return may_preside(member) if poll.body == VotingBody.STANDING else member.is_voting


def can_declare(seat: Seat, session: CouncilSession) -> Verdict:
    """May this person say that he is close to a nominee?"""
    if seat is None or seat.council_id != session.council_id or not seat.is_voting:
        return refused("Chỉ thành viên Hội đồng có quyền bỏ phiếu mới cần khai báo.")
    return ALLOWED


def can_close(seat: Seat, poll: Poll, *, is_teller: bool) -> Verdict:
    """May this person close the poll? `is_teller`: he stands as a teller on its roster."""
    if is_teller or is_secretary(seat, poll.session):
        return ALLOWED
    return refused("Việc đóng bỏ phiếu do thư ký hoặc ban kiểm phiếu thực hiện.")


def can_count(*, is_teller: bool) -> Verdict:
    """May this person open the count together with a second teller?"""
    return ALLOWED if is_teller else refused("Việc kiểm phiếu do ban kiểm phiếu thực hiện.")


def can_vote(*, is_voter: bool) -> Verdict:
    """May this person cast a ballot?"""
    if is_voter:
        return ALLOWED
    return refused("Đồng chí không có trong danh sách bỏ phiếu của lần này.")
