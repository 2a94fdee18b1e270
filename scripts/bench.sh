#!/bin/sh
# bench.sh [NAME]: prints the benchmark tables and keeps a JSON copy in bench-results/.
set -eu
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
"$ROOT/scripts/setup.sh" test
CHROMIUM=$(find_chromium || true)
export CHROMIUM
exec "$VENV/bin/python" -m benchmarks "$@"
