#!/bin/sh
# cluster.sh: three PostgreSQL under Patroni with etcd, HAProxy and PgBouncer on this machine, the product with the demo
# district in front of them (PORT). To look at and to break; nothing is kept. See docs/cluster.md.
set -eu
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
"$ROOT/scripts/setup.sh" run
"$ROOT/scripts/setup.sh" cluster
exec "$VENV/bin/python" scripts/cluster.py "$(shelf)"
