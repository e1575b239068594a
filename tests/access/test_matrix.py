"""Every address x role x object x method answers as the table says (fault 28)."""

import re
from io import BytesIO

import pytest
from django.urls import URLPattern, get_resolver, reverse
from openpyxl import load_workbook

from nominations.models import Dossier
from tests.access.asking import answer, client_of, targets, tried
from tests.access.matrix import AWAY, INSIDE, METHODS, QUEUE_READERS, ROLES, TABLE, relation
from tests.access.world import SENT

LOG_IN = "/dang-nhap/"
# What is new on each drawing of a page: the tokens of its forms.
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


def test_every_address_has_a_row():
    patterns = get_resolver().url_patterns
    new = [URLPattern(patterns[0].pattern, None, {}, name) for name in ("new_page", None)]
    assert names_of([*patterns, *new]) - set(TABLE) == {"new_page", "? "}

    assert names_of(patterns) == set(TABLE)


def test_each_kind_of_object_is_tried_in_every_relation(world):
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


@pytest.mark.postgres
@pytest.mark.parametrize("name", TABLE)
def test_every_role_method_and_object(world, name):
    """In full on one database: the answers come from the views, which know none of the two."""
    row, asked, wrong = TABLE[name], 0, []
    for role in ROLES:
        client = client_of(world, role)
        questions = [(method, target) for method in METHODS for target in tried(world, name, method, role)]
        for method, target in questions:
            response = answer(world, client, name, method, role, target)
            status, asked = response.status_code, asked + 1
            if role in AWAY and not row.public and not response.get("Location", "").startswith(LOG_IN):
                status = f"{status}, not to the log-in,"
            expected = row.expected(method, role, target)
            if status != expected:
                wrong.append(f"{method} {role} on {target or 'page'}: {status} instead of {expected}")
    assert wrong == []
    assert asked >= len(ROLES) * len(METHODS)


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.kind])
def test_foreign_and_unknown_are_one_answer_and_one_line_in_the_log(world, name, caplog):
    """Seen by the neighbour's clerk: what belongs to Y Tý is not there at all."""
    method = (
        "GET" if TABLE[name].get and TABLE[name].expected("GET", "officer", "own sent") != 405 else "POST"
    )
    foreign = {"jobs": "officer", "memberships": "theirs", "rounds": "hidden", "papers": "own accepted"}
    target = foreign.get(TABLE[name].kind, "own accepted")
    client = client_of(world, "neighbour_editor")
    pages = []
    for asked in (target, "unknown"):
        caplog.clear()
        response = answer(world, client, name, method, "neighbour_editor", asked)
        logged = [record for record in caplog.records if record.name == "portal.access"]
        told = [record.levelname for record in logged]
        pages.append((response.status_code, told, TOKENS.sub("value", response.content.decode())))
        key = world.key(TABLE[name].kind, asked)
        assert [str(key) in record.getMessage() for record in logged] == [True]
    assert pages[0][:2] == (404, ["WARNING"])
    assert pages[0] == pages[1]


@pytest.mark.parametrize("pk", [0, 10**9, 10**30])
def test_a_key_beyond_all_rows_is_not_found(world, pk):
    client = client_of(world, "editor")
    about_objects = {name: row.argument for name, row in TABLE.items() if row.kind and row.argument}
    statuses = {}
    for name, argument in about_objects.items():
        where = reverse(name, kwargs={argument: pk})
        statuses[name] = {client.get(where).status_code, client.post(where).status_code}
    both = {name for name, found in statuses.items() if found == {404}}
    assert both == {
        "nominations:nomination_add",
        "nominations:nomination_edit",
        "nominations:nomination_remove",
    }
    assert [found for name, found in statuses.items() if name not in both and found != {404, 405}] == []


def readable(name: str, role: str, objects) -> set[str]:
    """Return the objects whose page this role may read, by the table."""
    return {target for target in objects if TABLE[name].expected("GET", role, target) == 200}


@pytest.mark.parametrize("role", INSIDE)
def test_lists_and_exports_show_what_the_pages_give(world, role):
    """So do the lists, the Excel files and "Việc của tôi": no more and no less than the pages."""
    client = client_of(world, role)
    dossiers = readable("nominations:dossier_detail", role, world.dossiers)
    rounds = readable("campaigns:round_detail", role, world.rounds)
    codes = dict(Dossier.objects.exclude(code=None).values_list("pk", "code"))

    def listed(name, objects):
        pks = {row.pk for row in client.get(reverse(name)).context["page"].rows}
        return {target for target, pk in objects.items() if pk in pks}

    def exported(name):
        response = client.get(reverse(name), {"xuat": "xlsx"})
        sheet = load_workbook(BytesIO(response.content)).active
        return sorted(str(row[0].value or "") for row in list(sheet.rows)[1:])

    assert listed("nominations:dossier_list", world.dossiers) == dossiers
    assert listed("campaigns:round_list", world.rounds) == rounds
    assert exported("nominations:dossier_list") == sorted(codes.get(world.dossiers[d], "") for d in dossiers)
    if role in QUEUE_READERS:
        waiting = {target for target in dossiers if target.endswith(SENT)}
        assert listed("nominations:queue", world.dossiers) == waiting
        assert exported("nominations:queue") == sorted(codes[world.dossiers[d]] for d in waiting)
    text = client.get(reverse("work_list")).content.decode()
    links = {int(pk) for pk in re.findall(r'href="/ho-so/(\d+)/"', text)}
    assert links - {world.dossiers[target] for target in dossiers} == set()
