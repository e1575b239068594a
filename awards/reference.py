"""The catalogue and the law behind it, loaded from `awards/data/`; may run again."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from awards.models import AwardRoute, AwardStandard, AwardType, BaseSalary, RuleSet
from awards.rules_data import kept, requirement_errors
from units.reference_rows import Loaded, day_or_none, read_rows, store_rows

DATA = Path(__file__).parent / "data"

_COEFFICIENTS = ("coefficient_individual", "coefficient_collective", "coefficient_household")
_FLAGS = ("is_standard_confirmed", "is_coefficient_confirmed", "in_use")
_STANDARD_KEY = ("award_id", "rule_set_id", "commendation_type", "recipient", "valid_from")
_VOTE = ("num", "den", "quorum_num", "quorum_den")


@transaction.atomic
def load() -> Loaded:
    """Bring the rows of `awards/data/` into the database and say what changed.

    What the province has confirmed stays as it confirmed it, whatever the files say.
    """
    flags = {"is_standard_confirmed": ("standard_text",), "is_coefficient_confirmed": _COEFFICIENTS}
    loaded = store_rows(AwardType, _award_types(), key=("code", "valid_from"), settled=flags)
    loaded += store_rows(RuleSet, _rule_sets(), key=("code",), settled={"confirmed": ()})
    settled = {"confirmed": ("amount", "rounding")}
    loaded += store_rows(BaseSalary, _base_salaries(), key=("valid_from",), settled=settled)
    awards = {award.code: award for award in AwardType.objects.order_by("valid_from")}
    key = ("award_id", "commendation_type", "valid_from")
    loaded += store_rows(AwardRoute, _routes(awards), key=key, settled={"confirmed": _VOTE})
    rule_sets = {rules.code: rules for rules in RuleSet.objects.all()}
    standards = _with_what_is_confirmed(_standards(awards, rule_sets))
    return loaded + store_rows(AwardStandard, standards, key=_STANDARD_KEY, settled={"confirmed": ()})


def _with_what_is_confirmed(standards: Iterable[AwardStandard]):
    """The standards of the file, with the requirements that the province has confirmed."""
    stored = {tuple(getattr(row, name) for name in _STANDARD_KEY): row for row in AwardStandard.objects.all()}
    for row in standards:
        known = stored.get(tuple(getattr(row, name) for name in _STANDARD_KEY))
        if known:
            row.requirements = kept(row.requirements, known.requirements)
        yield row


def _award_types():
    for row in read_rows(DATA / "award_types.csv"):
        values = dict(row)
        values["aliases"] = [alias.strip() for alias in row["aliases"].split(";") if alias.strip()]
        values["recipients"] = row["recipients"].split()
        values["order"] = int(row["order"])
        values["valid_from"] = date.fromisoformat(row["valid_from"])
        values["valid_to"] = day_or_none(row["valid_to"])
        for name in _COEFFICIENTS:
            values[name] = Decimal(row[name]) if row[name] else None
        for name in _FLAGS:
            values[name] = row[name] == "1"
        yield AwardType(**values)


def _dated(row) -> dict:
    """What every row of the law has. Only wording that was seen counts as confirmed."""
    return {
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_to": day_or_none(row["valid_to"]),
        "legal_basis": row["legal_basis"],
        "confirmed": row["mark"] == "L",
    }


def _rule_sets():
    for row in read_rows(DATA / "rule_sets.csv"):
        yield RuleSet(code=row["code"], name=row["name"], **_dated(row))


def _base_salaries():
    for row in read_rows(DATA / "base_salaries.csv"):
        yield BaseSalary(amount=int(row["amount"]), rounding=int(row["rounding"]), **_dated(row))


def _routes(awards):
    for row in read_rows(DATA / "award_routes.csv"):
        yield AwardRoute(
            award=awards[row["award"]],
            commendation_type=row["commendation_type"],
            route=row["route"],
            is_secret=row["is_secret"] == "1",  # noqa: S105 (a ballot, not a password)
            **{name: int(row[name]) if row[name] else None for name in _VOTE},
            **_dated(row),
        )


def _standards(awards, rule_sets):
    for row in json.loads((DATA / "award_standards.json").read_text(encoding="utf-8")):
        requirements = [_requirement(one) for one in row["requirements"]]
        if errors := requirement_errors(requirements):
            raise ValueError(f"award_standards.json, {row['award']} {row['recipient']}: {errors}")
        for code in row["rule_sets"]:
            yield AwardStandard(
                award=awards[row["award"]],
                rule_set=rule_sets[code],
                commendation_type=row["commendation_type"],
                recipient=row["recipient"],
                requirements=requirements,
                **_dated(row),
            )


def _requirement(values: dict) -> dict:
    return {name: value for name, value in values.items() if name != "mark"} | {
        "confirmed": values["mark"] == "L"
    }
