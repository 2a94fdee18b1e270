#!/bin/sh
# From a clone to the product in the browser: set-up, migrations, the demo district in an empty database, server.
set -eu
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
"$ROOT/scripts/setup.sh" run

mkdir -p "${DATA:-var}"
DATA=$(cd "${DATA:-var}" && pwd)
HOST=${HOST:-127.0.0.1}
PORT=${PORT:-8000}
export DATA HOST PORT
flask() { "$VENV/bin/flask" --app wsgi "$@"; }

"$VENV/bin/python" - "$HOST" "$PORT" <<'PY' || die "Port $PORT is taken. Choose another one: PORT=8080 make run"
import socket, sys
host, port = sys.argv[1], int(sys.argv[2])
with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as problem:
        sys.exit(str(problem))
PY

say "Data folder: $DATA"
say "Bringing the database up to date"
flask db upgrade
flask seed --if-empty
case $HOST:${FULLGRID_HTTPS:-} in
  127.0.0.1:* | localhost:* | ::1:*) ;;
  *:0 | *:off)
    warn "Served without https: phones will not work without a network, nor keep what is written encrypted."
    FULLGRID_HTTPS=0 ;;
  *)
    flask tls "$HOST" "$PORT"
    FULLGRID_TLS=$DATA/tls FULLGRID_HTTPS=1
    export FULLGRID_TLS ;;
esac
export FULLGRID_HTTPS=${FULLGRID_HTTPS:-0}
say "Open http${FULLGRID_TLS:+s}://$HOST:$PORT/ (stop with Ctrl-C)"
exec "$VENV/bin/gunicorn" --config gunicorn.conf.py --no-control-socket wsgi:app
