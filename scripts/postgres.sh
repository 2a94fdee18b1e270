#!/bin/sh
# postgres.sh COMMAND…: runs COMMAND beside a private PostgreSQL that lives in a temporary folder and dies with it.
# COMMAND finds it in FULLGRID_TEST_DATABASE, and in FULLGRID_TEST_POOL the same behind PgBouncer where that is installed.
# Both listen on free ports of the loopback only, and are not made to last: nothing is forced to the disk.
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
  [ ! -s "$HOME_DIR/pgbouncer.pid" ] || kill "$(cat "$HOME_DIR/pgbouncer.pid")" 2>/dev/null || true
  as_server "$BIN/pg_ctl" -D "$HOME_DIR/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$HOME_DIR"
}
trap stop EXIT
trap 'exit 130' INT TERM

as_server "$BIN/initdb" -D "$HOME_DIR/data" -U fullgrid --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
free_port() {
  "${PY:-$(find_python)}" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
PORT=$(free_port)
as_server "$BIN/pg_ctl" -D "$HOME_DIR/data" -l "$HOME_DIR/log" -w start >/dev/null \
  -o "-p $PORT -k $HOME_DIR -c listen_addresses=127.0.0.1 -c max_connections=200 -c shared_buffers=64MB" \
  -o "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0" \
  -o "-c autovacuum=off -c jit=off" \
  || { cat "$HOME_DIR/log" >&2; die "PostgreSQL did not start."; }

# One transaction at a time on a connection that is anybody's: what the tests of the hot paths go through.
if command -v pgbouncer >/dev/null; then
  POOL=$(free_port)
  cat >"$HOME_DIR/pgbouncer.ini" <<INI
[databases]
* = host=127.0.0.1 port=$PORT user=fullgrid
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $POOL
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 8
server_idle_timeout = 5
pidfile = $HOME_DIR/pgbouncer.pid
logfile = $HOME_DIR/pgbouncer.log
INI
  chmod 644 "$HOME_DIR/pgbouncer.ini"
  as_server "$(command -v pgbouncer)" -q -d "$HOME_DIR/pgbouncer.ini" || die "PgBouncer did not start."
  export FULLGRID_TEST_POOL="127.0.0.1:$POOL"
fi
export FULLGRID_TEST_DATABASE="postgresql://fullgrid@127.0.0.1:$PORT/postgres"
"$@"
