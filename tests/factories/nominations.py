"""Dossiers, made as people make them: drafted, filled, sent, received. The clock must stand in the window."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from awards.models import AwardType
from campaigns.models import Round
from core import clock, files
from core.models import AuditEvent
from core.uploads import Incoming
from nominations import actions
from nominations.actions import NomineeValues
from nominations.models import Dossier, Evidence, Nomination
from tests.factories.awards import make_award
from tests.factories.campaigns import make_round
from tests.factories.units import Province, make_actor, make_province, make_user
from units.actors import Actor
from units.models import Role

#: A Monday inside the window of `make_round`: 10:42 in the province.
DURING = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)
NAMES = ["Vàng Thị Lan", "Lý Seo Sì", "Giàng A Chính", "Chảo Mẩy", "Sùng A Páo"]
PDF = b"%PDF-1.7 thu nghiem"  # only looks like one: the check of files has tests of its own
LETTER_NO, LETTER_ON = "96/TTr-UBND", date(2026, 11, 9)


def nominee_values(award: AwardType, **change) -> NomineeValues:
    """What a clerk writes about one nominee."""
    values = {
        "award_id": award.pk,
        "full_name": NAMES[0],
        "birth_date": date(1986, 2, 5),
        "gender": "FEMALE",
        "position": "Trưởng thôn Mò Phú Chải",
        "leader_class": "DIRECT_WORKER",
        "achievement": "Vận động 42 hộ làm nhà vệ sinh, góp 310 ngày công.",
        "merit": "Có thành tích xuất sắc trong xây dựng nông thôn mới năm 2026",
    }
    return NomineeValues(**(values | change))


def collective_values(award: AwardType, **change) -> NomineeValues:
    """What a clerk writes about one collective that is no unit of the tree."""
    values = {
        "award_id": award.pk,
        "recipient": "COLLECTIVE",
        "full_name": "Trạm Y tế xã Y Tý",
        "achievement": "Tiêm đủ mũi cho 96% trẻ em ở ba thôn vùng cao.",
        "merit": "Có thành tích xuất sắc trong chăm sóc sức khỏe nhân dân năm 2026",
    }
    return NomineeValues(**(values | change))


def make_incoming(data: bytes = PDF, *, name="tai-lieu.pdf", is_clean=True, **fields) -> Incoming:
    """A file that the check has let through."""
    values = {"content_type": "application/pdf"} | fields
    return Incoming(key=files.put(data), data=data, name=name, is_clean=is_clean, **values)


def make_evidence(dossier: Dossier, *, by: Actor, kind="REPORT", nomination=None, **fields) -> Evidence:
    """A file of the dossier, or of one nominee in it."""
    pk = nomination.pk if nomination else None
    return actions.add_evidence(dossier.pk, kind=kind, file=make_incoming(**fields), nomination_id=pk, by=by)


def make_draft(editor: Actor, round_: Round, *, nominees: int = 1) -> Dossier:
    """A draft of the editor's unit with this many nominees, all for the round's first award."""
    dossier = actions.create_dossier(round_.pk, by=editor)
    award = round_.awards.first()
    for number in range(nominees):
        name = f"{NAMES[number % len(NAMES)]}{f' {number}' if number >= len(NAMES) else ''}"
        actions.add_nomination(dossier.pk, nominee_values(award, full_name=name), by=editor)
    dossier.refresh_from_db()
    return dossier


def write_letter(dossier: Dossier, *, by: Actor) -> Dossier:
    """Number, date and signed PDF of the letter, so that the head may send the dossier."""
    file = make_incoming(name="to-trinh-96.pdf")
    day = min(LETTER_ON, clock.today())  # by the real clock it must not lie in the future either
    return actions.record_letter(dossier.pk, number=LETTER_NO, letter_on=day, file=file, by=by)


def make_ready(writer: Actor, round_: Round, *, nominees: int = 1) -> Dossier:
    """A draft with its letter: it waits only for the head of the unit, who sends it."""
    dossier = make_draft(writer, round_, nominees=nominees)
    write_letter(dossier, by=writer)
    dossier.refresh_from_db()
    return dossier


def head_of(writer: Actor) -> Actor:
    """The writer, when he is the head of his unit; else a head of it."""
    return writer if writer.is_(Role.HEAD) else make_actor(writer.unit, Role.HEAD)


def send(dossier: Dossier, *, by: Actor) -> Dossier:
    """Sign a dossier off and send it; `by` is the head of the unit, or a writer whose head then does it."""
    write_letter(dossier, by=by)
    dossier.refresh_from_db()
    return actions.submit(dossier.pk, seen_version=dossier.version, by=head_of(by))


def make_asked(editor: Actor, round_: Round, *, nominees: int = 1) -> Dossier:
    """A dossier that waits for the head of the unit."""
    draft = make_draft(editor, round_, nominees=nominees)
    return actions.ask_sign_off(draft.pk, seen_version=draft.version, by=editor)


def make_submitted(editor: Actor, round_: Round, *, nominees: int = 1) -> Dossier:
    """A dossier that its unit has sent."""
    return send(make_draft(editor, round_, nominees=nominees), by=editor)


def make_accepted(editor: Actor, officer: Actor, round_: Round, *, nominees: int = 1) -> AuditEvent:
    """The event of a dossier's acceptance; its job, which makes the receipt, waits."""
    return actions.accept(make_submitted(editor, round_, nominees=nominees).pk, by=officer)


