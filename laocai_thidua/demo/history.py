"""What people and units have behind them since 2020, so that the standards engine finds every answer.

What a nominee's history looks like is one of the words below; the officer wrote it down from paper files.
"""

from datetime import date

from awards import actions
from awards.models import (
    AwardType,
    CommendationType,
    DisciplineForm,
    Grade,
    GrantSource,
    InitiativeLevel,
    Recipient,
)
from laocai_thidua.demo.people import Nominee
from laocai_thidua.demo.world import OFFICER, World
from units.actions import add_person
from units.models import OrgUnit, Person

FIRST_YEAR = 2020
#: Everything is there; one title is missing in the middle; only last year is known; nothing is known; the
#: same award was given last year; somebody looks into a complaint; an old reprimand has run out.
STRONG, GAP, THIN, BLANK = "STRONG", "GAP", "THIN", "BLANK"
AWARDED, REVIEWED, REPRIMANDED = "AWARDED", "REVIEWED", "REPRIMANDED"

_INITIATIVES = [
    "Sổ tay hai thứ tiếng hướng dẫn thủ tục hành chính cho bà con vùng cao",
    "Nhóm Zalo thôn nối trạm y tế với cô đỡ thôn bản",
    "Bản đồ số các điểm có nguy cơ sạt lở của xã",
    "Ủ phân hữu cơ từ vỏ quế, thân ngô",
    "Lớp học bán trú tự quản buổi tối",
    "Mẫu biểu điện tử theo dõi tiến độ giải ngân từng công trình",
    "Chợ phiên trực tuyến bán nông sản đặc hữu",
    "Tổ lưu động làm căn cước, đăng ký khai sinh tại thôn",
]
_OLD_COLLECTIVES = [
    ("02701", "BKT", 2021, "Có thành tích xuất sắc trong xây dựng nông thôn mới"),
    ("02683", "TTLDXS", 2022, "Hoàn thành xuất sắc toàn diện nhiệm vụ công tác"),
    ("02728", "BKT", 2023, "Có thành tích xuất sắc trong phong trào giảm nghèo bền vững"),
    ("02809", "CTDT", 2022, "Dẫn đầu phong trào thi đua của cụm các xã biên giới"),
    ("02839", "TTLDXS", 2023, "Hoàn thành xuất sắc toàn diện nhiệm vụ công tác"),
    ("03006", "BKT", 2024, "Có thành tích xuất sắc trong phát triển du lịch"),
    ("04456", "BKT", 2023, "Có thành tích xuất sắc trong khắc phục hậu quả lũ quét"),
    ("SGDDT", "CTDT", 2023, "Dẫn đầu phong trào thi đua của khối các sở, ngành"),
    ("SYT", "BKT", 2020, "Có thành tích xuất sắc trong phòng, chống dịch COVID-19"),
    ("SYT", "TTLDXS", 2024, "Hoàn thành xuất sắc toàn diện nhiệm vụ công tác"),
    ("SNNMT", "BKT", 2024, "Có thành tích xuất sắc trong phòng, chống và khắc phục hậu quả bão số 3"),
    ("BCHQS", "BKT", 2024, "Có thành tích xuất sắc trong cứu nạn, cứu hộ trong mưa bão"),
]


def register(world: World, unit_code: str, nominee: Nominee, kind: str, year: int) -> Person:
    """Write down a person with this kind of history, seen from a round of this year."""
    by = world[OFFICER]
    person = world.people[nominee] = add_person(
        by=by,
        unit_id=world.unit(unit_code).pk,
        full_name=nominee.full_name,
        birth_date=nominee.birth,
        gender=nominee.gender,
        position=nominee.position,
        leader_class=nominee.leader_class,
    )
    if kind == BLANK:
        return person
    years = range(max(FIRST_YEAR, year - 4), year)
    for one in years if kind != THIN else [year - 1]:
        is_missing = kind == GAP and one == year - 2
        grade = Grade.GOOD if is_missing else Grade.EXCELLENT
        source = f"Thông báo xếp loại năm {one} của {world.unit(unit_code, date(one, 12, 20))}"
        actions.record_rating(by=by, person=person, year=one, grade=grade, source=source)
        title = "LDTT" if is_missing or one < year - 3 else "CSTDCS"
        _give(world, unit_code, nominee, person, title, one)
    if kind != THIN:
        _initiative(world, person, year - 2, InitiativeLevel.GRASSROOTS)
        level = InitiativeLevel.GRASSROOTS if kind == GAP else InitiativeLevel.PROVINCE
        _initiative(world, person, year - 1, level)
    if kind == AWARDED:
        _give(world, unit_code, nominee, person, "BKT", year - 1)
    if kind == REPRIMANDED:
        actions.record_discipline(
            by=by,
            person=person,
            form=DisciplineForm.REPRIMAND,
            from_on=date(year - 2, 3, 10),
            until_on=date(year - 1, 3, 10),
            decision=f"Quyết định số 87/QĐ-KL năm {year - 2}",
        )
    return person


