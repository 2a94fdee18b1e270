#!/bin/sh
# postgres.sh COMMAND…: runs COMMAND beside a private PostgreSQL that lives in a temporary folder and dies with it.
# COMMAND finds it in FULLGRID_TEST_DATABASE. It listens on a free port of the loopback only, and is not made to last:
# nothing is forced to the disk.
set -eu
. "$(dirname "$0")/lib.sh"
BIN=$(find_postgres) || die "PostgreSQL is not installed: apt-get install postgresql, or set POSTGRES_BIN=/its/bin."
HOME_DIR=$(mktemp -d "$(shelf)/fullgrid-pg.XXXXXX")

# PostgreSQL refuses to run as root.
as_server() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && setpriv --reuid="$SERVER" --regid="$(id -g "$SERVER")" --clear-groups -- "$@")
  else
    "$@"
  fi
}
SERVER=nobody
if id postgres >/dev/null 2>&1; then SERVER=postgres; fi
[ "$(id -u)" != 0 ] || chown "$SERVER" "$HOME_DIR"

stop() {
  as_server "$BIN/pg_ctl" -D "$HOME_DIR/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$HOME_DIR"
}
trap stop EXIT
trap 'exit 130' INT TERM

as_server "$BIN/initdb" -D "$HOME_DIR/data" -U fullgrid --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
PORT=$("${PY:-$(find_python)}" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
as_server "$BIN/pg_ctl" -D "$HOME_DIR/data" -l "$HOME_DIR/log" -w start >/dev/null \
  -o "-p $PORT -k $HOME_DIR -c listen_addresses=127.0.0.1 -c max_connections=200 -c shared_buffers=64MB" \
  -o "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0" \
  -o "-c autovacuum=off -c jit=off" \
  || { cat "$HOME_DIR/log" >&2; die "PostgreSQL did not start."; }

export FULLGRID_TEST_DATABASE="postgresql://fullgrid@127.0.0.1:$PORT/postgres"
"$@"
