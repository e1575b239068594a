"""The cells of an uploaded workbook, read in a child process with limits of memory and time."""

import json
import logging
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

logger = logging.getLogger(__name__)

SECONDS = 90  # of the wall clock; the child's own processor time ends earlier
UNREADABLE = "Không đọc được tệp. Mở bằng Excel, lưu lại thành .xlsx rồi tải lên."
EMPTY = "Trang tính đầu tiên không có gì. Điền vào trang đầu tiên của tệp mẫu rồi tải lên."
_CHILD = Path(__file__).with_name("sheet_child.py")


@dataclass(frozen=True)
class Sheet:
    """The rows of the first sheet that hold something, by number; `reason` when it could not be read."""

    rows: list[tuple[int, list]] = field(default_factory=list)
    reason: str = ""


def read(path: Path, *, max_rows: int) -> Sheet:
    """Return the cells of the workbook at `path`. Takes seconds: no transaction around it."""
    command = [sys.executable, "-I", "-B", str(_CHILD), str(path), str(max_rows)]
    try:
        done = subprocess.run(  # noqa: S603 (our own file, a random key and a number)
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        logger.warning("reading %s took more than %s s", path.name, SECONDS)
        return Sheet(reason=UNREADABLE)
    if done.returncode != 0:
        error = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
        logger.warning("reading %s ended with %s: %s", path.name, done.returncode, error)
        return Sheet(reason=UNREADABLE)
    lines = [json.loads(line) for line in done.stdout.split(b"\n") if line]
    reason = lines[-1]["end"]
    rows = [(number, cells) for number, cells in lines[:-1]]
    if not reason and not rows:
        reason = EMPTY
    return Sheet(reason=reason) if reason else Sheet(rows)
