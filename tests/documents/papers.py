"""A sample receipt, and how to read a PDF: its text, places, fonts, rules and objects."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

from django.conf import settings
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from reports import pdf, receipt

MM = 72 / 25.4
PAGE_TOP = 841.89
TOP_MARGIN = PAGE_TOP - 20 * MM
LEFT, RIGHT = 30 * MM, 195 * MM
ACCEPTED = datetime(2026, 2, 5, 8, 2, tzinfo=UTC)
PEOPLE = (
    ("Giàng A Sử", "Trưởng thôn Sín Chải", "Chiến sĩ thi đua cơ sở", "INDIVIDUAL"),
    ("Chảo Thị Hương", "Công chức xã Y Tý", "Lao động tiên tiến", "INDIVIDUAL"),
    ("Trường Tiểu học Y Tý", "Xã Y Tý", "Tập thể Lao động xuất sắc", "COLLECTIVE"),
)
SAMPLE = receipt.ReceiptValues(
    number=5,
    superior="Ủy ban nhân dân tỉnh Lào Cai",
    issuer="Sở Nội vụ",
    issuer_code="SNV",
    place="Lào Cai",
    accepted_at=ACCEPTED,
    unit_name="Ủy ban nhân dân xã Y Tý",
    dossier_code="HS-2026-0421",
    round_name="Xét khen thưởng công trạng năm 2025",
    nominees=tuple(
        receipt.Nominee(order, name, place, award, kind)
        for order, (name, place, award, kind) in enumerate(PEOPLE, start=1)
    ),
    sender_name="Tráng A Lử",
    sent_at=datetime(2026, 2, 4, 9, 47, tzinfo=UTC),
    receiver_name="Nguyễn Thu Hằng",
    receiver_phone="0214 3800 124",
    due_on=date(2026, 3, 12),
    working_days=20,
    legal_basis=("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",),
)


def render(values: dict) -> bytes:
    return pdf.render(
        receipt.TEMPLATE, values, title=values["title"], identifier="phieu-0000000005", created=ACCEPTED
    )


def with_names(*names: str) -> receipt.ReceiptValues:
    nominees = [receipt.Nominee(order, name, "Xã Y Tý", "Giấy khen") for order, name in enumerate(names, 1)]
    return replace(SAMPLE, nominees=tuple(nominees))


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def runs(page) -> list[tuple]:
    """Every run of text: (x, y, text, font, size), in points from the lower left corner."""
    found = []

    def visit(text, cm, tm, font, size):
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            name = font["/BaseFont"].split("+")[1]
            found.append((x, y, text.strip("\n"), name, round(size * cm[0], 1)))

    page.extract_text(visitor_text=visit)
    return found


def place_of(page, text: str) -> tuple[float, float]:
    [place] = [(x, y) for x, y, found, _font, _size in runs(page) if found == text]
    return place


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def letters(text: str) -> str:
    return "".join(text.split())


def rules(page) -> list[tuple[float, float, float]]:
    """The horizontal rules of head and title, from top to bottom: (y, left, right)."""
    found, start = {}, [0.0, 0.0]

    def visit(operator, operands, cm, tm):
        if operator == b"m":
            start[:] = [float(value) for value in operands]
        elif operator == b"l" and start[1] == float(operands[1]) and start[1] < 240:
            left, right = sorted((start[0] * cm[0], float(operands[0]) * cm[0]))
            found.setdefault((left, right), start[1] * cm[3] + cm[5])

    page.extract_text(visitor_operand_before=visit)
    return sorted(((y, left, right) for (left, right), y in found.items()), reverse=True)


def width_of(text: str, face: str, size: float) -> float:
    font = TTFont(settings.NODE_MODULES / "@expo-google-fonts" / "tinos" / pdf.FACES[face][0])
    advances, names = font["hmtx"], font.getBestCmap()
    return sum(advances[names[ord(letter)]][0] for letter in text) * size / font["head"].unitsPerEm


def objects(reader: PdfReader) -> list[dict]:
    numbers = range(1, int(reader.trailer["/Size"]))
    return [thing for thing in map(reader.get_object, numbers) if isinstance(thing, dict)]


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    '"><link rel=attachment href=file:///etc/passwd>',
    "{{ 1 }}{% include 'x' %}",
    "<style>@import url(http://127.0.0.1:9/x)</style>",
    "&lt;b&gt; &amp; &#x41;",
    "\u0338 style=color:red Sùng",
)
