#!/bin/sh
# Pins every dependency with its hashes: requirements.lock to run, requirements-test.lock for everything else too.
set -eu
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never
UV=.venv/bin/uv
[ -x "$UV" ] || UV=uv
pin() {
  "$UV" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-annotate --custom-compile-command "make lock" "$@"
}
pin --all-extras pyproject.toml --output-file requirements-test.lock
pin --extra postgres --constraints requirements-test.lock pyproject.toml --output-file requirements.lock
if grep -nE 'https?://' requirements*.lock; then
  echo "A lock file must not name a server (see the lines above)." >&2
  exit 1
fi
echo "Locked: $(grep -c '==' requirements.lock) to run, $(grep -c '==' requirements-test.lock) in all."
