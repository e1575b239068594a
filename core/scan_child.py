"""The limited child process: reads one file and prints what it found. Started by `core.scan`, never imported.

Limits are set before the file is touched. A crash, a killed process or silence mean "refused" to the parent.
"""

import json
import resource
import sys
from pathlib import Path

MEMORY = 768 * 1024 * 1024
SECONDS = 4
OPEN_FILES = 64


def limit() -> None:
    """Bound memory, processor time and files of this process; it writes nothing."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main(path: Path, kind: str) -> None:
    """Print {"reason": ""} for a harmless file, else why it is refused."""
    from core.scan_base import Refused

    try:
        if kind == "pdf":
            from core import scan_pdf

            scan_pdf.check(path)
        elif kind in {"docx", "xlsx"}:
            from core import scan_office

            scan_office.check(path, kind)
        else:
            from core import scan_image

            scan_image.check(path, kind)
    except Refused as refused:
        print(json.dumps({"reason": str(refused)}))  # noqa: T201 (the answer to the parent)
        return
    print(json.dumps({"reason": ""}))  # noqa: T201


if __name__ == "__main__":
    limit()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main(Path(sys.argv[1]), sys.argv[2])
