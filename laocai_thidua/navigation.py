"""The side navigation, by role."""

from dataclasses import dataclass

from django.urls import reverse

from awards.confirm.permissions import can_read_rules
from awards.imports.permissions import may_import
from reports.permissions import can_read_reports
from units.models import Reorganisation
from units.permissions import can_see_accounts
from units.roles import STANDING_BODY_ROLES, UNIT_ROLES, Role

DECISION_READERS = UNIT_ROLES | STANDING_BODY_ROLES | {Role.CLERK_OFFICE}


@dataclass(frozen=True)
class NavItem:
    """One entry of the side navigation."""

    label: str
    url: str
    icon: str
    current: bool
    count: int | None = None


_ENTRIES = [
    ("Việc của tôi", "work_list", "house", None),
    ("Thẩm định", "nominations:queue", "clipboard-check", STANDING_BODY_ROLES),
    ("Phong trào thi đua", "campaigns:campaign_list", "flag", UNIT_ROLES | STANDING_BODY_ROLES),
    ("Đợt xét khen thưởng", "campaigns:round_list", "calendar-check", UNIT_ROLES | STANDING_BODY_ROLES),
    ("Hồ sơ đề nghị", "nominations:dossier_list", "folder2-open", UNIT_ROLES | STANDING_BODY_ROLES),
    ("Phiên họp Hội đồng", "reviews:session_list", "people", UNIT_ROLES | STANDING_BODY_ROLES),
    ("Quyết định", "decisions:decision_list", "file-earmark-check", DECISION_READERS),
    ("Báo cáo", "reports:report_list", "bar-chart-line", can_read_reports),
    ("Đơn vị, cá nhân", "awards:unit_list", "building", None),
    ("Tài khoản", "units:account_list", "person-badge", can_see_accounts),
    ("Sắp xếp đơn vị", "units:reorganisation_list", "diagram-3", Reorganisation.may_read),
    ("Nhập từ Excel", "awards:import_list", "file-earmark-arrow-up", may_import),
    ("Danh mục khen thưởng", "awards:catalogue", "award", None),
    ("Cần xác nhận", "awards:rule_list", "question-diamond", can_read_rules),
    ("Trợ giúp", "help", "question-circle", None),
]


def items_for(actor, path: str) -> list[NavItem]:
    """Return the entries that this person may open; the one that holds `path` is the current one."""
    entries = [
        (label, reverse(name), icon) for label, name, icon, readers in _ENTRIES if _may_open(actor, readers)
    ]
    current = max((url for _, url, _ in entries if _holds(url, path)), key=len, default="")
    return [NavItem(label, url, icon, current=url == current) for label, url, icon in entries]


def _holds(url: str, path: str) -> bool:
    """Whether the page lies below the entry; persons stand beside the units in one."""
    beside = (reverse("awards:person_list"),) if url == reverse("awards:unit_list") else ()
    return path.startswith((url, *beside))


def _may_open(actor, readers) -> bool:
    """`readers` are roles, a question of a `permissions` module, or None for everybody."""
    if readers is None:
        return True
    return bool(readers(actor)) if callable(readers) else actor.is_(*readers)
