"""Looks at a page as axe and a ruler do: WCAG 2.2 A and AA, nothing wider than the screen.

`SHOTS=folder` keeps a picture of each page at both widths.
"""

import os
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

WIDTHS = {1280: 900, 390: 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(found =>
    found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.html}`)))"""
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1
        && !element.closest(".table-scroll, .viewer, .visually-hidden"))
    .map(element => element.outerHTML.slice(0, 120)).slice(0, 3)"""


class Inspector:
    """Looks at pages at both widths; `faults` in words, `seen` names of pages."""

    def __init__(self) -> None:
        self._source = (settings.NODE_MODULES / "axe-core/axe.min.js").read_text()
        self._shots = os.environ.get("SHOTS", "")
        self.faults: list[str] = []
        self.seen: list[str] = []

    def look(self, page: Page, name: str) -> None:
        """Inspect the page that stands open."""
        self.seen.append(name)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(self._source)
            self.faults += [f"{name} at {width}: {fault[:300]}" for fault in page.evaluate(RUN, RULES)]
            across = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if across > 0:
                self.faults.append(f"{name} at {width}: {across} px too wide: {page.evaluate(TOO_WIDE)}")
            if self._shots:
                page.screenshot(path=Path(self._shots) / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": WIDTHS[1280]})
