"""A domain word enters docs/glossary.md in the same change as the code that uses it."""

import re

from django.apps import apps
from django.conf import settings

from campaigns.workflow import CAMPAIGN, WINDOW
from nominations.workflow import DOSSIER
from reports.models import PaperState
from units.roles import Role

from . import tools

TEXT = (tools.ROOT / "docs" / "glossary.md").read_text("utf-8")
NAMES = set(re.findall(r"`(\w+)`", TEXT))


def own_models() -> list[str]:
    """The models of the portal's own apps."""
    own = {path.parent.name for path in tools.ROOT.glob("*/apps.py")} & set(settings.INSTALLED_APPS)
    return sorted(model.__name__ for model in apps.get_models() if model.__module__.split(".")[0] in own)


def test_every_model_has_its_word():
    assert len(own_models()) > 10
    assert [name for name in own_models() if name not in NAMES] == []


def test_every_role_and_state_has_its_word():
    codes = [*Role.values, *CAMPAIGN.states, *WINDOW.states, *DOSSIER.states, *PaperState.values]
    assert [code for code in codes if code not in NAMES] == []


def test_each_line_has_three_cells_and_no_word_stands_twice_in_its_table():
    wrong = []
    for table in re.findall(r"(?:^\|.*\n)+", TEXT, re.M):
        rows = [[cell.strip() for cell in line.strip("| \n").split(" | ")] for line in table.splitlines()]
        words = [row[0] for row in rows]
        wrong += [row for row in rows[2:] if len(row) != 3 or not all(row) or words.count(row[0]) > 1]
    assert wrong == []
