"""The product, several processes of it, in front of a real cluster: `pytest -m cluster` (a gate of `make test`)."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from scripts import cluster as clusters
from tests import town as towns
from tests.cluster.phones import Ledger, Phone
from tests.conftest import HouseClient
from tests.register.register import homes
from tests.town import Town
from webapp import create_app
from webapp.core.config import Settings
from webapp.core.data import db, migrations
from webapp.people.accounts import services as accounts

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 2


@dataclass
class District:
    cluster: clusters.Cluster
    port: int
    cookies: dict[str, str]
    homes: list[str]
    ledger: Ledger = field(default_factory=Ledger)

    def phone(self, who: str = "wang") -> Phone:
        return Phone(self.port, self.cookies[who], self.homes, self.ledger)

    @contextmanager
    def at_work(self, phones: int) -> Iterator[list[Phone]]:
        made = [self.phone() for _ in range(phones)]
        threads = [threading.Thread(target=phone.work, daemon=True) for phone in made]
        self.ledger.over.clear()
        for thread in threads:
            thread.start()
        try:
            yield made
        finally:
            self.ledger.over.set()
            for thread in threads:
                thread.join(100)

    def database(self) -> Engine:
        """The primary of now, past PgBouncer and past the product."""
        return create_engine(self.cluster.direct().replace("postgresql:", "postgresql+psycopg:", 1))


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    shelf = Path("/dev/shm")
    accounts.HASHER = towns.CHEAP
    with clusters.running(str(shelf) if os.access(shelf, os.W_OK) else None) as cluster:
        data = tmp_path_factory.mktemp("product")
        cookies, doors = _found(cluster, data)
        cluster.await_primary(standbys=2)
        port = clusters.free_ports(1)[0]
        process = _serve(cluster, data, port)
        try:
            made = District(cluster, port, cookies, doors)
            _await(made.phone())
            yield made
        finally:
            process.terminate()
            process.wait(40)


def _found(cluster: clusters.Cluster, data: Path) -> tuple[dict[str, str], list[str]]:
    """The town of the other tests, made through PgBouncer, migrations and all."""
    url = cluster.url().replace("postgresql:", "postgresql+psycopg:", 1)
    app = create_app(Settings(folder=data, database_url=url, testing=True))
    app.test_client_class = HouseClient
    with app.app_context():
        migrations.upgrade(db.engine())
        with db.transaction() as session:
            town = towns.build(session)
        doors = _street(town)
    cookies = {}
    for who in ("wang", "he"):
        client = app.test_client()
        assert isinstance(client, HouseClient)
        kept = client.sign_in(town.accounts[who]).get_cookie("fullgrid")
        assert kept is not None
        cookies[who] = f"fullgrid={kept.value}"
    app.extensions["engine"].dispose()
    return cookies, doors


def _street(town: Town) -> list[str]:
    with db.transaction() as session:
        building = homes.build(session, town)
        rooms = [f"{floor}0{door}" for floor in range(1, 7) for door in (1, 2)]
        return [homes.settle(session, town, building, room=room).id for room in rooms]


def _serve(cluster: clusters.Cluster, data: Path, port: int) -> subprocess.Popen[bytes]:
    surroundings = os.environ | {
        "DATA": str(data), "HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": str(PROCESSES),
        "FULLGRID_DATABASE": cluster.url(), "FULLGRID_REPLICA": cluster.url("fullgrid_standby"),
    }  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--no-control-socket", "wsgi:app"]
    with (cluster.folder / "product.log").open("wb") as log:
        return subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=log, stderr=log, start_new_session=True)


def _await(phone: Phone) -> None:
    until = time.monotonic() + 60
    while phone.ask("GET", "/readyz")[0] != 200:
        if time.monotonic() > until:
            raise TimeoutError(f"the product is not ready: {phone.ask('GET', '/readyz')}")
        time.sleep(0.3)
