"""What waits for a person: the line that every app gives to "Việc của tôi"."""

from dataclasses import dataclass
from datetime import date

from core.workflow import State


@dataclass(frozen=True)
class WorkItem:
    """One thing to do, or (`waiting_elsewhere`) one that others have in hand."""

    title: str
    url: str
    meta: str
    icon: str
    state: State | None = None
    due: date | None = None
    waiting_elsewhere: bool = False
