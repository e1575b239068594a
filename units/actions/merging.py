"""Deeds on two rows of one human being: merge, undo, and the judgement that they are two people."""

from collections.abc import Mapping

from django.db import transaction

from core import audit, clock
from core.errors import Stale, demand, demand_rules
from core.text import fold, nfc
from core.verdict import Problem
from units import rules, staying
from units.actions.locking import lock_people
from units.merging import FIELDS, Plan, model_of, plan_of, stored
from units.models import DifferentPeople, MergedRow, Person, PersonMerge
from units.permissions import can_merge

KEPT, GONE = "kept", "gone"
_BATCH = 500


@transaction.atomic
def merge_people(
    kept_id: int, gone_id: int, *, by, choices: Mapping[str, str], reason: str, seen: str
) -> PersonMerge:
    """Merge one row of a person into another: what hangs on `gone` moves to `kept`, both rows stay.

    `choices` says for each field in which the two differ whose value is right, KEPT or GONE. `seen` is the
    hash of the preview. Rows that say the same as one of the kept person's stay where they are and are
    listed. Raises RuleViolation for rows that contradict each other.
    """
    people = lock_people(kept_id, gone_id)
    kept, gone = people[kept_id], people[gone_id]
    demand(can_merge(by, kept, gone))
    for person in (kept, gone):
        if person.merged_into_id:
            raise Stale(f"{person.full_name} đã được gộp vào một bản ghi khác. Mở lại trang để xem.")
    plan = plan_of(kept, gone)
    if plan.seen != seen:
        raise Stale("Thông tin của hai bản ghi vừa thay đổi sau khi đồng chí mở trang. Xem lại rồi gộp.")
    reason = nfc(reason)
    known = {name for name, side in choices.items() if side in (KEPT, GONE)}
    demand_rules(
        plan.problems
        + rules.choice_problems(plan.differing, known)
        + rules.reason_problems(reason, ask="Ghi căn cứ để biết hai bản ghi là một người.")
    )
    before = _take_over(plan, choices)
    merge = PersonMerge.objects.create(
        kept=kept,
        gone=gone,
        reason=reason,
        before=before,
        after={name: stored(kept, name) for name in before},
        merged_at=clock.now(),
        merged_by_id=by.user_id,
    )
    _move(merge, plan)
    gone.merged_into = kept
    gone.version += 1
    gone.save(update_fields=["merged_into", "version"])
    data = {"gone": gone.pk, "merge": merge.pk, "fields": sorted(before), "rows": _counts(plan)}
    audit.record("units.people_merged", by=by, obj=kept, data=data, reason=reason)
    return merge


@transaction.atomic
def undo_merge(merge_id: int, *, by, reason: str) -> PersonMerge:
    """Take a merge back: the rows that it moved return, the values that it changed are as before.

    Refused as soon as somebody has since changed what this would overwrite.
    """
    merge = PersonMerge.objects.select_for_update().get(pk=merge_id)
    people = lock_people(merge.kept_id, merge.gone_id)
    kept, gone = people[merge.kept_id], people[merge.gone_id]
    demand(can_merge(by, kept, gone))
    if merge.undone_at:
        raise Stale("Lần gộp này đã được hoàn tác.")
    reason = nfc(reason)
    demand_rules(rules.reason_problems(reason, ask="Ghi lý do hoàn tác."))
    moved = list(merge.rows.filter(stayed=False).order_by("pk"))
    demand_rules(_undo_problems(merge, kept, moved) + _moved_on(merge, kept, gone))
    for name, value in merge.before.items():
        setattr(kept, Person._meta.get_field(name).attname, Person._meta.get_field(name).to_python(value))
    _save_values(kept)
    for model, field, keys in _grouped(moved):
        model._base_manager.filter(**{"pk__in": keys, field: kept.pk}).update(**{field: gone.pk})
    gone.merged_into = None
    gone.version += 1
    gone.save(update_fields=["merged_into", "version"])
    merge.undone_at, merge.undone_by_id, merge.undone_reason = clock.now(), by.user_id, reason
    merge.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    data = {"gone": gone.pk, "merge": merge.pk, "fields": sorted(merge.before), "rows": len(moved)}
    audit.record("units.merge_undone", by=by, obj=kept, data=data, reason=reason)
    return merge


