#!/bin/sh
# audit.sh: known holes in the pinned packages, by pip-audit in an environment of its own. Needs a network: it asks the
# Python Packaging Advisory Database. The answer is not 0 when a package has one.
set -eu
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
UV=$VENV/bin/uv
[ -x "$UV" ] || UV=$(command -v uv) || die "uv is missing. Run make check once, or install uv."
exec "$UV" tool run pip-audit --require-hashes --disable-pip --requirement requirements.lock
