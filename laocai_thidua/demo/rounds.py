"""The rounds of the demo and what the units put up in them; the open one holds a dossier in every state."""

from dataclasses import replace
from datetime import date, timedelta

from awards.models import CommendationType
from campaigns.actions import AwardLine, open_round
from campaigns.models import Campaign
from laocai_thidua.demo import accounts as at_unit
from laocai_thidua.demo import dossiers
from laocai_thidua.demo.diary import Story, at
from laocai_thidua.demo.dossiers import Bundle, Put, bundle
from laocai_thidua.demo.people import Nominee
from laocai_thidua.demo.world import OFFICER, World
from nominations import actions
from nominations.models import RefusalGround
from units.models import Gender, LeaderClass, UnitKind

#: The round whose decisions are out, the one that the council votes on, the open one, the standing one.
EARLIER, VOTED, OPEN, SUDDEN = "EARLIER", "VOTED", "OPEN", "SUDDEN"

SUBMITTERS = [
    str(kind)
    for kind in (
        UnitKind.COMMUNE,
        UnitKind.WARD,
        UnitKind.DEPARTMENT,
        UnitKind.PARTY,
        UnitKind.MASS_ORG,
        UnitKind.OTHER,
    )
]
_RESCUES = [
    "Lao xuống dòng nước lũ đưa {number} học sinh bị cuốn trôi vào bờ an toàn trong đêm mưa lớn.",
    "Phát hiện vết nứt trên sườn đồi, kịp thời đưa {number} hộ ra khỏi nhà trước khi đất sạt xuống.",
    "Cùng dân quân dập đám cháy rừng giáp khu dân cư, bảo vệ {number} ngôi nhà.",
    "Truy đuổi, bắt giữ đối tượng cướp giật, trả lại tài sản cho {number} người bị hại.",
    "Cấp cứu, băng rừng cõng {number} người bị nạn ra trạm y tế trong khi đường bị chia cắt.",
]


def stories(world: World) -> list[Story]:
    """Return all that is told about rounds and dossiers."""
    days = world.days
    earlier, voted, now = _earlier(world), _voted(world), _open(world)
    told = [_opened(world, key) for key in (EARLIER, VOTED, OPEN, SUDDEN)]
    told.append(_registered(world, earlier, voted, [one for one, _ in now]))
    for number, one in enumerate(earlier):
        day = days.before(days.session, 12 + number % 3)
        told.append(dossiers.confirmed(world, EARLIER, one, day, 3 * number))
    for number, one in enumerate(voted):
        told.append(dossiers.confirmed(world, VOTED, one, days.office(14 + number % 3), 3 * number))
    told += [story for _, story in now]
    for number, days_ago in enumerate((12, 6, 4, 1)):
        told.append(dossiers.confirmed(world, SUDDEN, _rescue(world, number), days.office(days_ago), 40))
    return told


# The rounds -----------------------------------------------------------------------------------------------


