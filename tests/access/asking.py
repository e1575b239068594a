"""How the access tests ask: as a role, at an address of the matrix, about one of its objects."""

import copy
import os

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.access.matrix import TABLE
from tests.access.world import World

SHORT = os.environ.get("PROOF", "short") == "short"


def address(world: World, name: str, target: str = "", role: str = "") -> str:
    """Return the address of this name, for the object of the matrix."""
    row = TABLE[name]
    if not row.kind or not row.keys:
        return reverse(name)
    found = world.key(row.kind, target, role)
    keys = found if isinstance(found, tuple) else (found,) * len(row.keys)
    return reverse(name, kwargs=dict(zip(row.keys, keys, strict=True)))


def targets(world: World, name: str) -> list[str]:
    """Return the names of the objects that a row is tried on; one empty name where it is about none."""
    return TABLE[name].targets


def client_of(world: World, role: str, **options) -> Client:
    """Return a client logged in as this role. The disabled one was logged in before he was disabled."""
    client = Client(raise_request_exception=False, **options)
    if role != "anonymous":
        client.cookies = copy.deepcopy(world.cookies[role])
    return client


def log_in(world: World) -> None:
    """Log everybody in once, for all tests: `client_of` hands out the cookies."""
    for role, user in world.users.items():
        client = Client()
        client.force_login(user)
        world.cookies[role] = client.cookies


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
