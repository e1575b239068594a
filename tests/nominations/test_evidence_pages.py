"""Uploading and opening files by the pages: real files, really checked."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import scan, scan_pdf, uploads
from nominations import actions
from nominations.models import Dossier, Evidence
from tests.core import hostile
from tests.factories.dossier_states import in_state
from tests.factories.nominations import make_draft, make_evidence
from tests.factories.units import make_actor, make_unit
from tests.nominations.walking import As, address
from units.models import Role


def pdf(name="bao-cao.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, hostile.pdf() if data is None else data)


def test_the_letter_is_entered_and_opened_again(stage):
    draft = make_draft(stage.editor, stage.round)
    editor = As(stage.editor)
    data = {"letter_no": "96/TTr-UBND", "letter_on": "09/11/2026", "file": pdf("Tờ trình.pdf")}
    assert editor.post("dossier_letter", draft.pk, **data).url == address("dossier_detail", draft.pk)
    dossier = Dossier.objects.get()
    assert (dossier.letter_no, f"{dossier.letter_on:%d/%m/%Y}") == ("96/TTr-UBND", "09/11/2026")
    letter = Evidence.objects.get()
    assert (letter.kind, letter.title, letter.scan) == ("LETTER", "Tờ trình 96/TTr-UBND", "CLEAN")
    # Number and date may be corrected without sending the file once more.
    editor.post("dossier_letter", draft.pk, letter_no="97/TTr-UBND", letter_on="09/11/2026")
    assert Evidence.objects.get() == letter


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"letter_on": "31/02/2026"}, "Ghi ngày dạng ngày/tháng/năm"),
        ({"letter_on": "01/01/2027"}, "Ngày tờ trình ở tương lai"),
        ({"letter_no": ""}, "Ghi số, ký hiệu của tờ trình."),
        ({"file": ("to-trinh.docx", hostile.docx)}, "chỉ nhận tệp .pdf"),
        ({"file": ("to-trinh.pdf", hostile.with_script)}, scan_pdf.SCRIPT),
        ({"file": ("to-trinh.pdf", lambda: b"")}, scan.EMPTY),
    ],
)
def test_a_letter_that_is_not_right_keeps_what_was_typed(stage, change, words):
    draft = make_draft(stage.editor, stage.round)
    data = {"letter_no": "96/TTr-UBND", "letter_on": "09/11/2026", "file": pdf()}
    if "file" in change:
        change = {"file": pdf(change["file"][0], change["file"][1]())}
    response = As(stage.editor).post("dossier_letter", draft.pk, **(data | change))
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert (data | change)["letter_no"] in page
    assert Evidence.objects.count() == 0
    assert Dossier.objects.get().letter_no == ""


def test_files_of_a_nominee_and_of_the_dossier(stage):
    draft = make_draft(stage.editor, stage.round)
    nomination = draft.nominations.get()
    editor = As(stage.editor)
    files = [pdf("mot.pdf"), SimpleUploadedFile("hai.docx", hostile.docx())]
    assert editor.post("evidence_add", draft.pk, kind="MINUTES", file=files).status_code == 302
    response = editor.post(
        "nomination_evidence_add", nomination.pk, kind="REPORT", title="Báo cáo của bà Lan", file=pdf()
    )
    assert response.url == address("nomination_detail", nomination.pk)
    rows = Evidence.objects.values_list("kind", "title", "nomination", "scan")
    assert list(rows) == [
        ("MINUTES", "mot", None, "CLEAN"),
        ("MINUTES", "hai", None, "CLEAN"),
        ("REPORT", "Báo cáo của bà Lan", nomination.pk, "CLEAN"),
    ]
    grid = editor.get("dossier_detail", draft.pk).context["grid"]
    assert [cell.status for cell in grid.rows[0].cells if cell.label == "Báo cáo thành tích"] == ["MET"]


def test_one_bad_file_and_none_is_kept(stage):
    draft = make_draft(stage.editor, stage.round)
    files = [pdf("tot.pdf"), pdf("xau.pdf", hostile.with_embedded_file())]
    response = As(stage.editor).post("evidence_add", draft.pk, kind="OTHER", title="Ghi chú", file=files)
    page = response.content.decode()
    assert response.status_code == 422
    assert f"xau.pdf: {scan_pdf.EMBEDDED}" in page
    assert "Ghi chú" in page
    assert Evidence.objects.count() == 0


def test_a_file_over_the_limit_is_said(stage, monkeypatch):
    monkeypatch.setattr(uploads, "MAX_BYTES", 1_000)
    draft = make_draft(stage.editor, stage.round)
    large = pdf("lon.pdf", b"%PDF-" + b"0" * 5_000)
    response = As(stage.editor).post("evidence_add", draft.pk, kind="OTHER", file=large)
    assert response.status_code == 422
    assert "Tệp lon.pdf lớn hơn 20 MB" in response.content.decode()


def test_nobody_uploads_to_what_is_locked(stage):
    sent = in_state(stage, "SUBMITTED")
    editor = As(stage.editor)
    for method in (editor.get, editor.post):
        assert method("evidence_add", sent.pk).status_code == 403
        assert method("nomination_evidence_add", sent.nominations.get().pk).status_code == 403
        assert method("dossier_letter", sent.pk).status_code == 403
    assert As(stage.officer).get("evidence_add", sent.pk).status_code == 403


def test_a_clean_file_is_sent_as_a_safe_download(stage):
    draft = make_draft(stage.editor, stage.round)
    kept = make_evidence(draft, by=stage.editor, data=b"%PDF-1.7 abc", name="Báo cáo.pdf")
    response = As(stage.editor).get("evidence_file", kept.pk)
    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"%PDF-1.7 abc")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox"
    assert response["Content-Disposition"].startswith("attachment")


def test_a_file_that_waits_is_not_sent(stage):
    draft = make_draft(stage.editor, stage.round)
    kept = make_evidence(draft, by=stage.editor, is_clean=False)
    editor = As(stage.editor)
    assert editor.get("evidence_file", kept.pk).status_code == 403
    assert "Chờ kiểm tra" in editor.text("dossier_detail", draft.pk)
    actions.mark_scanned(kept.pk, "CLEAN", by=stage.editor)
    assert editor.get("evidence_file", kept.pk).status_code == 200


def test_a_file_out_of_reach_is_not_found(stage):
    draft = make_draft(stage.editor, stage.round)
    kept = make_evidence(draft, by=stage.editor)
    neighbour = make_actor(make_unit("Xã A Mú Sung", parent=stage.province.province), Role.EDITOR)
    for who in (neighbour, stage.officer):  # the officer: until it is sent
        browser = As(who)
        assert browser.get("evidence_file", kept.pk).status_code == 404
        assert browser.post("evidence_remove", kept.pk).status_code == 404


def test_taking_a_file_out(stage):
    draft = make_draft(stage.editor, stage.round)
    kept = make_evidence(draft, by=stage.editor)
    editor = As(stage.editor)
    assert editor.post("evidence_remove", kept.pk).url == address("dossier_detail", draft.pk)
    assert editor.get("evidence_file", kept.pk).status_code == 404
