"""The facts of a receipt: everything was fixed by the acceptance of the dossier."""

from django.conf import settings

from core import clock
from nominations.models import Dossier
from reports import receipt
from reports.source import Source, place_of


def source(dossier_id: int) -> Source:
    """Hold the dossier and read what its receipt says."""
    dossier = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("round", "unit", "receipt_body__parent", "submitted_by", "accepted_by")
        .get(pk=dossier_id)
    )

    def build(form, _number) -> dict:
        return receipt.build_values(_values(dossier, form))

    return Source(
        issuer=dossier.receipt_body,
        day=clock.local(dossier.accepted_at).date(),
        build=build,
        made_at=dossier.accepted_at,
    )


def _values(dossier: Dossier, form) -> receipt.ReceiptValues:
    body = dossier.receipt_body
    nominees = tuple(
        receipt.Nominee(
            order=number,
            name=nomination.full_name,
            place=place_of(nomination.position, nomination.unit_name),
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
