"""The facts of a letter, a decision and its certificates."""

import re
from datetime import date

from django.conf import settings

from awards.models import AwardKind
from awards.queries import base_salary_on
from core import clock
from core.jobs import JobFailed
from nominations.models import Nomination
from nominations.workflow import NEEDS_JUDGEMENT, NOT_QUALIFIED, QUALIFIED
from reports import certificate, decision_paper, letter, wording
from reports.award_list import Honoured
from reports.source import Source, place_of
from reviews.models import Decision, DecisionLine, Question
from reviews.queries.decision_lines import lines_of, merit_of
from reviews.rules import percent
from reviews.workflow import SEALED
from reviews.workflow_decision import HANDED_OVER, NUMBERED
from units.models import Level, Membership, OrgUnit, Role


def letter_source(decision_id: int) -> Source:
    """Hold the decision and read what the letter that proposes it says."""
    decision = _hold(decision_id)
    sent = decision.state in HANDED_OVER

    def build(form, _number) -> dict:
        return letter.build_values(_letter(decision, form))

    return Source(
        issuer=decision.round.standing_body,
        day=decision.letter_on if sent else _drafted_on(decision),
        build=build,
    )


def decision_source(decision_id: int) -> Source:
    """Hold the decision and read what it says: a draft until its number and date are there."""
    decision = _hold(decision_id)

    def build(form, _number) -> dict:
        return decision_paper.build_values(_decision(decision, form))

    day = decision.signed_on if decision.state in NUMBERED else _drafted_on(decision)
    return Source(issuer=decision.unit, day=day, build=build)


def certificate_source(decision_id: int) -> Source:
    """Hold the decision and read the lines of the golden book that it wrote."""
    decision = _hold(decision_id)

    def build(form, _number) -> dict:
        return certificate.build_values(_certificates(decision, form))

    return Source(issuer=decision.unit, day=decision.signed_on, build=build, made_at=decision.published_at)


def _hold(decision_id: int) -> Decision:
    rows = Decision.objects.select_for_update(of=("self",)).select_related(
        "round__standing_body__parent", "unit", "award", "session__council__unit"
    )
    return rows.get(pk=decision_id)


def _drafted_on(decision: Decision) -> date:
    return clock.local(decision.drafted_at).date()


def chief_of(unit: OrgUnit) -> str:
    """Who decides for a unit in his own name: "Chủ tịch UBND tỉnh Lào Cai", "Giám đốc Sở Y tế"."""
    name = unit.body_name
    head = "Chủ tịch" if name.startswith("UBND ") else "Giám đốc" if name.startswith("Sở ") else "Thủ trưởng"
    return f"{head} {name}"


def _head_role(unit: OrgUnit) -> str:
    return "Trưởng phòng" if unit.level == Level.INNER else chief_of(unit).split(f" {unit.body_name}")[0]


def _director(unit: OrgUnit, day: date) -> str:
    seats = Membership.objects.current(day).filter(unit=unit, role=Role.DIRECTOR)
    names = list(seats.values_list("user__full_name", flat=True)[:2])
    return names[0] if len(names) == 1 else ""


def letter_symbol(typed: str, kind: str, issuer: str) -> str:
    """Number and symbol of the letter as papers write them, from what was typed: "5" or "5/TTr-SNV"."""
    found = re.fullmatch(r"(\d{1,9})(/.*)?", wording.clean(typed))
    if not found:
        return wording.clean(typed)
    return f"{wording.padded(int(found[1]))}{found[2] or f'/{kind}-{issuer}'}"


def _honoured(rows: list[DecisionLine], notes: dict[int, str]) -> tuple[Honoured, ...]:
    """The lines as the papers list them; a paper without a name is not made."""
    if not rows:
        raise JobFailed("Không còn tên nào trong quyết định nên chưa lập được văn bản.")
    return tuple(
        Honoured(
            name=line.nomination.full_name,
            place=_place(line.nomination),
            kind=line.nomination.recipient,
            merit=merit_of(line.nomination),
            note=notes.get(line.nomination_id, ""),
            prize=line.prize,
        )
        for line in rows
    )


def _place(nomination: Nomination) -> str:
    unit = nomination.unit_name or nomination.dossier.unit.body_name
    return place_of(nomination.position, "" if unit == nomination.full_name else unit)


# Letter -----------------------------------------------------------------------------------------------------


