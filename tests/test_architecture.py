"""Nets over the whole tree. Each first shows on a small wrong sample that it catches."""

import ast
import json
import re
import tomllib
from pathlib import Path

from tests.support import nets

ROOT = nets.ROOT
CODE = nets.product_code()


def test_an_app_imports_only_to_its_left():
    sample = (
        "import core.clock\n"
        "from units.models import OrgUnit\n"
        "from . import rules\n"
        "def late():\n"
        "    from reviews import queries\n"
        "    from laocai_thidua.urls import urlpatterns\n"
        "round = ForeignKey('campaigns.Round', on_delete=PROTECT)\n"
        "ballot = ForeignKey('reviews.Ballot', on_delete=PROTECT)\n"
        "paper = apps.get_model('reports', 'Paper')\n"
    )
    place = Path("nominations/models.py")
    assert nets.forbidden_imports(sample, place) == [
        f"{place}: laocai_thidua.urls.urlpatterns",
        f"{place}: reports",
        f"{place}: reviews.Ballot",
        f"{place}: reviews.queries",
    ]
    assert nets.modules_imported("from ..units import models", "awards.tests") == {"awards.units.models"}

    caught = []
    for place in nets.product_code(migrations=True):
        caught += nets.forbidden_imports(nets.read(place), place)
    assert caught == []


def test_the_house_is_whole():
    apps = {place.parts[0] for place in CODE}
    assert apps == {*nets.APPS, nets.TOP}
    folders = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert folders == {*nets.APPS, nets.TOP}


def test_rules_and_workflows_are_free_of_the_world():
    sample = "import re\nimport sqlite3\nfrom django.db import models\nfrom core.clock import now\n"
    place = Path("awards/rules.py")
    caught = nets.worldly_imports(sample, place)
    assert [line for line in caught if line.startswith(str(place))] == [
        f"{place}: django.db.models",
        f"{place}: sqlite3",
    ]
    assert "core/clock.py: django.db.connection" in caught

    pure = [place for place in CODE if nets.is_pure(place)]
    assert Path("core/workflow.py") in pure
    assert Path("nominations/rules.py") in pure
    caught = []
    for place in pure:
        caught += nets.worldly_imports(nets.read(place), place)
    assert caught == []


def test_pages_reach_rows_only_through_visible_to():
    sample = (
        "def page(request):\n"
        "    rows = Dossier.objects.all()\n"
        "    others = Dossier._default_manager.raw('SELECT 1')\n"
        "    with connection.cursor() as c:\n"
        "        c.execute(raw)\n"
        "    return Dossier.visible_to(request.actor)\n"
    )
    place = Path("nominations/views.py")
    assert sorted(nets.rows_reached(sample, place)) == [
        f"{place}:2: objects",
        f"{place}:3: _default_manager",
        f"{place}:3: raw",
        f"{place}:4: cursor",
    ]

    pages = [place for place in CODE if nets.is_page(place)]
    assert Path("nominations/views.py") in pages
    assert Path("core/templatetags/ui.py") in pages
    caught = []
    for place in pages:
        caught += nets.rows_reached(nets.read(place), place)
    assert caught == []


def test_only_core_clock_knows_the_time():
    sample = (
        "from django.utils import timezone\n"
        "at = DateTimeField(default=timezone.now)\n"
        "made = DateTimeField(auto_now_add=True)\n"
        "today = datetime.date.today()\n"
        "start = time.monotonic()\n"
        "fine = clock.now()\n"
    )
    place = Path("awards/models.py")
    assert nets.clocks_read(sample, place) == [
        f"{place}:2: timezone.now",
        f"{place}:3: auto_now_add",
        f"{place}:4: date.today",
    ]

    caught = []
    for place in CODE:
        if place != Path("core/clock.py"):
            caught += nets.clocks_read(nets.read(place), place)
    assert caught == []


def test_nothing_is_caught_and_forgotten():
    sample = (
        "try:\n    a()\nexcept Exception:\n    log()\n"
        "try:\n    a()\nexcept (ValueError, BaseException):\n    pass\n"
        "try:\n    a()\nexcept:\n    pass\n"
        "try:\n    a()\nexcept BaseException:\n    tidy()\n    raise\n"
        "try:\n    a()\nexcept ValueError:\n    pass\n"
        "with suppress(Exception):\n    a()\n"
    )
    place = Path("core/http.py")
    assert nets.swallowed_errors(sample, place) == [
        f"{place}:3: except",
        f"{place}:7: except",
        f"{place}:11: except",
        f"{place}:22: suppress",
    ]

    caught = []
    for place in CODE:
        caught += nets.swallowed_errors(nets.read(place), place)
    # A job that fails: its row says FAILED, the log has the trace, and the next job has its turn.
    assert [line.split(":")[0] for line in caught] == ["core/jobs.py"]


