"""Deeds on papers: prepare the values once, issue the file once."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from core import audit, clock, files
from core.audit import SYSTEM
from nominations.models import Dossier
from reports import receipt, wording
from reports.models import Paper, PaperForm, PaperKind, PaperState

PDF = "application/pdf"


@transaction.atomic
def prepare_receipt(dossier_id: int) -> Paper:
    """Write the row of the receipt with the values that it prints; the same row when asked again.

    All it says was fixed by the acceptance: number, return date, names. PaperForm.DoesNotExist when no
    form is in force on that day.
    """
    dossier = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("round", "unit", "receipt_body__parent", "submitted_by", "accepted_by")
        .get(pk=dossier_id)
    )
    made = Paper.objects.filter(kind=PaperKind.RECEIPT, dossier=dossier).first()
    if made:
        return made
    form = form_on(PaperKind.RECEIPT, clock.local(dossier.accepted_at).date())
    values = receipt.build_values(_receipt_values(dossier, form))
    return Paper.objects.create(
        kind=PaperKind.RECEIPT,
        form=form,
        dossier=dossier,
        issuer=dossier.receipt_body,
        symbol=values["symbol"],
        title=values["title"],
        state=PaperState.RENDERING,
        values=values,
        created_at=dossier.accepted_at,
    )


def issue(paper: Paper, key, data: bytes) -> Paper:
    """Freeze a paper with its file; inside the transaction that ends the job. Nothing when issued already."""
    row = Paper.objects.select_for_update().get(pk=paper.pk)
    if row.is_frozen:
        return row
    row.file = files.register(key, data, name=_file_name(row), content_type=PDF)
    row.state = PaperState.ISSUED
    row.issued_at = clock.now()
    row.save(update_fields=["file", "state", "issued_at"])
    audit.record(
        "reports.paper_issued", by=SYSTEM, obj=row, data={"symbol": row.symbol, "sha256": row.file.sha256}
    )
    return row


def mark_failed(paper: Paper) -> None:
    """Say that a paper could not be made; a later try changes it again."""
    rows = Paper.objects.filter(pk=paper.pk, state__in=[PaperState.PENDING, PaperState.RENDERING])
    rows.update(state=PaperState.FAILED)


def form_on(kind: str, day: date) -> PaperForm:
    """Return the form of this kind of paper in force on the day."""
    in_force = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))
    return PaperForm.objects.get(in_force, kind=kind)


def _receipt_values(dossier: Dossier, form: PaperForm) -> receipt.ReceiptValues:
    body = dossier.receipt_body
    nominees = tuple(
        receipt.Nominee(
            order=number,
            name=nomination.full_name,
            place=", ".join(filter(None, [nomination.position, nomination.unit_name])),
            award=nomination.award.name,
            kind=nomination.recipient,
        )
        for number, nomination in enumerate(dossier.nominations.select_related("award"), start=1)
    )
    return receipt.ReceiptValues(
        number=dossier.receipt_number,
        superior=body.parent.document_name if body.parent else "",
        issuer=body.body_name,
        issuer_code=body.symbol,
        place=body.place_name,
        accepted_at=dossier.accepted_at,
        unit_name=dossier.unit.body_name,
        dossier_code=dossier.code,
        round_name=dossier.round.name,
        nominees=nominees,
        sender_name=dossier.submitted_by.full_name,
        sent_at=dossier.submitted_at,
        receiver_name=dossier.accepted_by.full_name,
        receiver_phone=dossier.accepted_by.phone or body.phone or settings.SUPPORT_PHONE,
        due_on=dossier.due_on,
        working_days=dossier.round.appraise_days,
        legal_basis=tuple(form.legal_basis),
        archive=f"VT, {body.symbol}",
        name=form.name,
        symbol_kind=form.symbol,
    )


def _file_name(paper: Paper) -> str:
    return f"phieu-tiep-nhan-{wording.padded(paper.dossier.receipt_number)}-{paper.dossier.code}.pdf"
