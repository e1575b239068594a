"""How a dossier goes its way in the demo, step by step, and who is put up in it."""

from dataclasses import dataclass
from datetime import date

from core.uploads import Incoming
from laocai_thidua.demo import history
from laocai_thidua.demo.diary import Story, at
from laocai_thidua.demo.letters import letter
from laocai_thidua.demo.people import Nominee
from laocai_thidua.demo.world import OFFICE_HEAD, OFFICER, World
from nominations import actions
from nominations.models import EvidenceKind, Nomination
from units.models import Level

QUALIFIED, TO_JUDGE, SHORT = "QUALIFIED", "NEEDS_JUDGEMENT", "NOT_QUALIFIED"
_WHY = {
    TO_JUDGE: "Thành tích nổi bật nhưng một năm trước đây chưa có dữ liệu trên cổng; đề nghị Hội đồng xem "
    "xét.",
    SHORT: "Chưa đủ số lần liên tục đạt danh hiệu Chiến sĩ thi đua cơ sở theo quy định.",
}


@dataclass(frozen=True)
class Put:
    """Somebody, or a collective (only a name), put up for an award; `past` is a word of `history`."""

    award: str
    nominee: Nominee | None = None
    past: str = history.STRONG
    conclusion: str = QUALIFIED
    collective: str = ""
    achievement: str = ""
    is_own_unit: bool = False


@dataclass(frozen=True)
class Bundle:
    """What one unit puts up in one round."""

    unit: str
    puts: tuple[Put, ...]


def bundle(world: World, unit: str, *words: str) -> Bundle:
    """Draw the people of a dossier; a word is "AWARD PAST CONCLUSION", the last two may be left out."""
    is_commune = world.unit(unit).level == Level.COMMUNE
    puts = []
    for word in words:
        parts = word.split()
        award, past, conclusion = *parts, *("", history.STRONG, QUALIFIED)[len(parts) :]
        puts.append(Put(award, world.folk.draw(is_commune=is_commune), past, conclusion))
    return Bundle(unit, tuple(puts))


def register_all(world: World, bundles: list[Bundle], year: int) -> None:
    """Write down who will be put up, with what they have behind them."""
    for one in bundles:
        for put in one.puts:
            if put.nominee and put.nominee not in world.people:
                history.register(world, one.unit, put.nominee, put.past, year)


# The unit -------------------------------------------------------------------------------------------------


def drafted(world: World, key: str, one: Bundle, day: date, minute: int = 0) -> Story:
    """The clerk makes a dossier and writes its people down; returns it."""
    writer = world.writer(one.unit)
    yield at(day, 8, minute)
    dossier = actions.create_dossier(world.rounds[key].pk, by=writer)
    for put in one.puts:
        actions.add_nomination(dossier.pk, _values(world, put, one.unit, day), by=writer)
    return dossier


def asked(world: World, key: str, one: Bundle, day: date, minute: int = 0) -> Story:
    """The clerk puts a complete dossier before the head, with its letter and the reports; returns it."""
    writer, unit = world.writer(one.unit), world.unit(one.unit)
    dossier = yield from drafted(world, key, one, day, minute)
    yield at(day, 10, minute)
    names = [put.collective or put.nominee.full_name for put in one.puts if not put.is_own_unit]
    number = f"{60 + day.timetuple().tm_yday}/TTr-{unit.symbol}"
    file = _letter(world, one.unit, number, day, names or [unit.body_name])
    actions.record_letter(dossier.pk, number=number, letter_on=day, file=file, by=writer)
    if minute % 2 == 0:
        actions.add_evidence(
            dossier.pk,
            kind=EvidenceKind.REPORT,
            file=_report(),
            by=writer,
            title="Báo cáo thành tích của các cá nhân, tập thể",
        )
    dossier.refresh_from_db()
    return actions.ask_sign_off(dossier.pk, seen_version=dossier.version, by=writer)


def sent(world: World, key: str, one: Bundle, day: date, minute: int = 0) -> Story:
    """The head signs off and sends; returns the dossier."""
    dossier = yield from asked(world, key, one, day, minute)
    yield at(day, 14, minute)
    return actions.submit(dossier.pk, seen_version=dossier.version, by=world.head(one.unit))


# The standing body ----------------------------------------------------------------------------------------


def accepted(world: World, key: str, one: Bundle, day: date, minute: int = 0) -> Story:
    """Received two working days after the unit made it; returns the dossier."""
    dossier = yield from sent(world, key, one, world.days.before(day, 2), minute)
    yield at(day, 9, minute)
    actions.accept(dossier.pk, by=world[OFFICER])
    dossier.refresh_from_db()
    return dossier


def appraised(world: World, key: str, one: Bundle, day: date, minute: int = 0) -> Story:
    """Appraised on that day, three working days after it was received; returns the dossier."""
    dossier = yield from accepted(world, key, one, world.days.before(day, 3), minute)
    yield at(day, 10, minute)
    for nomination, put in zip(dossier.nominations.all(), one.puts, strict=True):
        conclude(world, nomination, put.conclusion)
    return actions.finish_appraisal(dossier.pk, by=world[OFFICER])


def confirmed(world: World, key: str, one: Bundle, day: date, minute: int = 0) -> Story:
    """The head of office agrees on that day, one working day after the appraisal; returns the dossier."""
    dossier = yield from appraised(world, key, one, world.days.before(day, 1), minute)
    yield at(day, 15, minute)
    return actions.confirm(dossier.pk, by=world[OFFICE_HEAD])


def conclude(world: World, nomination: Nomination, conclusion: str) -> None:
    """The officer's word about one nominee."""
    reason = _WHY.get(conclusion, "")
    actions.conclude(nomination.pk, conclusion, reason, seen_version=nomination.version, by=world[OFFICER])


def _values(world: World, put: Put, unit_code: str, day: date) -> actions.NomineeValues:
    award_id = world.award(put.award, day).pk
    if put.nominee is None:
        own = world.unit(unit_code).pk if put.is_own_unit else None
        return actions.NomineeValues(
            award_id=award_id,
            recipient="COLLECTIVE",
            full_name=put.collective,
            nominee_unit_id=own,
            achievement=put.achievement,
        )
    who = put.nominee
    return actions.NomineeValues(
        award_id=award_id,
        full_name=who.full_name,
        birth_date=who.birth,
        gender=who.gender,
        position=who.position,
        leader_class=who.leader_class,
        achievement=who.achievement,
    )


def _letter(world: World, unit_code: str, number: str, day: date, names: list[str]) -> Incoming:
    unit = world.unit(unit_code)
    head = world.head(unit_code)
    return letter(
        issuer=unit.document_name,
        number=number,
        kind="TỜ TRÌNH",
        subject="Về việc đề nghị khen thưởng",
        text=f"{unit.place_name}, ngày {day:%d/%m/%Y}. Đề nghị cấp có thẩm quyền xét khen thưởng "
        f"các tập thể, cá nhân: {', '.join(names)}.",
        role="THỦ TRƯỞNG ĐƠN VỊ",
        signer=head.name,
    )


def _report() -> Incoming:
    """The same sheet for all: what counts stands in the dossier itself."""
    return letter(
        issuer="ĐƠN VỊ ĐỀ NGHỊ",
        number="BC",
        kind="BÁO CÁO THÀNH TÍCH",
        subject="Đề nghị khen thưởng",
        text="Thành tích của từng tập thể, cá nhân ghi tại hồ sơ trên cổng, được thủ trưởng xác nhận.",
        role="XÁC NHẬN CỦA THỦ TRƯỞNG ĐƠN VỊ",
        signer="",
    )