def _opened(world: World, key: str) -> Story:
    days, year = world.days, world.days.year
    before = days.session.year - 1
    opens, closes, code, name, merit = {
        EARLIER: (
            days.before(days.session, 50),
            at(days.before(days.session, 15), 17),
            f"BS-{before}",
            f"Xét khen thưởng công trạng năm {before}, đợt bổ sung",
            f"Có thành tích xuất sắc trong thực hiện nhiệm vụ công tác năm {before}",
        ),
        VOTED: (
            days.office(45),
            at(days.office(17), 17),
            f"D1-{year}",
            f"Xét khen thưởng công trạng năm {year}, đợt 1",
            f"Có thành tích xuất sắc trong phong trào thi đua yêu nước năm {year}",
        ),
        OPEN: (
            days.office(22),
            at(days.today + timedelta(days=21), 17),
            f"TK-{year}",
            f"Tổng kết công tác năm {year}",
            f"Có thành tích xuất sắc trong thực hiện nhiệm vụ công tác năm {year}",
        ),
        SUDDEN: (
            days.after(date(year, 1, 5), 1),
            None,
            "DX-TT",
            "Khen thưởng đột xuất (đợt thường trực)",
            "Có thành tích đột xuất, dũng cảm cứu người, bảo vệ tài sản của Nhân dân",
        ),
    }[key]
    letter_on = days.before(opens, 4)
    yield at(days.before(opens, 1), 8, 30)
    is_sudden = key == SUDDEN
    bkt, title = world.award("BKT").pk, world.award("CSTDT").pk
    lines = [AwardLine(bkt, 120, 6), AwardLine(title, 60, 4)] if key == OPEN else [AwardLine(bkt)]
    world.rounds[key] = open_round(
        by=world[OFFICER],
        code=code,
        name=name,
        host_id=world.unit(at_unit.PROVINCE).pk,
        standing_body_id=world.unit(at_unit.STANDING_BODY).pk,
        commendation_type=CommendationType.DOT_XUAT if is_sudden else CommendationType.CONG_TRANG,
        year=before if key == EARLIER else year,
        letter_no=f"{1600 + letter_on.timetuple().tm_yday}/SNV-TĐKT",
        letter_on=letter_on,
        opens_at=at(opens, 0),
        closes_at=closes,
        appraise_days=5 if is_sudden else 20,
        submitter_kinds=SUBMITTERS,
        awards=lines if is_sudden or key == OPEN else [*lines, AwardLine(title)],
        campaign_id=_campaign(opens) if key == OPEN else None,
        default_merit=merit,
        officer_id=world[OFFICER].membership.pk,
    )


def _campaign(day: date) -> int | None:
    """The yearly campaign of that year, which the summing-up round belongs to."""
    launched = Campaign.objects.filter(code=f"TX-{day.year}").exclude(state="DRAFT")
    return launched.values_list("pk", flat=True).first()


def _registered(world: World, earlier: list[Bundle], voted: list[Bundle], now: list[Bundle]) -> Story:
    """The officer writes down what is known of everybody who will be put up, and of old collectives."""
    days = world.days
    yield at(days.before(days.session, 53), 8)
    dossiers.history.record_units(world)
    dossiers.register_all(world, earlier, days.session.year - 1)
    dossiers.register_all(world, voted, days.year)
    dossiers.register_all(world, now, days.year)
    yield at(days.office(12), 11)
    for one in now:
        for put in one.puts:
            if put.past == dossiers.history.REVIEWED:
                dossiers.history.look_into(world, world.people[put.nominee])


# Who is put up --------------------------------------------------------------------------------------------


def _earlier(world: World) -> list[Bundle]:
    quality = Put(
        "BKT",
        collective="Phòng Quản lý chất lượng công trình",
        achievement="Kiểm tra 64 công trình, yêu cầu sửa 31 lỗi trước khi nghiệm thu; 100% công trình vượt "
        "lũ an toàn.",
    )
    building = bundle(world, "SXD", "CSTDT", "BKT")
    return [
        bundle(world, at_unit.MUONG_HUM, "CSTDT", "BKT"),
        bundle(world, at_unit.PHA_LONG, "CSTDT", "BKT BLANK"),
        bundle(world, at_unit.NGHIA_LO, "CSTDT", "CSTDT", "BKT"),
        bundle(world, at_unit.YEN_BAI, "CSTDT", "BKT"),
        bundle(world, at_unit.A_MU_SUNG, "CSTDT", "BKT REPRIMANDED"),
        bundle(world, at_unit.MUONG_KHUONG, "CSTDT THIN NEEDS_JUDGEMENT", "CSTDT GAP NOT_QUALIFIED"),
        bundle(world, "SVHTTDL", "CSTDT", "CSTDT"),
        replace(building, puts=(*building.puts, quality)),
        bundle(world, "SYT", "CSTDT", "CSTDT", "BKT"),
    ]


