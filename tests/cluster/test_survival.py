"""The primary is killed, then the new one cut off, while phones send: nothing acknowledged is lost, nothing is doubled,
and no phone shows more than 正在发送. The tests follow each other as the acts of one story."""

import signal
import time
from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, text

from scripts.cluster import Node
from tests.cluster.conftest import District
from tests.cluster.phones import BLAMED, Phone

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(300)]
PHONES, LONGEST_GAP = 12, 30.0
Note = Callable[[str, object], None]


def test_every_process_works_through_pgbouncer(district: District) -> None:
    with district.at_work(PHONES):
        time.sleep(3)
    assert len(district.ledger.received) > PHONES and set(district.ledger.answers) == {"200"}, district.ledger.answers


def test_the_overview_is_counted_on_a_standby(district: District) -> None:
    status, said, _ = district.phone("he").ask("GET", "/overview")
    assert status == 200 and "数据截至" in said["text"]


def test_the_primary_is_killed(district: District, record_property: Note) -> None:
    """kill -9 to the node's Patroni and PostgreSQL alike: a machine whose power is gone."""
    node = district.cluster.await_primary(standbys=2)
    gap = _gap_while(district, node, lambda: node.signal(signal.SIGKILL))
    _tell(record_property, "gap after kill -9, seconds", gap)
    district.cluster.start_node(node)
    district.cluster.await_primary(standbys=2, seconds=60)


def test_the_primary_is_cut_off(district: District, record_property: Note) -> None:
    """It stands still in the middle of what it was doing, and wakes when another one has taken its place."""
    node = district.cluster.await_primary(standbys=2)
    gap = _gap_while(district, node, lambda: node.signal(signal.SIGSTOP), then=lambda: node.signal(signal.SIGCONT))
    _tell(record_property, "gap after the cut, seconds", gap)
    district.cluster.await_primary(standbys=2, seconds=60)


def test_nothing_is_lost_and_nothing_is_doubled(district: District, record_property: Note) -> None:
    ledger, engine = district.ledger, district.database()
    with engine.connect() as there:
        visits, receipts, lines = (
            [str(key) for (key,) in there.execute(text(question))]
            for question in (
                "SELECT id FROM visit", "SELECT id FROM sync_receipt",
                "SELECT row_id FROM audit_line WHERE verb = 'record_visit'",
            )
        )  # fmt: skip
    engine.dispose()
    counts = {
        "tried": len(ledger.tried), "acknowledged": len(ledger.received),
        "acknowledged but lost": len(ledger.received.keys() - set(visits)),
        "doubled": len(visits) - len(set(visits)) + len(lines) - len(set(lines)),
        "not whole": len(set(visits) ^ set(receipts)) + len(set(visits) ^ set(lines)),
        "of nobody": len(set(visits) - ledger.tried), "never received": len(ledger.tried - ledger.received.keys()),
        "answers": dict(ledger.answers), "kinds": dict(ledger.kinds),
    }  # fmt: skip
    for name, count in counts.items():
        _tell(record_property, name, count)
    wrong = ("acknowledged but lost", "doubled", "not whole", "of nobody", "never received")
    assert {name: counts[name] for name in wrong} == dict.fromkeys(wrong, 0)
    assert ledger.kinds[BLAMED] == 0, "no phone was told that its record is at fault"
    assert set(ledger.answers) <= {"200", "503 with Retry-After", "no answer"}


def test_all_nodes_hold_the_same(district: District) -> None:
    told = {}
    for node in district.cluster.nodes:
        told[node.name] = _count_on(district, node)
    assert len(set(told.values())) == 1, told


def test_people_go_on_where_they_were(district: District) -> None:
    """Nobody signs in again, and the overview has found a standby."""
    assert district.phone().ask("GET", "/today")[0] == 200
    until = time.monotonic() + 40
    while "数据截至" not in district.phone("he").ask("GET", "/overview")[1].get("text", ""):
        assert time.monotonic() < until, "the standby is not asked again"
        time.sleep(1)


def _gap_while(
    district: District, node: Node, strike: Callable[[], None], then: Callable[[], None] = lambda: None
) -> float:
    with district.at_work(PHONES) as phones:
        time.sleep(2)
        since = time.monotonic()
        strike()
        try:
            district.cluster.await_primary(standbys=1, seconds=LONGEST_GAP + 15, last=node.name)
            _await_receipts(district, phones)
        finally:
            then()
        time.sleep(4)  # whoever wakes up finds itself no longer the primary, under load
        until = time.monotonic()
    gap = district.ledger.gap(since, until)
    assert gap <= LONGEST_GAP, f"no receipt for {gap:.1f} s"
    return gap


def _await_receipts(district: District, phones: list[Phone]) -> None:
    had, until = len(district.ledger.received), time.monotonic() + LONGEST_GAP
    while len(district.ledger.received) < had + 2 * len(phones):
        assert time.monotonic() < until, f"no receipts from the new primary: {[phone.last for phone in phones]}"
        time.sleep(0.2)


def _count_on(district: District, node: Node) -> tuple[int, int]:
    """Past HAProxy: what this node alone has, once it has caught up."""
    cluster = district.cluster
    url = cluster.direct().replace("postgresql:", "postgresql+psycopg:", 1)
    engine = create_engine(url.replace(f":{cluster.ports['primary']}/", f":{node.port}/"))
    with engine.connect() as there:
        found = there.execute(text("SELECT (SELECT count(*) FROM visit), (SELECT count(*) FROM sync_receipt)")).one()
    engine.dispose()
    return int(found[0]), int(found[1])


def _tell(record_property: Note, name: str, value: object) -> None:
    shown = f"{value:.1f}" if isinstance(value, float) else value
    record_property(name, shown)
    print(f"{name}: {shown}")  # noqa: T201
