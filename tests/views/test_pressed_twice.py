"""Every deed on a dossier, its form sent twice: done once, and both presses lead to one page (fault 1)."""

from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import formkeys
from core.models import AuditEvent, StoredFile
from nominations.actions import accept, ask_supplement
from nominations.models import Evidence, Supplement
from tests.core import hostile
from tests.factories.nominations import make_asked, make_draft, make_evidence, make_submitted, send


def test_each_deed_pressed_twice_is_done_once(world, round_, as_role):
    """From the first word to the confirmed appraisal."""
    draft = make_draft(world.actors["editor"], round_, nominees=2)
    first, removed = draft.nominations.all()
    page = partial(reverse, args=[draft.pk])
    letter = {"letter_no": "96/TTr-UBND", "letter_on": "09/11/2026"}
    conclusion = {"conclusion": "QUALIFIED"}
    request = {"reason": "Ghi rõ số liệu.", "days": "5"}
    for role, where, fields, name in [
        ("editor", reverse("nominations:dossier_create", args=[round_.pk]), {}, "dossier_created"),
        ("editor", reverse("nominations:nomination_remove", args=[removed.pk]), {}, "nomination_removed"),
        ("editor", page("nominations:dossier_letter"), letter, "letter_recorded"),
        ("editor", page("nominations:dossier_ask_sign_off"), {}, "sign_off_asked"),
        ("head", page("nominations:dossier_send_back"), request, "sign_off_refused"),
        ("editor", page("nominations:dossier_ask_sign_off"), {}, "sign_off_asked"),
        ("head", page("nominations:dossier_submit"), {}, "dossier_submitted"),
        ("head", page("nominations:dossier_recall"), {}, "dossier_recalled"),
        ("head", page("nominations:dossier_submit"), {}, "dossier_submitted"),
        ("officer", page("nominations:dossier_return"), request, "dossier_returned"),
        ("head", page("nominations:dossier_submit"), {}, "dossier_submitted"),
        ("officer", page("nominations:dossier_accept"), {}, "dossier_accepted"),
        ("officer", reverse("nominations:supplement_ask", args=[first.pk]), request, "supplement_asked"),
        ("editor", None, {"answer": "Đã nộp."}, "supplement_answered"),
        ("officer", reverse("nominations:appraise", args=[first.pk]), conclusion, "nomination_concluded"),
        ("officer", page("nominations:dossier_finish"), {}, "appraisal_finished"),
        ("office_head", page("nominations:dossier_send_back_to_officer"), request, "appraisal_sent_back"),
        ("officer", page("nominations:dossier_finish"), {}, "appraisal_finished"),
        ("office_head", page("nominations:dossier_confirm"), {}, "appraisal_confirmed"),
    ]:
        events = AuditEvent.objects.filter(name=f"nominations.{name}")
        before, client = events.count(), as_role(role)
        where = where or reverse("nominations:supplement_answer", args=[Supplement.objects.get().pk])
        seen = first if fields is conclusion else draft
        seen.refresh_from_db()
        data = {formkeys.FIELD: formkeys.new_key(), "version": seen.version} | fields
        files = [{"file": SimpleUploadedFile("to-trinh.pdf", hostile.pdf())} for _ in range(2)]
        answers = [client.post(where, data | (file if fields is letter else {})) for file in files]
        assert (name, [answer.status_code for answer in answers]) == (name, [302, 302])
        assert answers[1]["Location"] == answers[0]["Location"]
        assert (name, events.count() - before) == (name, 1)
    draft.refresh_from_db()
    assert draft.state == "CONFIRMED"


