"""What a reorganisation leaves behind in the apps to the right: they say it, units does not ask them by name.

An app registers in its own `consequences.py` a function that takes the keys of the units that end.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Consequence:
    """One line of the preview: what, how many, what happens to it, where to read it ("" for nowhere).

    `refusal` forbids the deed; `needs_keeper` forbids it only without a successor. Vietnamese sentences.
    """

    label: str
    count: int
    remark: str
    url: str = ""
    refusal: str = ""
    needs_keeper: str = ""


_providers: list[Callable[[Collection[int]], list[Consequence]]] = []


def follows(provider):
    """Register the decorated `provider(unit_ids)`; it returns its lines, also those that count nothing."""
    _providers.append(provider)
    return provider


def consequences_of(unit_ids: Collection[int]) -> list[Consequence]:
    """Ask every app; lines that count nothing are left out."""
    return [line for provider in _providers for line in provider(unit_ids) if line.count]
