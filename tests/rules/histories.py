"""Histories written short, for tables of cases.

Parts are separated by ";": "CSTDCS 2024-2026" (an award, each year), "BKT/DOT_XUAT 2025" (for sudden merit),
"GOOD 2024 2025" (grades), "sk PROVINCE 2025" (an initiative), "LDTT_MEMBERS 14/20 2026" (a figure about a
collective), "kl 2025-03-01 2026-03-01" (discipline; "-" instead of the end: still running). A "?" behind a
year: somebody has to compare first. "class DIRECT_WORKER" is the class of the person.
"""

from datetime import date

from awards.rules import GRADES
from awards.rules_collective import FACTS
from awards.rules_history import (
    CONG_TRANG,
    History,
    PastAward,
    PastDiscipline,
    PastFact,
    PastInitiative,
    PastRating,
)


def history(text: str) -> History:
    """Return the history that the text tells."""
    awards, ratings, initiatives, disciplines, facts, leader_class = [], [], [], [], [], ""
    for part in filter(None, (part.strip() for part in text.split(";"))):
        head, *rest = part.split()
        if head == "class":
            [leader_class] = rest
        elif head == "kl":
            end = None if rest[1] == "-" else date.fromisoformat(rest[1])
            disciplines.append(PastDiscipline(date.fromisoformat(rest[0]), end, part, "?" not in part))
        elif head == "sk":
            initiatives += [PastInitiative(one, rest[0], part, sure) for one, sure in _years(rest[1:])]
        elif head in GRADES:
            ratings += [PastRating(one, head, part, sure) for one, sure in _years(rest)]
        elif head in FACTS:
            some, whole = map(int, rest[0].split("/"))
            facts += [PastFact(head, one, some, whole, part, sure) for one, sure in _years(rest[1:])]
        else:
            code, _, kind = head.partition("/")
            awards += [PastAward(code, one, part, kind or CONG_TRANG, sure) for one, sure in _years(rest)]
    return History(
        tuple(awards), tuple(ratings), tuple(initiatives), tuple(disciplines), leader_class, tuple(facts)
    )


def _years(parts: list[str]) -> list[tuple[int, bool]]:
    """The years that "2024-2026 2020?" names, each with whether it is certain."""
    found = []
    for part in parts:
        first, _, last = part.rstrip("?").partition("-")
        found += [(one, not part.endswith("?")) for one in range(int(first), int(last or first) + 1)]
    return found
