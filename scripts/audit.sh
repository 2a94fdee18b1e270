#!/bin/sh
# audit.sh: known holes in the pinned packages, by pip-audit in an environment of its own. Needs a network: it asks the
# Python Packaging Advisory Database. 0: all were looked up and none has a known hole; 1: one has; 2: the database could
# not be asked, so nothing is known.
set -eu
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
UV=$VENV/bin/uv
[ -x "$UV" ] || UV=$(command -v uv) || die "uv is missing. Run make check once, or install uv."
TOLD=$(mktemp)
trap 'rm -f "$TOLD" "$TOLD.out"' EXIT
code=0
"$UV" tool run pip-audit --require-hashes --disable-pip --progress-spinner off --requirement requirements.lock \
  >"$TOLD.out" 2>"$TOLD" || code=$?
silent=$(cat "$TOLD" "$TOLD.out" | grep -c "could not be audited" || true)
if [ "$silent" -gt 0 ]; then
  warn "$silent packages were not looked up: the advisory database does not answer here. This says nothing about holes."
  exit 2
fi
cat "$TOLD.out" "$TOLD"
case $code in
  0) say "No known hole in what requirements.lock pins." ;;
  *) grep -qi "found .* known vulnerabilit" "$TOLD" "$TOLD.out" || { warn "pip-audit did not run to its end: nothing is known."; exit 2; } ;;
esac
exit "$code"
