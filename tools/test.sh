#!/usr/bin/env bash
# From nothing to a full test run. `make test` calls this; `tools/test.sh fast` is `make test-fast`, and
# `tools/test.sh prove PART` is `make prove`: the proofs of one part, or of all, at their full size.
# Every lane has its own folder under /tmp and its own servers on unix sockets: two runs never meet.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

PROCESSES=${TEST_PROCESSES:-2}
LANE_LIMIT=${TEST_LANE_LIMIT:-40m}
WORK=""    # results and temporary files of this run
CLUSTER="" # folder of the throw-away PostgreSQL
REDIS_PID=""
LANE_PID=""
LANES=() # NAME:EXIT_CODE:FILE, for the summary

# --- What a test machine needs ----------------------------------------------------------------------

find_initdb() {
  local folder
  folder=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
  if [ -n "$folder" ] && [ -x "$folder/initdb" ]; then
    printf '%s' "$folder"
  elif command -v initdb >/dev/null; then
    dirname "$(command -v initdb)"
  else
    return 1
  fi
}

missing_packages() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || echo chromium
  find_initdb >/dev/null || echo postgresql
  command -v redis-server >/dev/null || echo redis-server
  # shellcheck disable=SC2086
  has_pango || echo $PANGO_PACKAGES
}

install_packages() {
  local missing
  missing=$(missing_packages | tr '\n' ' ')
  [ -n "${missing// /}" ] || return 0
  is_root && command -v apt-get >/dev/null ||
    stop_with 3 "Cần cài thêm, với quyền root: $(apt_command "$missing")"
  say "Cài gói hệ thống: $missing"
  case " $missing " in *" postgresql "*)
    # No cluster of the system: the tests make their own and throw it away.
    mkdir -p /etc/postgresql-common
    grep -qs '^create_main_cluster' /etc/postgresql-common/createcluster.conf ||
      echo 'create_main_cluster = false' >>/etc/postgresql-common/createcluster.conf
    ;;
  esac
  # shellcheck disable=SC2086
  apt_install $missing
}

prepare() {
  install_dev_lock
  install_npm
}

# --- Throw-away servers -------------------------------------------------------------------------------

as_postgres() { # initdb refuses root
  if is_root; then runuser -u postgres -- "$@"; else "$@"; fi
}

start_postgres() {
  local bin
  bin=$(find_initdb)
  CLUSTER=$(mktemp -d /tmp/portal-pg.XXXXXX)
  if is_root; then chown postgres "$CLUSTER"; fi
  quietly as_postgres "$bin/initdb" -D "$CLUSTER/data" -U portal -A trust -E UTF8 --locale=C.UTF-8 \
    --locale-provider=icu --icu-locale=vi-VN --no-sync
  as_postgres tee -a "$CLUSTER/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
unix_socket_directories = '$CLUSTER'
max_connections = 200
fsync = off
synchronous_commit = off
full_page_writes = off
CONF
  (cd "$CLUSTER" && quietly as_postgres "$bin/pg_ctl" -D "$CLUSTER/data" -l "$CLUSTER/log" -w start)
  export TEST_DATABASE_URL="postgres://portal@/$CLUSTER/portal"
}

stop_postgres() {
  [ -n "$CLUSTER" ] || return 0
  (cd / && quietly as_postgres "$(find_initdb)/pg_ctl" -D "$CLUSTER/data" -m immediate -w stop) || true
  rm -rf "$CLUSTER"
  CLUSTER=""
  unset TEST_DATABASE_URL
}

start_redis() {
  redis-server --port 0 --unixsocket "$WORK/redis.sock" --save "" --appendonly no --dir "$WORK" \
    >"$WORK/redis.log" 2>&1 </dev/null &
  REDIS_PID=$!
  for _ in $(seq 100); do
    [ ! -S "$WORK/redis.sock" ] || break
    sleep 0.05
  done
  [ -S "$WORK/redis.sock" ] || stop_with 1 "Redis không khởi động: $(cat "$WORK/redis.log")"
  export TEST_REDIS_SOCKET="$WORK/redis.sock"
}

stop_redis() {
  [ -n "$REDIS_PID" ] || return 0
  kill "$REDIS_PID" 2>/dev/null || true
  wait "$REDIS_PID" 2>/dev/null || true
  REDIS_PID=""
  unset TEST_REDIS_SOCKET
}

