"""Real processes beside a test: started so that none is left behind, and found again by their parentage."""

import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(arguments: list[str], *, log: Path, env: Mapping[str, str]) -> subprocess.Popen:
    """Start a process from the checkout, in a session of its own, its words going to the file `log`."""
    with log.open("ab") as output:
        return subprocess.Popen(
            arguments,
            cwd=ROOT,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )


def stop(process: subprocess.Popen, *, patience: float = 30) -> int:
    """Ask a process to end and wait; returns its exit code. What does not end is killed, with its session."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        return process.wait(patience)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until(true: Callable[[], object], *, patience: float = 30, what: str = "") -> None:
    """Wait until the condition holds; AssertionError when it does not in time."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, f"waited {patience} s in vain: {what}"
        time.sleep(0.05)


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_port_free(port: int) -> bool:
    """Tell whether somebody could listen on the port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _status(pid: int) -> dict[str, str]:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return {}
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


def _birth(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]


def family(pid: int) -> dict[int, str]:
    """Return the process and all its descendants, each with the moment of its birth (pids are reused)."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (status := _status(int(folder.name))):
            parents[int(folder.name)] = int(status["PPid"])
    found, edge = set(), {pid}
    while edge:
        found |= edge
        edge = {child for child, parent in parents.items() if parent in edge} - found
    members = {}
    for member in found:
        try:
            members[member] = _birth(member)
        except (FileNotFoundError, ProcessLookupError):
            continue
    return members


def still_alive(members: Mapping[int, str]) -> list[int]:
    """Return those of a family that still run (a zombie that waits for its parent does not)."""
    alive = []
    for pid, birth in members.items():
        status = _status(pid)
        try:
            same = bool(status) and _birth(pid) == birth
        except (FileNotFoundError, ProcessLookupError):
            same = False
        if same and not status["State"].startswith("Z"):
            alive.append(pid)
    return sorted(alive)
