#!/bin/sh
# run.sh demo|own: from a clone to the product in the browser. demo: the demo district in an empty database, in var/.
# own: an installation of one's own, in data/, that begins with the set-up page.
set -eu
WHICH=${1:-demo}
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
"$ROOT/scripts/setup.sh" run

case $WHICH in own) home=data ;; *) home=var ;; esac
mkdir -p "${DATA:-$home}"
DATA=$(cd "${DATA:-$home}" && pwd)
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
if [ "$WHICH" = own ]; then flask upgrade; else flask db upgrade; fi
if [ "$WHICH" = own ]; then
  [ "$(flask setup which)" != demo ] || die "$DATA holds the demo. Choose another folder: DATA=/srv/fullgrid make start"
else
  flask seed --if-empty
fi
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
# What a browser can open: "every address" is none, so the first one of this machine that others reach is named.
case $HOST in
  0.0.0.0 | ::) SHOWN=$("$VENV/bin/python" -c 'from webapp.core.trust import tls; print(tls.own_addresses("0.0.0.0")[0])') ;;
  *:*) SHOWN="[$HOST]" ;;
  *) SHOWN=$HOST ;;
esac
ADDRESS=http${FULLGRID_TLS:+s}://$SHOWN:$PORT
[ "$WHICH" != own ] || flask setup code --url "$ADDRESS"
say "Open $ADDRESS/ (stop with Ctrl-C)"
exec "$VENV/bin/gunicorn" --config gunicorn.conf.py --no-control-socket wsgi:app
