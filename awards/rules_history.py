"""What the standards engine reads and what it answers. Plain values, free of Django."""

from dataclasses import dataclass
from datetime import date

MET, MISSING, UNKNOWN, NA = "MET", "MISSING", "UNKNOWN", "NA"

CONG_TRANG = "CONG_TRANG"


@dataclass(frozen=True)
class PastAward:
    """An award given for the achievement of `year`.

    `text` says it in Vietnamese with its decision. `certain` is False when somebody has to compare first: it
    was given to one of several merged units, or to a person of another unit with this name and birth date.
    """

    code: str
    year: int
    text: str
    commendation_type: str = CONG_TRANG
    certain: bool = True


@dataclass(frozen=True)
class PastRating:
    """The yearly grade; `certain` as for awards."""

    year: int
    grade: str
    text: str
    certain: bool = True


@dataclass(frozen=True)
class PastInitiative:
    """A recognised initiative; `certain` as for awards."""

    year: int
    level: str
    text: str
    certain: bool = True


@dataclass(frozen=True)
class PastDiscipline:
    """A disciplinary measure or a review, up to the day before `until_on` (None: still running)."""

    from_on: date
    until_on: date | None
    text: str
    certain: bool = True

    def touches(self, first_year: int, last_year: int) -> bool:
        """Whether any day of these calendar years lies in it."""
        begun = self.from_on.year <= last_year
        return begun and (self.until_on is None or self.until_on > date(first_year, 1, 1))


@dataclass(frozen=True)
class PastFact:
    """What a document says of a collective for `year`: `part` of `whole`, or the place among so many."""

    kind: str
    year: int
    part: int
    whole: int
    text: str
    certain: bool = True


@dataclass(frozen=True)
class History:
    """What is known of one nominee. The order of rows means nothing."""

    awards: tuple[PastAward, ...] = ()
    ratings: tuple[PastRating, ...] = ()
    initiatives: tuple[PastInitiative, ...] = ()
    disciplines: tuple[PastDiscipline, ...] = ()
    leader_class: str = ""
    facts: tuple[PastFact, ...] = ()

    @property
    def known_years(self) -> frozenset[int]:
        """Years for which the portal holds the yearly results of this nominee.

        Only for these does "nothing recorded" mean that there was nothing.
        """
        yearly = (row for row in self.awards if row.commendation_type == CONG_TRANG)
        rows = (*yearly, *self.ratings, *self.initiatives)
        return frozenset(row.year for row in rows if row.certain)


@dataclass(frozen=True)
class Finding:
    """One requirement compared with the history.

    `sentence` tells a clerk in Vietnamese what is met or what to do; `evidence` names the rows it rests on.
    """

    code: str
    label: str
    status: str
    evidence: tuple[str, ...]
    legal_basis: str
    blocking: bool
    sentence: str

    def as_dict(self) -> dict:
        """Return the finding as JSON can store it."""
        return {
            "code": self.code,
            "label": self.label,
            "status": self.status,
            "evidence": list(self.evidence),
            "legal_basis": self.legal_basis,
            "blocking": self.blocking,
            "sentence": self.sentence,
        }

    @classmethod
    def from_dict(cls, values: dict) -> "Finding":
        """Return the finding that `as_dict` wrote."""
        return cls(**(values | {"evidence": tuple(values["evidence"])}))
