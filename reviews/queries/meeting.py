"""The questions of a session as a member looks for people close to him."""

from reviews.models import CouncilMember, CouncilSession, ExclusionKind
from reviews.permissions import votes_in
from reviews.queries.ballot import Group, ballot_groups
from reviews.workflow import PREPARED


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
