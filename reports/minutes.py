"""The minutes of a council's session (biên bản họp): plain values in, plain values out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reports import wording
from reports.votes import Result, check_results, result_groups
from reviews.rules import percent

TEMPLATE = "reports/minutes.html"
PRESENT, ABSENT, WRITTEN = "PRESENT", "ABSENT_REASON", "WRITTEN"


@dataclass(frozen=True)
class Seat:
    """One member with a vote, and how he took part."""

    name: str
    title: str
    function: str
    presence: str = PRESENT
    is_online: bool = False
    reason: str = ""


@dataclass(frozen=True)
class PollResult:
    """One vote of the session; a vote that was called off has its reason and no results."""

    number: int
    kind: str
    body: str
    members: int
    issued: int
    returned: int
    results: tuple[Result, ...] = ()
    void_reason: str = ""


@dataclass(frozen=True)
class MinutesValues:
    """Everything the minutes say, as it stood when the session was concluded."""

    number: int
    superior: str
    council: str
    unit: str
    issuer_code: str
    place: str
    name: str
    meeting_place: str
    mode: str
    session_number: int
    session_year: int
    opened_at: datetime
    ended_at: datetime
    seats: tuple[Seat, ...]
    chair: Seat
    secretary: Seat
    agenda: tuple[tuple[str, str], ...]  # kind of recipient and award of every item
    qualified: int
    to_judge: int
    standing_body: str
    polls: tuple[PollResult, ...]
    conclusion: str
    opening_notes: str = ""
    discussion: str = ""
    symbol_kind: str = "BB"
    form_name: str = "Biên bản"


def build_values(minutes: MinutesValues) -> dict:
    """The words of the minutes as the template takes them and as the paper stores them (JSON)."""
    _check(minutes)
    council = wording.clean(minutes.council)
    symbol = wording.symbol(minutes.number, minutes.symbol_kind, minutes.issuer_code)
    ended_on = wording.local(minutes.ended_at).date()
    held = [poll for poll in minutes.polls if not poll.void_reason]
    return {
        "head": wording.document_head(minutes.superior, *wording.council_head(council, minutes.unit)),
        "symbol": symbol,
        "place_date": wording.date_line(minutes.place, ended_on),
        "name": wording.clean(minutes.form_name).upper(),
        "subject": f"Họp {council}",
        "title": f"{wording.clean(minutes.form_name)} họp Hội đồng số {symbol}",
        "facts": _facts(minutes),
        "attendance": _attendance(minutes),
        "present": _present(minutes),
        "absent": _absent(minutes),
        "chair": f"{_called(minutes.chair)}.",
        "secretary": f"{_called(minutes.secretary)}.",
        "content": _content(minutes),
        "polls": [_poll(poll) for poll in minutes.polls],
        "sums": _sums(held),
        "conclusion": wording.paragraphs(minutes.conclusion),
        "closing": wording.ended(f"Cuộc họp kết thúc vào {wording.long_moment(minutes.ended_at)}"),
        "by_hand": True,
        "signatures": [
            {"role": "THƯ KÝ", "note": "", "name": wording.clean(minutes.secretary.name)},
            {"role": "CHỦ TỌA", "note": "", "name": wording.clean(minutes.chair.name)},
        ],
        "recipients": wording.recipient_lines(
            ["Thành viên Hội đồng", wording.clean(minutes.standing_body)], f"VT, {minutes.issuer_code}"
        ),
    }


def _check(minutes: MinutesValues) -> None:
    """Minutes that contradict themselves must not get a number; these are faults of the caller."""
    if minutes.ended_at < minutes.opened_at:
        raise ValueError("A session ends after it was opened")
    if not minutes.seats or not minutes.agenda:
        raise ValueError("A session has members and an agenda")
    if [seat.name for seat in minutes.seats if seat.presence != PRESENT and not wording.clean(seat.reason)]:
        raise ValueError("An absent member has a reason")
    if not wording.paragraphs(minutes.conclusion):
        raise ValueError("A session has a conclusion")
    for poll in minutes.polls:
        check_results(poll.members, poll.results)


def _called(seat: Seat) -> str:
    """ "Đồng chí Trịnh Xuân Trường, Chủ tịch Ủy ban nhân dân tỉnh, Chủ tịch Hội đồng"."""
    parts = [wording.clean(seat.name), wording.full(seat.title), wording.clean(seat.function)]
    return ", ".join(filter(None, parts))


def _facts(minutes: MinutesValues) -> list[dict]:
    place, mode = wording.full(minutes.meeting_place), wording.clean(minutes.mode)
    number = f"số {wording.padded(minutes.session_number)} năm {minutes.session_year}"
    lines = [
        ("Thời gian bắt đầu", wording.long_moment(minutes.opened_at)),
        ("Địa điểm", f"{place} ({mode[:1].lower()}{mode[1:]})"),
        ("Nội dung phiên họp", f"{wording.clean(minutes.name)} (phiên họp {number})"),
    ]
    return [{"label": label, "value": value.rstrip(".")} for label, value in lines]


def _attendance(minutes: MinutesValues) -> str:
    states = [seat.presence for seat in minutes.seats]
    online = sum(seat.is_online for seat in minutes.seats if seat.presence == PRESENT)
    present = f"có mặt {wording.padded(states.count(PRESENT))}"
    if online:
        present += f" (trong đó dự trực tuyến {wording.padded(online)})"
    parts = [
        f"Triệu tập {wording.padded(len(states))} thành viên Hội đồng",
        present,
        f"vắng mặt {wording.padded(len(states) - states.count(PRESENT))}",
    ]
    if WRITTEN in states:
        parts[-1] += f" (trong đó gửi ý kiến bằng văn bản {wording.padded(states.count(WRITTEN))})"
    return f"{'; '.join(parts)}. Tỷ lệ có mặt {percent(states.count(PRESENT), len(states))}."


def _present(minutes: MinutesValues) -> list[dict]:
    there = [seat for seat in minutes.seats if seat.presence == PRESENT]
    return [
        {
            "order": order,
            "name": wording.clean(seat.name),
            "title": wording.full(seat.title),
            "function": wording.clean(seat.function) + (" (trực tuyến)" if seat.is_online else ""),
        }
        for order, seat in enumerate(there, start=1)
    ]


def _absent(minutes: MinutesValues) -> list[str]:
    lines = []
    for seat in minutes.seats:
        if seat.presence == PRESENT:
            continue
        written = "; gửi ý kiến bằng văn bản" if seat.presence == WRITTEN else ""
        lines.append(f"{_called(seat)}: {wording.clean(seat.reason).rstrip('.;')}{written}")
    return [f"- {line};" for line in lines[:-1]] + [f"- {line}." for line in lines[-1:]]


def _content(minutes: MinutesValues) -> list[dict]:
    """The numbered parts of the course of the session, those that took place."""
    total = wording.quantity(len(minutes.agenda))
    kinds = wording.counted_awarded(kind for kind, _award in minutes.agenda)
    awards = list(dict.fromkeys(award for _kind, award in minutes.agenda))
    kinds_of = {award: [kind for kind, own in minutes.agenda if own == award] for award in awards}
    per_award = [f"{wording.full(award)}: {wording.counted_awarded(own)}" for award, own in kinds_of.items()]
    report = f"{wording.clean(minutes.standing_body)} báo cáo kết quả thẩm định {total} đề nghị"
    report += f": {wording.quantity(minutes.qualified)} đề nghị đủ tiêu chuẩn"
    if minutes.to_judge:
        report += f", {wording.quantity(minutes.to_judge)} đề nghị cần Hội đồng xem xét"
    parts = [
        ("Khai mạc", wording.paragraphs(minutes.opening_notes)),
        (
            "Chương trình",
            [f"Hội đồng xem xét {total} đề nghị ({kinds}), gồm: {'; '.join(per_award)}."],
        ),
        ("Báo cáo thẩm định", [f"{report}."]),
        ("Ý kiến thảo luận", wording.paragraphs(minutes.discussion)),
    ]
    shown = [(name, lines) for name, lines in parts if lines]
    return [
        {"name": f"{order}. {name}", "lines": lines} for order, (name, lines) in enumerate(shown, start=1)
    ]


def _poll(poll: PollResult) -> dict:
    kind, body = wording.clean(poll.kind), wording.clean(poll.body)
    opening = f"Lần bỏ phiếu {poll.number} ({kind[:1].lower()}{kind[1:]}, {body[:1].lower()}{body[1:]}): "
    if poll.void_reason:
        reason = wording.clean(poll.void_reason).rstrip(".")
        return {"opening": f"{opening}không lấy kết quả; lý do: {reason}.", "groups": []}
    opening += f"tổng số thành viên {wording.padded(poll.members)}; "
    opening += f"số phiếu phát ra {wording.padded(poll.issued)}; "
    opening += f"số phiếu thu về {wording.padded(poll.returned)}. Tỷ lệ đồng ý tính trên tổng số thành viên."
    return {"opening": opening, "groups": result_groups(poll.members, poll.results)}


def _sums(polls: Sequence[PollResult]) -> list[str]:
    """What the votes say, award by award."""
    results = [result for poll in polls for result in poll.results]
    lines = []
    for award in dict.fromkeys(result.award for result in results):
        own = [result for result in results if result.award == award]
        passed = [result.kind for result in own if result.passed]
        text = f"{wording.full(award)}: "
        if passed:
            text += f"{wording.counted_awarded(passed)} đủ số phiếu để đề nghị khen thưởng"
        if failed := len(own) - len(passed):
            text += f"{', ' if passed else ''}{wording.quantity(failed)} đề nghị không đủ số phiếu"
        lines.append(f"{text}.")
    return lines
