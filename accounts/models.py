"""Who logs in. A nominee is not a user; most never log in (units.Person)."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from core.text import fold


def folded_of(full_name: str, username: str) -> str:
    """Return the words by which an account is found: of the name and of the user name."""
    return fold(f"{full_name} {username.replace('.', ' ')}")


class FirstTask(models.TextChoices):
    """What somebody new does first: three small things instead of a manual."""

    DETAILS = "DETAILS", "Xem lại họ tên, điện thoại của mình"
    UNIT = "UNIT", "Xem đơn vị đang làm việc"
    GUIDE = "GUIDE", "Đọc trang hướng dẫn của vai trò"


class AccountManager(UserManager):
    """Makes accounts together with the words by which they are found."""

    def create_user(self, username, email=None, password=None, **fields):
        """Make an account; what Django makes, and its folded words."""
        fields.setdefault("folded", folded_of(fields.get("full_name", ""), username))
        return super().create_user(username, email, password, **fields)


class User(AbstractUser):
    """A log-in by user name. Never deleted, only made inactive."""

    first_name = None
    last_name = None
    full_name = models.CharField("họ và tên", max_length=100, db_collation="tieng_viet")
    folded = models.CharField(max_length=260, editable=False, default="")
    is_demo = models.BooleanField("tài khoản chạy thử", default=False, editable=False)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    #: Raised to end every log-in of this account; part of what a session is checked against.
    log_in_series = models.PositiveIntegerField(default=0, editable=False)
    #: What is left of the tasks of the first log-in (`FirstTask`); they begin when the password is first set.
    first_tasks = models.JSONField("việc lần đầu", default=list, editable=False)

    objects = AccountManager()

    REQUIRED_FIELDS = ["full_name"]

    class Meta(AbstractUser.Meta):
        indexes = [models.Index(fields=["full_name", "id"], name="user_by_name")]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    def _get_session_auth_hash(self, secret=None) -> str:
        """What a session is checked against: the password, as Django does, and the series of log-ins."""
        value = f"{self.password} {self.log_in_series}"
        return salted_hmac("accounts.User.session", value, secret=secret, algorithm="sha256").hexdigest()


class OneTimeCode(models.Model):
    """A code told on the phone, with which the owner of an account sets his password; only its hash is kept.

    It ends when it is used, when a newer one is made, or after its time.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="codes", verbose_name="tài khoản")
    hash = models.CharField(max_length=128)
    made_at = models.DateTimeField("cấp lúc")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người cấp")
    expires_at = models.DateTimeField("hết hiệu lực lúc")
    used_at = models.DateTimeField("dùng lúc", null=True)
    ended_at = models.DateTimeField("thôi hiệu lực lúc", null=True)

    class Meta:
        verbose_name = "mã một lần"
        verbose_name_plural = "mã một lần"
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at__isnull=True, ended_at__isnull=True),
                name="one_time_code_open_once",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="one_time_code_period_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.made_at:%d/%m/%Y}"
