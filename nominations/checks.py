"""Rows made into the plain values that the rules judge; the page and the deed ask the same functions."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db.models import F
from django.db.models.functions import Coalesce

from awards import engine
from awards.models import RuleSet
from awards.queries import rule_set_on as _rule_set_on
from awards.rules_history import MET, MISSING, Finding
from campaigns.models import Round
from campaigns.queries import award_codes, awards_of, closes_at_for
from campaigns.rules import is_open
from core import clock
from core.verdict import Problem
from nominations import rules
from nominations.models import Dossier, Evidence, EvidenceKind, Nomination, Recusal, Scan, Supplement
from nominations.workflow import DRAFT, PROPOSED, QUALIFIED, REFUSED, WITHDRAWN
from units.models import OrgUnit, Person

REPORT = "BAO_CAO"


def nominations_of(dossier: Dossier) -> list[Nomination]:
    """Return the nominations of a dossier in their order, with what the rules ask of each."""
    return list(dossier.nominations.select_related("award", "appraised_by"))


# May it be sent? ------------------------------------------------------------------------------------------


def window_problems(round_: Round, unit: OrgUnit, now: datetime) -> list[Problem]:
    """Return why the round takes no dossiers of this unit at this moment; it may have got a later closing."""
    closes_at = closes_at_for(round_, unit)
    return rules.window_problems(
        is_open=is_open(round_.opens_at, closes_at, now),
        opens_text=_hour(round_.opens_at),
        closes_at=closes_at,
        closes_text=_hour(closes_at) if closes_at else "",
        now=now,
    )


def nominee_problems(nomination: Nomination, dossier: Dossier) -> list[Problem]:
    """Return what is wrong with one nominee."""
    return rules.nominee_problems(
        _nominee(nomination), allowed_awards=award_codes(dossier.round), today=clock.today()
    )


def sign_off_problems(
    dossier: Dossier, nominations: Sequence[Nomination], now: datetime, findings=None
) -> list[Problem]:
    """Return what keeps a dossier from being put before the head: all but the letter."""
    found = findings_now(dossier, nominations) if findings is None else findings
    offered = awards_of(dossier.round)
    return [
        *_time_problems(dossier, now),
        *rules.dossier_problems(
            [_nominee(nomination) for nomination in nominations],
            allowed_awards=[row.award.code for row in offered],
            today=clock.local(now).date(),
        ),
        *_quota_problems(dossier, nominations, offered),
        *(problem for pair in zip(nominations, found, strict=True) for problem in _unmet_problems(*pair)),
    ]


def submission_problems(dossier: Dossier, nominations: Sequence[Nomination], now: datetime) -> list[Problem]:
    """Return all that keeps a dossier from being sent now, and what should be looked at once more."""
    return [
        *sign_off_problems(dossier, nominations, now),
        *letter_problems(dossier, letter_of(dossier)),
    ]


def letter_of(dossier: Dossier) -> Evidence | None:
    """Return the file of the letter that is in force."""
    letters = Evidence.objects.filter(dossier=dossier, kind=EvidenceKind.LETTER, removed_at=None)
    return letters.first()


def letter_problems(dossier: Dossier, letter: Evidence | None) -> list[Problem]:
    """Return what is missing of the letter that the dossier is sent with."""
    return rules.letter_problems(
        number=dossier.letter_no,
        letter_on=dossier.letter_on,
        has_file=letter is not None,
        is_clean=letter is not None and letter.scan == Scan.CLEAN,
        today=clock.today(),
    )


def _time_problems(dossier: Dossier, now: datetime) -> list[Problem]:
    """A dossier that was returned has a day of its own, also when the round has closed meanwhile."""
    if dossier.was_returned:
        return rules.return_problems(due_on=dossier.returned_due_on, today=clock.local(now).date())
    return window_problems(dossier.round, dossier.unit, now)


def _quota_problems(dossier: Dossier, nominations: Sequence[Nomination], offered) -> list[Problem]:
    """How many of an award a unit puts up counts over all its dossiers in the round that are under way."""
    limits = {row.award_id: (row.award.name, row.unit_quota) for row in offered if row.unit_quota}
    if not limits:
        return []
    others = Nomination.objects.filter(dossier__round=dossier.round_id, dossier__unit=dossier.unit_id)
    under_way = others.exclude(dossier=dossier).exclude(dossier__state__in=[DRAFT, WITHDRAWN, REFUSED])
    asked = Counter(under_way.values_list("award_id", flat=True))
    asked.update(nomination.award_id for nomination in nominations)
    return rules.quota_problems(
        [(name, asked[award_id], limit) for award_id, (name, limit) in limits.items()]
    )


def _unmet_problems(nomination: Nomination, found: Sequence[Finding]) -> list[Problem]:
    return [
        Problem(
            f"unmet_{finding.code}",
            f"nominee-{nomination.order}",
            f"{nomination.full_name}: {finding.sentence} ({finding.legal_basis})",
            blocking=finding.blocking,
        )
        for finding in found
        if finding.status == MISSING
    ]


# The standards engine -------------------------------------------------------------------------------------


def findings_now(dossier: Dossier, nominations: Sequence[Nomination]) -> list[list[Finding]]:
    """Ask the engine about all nominees at once, by the law of today."""
    return engine.findings_of(asked_of(dossier, nominations), dossier.round) if nominations else []


def asked_of(dossier: Dossier, nominations: Sequence[Nomination]) -> list[engine.Nominee]:
    """Return the nominees as the engine asks for them.

    Who is known to the unit already is that person, as he will be on sending.
    """
    known = _known_people(dossier, [row for row in nominations if not row.person_id and row.birth_date])
    return [
        engine.Nominee(
            award_id=row.award_id,
            recipient=row.recipient,
            person_id=row.person_id or known.get((row.folded, row.birth_date)),
            unit_id=row.nominee_unit_id,
            full_name=row.full_name,
            birth_date=row.birth_date,
            leader_class=row.leader_class,
        )
        for row in nominations
    ]


def _known_people(dossier: Dossier, nominations: Sequence[Nomination]) -> dict[tuple, int]:
    if not nominations:
        return {}
    names = {row.folded for row in nominations}
    own = Person.objects.filter(unit_id=dossier.unit_id, folded__in=names)
    found = own.annotate(stands=Coalesce("merged_into", "pk")).order_by(
        F("merged_into").desc(nulls_last=True), "-pk"
    )
    return {(folded, born): pk for pk, folded, born in found.values_list("stands", "folded", "birth_date")}


def findings_kept(nomination: Nomination) -> list[Finding]:
    """Return what was found on acceptance; the law of that day, never computed again."""
    return [Finding.from_dict(values) for values in nomination.findings or ()]


def findings_of(dossier: Dossier, nominations: Sequence[Nomination]) -> list[list[Finding]]:
    """Return the findings to show of each nominee: the kept ones after acceptance, else those of now."""
    if dossier.accepted_at:
        return [findings_kept(nomination) for nomination in nominations]
    return findings_now(dossier, nominations)


def report_finding(nomination: Nomination, evidence: Sequence[Evidence]) -> Finding:
    """Say whether the achievement report of a nominee is there, of his own or one for all."""
    reports = [
        file
        for file in evidence
        if file.kind == EvidenceKind.REPORT and file.nomination_id in {None, nomination.pk}
    ]
    return Finding(
        code=REPORT,
        label="Báo cáo thành tích",
        status=MET if reports else MISSING,
        evidence=tuple(file.title for file in reports),
        legal_basis="Nghị định số 152/2025/NĐ-CP, hồ sơ đề nghị",
        blocking=False,
        sentence="Đã có báo cáo thành tích."
        if reports
        else "Chưa có tệp báo cáo thành tích có xác nhận của thủ trưởng đơn vị.",
    )


def unmet(nomination: Nomination) -> list[str]:
    """Return the confirmed conditions that were missing on acceptance; overruling one needs a reason."""
    return [finding.label for finding in findings_kept(nomination) if finding.blocking]


def rule_set_on(day: date) -> RuleSet | None:
    """Return the state of the law that a dossier accepted on this day keeps."""
    return _rule_set_on(day)


# Appraisal ------------------------------------------------------------------------------------------------


def open_supplements(dossier: Dossier) -> dict[int, Supplement]:
    """Return what is asked and not answered yet, by nomination."""
    found = Supplement.objects.filter(nomination__dossier=dossier, answered_at=None, ended_at=None)
    return {row.nomination_id: row for row in found.select_related("asked_by")}


def finish_problems(dossier: Dossier, nominations=None, asked=None) -> list[Problem]:
    """Return what keeps the appraisal of a dossier from being finished."""
    nominations = nominations if nominations is not None else nominations_of(dossier)
    asked = asked if asked is not None else open_supplements(dossier)
    return rules.finish_problems(
        unconcluded=[row.full_name for row in nominations if row.outcome == PROPOSED and row.pk not in asked],
        asked=[row.full_name for row in nominations if row.pk in asked],
    )


def ready_to_qualify(
    dossier: Dossier, nomination_ids: Collection[int], *, user_id: int
) -> tuple[list[Nomination], list[tuple[Nomination, str]]]:
    """Split the chosen nominees: who may be concluded QUALIFIED at once, and who needs a look, with why."""
    chosen = [row for row in nominations_of(dossier) if row.pk in set(nomination_ids)]
    asked = open_supplements(dossier)
    recused = set(
        Recusal.objects.filter(user_id=user_id, nomination__dossier=dossier).values_list(
            "nomination_id", flat=True
        )
    )
    ready, left_out = [], []
    for nomination in chosen:
        why = _why_not(nomination, is_asked=nomination.pk in asked, is_recused=nomination.pk in recused)
        if why:
            left_out.append((nomination, why))
        else:
            ready.append(nomination)
    return ready, left_out


def _why_not(nomination: Nomination, *, is_asked: bool, is_recused: bool) -> str:
    if is_asked:
        return "chờ đơn vị bổ sung"
    if is_recused:
        return "đồng chí có liên quan"
    if nomination.outcome not in {PROPOSED, QUALIFIED}:
        return nomination.outcome_state.label.lower()
    missing = unmet(nomination)
    return f"chưa đạt: {', '.join(missing).lower()}" if missing else ""


def _nominee(nomination: Nomination) -> rules.Nominee:
    return rules.Nominee(
        order=nomination.order,
        full_name=nomination.full_name,
        birth_date=nomination.birth_date,
        award_code=nomination.award.code,
        achievement=nomination.achievement,
        recipient=nomination.recipient,
        unit_id=nomination.nominee_unit_id,
        allowed_recipients=tuple(nomination.award.recipients),
        merit=nomination.merit,
        leader_class=nomination.leader_class,
    )


def _hour(moment: datetime) -> str:
    return f"{clock.local(moment):%H:%M ngày %d/%m/%Y}"
