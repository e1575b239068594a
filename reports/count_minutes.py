"""The minutes of a count (biên bản kiểm phiếu): plain values in, plain values out."""

from dataclasses import dataclass
from datetime import date, datetime

from reports import wording
from reports.votes import Result, check_results, result_groups

TEMPLATE = "reports/count_minutes.html"
TOTAL = "Tổng số thành viên có quyền bỏ phiếu"
RECEIPTS_IN_ROW = 3  # the widest receipt, of W alone, fits in a third of the line
VALIDITY = (
    "Lá phiếu điện tử ghi ý kiến cho từng trường hợp, nên phiếu hợp lệ, không hợp lệ được tính riêng cho "
    "từng trường hợp. Phiếu để trống là phiếu không hợp lệ. Tỷ lệ đồng ý tính trên tổng số thành viên có "
    "quyền bỏ phiếu, lấy đến hai chữ số thập phân, không làm tròn."
)
ANNEX_NOTE = (
    "Mỗi thành viên giữ biên nhận nhận được khi bỏ phiếu và tìm thấy ở đây để biết phiếu của mình đã được "
    "kiểm. Biên nhận xếp theo thứ tự chữ, không cho biết người bỏ phiếu và ý kiến."
)


@dataclass(frozen=True)
class CountValues:
    """Everything the minutes of a count say, as the sealed sheet of the poll has it."""

    number: int
    superior: str
    council: str
    unit: str
    issuer_code: str
    place: str
    decision_no: str
    decision_on: date
    session_number: int
    session_year: int
    session_name: str
    meeting_place: str
    poll_number: int
    kind: str
    body: str
    opened_at: datetime
    closed_at: datetime
    counted_at: datetime
    sealed_at: datetime
    tellers: tuple[tuple[str, str], ...]  # name and title
    opened_by: tuple[str, ...]
    chair: str
    members: int
    issued: int
    returned: int
    results: tuple[Result, ...]
    excluded: tuple[tuple[str, str], ...]  # nominee, member with the reason
    receipts: tuple[str, ...]
    sheet_hash: str
    replaced: str = ""
    symbol_kind: str = "BB"
    form_name: str = "Biên bản kiểm phiếu"
    standing_body: str = "Sở Nội vụ"


def build_values(count: CountValues) -> dict:
    """The words of the minutes as the template takes them and as the paper stores them (JSON)."""
    _check(count)
    council, name = wording.clean(count.council), wording.clean(count.form_name)
    symbol = wording.symbol(count.number, count.symbol_kind, count.issuer_code)
    sealed_on = wording.local(count.sealed_at).date()
    session = f"phiên họp số {wording.padded(count.session_number)} năm {count.session_year}"
    return {
        "head": wording.document_head(count.superior, *wording.council_head(council, count.unit)),
        "symbol": symbol,
        "place_date": wording.date_line(count.place, sealed_on),
        "name": name.upper(),
        "subject": f"Lần bỏ phiếu {count.poll_number}, {session} của {council}",
        "title": f"{name} số {symbol}",
        "opening": _opening(count, council),
        "tellers": _tellers(count),
        "course": _course(count),
        "figures": _figures(count),
        "validity": VALIDITY,
        "groups": result_groups(count.members, count.results),
        "excluded": [f"- {wording.clean(name)}: {wording.clean(member)}." for name, member in count.excluded],
        "sum": _sum(count),
        "closing": wording.ended(
            f"Biên bản lập xong hồi {wording.long_moment(count.sealed_at)}, có phụ lục biên nhận của "
            f"{wording.padded(len(count.receipts))} phiếu đã kiểm"
        ),
        "signatures": [
            {"role": "", "note": "(Ký, ghi rõ họ tên)", "name": wording.clean(name)}
            for name, _title in count.tellers
        ],
        "recipients": wording.recipient_lines(
            ["Chủ tọa, thư ký phiên họp", wording.clean(count.standing_body)], f"VT, {count.issuer_code}"
        ),
        "annex_name": "PHỤ LỤC",
        "annex_subject": "Biên nhận của các phiếu đã kiểm",
        "annex_of": f"(Kèm theo Biên bản kiểm phiếu số {symbol} {wording.long_date(sealed_on)})",
        "annex_note": ANNEX_NOTE,
        "receipt_rows": [
            list(count.receipts[start : start + RECEIPTS_IN_ROW])
            for start in range(0, len(count.receipts), RECEIPTS_IN_ROW)
        ],
        "receipt_total": f"Tổng số: {wording.padded(len(count.receipts))} biên nhận.",
        "sheet_hash": count.sheet_hash,
    }