def make_appraised(editor: Actor, officer: Actor, round_: Round, *, conclusions=("QUALIFIED",)) -> Dossier:
    """A dossier whose nominees the officer has concluded about, each like this, and which he has finished."""
    event = make_accepted(editor, officer, round_, nominees=len(conclusions))
    dossier = Dossier.objects.get(pk=event.object_id)
    for nomination, conclusion in zip(dossier.nominations.all(), conclusions, strict=True):
        conclude(nomination, conclusion, by=officer)
    return actions.finish_appraisal(dossier.pk, by=officer)


def conclude(nomination: Nomination, conclusion="QUALIFIED", *, by: Actor, reason=None) -> Nomination:
    """The officer's word about one nominee."""
    reason = ("" if conclusion == "QUALIFIED" else "Xem lại số liệu.") if reason is None else reason
    nomination.refresh_from_db()
    return actions.conclude(nomination.pk, conclusion, reason, seen_version=nomination.version, by=by)


def make_confirmed(
    editor: Actor, officer: Actor, office_head: Actor, round_: Round, *, conclusions=("QUALIFIED",)
) -> Dossier:
    """A dossier whose appraisal the head of office has confirmed: its nominees are ready for the council."""
    dossier = make_appraised(editor, officer, round_, conclusions=conclusions)
    return actions.confirm(dossier.pk, by=office_head)


@dataclass
class Stage:
    """A province with one open round, the people who send and those who receive."""

    province: Province
    award: AwardType
    round: Round
    editor: Actor
    head: Actor
    officer: Actor
    office_head: Actor


def make_stage(**round_fields) -> Stage:
    """Everything that a dossier needs from its first word to the council."""
    province = make_province()
    officer = make_actor(province.office, Role.OFFICER, user=make_user("Nguyễn Thu Hằng"))
    award = make_award("BKT")
    return Stage(
        province=province,
        award=award,
        round=make_round(officer, awards=[(award.pk, None)], **round_fields),
        editor=make_actor(province.commune, Role.EDITOR, user=make_user("Tráng A Lử")),
        head=make_actor(province.commune, Role.HEAD, user=make_user("Ly Thị Sua")),
        officer=officer,
        office_head=make_actor(province.office, Role.OFFICE_HEAD, user=make_user("Đỗ Quang Minh")),
    )