@transaction.atomic
def judge_different(one_id: int, other_id: int, *, by) -> DifferentPeople:
    """Remember that two rows of one name are two people: the list of probable doubles shows them no more."""
    people = lock_people(one_id, other_id)
    first, second = (people[key] for key in sorted(people))
    demand(can_merge(by, first, second))
    if first.merged_into_id or second.merged_into_id:
        raise Stale("Một trong hai bản ghi đã được gộp. Mở lại danh sách để xem.")
    if DifferentPeople.objects.filter(first=first, second=second).exists():
        raise Stale("Hai bản ghi này đã được xác định là hai người khác nhau.")
    judged = DifferentPeople.objects.create(
        first=first, second=second, judged_at=clock.now(), judged_by_id=by.user_id
    )
    audit.record("units.people_judged_different", by=by, obj=first, data={"other": second.pk})
    return judged


def _take_over(plan: Plan, choices: Mapping[str, str]) -> dict:
    """Write the values chosen from the other row into the kept one; return what stood there before."""
    kept, gone = plan.kept, plan.gone
    taken = [name for name in plan.differing if choices[name] == GONE]
    before = {name: stored(kept, name) for name in taken}
    for name in taken:
        attname = Person._meta.get_field(name).attname
        setattr(kept, attname, getattr(gone, attname))
    _save_values(kept)
    return before


def _save_values(person: Person) -> None:
    person.folded = fold(person.full_name)
    person.version += 1
    person.save(update_fields=[*FIELDS, "folded", "version"])


def _move(merge: PersonMerge, plan: Plan) -> None:
    log = []
    for move in plan.moves:
        for keys, stayed in ((move.keys, False), (move.stays, True)):
            log += [
                MergedRow(
                    merge=merge, model=move.label, key=key, field=move.field, old=plan.gone.pk, stayed=stayed
                )
                for key in keys
            ]
        move.model._base_manager.filter(pk__in=move.keys).update(**{move.field: plan.kept})
    MergedRow.objects.bulk_create(log, batch_size=_BATCH)


def _counts(plan: Plan) -> dict[str, int]:
    return {f"{move.label}.{move.field}": len(move.keys) for move in plan.moves if move.keys}


def _moved_on(merge: PersonMerge, kept: Person, gone: Person) -> list[Problem]:
    """After a transfer nobody knows which of the two went."""
    back = [(kept.pk, merge.before.get("unit", kept.unit_id)), (gone.pk, gone.unit_id)]
    if staying.are_there(back):
        return []
    text = "Người này đã chuyển đơn vị sau lần gộp. Không hoàn tác được nữa."
    return [Problem("transferred_since", "", text)]


def _grouped(rows: list[MergedRow]):
    """The moved rows by model and field."""
    groups: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        groups.setdefault((row.model, row.field), []).append(row.key)
    for (label, field), keys in groups.items():
        yield model_of(label), field, keys


def _undo_problems(merge: PersonMerge, kept: Person, moved: list[MergedRow]) -> list[Problem]:
    """What somebody did since the merge and what undoing it would overwrite."""
    if kept.merged_into_id:
        text = f"{kept.full_name} đã được gộp tiếp vào một bản ghi khác. Hoàn tác lần gộp đó trước."
        return [Problem("merged_on", "", text)]
    problems = []
    for name, value in merge.after.items():
        if stored(kept, name) != value:
            label = Person._meta.get_field(name).verbose_name
            text = f"Mục {label} đã được sửa sau lần gộp; hoàn tác sẽ ghi đè. Không hoàn tác được nữa."
            problems.append(Problem("changed_since", "", text))
    for model, field, keys in _grouped(moved):
        rows = model._base_manager.select_for_update(of=("self",)).filter(pk__in=keys)
        gone_on = sum(value != kept.pk for value in rows.values_list(f"{field}_id", flat=True))
        if gone_on:
            kind = model._meta.verbose_name
            text = f"{gone_on} dòng {kind} đã được gắn với người khác sau lần gộp. Không hoàn tác được nữa."
            problems.append(Problem("moved_since", "", text))
    return problems
