#!/bin/sh
# serve.sh: what a container runs: the data brought up to date, the set-up code when nobody can sign in yet, the server.
set -eu
cd "$(dirname "$0")/.."
PYTHON_BIN=${VENV:-.venv}/bin
"$PYTHON_BIN/flask" --app wsgi upgrade
"$PYTHON_BIN/flask" --app wsgi setup code --url "http://127.0.0.1:${PORT:-8000}"
exec "$PYTHON_BIN/gunicorn" --config gunicorn.conf.py --no-control-socket wsgi:app
