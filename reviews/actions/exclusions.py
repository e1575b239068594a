"""Who has no vote on which question: known before anybody says so, or carried over."""

from core.text import fold
from nominations.models import Recusal
from reviews.models import CouncilMember, Exclusion, ExclusionKind, Poll, Question
from units.models import Membership


def exclude_known(poll: Poll, members: list[CouncilMember]) -> int:
    """Exclude members from the questions about themselves and from those they have recused from."""
    questions = list(poll.questions.select_related("nomination__dossier"))
    known = set(Exclusion.objects.filter(question__poll=poll).values_list("question_id", "member_id"))
    rows = []
    for member, question, kind, reason in [*_own(questions, members), *_recused(questions, members)]:
        if (question.pk, member.pk) not in known:
            known.add((question.pk, member.pk))
            rows.append(Exclusion(question=question, member=member, kind=kind, reason=reason))
    Exclusion.objects.bulk_create(rows)
    return len(rows)


def _own(questions: list[Question], members: list[CouncilMember]):
    """A nominee who sits in the council: the same person, or the same name in the same unit."""
    persons, places = {}, {}
    by_user = {member.user_id: member for member in members}
    for member in members:
        places[fold(member.user.full_name), member.unit_id] = member
        if member.person_id:
            persons[member.person_id] = member
    held = Membership.objects.filter(user_id__in=by_user).values_list("user_id", "person_id", "unit_id")
    for user_id, person_id, unit_id in held:
        member = by_user[user_id]
        places[fold(member.user.full_name), unit_id] = member
        if person_id:
            persons[person_id] = member
    for question in questions:
        nomination = question.nomination
        if nomination.is_collective:
            continue
        member = persons.get(nomination.person_id) or places.get(
            (nomination.folded, nomination.dossier.unit_id)
        )
        if member:
            yield member, question, ExclusionKind.OWN, ExclusionKind.OWN.label


def _recused(questions: list[Question], members: list[CouncilMember]):
    """A member who has already recused himself from the nominee."""
    by_user = {member.user_id: member for member in members}
    by_nomination = {question.nomination_id: question for question in questions}
    recusals = Recusal.objects.filter(user_id__in=by_user, nomination_id__in=by_nomination)
    for recusal in recusals:
        yield (
            by_user[recusal.user_id],
            by_nomination[recusal.nomination_id],
            ExclusionKind.RECUSAL,
            recusal.reason[:200],
        )


def copy_exclusions(old: Poll, new: Poll) -> None:
    """Carry the exclusions of a void poll over to the poll that replaces it."""
    questions = {question.nomination_id: question for question in new.questions.all()}
    Exclusion.objects.bulk_create(
        Exclusion(
            question=questions[row.question.nomination_id],
            member_id=row.member_id,
            kind=row.kind,
            reason=row.reason,
        )
        for row in Exclusion.objects.filter(question__poll=old).select_related("question")
    )
