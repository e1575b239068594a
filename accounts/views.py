"""Pages on which somebody gets into his account again: by a one-time code, by a letter."""

from allauth.account.adapter import get_adapter
from allauth.account.views import PasswordResetFromKeyView
from allauth.core.ratelimit import consume_or_429
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.forms import CodeForm
from core.http import perform, posted


@login_not_required
@never_cache
@sensitive_post_parameters("code", "password", "password2")
@require_http_methods(["GET", "POST"])
def use_code(request: HttpRequest) -> HttpResponse:
    """Set a password with a one-time code; whoever guesses shuts out himself, by account and address."""
    form = CodeForm(posted(request))

    def draw(problems=(), status: int = 200) -> HttpResponse:
        form.show(problems)
        return render(request, "account/one_time_code.html", {"form": form}, status=status)

    if request.method == "GET":
        return draw()
    if not form.is_valid():
        return draw(status=422)
    guessed = f"{form.cleaned_data['username'].strip().lower()}:{get_adapter().get_client_ip(request)}"
    return consume_or_429(request, action="one_time_code", key=guessed) or perform(
        request,
        lambda: actions.use_code(**form.values()),
        done=lambda _: reverse("account_login"),
        again=lambda problems: draw(problems, status=422),
        message=lambda _: "Đã đặt mật khẩu mới. Đăng nhập bằng mật khẩu đó.",
    )


class NewPassword(PasswordResetFromKeyView):
    """The page that a letter leads to; an address that was used, or is too old, is not found."""

    def render_to_response(self, context, **kwargs) -> HttpResponse:
        """Answer 404 where the address opens nothing."""
        if context.get("token_fail"):
            kwargs["status"] = 404
        return super().render_to_response(context, **kwargs)
