# What the scripts share; sourced, never run. Everything here is POSIX sh.

ROOT=$(cd "$(dirname "$0")/.." && pwd)
VENV=${VENV:-$ROOT/.venv}
PATH=$PATH:/usr/sbin:/sbin
export UV_PYTHON_DOWNLOADS=never

say() { printf '%s\n' "• $*"; }
warn() { printf '%s\n' "! $*" >&2; }
die() { warn "$*"; exit 1; }

# slowly WHAT COMMAND…: runs it quietly, tells every few seconds that it still runs, shows its words only when it fails.
slowly() {
  what=$1; shift
  log=$(mktemp)
  began=$(date +%s)
  say "$what"
  "$@" >"$log" 2>&1 &
  child=$!
  trap 'kill "$child" 2>/dev/null; rm -f "$log"; exit 130' INT TERM
  while kill -0 "$child" 2>/dev/null; do
    sleep 1
    spent=$(( $(date +%s) - began ))
    [ $((spent % 10)) -ne 0 ] || [ "$spent" -eq 0 ] || printf '    … %s s: %s\n' "$spent" "$(tail -n 1 "$log" | cut -c1-90)"
  done
  trap - INT TERM
  if wait "$child"; then
    printf '    done in %s s\n' "$(( $(date +%s) - began ))"
    rm -f "$log"
    return 0
  fi
  tail -n 40 "$log" >&2
  rm -f "$log"
  return 1
}

# shelf: a folder for what may vanish: memory where there is plenty of it (a container often gives 64 MB), else the disk.
shelf() {
  free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
  if [ -w /dev/shm ] && [ "${free:-0}" -gt 2000000 ]; then printf '/dev/shm\n'; else printf '%s\n' "${TMPDIR:-/tmp}"; fi
}

has_library() { ldconfig -p 2>/dev/null | grep -q "$1"; }

# Ubuntu's /usr/bin/chromium-browser may be a script that only asks for a snap.
is_browser() {
  path=$(command -v "$1" 2>/dev/null) || return 1
  ! head -c 4000 "$path" | grep -aq 'snap install'
}

find_chromium() {
  for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome google-chrome-stable; do
    if is_browser "$name"; then command -v "$name"; return 0; fi
  done
  return 1
}

find_postgres() {
  for folder in ${POSTGRES_BIN:+"$POSTGRES_BIN"} $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then printf '%s\n' "$folder"; return 0; fi
  done
  path=$(command -v initdb 2>/dev/null) && dirname "$path"
}

is_python() { is_new "$1" && "$1" -c 'import venv, ensurepip, sqlite3' 2>/dev/null; }
is_new() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# The system's own first: it is mended with the system, and a distribution builds it with what it has measured. One from
# a version manager or from /usr/local may be half as fast.
OWN_PYTHON=/usr/bin/python3
find_python() {
  for name in ${PYTHON:+"$PYTHON"} "$OWN_PYTHON" python3 python3.14 python3.13 python3.12 python3.11; do
    if is_python "$name"; then command -v "$name"; return 0; fi
  done
  return 1
}
