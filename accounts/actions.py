"""Deeds on accounts."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.errors import RuleViolation
from core.text import nfc
from core.verdict import Problem


@transaction.atomic
def make_account(*, username: str, full_name: str, password: str, by) -> User:
    """Make a log-in. RuleViolation when the password is one that the portal does not take."""
    user = User(username=username, full_name=nfc(full_name))
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise RuleViolation([Problem("password", "password", " ".join(error.messages))]) from error
    user.set_password(password)
    user.save(force_insert=True)
    audit.record("accounts.account_made", by=by, obj=user, data={"username": username})
    return user
