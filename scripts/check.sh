#!/bin/sh
# The fast gates: style, types, ladder, house rules.
set -eu
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
"$ROOT/scripts/setup.sh" test
bin=$VENV/bin
say "ruff";        "$bin/ruff" check .
say "mypy";        "$bin/mypy"
say "the ladder";  "$bin/lint-imports"
say "house rules"; "$bin/python" -m pytest -q tests/house
