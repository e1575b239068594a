"""What the pages of sessions and polls share."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from core.http import find
from reviews import permissions
from reviews.models import CouncilSession, Poll
from reviews.queries import polls
from reviews.workflow import CLOSED, COUNTED, IN_SESSION, OPEN, PREPARED, SEALED


def find_session(request: HttpRequest, pk: int) -> CouncilSession:
    """Return the session within reach, or a logged 404."""
    return find(polls.for_page(CouncilSession.visible_to(request.actor)), pk=pk)


def find_poll(request: HttpRequest, pk: int, poll_pk: int) -> Poll:
    """Return the poll of a session within reach, or a logged 404."""
    rows = Poll.visible_to(request.actor).select_related(
        "session__council", "session__chair__user", "session__secretary__user", "replaces"
    )
    return find(rows, pk=poll_pk, session_id=pk)


def to_session(done) -> str:
    """Return the address of the session that a deed was about."""
    session_id = done.session_id if isinstance(done, Poll) else done.pk
    return reverse("reviews:session_detail", args=[session_id])


@dataclass
class PollCard:
    """A poll on the page of its session: how far it is and what this person may do now."""

    poll: Poll
    voted: int
    members: int
    deeds: list[tuple[str, str, str]]  # words, address, icon
    note: str
    is_public: bool
    passed: int = 0
    questions: int = 0


def poll_cards(actor, seat, found: list[Poll]) -> list[PollCard]:
    """Return the cards of a session's polls."""
    return [_card(actor, seat, poll) for poll in found]


def _card(actor, seat, poll: Poll) -> PollCard:
    entry = polls.roster_entry(poll, actor)
    voted, members = polls.turnout(poll)
    deeds, note = _deeds(actor, seat, poll, entry)
    card = PollCard(poll, voted, members, deeds, note, polls.is_public(poll))
    card.questions = poll.questions.count()
    if card.is_public:
        card.passed = sum(question["passed"] for question in poll.sheet["questions"])
    return card


def _deeds(actor, seat, poll: Poll, entry) -> tuple[list[tuple[str, str, str]], str]:
    """Return the deeds of this person on the poll in its state, the main one first, and a remark."""

    def to(name: str) -> str:
        return reverse(f"reviews:{name}", args=[poll.session_id, poll.pk])

    leads = bool(permissions.can_lead(seat, poll.session)) and poll.session.state == IN_SESSION
    secretary = permissions.is_secretary(seat, poll.session)
    teller = entry is not None and entry.is_teller
    deeds, note = [], ""
    if poll.state == PREPARED and leads:
        deeds.append(("Mở bỏ phiếu", to("poll_open"), "envelope-open"))
        if secretary:
            deeds.append(("Không bỏ phiếu trong phiên này", to("poll_drop"), "x-circle"))
    if poll.state == OPEN:
        if entry is not None and entry.is_voting:
            url = reverse("reviews:ballot", args=[poll.session_id])
            done = polls.has_voted(poll, actor)
            deeds.append(("Bỏ lại phiếu" if done else "Bỏ phiếu", url, "envelope-open"))
            note = "Đồng chí đã bỏ phiếu." if done else "Đồng chí chưa bỏ phiếu."
        if secretary or teller:
            deeds.append(("Đóng bỏ phiếu", to("poll_close"), "lock"))
    if poll.state == CLOSED:
        names = [member.user.full_name for member in polls.waits_for_teller(poll)]
        if names:
            note = f"{', '.join(names)} đã mở kiểm phiếu, chờ thêm một người của ban kiểm phiếu."
        if teller:
            deeds.append(("Kiểm phiếu", to("poll_count"), "clipboard-check"))
    if poll.state == COUNTED and permissions.can_lead(seat, poll.session):
        deeds.append(("Chốt kết quả", to("poll_seal"), "patch-check"))
    if poll.state in (OPEN, CLOSED, COUNTED, SEALED) and leads:
        wanted = [consent.member.user.full_name for consent in polls.wants_void(poll)]
        if wanted:
            note = f"{note} {', '.join(wanted)} đề nghị hủy kết quả.".strip()
        deeds.append(("Hủy, bỏ phiếu lại", to("poll_void"), "arrow-counterclockwise"))
    return deeds, note
