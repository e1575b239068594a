"""Nobody reads English: the catalogue of words, the formats, and the pages themselves."""

import importlib.util
import sys
from pathlib import Path

# `tools/` is no package of the portal; load the one file by its place.
_spec = importlib.util.spec_from_file_location(
    "tools_words", Path(__file__).resolve().parents[2] / "tools" / "words.py"
)
tools = sys.modules.setdefault("tools_words", importlib.util.module_from_spec(_spec))
_spec.loader.exec_module(tools)
