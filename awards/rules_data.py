"""What a row of standards must hold, so that data read from a file cannot mislead the engine."""

from collections.abc import Sequence

from awards.rules import ENDS, GRADES, LEVELS
from awards.rules_collective import FACTS, RANKS

_FIELDS = {
    "PREVIOUS": {"what", "awards", "count"},
    "SAME_YEAR": {"what", "awards"},
    "RATING": {"what", "grade", "years"},
    "INITIATIVE": {"what", "level", "count", "window"},
    "NO_DISCIPLINE": {"years"},
    "NOT_SAME_AWARD": {"what", "awards", "years"},
    "SPACING": {"what", "awards", "years"},
    "SHARE": {"what", "fact", "num", "den"},
    "FIRST_IN_GROUP": {"what", "fact"},
    "MEMBERS": {"what", "fact"},
    "JUDGE": {"what"},
    "ANY_OF": {"groups"},
}
_OPTIONAL = {"ends", "types", "consecutive", "window", "only_for", "least", "most"}
_OF_EACH = {"kind", "code", "label", "clause", "confirmed"}
#: Numbers of a requirement that the province may set, with their words; each at least 1 but `most`.
NUMBERS = {
    "count": "số lần",
    "years": "số năm",
    "window": "trong số năm",
    "num": "tử số tỷ lệ",
    "den": "mẫu số tỷ lệ",
    "least": "ít nhất",
    "most": "nhiều nhất",
}


def requirement_errors(requirements: Sequence[dict], *, inside: bool = False) -> list[str]:
    """Return what is wrong with the data of a standard; `inside` an alternative only `kind` and its own."""
    errors, codes = [], set()
    for requirement in requirements:
        kind, code = requirement.get("kind"), requirement.get("code", "?")
        if kind not in _FIELDS:
            errors.append(f"{code}: unknown kind {kind}")
            continue
        needed = _FIELDS[kind] | ({"kind"} if inside else _OF_EACH)
        if kind == "PREVIOUS" and not requirement.get("consecutive", True):
            needed |= {"window"}
        errors += [f"{code}: no {name}" for name in sorted(needed - requirement.keys())]
        errors += [f"{code}: unknown {name}" for name in sorted(requirement.keys() - needed - _OPTIONAL)]
        errors += [f"{code}: {text}" for text in _value_errors(requirement)]
        if code in codes and not inside:
            errors.append(f"{code}: twice")
        codes.add(code)
        for group in requirement.get("groups", []):
            errors += requirement_errors(group["all"], inside=True)
    return errors


def _value_errors(values: dict) -> list[str]:
    """What a field of the right name may still hold wrongly."""
    errors = []
    for name in NUMBERS.keys() & values.keys():
        low = 0 if name == "most" else 1
        if type(values[name]) is not int or values[name] < low:
            errors.append(f"{name} is not a number from {low}")
    for name, known in (("grade", GRADES), ("level", LEVELS), ("fact", _facts_of(values["kind"]))):
        if name in values and values[name] not in known:
            errors.append(f"unknown {name} {values[name]}")
    if not set(values.get("ends", ())) <= set(ENDS):
        errors.append("ends")
    if not errors and values["kind"] == "SHARE" and values.get("num", 0) > values.get("den", 0):
        errors.append("num over den")
    if values["kind"] == "MEMBERS" and ("least" in values) == ("most" in values):
        errors.append("either least or most")
    return sorted(errors)


def _facts_of(kind: str) -> tuple[str, ...]:
    return RANKS if kind == "FIRST_IN_GROUP" else tuple(fact for fact in FACTS if fact not in RANKS)
