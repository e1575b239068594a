"""The facts of a session's minutes and of the minutes of a count."""

from core import clock
from nominations.workflow import NEEDS_JUDGEMENT, QUALIFIED
from reports import count_minutes, minutes
from reports.source import Source, place_of
from reports.votes import Result
from reviews.models import Attendance, Council, CouncilMember, CouncilSession, Poll, Question
from reviews.workflow import SEALED, VOID
from units.models import OrgUnit

COUNCIL_SYMBOL = "HĐTĐKT"


def minutes_source(session_id: int) -> Source:
    """Hold the session and read what its minutes say."""
    rows = CouncilSession.objects.select_for_update(of=("self",))
    session = rows.select_related("council__unit", "chair__user", "secretary__user").get(pk=session_id)

    def build(form, number) -> dict:
        return minutes.build_values(_minutes(session, form, number))

    return _numbered(session.council, session.ended_at, build)


def count_source(poll_id: int) -> Source:
    """Hold the poll and read what the minutes of its count say: what its sealed sheet says."""
    rows = Poll.objects.select_for_update(of=("self",))
    poll = rows.select_related("session__council__unit", "session__chair__user").get(pk=poll_id)

    def build(form, number) -> dict:
        return count_minutes.build_values(_count(poll, form, number))

    return _numbered(poll.session.council, poll.sealed_at, build)


def _numbered(council: Council, moment, build) -> Source:
    """Minutes of a unit's council count through the year, whichever council sat and whatever they record."""
    day = clock.local(moment).date()
    series = f"reports.{COUNCIL_SYMBOL}-BB.{council.unit_id}.{day.year}"
    return Source(issuer=council.unit, day=day, build=build, made_at=moment, series=series)


def _standing_body(council: Council) -> str:
    body = OrgUnit.objects.filter(standing_for=council.unit_id).order_by("pk").first()
    return (body or council.unit).body_name


def _seat(member: CouncilMember, seen: Attendance | None = None) -> minutes.Seat:
    how = {"presence": seen.state, "is_online": seen.is_online, "reason": seen.reason} if seen else {}
    return minutes.Seat(member.user.full_name, member.title, member.get_function_display(), **how)


def _minutes(session: CouncilSession, form, number: int) -> minutes.MinutesValues:
    council = session.council
    attendance = Attendance.objects.filter(session=session).select_related("member__user")
    agenda = [
        item.nomination for item in session.agenda.select_related("nomination__award").order_by("order")
    ]
    conclusions = [nomination.conclusion for nomination in agenda]
    return minutes.MinutesValues(
        number=number,
        superior=council.unit.document_name,
        council=council.name,
        unit=council.unit.name,
        issuer_code=COUNCIL_SYMBOL,
        place=council.unit.place_name,
        name=session.name,
        meeting_place=session.place,
        mode=session.get_mode_display(),
        session_number=session.number,
        session_year=session.year,
        opened_at=session.opened_at,
        ended_at=session.ended_at,
        seats=tuple(_seat(row.member, row) for row in attendance.order_by("member__order", "member_id")),
        chair=_seat(session.chair),
        secretary=_seat(session.secretary),
        agenda=tuple((nomination.recipient, nomination.award.name) for nomination in agenda),
        qualified=conclusions.count(QUALIFIED),
        to_judge=conclusions.count(NEEDS_JUDGEMENT),
        standing_body=_standing_body(council),
        polls=tuple(_poll(poll) for poll in session.polls.order_by("number")),
        conclusion=session.conclusion,
        opening_notes=session.opening_notes,
        discussion=session.closing_notes,
        symbol_kind=form.symbol,
        form_name=form.name,
    )


def _poll(poll: Poll) -> minutes.PollResult:
    words = {"number": poll.number, "kind": poll.get_kind_display(), "body": poll.get_body_display()}
    if poll.state == VOID:
        return minutes.PollResult(**words, members=0, issued=0, returned=0, void_reason=poll.void_reason)
    if poll.state != SEALED:
        raise ValueError("A session is concluded when its polls are sealed or void")
    turnout = poll.sheet["turnout"]
    return minutes.PollResult(**words, **turnout, results=_results(poll))


def _results(poll: Poll) -> tuple[Result, ...]:
    questions = poll.questions.select_related("nomination").defer("marks").order_by("order")
    return tuple(_result(question) for question in questions)


def _result(question: Question) -> Result:
    return Result(
        name=question.name,
        place=place_of(question.position, question.unit_name),
        award=question.award_name,
        kind=question.nomination.recipient,
        num=question.num,
        den=question.den,
        yes=question.yes,
        no=question.no,
        invalid=question.blank + question.invalid,
        recused=question.recused,
        not_cast=question.not_cast,
        passed=question.passed,
    )


def _count(poll: Poll, form, number: int) -> count_minutes.CountValues:
    session, sheet = poll.session, poll.sheet
    council = session.council
    tellers = poll.roster.filter(is_teller=True).order_by("order")
    return count_minutes.CountValues(
        number=number,
        superior=council.unit.document_name,
        council=council.name,
        unit=council.unit.name,
        issuer_code=COUNCIL_SYMBOL,
        place=council.unit.place_name,
        decision_no=council.decision_no,
        decision_on=council.decision_on,
        session_number=session.number,
        session_year=session.year,
        session_name=session.name,
        meeting_place=session.place,
        poll_number=poll.number,
        kind=poll.get_kind_display(),
        body=poll.get_body_display(),
        opened_at=poll.opened_at,
        closed_at=poll.closed_at,
        counted_at=poll.counted_at,
        sealed_at=poll.sealed_at,
        tellers=tuple((entry.name, entry.title) for entry in tellers),
        opened_by=tuple(sheet["tellers"]),
        chair=sheet["session"]["chair"],
        **sheet["turnout"],
        results=_results(poll),
        excluded=tuple(
            (question["name"], member) for question in sheet["questions"] for member in question["excluded"]
        ),
        receipts=tuple(sorted(sheet["receipts"])),
        sheet_hash=poll.sheet_hash,
        replaced=_replaced(sheet["poll"]["replaces"]),
        symbol_kind=form.symbol,
        form_name=form.name,
        standing_body=_standing_body(council),
    )


def _replaced(before: dict | None) -> str:
    if before is None:
        return ""
    return f"lần bỏ phiếu {before['number']}, đã hủy kết quả; lý do: {before['reason']}"
