#!/bin/sh
# Every gate, each named. All of them run even when one fails; the last line counts everything, as pytest would.
set -eu
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
"$ROOT/scripts/setup.sh" test

REPORTS=$(mktemp -d)
# Thousands of small databases wait for the disk otherwise; what they hold is gone after the run anyway.
PYTEST_DEBUG_TEMPROOT=$(mktemp -d "$(shelf)/fullgrid-tests.XXXXXX")
export PYTEST_DEBUG_TEMPROOT
trap 'rm -rf "$REPORTS" "$PYTEST_DEBUG_TEMPROOT"' EXIT
CHROMIUM=$(find_chromium || true)
export CHROMIUM
began=$(date +%s)
bin=$VENV/bin
NUMBER=0
CORES=$(nproc)

# gate NAME COMMAND…: a gate that is not pytest counts as one test.
gate() {
  name=$1; shift
  NUMBER=$((NUMBER + 1))
  printf '\n=== %s: %s\n' "$NUMBER" "$name"
  since=$(date +%s)
  result=passed
  "$@" || result=failed
  printf '=== %s %s in %s s\n' "$name" "$result" "$(( $(date +%s) - since ))"
  printf '%s\t%s\n' "$result" "$name" >>"$REPORTS/gates.tsv"
}

# suite NAME COMMAND…: COMMAND is pytest, perhaps behind postgres.sh, and reports its own tests.
suite() {
  report=$REPORTS/$(printf '%02d' $((NUMBER + 1))).xml
  gate "$@" --junit-xml="$report"
}

tests() { "$bin/python" -m pytest -q --tb=short -p no:cacheprovider "$@"; }
# Each worker keeps to one part of the suite, so that what a folder's tests share is made once, and helps out at the end.
# One more than cores, for a test waits for a disk or a server a quarter of its time; a browser is several processes.
side_by_side() { tests --dist worksteal "$@"; }
on_postgres() { "$ROOT/scripts/postgres.sh" "$bin/python" -m pytest -q --tb=short -p no:cacheprovider --dist worksteal "$@"; }

# survival --junit-xml=FILE: hands over what the cluster's tests, begun below, have said.
survival() {
  cat "$REPORTS/survival.txt"
  [ ! -e "$REPORTS/survival.xml" ] || mv "$REPORTS/survival.xml" "${1#--junit-xml=}"
  return "$(cat "$REPORTS/survival.code")"
}

# A cluster mostly waits for its machines to notice: it does so beside the gates that only read the code.
{
  code=0
  tests -s -m cluster tests/cluster --junit-xml="$REPORTS/survival.xml" >"$REPORTS/survival.txt" 2>&1 || code=$?
  echo "$code" >"$REPORTS/survival.code"
} &
CLUSTER=$!
gate "style (ruff check)" "$bin/ruff" check .
gate "types (mypy)" "$bin/mypy"
gate "the ladder (import-linter)" "$bin/lint-imports"
wait "$CLUSTER"
suite "a cluster that survives" survival
suite "tests on SQLite" side_by_side -n $((CORES + 1)) -m "not browser and not cluster"
suite "tests on PostgreSQL" on_postgres -n $((CORES + 1)) -m "not browser and not cluster"
suite "tests in the browser" side_by_side -n "$CORES" -m browser

"$bin/python" scripts/tally.py "$REPORTS" "$began"
