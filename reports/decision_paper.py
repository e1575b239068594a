"""The decision of the signer (quyết định khen thưởng): plain values in, plain values out."""

from dataclasses import dataclass
from datetime import date

from reports import wording
from reports.award_list import Honoured, heading, list_groups, one_merit, total_line, who
from reports.certificate import signature

TEMPLATE = "reports/decision.html"


@dataclass(frozen=True)
class DecisionValues:
    """Everything the decision says; without number and date it is a draft."""

    issuer: str
    issuer_code: str
    place: str
    year: int
    signer: str
    award: str
    is_title: bool
    lines: tuple[Honoured, ...]
    legal_basis: tuple[str, ...]
    proposer: str
    proposer_code: str
    executors: str
    letter_symbol: str = ""
    letter_on: date | None = None
    number: int | None = None
    signed_on: date | None = None
    signer_role: str = ""
    signer_name: str = ""
    base_salary: int | None = None
    symbol_kind: str = "QĐ"
    form_name: str = "Quyết định"
    subject: str = ""


def build_values(decision: DecisionValues) -> dict:
    """The words of the decision as the template takes them and as the paper stores them (JSON)."""
    _check(decision)
    name, signer = wording.clean(decision.form_name), wording.full(decision.signer)
    is_draft = decision.number is None
    kind, code = decision.symbol_kind, decision.issuer_code
    symbol = wording.blank_symbol(kind, code) if is_draft else wording.symbol(decision.number, kind, code)
    day = wording.blank_date(decision.year) if is_draft else wording.long_date(decision.signed_on)
    bestowal = wording.bestowal(decision.award, is_title=decision.is_title)
    merit = one_merit(decision.lines)
    return {
        "head": wording.document_head("", decision.issuer),
        "symbol": symbol,
        "place_date": f"{wording.clean(decision.place)}, {day}",
        "name": name.upper(),
        "subject": wording.full(decision.subject) or f"Về việc {bestowal}",
        "title": f"Dự thảo {name} {bestowal}" if is_draft else f"{name} số {symbol}",
        "is_draft": is_draft,
        "authority": signer.upper(),
        "legal_basis": _basis(decision),
        "articles": _articles(decision, bestowal, merit),
        "recipients": wording.recipient_lines(
            ["Như Điều 3", "Hội đồng Thi đua - Khen thưởng"],
            f"VT, {decision.proposer_code}",
        ),
        "signature": signature(decision.signer, decision.signer_role, decision.signer_name),
        "annex_name": "DANH SÁCH",
        "annex_subject": heading(decision.lines, f"được {bestowal}"),
        "annex_of": f"(Kèm theo {name} số {symbol} {day} của {signer})",
        "groups": list_groups(decision.lines),
        "has_merits": not merit,
        "prize_total": wording.grouped(_prize_total(decision)) if _prize_total(decision) else "",
        "total": total_line(decision.lines),
    }


def _check(decision: DecisionValues) -> None:
    """A decision that contradicts itself must not be signed; these are faults of the caller."""
    if not decision.lines:
        raise ValueError("A decision names at least one recipient")
    if (decision.number is None) != (decision.signed_on is None):
        raise ValueError("The number and the date of a decision come together")
    if bool(decision.letter_symbol) != bool(decision.letter_on):
        raise ValueError("The number and the date of the letter come together")
    if decision.number is not None and not decision.letter_symbol:
        raise ValueError("A signed decision names the letter that proposed it")


def _basis(decision: DecisionValues) -> list[str]:
    """The legal basis and, as its last line, on whose proposal."""
    head = f"Giám đốc {wording.clean(decision.proposer)}"
    if not decision.proposer.startswith("Sở "):
        head = f"Thủ trưởng {wording.clean(decision.proposer)}"
    number = wording.clean(decision.letter_symbol) or f"{wording.BLANK}/TTr-{decision.proposer_code}"
    day = wording.long_date(decision.letter_on) if decision.letter_on else wording.blank_date(decision.year)
    laws = wording.basis_lines(decision.legal_basis)
    return [*laws[:-1], f"{laws[-1][:-1]};", f"Theo đề nghị của {head} tại Tờ trình số {number} {day}."]


def _articles(decision: DecisionValues, bestowal: str, merit: str) -> list[dict]:
    total = wording.counted_awarded(line.kind for line in decision.lines)
    first = f"{bestowal[:1].upper()}{bestowal[1:]} cho {total} (có danh sách kèm theo)"
    first += f", {wording.joined(merit)}." if merit else ", vì có thành tích ghi trong danh sách."
    third = "Quyết định này có hiệu lực thi hành kể từ ngày ký."
    fourth = wording.ended(
        f"{wording.full(decision.executors)}; thủ trưởng các cơ quan, đơn vị liên quan và các "
        f"{who(decision.lines)} có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này"
    )
    return [
        {"name": "Điều 1.", "lines": [first]},
        {"name": "Điều 2.", "lines": _prize_lines(decision)},
        {"name": "Điều 3.", "lines": [f"{third} {fourth}"]},
    ]


def _prize_total(decision: DecisionValues) -> int:
    return sum(line.prize or 0 for line in decision.lines)


def _prize_lines(decision: DecisionValues) -> list[str]:
    source = "Kinh phí chi từ quỹ thi đua, khen thưởng theo quy định hiện hành."
    total = _prize_total(decision)
    if not total:
        return [f"Tiền thưởng kèm theo thực hiện theo quy định hiện hành. {source}"]
    text = heading(decision.lines, "có tên tại Điều 1 được thưởng số tiền ghi trong danh sách kèm theo; ")
    text += f"tổng số tiền thưởng là {wording.money(total)} ({wording.money_in_words(total)})."
    if decision.base_salary:
        text += f" Mức lương cơ sở để tính tiền thưởng là {wording.money(decision.base_salary)}."
    return [f"{text} {source}"]
