"""How the access tests ask: as a role, at an address of the matrix, about one of its objects."""

import copy
import os

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.access.matrix import AWAY, INSIDE, TABLE, relation, state_of
from tests.access.world import World

SHORT = os.environ.get("PROOF", "short") == "short"


def address(world: World, name: str, target: str = "", role: str = "") -> str:
    """Return the address of this name, for the object of the matrix."""
    row = TABLE[name]
    kwargs = {row.argument: world.key(row.kind, target, role)} if row.kind and row.argument else {}
    return reverse(name, kwargs=kwargs)


def targets(world: World, name: str) -> list[str]:
    """Return the names of the objects that a row is tried on; one empty name where it is about none."""
    kind = TABLE[name].kind
    if not kind:
        return [""]
    own = ["mine"] if kind == "memberships" else []
    return [*own, *getattr(world, kind), "unknown"]


def tried(world: World, name: str, method: str, role: str) -> list[str]:
    """Return the objects to try: all of them on PostgreSQL and in the long run.

    The short run on SQLite takes one of those that the table treats alike: of each state and relation; one
    alone for who is not logged in, and for a method that no role may use.
    """
    row, all_targets = TABLE[name], targets(world, name)
    if not SHORT or connection.vendor == "postgresql":
        return all_targets
    usable = any(row.expected(method, other, target) != 405 for other in INSIDE for target in all_targets)
    if not usable or role in AWAY:
        return all_targets[:1]
    alike = {(state_of(row.kind, target), relation(row.kind, role, target)): target for target in all_targets}
    return sorted({*alike.values(), all_targets[-1]})


def client_of(world: World, role: str, **options) -> Client:
    """Return a client logged in as this role. The disabled one was logged in before he was disabled."""
    client = Client(raise_request_exception=False, **options)
    if role != "anonymous":
        client.force_login(world.users[role])
    return client


def answer(world: World, client: Client, name: str, method: str, role: str, target: str, **headers):
    """Ask in a transaction that is undone, so that every question meets the same world and log-in."""
    data = TABLE[name].data(world, role, target) if method == "POST" else None
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        ask = getattr(client, method.lower())
        response = ask(address(world, name, target, role), data, headers=headers or None)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def rows() -> dict[str, list[str]]:
    """Return what stands in all tables of the database, those without a model too."""
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found
