"""The receipt of a dossier (phiếu tiếp nhận hồ sơ và hẹn trả kết quả): plain values in, plain values out."""

from dataclasses import dataclass
from datetime import date, datetime

from reports import wording

TEMPLATE = "reports/receipt.html"
SYMBOL_KIND = "PTN"
NAME = "Phiếu tiếp nhận hồ sơ và hẹn trả kết quả"
PORTAL = "Cổng thi đua, khen thưởng tỉnh Lào Cai"
ONLINE = "trực tuyến"


@dataclass(frozen=True)
class Nominee:
    """One line of the receipt's list: who is put forward, from where, for which award."""

    order: int
    name: str
    place: str
    award: str
    kind: str = "INDIVIDUAL"


@dataclass(frozen=True)
class ReceiptValues:
    """Everything a receipt says, with the names valid on the day of acceptance."""

    number: int
    superior: str
    issuer: str
    issuer_code: str
    place: str
    accepted_at: datetime
    unit_name: str
    dossier_code: str
    round_name: str
    nominees: tuple[Nominee, ...]
    sender_name: str
    sent_at: datetime
    receiver_name: str
    receiver_phone: str
    due_on: date
    working_days: int
    legal_basis: tuple[str, ...]
    hand_in: str = ONLINE
    name: str = NAME
    symbol_kind: str = SYMBOL_KIND
    portal_address: str = ""
    archive: str = "VT, SNV"


def build_values(receipt: ReceiptValues) -> dict:
    """The words of the receipt as the template takes them and as the paper stores them (JSON)."""
    _check(receipt)
    unit = wording.clean(receipt.unit_name)
    issuer = wording.clean(receipt.issuer)
    accepted_on = wording.local(receipt.accepted_at).date()
    name = wording.clean(receipt.name)
    total = _total(receipt)
    symbol = wording.symbol(receipt.number, receipt.symbol_kind, receipt.issuer_code)
    return {
        "head": wording.document_head(receipt.superior, receipt.issuer),
        "symbol": symbol,
        "place_date": wording.date_line(receipt.place, accepted_on),
        "name": name.upper(),
        "subject": f"Hồ sơ đề nghị khen thưởng của {unit}",
        "title": f"{name} số {symbol}",
        "legal_basis": wording.basis_lines(receipt.legal_basis),
        "opening": f"{issuer} đã tiếp nhận hồ sơ đề nghị khen thưởng của {unit}, "
        f"gồm {total}, cụ thể như sau:",
        "facts": _facts(receipt, unit),
        "list_name": "Danh sách đề nghị khen thưởng",
        "nominees": [
            {
                "order": nominee.order,
                "name": wording.clean(nominee.name),
                "place": wording.clean(nominee.place).strip(" ,"),
                "award": wording.clean(nominee.award),
            }
            for nominee in receipt.nominees
        ],
        "total": f"Danh sách có {total}.",
        "notice": "Phiếu này xác nhận việc tiếp nhận hồ sơ, không phải là kết quả xét khen thưởng.",
        "signatures": [
            _signature("Người nộp hồ sơ", receipt.sender_name, "gửi", receipt.hand_in),
            _signature("Người tiếp nhận", receipt.receiver_name, "tiếp nhận", receipt.hand_in),
        ],
        "recipients": wording.recipient_lines([unit], receipt.archive),
    }


def _check(receipt: ReceiptValues) -> None:
    """A receipt that contradicts itself must not get a number; these are faults of the caller."""
    if not receipt.nominees:
        raise ValueError("A receipt lists at least one nominee")
    if [nominee.order for nominee in receipt.nominees] != list(range(1, len(receipt.nominees) + 1)):
        raise ValueError("The nominees of a receipt are numbered from 1 without a gap")
    if receipt.working_days < 1 or receipt.due_on <= wording.local(receipt.accepted_at).date():
        raise ValueError("The result of a dossier is due after the day of its acceptance")
    if receipt.accepted_at < receipt.sent_at:
        raise ValueError("A dossier is accepted after it was sent")


def _total(receipt: ReceiptValues) -> str:
    by_kind = wording.counted_recipients(nominee.kind for nominee in receipt.nominees)
    return f"{wording.quantity(len(receipt.nominees))} đề nghị ({by_kind})"


def _facts(receipt: ReceiptValues, unit: str) -> list[dict]:
    """The numbered lines: label, value, and whether the value is printed bold."""
    address = wording.clean(receipt.portal_address)
    follow = f"{PORTAL} ({address})" if address else PORTAL
    sent = f"{receipt.hand_in}; người gửi: {wording.clean(receipt.sender_name)}, "
    sent += f"lúc {wording.long_moment(receipt.sent_at)}"
    deadline = f"{wording.padded(receipt.working_days)} ngày làm việc kể từ ngày tiếp nhận hồ sơ, "
    deadline += "không tính thời gian đơn vị bổ sung hồ sơ"
    contact = wording.clean(receipt.receiver_name)
    if receipt.receiver_phone:
        contact += f", điện thoại {wording.clean(receipt.receiver_phone)}"
    lines = [
        ("Đơn vị nộp hồ sơ", unit, True),
        ("Mã hồ sơ", wording.clean(receipt.dossier_code), True),
        ("Đợt xét", wording.clean(receipt.round_name), False),
        ("Hình thức nộp", sent, False),
        ("Thời điểm tiếp nhận", wording.long_moment(receipt.accepted_at), False),
        ("Thời hạn thẩm định", deadline, False),
        ("Hẹn trả kết quả thẩm định", wording.long_date(receipt.due_on), True),
        ("Theo dõi hồ sơ", f"tại {follow}, mục “Hồ sơ”", False),
        ("Người tiếp nhận, liên hệ", contact, False),
    ]
    return [{"label": label, "value": value, "strong": strong} for label, value, strong in lines]


def _signature(role: str, name: str, deed: str, hand_in: str) -> dict:
    note = f"(Đã {deed} {ONLINE})" if hand_in == ONLINE else "(Ký, ghi rõ họ tên)"
    return {"role": role.upper(), "note": note, "name": wording.clean(name)}