def test_templates_hold_no_inline_style_or_script():
    sample = (
        '<style>a{}</style><p class="x" style="color:red">'
        '<script>go()</script><script type="module" src="/a.js"></script>'
        '<button onclick="go()"><a href="javascript:go()"><b hx-on:click="go()">'
    )
    place = Path("templates/x.html")
    assert nets.inline_code(sample, place) == [f"{place}: {what}" for what in nets.INLINE]
    good = '<script src="/a.js" defer></script><p class="style" data-on="x">on = 1, style = 2</p>'
    assert nets.inline_code(good, place) == []

    pages = nets.files(".html")
    assert Path("templates/_layouts/base.html") in pages
    caught = []
    for place in pages:
        caught += nets.inline_code(nets.read(place), place)
    assert caught == []


def test_migrations_are_named():
    assert nets.unnamed_migration(Path("units/migrations/0002_auto_20260101_0101.py")) == [
        "units/migrations/0002_auto_20260101_0101.py"
    ]
    assert nets.unnamed_migration(Path("units/migrations/0002_person_folded_name.py")) == []

    caught = []
    for place in nets.files(".py", under=nets.APPS):
        if "migrations" in place.parts:
            caught += nets.unnamed_migration(place)
    assert caught == []


def test_files_are_short():
    place = Path("units/views.py")
    assert nets.too_long("x\n" * 401, place) == [f"{place}: 401 lines"]
    assert nets.too_long("x\n" * 400, place) == []

    caught = []
    for place in nets.files(".py", ".html", ".css", ".sh"):
        if "migrations" not in place.parts:
            caught += nets.too_long(nets.read(place), place)
    assert caught == []


def test_no_address_of_a_workplace_or_registry():
    place = Path("package-lock.json")
    sample = '"resolved": "https://' + "registry" + ".npm" + 'js.org/x"'
    assert nets.foreign_addresses(sample, place) == [f"{place}: {word}" for word in nets.FOREIGN[3:]]

    everything = nets.files()
    assert Path("requirements.lock") in everything
    assert Path("package-lock.json") in everything
    caught = []
    for place in everything:
        text = (ROOT / place).read_bytes().decode("utf-8", errors="ignore")
        caught += nets.foreign_addresses(text, place)
    assert caught == []


def environment_names(source: str) -> set[str]:
    """Return the names that a settings module reads: env("X"), env.bool("X"), _needed("X", ...)."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            function = node.func.value if isinstance(node.func, ast.Attribute) else node.func
            if isinstance(function, ast.Name) and function.id in {"env", "_needed"}:
                names.add(node.args[0].value)
    return names


def test_env_example_lists_every_name():
    sample = (
        'A = env("A_NAME")\nB = env.bool("B_NAME", default=False)\nC = _needed("C_NAME", "why")\nd(env)\n'
    )
    assert environment_names(sample) == {"A_NAME", "B_NAME", "C_NAME"}

    listed = re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", nets.read(Path(".env.example")), re.M)
    read = environment_names(nets.read(Path("laocai_thidua/settings.py")))
    demanded = set(re.findall(r"\$\{([A-Z_]+)", nets.read(Path("docker-compose.yml"))))
    assert sorted(listed) == sorted(read | demanded | {"PORT"})


def pinned(requirements: list[str]) -> dict[str, str]:
    """Return name and version of `name[extra]==version`, names as locks write them."""
    pattern = re.compile(r"([\w.-]+)(?:\[[\w,]+\])?==([\w.]+)")
    pins = (pattern.match(line) for line in requirements)
    return {pin[1].lower().replace("_", "-"): pin[2] for pin in pins if pin}


def test_locks_hold_what_the_project_names():
    assert pinned(["Django-CSP[x]==4.0", "other>=1"]) == {"django-csp": "4.0"}

    project = tomllib.loads(nets.read(Path("pyproject.toml")))
    needed = pinned(project["project"]["dependencies"])
    developing = needed | pinned(project["dependency-groups"]["dev"])
    assert len(needed) == len(project["project"]["dependencies"])
    for lock, wanted in {"requirements.lock": needed, "requirements-dev.lock": developing}.items():
        lines = [line.split(" ;")[0] for line in nets.read(Path(lock)).splitlines() if "==" in line]
        assert {name: pinned(lines).get(name) for name in wanted} == wanted

    package = json.loads(nets.read(Path("package.json")))
    locked = json.loads(nets.read(Path("package-lock.json")))["packages"]
    for name, version in (package["dependencies"] | package["devDependencies"]).items():
        assert locked[f"node_modules/{name}"]["version"] == version