def look_into(world: World, person: Person) -> None:
    """Write down that a complaint about somebody is being verified, from today on."""
    day = world.days.office(12)
    decision = f"Quyết định xác minh đơn số 214/QĐ-TTT ngày {day:%d/%m/%Y}"
    actions.record_discipline(
        by=world[OFFICER], person=person, form=DisciplineForm.UNDER_REVIEW, from_on=day, decision=decision
    )


def record_units(world: World) -> None:
    """Write down old awards of collectives, some of units that have merged since, and their yearly grades."""
    by = world[OFFICER]
    for number, (code, award, year, merit) in enumerate(_OLD_COLLECTIVES, start=1):
        day = date(year, 12, 22)
        unit = world.unit(code, day)
        _grant(
            world,
            world.award(award, day),
            unit,
            day,
            collective=unit,
            recipient=Recipient.COLLECTIVE,
            recipient_name=unit.body_name,
            merit=f"{merit} năm {year}",
            decision_no=f"{3100 + 7 * number}/QĐ-UBND",
        )
    last = world.days.session.year - 1
    for code in dict.fromkeys(row[0] for row in _OLD_COLLECTIVES):
        for year in (last - 1, last):
            unit, grade = world.unit(code), Grade.GOOD if code == "04456" else Grade.EXCELLENT
            source = f"Quyết định xếp loại năm {year} của Chủ tịch UBND tỉnh"
            actions.record_rating(by=by, unit=unit, year=year, grade=grade, source=source)


def _give(world: World, unit_code: str, nominee: Nominee, person: Person, code: str, year: int) -> None:
    day = date(year, 12, 25)
    unit = world.unit(unit_code, day)
    number = 100 + (_mark(person) + year) % 800
    is_high = code == "BKT"
    _grant(
        world,
        world.award(code, day),
        unit,
        day,
        person=person,
        recipient=Recipient.INDIVIDUAL,
        recipient_name=nominee.full_name,
        position=nominee.position,
        leader_class=nominee.leader_class,
        gender=nominee.gender,
        merit=f"{'Có thành tích' if is_high else 'Hoàn thành'} xuất sắc nhiệm vụ công tác năm {year}",
        decision_no=f"{number + 2000 * is_high}/QĐ-{'UBND' if is_high else unit.symbol}",
    )


def _grant(world: World, award: AwardType, unit: OrgUnit, day: date, **fields) -> None:
    actions.grant(
        by=world[OFFICER],
        award=award,
        commendation_type=CommendationType.CONG_TRANG,
        unit=unit,
        unit_name=unit.body_name,
        year=day.year,
        decision_on=day,
        source=GrantSource.IMPORTED,
        **fields,
    )


def _initiative(world: World, person: Person, year: int, level: str) -> None:
    name = _INITIATIVES[(_mark(person) + year) % len(_INITIATIVES)]
    is_high = level == InitiativeLevel.PROVINCE
    actions.record_initiative(
        by=world[OFFICER],
        person=person,
        name=name,
        level=level,
        year=year,
        decision_no=f"{300 + _mark(person) % 600}/QĐ-{'UBND' if is_high else 'HĐSK'}",
        decision_on=date(year, 11, 18),
    )


def _mark(person: Person) -> int:
    """A number that is the same for the same name, whatever the key of the row."""
    return sum(map(ord, person.full_name))
