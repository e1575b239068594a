"""Vietnamese text: one form to store, one folded form to find. Free of Django."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
# Zero-width and direction marks change nothing that is read, but hide or reverse what is compared.
_INVISIBLE = {0x00AD, 0x061C, 0x180E, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)}
_INVISIBLE |= set(range(0x2066, 0x206A))


def nfc(text: str) -> str:
    """Return one line in NFC, without invisible marks and control characters, spaces single and trimmed."""
    return _SPACES.sub(" ", _composed(_SPACES.sub(" ", text))).strip()


def nfc_lines(text: str) -> str:
    """Return a text of several lines in NFC; line ends become \\n, invisible and control characters go."""
    return _composed(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()


def _composed(text: str) -> str:
    """Marks go before letters are composed: one between a letter and its accent keeps them apart."""
    return unicodedata.normalize("NFC", "".join(c for c in text if c == "\n" or _is_visible(c)))


def _is_visible(char: str) -> bool:
    return ord(char) not in _INVISIBLE and unicodedata.category(char) not in {"Cc", "Cs", "Co"}


def fold(text: str) -> str:
    """Return the key by which names are compared and searched: lower case, no marks, đ as d, single spaces.

    "Hoà" and "Hòa" fold alike, whatever vowel the tone mark stands on.
    """
    text = nfc(text).lower().replace("đ", "d")
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", re.sub(r"[^\w]+", " ", plain).strip())
