"""How official papers word numbers, dates and headings. Pure: no Django, no database, no clock.

The form follows the layout of administrative documents: a leading zero for numbers and days under 10
and for the months January and February only, no spaces around "/" and "-" in a symbol.
"""

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

RECIPIENT_WORDS = {
    "INDIVIDUAL": "cá nhân",
    "COLLECTIVE": "tập thể",
    "HOUSEHOLD": "hộ gia đình",
}


def clean(text: str) -> str:
    """Compose to NFC and reduce every run of white space to one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def padded(number: int) -> str:
    """A number as papers write it: "05", "12", "2045"."""
    if number < 0:
        raise ValueError(f"A paper holds no negative number: {number}")
    return f"{number:02d}"


def quantity(number: int) -> str:
    """A quantity in running text: "05", "60", "1.250"."""
    return padded(number) if number < 1000 else f"{number:,}".replace(",", ".")


def symbol(number: int, kind: str, issuer: str) -> str:
    """Number and symbol of a paper: symbol(5, "PTN", "SNV") is "05/PTN-SNV"."""
    if number < 1:
        raise ValueError(f"The number of a paper starts at 1: {number}")
    return f"{padded(number)}/{kind.strip()}-{issuer.strip()}"


def long_date(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2026"; months from March on carry no leading zero."""
    month = padded(day.month) if day.month < 3 else str(day.month)
    return f"ngày {padded(day.day)} tháng {month} năm {day.year}"


def date_line(place: str, day: date) -> str:
    """The line under the motto: "Lào Cai, ngày 05 tháng 02 năm 2026"."""
    return f"{clean(place)}, {long_date(day)}"


def local(moment: datetime) -> datetime:
    """The moment on the clock of Vietnam; a moment without a time zone is refused."""
    if moment.tzinfo is None:
        raise ValueError("A paper needs a moment with its time zone")
    return moment.astimezone(LOCAL_ZONE)


def long_moment(moment: datetime) -> str:
    """ "08 giờ 05 phút, ngày 05 tháng 02 năm 2026", on the clock of Vietnam."""
    here = local(moment)
    return f"{padded(here.hour)} giờ {padded(here.minute)} phút, {long_date(here.date())}"


def counted(parts: Iterable[tuple[int, str]]) -> str:
    """Several quantities with their words, empty ones left out: "02 cá nhân, 01 tập thể"."""
    words = [f"{quantity(number)} {word}" for number, word in parts if number]
    if not words:
        raise ValueError("Nothing to count")
    return ", ".join(words)


def counted_recipients(kinds: Iterable[str]) -> str:
    """Count recipients by their kind (INDIVIDUAL, COLLECTIVE, HOUSEHOLD), always in that order."""
    kinds = list(kinds)
    unknown = sorted(set(kinds) - set(RECIPIENT_WORDS))
    if unknown:
        raise ValueError(f"Unknown kinds of recipient: {', '.join(unknown)}")
    return counted((kinds.count(kind), word) for kind, word in RECIPIENT_WORDS.items())


def basis_lines(documents: Iterable[str]) -> list[str]:
    """The lines of legal basis: each begins with "Căn cứ" and ends with ";", the last with "."."""
    names = [clean(name).rstrip(";.") for name in documents]
    if not names or not all(names):
        raise ValueError("A paper names its legal basis")
    lines = [name if name.startswith("Căn cứ ") else f"Căn cứ {name}" for name in names]
    return [f"{line};" for line in lines[:-1]] + [f"{lines[-1]}."]


def recipient_lines(recipients: Iterable[str], archive: str) -> list[str]:
    """The lines under "Nơi nhận:"; the last one always names who files the paper."""
    return [f"- {clean(name)};" for name in recipients] + [f"- Lưu: {clean(archive)}."]


def document_head(superior: str, issuer: str) -> dict[str, str]:
    """What stands on top of a paper; `superior` is empty for a People's Committee's own papers."""
    if not clean(issuer):
        raise ValueError("A paper names who issues it")
    return {
        "state_name": STATE_NAME,
        "motto": MOTTO,
        "superior": clean(superior).upper(),
        "issuer": clean(issuer).upper(),
    }
