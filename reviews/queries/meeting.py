"""Who is expected at a session, and its questions as a member looks for people close to him."""

from reviews.models import CouncilMember, CouncilSession, ExclusionKind
from reviews.permissions import votes_in
from reviews.queries.ballot import Group, ballot_groups
from reviews.queries.seats import members_of
from reviews.workflow import PREPARED


def attendees(session: CouncilSession) -> list[CouncilMember]:
    """Return who is called: everybody with a vote, or the chairs alone when only they have a poll.

    A poll that is void counts too: who was called for it stays on the list of attendance.
    """
    polls = list(session.polls.all())
    members = members_of(session.council_id)
    return [member for member in members if any(votes_in(member, poll) for poll in polls)]


def relation_groups(session: CouncilSession, seat: CouncilMember) -> list[Group]:
    """Return the questions of the polls that are not open yet, each with the member's own exclusion."""
    groups = []
    for poll in session.polls.filter(state=PREPARED).order_by("number"):
        if not votes_in(seat, poll):
            continue
        declared = poll.questions.filter(
            exclusions__member=seat, exclusions__kind=ExclusionKind.RELATIVE
        ).values_list("pk", flat=True)
        own = set(declared)
        for group in ballot_groups(poll, seat, {}):
            for line in group.lines:
                line.choice = "declared" if line.question.pk in own else ""
            groups.append(group)
    return groups
