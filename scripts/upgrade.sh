#!/bin/sh
# upgrade.sh: brings one's own installation up to the version of this code. A backup is made first; every migration and
# its check are one transaction, so an upgrade that fails has changed nothing.
set -eu
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
"$ROOT/scripts/setup.sh" run
DATA=${DATA:-data}
[ -d "$DATA" ] || die "No installation in $DATA. DATA=/its/folder make upgrade"
DATA=$(cd "$DATA" && pwd)
export DATA
"$VENV/bin/flask" --app wsgi upgrade
say "Start it again: make start (or: systemctl restart fullgrid)"
