"""Nets over the source text: each takes plain text or trees and returns what it caught, as `place: what`.

`tests/test_architecture.py` casts them over the whole tree, and first over a small wrong sample.
"""

import ast
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("core", "accounts", "units", "awards", "campaigns", "nominations", "reviews", "reports")
TOP = "laocai_thidua"
OUTSIDE = {".git", ".venv", "node_modules", "var", "staticfiles", "mutants", "__pycache__"}
OUTSIDE |= {".pytest_cache", ".ruff_cache", ".hypothesis"}
# Of the standard library, what would bring the outside world into a rule.
WORLDLY = {"asyncio", "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3", "subprocess"}
WORLDLY |= {"tempfile", "threading", "time", "urllib"}
# Pure packages that rules may use.
CALCULATING = {"rapidfuzz", "datasketch"}
MAX_LINES = 400


def files(*suffixes: str, under: tuple[str, ...] = ("",)) -> list[Path]:
    """Return the project's own files with these suffixes (all without), as paths from the root."""
    found = []
    for start in under:
        for folder, folders, names in os.walk(ROOT / start):
            folders[:] = sorted(set(folders) - OUTSIDE)
            paths = (Path(folder, name).relative_to(ROOT) for name in sorted(names))
            found += [path for path in paths if not suffixes or path.suffix in suffixes]
    return found


def product_code(*, migrations: bool = False) -> list[Path]:
    """Return the Python files of all apps and of the package on top."""
    python = files(".py", under=(*APPS, TOP))
    return [path for path in python if migrations or "migrations" not in path.parts]


def read(place: Path) -> str:
    """Return the text of a file of the project."""
    return (ROOT / place).read_text(encoding="utf-8")


# --- Who imports whom -----------------------------------------------------------------------------------


def modules_imported(source: str, package: str) -> set[str]:
    """Return the full names of everything imported anywhere in the source, relative imports resolved."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
            names |= {f"{base}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and _last_name(node.func) == "import_module":
            names |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return names


def models_named(source: str) -> set[str]:
    """Return the "app.Model" and get_model("app", ...) that stand in calls as text, as foreign keys do."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            text = str(node.args[0].value)
            if re.fullmatch(r"[a-z]+\.[A-Z]\w*", text) or _last_name(node.func) == "get_model":
                names.add(text)
    return names


def forbidden_imports(source: str, place: Path) -> list[str]:
    """Return what an app takes from its right, or from the package on top."""
    app = place.parts[0]
    right = {TOP} if app in APPS else set()
    if app in APPS:
        right |= set(APPS[APPS.index(app) + 1 :])
    names = modules_imported(source, ".".join(place.parts[:-1])) | models_named(source)
    return [f"{place}: {name}" for name in sorted(names) if name.split(".")[0] in right]


# --- Rules and workflows know nothing of the world --------------------------------------------------------


def is_pure(place: Path) -> bool:
    """Tell whether this file must be free of Django, database and clock."""
    return bool(re.fullmatch(r"(rules|workflow)(_\w+)?\.py", place.name)) or "rules" in place.parts[1:-1]


def worldly_imports(source: str, place: Path, seen: set[Path] | None = None) -> list[str]:
    """Return what a pure module takes from outside, also through modules of ours that it imports."""
    seen = set() if seen is None else seen
    caught = []
    for name in sorted(modules_imported(source, ".".join(place.parts[:-1]))):
        top = name.split(".")[0]
        if top in APPS or top == TOP:
            for target in _files_of(name):
                if target not in seen:
                    seen.add(target)
                    caught += worldly_imports(read(target), target, seen)
        elif top in WORLDLY or (top not in sys.stdlib_module_names and top not in CALCULATING):
            caught.append(f"{place}: {name}")
    return caught


def _files_of(name: str) -> list[Path]:
    """Return the files that run when `name` (a module, or a thing in it) is imported."""
    parts = name.split(".")
    ran = []
    for length in range(1, len(parts) + 1):
        package, module = Path(*parts[:length], "__init__.py"), Path(*parts[:length]).with_suffix(".py")
        ran += [place for place in (package, module) if (ROOT / place).is_file()]
    return ran


# --- Ways of writing that the house does not have ---------------------------------------------------------


def is_page(place: Path) -> bool:
    """Tell whether this file reaches rows only through `visible_to`: views, forms, tags, filters, tables."""
    return bool(re.fullmatch(r"(views|forms|filters|tables|context)(_\w+)?\.py", place.name)) or bool(
        {"views", "forms", "templatetags"} & set(place.parts[1:-1])
    )


def rows_reached(source: str, place: Path) -> list[str]:
    """Return the ways past `visible_to`: managers and SQL."""
    tree = ast.parse(source)
    called = {_last_name(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    words = {"objects", "_default_manager", "_base_manager"} | ({"raw", "cursor", "RawSQL", "extra"} & called)
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    caught = [f"{place}:{node.lineno}: {node.attr}" for node in nodes if node.attr in words]
    return sorted(caught, key=_line)


def clocks_read(source: str, place: Path) -> list[str]:
    """Return the clocks other than core.clock."""
    names = {"timezone.now", "datetime.now", "datetime.utcnow", "datetime.today", "date.today"}
    caught = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and f"{_last_name(node.value)}.{node.attr}" in names:
            caught.append(f"{place}:{node.lineno}: {_last_name(node.value)}.{node.attr}")
        elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            caught.append(f"{place}:{node.value.lineno}: {node.arg}")
    return sorted(caught, key=_line)


def swallowed_errors(source: str, place: Path) -> list[str]:
    """Return handlers that catch everything without raising it on, and `suppress(Exception)`."""
    wide = {"Exception", "BaseException"}
    caught = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            everything = node.type is None or any(_last_name(kind) in wide for kind in kinds)
            last = node.body[-1]
            if everything and not (isinstance(last, ast.Raise) and last.exc is None):
                caught.append(f"{place}:{node.lineno}: except")
        elif isinstance(node, ast.Call) and _last_name(node.func) == "suppress":
            caught += [f"{place}:{node.lineno}: suppress" for arg in node.args if _last_name(arg) in wide]
    return caught


INLINE = {
    "style element": re.compile(r"<style\b", re.I),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "script without src": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.I),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "hx-on": re.compile(r"<[^>]*\s(data-)?hx-on\b", re.I),
    "javascript address": re.compile(r"[\"']\s*javascript:", re.I),
}


def inline_code(text: str, place: Path) -> list[str]:
    """Return inline style and script in a template; the policy of the pages would refuse it."""
    return [f"{place}: {what}" for what, pattern in INLINE.items() if pattern.search(text)]


def too_long(text: str, place: Path) -> list[str]:
    """Return the file if it should be split by noun."""
    lines = len(text.splitlines())
    return [f"{place}: {lines} lines"] if lines > MAX_LINES else []


def unnamed_migration(place: Path) -> list[str]:
    """Return a migration that kept the name the machine gave it."""
    good = re.fullmatch(r"\d{4}_(?!auto_)[a-z][a-z0-9_]*\.py", place.name)
    return [] if good or place.name == "__init__.py" else [str(place)]


# Put together here, so that this file does not hold them.
FOREIGN = ("/" + "work/", "pypi" + ".org", "python" + "hosted", "npmjs" + ".", "registry" + ".npm")


def foreign_addresses(text: str, place: Path) -> list[str]:
    """Return addresses that only one workplace or registry knows."""
    return [f"{place}: {word}" for word in FOREIGN if word in text]


# --- Small help -------------------------------------------------------------------------------------------


def _last_name(node: ast.AST | None) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _line(caught: str) -> int:
    return int(caught.split(":")[1])
