#!/bin/sh
# scan.sh [MINUTES]: wapiti against the demo in a folder of its own, first as a stranger, then signed in as a community's
# secretary. wapiti is installed in an environment of its own when this is called. 0: nothing found; 1: something was.
set -eu
. "$(dirname "$0")/lib.sh"
MINUTES=${1:-8}
cd "$ROOT"
UV=$VENV/bin/uv
[ -x "$UV" ] || UV=$(command -v uv) || die "uv is missing. Run make check once, or install uv."
TOOL=${SCAN_TOOL:-$ROOT/.wapiti}
[ -x "$TOOL/bin/wapiti" ] || { "$UV" venv -q "$TOOL" && "$UV" pip install -q --python "$TOOL/bin/python" "wapiti3>=3.2"; }
PLACE=$(mktemp -d)
PORT=$("$VENV/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export DATA="$PLACE/data" HOST=127.0.0.1 PORT FULLGRID_HTTPS=0 FULLGRID_DEMO_PASSWORD="scan 满格 8"
mkdir -p "$DATA"
slowly "Seeding the demo" sh -c "'$VENV/bin/flask' --app wsgi db upgrade && '$VENV/bin/flask' --app wsgi seed --if-empty"
"$VENV/bin/gunicorn" --config gunicorn.conf.py --no-control-socket --log-level error wsgi:app >"$PLACE/served.log" 2>&1 &
SERVED=$!
trap 'kill "$SERVED" 2>/dev/null || true; wait "$SERVED" 2>/dev/null || true; rm -rf "$PLACE"' EXIT
URL=http://127.0.0.1:$PORT
"$VENV/bin/python" scripts/scan.py wait "$URL"

# ssrf is left out: it needs a host outside that calls back.
scan() {
  name=$1; shift
  say "wapiti as $name, at most $MINUTES minutes"
  "$TOOL/bin/wapiti" -u "$URL/" --scope domain -m common,-ssrf --flush-session --store-session "$PLACE/$name" \
    -x "$URL/sign-out" --max-links-per-page 60 --max-files-per-dir 20 --max-parameters 12 -t 20 \
    --max-scan-time "$((MINUTES * 30))" --max-attack-time 120 -f json -o "$PLACE/$name.json" "$@" \
    >"$PLACE/$name.log" 2>&1 || { tail -n 20 "$PLACE/$name.log" >&2; die "wapiti did not run to its end."; }
}
COOKIE=$("$VENV/bin/python" scripts/scan.py cookie "$URL" lin)  # first: the stranger's tries end with a closed door
scan stranger
scan secretary -H "Cookie: $COOKIE"
"$VENV/bin/python" scripts/scan.py tell "$PLACE/stranger.json" "$PLACE/secretary.json"
