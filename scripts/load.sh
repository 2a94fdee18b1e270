#!/bin/sh
# load.sh: a district's morning by locust on a private PostgreSQL; prints p95 by page, fails when a request fails.
# USERS=7120 (2,000 workers, 100 hosts, 5,000 volunteers, 20 supervisors, or as many in these shares), SECONDS=200.
set -eu
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
[ -n "${LOAD_LIB:-}" ] || "$ROOT/scripts/setup.sh" test
LOAD_LIB=${LOAD_LIB:-$ROOT/var/load-lib}
export LOAD_LIB
if ! PYTHONPATH=$LOAD_LIB "$VENV/bin/python" -c 'import locust' 2>/dev/null; then
  wanted=$("$VENV/bin/python" -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["load"])')
  # shellcheck disable=SC2086
  slowly "Installing $wanted, for this alone" "$VENV/bin/python" -m pip install --target "$LOAD_LIB" $wanted
fi
PY=$VENV/bin/python exec "$ROOT/scripts/postgres.sh" "$VENV/bin/python" -m benchmarks load
