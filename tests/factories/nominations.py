"""Dossiers, made as people make them: drafted, filled, sent, received. The clock must stand in the window."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from awards.models import AwardType
from campaigns.models import Round
from core.models import AuditEvent
from nominations import actions
from nominations.actions import NomineeValues
from nominations.models import Dossier
from tests.factories.awards import make_award
from tests.factories.campaigns import make_round
from tests.factories.units import Province, make_actor, make_province, make_user
from units.actors import Actor
from units.models import Role

#: A Monday inside the window of `make_round`: 10:42 in the province.
DURING = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)
NAMES = ["Vàng Thị Lan", "Lý Seo Sì", "Giàng A Chính", "Chảo Mẩy", "Sùng A Páo"]


def nominee_values(award: AwardType, **change) -> NomineeValues:
    """What a clerk writes about one nominee."""
    values = {
        "award_id": award.pk,
        "full_name": NAMES[0],
        "birth_date": date(1986, 2, 5),
        "gender": "FEMALE",
        "position": "Trưởng thôn Mò Phú Chải",
        "is_direct_worker": True,
        "achievement": "Vận động 42 hộ làm nhà vệ sinh, góp 310 ngày công.",
    }
    return NomineeValues(**(values | change))


def make_draft(editor: Actor, round_: Round, *, nominees: int = 1) -> Dossier:
    """A draft of the editor's unit with this many nominees, all for the round's first award."""
    dossier = actions.create_dossier(round_.pk, by=editor)
    award = round_.awards.first()
    for number in range(nominees):
        name = f"{NAMES[number % len(NAMES)]}{f' {number}' if number >= len(NAMES) else ''}"
        actions.add_nomination(dossier.pk, nominee_values(award, full_name=name), by=editor)
    dossier.refresh_from_db()
    return dossier


def make_submitted(editor: Actor, round_: Round, *, nominees: int = 1) -> Dossier:
    """A dossier that its unit has sent."""
    draft = make_draft(editor, round_, nominees=nominees)
    return actions.submit(draft.pk, seen_version=draft.version, by=editor)


def make_accepted(editor: Actor, officer: Actor, round_: Round, *, nominees: int = 1) -> AuditEvent:
    """The event of a dossier's acceptance; its job, which makes the receipt, waits."""
    return actions.accept(make_submitted(editor, round_, nominees=nominees).pk, by=officer)


@dataclass
class Stage:
    """A province with one open round, the people who send and the officer who receives."""

    province: Province
    award: AwardType
    round: Round
    editor: Actor
    head: Actor
    officer: Actor


def make_stage(**round_fields) -> Stage:
    """Everything that a dossier needs from its first word to its receipt."""
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
    )
