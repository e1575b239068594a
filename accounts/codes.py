"""One-time codes: how they look and how they are compared. The code itself is kept nowhere."""

import re
import secrets

from django.contrib.auth.hashers import check_password, make_password

#: Letters and digits that sound and look like no other: without I, L, O, 0, 1, and U beside V.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP_LENGTH = 4, 4  # 16 signs of 30: 78 bits
HOURS = 24


def new_code() -> str:
    """Return a fresh code in groups, as it is told: "7KQM-2RTA-XC9P-H4WD"."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def typed(code: str) -> str:
    """Return a code without what people type between its signs, in capitals."""
    return re.sub(r"[\W_]+", "", code).upper()


def hash_of(code: str) -> str:
    """Return what is kept of a code: slow to make, like that of a password."""
    return make_password(typed(code))


def fits(code: str, hashed: str | None) -> bool:
    """Compare a typed code with what was kept; without one (None) it takes as long and says no."""
    if hashed is None:
        make_password(typed(code))
        return False
    return check_password(typed(code), hashed)
