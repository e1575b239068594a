"""The table of deeds on dossiers: how each is done, by whom, from which states, and what it leaves behind."""

from collections.abc import Callable
from dataclasses import dataclass, field

from nominations import actions
from nominations.models import Dossier, Nomination, Supplement
from tests.factories.nominations import DURING, make_evidence, make_incoming, nominee_values, write_letter
from tests.factories.units import make_actor, make_unit
from units.actors import Actor
from units.models import Role, UnitKind

UNIT, BODY = ("editor", "head"), ("officer", "office_head")


@dataclass(frozen=True)
class Deed:
    """How a deed is done, by whom, from where, and what it leaves behind."""

    do: Callable
    by: tuple[str, ...]
    states: tuple[str, ...]
    event: str
    target: str = ""
    reason: str = ""
    prepare: Callable = field(default=lambda stage, dossier: None)


def first(dossier: Dossier) -> Nomination:
    return dossier.nominations.first()


def asked(stage, dossier: Dossier):
    actions.ask_supplement(first(dossier).pk, reason="Thiếu quyết định.", days=3, by=stage.officer)


def with_letter(stage, dossier: Dossier):
    if dossier.state in {"DRAFT", "AWAITING_SIGN_OFF"}:
        write_letter(dossier, by=stage.head)
        dossier.refresh_from_db()


def supplement(dossier: Dossier) -> int:
    return Supplement.objects.filter(nomination__dossier=dossier).values_list("pk", flat=True).first() or 0


def evidence(dossier: Dossier) -> int:
    return dossier.evidence.values_list("pk", flat=True).first() or 0


def with_file(stage, dossier: Dossier):
    make_evidence(dossier, by=stage.editor, kind="MINUTES", is_clean=False)


WRITABLE = ("DRAFT", "RETURNED")
DEEDS = {
    "add_nomination": Deed(
        lambda d, by: actions.add_nomination(
            d.pk, nominee_values(d.round.awards.get(), full_name="Tẩn Lở Mẩy"), by=by
        ),
        UNIT,
        WRITABLE,
        "nomination_added",
    ),
    "edit_nomination": Deed(
        lambda d, by: actions.edit_nomination(
            first(d).pk, nominee_values(d.round.awards.get(), position="Bí thư"), seen_version=1, by=by
        ),
        UNIT,
        WRITABLE,
        "nomination_edited",
    ),
    "remove_nomination": Deed(
        lambda d, by: actions.remove_nomination(first(d).pk, by=by), UNIT, WRITABLE, "nomination_removed"
    ),
    "ask_sign_off": Deed(
        lambda d, by: actions.ask_sign_off(d.pk, seen_version=d.version, by=by),
        UNIT,
        WRITABLE,
        "sign_off_asked",
        "AWAITING_SIGN_OFF",
    ),
    "take_back": Deed(
        lambda d, by: actions.take_back(d.pk, by=by),
        UNIT,
        ("AWAITING_SIGN_OFF",),
        "sign_off_taken_back",
        "DRAFT",
    ),
    "send_back": Deed(
        lambda d, by: actions.send_back(d.pk, reason="Viết rõ số liệu.", by=by),
        ("head",),
        ("AWAITING_SIGN_OFF",),
        "sign_off_refused",
        "DRAFT",
        "Viết rõ số liệu.",
    ),
    "submit": Deed(
        lambda d, by: actions.submit(d.pk, seen_version=d.version, by=by),
        ("head",),
        (*WRITABLE, "AWAITING_SIGN_OFF"),
        "dossier_submitted",
        "SUBMITTED",
        prepare=with_letter,
    ),
    "recall": Deed(
        lambda d, by: actions.recall(d.pk, by=by), ("head",), ("SUBMITTED",), "dossier_recalled", "DRAFT"
    ),
    "withdraw": Deed(
        lambda d, by: actions.withdraw(d.pk, reason="Gửi nhầm đợt.", by=by),
        ("head",),
        ("DRAFT", "RETURNED", "SUBMITTED", "ACCEPTED", "APPRAISED"),
        "dossier_withdrawn",
        "WITHDRAWN",
        "Gửi nhầm đợt.",
    ),
    "accept": Deed(
        lambda d, by: actions.accept(d.pk, by=by), BODY, ("SUBMITTED",), "dossier_accepted", "ACCEPTED"
    ),
    "return_for_supplement": Deed(
        lambda d, by: actions.return_for_supplement(d.pk, reason="Thiếu biên bản.", days=5, by=by),
        BODY,
        ("SUBMITTED",),
        "dossier_returned",
        "RETURNED",
        "Thiếu biên bản.",
    ),
    "refuse": Deed(
        lambda d, by: actions.refuse(d.pk, ground="UNLAWFUL", reason="Giấy tờ sai.", by=by),
        BODY,
        ("SUBMITTED",),
        "dossier_refused",
        "REFUSED",
        "Giấy tờ sai.",
    ),
    "conclude": Deed(
        lambda d, by: actions.conclude(first(d).pk, "NEEDS_JUDGEMENT", "Trùng.", seen_version=1, by=by),
        BODY,
        ("ACCEPTED",),
        "nomination_concluded",
        reason="Trùng.",
    ),
    "conclude_many": Deed(
        lambda d, by: actions.conclude_many(d.pk, [first(d).pk], by=by),
        BODY,
        ("ACCEPTED",),
        "nominations_qualified",
    ),
    "ask_supplement": Deed(
        lambda d, by: actions.ask_supplement(first(d).pk, reason="Thiếu quyết định.", days=3, by=by),
        BODY,
        ("ACCEPTED",),
        "supplement_asked",
        reason="Thiếu quyết định.",
    ),
    "finish_appraisal": Deed(
        lambda d, by: actions.finish_appraisal(d.pk, by=by),
        BODY,
        ("ACCEPTED",),
        "appraisal_finished",
        "APPRAISED",
        prepare=lambda stage, d: (
            d.state == "ACCEPTED"
            and actions.conclude(first(d).pk, "QUALIFIED", "", seen_version=1, by=stage.officer)
        ),
    ),
    "send_back_to_officer": Deed(
        lambda d, by: actions.send_back_to_officer(d.pk, reason="Xem lại.", by=by),
        ("office_head",),
        ("APPRAISED",),
        "appraisal_sent_back",
        "ACCEPTED",
        "Xem lại.",
    ),
    "confirm": Deed(
        lambda d, by: actions.confirm(d.pk, by=by),
        ("office_head",),
        ("APPRAISED",),
        "appraisal_confirmed",
        "CONFIRMED",
    ),
    "record_letter": Deed(
        lambda d, by: actions.record_letter(d.pk, number="7/TTr", letter_on=DURING.date(), by=by),
        UNIT,
        (*WRITABLE, "AWAITING_SIGN_OFF"),
        "letter_recorded",
    ),
    "add_evidence": Deed(
        lambda d, by: actions.add_evidence(d.pk, kind="MINUTES", file=make_incoming(), by=by),
        UNIT,
        WRITABLE,
        "evidence_added",
    ),
}
#: Deeds whose state is judged with what they need; who may is asked of them too.
ALONE = {
    "remove_evidence": Deed(
        lambda d, by: actions.remove_evidence(evidence(d), by=by),
        UNIT,
        WRITABLE,
        "evidence_removed",
        prepare=with_file,
    ),
    "ask_scan": Deed(
        lambda d, by: actions.ask_scan(evidence(d), by=by),
        UNIT,
        WRITABLE,
        "evidence_scan_asked",
        prepare=with_file,
    ),
    "recuse": Deed(
        lambda d, by: actions.recuse(first(d).pk, user_id=by.user_id, reason="Em ruột.", by=by),
        (*BODY, "director"),
        ("ACCEPTED",),
        "recusal_declared",
        reason="Em ruột.",
    ),
    "answer_supplement": Deed(
        lambda d, by: actions.answer_supplement(supplement(d), answer="Đã gửi kèm.", by=by),
        UNIT,
        ("ACCEPTED",),
        "supplement_answered",
        reason="Đã gửi kèm.",
        prepare=asked,
    ),
    "end_supplement": Deed(
        lambda d, by: actions.end_supplement(supplement(d), by=by),
        BODY,
        ("ACCEPTED",),
        "supplement_ended",
        prepare=asked,
    ),
}
ALL = DEEDS | ALONE
#: Making a dossier has no dossier yet (test_draft); the others are written by deeds that ask who may there.
ELSEWHERE = {"create_dossier", "mark_scanned", "record_outcome", "reset_outcome"}


