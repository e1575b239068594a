"""Letters with which somebody sets a new password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.forms import LETTERS
from accounts.models import User
from core import audit, jobs


@jobs.job(LETTERS)
def send_reset_letters(run: jobs.Run):
    """Write to every open account of an address; none is written to an address that nobody has.

    The address in the letter is the portal's own, whatever the request called itself.
    """
    users = list(User.objects.filter(email=run.payload["email"], is_active=True).order_by("pk"))
    for user in users:
        token = default_token_generator.make_token(user)
        path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token])
        context = {"user": user, "url": f"{settings.PUBLIC_ADDRESS}{path}"}
        text = render_to_string("account/email/reset.txt", context)
        EmailMessage("Đặt lại mật khẩu Cổng Thi đua - Khen thưởng", text, to=[user.email]).send()

    def told() -> None:
        for user in users:
            audit.record("accounts.reset_mail_sent", by=audit.SYSTEM, obj=user)

    return told
