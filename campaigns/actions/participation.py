"""Deeds of the units that join: register, change the registration, report progress."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from campaigns import rules
from campaigns.models import Campaign, Participation, ParticipationTarget, Progress
from campaigns.permissions import can_join, can_report
from core import audit, clock
from core.errors import Stale, demand, demand_rules
from core.text import nfc, nfc_lines

Numbers = Mapping[int, Decimal | None]


@transaction.atomic
def register(campaign_id: int, *, by, titles_text: str = "", numbers: Numbers | None = None) -> Participation:
    """Register the actor's body for a campaign; `numbers` gives its own number for each target.

    Stale when it is registered already.
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("host").get(pk=campaign_id)
    demand(can_join(by, campaign))
    before = campaign.participations.filter(unit_id=by.body_id).select_related("registered_by").first()
    if before is not None:
        who, when = before.registered_by.full_name, clock.local(before.registered_at)
        raise Stale(f"{by.body} đã đăng ký lúc {when:%H:%M ngày %d/%m/%Y}, do {who} thực hiện.")
    now, titles_text, numbers = clock.now(), nfc_lines(titles_text), dict(numbers or {})
    targets = list(campaign.targets.all())
    problems = rules.registration_problems(
        is_live=campaign.is_live, last_day=campaign.last_registration_day, today=clock.local(now).date()
    )
    demand_rules(problems + _problems(titles_text, numbers, targets))
    joined = Participation.objects.create(
        campaign=campaign,
        unit=by.body,
        titles_text=titles_text,
        registered_at=now,
        registered_by_id=by.user_id,
        updated_at=now,
    )
    ParticipationTarget.objects.bulk_create(
        ParticipationTarget(participation=joined, target=target, number=numbers.get(target.pk))
        for target in targets
    )
    audit.record(
        "campaigns.participation_registered",
        by=by,
        obj=joined,
        data={"campaign": campaign.code, "unit": joined.unit_id, "numbers": _told(numbers)},
    )
    return joined


@transaction.atomic
def edit_registration(
    participation_id: int, *, by, seen_version: int, titles_text: str, numbers: Numbers | None = None
) -> Participation:
    """Save what the unit changed in its registration, unless somebody saved it meanwhile (Stale)."""
    joined = _lock(participation_id)
    demand(can_report(by, joined))
    titles_text, numbers = nfc_lines(titles_text), dict(numbers or {})
    rows = list(joined.targets.select_related("target"))
    if joined.version != seen_version:
        raise _edited_meanwhile(joined, rows, titles_text, numbers)
    problems = rules.registration_problems(
        is_live=joined.campaign.is_live, last_day=clock.today(), today=clock.today()
    )
    demand_rules(problems + _problems(titles_text, numbers, [row.target for row in rows]))
    before = {row.target_id: row.number for row in rows}
    for row in rows:
        row.number = numbers.get(row.target_id)
    ParticipationTarget.objects.bulk_update(rows, ["number"])
    joined.titles_text = titles_text
    joined.version += 1
    joined.updated_at = clock.now()
    joined.save(update_fields=["titles_text", "version", "updated_at"])
    audit.record(
        "campaigns.participation_edited",
        by=by,
        obj=joined,
        data={"before": _told(before), "numbers": _told(numbers)},
    )
    return joined


@transaction.atomic
def add_progress(
    participation_id: int,
    *,
    by,
    sentence: str,
    target_id: int | None = None,
    number: Decimal | None = None,
) -> Progress:
    """Write down one report of progress; what was written before stays as it is."""
    joined = _lock(participation_id)
    demand(can_report(by, joined))
    sentence = nfc(sentence)
    known = set(joined.targets.values_list("target_id", flat=True))
    demand_rules(
        rules.progress_problems(
            is_live=joined.campaign.is_live,
            sentence=sentence,
            target_id=target_id,
            number=number,
            known=known,
        )
    )
    entry = Progress.objects.create(
        participation=joined,
        target_id=target_id,
        number=number,
        sentence=sentence,
        at=clock.now(),
        by_id=by.user_id,
    )
    if target_id is not None:
        joined.targets.filter(target_id=target_id).update(reached=number)
    joined.reported_at = entry.at
    joined.save(update_fields=["reported_at"])
    audit.record(
        "campaigns.progress_added",
        by=by,
        obj=joined,
        data={"target": target_id, "number": _text(number), "sentence": sentence},
    )
    return entry


def _lock(participation_id: int) -> Participation:
    locked = Participation.objects.select_for_update(of=("self",)).select_related("campaign", "unit")
    return locked.get(pk=participation_id)


def _problems(titles_text: str, numbers: dict, targets: list):
    return rules.participation_problems(
        titles_text=titles_text, numbers=numbers.items(), known={target.pk for target in targets}
    )


def _told(numbers: Numbers) -> dict:
    return {str(key): _text(number) for key, number in numbers.items()}


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{rules.plain(number):f}"


def _edited_meanwhile(joined, rows, titles_text: str, numbers: dict) -> Stale:
    """Both texts of what differs, side by side."""
    theirs, mine = [], []
    if joined.titles_text != titles_text:
        theirs.append(("Danh hiệu đăng ký", joined.titles_text))
        mine.append(("Danh hiệu đăng ký", titles_text))
    for row in rows:
        if row.number != numbers.get(row.target_id):
            theirs.append((row.target.text, _text(row.number) or ""))
            mine.append((row.target.text, _text(numbers.get(row.target_id)) or ""))
    when = clock.local(joined.updated_at)
    return Stale(f"Đăng ký vừa được sửa lúc {when:%H:%M ngày %d/%m/%Y}. Chưa ghi đè gì.", theirs, mine)
