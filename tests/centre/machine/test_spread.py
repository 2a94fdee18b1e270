"""flask db distribute on PostgreSQL: the keys, what refuses, and a day's work on what it leaves behind."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event, text
from sqlmodel import Session, select

from tests.casework.cases.conftest import act as act
from tests.casework.cases.conftest import open_case as open_case
from tests.casework.cases.test_category import test_limit_and_level_follow_and_the_first_date_stays as test_a_case
from tests.centre.sync.test_records import record, send
from tests.centre.sync.test_records import test_a_receipt_carries_the_id_and_the_hash_of_what_was_stored as test_a_visit
from tests.centre.sync.test_records import test_the_same_record_again_gets_the_same_receipt_and_one_row as test_again
from tests.centre.sync.test_records import wang as wang
from tests.conftest import SERVER, Databases, HouseClient, over
from tests.council.promises.test_services import evening as evening
from tests.council.promises.test_services import hall as hall
from tests.council.promises.test_services import promise_of
from tests.council.promises.test_services import (
    test_the_database_itself_refuses_to_move_the_first_deadline as test_word,
)
from tests.council.sittings import hall as halls
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.exchange.points.test_ledger import (
    test_a_hold_takes_the_oldest_lot_first_and_handing_over_is_no_second_line as test_a_hold,
)
from tests.exchange.points.test_ledger import test_an_act_earns_by_the_rule_of_its_day as test_points
from tests.register.persons.test_moves import far as far
from tests.register.persons.test_moves import li as li
from tests.register.persons.test_moves import (
    test_another_community_takes_the_person_over_with_the_history as test_a_person_moves,
)
from tests.register.persons.test_moves import test_the_pages_of_a_move as test_its_pages
from tests.town import FOUNDED, Town
from webapp.centre.machine import spread_services
from webapp.centre.machine.spread_rules import SPREAD
from webapp.core.config import Settings
from webapp.core.data import db, migrations
from webapp.core.scale import partitioning
from webapp.core.spread import shards
from webapp.core.time import clock
from webapp.council.promises.models import PromiseStep
from webapp.exchange.points import services as points
from webapp.exchange.shop.models import Goods, Price
from webapp.people.accounts.models import Account
from webapp.register.register.models import Household
from webapp.volunteering.volunteers.models import Volunteer

pytestmark = pytest.mark.skipif(not SERVER, reason="only PostgreSQL can be spread")
# Days of work that other slices test, here once more where rows lie by community.
WORK = (test_a_case, test_a_visit, test_again, test_word, test_a_hold, test_points, test_a_person_moves, test_its_pages)


def quiet(_: str) -> None: ...


@pytest.fixture(scope="module")
def spread(databases: Databases) -> Iterator[str]:
    """The little town, its keys by community: made once, copied for each test."""
    url = databases.fresh()
    engine = db.make_engine(url)
    spread_services.distribute(engine, quiet)
    engine.dispose()
    yield url
    databases.drop(url)


@pytest.fixture
def settings(databases: Databases, spread: str, tmp_path: Path) -> Iterator[Settings]:
    url = databases.fresh(spread)
    yield Settings(folder=tmp_path, database_url=url, testing=True)
    databases.drop(url)


@pytest.fixture
def app(house: Flask, settings: Settings) -> Iterator[Flask]:
    with over(house, settings):
        shards.mark(house.extensions["engine"], True)
        yield house
        shards.mark(house.extensions["engine"], False)


def test_keys_are_as_wanted_and_an_upgrade_waits(app: Flask, session: Session) -> None:
    engine: Engine = db.engine()
    assert migrations.differences(engine) == []
    said: list[str] = []
    spread_services.distribute(engine, said.append)
    assert said == [], "what is done is not done twice"
    with engine.begin() as connection:
        head = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        connection.execute(text("UPDATE alembic_version SET version_num = 'rights_requests'"))
    with pytest.raises(migrations.DatabaseSpread):
        migrations.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head})
    spread_services.gather(engine, quiet)
    assert migrations.differences(engine) == []
    assert not shards.is_spread(engine)


def test_rows_that_contradict_are_named_and_nothing_changes(databases: Databases, town: Town) -> None:
    url = databases.fresh()
    engine = db.make_engine(url)
    with Session(engine) as writing:
        made = Goods(community_id=town.community, code="OIL", name="油", unit="桶")
        writing.add(made)
        writing.flush()
        writing.add(Price(community_id=town.far_community, goods_id=made.id, points=1, valid_from=FOUNDED))
        writing.commit()
    with pytest.raises(spread_services.Contradicts) as refusal:
        spread_services.distribute(engine, quiet)
    assert refusal.value.values["what"] == "goods_price.goods_id (1)"
    assert migrations.differences(engine) == []
    engine.dispose()
    databases.drop(url)


def test_what_needs_whole_tables_says_so_and_changes_nothing(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "a.backup").touch()
    for words in (["restore", str(tmp_path / "a.backup")], ["partition"]):
        refused = app.test_cli_runner().invoke(args=["db", *words])
        assert refused.exit_code != 0
        assert "先 flask db gather" in str(refused.exception)


def test_what_is_cut_by_time_is_not_spread(databases: Databases) -> None:
    url = databases.fresh()
    engine = db.make_engine(url)
    partitioning.cut(engine, "sync_receipt", quiet)
    with pytest.raises(spread_services.CutByTime) as refusal:
        spread_services.distribute(engine, quiet)
    assert refusal.value.values["what"] == "sync_receipt"
    assert migrations.differences(engine) == []
    engine.dispose()
    databases.drop(url)


def test_a_dry_run_says_where_each_table_goes(app: Flask, session: Session) -> None:
    said: list[str] = []
    spread_services.distribute(db.engine(), said.append, dry_run=True)
    places = {line.split()[0]: line.split(maxsplit=2)[2] for line in said}
    assert places["visit"] == "distributed by community_id" and places["audit_line"] == "distributed by chain_id"
    assert places["unit"] == "reference" and places["job"] == "local"


def test_promises_and_their_parts_lie_in_one_community(hall: halls.Hall, session: Session, town: Town) -> None:
    made = promise_of(hall)
    steps = session.exec(select(PromiseStep).where(PromiseStep.promise_id == made.id)).all()
    assert steps and {step.community_id for step in steps} == {town.community}


def test_what_was_read_is_changed_where_it_lies(app: Flask, session: Session, town: Town, stair: Stair) -> None:
    with said_by(db.engine()) as said, db.transaction() as writing:
        writing.exec(select(Household).where(Household.id == stair.home)).one().note = "门铃坏了"
        writing.flush()
        writing.refresh(writing.get_one(Household, stair.home), with_for_update=True)
    changed = [one for one in said if one.startswith("UPDATE household")]
    locked = [one for one in said if one.endswith("FOR UPDATE")]
    assert changed and locked and all("community_id = %(" in one for one in changed + locked)


MODE = text("SELECT current_setting('citus.multi_shard_modify_mode', true)")


def test_whoever_writes_asks_one_machine_after_another_from_the_first_transaction_on(
    app: Flask, settings: Settings
) -> None:
    """Which a process does not know before its first connection; later it costs no question of its own."""
    engine = db.make_engine(settings.database_url)
    session = db.open_session(engine)
    for _ in range(2):
        with db.transaction(session) as writing:
            assert writing.execute(MODE).scalar_one() == "sequential", "what is written may lie everywhere"
        assert session.execute(MODE).scalar_one() in (None, "")
    session.close()
    engine.dispose()


@contextmanager
def said_by(engine: Engine) -> Iterator[list[str]]:
    said: list[str] = []

    def hear(_: Any, __: Any, statement: str, *___: Any) -> None:
        said.append(" ".join(statement.split()))

    event.listen(engine, "before_cursor_execute", hear)
    yield said
    event.remove(engine, "before_cursor_execute", hear)


NAMES_IT = re.compile(r"\b(community_id|chain_id) = %\(|^INSERT ")


@pytest.mark.parametrize("path", ["today", "building", "door", "sync", "cases", "case", "passbook"])
def test_hot_paths_ask_one_machine(
    path: str, client: HouseClient, town: Town, stair: Stair, open_case: Any, session: Session
) -> None:
    case, home = open_case(), f"/doors/{stair.home}"
    if path == "passbook":
        _a_volunteer(town)
    client.sign_in(town.zhao if path == "passbook" else town.wang)
    asks = {
        "today": "/today", "building": f"/buildings/{stair.building}", "door": home, "cases": "/cases/",
        "case": f"/cases/{case.id}", "passbook": "/passbook",
    }  # fmt: skip
    with said_by(db.engine()) as said:
        if path == "sync":
            send(client, record(stair.home))
        else:
            assert client.get(asks[path]).status_code == 200
    wide = [one for one in said if _touches_spread(one) and not NAMES_IT.search(one)]
    assert len(wide) <= WIDE[path], "\n".join(wide)


def test_a_list_looked_at_before_its_rows_were_spread_names_their_community_afterwards(
    client: HouseClient, town: Town, open_case: Any, session: Session
) -> None:
    open_case()
    client.sign_in(town.wang)
    for spread in (False, True):
        shards.mark(db.engine(), spread)
        with said_by(db.engine()) as said:
            assert client.get("/cases/").status_code == 200
    assert [one for one in said if _touches_spread(one) and not NAMES_IT.search(one)] == []


def test_words_are_looked_for_apart_from_what_carries_them(
    client: HouseClient, town: Town, open_case: Any, session: Session
) -> None:
    """By whoever serves several communities: no engine answers a search in all of them together with their cases."""
    case = open_case(words="东门路灯不亮")
    with said_by(db.engine()) as said:
        for who in (town.he, town.li, town.wang):
            client.sign_in(who)
            for words, is_found in (("门", True), ("路灯", True), ("门路灯不", True), ("路灯亮着", False)):
                for path in ("/cases/", "/search"):
                    page = client.get(path, query_string={"q": words}, htmx=path == "/search").get_data(as_text=True)
                    assert (f"/cases/{case.id}" in page) is is_found, f"{path} {words}"
    asked = [one for one in said if "word_pair" in one and one.startswith("SELECT")]
    others = re.compile(rf"\b(FROM|JOIN) ({'|'.join(SPREAD - {'word_pair'})})\b")
    assert asked and not [one for one in asked if others.search(one) or one.count("word_pair AS") > 0]


def _a_volunteer(town: Town) -> None:
    """With points, so that the page asks for all it can show."""
    days: dict[str, Any] = {"joined_on": FOUNDED, "consent_on": FOUNDED}
    with db.transaction() as writing:
        party = writing.get_one(Account, town.zhao).party_id
        writing.add(Volunteer(community_id=town.community, party_id=party, number="Z1", name="赵国强", **days))
        points.open_balance(
            writing, None, party, points=9, key="old", sentence="旧账", expires_on=clock.today() + timedelta(days=9),
            community_id=town.community,
        )  # fmt: skip


def _touches_spread(statement: str) -> bool:
    return any(re.search(rf"\b(FROM|JOIN|UPDATE|INTO) {table}\b", statement) for table in SPREAD)


# Asked of every machine, each time once: whether this record was received anywhere, whatever its sender served then;
# and which case an address names, which may be led by somebody of another community.
WIDE = {"today": 0, "building": 0, "door": 0, "sync": 1, "cases": 0, "case": 1, "passbook": 0}
