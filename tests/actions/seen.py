"""What a deed left behind: rows of the log, and rows of dossiers as plain values."""

from core.models import AuditEvent
from nominations.models import Dossier, Nomination


def events(*fields: str, after: int = 0) -> list[tuple]:
    """(name, *fields) of the log's events about dossiers, in order."""
    log = AuditEvent.objects.filter(object_type="nominations.dossier", pk__gt=after).order_by("pk")
    return list(log.values_list("name", *fields))


def last_event() -> int:
    """Where the log stands."""
    return AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def everything() -> list:
    """All rows of dossiers and nominations: equal before and after a deed that was refused."""
    return [list(model.objects.order_by("pk").values_list()) for model in (Dossier, Nomination, AuditEvent)]