clean_up() {
  trap - EXIT
  trap '' INT TERM HUP
  if [ -n "$LANE_PID" ]; then
    kill "$LANE_PID" 2>/dev/null || true
    wait "$LANE_PID" 2>/dev/null || true
  fi
  stop_postgres
  stop_redis
  [ -z "$WORK" ] || rm -rf "$WORK"
}

# --- Lanes --------------------------------------------------------------------------------------------

lane() { # lane NAME TITLE PYTEST-OPTIONS...
  local name=$1 code=0
  say ""
  say "== $2"
  shift 2
  mkdir -p "$WORK/$name"
  # In the background, so that a stop signal reaches the trap at once.
  TMPDIR="$WORK/$name" timeout --foreground -k 30 "$LANE_LIMIT" "$PYTHON" -m pytest -q --tb=short \
    --maxfail=50 --ds=tests.settings --durations=15 -o junit_family=xunit2 -o faulthandler_timeout=300 \
    --junitxml="$WORK/$name.xml" "$@" </dev/null &
  LANE_PID=$!
  wait "$LANE_PID" || code=$?
  LANE_PID=""
  LANES+=("$name:$code:$WORK/$name.xml")
}

sqlite_lane() {
  lane sqlite "SQLite" -n "$PROCESSES" --dist worksteal -m "not postgres and not redis and not browser and not product"
}

postgres_lane() {
  start_postgres
  start_redis
  # What touches no database, or asks single pages, ran in the lane before. That each page opens on PostgreSQL
  # is asked here by the walk of everybody through the demo province, by the journeys and by the deeds.
  lane postgres "PostgreSQL, Redis, trình duyệt" -n "$PROCESSES" --dist worksteal -m "not product" \
    --ignore tests/rules --ignore tests/documents --ignore tests/test_architecture.py \
    --ignore-glob '*/tests/words/test_[!n]*' --ignore-glob '*/test_*page.py' --ignore-glob '*/test_*pages.py' \
    --ignore tests/access/test_forgery.py --ignore tests/access/test_matrix.py --ignore tests/views/test_forms.py \
    --ignore tests/views/test_guide.py --ignore tests/views/test_safety.py --ignore tests/core/test_scan.py \
    --ignore tests/awards/imports/test_files.py
  stop_redis
  stop_postgres
}

product_lane() {
  start_redis
  lane product "Sản phẩm đang chạy" -m product
  stop_redis
}

PARTS="crash races ballots rules search"

proofs_of() { # the test files of a part
  case "$1" in
    crash) echo tests/core/test_jobs_crash.py tests/core/test_files.py ;;
    races) ls tests/*/test_races.py tests/*/*/test_races.py tests/*/test_*_races.py tests/*/test_*_race.py ;;
    rules) echo tests/rules/test_award_*.py ;;
    search) echo tests/awards/test_register_search.py ;;
    ballots) echo tests/reviews/test_linking.py tests/reviews/test_marked_ballot.py tests/reviews/test_races.py tests/rules/test_review_*.py ;;
    *) stop_with 2 "Phần không có: $1. Có: $PARTS" ;;
  esac
}

prove() { # prove PART: both databases, one process each, the figures into docs/proofs.md
  local part=$1 files
  files=$(proofs_of "$part")
  export PROOF=full
  # shellcheck disable=SC2086
  lane "$part-sqlite" "$part, SQLite" -m "not postgres and not redis and not browser and not product" $files
  start_postgres
  start_redis
  # shellcheck disable=SC2086
  lane "$part-postgres" "$part, PostgreSQL, Redis" -m "not browser and not product" $files
  stop_redis
  stop_postgres
}

checks() {
  local code=0
  CHECK_RESULTS="$WORK/checks.tsv" bash tools/check.sh </dev/null || code=$?
  LANES+=("checks:$code:$WORK/checks.tsv")
}

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

alone prepare
WORK=$(mktemp -d /tmp/portal-test.XXXXXX)
case "${1:-all}" in
  fast)
    sqlite_lane
    ;;
  prove)
    alone install_packages
    LANE_LIMIT=${TEST_LANE_LIMIT:-24h}
    for part in ${2:-$PARTS}; do
      prove "$part"
      [ "$part" != rules ] || "$PYTHON" tools/mutate.py
    done
    "$PYTHON" tools/proof_note.py "${LANES[@]}"
    ;;
  all)
    alone install_packages
    checks
    sqlite_lane
    postgres_lane
    product_lane
    ;;
  *)
    stop_with 2 "Cách dùng: tools/test.sh [all|fast|prove [PART]]"
    ;;
esac
say ""
"$PYTHON" tools/test_summary.py "${LANES[@]}"
