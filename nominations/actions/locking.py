"""What all deeds on dossiers begin and end with: the locked row, the allowed move, who was faster."""

from django.db.models import F

from core import clock
from core.errors import Stale
from nominations.models import Dossier, Nomination
from nominations.workflow import (
    ACCEPTED,
    APPRAISED,
    AWAITING_SIGN_OFF,
    CONFIRMED,
    DOSSIER,
    REFUSED,
    RETURNED,
    SUBMITTED,
    WITHDRAWN,
)

GONE = "Người này vừa được bỏ khỏi hồ sơ. Mở lại hồ sơ để xem danh sách hiện nay."

# State: which columns say who brought the dossier there and when, and in what words.
_BROUGHT = {
    AWAITING_SIGN_OFF: ("sign_off_asked", "trình thủ trưởng duyệt"),
    SUBMITTED: ("submitted", "gửi"),
    RETURNED: ("returned", "yêu cầu bổ sung"),
    ACCEPTED: ("accepted", "tiếp nhận"),
    APPRAISED: ("appraised", "kết thúc thẩm định"),
    CONFIRMED: ("confirmed", "duyệt kết quả thẩm định"),
    REFUSED: ("refused", "từ chối tiếp nhận"),
    WITHDRAWN: ("withdrawn", "rút"),
}
_PEOPLE = [f"{name}_by" for name, _ in _BROUGHT.values()]


def lock(dossier_id: int) -> Dossier:
    """Return the dossier as it stands now, its row locked until the deed is saved or undone."""
    # Two statements: read together with the lock, PostgreSQL would give the joined rows (who sent it) as they
    # were before the wait.
    Dossier.objects.select_for_update().values_list("pk").get(pk=dossier_id)
    return Dossier.objects.select_related("round", "standing_body", "unit", *_PEOPLE).get(pk=dossier_id)


def lock_with_nomination(nomination_id: int) -> tuple[Dossier, Nomination]:
    """Return the locked dossier and its nomination as it stands then; Stale when that was just taken out."""
    found = Nomination.objects.filter(pk=nomination_id)
    dossier_id = found.values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise Stale(GONE)
    dossier = lock(dossier_id)
    nomination = found.select_related("award").first()
    if nomination is None:
        raise Stale(GONE)
    nomination.dossier = dossier
    return dossier, nomination


def demand_move(name: str, dossier: Dossier) -> None:
    """Raise Stale when the move may not start from the state just read."""
    if not DOSSIER.allows(name, dossier.state):
        raise overtaken(dossier)


def demand_state(dossier: Dossier, *states: str) -> None:
    """Raise Stale when the dossier is in none of these states."""
    if dossier.state not in states:
        raise overtaken(dossier)


def demand_version(dossier: Dossier, seen_version: int) -> None:
    """Raise Stale when the dossier was changed since the page was opened."""
    if dossier.version != seen_version:
        changed = (
            f"Hồ sơ vừa được sửa lúc {hour(dossier.updated_at)}. Xem lại danh sách bên dưới rồi làm tiếp."
        )
        raise Stale(changed)


def overtaken(dossier: Dossier) -> Stale:
    """Return who was faster: who brought the dossier where it is, and when."""
    if dossier.state in _BROUGHT:
        name, words = _BROUGHT[dossier.state]
        who, when = getattr(dossier, f"{name}_by"), getattr(dossier, f"{name}_at")
        return Stale(f"Hồ sơ đã được {who} {words} lúc {hour(when)}.")
    if dossier.closed_at:
        return Stale(f"Hồ sơ đã kết thúc lúc {hour(dossier.closed_at)}.")
    return Stale("Hồ sơ đang soạn, chưa gửi.")


def move(name: str, dossier: Dossier, **values) -> None:
    """Save the new state with the columns that go with it."""
    dossier.state = DOSSIER.target(name)
    values["updated_at"] = clock.now()
    for column, value in values.items():
        setattr(dossier, column, value)
    dossier.save(update_fields=["state", *values])


def touch(dossier: Dossier) -> None:
    """Count a change of what stands in the dossier."""
    Dossier.objects.filter(pk=dossier.pk).update(version=F("version") + 1, updated_at=clock.now())


def hour(moment) -> str:
    """Return the moment as sentences name it: 10:42 ngày 23/11/2026."""
    return f"{clock.local(moment):%H:%M ngày %d/%m/%Y}"
