"""The letter of the standing body to the signer (tờ trình): plain values in, plain values out."""

from dataclasses import dataclass
from datetime import date

from reports import wording
from reports.award_list import Honoured, heading, list_groups, total_line

TEMPLATE = "reports/letter.html"


@dataclass(frozen=True)
class CouncilVote:
    """What the council said: which session, how many were put to it and how many it recommends."""

    council: str
    session_number: int
    session_year: int
    held_on: date
    members: int
    asked: int
    recommended: int


@dataclass(frozen=True)
class LetterValues:
    """Everything the letter says; without number and date it is a draft."""

    superior: str
    issuer: str
    issuer_code: str
    place: str
    year: int
    addressee: str
    award: str
    is_title: bool
    round_name: str
    guiding_letter: str
    units: int
    proposed: int
    qualified: int
    to_judge: int
    not_qualified: int
    lines: tuple[Honoured, ...]
    legal_basis: tuple[str, ...]
    signer_role: str
    symbol: str = ""
    day: date | None = None
    council: CouncilVote | None = None
    signer_name: str = ""
    symbol_kind: str = "TTr"
    form_name: str = "Tờ trình"


def build_values(letter: LetterValues) -> dict:
    """The words of the letter as the template takes them and as the paper stores them (JSON)."""
    _check(letter)
    name, issuer = wording.clean(letter.form_name), wording.clean(letter.issuer)
    is_draft = not letter.symbol
    symbol = wording.clean(letter.symbol) or wording.blank_symbol(letter.symbol_kind, letter.issuer_code)
    day = wording.long_date(letter.day) if letter.day else wording.blank_date(letter.year)
    bestowal = wording.bestowal(letter.award, is_title=letter.is_title)
    total = wording.counted_awarded(line.kind for line in letter.lines)
    addressee = wording.full(letter.addressee)
    return {
        "head": wording.document_head(letter.superior, issuer),
        "symbol": symbol,
        "place_date": f"{wording.clean(letter.place)}, {day}",
        "name": name.upper(),
        "subject": f"Về việc đề nghị {bestowal}",
        "title": f"Dự thảo {name} đề nghị {bestowal}" if is_draft else f"{name} số {symbol}",
        "is_draft": is_draft,
        "addressee": f"Kính gửi: {addressee}.",
        "legal_basis": wording.basis_lines(letter.legal_basis),
        "parts": _parts(letter, issuer),
        "request": wording.ended(
            f"{issuer} kính trình {addressee} xem xét, quyết định {bestowal} cho {total} "
            "(có danh sách kèm theo)"
        ),
        "enclosures": _enclosures(letter),
        "recipients": wording.recipient_lines(["Như trên"], f"VT, {letter.issuer_code}"),
        "signature": {
            "authority": "",
            "role": wording.clean(letter.signer_role).upper(),
            "name": wording.clean(letter.signer_name),
        },
        "annex_name": "DANH SÁCH",
        "annex_subject": heading(letter.lines, f"được đề nghị {bestowal}"),
        "annex_of": f"(Kèm theo {name} số {symbol} {day} của {issuer})",
        "groups": list_groups(letter.lines),
        "total": total_line(letter.lines),
    }


def _check(letter: LetterValues) -> None:
    """A letter that contradicts itself must not be sent; these are faults of the caller."""
    if not letter.lines:
        raise ValueError("A letter names at least one nominee")
    if bool(letter.symbol) != bool(letter.day):
        raise ValueError("The number and the date of a letter come together")
    if letter.proposed != letter.qualified + letter.to_judge + letter.not_qualified:
        raise ValueError("The results of the appraisal sum to what was proposed")
    if letter.proposed < len(letter.lines):
        raise ValueError("No more names are put forward than were proposed")
    if letter.council and not len(letter.lines) <= letter.council.recommended <= letter.council.asked:
        raise ValueError("No more names are put forward than the council recommends")


def _parts(letter: LetterValues, issuer: str) -> list[dict]:
    first = f"Thực hiện {wording.full(letter.guiding_letter)}, {issuer} đã tiếp nhận, thẩm định hồ sơ "
    first += f"đề nghị khen thưởng của {wording.quantity(letter.units)} cơ quan, đơn vị trong đợt "
    first += f"“{wording.clean(letter.round_name)}”."
    results = [
        (letter.qualified, "đề nghị đủ tiêu chuẩn"),
        (letter.to_judge, "đề nghị cần xem xét thêm"),
        (letter.not_qualified, "đề nghị không đủ tiêu chuẩn"),
    ]
    second = f"Tổng số đề nghị {wording.bestowal(letter.award, is_title=letter.is_title)}: "
    second += f"{wording.quantity(letter.proposed)}. Kết quả thẩm định: {wording.counted(results)}."
    parts = [("Kết quả thẩm định", [first, second])]
    if vote := letter.council:
        session = f"Phiên họp số {wording.padded(vote.session_number)} năm {vote.session_year}"
        said = f"{session} của {wording.clean(vote.council)} {wording.long_date(vote.held_on)} "
        said += f"({wording.padded(vote.members)} thành viên có quyền bỏ phiếu) đã xét "
        said += f"{wording.quantity(vote.asked)} đề nghị và thống nhất đề nghị khen thưởng "
        said += f"{wording.quantity(vote.recommended)} đề nghị có đủ số phiếu đồng ý theo quy định."
        parts.append(("Kết quả xét của Hội đồng", [said]))
    parts.append(("Đề nghị", []))
    return [
        {"name": f"{order}. {name}", "lines": lines} for order, (name, lines) in enumerate(parts, start=1)
    ]


def _enclosures(letter: LetterValues) -> str:
    papers = ["dự thảo Quyết định"]
    if letter.council:
        papers += ["biên bản họp Hội đồng", "biên bản kiểm phiếu"]
    papers.append("hồ sơ đề nghị khen thưởng")
    return f"(Hồ sơ trình kèm: {', '.join(papers)}.)"
