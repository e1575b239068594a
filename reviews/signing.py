"""Canonical JSON, its hash, and the signature of the portal (Ed25519)."""

import base64
import hashlib
import json
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"laocai-thidua/signature/1\n"  # stands before what is signed


@dataclass(frozen=True)
class Signed:
    """The hash of a document, the signature over it and the public key that checks it (hexadecimal)."""

    hash: str
    signature: str
    key: str


def canonical(document: dict) -> bytes:
    """Return the one spelling of a document that is hashed and signed."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def digest(document: dict) -> str:
    """Return the SHA-256 of a document."""
    return hashlib.sha256(canonical(document)).hexdigest()


def sign(document: dict) -> Signed:
    """Sign a document with the newest key."""
    key, data = _key(settings.SIGNING_KEYS[0]), canonical(document)
    return Signed(
        hash=hashlib.sha256(data).hexdigest(),
        signature=base64.b64encode(key.sign(PURPOSE + data)).decode(),
        key=key.public_key().public_bytes_raw().hex(),
    )


def public_keys() -> list[str]:
    """Return the public keys that this portal signs with, newest first."""
    return [_key(text).public_key().public_bytes_raw().hex() for text in settings.SIGNING_KEYS]


def _key(text: str) -> Ed25519PrivateKey:
    seed = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(text.encode())
    return Ed25519PrivateKey.from_private_bytes(seed)
