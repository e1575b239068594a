"""The certificates of a decision (bằng khen), one page each: plain values in, plain values out."""

from dataclasses import dataclass
from datetime import date

from reports import wording

TEMPLATE = "reports/certificate.html"
WIDTH_MM, HEIGHT_MM = 360, 270
#: From so many letters on the merit is printed smaller, so that it stays on the page.
LONG, VERY_LONG = 150, 300
LONG_OBJECT = 14  # letters; the name of a title is longer than "BẰNG KHEN"
TITLES = {"MALE": "Ông", "FEMALE": "Bà"}


@dataclass(frozen=True)
class Certificate:
    """One line of the golden book as its certificate says it."""

    name: str
    kind: str
    place: str
    merit: str
    code: str
    register_no: int
    register_year: int
    gender: str = ""


@dataclass(frozen=True)
class CertificatesValues:
    """Everything the certificates of one decision say."""

    signer: str
    award: str
    is_title: bool
    place: str
    decision_number: int
    issuer_code: str
    signed_on: date
    signer_role: str
    signer_name: str
    certificates: tuple[Certificate, ...]
    address: str
    width_mm: int = WIDTH_MM
    height_mm: int = HEIGHT_MM
    symbol_kind: str = "QĐ"


def build_values(values: CertificatesValues) -> dict:
    """The words of the certificates as the template takes them and as the paper stores them (JSON)."""
    _check(values)
    symbol = wording.symbol(values.decision_number, values.symbol_kind, values.issuer_code)
    day = wording.long_date(values.signed_on)
    name = object_name(values.award, is_title=values.is_title)
    signer = wording.full(values.signer)
    return {
        "title": f"{name[:1]}{name[1:].lower()} theo Quyết định số {symbol}",
        "symbol": symbol,
        "state_name": wording.STATE_NAME,
        "motto": wording.MOTTO,
        "authority": signer.upper(),
        "verb": "TẶNG DANH HIỆU" if values.is_title and not name.startswith("Cờ ") else "TẶNG",
        "object": name.upper(),
        "object_is_long": len(name) > LONG_OBJECT,
        "place_date": wording.date_line(values.place, values.signed_on),
        "decision_line": f"Quyết định số: {symbol}",
        "decision_day": wording.sentence(day).rstrip("."),
        "signature": signature(values.signer, values.signer_role, values.signer_name),
        "width_mm": values.width_mm,
        "height_mm": values.height_mm,
        "certificates": [_certificate(values, row) for row in values.certificates],
    }


def object_name(award: str, *, is_title: bool) -> str:
    """What the certificate calls the award: "Bằng khen" of "Bằng khen của Chủ tịch ...", a title in full."""
    name = wording.full(award)
    return name if is_title and not name.startswith("Cờ ") else name.split(" của ")[0]


def signature(signer: str, role: str, name: str) -> dict:
    """The signer in person: CHỦ TỊCH alone; a deputy signs in his place (KT.), never for the body (TM.)."""
    chief = " ".join(wording.full(signer).split(" ")[:2]).upper()
    if wording.clean(role).upper().startswith("PHÓ "):
        return {"authority": f"KT. {chief}", "role": f"PHÓ {chief}", "name": wording.clean(name)}
    return {"authority": "", "role": chief, "name": wording.clean(name)}


def _check(values: CertificatesValues) -> None:
    """Certificates that contradict themselves must not be printed; these are faults of the caller."""
    if not values.certificates:
        raise ValueError("A decision has at least one certificate")
    codes = [row.code for row in values.certificates]
    books = [(row.register_year, row.register_no) for row in values.certificates]
    if len(set(codes)) != len(codes) or not all(codes):
        raise ValueError("Every certificate has a verification code of its own")
    if len(set(books)) != len(books):
        raise ValueError("Every certificate has a number of its own in the golden book")
    if not values.address.startswith(("http://", "https://")):
        raise ValueError("The address for verification begins with http")


def _certificate(values: CertificatesValues, row: Certificate) -> dict:
    name = wording.clean(row.name)
    if row.kind == "INDIVIDUAL":
        name = " ".join(filter(None, (TITLES.get(row.gender, ""), name)))
    merit = wording.sentence(row.merit).rstrip(".")
    size = "very-long" if len(merit) > VERY_LONG else "long" if len(merit) > LONG else "short"
    return {
        "name": name,
        "place": wording.clean(row.place).strip(" ,"),
        "merit": merit,
        "merit_size": size,
        "register": f"Vào Sổ vàng số: {wording.padded(row.register_no)}/{row.register_year}",
        "code": "-".join(row.code[start : start + 4] for start in range(0, len(row.code), 4)),
        "address": f"{values.address.rstrip('/')}/xac-minh/{row.code}/",
    }