def _voted(world: World) -> list[Bundle]:
    director = Nominee(
        "Nguyễn Quốc Huy",
        date(1974, 8, 16),
        Gender.MALE,
        "Giám đốc Sở Giáo dục và Đào tạo",
        LeaderClass.DEPARTMENT_LEADER,
        "Chỉ đạo mở 214 lớp xóa mù chữ ở vùng cao; tỷ lệ huy động trẻ 5 tuổi ra lớp đạt 99,8%. Sáng kiến "
        "sắp xếp "
        "điểm trường được 37 xã áp dụng.",
    )
    schools = bundle(world, "SGDDT", "CSTDT", "CSTDT", "CSTDT")
    return [
        bundle(world, at_unit.BAT_XAT, "CSTDT", "CSTDT", "BKT"),
        bundle(world, at_unit.MUONG_KHUONG, "CSTDT", "CSTDT"),
        bundle(world, at_unit.SI_MA_CAI, "CSTDT", "CSTDT", "BKT"),
        bundle(world, at_unit.BAC_HA, "CSTDT", "CSTDT THIN NEEDS_JUDGEMENT", "BKT"),
        bundle(world, at_unit.SA_PA, "CSTDT", "CSTDT"),
        bundle(world, at_unit.LAO_CAI, "CSTDT", "CSTDT", "BKT"),
        bundle(world, at_unit.VAN_BAN, "CSTDT", "CSTDT"),
        bundle(world, at_unit.MU_CANG_CHAI, "CSTDT", "CSTDT", "BKT"),
        replace(schools, puts=(*schools.puts, Put("CSTDT", director))),
        bundle(world, "SYT", "CSTDT", "CSTDT", "CSTDT"),
        bundle(world, "SNNMT", "CSTDT", "CSTDT GAP NOT_QUALIFIED"),
        bundle(world, "SVHTTDL", "CSTDT", "CSTDT"),
    ]


