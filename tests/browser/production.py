"""The portal as it runs in production, on this test's database: compressed static files, gunicorn."""

import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from tests.support import processes
from tests.support.broker import environment

HTTPS = {"X-Forwarded-Proto": "https"}  # what the proxy in front says


@contextmanager
def portal(folder: Path):
    """Collect the static files, start the web server, and give its address; it ends with the block."""
    port = processes.free_port()
    address = f"http://127.0.0.1:{port}"
    env = environment("redis://127.0.0.1:1/0") | {
        "PORTAL_MODE": "production",
        "PORTAL_DATA_DIR": str(folder),
        "PORTAL_SECRET_KEY": "khoa-chi-dung-trong-mot-lan-thu-nghiem-" * 2,
        "PORTAL_SIGNING_KEY": "khoa-ky-chi-dung-trong-mot-lan-thu-nghiem-" * 2,
        "PORTAL_ID_KEY": "khoa-so-chi-dung-trong-mot-lan-thu-nghiem-" * 2,
        "PORTAL_ID_HASH_KEY": "khoa-bam-chi-dung-trong-mot-lan-thu-nghiem-" * 2,
        "PORTAL_NO_CLAMAV": "thử nghiệm",
        "PORTAL_ALLOWED_HOSTS": "127.0.0.1",
        "PORTAL_TRUSTED_ORIGINS": address,
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=processes.ROOT, env=env, check=True, timeout=120)
    log = folder / "web.log"
    server = ["-m", "gunicorn", "laocai_thidua.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    options = ["--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
    process = processes.start([sys.executable, *server, *options], log=log, env=env)
    try:
        processes.wait_until(lambda: _answers(address, process, log), patience=60, what="gunicorn")
        yield address
    finally:
        processes.stop(process)


def _answers(address: str, process: subprocess.Popen, log: Path) -> bool:
    assert process.poll() is None, log.read_text()
    try:
        urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
    except (urllib.error.URLError, OSError):
        return False
    return True
