"""What pages about dossiers read."""

from nominations.queries.council import for_decision, ready_for_council
from nominations.queries.dossier import (
    Grid,
    GridRow,
    Step,
    evidence_of,
    for_page,
    grid,
    sent_back,
    steps,
    supplements_of,
    timeline,
    where,
)
from nominations.queries.lists import (
    EXPORT_HEADS,
    NOMINEE_HEADS,
    export_rows,
    in_queue,
    nominee_rows,
    queue_counts,
    queue_order,
    round_of,
    rows,
)
from nominations.queries.worklist import WORK_LIMIT, reads_dossiers, waiting_for

__all__ = [
    "EXPORT_HEADS",
    "NOMINEE_HEADS",
    "WORK_LIMIT",
    "Grid",
    "GridRow",
    "Step",
    "evidence_of",
    "export_rows",
    "for_decision",
    "for_page",
    "grid",
    "in_queue",
    "nominee_rows",
    "queue_counts",
    "queue_order",
    "reads_dossiers",
    "ready_for_council",
    "round_of",
    "rows",
    "sent_back",
    "steps",
    "supplements_of",
    "timeline",
    "waiting_for",
    "where",
]
