"""Every address x role x object x method answers as the table says (fault 28)."""

import re
from io import BytesIO

import pytest
from django.urls import URLPattern, get_resolver, reverse
from openpyxl import load_workbook

from nominations.models import Dossier
from tests.access.asking import SHORT, answer, client_of
from tests.access.matrix import AWAY, INSIDE, QUEUE_READERS, ROLES, TABLE, relation, state_of

NEIGHBOUR = "neighbour_leader"
#: In sight, but not joined: "not found" is said without a line of its own.
WITHOUT_LINE = {("campaigns:progress_add", "ours launched")}
QUESTIONS = 8_305 if SHORT else 13_722
#: States of dossiers that wait for the standing body.
QUEUED = {"sent", "accepted", "asked", "concluded", "appraised"}
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


def test_every_object_of_the_table_is_in_the_world(world):
    asked = {(row.kind, target) for row in TABLE.values() for target in row.on}
    there = {(kind, name) for kind in {kind for kind, _ in asked} for name in getattr(world, kind)}
    assert asked - there == {("memberships", "mine")}


def test_each_kind_of_object_is_tried_in_every_relation():
    seen = {}
    for row in TABLE.values():
        if row.kind:
            found = {relation(row.kind, role, target) for role in INSIDE for target in row.targets}
            seen[row.kind] = seen.get(row.kind, set()) | found
    dossiers = {"writer", "head", "reader", "receiver", "chief", "overseer", "stranger"}
    council = {"secretary", "chair", "teller", "voter", "late", "leader", "overseer", "stranger"}
    decisions = {"officer", "chief", "overseer", "leader", "clerk", "unit", "stranger"}
    assert seen == {
        "dossiers": dossiers,
        "nominations": dossiers,
        "evidence": dossiers,
        "supplements": dossiers,
        "papers": dossiers | council | decisions - {"unit"},
        "rounds": {"writer", "reader", "chief", "stranger"},
        "campaigns": {"host", "above", "joined", "colleague", "invited", "stranger"},
        "councils": council,
        "sessions": council,
        "polls": council,
        "waiting": {"officer", "chief", "writer", "reader", "stranger"},
        "decisions": decisions,
        "lines": decisions,
        "reports": {"officer", "chief", "overseer", "leader", "stranger"},
        "grants": {"stranger"},
        "chapters": {"stranger"},
        "people": {"reader", "stranger"},
        "pairs": {"officer", "overseer", "reader", "stranger"},
        "merges": {"officer", "overseer", "stranger"},
        "numbers": {"officer", "writer", "reader", "stranger"},
        "edited": {"writer", "reader", "stranger"},
        "transferred": {"writer", "reader", "stranger"},
        "readings": {"owner", "stranger"},
        "imports": {"officer", "writer", "stranger"},
        "account_files": {"manager", "boss", "stranger"},
        "import_kinds": {"officer", "writer", "stranger"},
        "rules": {"officer", "chief", "stranger"},
        "catalogue": {"owner", "stranger"},
        "reorganisations": {"writer", "reader", "stranger"},
        "upkeep": {"writer", "reader", "stranger"},
        "reorganisation_kinds": {"writer", "reader", "stranger"},
        "units_known": {"stranger"},
        "accounts": {"manager", "boss", "stranger"},
        "roles": {"manager", "boss", "stranger"},
        "lent": {"manager", "giver", "stranger"},
        "letters": {"stranger"},
        "tasks": {"stranger"},
        "jobs": {"owner", "stranger"},
        "memberships": {"owner", "stranger"},
    }


def test_the_table_asks_so_many_questions():
    """A row that loses an object, a role or a method is noticed."""
    assert (len(TABLE), len(ROLES)) == (181, 25)
    assert sum(len(row.questions(role)) for row in TABLE.values() for role in ROLES) == QUESTIONS


@pytest.mark.parametrize("name", TABLE)
def test_every_role_method_and_object(world, name):
    """In the lane of SQLite alone: the views know neither database, and there it is asked twice as fast."""
    row, asked, wrong = TABLE[name], 0, []
    for role in ROLES:
        client = client_of(world, role)
        for method, target in row.questions(role):
            response = answer(world, client, name, method, role, target)
            status, asked = response.status_code, asked + 1
            if role in AWAY and not row.public and not response.get("Location", "").startswith(LOG_IN):
                status = f"{status}, not to the log-in,"
            expected = row.expected(method, role, target)
            if status != expected:
                wrong.append(f"{method} {role} on {target or 'page'}: {status} instead of {expected}")
    assert wrong == []
    assert asked == sum(len(row.questions(role)) for role in ROLES)


