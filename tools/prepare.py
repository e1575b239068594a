"""Bring the database of this machine up to date, in one process: tables, reference data, demo province.

Repeatable; `tools/serve.py` calls it at every start. Without anything to do it takes about a second.
"""

import io
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laocai_thidua.settings")

import django
from django.conf import settings
from django.core.management import call_command


def main() -> None:
    """Run the commands that a new database needs, in their order."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_reference", stdout=io.StringIO())
    call_command("seed_demo")


if __name__ == "__main__":
    main()
