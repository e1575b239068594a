#!/usr/bin/env bash
# The quick gate: form, lint, migrations, start-up of production, nets over the code. `make check`
# calls this. With CHECK_RESULTS=FILE every check leaves a line there and the nets are left to pytest.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

alone install_dev_lock
DATA=$(mktemp -d)
trap 'rm -rf "$DATA"' EXIT
failed=0

check() { # check NAME COMMAND...
  local name=$1 code=0
  shift
  quietly "$@" || code=$?
  if [ "$code" = 0 ]; then
    say "  đạt       $name"
  else
    say "  KHÔNG ĐẠT $name"
    failed=1
  fi
  [ -z "${CHECK_RESULTS:-}" ] || printf '%s\t%s\n' "$code" "$name" >>"$CHECK_RESULTS"
}

embedded() {
  env PORTAL_MODE=embedded PORTAL_DATA_DIR="$DATA" DATABASE_URL="sqlite:///$DATA/db.sqlite3" REDIS_URL= \
    "$PYTHON" manage.py "$@"
}

production() { # values thrown away; nothing is contacted
  env PORTAL_MODE=production PORTAL_DATA_DIR="$DATA" DATABASE_URL="postgres://nobody@127.0.0.1:1/none" \
    REDIS_URL="redis://127.0.0.1:1/0" PORTAL_ALLOWED_HOSTS=portal.example \
    PORTAL_TRUSTED_ORIGINS=https://portal.example CLAMAV_SOCKET=127.0.0.1:1 \
    PORTAL_SECRET_KEY="$("$PYTHON" -c 'import secrets; print(secrets.token_urlsafe(60))')" \
    PORTAL_SIGNING_KEY="$("$PYTHON" -c 'import secrets; print(secrets.token_urlsafe(60))')" \
    PORTAL_ID_KEY="$("$PYTHON" -c 'import secrets; print(secrets.token_urlsafe(60))')" \
    PORTAL_ID_HASH_KEY="$("$PYTHON" -c 'import secrets; print(secrets.token_urlsafe(60))')" \
    "$PYTHON" manage.py "$@"
}

say "Kiểm tra"
check "ruff check" "$PYTHON" -m ruff check .
check "ruff format --check" "$PYTHON" -m ruff format --check .
check "manage.py check" embedded check --fail-level WARNING
check "manage.py makemigrations --check" embedded makemigrations --check --dry-run
check "manage.py check --deploy" production check --deploy --fail-level WARNING
if [ -z "${CHECK_RESULTS:-}" ]; then
  check "nets over the code" "$PYTHON" -m pytest -q -p no:cacheprovider tests/test_architecture.py
fi
exit "$failed"
