"""The side navigation, by role."""

from dataclasses import dataclass

from django.urls import reverse

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
    ("Danh mục khen thưởng", "awards:catalogue", "award", None),
    ("Trợ giúp", "help", "question-circle", None),
]


def items_for(actor, path: str) -> list[NavItem]:
    """Return the entries that this person may open; the one that holds `path` is the current one."""
    entries = [
        (label, reverse(name), icon)
        for label, name, icon, roles in _ENTRIES
        if roles is None or actor.is_(*roles)
    ]
    return [NavItem(label, url, icon, current=path.startswith(url)) for label, url, icon in entries]
