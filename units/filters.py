"""What the list of accounts may be filtered by; any other name in the address changes nothing."""

import django_filters
from django import forms

from accounts.models import User
from core.search import with_words
from units.queries_accounts import UNUSED, having_role
from units.roles import Role

OPEN, CLOSED = "mo", "khoa"


def _words(label: str, example: str, method: str) -> django_filters.CharFilter:
    hint = {"type": "search", "data-placeholder": f"Ví dụ: {example}"}
    return django_filters.CharFilter(
        method=method, label=label, max_length=200, widget=forms.TextInput(attrs=hint)
    )


class AccountFilter(django_filters.FilterSet):
    """By words of the name, unit, role and state."""

    q = _words("Họ tên hoặc tên đăng nhập", "chao thi huong", "by_words")
    don_vi = _words("Đơn vị", "Y Ty", "by_unit")
    vai_tro = django_filters.ChoiceFilter(
        method="by_role", choices=Role.choices, label="Vai trò", empty_label="Mọi vai trò"
    )
    tinh_trang = django_filters.ChoiceFilter(
        method="by_state",
        choices=[(OPEN, "Đang mở"), (CLOSED, "Đã khóa"), (UNUSED, "Chưa đăng nhập lần nào")],
        label="Tình trạng",
        empty_label="Tất cả",
    )

    class Meta:
        model = User
        fields: list[str] = []

    def __init__(self, *args, actor, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor, self.units = actor, units

    def by_words(self, users, name, value):
        """Keep the accounts in whose name or user name every word begins a word."""
        return with_words(users, value)

    def by_unit(self, users, name, value):
        """Keep the accounts with a role in units in whose name or code every word begins a word."""
        return having_role(users, self.actor, unit__in=with_words(self.units, value).values("pk"))

    def by_role(self, users, name, value):
        """Keep the accounts with this role."""
        return having_role(users, self.actor, role=value)

    def by_state(self, users, name, value):
        """Keep the open, the closed or the unused ones."""
        if value == UNUSED:
            return users.filter(last_login=None)
        return users.filter(is_active=value == OPEN)