def _letter(decision: Decision, form) -> letter.LetterValues:
    round_, body = decision.round, decision.round.standing_body
    sent = decision.state in HANDED_OVER
    day = decision.letter_on if sent else _drafted_on(decision)
    questions = _questions(decision)
    # Who was struck later stood in the letter as it was sent.
    rows = [
        line
        for line in lines_of(decision)
        if not line.struck or (sent and line.struck_at > decision.presented_at)
    ]
    table = {question.nomination.dossier_id for question in questions}
    table |= {line.nomination.dossier_id for line in rows}
    appraised = Nomination.objects.filter(dossier__in=table, award=decision.award).exclude(conclusion="")
    conclusions = list(appraised.values_list("conclusion", "dossier__unit"))
    said = [conclusion for conclusion, _unit in conclusions]
    return letter.LetterValues(
        superior=body.parent.document_name if body.parent else "",
        issuer=body.body_name,
        issuer_code=body.symbol,
        place=body.place_name,
        year=day.year,
        addressee=chief_of(decision.unit),
        award=decision.award.name,
        is_title=decision.award.kind == AwardKind.TITLE,
        round_name=round_.name,
        guiding_letter=_guiding_letter(round_),
        units=len({unit for _conclusion, unit in conclusions}),
        proposed=len(said),
        qualified=said.count(QUALIFIED),
        to_judge=said.count(NEEDS_JUDGEMENT),
        not_qualified=said.count(NOT_QUALIFIED),
        lines=_honoured(rows, _notes(questions)),
        legal_basis=tuple(form.legal_basis),
        signer_role=_head_role(body),
        symbol=letter_symbol(decision.letter_no, form.symbol, body.symbol) if sent else "",
        day=decision.letter_on if sent else None,
        council=_vote(decision, questions),
        signer_name=_director(body, day),
        symbol_kind=form.symbol,
        form_name=form.name,
    )


def _guiding_letter(round_) -> str:
    return f"Công văn số {wording.clean(round_.letter_no)} {wording.long_date(round_.letter_on)}"


def _questions(decision: Decision) -> list[Question]:
    """What the council was asked about this award of this round in this session, and answered."""
    asked = Question.objects.filter(
        poll__session=decision.session_id,
        poll__state=SEALED,
        nomination__award=decision.award_id,
        nomination__dossier__round=decision.round_id,
    )
    return list(asked.select_related("poll", "nomination").defer("marks")) if decision.session_id else []


def _members(question: Question) -> int:
    return question.poll.sheet["turnout"]["members"]


def _notes(questions: list[Question]) -> dict[int, str]:
    return {
        row.nomination_id: f"{row.yes}/{_members(row)} phiếu ({percent(row.yes, _members(row))})"
        for row in questions
        if row.passed
    }


def _vote(decision: Decision, questions: list[Question]) -> letter.CouncilVote | None:
    if not questions:
        return None
    session = decision.session
    return letter.CouncilVote(
        council=session.council.name,
        session_number=session.number,
        session_year=session.year,
        held_on=clock.local(session.opened_at).date(),
        members=max(map(_members, questions)),
        asked=len({row.nomination_id for row in questions}),
        recommended=len({row.nomination_id for row in questions if row.passed}),
    )


# Decision ---------------------------------------------------------------------------------------------------


def _decision(decision: Decision, form) -> decision_paper.DecisionValues:
    body, unit = decision.round.standing_body, decision.unit
    presented, signed = decision.state in HANDED_OVER, decision.state in NUMBERED
    rows = [line for line in lines_of(decision) if not line.struck]
    day = decision.signed_on if signed else _drafted_on(decision)
    base = base_salary_on(decision.signed_on) if signed else None
    return decision_paper.DecisionValues(
        issuer=unit.document_name,
        issuer_code=unit.symbol,
        place=unit.place_name,
        year=day.year,
        signer=chief_of(unit),
        award=decision.award.name,
        is_title=decision.award.kind == AwardKind.TITLE,
        lines=_honoured(rows, {}),
        legal_basis=tuple(form.legal_basis),
        proposer=body.body_name,
        proposer_code=body.symbol,
        executors=_executors(unit, body),
        letter_symbol=letter_symbol(decision.letter_no, "TTr", body.symbol) if presented else "",
        letter_on=decision.letter_on if presented else None,
        number=decision.number if signed else None,
        signed_on=decision.signed_on if signed else None,
        signer_role=decision.signer_title,
        signer_name=decision.signer_name,
        base_salary=base.amount if base else None,
        symbol_kind=form.symbol,
        form_name=form.name,
        subject=decision.subject,
    )


def _executors(unit: OrgUnit, body: OrgUnit) -> str:
    if unit.level == Level.PROVINCE:
        return f"Chánh Văn phòng UBND tỉnh; {chief_of(body)}"
    if unit.level == Level.COMMUNE:
        return f"Chánh Văn phòng HĐND và {unit.body_name}"
    return chief_of(body)


# Certificates -----------------------------------------------------------------------------------------------


def _certificates(decision: Decision, form) -> certificate.CertificatesValues:
    unit = decision.unit
    granted = [line.grant for line in lines_of(decision) if line.grant]
    return certificate.CertificatesValues(
        signer=chief_of(unit),
        award=decision.award.name,
        is_title=decision.award.kind == AwardKind.TITLE,
        place=unit.place_name,
        decision_number=decision.number,
        issuer_code=unit.symbol,
        signed_on=decision.signed_on,
        signer_role=decision.signer_title,
        signer_name=decision.signer_name,
        certificates=tuple(
            certificate.Certificate(
                name=grant.recipient_name,
                kind=grant.recipient,
                place=place_of(
                    grant.position, "" if grant.unit_name == grant.recipient_name else grant.unit_name
                ),
                merit=grant.merit,
                code=grant.code,
                register_no=grant.register_no,
                register_year=grant.register_year,
                gender=grant.gender,
            )
            for grant in granted
        ),
        address=settings.PUBLIC_ADDRESS,
        **{f"{name}_mm": form.layout[f"{name}_mm"] for name in ("width", "height") if form.layout},
    )
