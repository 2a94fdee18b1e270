"""A cluster on the loopback: three etcd, three PostgreSQL under Patroni, HAProxy, PgBouncer, by the files of
deploy/cluster. `scripts/cluster.sh` shows it with the product in front; the gate of `make test` breaks it.

Everything lives in one temporary folder on free ports, as the user postgres where this runs as root, and ends with it.
"""

import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HOST, NODES = "127.0.0.1", 3
TEMPLATES = ROOT / "deploy" / "cluster"
PACKAGES = {"patroni": "patroni", "etcd": "etcd-server", "haproxy": "haproxy", "pgbouncer": "pgbouncer"}
BINARIES = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
# Three on two cores that others use as well: slower than etcd's 100 ms, as it advises for busy machines.
ETCD_PACE = ("--heartbeat-interval", "200", "--election-timeout", "2000")


class NotInstalled(SystemExit):
    """What is missing and how to get it."""


def programs() -> dict[str, str]:
    found = {name: shutil.which(name, path=BINARIES) for name in PACKAGES}
    missing = [PACKAGES[name] for name, path in found.items() if not path]
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: float(one.parent.name))
    whole = [str(one) for one in folders if (one / "initdb").exists()]
    home = os.environ.get("POSTGRES_BIN") or (whole[-1] if whole else "")
    if missing or not home:
        wanted = " ".join([*missing, *([] if home else ["postgresql"])])
        raise NotInstalled(f"The cluster needs programs that are not installed. As root: apt-get install {wanted}")
    return {name: str(path) for name, path in found.items()} | {"postgres": home}


def free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        doors = [stack.enter_context(socket.socket()) for _ in range(count)]
        for door in doors:
            door.bind((HOST, 0))
        return [int(door.getsockname()[1]) for door in doors]


@dataclass
class Node:
    name: str
    folder: Path
    port: int
    rest_port: int
    process: subprocess.Popen[bytes] | None = None

    def pids(self) -> list[int]:
        """Patroni and PostgreSQL with all they have begun, whoever their parent is by now."""
        roots = [self.process.pid] if self.process and self.process.poll() is None else []
        with suppress(OSError, ValueError, IndexError):
            roots.append(int((self.folder / "data" / "postmaster.pid").read_text().split()[0]))
        return sorted({pid for root in roots if _runs(root) for pid in _family(root)})

    def signal(self, number: signal.Signals) -> None:
        for pid in self.pids():
            with suppress(ProcessLookupError):
                os.kill(pid, number)


