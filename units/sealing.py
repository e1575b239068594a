"""Identity numbers, encrypted and hashed with keys of their own. The one place that knows how.

Encryption: Fernet (AES-128-CBC with HMAC-SHA256); the newest key seals, any key opens. Matching: HMAC-SHA256,
since a plain hash of twelve digits is found by trying them all.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"laocai-thidua/identity-number/1"


def seal(number: str) -> str:
    """Return the number encrypted with the newest key; each time another text."""
    return _box().encrypt(number.encode()).decode()


def unseal(sealed: str) -> str:
    """Return the number; raises cryptography.fernet.InvalidToken when no key fits or the text was changed."""
    return _box().decrypt(sealed.encode()).decode()


def digest(number: str) -> str:
    """Return the keyed hash of the number, by the newest key."""
    return digests(number)[0]


def digests(number: str) -> list[str]:
    """Return the hashes by every key, newest first: what a number may be stored under."""
    return [
        hmac.new(key.encode(), _PURPOSE + number.encode(), hashlib.sha256).hexdigest()
        for key in settings.ID_HASH_KEYS
    ]


def _box() -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key))) for key in settings.ID_KEYS])


def _derived(key: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode())
