"""Accounts and their roles: lists, the page of one, what waits for those who look after them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from accounts.models import OneTimeCode, User
from core import audit, clock
from core.models import AuditEvent
from core.paging import COUNT_LIMIT
from core.worklist import WorkItem
from units.models import Membership, OrgUnit
from units.permissions import can_delegate, can_see_accounts
from units.queries import deputies_of
from units.roles import GIVEN_BY_HEAD, Role

HEADS = [
    "Họ và tên",
    "Tên đăng nhập",
    "Điện thoại",
    "Thư điện tử",
    "Vai trò",
    "Tình trạng",
    "Đăng nhập gần nhất",
]
WORK_LIMIT = 30
UNUSED_DAYS = 30
ENDING_DAYS = 14
#: The state of the list of accounts that never logged in, as its address says it.
UNUSED = "chua-dung"

#: Events of an account and of its roles, in the words of its page.
EVENTS = {
    "accounts.account_made": "lập tài khoản",
    "accounts.account_changed": "sửa họ tên, điện thoại hoặc thư điện tử",
    "accounts.account_disabled": "khóa tài khoản",
    "accounts.account_enabled": "mở khóa tài khoản",
    "accounts.code_given": "cấp mã một lần",
    "accounts.password_set": "đặt mật khẩu mới",
    "accounts.reset_mail_sent": "gửi thư đặt lại mật khẩu",
}


def accounts_visible_to(actor) -> QuerySet[User]:
    """Return the accounts that the actor looks after: ADMIN all, a head those with a role in his reach."""
    if not can_see_accounts(actor):
        return User.objects.none()
    if actor.is_(Role.ADMIN):
        return User.objects.all()
    return User.objects.filter(Exists(_roles_within(actor).filter(user=OuterRef("pk"))))


def _roles_within(actor) -> QuerySet[Membership]:
    """Roles that are not over, of the actor's unit and below it; for ADMIN all."""
    return Membership.visible_to(actor).not_over(clock.today())


def having_role(users: QuerySet[User], actor, **condition) -> QuerySet[User]:
    """Keep the accounts with such a role among those that the actor sees."""
    return users.filter(Exists(_roles_within(actor).filter(user=OuterRef("pk"), **condition)))


def roles_of(users: Iterable[User], actor) -> dict[int, list[Membership]]:
    """Return the roles of these accounts that are not over, by account, in one query."""
    found: dict[int, list[Membership]] = defaultdict(list)
    rows = _roles_within(actor).filter(user__in=[user.pk for user in users])
    for row in rows.select_related("unit").order_by("valid_from", "pk"):
        found[row.user_id].append(row)
    return found


def account_rows(users: Iterable[User], roles: dict[int, list[Membership]]) -> Iterator[list]:
    """Yield the Excel rows of the accounts."""
    for user in users:
        yield [
            user.full_name,
            user.username,
            user.phone,
            user.email,
            "; ".join(f"{row.role_words}, {row.unit}" for row in roles[user.pk]),
            "Đang mở" if user.is_active else "Đã khóa",
            f"{clock.local(user.last_login):%d/%m/%Y %H:%M}" if user.last_login else "chưa lần nào",
        ]


def units_for(actor) -> QuerySet[OrgUnit]:
    """Return the units in force in which the actor may give roles."""
    today = clock.today()
    units = OrgUnit.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today), valid_from__lte=today)
    return units if actor.is_(Role.ADMIN) else units.filter(path__startswith=actor.unit.path)


def roles_for(actor) -> list[Role]:
    """Return the roles that the actor may give in one of those units."""
    if actor.is_(Role.ADMIN):
        return list(Role)
    return [role for role in Role if role in GIVEN_BY_HEAD or role == Role.HEAD]


@dataclass(frozen=True)
class AccountKnown:
    """The page of one account: its roles, the code that is open, what was done to it."""

    current: list[Membership]
    past: list[Membership]
    code: OneTimeCode | None
    events: list[tuple[AuditEvent, str]]


def known_of(user: User, actor, today: date) -> AccountKnown:
    """Gather the page of an account: three queries. A head sees the roles of his reach only."""
    rows = Membership.visible_to(actor).filter(user=user).select_related("unit", "delegated_by__user")
    roles = list(rows.order_by("-valid_from", "-pk"))
    over = [row for row in roles if is_over(row, today)]
    events = [(event, EVENTS[event.name]) for event in audit.history(user) if event.name in EVENTS]
    return AccountKnown(
        current=[row for row in roles if row not in over],
        past=over,
        code=user.codes.filter(used_at=None, ended_at=None).first(),
        events=events[::-1],
    )