@dataclass
class Cluster:
    folder: Path
    ports: dict[str, int]
    nodes: list[Node]
    programs: dict[str, str]
    password: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    others: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def url(self, database: str = "fullgrid") -> str:
        """Through PgBouncer; `fullgrid_standby` reads on a standby."""
        return f"postgresql://fullgrid:{self.password}@{HOST}:{self.ports['pgbouncer']}/{database}?pgbouncer=1"

    def direct(self, user: str = "fullgrid", database: str = "fullgrid") -> str:
        """To whichever node is the primary, past PgBouncer."""
        return f"postgresql://{user}:{self.password}@{HOST}:{self.ports['primary']}/{database}"

    def primary(self, last: str = "") -> tuple[Node, list[dict[str, Any]]] | None:
        """Who says of itself that it is the primary (and is not `last`), with the standbys that stream from it now."""
        for node in self.nodes:
            url = f"http://{HOST}:{node.rest_port}/primary"
            with suppress(OSError, ValueError), urllib.request.urlopen(url, timeout=1) as answer:
                if answer.status == 200 and node.name != last:
                    standbys = json.load(answer).get("replication", [])
                    return node, [one for one in standbys if one["state"] == "streaming"]
        return None

    def await_primary(self, standbys: int, seconds: float = 60, last: str = "") -> Node:
        """Until so many stream from it and one of them synchronously."""
        until, found = time.monotonic() + seconds, None
        while time.monotonic() < until:
            found = self.primary(last)
            if found and len(found[1]) >= standbys and (
                not standbys or any(one["sync_state"] == "sync" for one in found[1])
            ):
                return found[0]
            time.sleep(0.2)
        raise TimeoutError(f"the cluster is not whole after {seconds:.0f} s: {found}; see {self.folder}")

    # --- its life
    def start(self) -> None:
        self._start_etcd()
        for node in self.nodes:
            self.start_node(node)
        self._start_doors()
        self.await_primary(standbys=0, seconds=90)
        self._make_database()

    def start_node(self, node: Node) -> None:
        node.process = self._run(node.name, self.programs["patroni"], str(node.folder / "patroni.yml"))

    def stop(self) -> None:
        """Patroni first, or it would start its server again; PostgreSQL takes its shared memory along."""
        for process in [*self.others, *(node.process for node in self.nodes if node.process)]:
            process.kill()
            process.wait()
        for number in (signal.SIGCONT, signal.SIGQUIT):
            for node in self.nodes:
                node.signal(number)
        until = time.monotonic() + 5
        while time.monotonic() < until and any(_runs(pid) for node in self.nodes for pid in node.pids()):
            time.sleep(0.1)
        for node in self.nodes:
            node.signal(signal.SIGKILL)
        if kept := os.environ.get("CLUSTER_LOGS"):
            for log in self.folder.glob("**/*.log"):
                shutil.copy(log, kept)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True, cwd="/",
                env={"PATH": BINARIES, "LANG": "C.UTF-8", "HOME": str(self.folder)}, **_as_server(),
            )  # fmt: skip

    def _start_etcd(self) -> None:
        peers = {f"etcd{n}": f"http://{HOST}:{self.ports[f'etcd{n}-peer']}" for n in range(NODES)}
        together = ",".join(f"{name}={url}" for name, url in peers.items())
        for number, (name, peer) in enumerate(peers.items()):
            client = f"http://{HOST}:{self.ports[f'etcd{number}']}"
            self.others.append(self._run(
                name, self.programs["etcd"], "--name", name, "--data-dir", str(self.folder / name), *ETCD_PACE,
                "--listen-client-urls", client, "--advertise-client-urls", client, "--listen-peer-urls", peer,
                "--initial-advertise-peer-urls", peer, "--initial-cluster", together,
                "--log-level", "error", "--enable-v2",
            ))  # fmt: skip

    def _start_doors(self) -> None:
        checked = "\n".join(
            f"    server {node.name} {HOST}:{node.port} maxconn 100 check port {node.rest_port}" for node in self.nodes
        )
        both = {"primary_port": self.ports["primary"], "standby_port": self.ports["standbys"], "nodes": checked}
        users = self.folder / "users.txt"
        users.write_text(f'"fullgrid" "{self.password}"\n')
        _give(users)
        self._fill("haproxy.cfg", self.folder, both)
        self._fill("pgbouncer.ini", self.folder, both | {"port": self.ports["pgbouncer"]})
        for name, *words in (("haproxy", "-db", "-f", "haproxy.cfg"), ("pgbouncer", "pgbouncer.ini")):
            words[-1] = str(self.folder / words[-1])
            self.others.append(self._run(name, self.programs[name], *words))

    def _fill(self, name: str, into: Path, values: dict[str, Any]) -> None:
        whole = {"host": HOST, "folder": into, "password": self.password} | values
        written = into / name
        written.write_text(Template((TEMPLATES / name).read_text()).substitute(whole))
        _give(written)

    def write_node(self, node: Node) -> None:
        hosts = ",".join(f"{HOST}:{self.ports[f'etcd{n}']}" for n in range(NODES))
        node.folder.mkdir(mode=0o700)
        _give(node.folder)
        self._fill("patroni.yml", node.folder, {
            "name": node.name, "port": node.port, "rest_port": node.rest_port, "etcd_hosts": hosts,
            "network": f"{HOST}/32", "postgres_bin": self.programs["postgres"], "shared_buffers": "32MB",
            "watchdog": "off",
        })  # fmt: skip

    def _make_database(self) -> None:
        """As soon as HAProxy has seen the primary: the owner of the product's tables, and its database."""
        psql = f"{self.programs['postgres']}/psql"
        words = (f"CREATE ROLE fullgrid LOGIN PASSWORD '{self.password}'", "CREATE DATABASE fullgrid OWNER fullgrid")
        asked = [part for sentence in words for part in ("-c", sentence)]
        until = time.monotonic() + 30
        while True:
            told = subprocess.run(
                [psql, self.direct("postgres", "postgres"), "-qX", *asked], capture_output=True, text=True, check=False
            )
            if told.returncode == 0:
                return
            if time.monotonic() > until:
                raise TimeoutError(told.stderr)
            time.sleep(0.3)