@pytest.mark.parametrize(
    ("state", "role", "deed", "fields", "name"),
    [
        ("SUBMITTED", "head", "withdraw", {"reason": "Gửi nhầm đợt."}, "dossier_withdrawn"),
        (
            "SUBMITTED",
            "officer",
            "refuse",
            {"ground": "NOT_ELIGIBLE", "reason": "Sai đối tượng."},
            "dossier_refused",
        ),
        ("AWAITING_SIGN_OFF", "editor", "take_back", {}, "sign_off_taken_back"),
    ],
)
def test_a_deed_that_ends_or_undoes_pressed_twice(world, round_, as_role, state, role, deed, fields, name):
    make_in_state = make_submitted if state == "SUBMITTED" else make_asked
    dossier = make_in_state(world.actors["editor"], round_)
    where, data = (
        reverse(f"nominations:dossier_{deed}", args=[dossier.pk]),
        {formkeys.FIELD: formkeys.new_key()},
    )
    answers = [as_role(role).post(where, data | fields) for _ in range(2)]
    page = reverse("nominations:dossier_detail", args=[dossier.pk])
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, page)] * 2
    assert AuditEvent.objects.filter(name=f"nominations.{name}").count() == 1


def test_files_supplements_and_appraisal_pressed_twice(world, round_, as_role):
    """What the first walk leaves out: files taken out and checked again, and the appraiser's short ways."""
    editor = world.actors["editor"]
    draft = make_draft(editor, round_, nominees=3)
    first, second, third = draft.nominations.order_by("order")
    of_dossier = make_evidence(draft, by=editor, kind="MINUTES")
    of_nominee = make_evidence(draft, by=editor, nomination=first)
    waiting = make_evidence(draft, by=editor, nomination=second, is_clean=False)
    page = reverse("nominations:dossier_detail", args=[draft.pk])
    chosen = {"chon": [str(first.pk), str(second.pk)]}

    def nominee(name, row):
        return reverse(f"nominations:{name}", args=[row.pk])

    def press_twice(steps):
        for role, name, key, fields, event, after in steps:
            events = AuditEvent.objects.filter(name=f"nominations.{event}")
            before, client = events.count(), as_role(role)
            data = {formkeys.FIELD: formkeys.new_key()} | fields
            where = reverse(f"nominations:{name}", args=[key])
            answers = [client.post(where, data) for _ in range(2)]
            assert (name, [answer.status_code for answer in answers]) == (name, [302, 302])
            assert [answer["Location"] for answer in answers] == [after, after]
            assert (name, events.count() - before) == (name, 1)

    detail = "nomination_detail"
    press_twice(
        [
            ("editor", "evidence_scan", waiting.pk, {}, "evidence_scan_asked", nominee(detail, second)),
            ("editor", "evidence_remove", of_nominee.pk, {}, "evidence_removed", nominee(detail, first)),
            ("editor", "evidence_remove", of_dossier.pk, {}, "evidence_removed", page),
        ]
    )
    Evidence.objects.filter(pk=waiting.pk).update(scan="CLEAN")
    draft.refresh_from_db()
    send(draft, by=editor)
    accept(draft.pk, by=world.actors["officer"])
    ask_supplement(third.pk, reason="Ghi rõ số liệu.", days=5, by=world.actors["officer"])
    asked, near = Supplement.objects.get().pk, {"reason": "Em ruột."}
    press_twice(
        [
            ("officer", "supplement_end", asked, {}, "supplement_ended", nominee("appraise", third)),
            ("officer", "recuse", third.pk, near, "recusal_declared", nominee("appraise", third)),
            ("officer", "dossier_qualify", draft.pk, chosen, "nominations_qualified", page),
        ]
    )
    rows = draft.nominations.order_by("order").values_list("outcome", flat=True)
    assert list(rows) == ["QUALIFIED", "QUALIFIED", "PROPOSED"]


def test_a_letter_sent_twice_is_stored_once(world, round_, clerk):
    draft = make_draft(world.actors["editor"], round_)
    where, key = reverse("nominations:dossier_letter", args=[draft.pk]), formkeys.new_key()
    for _ in range(2):
        data = {"letter_no": "96/TTr-UBND", "letter_on": "09/11/2026", formkeys.FIELD: key}
        clerk.post(where, data | {"file": SimpleUploadedFile("to-trinh.pdf", hostile.pdf())})
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (1, 1)
