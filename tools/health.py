"""Is this container well? `python tools/health.py web|worker|beat`; the exit code tells."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

BEAT = Path(tempfile.gettempdir())  # where docker-compose.yml has beat keep its schedule
SILENCE = 600  # seconds; beat writes its schedule every three minutes


def web() -> bool:
    """Ask the portal and, through it, the database."""
    host = os.environ.get("PORTAL_ALLOWED_HOSTS", "").split(",")[0] or "localhost"
    port = os.environ.get("PORT", "8000")
    question = urllib.request.Request(f"http://127.0.0.1:{port}/readyz", headers={"Host": host})
    try:
        with urllib.request.urlopen(question, timeout=8) as answer:
            return answer.status == 200
    except OSError as error:
        print(error, file=sys.stderr)
        return False


def worker() -> bool:
    """Ask the workers over the broker whether one answers."""
    question = [sys.executable, "-m", "celery", "-A", "laocai_thidua", "inspect", "ping", "--timeout", "8"]
    return subprocess.run(question, stdout=subprocess.DEVNULL, timeout=28).returncode == 0


def beat() -> bool:
    """Has the schedule been written lately?"""
    return any(time.time() - file.stat().st_mtime < SILENCE for file in BEAT.glob("beat*"))


if __name__ == "__main__":
    raise SystemExit(0 if {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]() else 1)
