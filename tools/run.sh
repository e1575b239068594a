#!/usr/bin/env bash
# From nothing to a running portal on http://127.0.0.1:8000 (PORT= overrides). `make run` calls this.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

prepare() {
  install_run_lock
  install_npm
  check_pango
}

alone prepare
exec "$PYTHON" tools/serve.py
