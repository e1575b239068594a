"""From the first word to the standing body: make, ask the head, sign off and send, take back, withdraw."""

from django.db import transaction

from campaigns.models import Round
from core import audit, clock
from core.counters import next_number
from core.errors import demand, demand_rules
from core.text import nfc_lines
from nominations import checks, permissions, rules
from nominations.actions.locking import demand_move, demand_version, lock, move
from nominations.actions.nominees import person_of
from nominations.models import Dossier, Nomination
from nominations.workflow import sent_back

_NOT_ASKED = {"sign_off_asked_at": None, "sign_off_asked_by": None}


@transaction.atomic
def create_dossier(round_id: int, *, by) -> Dossier:
    """Make an empty dossier of the actor's unit for a round that takes dossiers now."""
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=round_id)
    demand(permissions.can_create(by, round_))
    now = clock.now()
    demand_rules(checks.window_problems(round_, by.unit, now))
    dossier = Dossier.objects.create(
        round=round_,
        unit_id=by.unit_id,
        standing_body_id=round_.standing_body_id,
        created_at=now,
        created_by_id=by.user_id,
        updated_at=now,
    )
    audit.record("nominations.dossier_created", by=by, obj=dossier, data={"round": round_.code})
    return dossier


@transaction.atomic
def ask_sign_off(dossier_id: int, *, seen_version: int, by) -> Dossier:
    """Put a complete dossier before the head of the unit; nothing in it changes while he looks at it."""
    dossier = lock(dossier_id)
    demand(permissions.can_ask_sign_off(by, dossier))
    demand_move("ask_sign_off", dossier)
    demand_version(dossier, seen_version)
    now = clock.now()
    nominations = checks.nominations_of(dossier)
    demand_rules(checks.sign_off_problems(dossier, nominations, now))
    move("ask_sign_off", dossier, sign_off_asked_at=now, sign_off_asked_by_id=by.user_id)
    audit.record("nominations.sign_off_asked", by=by, obj=dossier, data={"nominees": len(nominations)})
    return dossier


@transaction.atomic
def take_back(dossier_id: int, *, by) -> Dossier:
    """Take a dossier back from the head's desk to change it."""
    dossier = lock(dossier_id)
    demand(permissions.can_ask_sign_off(by, dossier))
    name = sent_back("take_back", dossier.was_returned)
    demand_move(name, dossier)
    move(name, dossier, **_NOT_ASKED)
    audit.record("nominations.sign_off_taken_back", by=by, obj=dossier)
    return dossier


@transaction.atomic
def send_back(dossier_id: int, *, reason: str, by) -> Dossier:
    """The head gives the dossier back to the writer, with what is to be changed."""
    dossier = lock(dossier_id)
    demand(permissions.can_send_back(by, dossier))
    name = sent_back("send_back", dossier.was_returned)
    demand_move(name, dossier)
    reason = nfc_lines(reason)
    demand_rules(rules.reason_problems(reason, text="Ghi điều cần sửa."))
    move(name, dossier, **_NOT_ASKED)
    audit.record("nominations.sign_off_refused", by=by, obj=dossier, reason=reason)
    return dossier


@transaction.atomic
def submit(dossier_id: int, *, seen_version: int, by) -> Dossier:
    """The head signs a complete dossier off and sends it to the standing body; the first time gives its code.

    The deadline is judged by the database's clock after the row lock. Stale when somebody has sent or
    changed it since the page was opened.
    """
    dossier = lock(dossier_id)
    demand(permissions.can_submit(by, dossier))
    demand_move("submit", dossier)
    demand_version(dossier, seen_version)
    now = clock.now()
    nominations = checks.nominations_of(dossier)
    demand_rules(checks.submission_problems(dossier, nominations, now))
    for nomination in nominations:
        nomination.unit_name = dossier.unit.body_name
        if nomination.nominee_unit_id == dossier.unit_id:
            nomination.unit_name = ""
        if not nomination.is_collective:
            nomination.person = person_of(nomination, dossier, by=by)
    Nomination.objects.bulk_update(nominations, ["unit_name", "person"])
    year = clock.local(now).year
    move(
        "submit",
        dossier,
        code=dossier.code or f"HS-{year}-{next_number(f'dossier-{year}'):04d}",
        submitted_at=now,
        submitted_by_id=by.user_id,
        **_NOT_ASKED,
    )
    audit.record(
        "nominations.dossier_submitted",
        by=by,
        obj=dossier,
        data={
            "code": dossier.code,
            "nominees": len(nominations),
            "letter": f"{dossier.letter_no} ngày {dossier.letter_on:%d/%m/%Y}",
        },
    )
    return dossier


@transaction.atomic
def recall(dossier_id: int, *, by) -> Dossier:
    """Take a sent dossier back, until the standing body has accepted it."""
    dossier = lock(dossier_id)
    demand(permissions.can_recall(by, dossier))
    name = sent_back("recall", dossier.was_returned)
    demand_move(name, dossier)
    if dossier.was_returned:
        move(name, dossier)
    else:
        move(name, dossier, submitted_at=None, submitted_by=None)
    audit.record("nominations.dossier_recalled", by=by, obj=dossier, data={"code": dossier.code})
    return dossier


@transaction.atomic
def withdraw(dossier_id: int, *, reason: str, by) -> Dossier:
    """Give a dossier up; once its appraisal is confirmed it is in the council's hands."""
    dossier = lock(dossier_id)
    demand(permissions.can_withdraw(by, dossier))
    demand_move("withdraw", dossier)
    reason = nfc_lines(reason)
    demand_rules(rules.reason_problems(reason, text="Ghi lý do rút hồ sơ."))
    now = clock.now()
    move("withdraw", dossier, withdrawn_at=now, withdrawn_by_id=by.user_id, withdrawn_reason=reason)
    audit.record("nominations.dossier_withdrawn", by=by, obj=dossier, reason=reason)
    return dossier
