"""Ballots in envelopes: HPKE to the key of one poll, receipts, and the file of the private key.

The suite joins ML-KEM-768 with X25519: envelopes with names lie in backups that outlive the key, and must
stay closed there for decades. `info` binds an envelope to its poll. The private key is a file outside
database and backups; `key_pair` tries it once before it is given out, and `destroy` ends it.
"""

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_SEED, _LATTICE = 64, 1184  # bytes of an ML-KEM-768 private and public key
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 letters without 0, 1, I, O
_REHEARSAL = b"rehearsal"


class KeyLost(Exception):
    """The private key of a poll is not there: what was cast cannot be opened, the vote is repeated."""


class CannotOpen(Exception):
    """An envelope does not open with the key of its poll: it was changed or comes from elsewhere."""


def folder() -> Path:
    """Return the folder of the keys; only its owner reads it."""
    return settings.DATA_DIR / "keys"


def fingerprint(public_key: bytes) -> str:
    """Return the SHA-256 of a public key."""
    return hashlib.sha256(public_key).hexdigest()


def _path(poll_id: int, public_key: bytes) -> Path:
    return folder() / f"poll-{poll_id}-{fingerprint(public_key)[:32]}.key"


@sensitive_variables()
def make_key(poll_id: int, *, questions: int) -> bytes:
    """Make the key pair of a poll, write and rehearse the private key, return the public key.

    OSError or KeyLost when the file does not hold: then the poll must not open.
    """
    lattice, curve = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    public_key = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
    _write(_path(poll_id, public_key), lattice.private_bytes_raw() + curve.private_bytes_raw())
    trial = seal(_REHEARSAL, public_key, poll_id=poll_id, questions=questions)
    if Opener(poll_id, public_key, questions=questions).open(trial) != _REHEARSAL:
        raise KeyLost
    return public_key


def _write(path: Path, secret: bytes) -> None:
    """Write a new file that only its owner reads, whole and on the disk, or raise OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.parent.chmod(0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    _sync(path.parent)


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _info(poll_id: int, questions: int) -> bytes:
    return b"laocai-thidua/ballot/1|poll=%d|questions=%d" % (poll_id, questions)


@sensitive_variables()
def seal(ballot: bytes, public_key: bytes, *, poll_id: int, questions: int) -> bytes:
    """Return the envelope of a ballot; equal ballots never give equal envelopes, all have one length."""
    lattice = MLKEM768PublicKey.from_public_bytes(public_key[:_LATTICE])
    curve = X25519PublicKey.from_public_bytes(public_key[_LATTICE:])
    return _SUITE.encrypt(ballot, MLKEM768X25519PublicKey(lattice, curve), info=_info(poll_id, questions))


class Opener:
    """The private key of one poll, in memory for the length of one count."""

    @sensitive_variables()
    def __init__(self, poll_id: int, public_key: bytes, *, questions: int):
        try:
            secret = _path(poll_id, public_key).read_bytes()
        except FileNotFoundError:
            raise KeyLost from None
        lattice = MLKEM768PrivateKey.from_seed_bytes(secret[:_SEED])
        curve = X25519PrivateKey.from_private_bytes(secret[_SEED:])
        self._key = MLKEM768X25519PrivateKey(lattice, curve)
        self._info = _info(poll_id, questions)

    def open(self, envelope: bytes) -> bytes:
        """Return the ballot in the envelope; CannotOpen when it is not one of this poll."""
        try:
            return _SUITE.decrypt(envelope, self._key, info=self._info)
        except (InvalidTag, ValueError) as error:
            raise CannotOpen from error


def has_key(poll_id: int, public_key: bytes) -> bool:
    """Return whether the private key of the poll is still there."""
    return _path(poll_id, public_key).is_file()


def destroy(poll_id: int) -> int:
    """Overwrite and remove every key file of the poll, drafts of an opening that failed included."""
    files = sorted(folder().glob(f"poll-{poll_id}-*.key"))
    for path in files:
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    if files:
        _sync(folder())
    return len(files)


def kept_polls() -> set[int]:
    """Return the keys of the polls that still have a key file."""
    return {int(path.name.split("-")[1]) for path in folder().glob("poll-*-*.key")}


def receipt(envelope: bytes) -> str:
    """Return the short hash of an envelope, as people copy it: 7K4M-92QX-TD3P (60 bits)."""
    number = int.from_bytes(hashlib.sha256(envelope).digest()[:8], "big") >> 4
    letters = "".join(_ALPHABET[number >> (5 * place) & 31] for place in range(11, -1, -1))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
