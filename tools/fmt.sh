#!/usr/bin/env bash
# Put the code in the form that the gate asks for. `make fmt` calls this.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

alone install_dev_lock
"$PYTHON" -m ruff check --fix .
"$PYTHON" -m ruff format .