#: Everybody of the stage, and those who stand around it: where they act, and as what.
OTHERS = {
    "leader": ("commune", Role.LEADER),
    "admin": ("commune", Role.ADMIN),
    "consultee": ("commune", Role.CONSULTEE),
    "commune_officer": ("commune", Role.OFFICER),
    "school_head": ("school", Role.HEAD),
    "neighbour_editor": ("neighbour", Role.EDITOR),
    "neighbour_head": ("neighbour", Role.HEAD),
    "editor_above": ("province", Role.EDITOR),
    "head_above": ("province", Role.HEAD),
    "director": ("standing_body", Role.DIRECTOR),
    "auditor": ("standing_body", Role.AUDITOR),
    "moved_editor": ("standing_body", Role.EDITOR),
    "moved_head": ("standing_body", Role.HEAD),
    "other_officer": ("other_body", Role.OFFICER),
    "other_office_head": ("other_body", Role.OFFICE_HEAD),
}
ACTORS = ("editor", "head", "officer", "office_head", *OTHERS)


def cast(stage) -> dict[str, Actor]:
    """Return them all. The moved ones wrote and sent dossiers of the commune until they changed units."""
    province = stage.province
    province.school = make_unit("Trường THCS Y Tý", kind=UnitKind.SCHOOL, parent=province.commune)
    province.neighbour = make_unit("Xã A Mú Sung", parent=province.province)
    province.other_body = make_unit("Sở Y tế", kind=UnitKind.DEPARTMENT, parent=province.province)
    users = {"moved_editor": stage.editor.user, "moved_head": stage.head.user}
    people = {name: getattr(stage, name) for name in ACTORS if name not in OTHERS}
    return people | {
        name: make_actor(getattr(province, place), role, user=users.get(name))
        for name, (place, role) in OTHERS.items()
    }