def _check(count: CountValues) -> None:
    """Minutes that contradict themselves must not get a number; these are faults of the caller."""
    if not count.opened_at <= count.closed_at <= count.counted_at <= count.sealed_at:
        raise ValueError("A poll is opened, closed, counted and sealed in this order")
    if len(count.receipts) != count.returned or len(set(count.receipts)) != count.returned:
        raise ValueError("Every ballot returned has one receipt")
    if list(count.receipts) != sorted(count.receipts):
        raise ValueError("Receipts stand in their own order, never in that of the ballots")
    if not count.returned <= count.issued <= count.members:
        raise ValueError("No more ballots return than were issued")
    if not count.tellers or not count.results:
        raise ValueError("A count has tellers and results")
    check_results(count.members, count.results)
    for row in count.results:
        if row.not_cast + row.recused < count.members - count.returned:
            raise ValueError(f"More votes on {row.name} than ballots returned")


def _opening(count: CountValues, council: str) -> str:
    kind, body = wording.clean(count.kind), wording.clean(count.body)
    text = f"{council} (thành lập theo Quyết định số {wording.clean(count.decision_no)} "
    text += f"{wording.long_date(count.decision_on)}) tiến hành {kind[:1].lower()}{kind[1:]} tại phiên họp "
    text += (
        f"“{wording.clean(count.session_name)}”, {wording.full(count.meeting_place)}; thành phần bỏ phiếu: "
    )
    text += f"{body[:1].lower()}{body[1:]}."
    if replaced := wording.clean(count.replaced).rstrip("."):
        text += f" Lần bỏ phiếu này thay cho {replaced}."
    return text


def _tellers(count: CountValues) -> list[str]:
    lines = [
        ", ".join(filter(None, (wording.clean(name), wording.full(title)))) for name, title in count.tellers
    ]
    return [f"- {line};" for line in lines[:-1]] + [f"- {line}." for line in lines[-1:]]


def _course(count: CountValues) -> list[str]:
    keys = ", ".join(map(wording.clean, count.opened_by))
    return [
        f"Mở bỏ phiếu hồi {wording.long_moment(count.opened_at)}; "
        f"đóng bỏ phiếu hồi {wording.long_moment(count.closed_at)}.",
        f"Kiểm phiếu hồi {wording.long_moment(count.counted_at)}; cùng mở phiếu: {keys}.",
        f"Chốt kết quả hồi {wording.long_moment(count.sealed_at)}; chủ tọa phiên họp: "
        f"{wording.clean(count.chair)}.",
    ]


def _figures(count: CountValues) -> list[dict]:
    rows = [
        (TOTAL, count.members),
        ("Số phiếu phát ra", count.issued),
        ("Số phiếu thu về", count.returned),
        ("Số phiếu không thu về", count.issued - count.returned),
    ]
    return [{"label": label, "value": wording.padded(value)} for label, value in rows]


def _sum(count: CountValues) -> str:
    passed = sum(row.passed for row in count.results)
    total = wording.quantity(len(count.results))
    text = f"Tổng số {total} trường hợp được bỏ phiếu: {wording.quantity(passed)} trường hợp đạt"
    return f"{text}, {wording.quantity(len(count.results) - passed)} trường hợp không đạt."
