#!/usr/bin/env bash
# Write the locks anew from pyproject.toml and package.json. `make lock` calls this.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

make_venv
if ! command -v uv >/dev/null && [ ! -x var/uv/bin/uv ]; then
  say "Cài uv vào var/uv"
  "$PYTHON" -m venv var/uv
  quietly var/uv/bin/python -m pip install -q uv
fi
PATH="$PATH:$ROOT/var/uv/bin:$ROOT/.venv/bin"

compile() { # compile FILE [MORE OPTIONS]
  local target=$1
  shift
  uv pip compile pyproject.toml "$@" --python-version 3.11 --universal --generate-hashes \
    --no-emit-index-url --no-header --no-annotate --quiet --output-file "$target"
}

compile requirements.lock
compile requirements-dev.lock --group dev
npm install --package-lock-only --ignore-scripts --loglevel=error
say "Đã ghi requirements.lock, requirements-dev.lock, package-lock.json"
