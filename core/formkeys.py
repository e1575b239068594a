"""One-time keys of forms: a double click or a resend does its deed once (faults 1)."""

import uuid

from django.db import IntegrityError, transaction

from core import clock
from core.errors import NotAllowed, RuleViolation
from core.models import FormKey
from core.verdict import Problem

FIELD = "form_key"


def new_key() -> str:
    """Return a fresh key for a form that is being drawn."""
    return str(uuid.uuid4())


def read(request) -> uuid.UUID:
    """Return the key that came with the form; RuleViolation when it is missing or damaged."""
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        problem = Problem(
            "form_key", "", "Trang này đã cũ. Nội dung còn nguyên bên dưới, hãy bấm lại một lần nữa."
        )
        raise RuleViolation([problem]) from None


def use(key: uuid.UUID, user_id: int) -> str | None:
    """Take the key inside the deed's transaction: None when it is free, else where its deed led before.

    A second press waits here until the first is saved or undone. NotAllowed when the key is somebody else's.
    """
    try:
        with transaction.atomic():
            FormKey.objects.create(key=key, user_id=user_id, used_at=clock.now())
    except IntegrityError:
        used = FormKey.objects.get(key=key)
        if used.user_id != user_id:
            raise NotAllowed(
                "Biểu mẫu này thuộc lần đăng nhập khác. Mở lại trang rồi thực hiện lại."
            ) from None
        return used.url
    return None


def remember(key: uuid.UUID, url: str) -> None:
    """Keep where the deed of this key led, for the second press."""
    FormKey.objects.filter(key=key).update(url=url)
