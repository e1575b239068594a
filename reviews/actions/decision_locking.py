"""What all deeds on decisions begin and end with: the locked rows, the allowed move, who was faster."""

from django.db.models import F

from campaigns.models import Round
from core import clock
from core.errors import Stale
from reviews.models import Decision, DecisionLine
from reviews.queries.decision_lines import lines_of, prizes_of
from reviews.workflow_decision import DECISION, DRAFT, PRESENTED, PUBLISHED, SIGNED

GONE = "Tên này vừa được bỏ khỏi dự thảo. Mở lại quyết định để xem danh sách hiện nay."

# State: which columns say who brought the decision there and when, and in what words.
_BROUGHT = {
    PRESENTED: ("presented", "trình ký"),
    SIGNED: ("signed", "ghi số"),
    PUBLISHED: ("published", "công bố"),
}
_PEOPLE = [f"{name}_by" for name, _ in _BROUGHT.values()]


def lock_round(round_id: int) -> Round:
    """Return the round, held: the deeds on its decisions go one after the other, since prizes depend."""
    rows = Round.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("host", "standing_body").get(pk=round_id)


def lock_decision(decision_id: int) -> Decision:
    """Return the decision as it stands now, held until the deed is over; its round is held first."""
    found = Decision.objects.filter(pk=decision_id)
    lock_round(found.values_list("round_id", flat=True).get())
    rows = found.select_for_update(of=("self",))
    needed = ("round__standing_body", "unit", "award", "session", "returned_by", *_PEOPLE)
    return rows.select_related(*needed).get()


def lock_with_line(line_id: int) -> tuple[Decision, DecisionLine]:
    """Return the held decision and its line as it stands then; Stale when the line was just taken off."""
    found = DecisionLine.objects.filter(pk=line_id)
    decision_id = found.values_list("decision_id", flat=True).first()
    if decision_id is None:
        raise Stale(GONE)
    decision = lock_decision(decision_id)
    line = found.select_related("nomination", "struck_by").first()
    if line is None:
        raise Stale(GONE)
    return decision, line


def demand_decision_move(name: str, decision: Decision) -> None:
    """Raise Stale when the move may not start from the state just read, saying who was faster."""
    if not DECISION.allows(name, decision.state):
        raise overtaken(decision)


def demand_decision_state(decision: Decision, state: str) -> None:
    """Raise Stale when the decision is in another state."""
    if decision.state != state:
        raise overtaken(decision)


def overtaken(decision: Decision) -> Stale:
    """Return who brought the decision where it is, and when."""
    if decision.state in _BROUGHT:
        name, words = _BROUGHT[decision.state]
        who, when = getattr(decision, f"{name}_by"), getattr(decision, f"{name}_at")
        return Stale(f"Quyết định đã được {who} {words} lúc {clock.local(when):%H:%M ngày %d/%m/%Y}.")
    if decision.state == DRAFT and decision.returned_at:
        when = clock.local(decision.returned_at)
        return Stale(f"Quyết định đã được {decision.returned_by} trả lại lúc {when:%H:%M ngày %d/%m/%Y}.")
    return Stale(f"Quyết định: {decision.workflow_state.label.lower()}.")


def save_decision(decision: Decision, **values) -> None:
    """Save these columns and count the change."""
    values["updated_at"] = clock.now()
    for column, value in values.items():
        setattr(decision, column, value)
    decision.version = F("version") + 1
    decision.save(update_fields=["version", *values])
    decision.refresh_from_db(fields=["version"])


def reprice(decision: Decision) -> None:
    """Plan the prizes of all unsigned decisions of the round anew: one title less may pay another.

    The round is held.
    """
    day = clock.today()
    unsigned = Decision.objects.filter(round_id=decision.round_id, state__in=[DRAFT, PRESENTED])
    for other in unsigned.select_related("award", "round").order_by("pk"):
        write_prizes(other, lines_of(other), day)


def write_prizes(decision: Decision, lines: list[DecisionLine], day) -> None:
    """Write the prizes by the base salary of this day."""
    amounts = prizes_of(decision, lines, day)
    changed = [line for line in lines if line.prize != amounts[line.pk]]
    for line in changed:
        line.prize = amounts[line.pk]
    DecisionLine.objects.bulk_update(changed, ["prize"], batch_size=500)
