"""Every address x role x object x method answers as the table says (faults 27, 28)."""

import copy
import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.access.matrix import AWAY, INSIDE, METHODS, ROLES, TABLE, relation
from tests.access.world import World

LOG_IN = "/dang-nhap/"
# What is different on each drawing of a page: tokens of forms.
TOKENS = re.compile(r'value="[\w-]{36,64}"')


def names_of(patterns, prefix: str = "") -> set[str]:
    """Return the names of all addresses below these patterns; "?" and the address where one has none."""
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            found.add(prefix + (pattern.name or f"? {pattern.pattern}"))
        else:
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            found |= names_of(pattern.url_patterns, inner)
    return found


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


def client_of(world: World, role: str, **options) -> Client:
    """Return a client logged in as this role. The disabled one was logged in before he was disabled."""
    client = Client(raise_request_exception=False, **options)
    if role != "anonymous":
        client.force_login(world.users[role])
    return client


def answer(world: World, client: Client, name: str, method: str, role: str, target: str):
    """Ask in a transaction that is undone, so that every question meets the same world and log-in."""
    data = TABLE[name].data(world, role, target) if method == "POST" else None
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        response = getattr(client, method.lower())(address(world, name, target, role), data)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def rows() -> dict[str, list]:
    """Return what stands in all tables."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = {}
        for table in sorted(tables):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def test_every_address_has_a_row():
    patterns = get_resolver().url_patterns
    sample = names_of([*patterns, URLPattern(patterns[0].pattern, None, {}, "new_page")])
    assert sample - set(TABLE) == {"new_page"}
    assert names_of(patterns) == set(TABLE)


def test_the_table_tells_every_relation_apart(world):
    """A row on which nobody, or everybody, succeeds would prove nothing."""
    about_objects = {name: row.kind for name, row in TABLE.items() if row.kind}
    seen = {kind: set() for kind in about_objects.values()}
    for name, kind in about_objects.items():
        for target in targets(world, name):
            seen[kind] |= {relation(kind, role, target) for role in INSIDE}
    dossiers = {"writer", "reader", "receiver", "overseer", "stranger"}
    assert seen == {
        "dossiers": dossiers,
        "nominations": dossiers,
        "papers": dossiers,
        "rounds": {"writer", "reader", "stranger"},
        "jobs": {"owner", "stranger"},
        "memberships": {"owner", "stranger"},
    }


@pytest.mark.parametrize("name", TABLE)
def test_every_role_method_and_object(world, name):
    row, wrong, asked = TABLE[name], [], 0
    for role in ROLES:
        client = client_of(world, role)
        for target in targets(world, name):
            for method in METHODS:
                response = answer(world, client, name, method, role, target)
                status, asked = response.status_code, asked + 1
                if role in AWAY and not row.public:
                    status = status if response.get("Location", "").startswith(LOG_IN) else "not the log-in"
                expected = row.expected(method, role, target)
                if status != expected:
                    wrong.append(f"{method} {role} on {target or 'page'}: {status} instead of {expected}")
    assert wrong == []
    assert asked == len(ROLES) * len(targets(world, name)) * len(METHODS)