def foreign(name: str) -> tuple[str, str] | None:
    """Return a method and an object of the row out of the neighbour's sight; best one that others may see."""
    row, found = TABLE[name], []
    for method in ("GET", "POST"):
        for target in [] if row.refuses(method) else row.on:
            if row.expected(method, NEIGHBOUR, target) == 404 and (name, target) not in WITHOUT_LINE:
                others = {row.expected(method, role, target) for role in INSIDE}
                found.append((others == {404}, method, target))
    return min(found, key=lambda each: each[0])[1:] if found else None


@pytest.mark.parametrize("name", [name for name in TABLE if TABLE[name].kind and foreign(name)])
def test_foreign_and_unknown_are_one_answer_and_one_line_in_the_log(world, name, caplog):
    """Seen by the neighbour's leader: what is not his is not there at all."""
    row, (method, target) = TABLE[name], foreign(name)
    client = client_of(world, NEIGHBOUR)
    pages = []
    for asked in (target, "unknown"):
        caplog.clear()
        response = answer(world, client, name, method, NEIGHBOUR, asked)
        logged = [record for record in caplog.records if record.name == "portal.access"]
        told = [record.levelname for record in logged]
        pages.append((response.status_code, told, TOKENS.sub("value", response.content.decode())))
        key = world.key(row.kind, asked)
        key = key[0] if isinstance(key, tuple) else key
        assert [str(key) in record.getMessage() for record in logged] == [True]
    assert pages[0][:2] == (404, ["WARNING"])
    assert pages[0] == pages[1]


def test_where_nothing_is_foreign():
    """A certificate is public, a unit is for all inside, the neighbour's round takes his dossiers too."""
    nowhere = [name for name in TABLE if TABLE[name].kind and not foreign(name)]
    assert sorted(nowhere) == [
        "account_reset_password_from_key",
        "awards:award_detail",
        "awards:certificate",
        "awards:import_template",
        "awards:rule_confirm",
        "awards:rule_draft",
        "awards:unit_detail",
        "decisions:decision_draft",
        "first_task",
        "guide",
        "units:reorganisation_new",
    ]


@pytest.mark.parametrize("pk", [0, 10**9, 10**30])
def test_a_key_beyond_all_rows_is_not_found(world, pk):
    client = client_of(world, "editor")
    wrong = []
    for name, row in TABLE.items():
        if not row.kind or not row.keys:
            continue
        where = reverse(name, kwargs=dict.fromkeys(row.keys, pk))
        for method in ("GET", "POST"):
            status = getattr(client, method.lower())(where).status_code
            if status != (405 if row.refuses(method) else 404):
                wrong.append(f"{method} {where}: {status}")
    assert wrong == []


def readable(name: str, role: str, objects) -> set[str]:
    """Return the objects whose page this role may read, by the table."""
    return {target for target in objects if TABLE[name].expected("GET", role, target) == 200}


LISTS = {
    "nominations:dossier_list": ("nominations:dossier_detail", "dossiers"),
    "campaigns:round_list": ("campaigns:round_detail", "rounds"),
    "campaigns:campaign_list": ("campaigns:campaign_detail", "campaigns"),
    "reviews:session_list": ("reviews:session_detail", "sessions"),
    "decisions:decision_list": ("decisions:decision_detail", "decisions"),
}


@pytest.mark.parametrize("role", INSIDE)
def test_lists_and_exports_show_what_the_pages_give(world, role):
    """So do the lists, the Excel files and "Việc của tôi": no more and no less than the pages."""
    client = client_of(world, role)
    dossiers = readable("nominations:dossier_detail", role, world.dossiers)
    codes = dict(Dossier.objects.exclude(code=None).values_list("pk", "code"))

    def listed(name, kind):
        pks = {row.pk for row in client.get(reverse(name)).context["page"].rows}
        return {target for target, pk in getattr(world, kind).items() if pk in pks}

    def exported(name):
        response = client.get(reverse(name), {"xuat": "xlsx"})
        sheet = load_workbook(BytesIO(response.content)).active
        return sorted(str(row[0].value or "") for row in list(sheet.rows)[1:])

    for name, (page, kind) in LISTS.items():
        assert listed(name, kind) == readable(page, role, getattr(world, kind)), name
    assert exported("nominations:dossier_list") == sorted(codes.get(world.dossiers[d], "") for d in dossiers)
    if role in QUEUE_READERS:
        waiting = {target for target in dossiers if state_of("dossiers", target) in QUEUED}
        assert listed("nominations:queue", "dossiers") == waiting
        assert exported("nominations:queue") == sorted(codes[world.dossiers[d]] for d in waiting)
    text = client.get(reverse("work_list")).content.decode()
    for path, kind, page in (
        ("ho-so", "dossiers", "nominations:dossier_detail"),
        ("phien-hop", "sessions", "reviews:session_detail"),
        ("quyet-dinh", "decisions", "decisions:decision_detail"),
    ):
        links = {int(pk) for pk in re.findall(rf'href="/{path}/(\d+)/', text)}
        objects = getattr(world, kind)
        assert links - {objects[target] for target in readable(page, role, objects)} == set(), path
