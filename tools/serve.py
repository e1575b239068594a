"""One parent for the portal on this machine: web server and jobs start, stop and fall together.

`tools/run.sh` calls it when everything is installed. The port is taken first, so that a taken port is
said in one sentence before anything else happens, and handed to gunicorn as an open socket.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
FIRST_ANSWER = 60  # seconds until the first page must answer
PATIENCE = 20  # seconds that a child has to end by itself
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class Stopped(BaseException):
    """Somebody asked the portal to stop."""


def ask_to_stop(number: int, _frame: object) -> None:
    """Turn a stop signal into an exception; while the children end, further ones change nothing."""
    raise Stopped(number)


def fail(sentence: str) -> None:
    """Say in one sentence why the portal does not start, and end."""
    print(sentence, file=sys.stderr, flush=True)
    raise SystemExit(1)


def load_settings() -> object:
    """Read the settings (and with them `.env`), so that one place judges the environment."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laocai_thidua.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        mode = settings.PORTAL_MODE
    except ImproperlyConfigured as error:
        fail(str(error))
    if mode != "embedded":
        fail("`make run` chỉ chạy bản dùng thử trên máy này (PORTAL_MODE=embedded).")
    return settings


def take_port() -> socket.socket:
    """Bind the address; 127.0.0.1 alone unless the demo is to be seen by others."""
    import environ

    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or int(text) > 65535:
        fail(f"PORT phải là một số từ 0 đến 65535, không phải '{text}'.")
    host = "0.0.0.0" if environ.Env().bool("PORTAL_DEMO_PUBLIC", default=False) else "127.0.0.1"
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, int(text)))
    except PermissionError:
        fail(f"Không được phép mở cổng {text}. Chọn cổng khác, ví dụ: PORT=8001 make run")
    except OSError:
        fail(f"Cổng {text} đang có chương trình khác dùng. Chọn cổng khác, ví dụ: PORT=8001 make run")
    return listener


def tie_to_parent() -> None:
    """Ask the kernel to stop this child if the parent is killed without a chance to pass it on."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(*arguments: str, keep: tuple[int, ...] = ()) -> subprocess.Popen:
    """Start a child of the portal in a session of its own: a Ctrl+C reaches it only through the parent."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        pass_fds=keep,
        start_new_session=True,
        preexec_fn=tie_to_parent,
    )


def web(descriptor: int) -> list[str]:
    """Return the arguments of the web server on the open socket."""
    server = ["-m", "gunicorn", "laocai_thidua.wsgi:application", "--bind", f"fd://{descriptor}"]
    threads = ["--workers", "1", "--worker-class", "gthread", "--threads", "4"]
    times = ["--timeout", "60", "--graceful-timeout", "10"]
    return [*server, *threads, *times, "--no-control-socket", "--log-level", "warning"]


def background(settings: object) -> dict[str, list[str]]:
    """Return the processes that do the jobs: our own loop or, with Redis, Celery."""
    if not settings.REDIS_URL:
        return {"vòng lặp công việc": ["manage.py", "jobs"]}
    celery = ["-m", "celery", "-A", "laocai_thidua"]
    plan = str(settings.DATA_DIR / "celerybeat-schedule")
    return {
        "Celery worker": [*celery, "worker", "--concurrency", "1", "--loglevel", "warning"],
        "Celery beat": [*celery, "beat", "--schedule", plan, "--pidfile=", "--loglevel", "warning"],
    }


def watch(children: dict[str, subprocess.Popen], address: str, began: float) -> None:
    """Say when the first page answers, then wait until a child ends, which should never happen."""
    answered, began_waiting = False, time.monotonic()
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                fail(f"{name} đã dừng (mã {child.returncode}), nên cả cổng dừng theo.")
        if not answered and (answered := answers(address)):
            seconds = f"{time.monotonic() - began:.1f}".replace(".", ",")
            print(f"\nCổng đang chạy tại {address}/ (sau {seconds} giây). Dừng: Ctrl+C", flush=True)
        if not answered and time.monotonic() - began_waiting > FIRST_ANSWER:
            fail(f"Cổng không trả lời tại {address}/healthz; lý do ở ngay trên đây.")
        time.sleep(0.5 if answered else 0.1)


def answers(address: str) -> bool:
    """Tell whether the portal answers as it should."""
    try:
        urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
    except OSError:  # nobody there yet, or an error page
        return False
    return True


def stop(children: dict[str, subprocess.Popen]) -> None:
    """End all children: politely first, by force when they do not listen, their own children too."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    end = time.monotonic() + PATIENCE
    for child in children.values():
        try:
            child.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            print(f"Tiến trình {child.pid} không tự dừng, phải ngắt.", file=sys.stderr, flush=True)
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        child.wait()


def main() -> int:
    """Prepare the database, start everything, and stay until told to stop."""
    began = time.monotonic()
    children: dict[str, subprocess.Popen] = {}
    for number in STOP_SIGNALS:
        signal.signal(number, ask_to_stop)
    try:
        settings = load_settings()
        listener = take_port()
        children["Chuẩn bị dữ liệu"] = preparing = start("tools/prepare.py")
        if preparing.wait():
            fail("Chưa chuẩn bị được cơ sở dữ liệu; lý do ở ngay trên đây.")
        children.clear()
        listener.listen(128)
        children["Máy chủ web"] = start(*web(listener.fileno()), keep=(listener.fileno(),))
        children |= {name: start(*arguments) for name, arguments in background(settings).items()}
        watch(children, f"http://127.0.0.1:{listener.getsockname()[1]}", began)
    except Stopped:
        print("\nĐang dừng cổng…", flush=True)
    finally:
        stop(children)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
