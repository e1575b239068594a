"""The demo province: real units, invented people; every state is reached through the real actions."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from awards.models import AwardType
from campaigns import actions as campaign_actions
from campaigns.models import CampaignKind, Round
from core import clock
from core.audit import SYSTEM
from core.workdays import is_working_day
from laocai_thidua.demo.accounts import ACCOUNTS, MUONG_HUM, PASSWORD, STANDING_BODY, DemoAccount
from nominations import actions
from nominations.models import Dossier
from units.actions import start_membership
from units.actors import Actor
from units.models import Membership, OrgUnit, UnitKind

SUBMITTERS = [
    UnitKind.COMMUNE,
    UnitKind.WARD,
    UnitKind.DEPARTMENT,
    UnitKind.PARTY,
    UnitKind.MASS_ORG,
    UnitKind.OTHER,
]


@dataclass(frozen=True)
class _Nominee:
    award: str
    name: str
    birth: date
    gender: str
    position: str
    direct: bool
    achievement: str


_BAT_XAT_PEOPLE = [
    _Nominee(
        "BKT",
        "Lý Láo Lở",
        date(1984, 3, 12),
        "MALE",
        "Chỉ huy trưởng Ban CHQS xã",
        False,
        "Chỉ huy lực lượng tại chỗ sơ tán 62 hộ ra khỏi vùng sạt lở trong đêm 09/9, không để ai bị nạn. "
        "Vận động bà con góp 340 ngày công dựng lại 11 ngôi nhà trước mùa rét.",
    ),
    _Nominee(
        "CSTDT",
        "Sần Thị Thương",
        date(1990, 11, 2),
        "FEMALE",
        "Công chức Văn hóa - Xã hội",
        False,
        "Ba năm liền là Chiến sĩ thi đua cơ sở. Sáng kiến “Sổ tay hai thứ tiếng Việt - Dao” được 9 xã "
        "áp dụng, giúp rút ngắn thời gian trả kết quả thủ tục từ 5 ngày còn 2 ngày.",
    ),
]
_MUONG_HUM_PEOPLE = [
    _Nominee(
        "BKT",
        "Phu Suy Thó",
        date(1979, 6, 25),
        "MALE",
        "Trưởng thôn Lao Chải 1",
        True,
        "Cùng 38 hộ trong thôn hiến 2.400 m² đất, mở 1,8 km đường vào khu sản xuất. Hộ nghèo của thôn giảm "
        "từ 21 xuống 9 trong hai năm.",
    )
]


@transaction.atomic
def build() -> None:
    """Build the demo province; called once, on a database that holds no account."""
    today = clock.today()
    with clock.at(_moment(today, -60, 8)):
        password = make_password(PASSWORD)  # one hash for all: making one takes a quarter of a second
        actors = {account.username: _person(account, password, today) for account in ACCOUNTS}
        officer = actors["hang.nguyen.snv"]
    round_ = _open_round(officer, today)
    with clock.at(_moment(_office_day(today, 4), 0, 9, 10)):
        _dossier(round_, _MUONG_HUM_PEOPLE, by=actors["may.tan.muonghum"])
    with clock.at(_moment(_office_day(today, 3), 0, 14, 5)):
        actions.accept(Dossier.objects.get(unit__code=MUONG_HUM).pk, by=officer)
    with clock.at(_moment(_office_day(today, 1), 0, 10, 42)):
        _dossier(round_, _BAT_XAT_PEOPLE, by=actors["sin.vang.batxat"])


def _person(account: DemoAccount, password: str, today: date) -> Actor:
    user = User.objects.create(
        username=account.username,
        full_name=account.full_name,
        phone=account.phone,
        password=password,
        is_demo=True,
        date_joined=clock.now(),
    )
    unit = OrgUnit.objects.get(code=account.unit, valid_to=None)
    membership = start_membership(
        by=SYSTEM, user_id=user.pk, unit_id=unit.pk, role=account.role, valid_from=today - timedelta(days=60)
    )
    return Actor(
        user=user, membership=Membership.objects.select_related("unit__parent").get(pk=membership.pk)
    )


def _open_round(officer: Actor, today: date) -> Round:
    year = today.year
    province = OrgUnit.objects.get(kind=UnitKind.PROVINCE, valid_to=None)
    body = OrgUnit.objects.get(code=STANDING_BODY, valid_to=None)
    with clock.at(_moment(today, -21, 8, 30)):
        campaign = campaign_actions.draft_campaign(
            by=officer,
            code=f"TX-{year}",
            name=f"Thi đua thường xuyên năm {year}: Đoàn kết - Kỷ cương - Hành động - Hiệu quả - Phát triển",
            kind=CampaignKind.YEARLY,
            host_id=province.pk,
            period_from=date(year, 1, 1),
            period_to=date(year, 12, 31),
        )
        campaign_actions.launch_campaign(
            campaign.pk, by=officer, document_no=f"03/KH-UBND-{year}", document_on=date(year, 1, 6)
        )
        return campaign_actions.open_round(
            by=officer,
            code=f"TK-{year}",
            name=f"Tổng kết công tác năm {year}",
            host_id=province.pk,
            standing_body_id=body.pk,
            commendation_type="CONG_TRANG",
            year=year,
            letter_no="1843/SNV-TĐKT",
            letter_on=today - timedelta(days=22),
            opens_at=_moment(today, -14, 0),
            closes_at=_moment(today, 21, 17),
            appraise_days=20,
            submitter_kinds=[str(kind) for kind in SUBMITTERS],
            awards=[
                (AwardType.objects.get(code="BKT", valid_to=None).pk, None),
                (AwardType.objects.get(code="CSTDT", valid_to=None).pk, None),
            ],
            campaign_id=campaign.pk,
            default_merit=f"Có thành tích xuất sắc trong thực hiện nhiệm vụ công tác năm {year}",
            officer_id=officer.membership.pk,
        )


def _dossier(round_: Round, people: list[_Nominee], *, by: Actor) -> None:
    dossier = actions.create_dossier(round_.pk, by=by)
    for nominee in people:
        actions.add_nomination(
            dossier.pk,
            actions.NomineeValues(
                award_id=round_.awards.get(code=nominee.award).pk,
                full_name=nominee.name,
                birth_date=nominee.birth,
                gender=nominee.gender,
                position=nominee.position,
                is_direct_worker=nominee.direct,
                achievement=nominee.achievement,
            ),
            by=by,
        )
    dossier.refresh_from_db()
    actions.submit(dossier.pk, seen_version=dossier.version, by=by)


def _office_day(today: date, days_ago: int) -> date:
    """The day that is so many working days before today; nothing in the demo happens on a Sunday."""
    day = today
    while days_ago:
        day -= timedelta(days=1)
        days_ago -= is_working_day(day, set(), set())
    return day


def _moment(today: date, days: int, hour: int, minute: int = 0) -> datetime:
    """The time of day, so many days before or after today, in the province."""
    return timezone.make_aware(datetime.combine(today + timedelta(days=days), time(hour, minute)))
