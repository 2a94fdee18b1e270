#!/bin/sh
# setup.sh run|test|cluster: makes a fresh Debian or Ubuntu able to run the product, to test it, or to bring up a cluster
# before it. Fast when nothing is missing.
set -eu
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
PROFILE=${1:-run}
case $PROFILE in
  run) LOCK=requirements.lock ;;
  test) LOCK=requirements-test.lock ;;
  cluster) LOCK=requirements.lock ;;
  *) die "usage: scripts/setup.sh run|test|cluster" ;;
esac

needed=""   # without these nothing works
useful=""   # without these a part is missing, and says so
need() { needed="$needed $*"; }
want() { useful="$useful $*"; }

# --- what is missing ---------------------------------------------------------------------------------------------
find_python >/dev/null || need "$(
  if command -v python3 >/dev/null && ! is_new python3; then
    echo python3.11 python3.11-venv      # an older Ubuntu carries it beside its own
  else
    echo python3 python3-venv
  fi)"
if is_new "$OWN_PYTHON" && ! is_python "$OWN_PYTHON"; then want python3-venv; fi # with which it is the one to be taken
has_library 'libpango-1\.0\.so' || want libpango-1.0-0
has_library 'libpangoft2-1\.0\.so' || want libpangoft2-1.0-0
has_library 'libharfbuzz-subset\.so' || want libharfbuzz-subset0
ls /usr/share/fonts/opentype/noto/NotoSerifCJK* >/dev/null 2>&1 || want fonts-noto-cjk # rare names, minutes, headings
ls /usr/share/fonts/truetype/lxgw-wenkai/*.ttf >/dev/null 2>&1 || want fonts-lxgw-wenkai # stands in for 仿宋 in minutes
command -v fc-match >/dev/null || want fontconfig # asked which face draws a name
command -v openssl >/dev/null || want openssl # signs with SM2 where a district must; in the tests a judge of signatures

is_ubuntu() { grep -qs '^ID=ubuntu' /etc/os-release; }
without_main_cluster=""
servers=""  # programs of a cluster, whose packages would also start them
if [ "$PROFILE" != run ]; then
  find_postgres >/dev/null || { want postgresql; without_main_cluster=yes; }
  for pair in patroni:patroni etcd:etcd-server haproxy:haproxy pgbouncer:pgbouncer; do
    command -v "${pair%%:*}" >/dev/null || servers="$servers ${pair##*:}"
  done
fi
if [ "$PROFILE" = test ]; then
  if ! find_chromium >/dev/null; then
    if is_ubuntu; then
      warn "Ubuntu brings Chromium only as a snap. For the browser tests install Google Chrome or set CHROMIUM=/path."
    else
      want chromium
    fi
  fi
  has_library 'libatomic\.so' || want libatomic1
  command -v pdftotext >/dev/null || want poppler-utils
  command -v qpdf >/dev/null || want qpdf
  command -v mutool >/dev/null || want mupdf-tools # another reader of our PDFs
  command -v java >/dev/null || want default-jre-headless
  for jar in preflight:libpdfbox2-java javax.activation:libactivation-java jaxb-api:libjaxb-api-java; do
    [ -e "/usr/share/java/${jar%%:*}.jar" ] || want "${jar##*:}" # goes through archive files
  done
  command -v khal >/dev/null || want khal # calendar programs that read what the council sends
  command -v calcurse >/dev/null || want calcurse
  command -v zbarimg >/dev/null || want zbar-tools
  command -v sftp >/dev/null || want openssh-client # what carries backups to another server, and the other side of it
  [ -x /usr/lib/openssh/sftp-server ] || want openssh-sftp-server
  command -v soffice >/dev/null || want libreoffice-calc libreoffice-writer
fi

# --- Debian packages ---------------------------------------------------------------------------------------------
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

can_apt() {
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] && return 0
  command -v sudo >/dev/null || return 1
  sudo -n true 2>/dev/null && return 0
  [ -t 0 ] && sudo true      # asks for the password, once
}

install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"
}

# Debian would start a database server of its own; the tests bring up a private one and need only the programs.
install_postgres() {
  install postgresql-common
  conf=/etc/postgresql-common/createcluster.conf
  as_root cp "$conf" "$conf.fullgrid"
  echo "create_main_cluster = false" | as_root tee -a "$conf" >/dev/null
  result=0
  install postgresql || result=1
  as_root mv "$conf.fullgrid" "$conf"
  return $result
}

# These would start at once and at every boot. A machine whose own they are has them already and comes not here.
install_servers() {
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'as_root rm -f "$policy"' EXIT # of the process that `slowly` runs this in
    trap 'exit 1' INT TERM
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  result=0
  # shellcheck disable=SC2086
  install $servers || result=1
  for service in $servers; do
    as_root update-rc.d "${service%-server}" disable >/dev/null 2>&1 || true
    ! command -v systemctl >/dev/null || as_root systemctl disable "${service%-server}" >/dev/null 2>&1 || true
  done
  return $result
}

if [ -n "$needed$useful$servers" ]; then
  if can_apt; then
    slowly "Reading the package lists" as_root apt-get update -q || warn "The package lists could not be read; going on."
    if [ -n "$without_main_cluster" ]; then
      slowly "Installing PostgreSQL (programs only, no server is started)" install_postgres || warn "No PostgreSQL."
      useful=$(printf '%s' "$useful" | sed 's/ postgresql\b//')
    fi
    if [ -n "$servers" ]; then
      slowly "Installing$servers (programs only, nothing is started)" install_servers || warn "No$servers: no cluster."
    fi
    # shellcheck disable=SC2086
    if [ -n "$needed$useful" ] && ! slowly "Installing$needed$useful" install $needed $useful; then
      [ -z "$needed" ] || slowly "Installing only$needed" install $needed || die "Could not install$needed."
      warn "Not installed:$useful. What needs it will say so."
    fi
  elif [ -n "$needed" ]; then
    die "Missing:$needed. Install it (as root: apt-get install$needed$useful), then run this again."
  else
    warn "Missing, and not needed to start:$useful$servers. As root: apt-get install$useful$servers"
  fi
fi
[ "$PROFILE" != cluster ] || exit 0
PY=$(find_python) || die "Python 3.11 or newer (with venv) was not found. Install it or set PYTHON=/path/to/python3."

# --- Python packages ---------------------------------------------------------------------------------------------
mkdir -p "$VENV"
if command -v flock >/dev/null; then
  exec 9>"$VENV/.setup-lock"      # not .lock: that one is uv's own
  flock 9
fi
stamp() { { cat "$1"; "$VENV/bin/python" -V; } 2>/dev/null | sha256sum | cut -d' ' -f1; }

if is_python "$VENV/bin/python"; then
  built() { "$1" -c 'import sys; print(sys.base_prefix, "%d.%d" % sys.version_info[:2])'; } # where it lies, which it is
  other=$(built "$VENV/bin/python")
  chosen=$(built "$PY")
  if [ "$other" != "$chosen" ] && [ "${other##* }" = "${chosen##* }" ]; then
    warn "$VENV is made with the Python in ${other% *}, not with $PY. To change: rm -r $VENV, then this again."
  fi
else
  slowly "Making $VENV with $("$PY" -V)" "$PY" -m venv --clear "$VENV"
fi
if [ "$(stamp "$LOCK")" != "$(cat "$VENV/.stamp-$PROFILE" 2>/dev/null)" ]; then
  count=$(grep -c '==' "$LOCK")
  UV=$(command -v uv 2>/dev/null || true)
  [ ! -x "$VENV/bin/uv" ] || UV=$VENV/bin/uv
  if [ -n "$UV" ]; then
    slowly "Installing up to $count Python packages (uv)" \
      "$UV" pip install --python "$VENV/bin/python" --require-hashes --no-deps -r "$LOCK"
  else
    slowly "Installing up to $count Python packages (pip; some minutes the first time)" \
      "$VENV/bin/python" -m pip install --disable-pip-version-check --no-input --require-hashes --no-deps -r "$LOCK"
  fi || die "The Python packages could not be installed."
  stamp "$LOCK" >"$VENV/.stamp-$PROFILE"
  [ "$PROFILE" = run ] || stamp requirements.lock >"$VENV/.stamp-run"   # the longer list holds the shorter one
fi
say "Set-up for '$PROFILE' is complete."
