"""What a row of standards must hold, so that data read from a file cannot mislead the engine."""

from collections.abc import Mapping, Sequence
from copy import deepcopy

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


# What the province may set --------------------------------------------------------------------------------


def _parts(requirement: dict) -> list[tuple[str, dict]]:
    """The requirement itself and those inside its alternatives, each with the prefix of its fields."""
    parts = [("", requirement)]
    for order, group in enumerate(requirement.get("groups", [])):
        parts.append((f"{order}.", group))
        parts += [(f"{order}.{place}.", one) for place, one in enumerate(group["all"])]
    return parts


def changeable(requirement: dict) -> list[tuple[str, str, int | str, int]]:
    """Return (name, words, value, least) of everything that the province may correct in a requirement."""
    found = []
    for prefix, part in _parts(requirement):
        if "label" in part:
            words = f"Điều kiện {int(prefix[:-1]) + 1}" if prefix else "Tên điều kiện"
            found.append((f"{prefix}label", words, part["label"], 1))
        for name, words in NUMBERS.items():
            if name in part:
                text = f"{words[0].upper()}{words[1:]}" + (f" ({part['what']})" if prefix else "")
                found.append((f"{prefix}{name}", text, part[name], 0 if name == "most" else 1))
    return found


def corrected(requirement: dict, values: Mapping[str, int | str]) -> dict:
    """Return the requirement with these values in place of its own."""
    copied = deepcopy(requirement)
    for prefix, part in _parts(copied):
        for name in ("label", *NUMBERS):
            if f"{prefix}{name}" in values:
                part[name] = values[f"{prefix}{name}"]
    return copied


def in_words(requirement: dict) -> str:
    """Say what a requirement asks, with its numbers."""
    if requirement["kind"] == "ANY_OF":
        return " hoặc ".join(
            f"({group['label']}: {'; '.join(map(in_words, group['all']))})" for group in requirement["groups"]
        )
    numbers = [f"{words}: {requirement[name]}" for name, words in NUMBERS.items() if name in requirement]
    return ", ".join([requirement.get("what", requirement.get("label", "")), *numbers])


def kept(new: Sequence[dict], old: Sequence[dict]) -> list[dict]:
    """Return the requirements of a data file; one that the province has confirmed stays as it confirmed it.

    A requirement of another kind under the same code is another one, and has to be confirmed anew.
    """
    confirmed = {(one["code"], one["kind"]): one for one in old if one["confirmed"]}
    return [one if one["confirmed"] else confirmed.get((one["code"], one["kind"]), one) for one in new]
