"""How official papers word numbers, dates and headings. Pure: no Django, no database, no clock.

The form follows the layout of administrative documents: a leading zero for numbers and days under 10
and for the months January and February only, no spaces around "/" and "-" in a symbol.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

#: What a draft prints where the clerk's office writes by hand.
BLANK = "……"

_WRITTEN_OUT = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}
_SHORT = re.compile(r"(?<![\w/-])(UBND|HĐND)(?![\w/-])")
_OPENERS = frozenset({"Đã", "Có", "Vì", "Hoàn", "Là"})
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_THOUSANDS = ("", "nghìn", "triệu", "tỷ")

RECIPIENT_WORDS = {
    "INDIVIDUAL": "cá nhân",
    "COLLECTIVE": "tập thể",
    "HOUSEHOLD": "hộ gia đình",
}


def clean(text: str) -> str:
    """Compose to NFC and reduce every run of white space to one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def paragraphs(text: str) -> list[str]:
    """What somebody typed into a large field, line by line, empty lines left out."""
    return [line for line in map(clean, text.splitlines()) if line]


def full(text: str) -> str:
    """The text with "UBND" and "HĐND" written out, as the body of an official paper does; symbols stay."""
    return _SHORT.sub(lambda found: _WRITTEN_OUT[found[0]], clean(text))


def joined(text: str) -> str:
    """A sentence as it goes on after a comma: "Đã có thành tích ..." begins small, a name does not."""
    text = clean(text).rstrip(".;")
    return text[:1].lower() + text[1:] if text.split(" ", 1)[0] in _OPENERS else text


def sentence(text: str) -> str:
    """The text with a capital first letter and one mark at its end."""
    text = clean(text)
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…", ":", ";")) else f"{text}."


def ended(text: str) -> str:
    """The last line of a paper, with the sign "./." that closes it."""
    return f"{clean(text).rstrip('.;/ ')}./."


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


def blank_symbol(kind: str, issuer: str) -> str:
    """Number and symbol of a draft: "……/QĐ-UBND"."""
    return f"{BLANK}/{kind.strip()}-{issuer.strip()}"


def long_date(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2026"; months from March on carry no leading zero."""
    month = padded(day.month) if day.month < 3 else str(day.month)
    return f"ngày {padded(day.day)} tháng {month} năm {day.year}"


def date_line(place: str, day: date) -> str:
    """The line under the motto: "Lào Cai, ngày 05 tháng 02 năm 2026"."""
    return f"{clean(place)}, {long_date(day)}"


def blank_date(year: int) -> str:
    """The date of a draft: "ngày … tháng … năm 2026"."""
    return f"ngày … tháng … năm {year}"


def local(moment: datetime) -> datetime:
    """The moment on the clock of Vietnam; a moment without a time zone is refused."""
    if moment.tzinfo is None:
        raise ValueError("A paper needs a moment with its time zone")
    return moment.astimezone(LOCAL_ZONE)


def long_moment(moment: datetime) -> str:
    """ "08 giờ 05 phút, ngày 05 tháng 02 năm 2026", on the clock of Vietnam."""
    here = local(moment)
    return f"{padded(here.hour)} giờ {padded(here.minute)} phút, {long_date(here.date())}"


def clock_time(moment: datetime) -> str:
    """ "11 giờ 30 phút", on the clock of Vietnam."""
    here = local(moment)
    return f"{padded(here.hour)} giờ {padded(here.minute)} phút"


def money(amount: int) -> str:
    """An amount as decisions print it: "3.800.000 đồng"."""
    return f"{grouped(amount)} đồng"


def grouped(amount: int) -> str:
    """A whole number grouped with points, as tables of money hold it: "3.800.000"."""
    if amount < 0:
        raise ValueError(f"A paper holds no negative amount: {amount}")
    return f"{amount:,}".replace(",", ".")


def money_in_words(amount: int) -> str:
    """An amount read aloud: "Ba triệu tám trăm nghìn đồng"."""
    if not 0 < amount < 10**12:
        raise ValueError(f"No words for this amount: {amount}")
    groups, rest = [], amount
    while rest:
        rest, group = divmod(rest, 1000)
        groups.append(group)
    words = []
    for place in reversed(range(len(groups))):
        if groups[place]:
            words += [*_three_digits(groups[place], leading=not words), _THOUSANDS[place]]
    text = " ".join(filter(None, words))
    return f"{text[:1].upper()}{text[1:]} đồng"


def _three_digits(number: int, *, leading: bool) -> list[str]:
    """A number under 1000 in words; after a higher group its empty places are spoken too."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or not leading else []
    if tens == 1:
        words.append("mười")
    elif tens:
        words += [_DIGITS[tens], "mươi"]
    elif ones and words:
        words.append("linh")
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 5 and tens:
        words.append("lăm")
    elif ones:
        words.append(_DIGITS[ones])
    return words


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


def counted_awarded(kinds: Iterable[str]) -> str:
    """Count recipients as letters and decisions name them: "01 tập thể, 02 cá nhân"."""
    kinds = list(kinds)
    counted_recipients(kinds)
    order = ("COLLECTIVE", "HOUSEHOLD", "INDIVIDUAL")
    return counted((kinds.count(kind), RECIPIENT_WORDS[kind]) for kind in order)


def bestowal(award: str, *, is_title: bool) -> str:
    """What is done with an award: "tặng Bằng khen ...", "tặng danh hiệu Chiến sĩ thi đua cấp tỉnh"."""
    name = full(award)
    return f"tặng danh hiệu {name}" if is_title and not name.startswith("Cờ ") else f"tặng {name}"


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


def council_head(council: str, unit: str) -> tuple[str, str]:
    """The council as the head of its papers names it under its unit: without the unit's name, in two lines.

    council_head("Hội đồng Thi đua - Khen thưởng tỉnh Lào Cai", "Tỉnh Lào Cai") is
    ("Hội đồng", "Thi đua - Khen thưởng").
    """
    name, unit = clean(council), clean(unit)
    for ending in (unit, unit.split(" ")[0]):
        if name.casefold().endswith(f" {ending}".casefold()):
            name = name[: -len(ending) - 1]
            break
    first, _, rest = name.partition("Hội đồng ")
    return ("Hội đồng", rest) if not first and rest else (name, "")


def document_head(superior: str, issuer: str, issuer_more: str = "") -> dict[str, str]:
    """What stands on top of a paper; `superior` is empty for a People's Committee's own papers.

    `issuer_more` is the second line of an issuer whose name is too long for one.
    """
    if not clean(issuer):
        raise ValueError("A paper names who issues it")
    head = {
        "state_name": STATE_NAME,
        "motto": MOTTO,
        "superior": clean(superior).upper(),
        "issuer": clean(issuer).upper(),
    }
    return head | {"issuer_more": clean(issuer_more).upper()} if clean(issuer_more) else head
