"""Icons of the pinned icon set: single SVG files, read once per process."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SOURCE = re.compile(r'<svg\b[^>]*\bviewBox="([0-9. ]+)"[^>]*>(.*)</svg>', re.DOTALL)


class UnknownIcon(LookupError):
    """The icon set has no drawing of this name."""


@cache
def drawing(name: str) -> tuple[str, SafeString]:
    """Return the view box and the shapes of the icon called ``name``."""
    if not _NAME.fullmatch(name):
        raise UnknownIcon(f"“{name}” is not the name of an icon")
    path = Path(settings.NODE_MODULES) / "bootstrap-icons" / "icons" / f"{name}.svg"
    try:
        source = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UnknownIcon(f"bootstrap-icons has no icon “{name}” (is node_modules installed?)") from None
    found = _SOURCE.search(source)
    if not found:
        raise UnknownIcon(f"the file of icon “{name}” is not a single SVG")
    shapes = re.sub(r">\s+<", "><", found.group(2).strip())
    return found.group(1), mark_safe(shapes)  # a file of the locked package, never input


def reference(name: str, css: str = "icon") -> SafeString:
    """Draw the icon by pointing at its symbol on the page's icon sheet."""
    return format_html('<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>', css, name)


def inline(name: str, css: str = "icon") -> SafeString:
    """Draw the icon whole, for a fragment that has no icon sheet."""
    box, shapes = drawing(name)
    return format_html('<svg class="{}" viewBox="{}" aria-hidden="true">{}</svg>', css, box, shapes)


def symbol(name: str) -> SafeString:
    """One entry of the icon sheet."""
    box, shapes = drawing(name)
    return format_html('<symbol id="i-{}" viewBox="{}">{}</symbol>', name, box, shapes)
