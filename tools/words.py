"""The Vietnamese words for the English sentences of the packages that the portal stands on.

    .venv/bin/python tools/words.py check      what is missing, stale or not compiled (then exit code 1)
    .venv/bin/python tools/words.py missing    the missing entries, ready to paste into the catalogue
    .venv/bin/python tools/words.py compile    write django.mo from django.po

Django brings an old Vietnamese catalogue, the other packages bring none; `locale/vi` fills both gaps and
mends what reads badly. The English side is read from the installed packages: their catalogues of every
language, and the calls in their Python files and templates, because a catalogue may lag behind its code.
Needs Django alone; GNU gettext is not needed.
"""

from __future__ import annotations

import ast
import gettext
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")

# Every package whose words a page can show; a test holds this against INSTALLED_APPS.
NAMES = (
    *("django", "allauth", "django_filters", "django_tables2"),
    *("crispy_forms", "crispy_bootstrap5", "csp", "django_htmx"),
)
PACKAGES = {name: Path(find_spec(name).origin).parent for name in NAMES}
DJANGO = PACKAGES["django"]
# Parts of a package that no page of the portal can show.
NEVER_SHOWN = {
    "django": (
        *(f"contrib/{app}/" for app in ("admin", "admindocs", "flatpages", "gis", "redirects", "sites")),
        *("core/management/", "conf/app_template/", "conf/project_template/"),
    ),
    "allauth": ("socialaccount/providers/",),
}
# A message as gettext knows it: (context, singular, plural).
Key = tuple[str | None, str, str | None]


@dataclass
class Entry:
    """One entry of a .po file."""

    msgid: str = ""
    msgctxt: str | None = None
    msgid_plural: str | None = None
    msgstr: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        return self.msgctxt, self.msgid, self.msgid_plural

    @property
    def is_done(self) -> bool:
        return bool(self.msgstr) and all(self.msgstr) and "fuzzy" not in self.flags


# --- reading and writing catalogues ---------------------------------------------------------------

_FIELD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s+("(?:.*)")$')


def read_po(path: Path) -> list[Entry]:
    """Every live entry of a .po file, the header (empty msgid) included."""
    entries: list[Entry] = []
    entry, where = None, ""
    flags: set[str] = set()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            if line.startswith("#,"):
                flags |= {flag.strip() for flag in line[2:].split(",")}
            entry = None if where == "msgstr" else entry
            continue
        found = _FIELD.match(line)
        if found:
            name, index, text = found[1], found[2], ast.literal_eval(found[3])
            if name == "msgctxt" or (name == "msgid" and where != "msgctxt"):
                entry = Entry(flags=flags)
                entries.append(entry)
                flags = set()
            where = name
            if name == "msgstr":
                if int(index or 0) != len(entry.msgstr):
                    raise ValueError(f"{path}:{number}: msgstr out of order")
                entry.msgstr.append(text)
            else:
                setattr(entry, name, text)
        elif line.startswith('"') and entry is not None:
            text = ast.literal_eval(line)
            if where == "msgstr":
                entry.msgstr[-1] += text
            else:
                setattr(entry, where, getattr(entry, where) + text)
        else:
            raise ValueError(f"{path}:{number}: not a line of a catalogue: {line}")
    return entries


def quoted(text: str) -> str:
    """A string as .po files write it: long or many-lined ones start on their own line."""

    def one(part: str) -> str:
        part = part.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{part}"'

    lines = text.splitlines(keepends=True)
    return one(text) if len(lines) < 2 else "\n".join(['""', *(one(line) for line in lines)])


def write_entry(entry: Entry) -> str:
    """One entry as text of a .po file."""
    lines = [f"#, {', '.join(sorted(entry.flags))}"] if entry.flags else []
    if entry.msgctxt is not None:
        lines.append(f"msgctxt {quoted(entry.msgctxt)}")
    lines.append(f"msgid {quoted(entry.msgid)}")
    if entry.msgid_plural is None:
        lines.append(f"msgstr {quoted(entry.msgstr[0] if entry.msgstr else '')}")
    else:
        lines.append(f"msgid_plural {quoted(entry.msgid_plural)}")
        lines += [f"msgstr[{i}] {quoted(text)}" for i, text in enumerate(entry.msgstr or [""])]
    return "\n".join(lines) + "\n"


def mo_bytes(entries: Iterable[Entry]) -> bytes:
    """The finished entries as a GNU .mo file; the same entries always give the same bytes."""
    pairs = []
    for entry in entries:
        if entry.is_done:
            key = entry.msgid if entry.msgctxt is None else f"{entry.msgctxt}\x04{entry.msgid}"
            if entry.msgid_plural is not None:
                key += f"\0{entry.msgid_plural}"
            pairs.append((key.encode(), "\0".join(entry.msgstr).encode()))
    pairs.sort()
    start, texts = 28 + 16 * len(pairs), b""
    tables: list[list[int]] = [[], []]
    for side, table in enumerate(tables):
        for pair in pairs:
            table += [len(pair[side]), start + len(texts)]
            texts += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 28 + 16 * len(pairs))
    return head + struct.pack(f"<{4 * len(pairs)}I", *tables[0], *tables[1]) + texts


# --- what the packages say in English ---------------------------------------------------------------

_CALLS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}


