"""Several people press at once: each in a thread with a database connection of its own."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections

PATIENCE = 30.0  # seconds; a race that takes longer is stuck


@dataclass
class Outcome:
    """What one runner got: a value or an exception."""

    value: Any = None
    error: BaseException | None = None


def race(n: int, deed: Callable[[int], Any], *, patience: float = PATIENCE) -> list[Outcome]:
    """Run `deed(0)` to `deed(n - 1)` in n threads that start together; return their outcomes in that order.

    Connections are closed before this returns. Needs a test that commits (`transactional_db`).
    """
    line = threading.Barrier(n)
    outcomes = [Outcome() for _ in range(n)]

    def run(index: int) -> None:
        try:
            for connection in connections.all():
                connection.ensure_connection()
            line.wait(patience)
            outcomes[index].value = deed(index)
        except BaseException as error:
            outcomes[index].error = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(i,), name=f"race-{i}", daemon=True) for i in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(patience)
    stuck = [thread.name for thread in threads if thread.is_alive()]
    assert stuck == [], f"still running after {patience} s: {stuck}"
    return outcomes


def values(outcomes: list[Outcome]) -> list[Any]:
    """Return the values of those who got through."""
    return [outcome.value for outcome in outcomes if outcome.error is None]


def errors(outcomes: list[Outcome]) -> list[str]:
    """Return the class names of the exceptions of those who did not, sorted."""
    return sorted(type(outcome.error).__name__ for outcome in outcomes if outcome.error is not None)