def _rescue(world: World, number: int) -> Bundle:
    unit = (at_unit.MU_CANG_CHAI, at_unit.VAN_BAN, at_unit.BAT_XAT, at_unit.SA_PA)[number]
    puts = []
    for part in range(3 - number // 2):
        text = _RESCUES[(number + part) % len(_RESCUES)].format(number=2 + (number + part) % 4)
        who = replace(world.folk.draw(is_commune=True), achievement=text, position="Dân quân thôn")
        puts.append(Put("BKT", replace(who, leader_class=LeaderClass.DIRECT_WORKER), dossiers.history.BLANK))
    return Bundle(unit, tuple(puts))


# The open round -------------------------------------------------------------------------------------------


def _open(world: World) -> list[tuple[Bundle, Story]]:
    """The dossiers of the open round, each with the story of how it came into its state."""
    office = world.days.office
    own = Put(
        "BKT",
        collective="UBND xã Bắc Hà",
        achievement="Hoàn thành 19/19 chỉ tiêu; thu ngân sách vượt 12%; 100% thôn có đường ô tô đến trung "
        "tâm.",
        is_own_unit=True,
    )
    market = bundle(world, at_unit.BAC_HA, "BKT BLANK")
    told = [
        (bundle(world, at_unit.A_MU_SUNG, "BKT"), _draft),
        (bundle(world, at_unit.SI_MA_CAI, "CSTDT", "BKT AWARDED"), _awaiting),
        (bundle(world, at_unit.BAT_XAT, "BKT", "CSTDT GAP"), _sent),
        (bundle(world, "SYT", "CSTDT", "CSTDT THIN", "BKT AWARDED"), _sent),
        (replace(market, puts=(own, *market.puts)), _sent),
        (bundle(world, at_unit.MUONG_KHUONG, "CSTDT", "BKT BLANK"), _returned),
        (bundle(world, at_unit.LAO_CAI, "BKT BLANK"), _refused),
        (bundle(world, "SVHTTDL", "CSTDT", "BKT"), _withdrawn),
        (bundle(world, at_unit.MUONG_HUM, "BKT BLANK", "BKT", "CSTDT THIN"), _accepted),
        (bundle(world, "SGDDT", "CSTDT", "CSTDT THIN", "CSTDT REVIEWED", "BKT"), _asked),
        (bundle(world, at_unit.NGHIA_LO, "CSTDT", "BKT THIN"), _answered),
        (bundle(world, at_unit.SA_PA, "CSTDT", "CSTDT GAP NOT_QUALIFIED", "BKT"), _appraised),
        (bundle(world, "SNNMT", "CSTDT", "CSTDT THIN NEEDS_JUDGEMENT", "BKT"), _confirmed),
        (bundle(world, at_unit.VAN_BAN, "CSTDT", "BKT", "BKT BLANK"), _confirmed),
        (bundle(world, at_unit.YEN_BAI, "CSTDT", "CSTDT"), _confirmed),
        (bundle(world, at_unit.PHA_LONG, "CSTDT GAP NOT_QUALIFIED"), _closed),
    ]
    return [(one, tell(world, one, office, 2 * place)) for place, (one, tell) in enumerate(told)]


def _draft(world: World, one: Bundle, office, minute: int) -> Story:
    yield from dossiers.drafted(world, OPEN, one, office(2), minute)


def _awaiting(world: World, one: Bundle, office, minute: int) -> Story:
    yield from dossiers.asked(world, OPEN, one, office(1), minute)


def _sent(world: World, one: Bundle, office, minute: int) -> Story:
    yield from dossiers.sent(world, OPEN, one, office(1 + minute % 3), minute)


def _returned(world: World, one: Bundle, office, minute: int) -> Story:
    dossier = yield from dossiers.sent(world, OPEN, one, office(5), minute)
    yield at(office(4), 9, minute)
    reason = "Thiếu biên bản họp xét của đơn vị và kết quả bỏ phiếu. Đề nghị bổ sung rồi gửi lại."
    actions.return_for_supplement(dossier.pk, reason=reason, days=10, by=world[OFFICER])


def _refused(world: World, one: Bundle, office, minute: int) -> Story:
    dossier = yield from dossiers.sent(world, OPEN, one, office(6), minute)
    yield at(office(5), 16, minute)
    reason = "Người được đề nghị thuộc doanh nghiệp do tỉnh khác quản lý; đề nghị nơi quản lý trình."
    ground = RefusalGround.NOT_ELIGIBLE
    actions.refuse(dossier.pk, ground=ground, reason=reason, by=world[OFFICER])


def _withdrawn(world: World, one: Bundle, office, minute: int) -> Story:
    dossier = yield from dossiers.sent(world, OPEN, one, office(5), minute)
    yield at(office(3), 10, minute)
    reason = "Đơn vị rà soát lại danh sách sau khi họp Hội đồng cơ sở, sẽ gửi hồ sơ mới."
    actions.withdraw(dossier.pk, reason=reason, by=world.head(one.unit))


def _accepted(world: World, one: Bundle, office, minute: int) -> Story:
    yield from dossiers.accepted(world, OPEN, one, office(3), minute)


def _asked(world: World, one: Bundle, office, minute: int) -> Story:
    """One nominee waits for what the unit has to add; another is concluded about."""
    dossier = yield from dossiers.accepted(world, OPEN, one, office(6), minute)
    yield at(office(4), 11, minute)
    first, second, *_ = dossier.nominations.all()
    dossiers.conclude(world, first, dossiers.QUALIFIED)
    reason = (
        "Bổ sung bản chụp quyết định công nhận Chiến sĩ thi đua cơ sở hai năm trước và xác nhận sáng kiến."
    )
    actions.ask_supplement(second.pk, reason=reason, days=7, by=world[OFFICER])


def _answered(world: World, one: Bundle, office, minute: int) -> Story:
    """The unit has answered; the officer goes on."""
    dossier = yield from dossiers.accepted(world, OPEN, one, office(8), minute)
    yield at(office(7), 11, minute)
    last = dossier.nominations.last()
    reason = "Bổ sung xác nhận xếp loại của hai năm gần nhất."
    asked = actions.ask_supplement(last.pk, reason=reason, days=5, by=world[OFFICER])
    yield at(office(5), 15, minute)
    answer = "Đơn vị gửi kèm thông báo xếp loại hai năm; bản gốc lưu tại Văn phòng."
    actions.answer_supplement(asked.pk, answer=answer, by=world.writer(one.unit))


def _appraised(world: World, one: Bundle, office, minute: int) -> Story:
    yield from dossiers.appraised(world, OPEN, one, office(2), minute)


def _confirmed(world: World, one: Bundle, office, minute: int) -> Story:
    yield from dossiers.confirmed(world, OPEN, one, office(7), minute)


def _closed(world: World, one: Bundle, office, minute: int) -> Story:
    yield from dossiers.confirmed(world, OPEN, one, office(5), minute)
