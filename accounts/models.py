"""Who logs in. A nominee is not a user; most never log in (units.Person)."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A log-in by user name. Never deleted, only made inactive."""

    first_name = None
    last_name = None
    full_name = models.CharField("họ và tên", max_length=100)
    is_demo = models.BooleanField("tài khoản chạy thử", default=False, editable=False)
    phone = models.CharField("điện thoại", max_length=20, blank=True)

    REQUIRED_FIELDS = ["full_name"]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name
