"""The page of one dossier: where it is, what was found, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from awards.rules_history import MET, MISSING, NA, UNKNOWN, Finding
from campaigns.queries import closes_at_for
from core import clock
from nominations.models import Dossier, Evidence, Nomination, Supplement
from nominations.workflow import (
    ACCEPTED,
    APPRAISED,
    AWAITING_SIGN_OFF,
    CLOSED,
    CONFIRMED,
    DRAFT,
    OUTCOME,
    REFUSED,
    RETURNED,
    SUBMITTED,
    WITHDRAWN,
)

_TOLD = {
    "nominations.dossier_created": "{actor} lập hồ sơ",
    "nominations.nomination_added": "{actor} thêm {name}",
    "nominations.nomination_edited": "{actor} sửa phần của {name}",
    "nominations.nomination_removed": "{actor} bỏ {name}",
    "nominations.evidence_added": "{actor} tải lên: {title}",
    "nominations.evidence_removed": "{actor} bỏ tệp: {title}",
    "nominations.letter_recorded": "{actor} ghi tờ trình {letter_no}",
    "nominations.sign_off_asked": "{actor} trình thủ trưởng duyệt",
    "nominations.sign_off_taken_back": "{actor} lấy lại để sửa",
    "nominations.sign_off_refused": "{actor} trả lại người soạn",
    "nominations.dossier_submitted": "{actor} duyệt và gửi hồ sơ",
    "nominations.dossier_recalled": "{actor} lấy lại hồ sơ",
    "nominations.dossier_withdrawn": "{actor} rút hồ sơ",
    "nominations.dossier_returned": "{actor}, {unit}, yêu cầu bổ sung hồ sơ",
    "nominations.dossier_refused": "{actor}, {unit}, từ chối tiếp nhận",
    "nominations.dossier_accepted": "{actor}, {unit}, tiếp nhận; phiếu số {receipt:02d}",
    "nominations.nomination_concluded": "{actor} kết luận về {name}: {conclusion_word}",
    "nominations.nominations_qualified": "{actor} kết luận đủ tiêu chuẩn cho {count} đề nghị",
    "nominations.supplement_asked": "{actor} yêu cầu bổ sung cho {name}",
    "nominations.supplement_answered": "{actor} trả lời bổ sung cho {name}",
    "nominations.supplement_ended": "{actor} thôi chờ bổ sung cho {name}",
    "nominations.recusal_declared": "{actor} khai có liên quan đến {name}",
    "nominations.appraisal_finished": "{actor} kết thúc thẩm định",
    "nominations.appraisal_sent_back": "{actor} trả lại để thẩm định thêm",
    "nominations.appraisal_confirmed": "{actor} duyệt kết quả thẩm định",
    "nominations.outcome_recorded": "{name}: {outcome_word}",
    "nominations.dossier_closed": "Hồ sơ kết thúc",
    "nominations.dossier_reopened": "Hồ sơ được mở lại",
}

_BY_HEAD = (
    "nominations.sign_off_refused",
    (
        "nominations.sign_off_asked",
        "nominations.dossier_submitted",
        "nominations.dossier_returned",
        "nominations.dossier_recalled",
    ),
    "Thủ trưởng trả lại để sửa:",
)
_BY_OFFICE_HEAD = (
    "nominations.appraisal_sent_back",
    ("nominations.appraisal_finished", "nominations.dossier_accepted"),
    "Trưởng phòng trả lại để thẩm định thêm:",
)
_GIVEN_BACK = {DRAFT: _BY_HEAD, RETURNED: _BY_HEAD, ACCEPTED: _BY_OFFICE_HEAD}

_WORDS = {MET: "Đạt", MISSING: "Thiếu", UNKNOWN: "Chưa rõ", NA: ""}


@dataclass(frozen=True)
class Step:
    """One point of the step bar: its label, the small line under it (`when`), and past, now or next."""

    label: str
    when: str
    state: str


@dataclass(frozen=True)
class Cell:
    """One finding in the check grid."""

    status: str
    word: str
    label: str
    sentence: str = ""


@dataclass(frozen=True)
class GridRow:
    """One nominee in the check grid, with what is asked about him."""

    nomination: Nomination
    cells: list[Cell]
    met: int
    asked: int
    supplement: Supplement | None = None
    can_edit: bool = False

    @property
    def is_flagged(self) -> bool:
        """Whether the row stands out: something is to be completed now."""
        return self.supplement is not None


@dataclass(frozen=True)
class Grid:
    """The check grid: a column for each requirement (label, clause), a row for each nominee."""

    columns: list[tuple[str, str]] = field(default_factory=list)
    rows: list[GridRow] = field(default_factory=list)


def for_page(queryset: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Return the dossiers with what the page of one needs."""
    return queryset.select_related(
        "round",
        "standing_body",
        "round__officer__user",
        "round__officer__unit",
        "unit",
        "created_by",
        "submitted_by",
        "accepted_by",
        "returned_by",
        "refused_by",
        "withdrawn_by",
        "rule_set",
    )


def evidence_of(dossier: Dossier) -> list[Evidence]:
    """Return the files of a dossier that are in force."""
    found = Evidence.objects.filter(dossier=dossier, removed_at=None)
    return list(found.select_related("file", "nomination", "uploaded_by"))


def supplements_of(nomination: Nomination) -> list[Supplement]:
    """Return all that was asked about one nominee, newest first."""
    found = nomination.supplements.select_related("asked_by", "answered_by", "ended_by")
    return list(found.order_by("-id"))