@contextmanager
def running(shelf: str | None = None) -> Iterator[Cluster]:
    """Up with a primary; the standbys may still be copying (`await_primary`)."""
    found = programs()
    folder = Path(tempfile.mkdtemp(prefix="fullgrid-cluster-", dir=shelf))
    _give(folder)
    names = [f"etcd{n}{kind}" for n in range(NODES) for kind in ("", "-peer")] + ["primary", "standbys", "pgbouncer"]
    *fixed, = free_ports(len(names) + 2 * NODES)
    ports = dict(zip(names, fixed, strict=False))
    rest = fixed[len(names):]
    nodes = [Node(f"node{n + 1}", folder / f"node{n + 1}", rest[2 * n], rest[2 * n + 1]) for n in range(NODES)]
    cluster = Cluster(folder, ports, nodes, found)
    try:
        for node in nodes:
            cluster.write_node(node)
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


def _server() -> pwd.struct_passwd:
    with suppress(KeyError):
        return pwd.getpwnam("postgres")
    return pwd.getpwnam("nobody")


def _as_server() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid():
        return {}
    return {"user": _server().pw_uid, "group": _server().pw_gid, "extra_groups": []}


def _give(path: Path) -> None:
    if not os.geteuid():
        os.chown(path, _server().pw_uid, _server().pw_gid)


def _runs(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def _family(root: int) -> Iterator[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
    waiting = [root]
    while waiting:
        yield (pid := waiting.pop())
        waiting += parents.get(pid, [])


def show() -> None:
    """The product in front of it, until Ctrl-C."""
    port = os.environ.get("PORT") or "8000"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the cluster goes, whoever ends this
    with running(sys.argv[1] if len(sys.argv) > 1 else None) as cluster:
        cluster.await_primary(standbys=NODES - 1)
        data = cluster.folder / "product"
        surroundings = os.environ | {
            "DATA": str(data), "PORT": port, "FULLGRID_DATABASE": cluster.url(),
            "FULLGRID_REPLICA": cluster.url("fullgrid_standby"),
        }  # fmt: skip
        flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
        for words in (["db", "upgrade"], ["seed", "--if-empty"]):
            subprocess.run([*flask, *words], cwd=ROOT, env=surroundings, check=True)
        print(f"\nThe primary: {cluster.direct('postgres', 'postgres')}\nthrough PgBouncer: {cluster.url()}")
        for node in cluster.nodes:
            print(f"  {node.name}: patroni {node.process.pid if node.process else '-'}, http://{HOST}:{node.rest_port}")
        print(f"Logs in {cluster.folder}. Open http://{HOST}:{port}/ (stop with Ctrl-C: nothing is kept)", flush=True)
        command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--no-control-socket", "wsgi:app"]
        with suppress(KeyboardInterrupt):
            subprocess.run(command, cwd=ROOT, env=surroundings, check=False)


if __name__ == "__main__":
    show()
