"""Deeds on what waits for the province: propose how to confirm a rule, confirm it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from awards import rules_confirm
from awards.confirm import permissions
from awards.confirm.registry import Item, register_of
from awards.models import Confirmation, ConfirmationState
from core import audit, clock
from core.errors import Stale, demand, demand_rules
from core.text import nfc

_NAME_LENGTH = 400


@transaction.atomic
def draft(
    register: str,
    pk: int,
    part: str,
    *,
    typed: Mapping[str, str],
    document_no: str,
    document_on: date | None,
    seen: str,
    by,
) -> Confirmation:
    """Propose to confirm a rule with these values, on the strength of this document.

    `seen` is the mark (`rules_confirm.mark_of`) of what the page showed. A later proposal replaces one that
    still waits.
    """
    demand(permissions.can_draft_rule(by))
    item, row, found = _lock(register, pk, part, seen)
    values, number = _checked(item, typed, document_no, document_on)
    found = found or Confirmation(register=register, row_id=row.pk, part=part, version=0)
    _fill(found, item, values, number, document_on)
    found.drafted_by_id, found.drafted_at = by.user_id, clock.now()
    found.save()
    audit.record("awards.rule_drafted", by=by, obj=found, data=_told(found))
    return found


@transaction.atomic
def confirm(
    register: str,
    pk: int,
    part: str,
    *,
    typed: Mapping[str, str],
    document_no: str,
    document_on: date | None,
    seen: str,
    by,
) -> Confirmation:
    """Confirm a rule as it stands or with corrected values: from now on it binds. There is no way back.

    The row itself is changed, since what was not confirmed never was law; the audit event and the
    confirmation keep what stood before.
    """
    demand(permissions.can_confirm_rule(by))
    item, row, found = _lock(register, pk, part, seen)
    values, number = _checked(item, typed, document_no, document_on)
    now = clock.now()
    found = found or Confirmation(
        register=register, row_id=row.pk, part=part, version=0, drafted_by_id=by.user_id, drafted_at=now
    )
    _fill(found, item, values, number, document_on)
    found.state = ConfirmationState.CONFIRMED
    found.confirmed_by_id, found.confirmed_at = by.user_id, now
    found.save()
    item.register.write(
        row, part, {name: values[name] for name in values if values[name] != item.values[name]}
    )
    audit.record("awards.rule_confirmed", by=by, obj=found, data=_told(found))
    return found


def _lock(register: str, pk: int, part: str, seen: str):
    """Read the rule and its proposal under lock; Stale when it is not what the page showed."""
    kind = register_of(register)
    row = kind.lock(pk)
    item = kind.find(row, part)
    known = Confirmation.objects.filter(register=register, row_id=pk, part=part)
    if item is None:
        last = known.filter(state=ConfirmationState.CONFIRMED).order_by("-confirmed_at").first()
        raise Stale(f"Quy định này đã được {f'{last.confirmed_by.full_name} ' if last else ''}xác nhận.")
    found = known.select_for_update().filter(state=ConfirmationState.DRAFTED).first()
    if seen != rules_confirm.mark_of(item.values, found.version if found else 0):
        raise Stale("Quy định hoặc đề xuất vừa được sửa. Mở lại trang, xem giá trị mới rồi làm lại.")
    return item, row, found


def _checked(item: Item, typed, document_no: str, document_on: date | None) -> tuple[dict, str]:
    number = nfc(document_no)
    values, problems = rules_confirm.read_values(
        item.fields, {name: nfc(text) for name, text in typed.items()}
    )
    if not problems:
        problems = list(item.register.problems(values))
    problems += rules_confirm.document_problems(number=number, on=document_on, today=clock.today())
    demand_rules(problems)
    return values, number


def _fill(found: Confirmation, item: Item, values: dict, number: str, document_on: date) -> None:
    found.name = item.name[:_NAME_LENGTH]
    found.before, found.after = item.values, values
    found.document_no, found.document_on = number, document_on
    found.version += 1


def _told(found: Confirmation) -> dict:
    return {
        "register": found.register,
        "row": found.row_id,
        "part": found.part,
        "before": found.before,
        "after": found.after,
        "document_no": found.document_no,
        "document_on": found.document_on.isoformat(),
    }
