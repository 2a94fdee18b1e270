#!/bin/sh
# bench.sh [NAME]: prints the benchmark tables and keeps a JSON copy in bench-results/.
set -eu
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
"$ROOT/scripts/setup.sh" test
CHROMIUM=$(find_chromium || true)
export CHROMIUM
# Some tables measure on PostgreSQL too, where it is installed.
if find_postgres >/dev/null; then
  PY=$VENV/bin/python exec "$ROOT/scripts/postgres.sh" "$VENV/bin/python" -m benchmarks "$@"
fi
exec "$VENV/bin/python" -m benchmarks "$@"
