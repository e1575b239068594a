"""The started product as a person meets it: `tools/run.sh` in the checkout, its words, its address."""

import os
import re
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.support import processes

FIRST_START = 120  # seconds; builds the demo province


def environment(data: Path, port: int, **more: str) -> dict[str, str]:
    """Return a user's environment: nothing of the tests', its own data folder and port."""
    ours = ("PORTAL_", "DJANGO_", "PYTEST", "TEST_", "DATABASE_URL", "REDIS_URL", "PORT")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"PORTAL_DATA_DIR": str(data), "PORT": str(port)} | more


class Portal:
    """One run of `tools/run.sh` on a free port."""

    def __init__(self, data: Path, **more: str):
        self.port = processes.free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = data / f"run-{self.port}.log"
        began = time.monotonic()
        self.process = processes.start(
            ["bash", "tools/run.sh"], log=self.log, env=environment(data, self.port, **more)
        )
        try:
            processes.wait_until(self._answers, patience=FIRST_START, what="the first answer")
            self.seconds = time.monotonic() - began
            processes.wait_until(lambda: self.address in self.words, what="the address")
        except BaseException:
            processes.stop(self.process)
            raise
        self.family = processes.family(self.process.pid)

    @property
    def words(self) -> str:
        """Return what the run has printed so far."""
        return self.log.read_text()

    def get(self, path: str) -> int:
        """Return the status of an address of the portal; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def _answers(self) -> bool:
        assert self.process.poll() is None, f"it ended by itself:\n{self.words}"
        return self.get("/healthz") == 200

    def account(self, role: str) -> tuple[str, str]:
        """Return user name and password of the first account of this role in the printed table."""
        for line in self.words.splitlines():
            cells = re.split(r"\s{2,}", line.strip())
            if cells[0] == role and len(cells) == 3:
                return cells[1], cells[2]
        raise AssertionError(f"no account for {role}:\n{self.words}")

    def child(self, *words: str) -> int:
        """Return the process of the family whose command line holds these words, the eldest if several."""
        for pid in sorted(self.family):
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
            if set(words) <= set(command):
                return pid
        raise AssertionError(f"no process with {words}")

    def nothing_left(self) -> bool:
        """Tell whether all its processes are gone and the port can be taken again."""
        return not processes.still_alive(self.family) and processes.is_port_free(self.port)
