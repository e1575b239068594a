"""Portal processes that are born quickly and killed without mercy.

One process loads the portal and bears a child for each request; a child starts as `manage.py` would, but
without a second's loading. All of them use this test's database and files.
"""

import json
import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from tests.support import broker, processes


class Nursery:
    """`with Nursery(log) as nursery: pid = nursery.bear("module.function", ...)`."""

    def __init__(self, log: Path):
        self.log = log

    def __enter__(self) -> "Nursery":
        with self.log.open("ab") as log:
            self._parent = subprocess.Popen(
                [sys.executable, "-m", "tests.core.nursery"],
                cwd=processes.ROOT,
                env=broker.environment(""),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        return self

    def bear(self, function: str, *arguments) -> int:
        """Start a child that calls the function; return its process id."""
        self._parent.stdin.write(json.dumps([function, *arguments]) + "\n")
        self._parent.stdin.flush()
        line = self._parent.stdout.readline()
        assert line, f"the nursery is gone:\n{self.log.read_text()}"
        return int(line)

    def kill(self, pid: int) -> None:
        """kill -9, and wait until the child is gone."""
        os.kill(pid, signal.SIGKILL)
        processes.wait_until(lambda: not self.is_alive(pid), what="the end of a killed process")

    def is_alive(self, pid: int) -> bool:
        """Tell whether the child still runs."""
        return bool(processes.still_alive(processes.family(pid)))

    def __exit__(self, *exception) -> None:
        os.killpg(self._parent.pid, signal.SIGKILL)
        self._parent.stdin.close()
        self._parent.stdout.close()
        self._parent.wait()


def run_jobs() -> None:
    """Be `manage.py jobs`."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", "jobs"])


def write_on_and_on(root: str, size: int) -> None:
    """Write the same key again and again, with one letter and then with another."""
    import uuid

    from django.conf import settings

    from core import files

    settings.FILES_ROOT = Path(root)
    while True:
        for letter in b"AB":
            files.put(bytes([letter]) * size, uuid.UUID(int=1))


def _serve() -> None:
    import django

    django.setup()
    # Loaded once, for all children: the addresses, the fonts, and what draws with them.
    from django.urls import reverse

    from reports import pdf

    reverse("home")
    pdf.to_pdf("<html><body>Một</body></html>", identifier="1")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are buried at once
    for line in sys.stdin:
        pid = os.fork()
        if pid:
            print(pid, flush=True)
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        path, *arguments = json.loads(line)
        module, name = path.rsplit(".", 1)
        getattr(import_module(module), name)(*arguments)
        os._exit(0)


if __name__ == "__main__":
    _serve()
