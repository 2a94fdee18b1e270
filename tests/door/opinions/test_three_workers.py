"""Three workers and a line that breaks: nothing doubled, nothing lost, and it adds up. FULLGRID_ROUND_HOMES=3000 is a
whole estate."""

import os
import threading
from datetime import timedelta
from random import Random
from typing import Any

import pytest
import requests
from flask import Flask
from sqlmodel import Session, func, select
from werkzeug.serving import make_server

from tests.browser.proxy import Fault, Kind, Proxy
from tests.conftest import HouseClient
from tests.door.opinions import ground
from tests.town import Town
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.door.opinions import services
from webapp.door.opinions.models import Ballot, OpinionRound, RoundLine
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Role
from webapp.people.accounts.permissions import Action
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind
from webapp.register.register import place_services
from webapp.register.register.models import Dwelling, Household

PLAN = place_services.BuildingPlan(entrances=1, floors=25, rooms_per_floor=4)
HOMES = int(os.environ.get("FULLGRID_ROUND_HOMES", "600"))
BATCH = 50
SAYS = ("1", "1", "1", "2", "nobody", "refused", "empty", "moved", "later")
FAULTS = (Kind.REFUSE, Kind.CUT_REQUEST, Kind.DROP_ANSWER, Kind.CUT_ANSWER)


def settle(session: Session, town: Town) -> list[str]:
    """Buildings of 100 flats with somebody in each."""
    host = town.actor("li", Action.CHANGE_REGISTER)
    buildings = []
    for n in range(-(-HOMES // 100)):
        made = place_services.found_building(
            session, host, grid_id=town.grid1, estate="冬梅轩", name=f"{n + 1}号楼", plan=PLAN,
            on=clock.today() - timedelta(days=400),
        )  # fmt: skip
        buildings.append(made.id)
    rows = [
        {
            **Household(
                community_id=one.community_id, grid_id=one.grid_id, building_id=one.building_id,
                entrance_id=one.entrance_id, dwelling_id=one.id, label=f"{one.room}", head_name="王", door=one.room,
                changed_at=clock.now(),
            ).model_dump()
        }
        for one in session.exec(select(Dwelling).limit(HOMES))
    ]  # fmt: skip
    db.insert_many(session, Household.__table__, rows)  # type: ignore[attr-defined]
    return buildings


def workers(session: Session, town: Town) -> list[str]:
    """王 and two colleagues of the same grid."""
    found = [town.wang]
    for name in ("李网格", "张网格"):
        party = org.make_party(session, None, kind=PartyKind.PERSON, name=name, community_id=town.community)
        account = accounts.open_account(
            session,
            None,
            party=party,
            login=f"worker{len(found)}",
            password="",
            password_hash="none",
            must_change=False,
        )
        accounts.give_post(session, None, account, role=Role.GRID_WORKER, unit_id=town.grid1, valid_from=clock.today())
        found.append(account.id)
    return found


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_a_round_answered_over_a_line_that_breaks_adds_up(app: Flask, town: Town) -> None:
    with app.app_context():
        with db.transaction() as session:
            buildings = settle(session, town)
            asked = ground.asked(session, town, "", building_ids=buildings)
            accounts_ = workers(session, town)
        session = db.session()
        homes = list(session.exec(select(RoundLine.household_id).where(RoundLine.round_id == asked.id)))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told: list[int] = []
    crew = [
        threading.Thread(
            target=lambda n=n: told.append(walk(app, server.server_port, accounts_[n], asked.id, homes, n))
        )  # type: ignore[misc]
        for n in range(3)
    ]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    server.shutdown()
    with app.app_context():
        session = db.session()
        ground.adds_up(session, asked.id)
        assert session.exec(select(func.count()).select_from(Ballot)).one() == sum(told) > HOMES
        with db.transaction():
            host, made = town.actor("li", Action.HOLD_OPINIONS), session.get_one(OpinionRound, asked.id)
            services.count_round(session, host, services.close_round(session, host, made))
        assert sum(made.result["counts"]) == made.households == made.result["total"] == len(homes)


def _walk_into(told: list[int], *given: Any) -> None:
    told.append(walk(*given))


def walk(app: Flask, port: int, account_id: str, round_id: str, homes: list[str | None], seed: int) -> int:
    """One worker: a third of the doors and some of a neighbour's, over a line of its own that breaks at every third
    delivery. Returns how many records were delivered for good."""
    rng, proxy = Random(seed), Proxy(port)
    mine = homes[seed::3] + rng.sample(homes[(seed + 1) % 3 :: 3], len(homes) // 10)
    records = [record(rng, round_id, str(home)) for home in mine]
    cookie = cookie_of(app, account_id)
    try:
        for start in range(0, len(records), BATCH):
            deliver(rng, proxy, records[start : start + BATCH], cookie)
    finally:
        proxy.close()
    return len(records)


def deliver(rng: Random, proxy: Proxy, batch: list[dict[str, Any]], cookie: str) -> None:
    waiting = {one["id"] for one in batch}
    headers = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
    while waiting:
        proxy.fault = Fault(rng.choice(FAULTS), bytes=rng.choice((0, 40, 900)), times=1)
        if rng.random() > 0.35:
            proxy.heal()
        some = [one for one in batch if one["id"] in waiting]
        try:
            answer = requests.post(
                f"http://127.0.0.1:{proxy.port}/sync", json={"records": some}, headers=headers,
                cookies={"fullgrid": cookie}, timeout=60,
            )  # fmt: skip
            said = answer.json()["results"]
        except (requests.RequestException, ValueError, KeyError):
            continue
        assert {one["state"] for one in said} == {"receipt"}, said
        waiting -= {one["id"] for one in said}


def record(rng: Random, round_id: str, home: str) -> dict[str, Any]:
    at = clock.now() - timedelta(minutes=rng.randint(0, 600))
    fields = {"household_id": [home], "round_id": [round_id], "said": [rng.choice(SAYS)], "speaker": ["owner"]}
    return {"id": ids.new(), "kind": "opinion", "version": 1, "fields": fields, "captured_at": at.isoformat()}


def cookie_of(app: Flask, account_id: str) -> str:
    client = app.test_client()
    assert isinstance(client, HouseClient)
    client.sign_in(account_id)
    kept = client.get_cookie("fullgrid")
    assert kept is not None
    return kept.value
