"""The one table of papers: for each kind its facts, its template and after which deeds it is made."""

from collections.abc import Callable
from dataclasses import dataclass

from reports import (
    certificate,
    count_minutes,
    decision_paper,
    gather_decision,
    gather_receipt,
    gather_session,
    letter,
    minutes,
    receipt,
)
from reports.models import Paper, PaperKind
from reports.source import Source

# A draft of a decision follows its names and words; the letter stands as it was presented.
_WORDED = ("reviews.decision_drafted", "reviews.decision_edited", "reviews.decision_name_taken_off")
_STRUCK = ("reviews.decision_name_struck", "reviews.decision_name_restored")


@dataclass(frozen=True)
class Kind:
    """How papers of one kind are made.

    `once`: what the paper says is fixed by its one deed; others are made anew after each and supersede what
    was there. `each`: the value that lists the sheets, where a paper is a series of single sheets.
    """

    gather: Callable[[int], Source]
    template: str
    events: tuple[str, ...]
    job: str
    job_title: str
    link_label: str
    file_name: str
    once: bool = True
    each: str = ""


KINDS = {
    PaperKind.RECEIPT: Kind(
        gather_receipt.source,
        receipt.TEMPLATE,
        ("nominations.dossier_accepted",),
        "reports.receipt",
        "Lập phiếu tiếp nhận {object}",
        "Mở phiếu tiếp nhận",
        "phieu-tiep-nhan",
    ),
    PaperKind.MINUTES: Kind(
        gather_session.minutes_source,
        minutes.TEMPLATE,
        ("reviews.session_concluded",),
        "reports.minutes",
        "Lập biên bản {object}",
        "Mở biên bản họp",
        "bien-ban-hop",
    ),
    PaperKind.COUNT_MINUTES: Kind(
        gather_session.count_source,
        count_minutes.TEMPLATE,
        ("reviews.poll_sealed",),
        "reports.count_minutes",
        "Lập biên bản kiểm phiếu {object}",
        "Mở biên bản kiểm phiếu",
        "bien-ban-kiem-phieu",
    ),
    PaperKind.LETTER: Kind(
        gather_decision.letter_source,
        letter.TEMPLATE,
        (*_WORDED, "reviews.decision_presented"),
        "reports.letter",
        "Lập tờ trình, {object}",
        "Mở tờ trình",
        "to-trinh",
        once=False,
    ),
    PaperKind.DECISION: Kind(
        gather_decision.decision_source,
        decision_paper.TEMPLATE,
        (*_WORDED, "reviews.decision_presented", *_STRUCK, "reviews.decision_signed"),
        "reports.decision",
        "Lập văn bản {object}",
        "Mở quyết định",
        "quyet-dinh",
        once=False,
    ),
    PaperKind.CERTIFICATE: Kind(
        gather_decision.certificate_source,
        certificate.TEMPLATE,
        ("reviews.decision_published",),
        "reports.certificate",
        "Lập bằng khen theo {object}",
        "Mở bằng khen",
        "bang-khen",
        each="certificates",
    ),
}


def file_name(paper: Paper) -> str:
    """The name of the file as it is handed out: kind, number and what it is about, in plain letters."""
    number = f"{paper.number:02d}-{paper.year}" if paper.number else f"{paper.year}-{paper.about_id}"
    if paper.kind == PaperKind.RECEIPT:
        number = f"{paper.dossier.receipt_number:02d}-{paper.dossier.code}"
    elif paper.kind in (PaperKind.DECISION, PaperKind.CERTIFICATE) and paper.decision.number:
        number = f"{paper.decision.number:02d}-{paper.decision.year}"
    mark = "du-thao-" if paper.is_draft else ""
    last = f"-lan-{paper.revision}" if paper.revision > 1 else ""
    return f"{mark}{KINDS[paper.kind].file_name}-{number}{last}.pdf"
