"""Vietnamese text: one form to store, one folded form to find. Free of Django."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
# Zero-width and direction marks change nothing that is read, but hide or reverse what is compared.
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def nfc(text: str) -> str:
    """Return one line in NFC, without invisible marks and control characters, spaces single and trimmed."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    text = _SPACES.sub(" ", text)
    return "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cs", "Co"}).strip()


def nfc_lines(text: str) -> str:
    """Return a text of several lines in NFC; line ends become \\n, invisible and control characters go."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs", "Co"}).strip()


def fold(text: str) -> str:
    """Return the key by which names are compared and searched: lower case, no marks, đ as d, single spaces.

    "Hoà" and "Hòa" fold alike, whatever vowel the tone mark stands on.
    """
    text = nfc(text).lower().replace("đ", "d")
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return _SPACES.sub(" ", re.sub(r"[^\w]+", " ", plain)).strip()
