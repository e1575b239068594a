"""Decisions of the demo: of the earlier session, out since the last quarter, and of sudden merit."""

from datetime import date

from core import clock
from laocai_thidua.demo import rounds
from laocai_thidua.demo.diary import Story, at
from laocai_thidua.demo.letters import letter
from laocai_thidua.demo.world import CLERK, DIRECTOR, LEADER, OFFICER, World
from reviews.actions import decision as actions
from reviews.models import CouncilSession, Decision

SIGNER_TITLE = "Phó Chủ tịch"


def of_session(world: World, session: CouncilSession) -> Story:
    """Both awards of a session that is over; the signer leaves one name out."""
    days, round_ = world.days, world.rounds[rounds.EARLIER]
    yield at(days.after(session_day(session), 3), 9)
    awards = [world.award(code) for code in ("CSTDT", "BKT")]
    drafts = [actions.draft_decision(round_.pk, award.pk, session.pk, by=world[OFFICER]) for award in awards]
    for number, decision in enumerate(drafts):
        yield at(days.after(session_day(session), 6), 14, number)
        present(world, decision, f"{418 + number}/TTr-SNV", clock.today())
    yield at(days.before(days.signed, 1), 10)
    line = drafts[1].lines.order_by("-order").first()
    reason = "Đã được bộ, ngành khen thưởng cho cùng thành tích."
    actions.strike_name(line.pk, reason=reason, by=world[LEADER])
    for number, decision in enumerate(drafts):
        yield at(days.signed, 15, number)
        sign(world, decision, 2045 + number, clock.today())
    yield at(days.after(days.signed, 1), 9)
    for decision in drafts:
        actions.publish_decision(decision.pk, by=world[OFFICER])


def session_day(session: CouncilSession) -> date:
    """The day on which a session was held."""
    return clock.local(session.starts_at).date()


def of_sudden_merit(world: World) -> Story:
    """Without a vote: one decision is published, one waits for the signer, one for the director."""
    days = world.days
    yield at(days.office(11), 9)
    first = _drafted(world)
    yield at(days.office(10), 9)
    present(world, first, "531/TTr-SNV", clock.today())
    yield at(days.office(7), 15)
    sign(world, first, 2610, clock.today())
    yield at(days.office(6), 9)
    actions.publish_decision(first.pk, by=world[OFFICER])
    yield at(days.office(5), 9)
    second = _drafted(world)
    yield at(days.office(3), 14)
    present(world, second, "544/TTr-SNV", clock.today())
    yield at(days.office(2), 9)
    _drafted(world)


def _drafted(world: World) -> Decision:
    round_ = world.rounds[rounds.SUDDEN]
    return actions.draft_decision(round_.pk, world.award("BKT").pk, by=world[OFFICER])


def present(world: World, decision: Decision, number: str, day: date) -> Decision:
    """The director presents a draft with the letter of the standing body."""
    file = letter(
        issuer="SỞ NỘI VỤ",
        number=number,
        kind="TỜ TRÌNH",
        subject="Về việc đề nghị khen thưởng",
        text=f"Lào Cai, ngày {day:%d/%m/%Y}. Kính gửi Chủ tịch UBND tỉnh: {decision.subject}. Danh sách "
        f"kèm theo.",
        role="GIÁM ĐỐC",
        signer=world[DIRECTOR].name,
    )
    return actions.present_decision(
        decision.pk,
        letter_no=number,
        letter_on=day,
        file=file,
        seen_version=decision.version,
        by=world[DIRECTOR],
    )


def sign(world: World, decision: Decision, number: int, day: date) -> Decision:
    """The clerk of the signer's office enters number, day and the signed file."""
    signer = world[LEADER]
    file = letter(
        issuer="ỦY BAN NHÂN DÂN TỈNH LÀO CAI",
        number=f"{number}/QĐ-UBND",
        kind="QUYẾT ĐỊNH",
        subject=decision.subject,
        text=f"Lào Cai, ngày {day:%d/%m/%Y}. Điều 1. Khen thưởng các tập thể, cá nhân có tên trong danh "
        f"sách.",
        role="KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        signer=signer.name,
    )
    return actions.sign_decision(
        decision.pk,
        number=number,
        signed_on=day,
        signer_id=signer.membership.pk,
        signer_title=SIGNER_TITLE,
        file=file,
        confirmed_at=clock.now(),
        by=world[CLERK],
    )