def grid(
    nominations: Sequence[Nomination],
    findings: Sequence[Sequence[Finding]],
    *,
    supplements: dict[int, Supplement],
    can_edit: bool,
) -> Grid:
    """Lay the findings out: columns in the order in which they come up, "does not apply" elsewhere."""
    columns: dict[str, tuple[str, str]] = {}
    for found in findings:
        for finding in found:
            columns.setdefault(finding.code, (finding.label, _short(finding.legal_basis)))
    rows = []
    for nomination, found in zip(nominations, findings, strict=True):
        by_code = {finding.code: finding for finding in found}
        cells = [_cell(by_code.get(code), label) for code, (label, _) in columns.items()]
        counting = [cell for cell in cells if cell.status != NA]
        supplement = supplements.get(nomination.pk)
        rows.append(
            GridRow(
                nomination=nomination,
                cells=cells,
                met=sum(cell.status == MET for cell in counting),
                asked=len(counting),
                supplement=supplement,
                can_edit=can_edit,
            )
        )
    return Grid(list(columns.values()), rows)


def _cell(finding: Finding | None, label: str) -> Cell:
    if finding is None or finding.status == NA:
        return Cell(NA, "", label)
    return Cell(finding.status, _WORDS[finding.status], label, finding.sentence)


def _short(legal_basis: str) -> str:
    """The clause as a column head has room for it."""
    tail = legal_basis.rpartition(", ")[2]
    if tail.startswith("Điều"):
        return tail
    return legal_basis.partition(",")[0].replace("Nghị định số ", "NĐ ").replace("/NĐ-CP", "")


# Where is it? ---------------------------------------------------------------------------------------------

_AT = {
    DRAFT: 0,
    RETURNED: 0,
    AWAITING_SIGN_OFF: 1,
    SUBMITTED: 2,
    ACCEPTED: 3,
    APPRAISED: 3,
    CONFIRMED: 4,
    CLOSED: 6,
    REFUSED: 2,
    WITHDRAWN: 0,  # or as far as it had come
}


def steps(dossier: Dossier) -> list[Step]:
    """Return the step bar of a dossier."""
    now = _AT[dossier.state]
    if dossier.state == WITHDRAWN:
        now = 3 if dossier.accepted_at else 2 if dossier.submitted_at else 0
    points = [
        ("Soạn", _day(dossier.created_at)),
        ("Thủ trưởng duyệt", _day(dossier.submitted_at) if dossier.submitted_at else ""),
        ("Tiếp nhận", _day(dossier.accepted_at) if dossier.accepted_at else ""),
        ("Thẩm định", _appraised(dossier)),
        ("Hội đồng", ""),
        ("Quyết định", _day(dossier.closed_at) if dossier.closed_at else ""),
    ]
    return [
        Step(label, when, "past" if n < now else "now" if n == now else "next")
        for n, (label, when) in enumerate(points)
    ]


def _appraised(dossier: Dossier) -> str:
    if dossier.confirmed_at:
        return _day(dossier.confirmed_at)
    return f"hẹn trả {dossier.due_on:%d/%m}" if dossier.due_on else ""


def where(dossier: Dossier) -> dict:
    """Return who has the dossier, since when, until when, and what comes next."""
    body = dossier.standing_body.body_name
    officer = dossier.round.officer
    holder = f"{officer.user.full_name}, {body}" if officer else body
    unit = dossier.unit.body_name
    closes = closes_at_for(dossier.round, dossier.unit)
    last = clock.last_day(closes) if closes else None
    answers = {
        DRAFT: (unit, dossier.created_at, last, "trình thủ trưởng duyệt"),
        RETURNED: (unit, dossier.returned_at, dossier.returned_due_on, f"bổ sung, gửi lại {body}"),
        AWAITING_SIGN_OFF: (
            f"thủ trưởng {unit}",
            dossier.sign_off_asked_at,
            dossier.returned_due_on or last,
            f"gửi tới {body}",
        ),
        SUBMITTED: (holder, dossier.submitted_at, None, "tiếp nhận, hẹn ngày trả"),
        ACCEPTED: (holder, dossier.accepted_at, dossier.due_on, "trưởng phòng duyệt thẩm định"),
        APPRAISED: (f"trưởng phòng, {body}", dossier.appraised_at, dossier.due_on, "duyệt, trình Hội đồng"),
        CONFIRMED: (body, dossier.confirmed_at, None, "Hội đồng xét, trình ký quyết định"),
        CLOSED: (unit, dossier.closed_at, None, ""),
        REFUSED: (unit, dossier.refused_at, None, ""),
        WITHDRAWN: (unit, dossier.withdrawn_at, None, ""),
    }
    found, since, due, following = answers[dossier.state]
    return {"holder": found, "since": since, "due": due, "next_step": following}


def timeline(history: Sequence) -> list[tuple]:
    """Return (when, sentence) of these events, newest first; reasons go with their deed."""
    return [(event.at, _sentence(event)) for event in reversed(history) if event.name in _TOLD]


def sent_back(dossier: Dossier, history: Sequence) -> dict | None:
    """Return who gave the dossier back last, and why, while that is what it waits for."""
    kind = _GIVEN_BACK.get(dossier.state)
    if kind is None:
        return None
    name, others, label = kind
    event = next((event for event in reversed(history) if event.name in {name, *others}), None)
    if event is None or event.name != name:
        return None
    return {"label": label, "reason": event.reason, "who": event.actor_name, "when": event.at}


def _sentence(event) -> str:
    words = dict(event.data)
    for key in ("conclusion", "outcome"):
        if key in words:
            words[f"{key}_word"] = OUTCOME.state(words[key]).label.lower()
    text = _TOLD[event.name].format(actor=event.actor_name, unit=event.acting_for_name, **words)
    return f"{text}: {event.reason}" if event.reason else text


def _day(moment) -> str:
    return f"{clock.local(moment):%d/%m}"