def is_over(row: Membership, today: date) -> bool:
    """Is the role past on this day? A lent one ends with the role that it was lent from."""
    ends = [row.valid_to, row.delegated_by.valid_to if row.delegated_by else None]
    never = row.valid_to is not None and row.valid_to <= row.valid_from
    return never or any(end is not None and end <= today for end in ends)


def all_roles_of(user_id: int, today: date) -> list[Membership]:
    """Return the roles of an account that are not over, wherever they are: for the question who may."""
    return list(
        Membership.objects.not_over(today).filter(user=user_id).select_related("unit", "delegated_by")
    )


def roles_to_handle(actor) -> QuerySet[Membership]:
    """Return the roles, with user and unit, that the actor finds on the pages of accounts."""
    rows = Membership.visible_to(actor) if can_see_accounts(actor) else Membership.objects.none()
    return rows.select_related("unit", "user", "delegated_by__user")


def delegations_of(actor) -> QuerySet[Membership]:
    """Return what the actor lent in the role in force, newest first."""
    rows = Membership.objects.filter(delegated_by=actor.membership).select_related(
        "user", "unit", "delegated_by"
    )
    return rows.order_by("-valid_from", "-pk")


def deputies_for(actor, day: date) -> QuerySet[Membership]:
    """Return the colleagues to whom the actor may lend his role; none where he has none to lend."""
    return deputies_of(actor.membership, day) if can_delegate(actor) else Membership.objects.none()


def delegations_to_revoke(actor) -> QuerySet[Membership]:
    """Return the lent roles that the actor finds: his own, and for ADMIN all."""
    rows = Membership.objects.filter(delegated_by__isnull=False).select_related("user", "delegated_by")
    if actor is None:
        return rows.none()
    return rows if actor.is_(Role.ADMIN) else rows.filter(delegated_by__user=actor.user_id)


def waiting_for(actor) -> list[WorkItem]:
    """What waits for ADMIN: accounts never used, codes that ran out, roles that end soon."""
    if actor is None or not actor.is_(Role.ADMIN):
        return []
    now, today = clock.now(), clock.today()
    return [*_ran_out(now), *_unused(now - timedelta(days=UNUSED_DAYS)), *_ending(today)]


def _open_code() -> QuerySet[OneTimeCode]:
    return OneTimeCode.objects.filter(used_at=None, ended_at=None)


def _ran_out(now) -> list[WorkItem]:
    found = _open_code().filter(expires_at__lte=now, user__is_active=True).select_related("user")
    return [
        _item(
            code.user,
            f"Cấp lại mã một lần: {code.user}",
            f"Mã hết hiệu lực lúc {_moment(code.expires_at)}",
            "key",
        )
        for code in found.order_by("expires_at", "pk")[:WORK_LIMIT]
    ]


def _unused(before) -> list[WorkItem]:
    idle = User.objects.filter(last_login=None, is_active=True, date_joined__lte=before)
    found = idle.order_by().values("pk")[:COUNT_LIMIT].count()
    if not found:
        return []
    return [
        WorkItem(
            title=f"{found} tài khoản lập đã {UNUSED_DAYS} ngày chưa đăng nhập lần nào",
            url=f"{reverse('units:account_list')}?tinh_trang={UNUSED}",
            meta="Còn cần thì cấp mã một lần, không thì khóa",
            icon="person-badge",
        )
    ]


def _ending(today: date) -> list[WorkItem]:
    until = today + timedelta(days=ENDING_DAYS)
    rows = Membership.objects.filter(valid_to__gt=today, valid_to__lte=until, delegated_by=None)
    return [
        _item(
            row.user,
            f"Vai trò sắp kết thúc: {row.user}",
            f"{row.get_role_display()}, {row.unit}",
            "calendar-event",
            due=row.valid_to - timedelta(days=1),
        )
        for row in rows.select_related("user", "unit").order_by("valid_to", "pk")[:WORK_LIMIT]
    ]


def _item(user: User, title: str, meta: str, icon: str, due: date | None = None) -> WorkItem:
    return WorkItem(
        title=title, url=reverse("units:account_detail", args=[user.pk]), meta=meta, icon=icon, due=due
    )


def _moment(moment) -> str:
    return f"{clock.local(moment):%H:%M ngày %d/%m}"
