"""Writing down ethnic groups. The group itself stands in no audit event, message or exception of the log."""

from core import audit, clock
from core.text import nfc
from core.verdict import Problem
from units import rules
from units.models import OTHER, EthnicGroup, Person, PersonEthnicity


def of(person: Person) -> tuple[str, str]:
    """The code and the words that are written about this person; empty where nothing is known."""
    rows = PersonEthnicity.objects.filter(person=person)
    return rows.values_list("group__code", "words").first() or ("", "")


def shown(code: str, words: str) -> str:
    """The group as pages name it."""
    return nfc(words) or EthnicGroup.objects.filter(code=code).values_list("name", flat=True).first() or ""


def problems(code: str, words: str) -> list[Problem]:
    """What is wrong with this group."""
    codes = set(EthnicGroup.objects.values_list("code", flat=True))
    return rules.ethnicity_problems(code, nfc(words), codes=codes, other=OTHER)


def write(person: Person, code: str, words: str, *, by) -> None:
    """Write down the group of a held person, or that it is not known; inside the transaction of the deed."""
    words = nfc(words)
    if (code, words) == of(person):
        return
    if code:
        group = EthnicGroup.objects.get(code=code)
        values = {"group": group, "words": words, "written_at": clock.now(), "written_by_id": by.user_id}
        PersonEthnicity.objects.update_or_create(person=person, defaults=values)
    else:
        PersonEthnicity.objects.filter(person=person).delete()
    audit.record("units.ethnicity_written", by=by, obj=person)
