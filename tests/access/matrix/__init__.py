"""Who may do what at which address. One row per URL name; a URL without a row fails the build.

A page without an object says which roles get which answer. A page about an object says it by the state of
the object and by what the role is to it (`relation`); whatever is not written there is "not found".
Who is not logged in, or was disabled, is sent to the log-in, unless the row says `public`.
"""

from tests.access.matrix import (
    account_files,
    accounts,
    campaigns,
    decisions,
    imports,
    known,
    nominations,
    people,
    portal,
    reorganisation,
    reports,
    reviews,
    rules,
    units,
)
from tests.access.matrix.common import METHODS, Row
from tests.access.matrix.relations import AWAY, INSIDE, QUEUE_READERS, ROLES, relation, state_of

__all__ = ["AWAY", "INSIDE", "METHODS", "QUEUE_READERS", "ROLES", "TABLE", "relation", "state_of"]

_MODULES = (
    portal,
    campaigns,
    nominations,
    reviews,
    decisions,
    reports,
    known,
    account_files,
    imports,
    accounts,
    rules,
    reorganisation,
    people,
    units,
)
_TABLES = [module.TABLE for module in _MODULES]
TABLE: dict[str, Row] = {name: row for table in _TABLES for name, row in table.items()}
assert len(TABLE) == sum(map(len, _TABLES))
