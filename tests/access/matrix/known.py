"""Rows of what the portal knows: units are for everybody who has logged in, a person for those above him."""

from tests.access.matrix.common import FOR_THOSE_INSIDE, NOT_ALLOWED, Row, everybody, only
from tests.access.matrix.relations import READER

TABLE = {
    "awards:unit_list": Row(FOR_THOSE_INSIDE, NOT_ALLOWED),
    "awards:unit_detail": Row({"": everybody(200)}, NOT_ALLOWED, kind="units_known", on=("ours", "past")),
    "awards:person_list": Row(FOR_THOSE_INSIDE, NOT_ALLOWED),
    "awards:person_detail": Row(
        {"": only(200, READER)}, NOT_ALLOWED, kind="people", on=("own", "below", "neighbour", "department")
    ),
}