def _call_key(name: str, args: list[ast.expr]) -> Key | None:
    name = name.removesuffix("_lazy").removesuffix("_noop")
    if name not in _CALLS:
        return None
    wanted = 1 + name.startswith("n") + ("pgettext" in name)
    texts = [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else None for a in args]
    if len(texts) < wanted or None in texts[:wanted]:
        return None
    context = texts.pop(0) if "pgettext" in name else None
    return context, texts[0], texts[1] if name.startswith("n") else None


def python_keys(source: str) -> Iterator[Key]:
    """The constant messages that a Python file asks gettext for."""
    if "gettext" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            key = _call_key(name, node.args)
            if key:
                yield key


def template_keys(source: str) -> Iterator[Key]:
    """The constant messages of a Django template, found as `makemessages` finds them."""
    if not re.search(r"\{% *(block)?trans|_\(", source):
        return
    text = templatize(source)
    for call in re.finditer(r"\b(_|gettext|ngettext|pgettext|npgettext)\(", text):
        for end in (m.end() for m in re.finditer(r"\)", text[call.start() :])):
            try:
                tree = ast.parse(text[call.start() : call.start() + end].strip(), mode="eval").body
            except SyntaxError:
                continue
            key = isinstance(tree, ast.Call) and _call_key(tree.func.id, tree.args)
            if key:
                yield key
            break


def _is_shown(package: str, path: Path) -> bool:
    inside = path.relative_to(PACKAGES[package]).as_posix()
    return not inside.startswith(NEVER_SHOWN.get(package, ()))


@cache
def english_keys() -> dict[Key, str]:
    """Every message that the packages can show, with the package that says it first."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
    keys: dict[Key, str] = {}
    for package, folder in PACKAGES.items():
        catalogues = sorted(folder.rglob("locale/en/LC_MESSAGES/django.po"))
        catalogues += [] if catalogues else sorted(folder.rglob("locale/*/LC_MESSAGES/django.po"))
        found: list[Iterable[Key]] = []
        found += [(e.key for e in read_po(path)) for path in catalogues if _is_shown(package, path)]
        for path in sorted(folder.rglob("*.py")):
            if _is_shown(package, path) and "/locale/" not in path.as_posix():
                found.append(python_keys(path.read_text("utf-8")))
        for path in sorted(p for kind in ("html", "txt") for p in folder.rglob(f"templates/**/*.{kind}")):
            if _is_shown(package, path):
                found.append(template_keys(path.read_text("utf-8")))
        for key in (key for some in found for key in some if key[1]):
            keys.setdefault(key, package)
    return keys


# --- what is translated ---------------------------------------------------------------------------


# A message with a plural is stored apart from the same message without one.
Done = dict[tuple[str | None, str, bool], str]


def _mo_texts(path: Path) -> Done:
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    done: Done = {}
    for key, text in catalogue.items():
        context, cut, msgid = (key[0] if isinstance(key, tuple) else key).rpartition("\x04")
        if text and msgid:
            done[context if cut else None, msgid, isinstance(key, tuple)] = text
    return done


def django_vi() -> Done:
    """What Django's own Vietnamese catalogues translate (those of the parts that a page can show)."""
    done: Done = {}
    for path in sorted(DJANGO.rglob("locale/vi/LC_MESSAGES/django.mo")):
        if _is_shown("django", path):
            done |= _mo_texts(path)
    return done


def our_vi() -> Done:
    """What the compiled catalogue of the portal translates."""
    return _mo_texts(MO)


def missing() -> list[tuple[Key, str]]:
    """Messages that would reach a reader in English, with their package."""
    ours = {(e.msgctxt, e.msgid, e.msgid_plural is not None) for e in read_po(PO) if e.is_done}
    done = django_vi().keys() | ours
    return [(key, name) for key, name in english_keys().items() if (*key[:2], key[2] is not None) not in done]


def unused() -> list[Key]:
    """Entries of our catalogue that no installed package asks for any more."""
    asked = english_keys()
    return [e.key for e in read_po(PO) if e.msgid and e.key not in asked]


PLACEHOLDER = re.compile(r"%\(\w+\)[-+ #0]*[\d.]*[a-zA-Z]|%[-+#0]*[\d.]*[sdrf]|\{\w*\}")


def placeholders(text: str) -> list[str]:
    """The places filled at run time: each %(name)s and {name} once, every %s and {} in its number."""
    found = PLACEHOLDER.findall(text.replace("%%", ""))
    named = {place for place in found if re.search(r"\w\)|\{\w", place)}
    return sorted(named) + [place for place in found if place not in named]


def is_compiled() -> bool:
    """Whether django.mo is what `compile` makes of django.po."""
    return MO.exists() and MO.read_bytes() == mo_bytes(read_po(PO))


def main(task: str) -> int:
    if task == "compile":
        MO.write_bytes(mo_bytes(read_po(PO)))
        print(f"{MO.relative_to(ROOT)}: {len(our_vi())} entries")
        return 0
    if task == "missing":
        for (context, msgid, plural), package in missing():
            print(f"# {package}\n{write_entry(Entry(msgid, context, plural))}")
        return 0
    if task == "check":
        lacks, extra = missing(), unused()
        for (context, msgid, _plural), package in lacks:
            print(f"missing ({package}): {context or ''} {msgid!r}")
        for context, msgid, _plural in extra:
            print(f"nobody asks for: {context or ''} {msgid!r}")
        if not is_compiled():
            print("django.mo is not what django.po says: run `tools/words.py compile`")
        return int(bool(lacks or extra or not is_compiled()))
    print(__doc__)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
