"""Reorganisations whose day has come."""

from core import clock, jobs
from units.actions import carry_out_due
from units.queries_reorg import due_ids


@jobs.periodic("units.reorganise_due", hours=1, title="Thực hiện việc sắp xếp đơn vị đến ngày")
def reorganise_due(run: jobs.Run) -> None:
    """Carry out each in a transaction of its own, in the order of their days; may run twice."""
    today = clock.today()
    for reorganisation_id in due_ids(today):
        carry_out_due(reorganisation_id, today=today)
