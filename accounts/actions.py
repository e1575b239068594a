"""Deeds on accounts. Who may is asked by the caller that knows roles (`units.actions.accounts`)."""

from collections.abc import Collection
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import codes
from accounts.models import FirstTask, OneTimeCode, User, folded_of
from accounts.oneself import Oneself
from accounts.rules import account_problems, username_problems
from core import audit, clock
from core.errors import RuleViolation, Stale, demand_rules
from core.text import nfc
from core.verdict import Problem

WRONG_CODE = Problem(
    "code_wrong",
    "",
    "Tên đăng nhập hoặc mã chưa đúng, hoặc mã đã dùng hay hết hiệu lực. Hỏi lại người cấp mã.",
)


@transaction.atomic
def make_account(
    *, username: str, full_name: str, by, password: str | None = None, phone: str = "", email: str = ""
) -> User:
    """Make a log-in; without a password it opens nothing until its owner sets one by a one-time code.

    RuleViolation when the name, or the password, is one that the portal does not take.
    """
    user = User(username=username.strip().lower(), full_name=nfc(full_name), phone=nfc(phone))
    user.email, user.date_joined = email.strip().lower(), clock.now()
    user.folded = folded_of(user.full_name, user.username)
    demand_rules(
        new_account_problems(
            username=user.username, full_name=user.full_name, phone=user.phone, email=user.email
        )
    )
    if password is None:
        user.set_unusable_password()
    else:
        _set_password(user, password)
    user.save(force_insert=True)
    audit.record("accounts.account_made", by=by, obj=user, data={"username": user.username})
    return user


def new_account_problems(*, username: str, full_name: str, phone: str, email: str) -> list[Problem]:
    """Return what keeps an account of these values from being made; the user name may be taken."""
    username = username.strip().lower()
    taken = User.objects.filter(username__iexact=username).exists()
    names = {"full_name": nfc(full_name), "phone": nfc(phone), "email": email.strip().lower()}
    return username_problems(username, is_taken=taken) + account_problems(**names)


@transaction.atomic
def change_account(user_id: int, *, by, version: int, full_name: str, phone: str, email: str) -> User:
    """Change name, telephone and e-mail; Stale when somebody changed the account since it was shown."""
    user = lock_account(user_id)
    new = {"full_name": nfc(full_name), "phone": nfc(phone), "email": email.strip().lower()}
    if user.version != version:
        theirs = [("Họ và tên", user.full_name), ("Điện thoại", user.phone), ("Thư điện tử", user.email)]
        mine = [(label, text) for (label, _), text in zip(theirs, new.values(), strict=True)]
        raise Stale("Tài khoản này vừa được người khác sửa.", theirs, mine)
    demand_rules(account_problems(**new))
    changed = sorted(name for name, value in new.items() if getattr(user, name) != value)
    for name, value in new.items():
        setattr(user, name, value)
    user.folded = folded_of(user.full_name, user.username)
    user.version += 1
    user.save(update_fields=[*new, "folded", "version"])
    audit.record("accounts.account_changed", by=by, obj=user, data={"changed": changed})
    return user


@transaction.atomic
def change_own_phone(user_id: int, *, version: int, phone: str) -> User:
    """Correct one's own telephone; name and e-mail are ways to be somebody else, so others change them."""
    user = lock_account(user_id)
    values = {"full_name": user.full_name, "email": user.email, "phone": phone}
    return change_account(user_id, by=Oneself(user), version=version, **values)


@transaction.atomic
def disable_account(user_id: int, *, by, reason: str) -> User:
    """Close an account: every log-in of it ends at once, its open code too. Its deeds keep its name."""
    user = lock_account(user_id)
    if not user.is_active:
        raise Stale("Tài khoản này đã bị khóa.")
    if not (reason := nfc(reason)):
        raise RuleViolation([Problem("no_reason", "reason", "Ghi lý do khóa tài khoản.")])
    user.is_active = False
    user.log_in_series += 1
    user.version += 1
    user.save(update_fields=["is_active", "log_in_series", "version"])
    _end_codes(user)
    audit.record("accounts.account_disabled", by=by, obj=user, reason=reason)
    return user


@transaction.atomic
def enable_account(user_id: int, *, by) -> User:
    """Open a closed account again; earlier log-ins stay ended."""
    user = lock_account(user_id)
    if user.is_active:
        raise Stale("Tài khoản này đang mở.")
    user.is_active = True
    user.version += 1
    user.save(update_fields=["is_active", "version"])
    audit.record("accounts.account_enabled", by=by, obj=user)
    return user


@transaction.atomic
def give_code(user_id: int, *, by) -> str:
    """Make a one-time code, end the older ones, and return it: the only time that it is readable."""
    user = lock_account(user_id)
    if not user.is_active:
        raise Stale("Tài khoản này đang bị khóa. Mở khóa trước, rồi cấp mã.")
    _end_codes(user)
    code, now = codes.new_code(), clock.now()
    OneTimeCode.objects.create(
        user=user,
        hash=codes.hash_of(code),
        made_at=now,
        made_by_id=by.user_id,
        expires_at=now + timedelta(hours=codes.HOURS),
    )
    audit.record("accounts.code_given", by=by, obj=user)
    return code


@transaction.atomic
def use_code(*, username: str, code: str, password: str) -> User:
    """Set the password of whoever holds the code; all log-ins of the account end.

    One answer whatever is wrong (user name, code, its time), after the same work: RuleViolation.
    """
    check_password_text(password)
    user = User.objects.select_for_update().filter(username=username.strip().lower(), is_active=True).first()
    now = clock.now()
    found = user and user.codes.filter(used_at=None, ended_at=None, expires_at__gt=now).first()
    if not codes.fits(code, found.hash if found else None):
        raise RuleViolation([WRONG_CODE])
    _set_password(user, password)
    user.save(update_fields=["password", "first_tasks"])
    found.used_at = now
    found.save(update_fields=["used_at"])
    audit.record("accounts.password_set", by=Oneself(user), obj=user, data={"way": "code"})
    return user


@transaction.atomic
def set_password_by_mail(user: User, password: str) -> None:
    """Set the password that the owner chose after a letter; open codes end."""
    user = lock_account(user.pk)
    _set_password(user, password)
    user.save(update_fields=["password", "first_tasks"])
    _end_codes(user)
    audit.record("accounts.password_set", by=Oneself(user), obj=user, data={"way": "mail"})


@transaction.atomic
def end_first_task(user_id: int, tasks: Collection[str]) -> None:
    """Put tasks of the first log-in away; a second time changes nothing."""
    user = lock_account(user_id)
    user.first_tasks = [task for task in user.first_tasks if task not in tasks]
    user.save(update_fields=["first_tasks"])


def lock_account(user_id: int) -> User:
    """The account, held so that deeds on it go one after the other."""
    return User.objects.select_for_update().get(pk=user_id)


def check_password_text(password: str) -> None:
    """Refuse a password that nobody may have, whoever asks: so the answer says nothing of an account."""
    try:
        validate_password(password)
    except ValidationError as error:
        raise RuleViolation([Problem("password", "password", " ".join(error.messages))]) from error


def _set_password(user: User, password: str) -> None:
    """Set it on the row, which the caller saves; with the first password the first tasks begin."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise RuleViolation([Problem("password", "password", " ".join(error.messages))]) from error
    if not user.has_usable_password():
        user.first_tasks = FirstTask.values
    user.set_password(password)


def _end_codes(user: User) -> None:
    user.codes.filter(used_at=None, ended_at=None).update(ended_at=clock.now())
