"""Deeds on papers: write down the values, freeze the file, let a later revision supersede."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from core import audit, clock, files
from core.audit import SYSTEM
from core.counters import next_number
from reports.kinds import KINDS, file_name
from reports.models import LINKS, OPEN_STATES, Paper, PaperForm, PaperKind, PaperState

PDF = "application/pdf"


@transaction.atomic
def prepare(kind: str, object_id: int) -> Paper:
    """Write the row of a paper with the values that it prints; the same row when nothing has changed.

    What is not made yet is written anew; what is made stays as it is, and a later revision will supersede
    it. PaperForm.DoesNotExist when no form is in force on the day of the paper.
    """
    how = KINDS[kind]
    source = how.gather(object_id)
    of_object = Paper.objects.filter(**{"kind": kind, LINKS[kind]: object_id})
    last = of_object.order_by("-revision").first()
    if last and how.once:
        return last
    form = form_on(kind, source.day)
    number = last.number if last else next_number(source.series) if source.series else None
    values = source.build(form, number)
    if last and last.values == values:
        return last
    fresh = {
        "form": form,
        "symbol": values["symbol"],
        "title": values["title"],
        "is_draft": values.get("is_draft", False),
        "state": PaperState.RENDERING,
        "values": values,
        "year": source.day.year,
        "created_at": source.made_at or clock.now(),
    }
    if last and last.state in OPEN_STATES:
        of_object.filter(pk=last.pk).update(**fresh)
        return of_object.get(pk=last.pk)
    return Paper.objects.create(
        kind=kind,
        **{f"{LINKS[kind]}_id": object_id},
        issuer=source.issuer,
        number=number,
        revision=last.revision + 1 if last else 1,
        **fresh,
    )


def prepare_receipt(dossier_id: int) -> Paper:
    """Write the row of the receipt of an accepted dossier."""
    return prepare(PaperKind.RECEIPT, dossier_id)


def issue(paper: Paper, key, data: bytes) -> Paper:
    """Freeze a paper with its file; inside the transaction that ends the job.

    Nothing when it is made already, or when its values were written anew while this file was made. What an
    earlier revision said is superseded.
    """
    row = Paper.objects.select_for_update(of=("self",)).select_related("dossier", "decision").get(pk=paper.pk)
    if row.is_made or row.values != paper.values:
        return row
    row.file = files.register(key, data, name=file_name(row), content_type=PDF)
    row.state = PaperState.READY if row.is_draft else PaperState.ISSUED
    row.issued_at = clock.now()
    same = Paper.objects.filter(kind=row.kind, file__isnull=False, **{LINKS[row.kind]: row.about_id})
    if same.filter(revision__gt=row.revision).exists():
        row.state = PaperState.SUPERSEDED
    row.save(update_fields=["file", "state", "issued_at"])
    same.filter(revision__lt=row.revision).update(state=PaperState.SUPERSEDED)
    data = {"symbol": row.symbol, "revision": row.revision, "sha256": row.file.sha256}
    event = "reports.draft_made" if row.is_draft else "reports.paper_issued"
    audit.record(event, by=SYSTEM, obj=row, data=data)
    return row


def mark_failed(paper: Paper) -> None:
    """Say that a paper could not be made; a later try changes it again."""
    Paper.objects.filter(pk=paper.pk, state__in=OPEN_STATES).update(state=PaperState.FAILED)


def form_on(kind: str, day: date) -> PaperForm:
    """Return the form of this kind of paper in force on the day."""
    in_force = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))
    return PaperForm.objects.get(in_force, kind=kind)
