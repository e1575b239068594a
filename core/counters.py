"""Numbers without gaps."""

from django.db.models import F

from core.models import Counter


def next_number(name: str) -> int:
    """Return the next number of the series `name`, starting with 1.

    Called inside the transaction of the deed that uses the number: the counter's row stays locked until the
    deed is saved or undone, so no number is given twice and none is lost.
    """
    if not Counter.objects.filter(name=name).update(value=F("value") + 1):
        Counter.objects.get_or_create(name=name)
        Counter.objects.filter(name=name).update(value=F("value") + 1)
    return Counter.objects.values_list("value", flat=True).get(name=name)
