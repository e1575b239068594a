"""Write what a long run has proven into docs/proofs.md: date, commit, machine, part, figures.

Arguments: NAME:EXIT_CODE:FILE of each lane, as for test_summary.py. What failed is written down too.
"""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from test_summary import read_lane

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "proofs.md"
HEAD = """# Proofs at full size

Written by `make prove`; `make test` runs the same test functions at a small size.

| date | commit | machine | part | passed | failed | minutes |
|---|---|---|---|---|---|---|
"""


def machine() -> str:
    """Cores and memory of this machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB"


def commit() -> str:
    """The commit that was run, marked when files differ from it."""
    git = ["git", "-C", str(ROOT)]
    name = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
    changed = subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True, check=True)
    return name.stdout.strip() + (" and changes" if changed.stdout.strip() else "")


def main(arguments: list[str]) -> None:
    """Add one line for each lane."""
    text = FILE.read_text() if FILE.exists() else HEAD
    facts = f"| {date.today():%d/%m/%Y} | {commit()} | {machine()} |"
    for lane in map(read_lane, arguments):
        text += f"{facts} {lane.name} | {lane.passed} | {lane.failed} | {lane.seconds / 60:.1f} |\n"
    FILE.write_text(text)


if __name__ == "__main__":
    main(sys.argv[1:])
