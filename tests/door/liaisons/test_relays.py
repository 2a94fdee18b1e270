"""替邻居说件事: the neighbour's words go up, the answer comes back; and how liaisons are chosen."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair, stair
from tests.town import Town
from webapp.casework.cases import answer_services, handling_services
from webapp.casework.cases.models import Answer, GridCase, Source, Voice
from webapp.casework.cases.rules import Outcome
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web.errors import Forbidden, NotFound
from webapp.door.liaisons import choosing_services as choosing
from webapp.door.liaisons import queries, services
from webapp.door.liaisons.models import Liaison, Round
from webapp.people.accounts.permissions import Action
from webapp.register.register.models import Household

__all__ = ["stair"]
NEXT_YEAR = clock.today() + timedelta(days=365)


@pytest.fixture
def term(app: Flask, town: Town, stair: Stair) -> str:
    """郑丽 is liaison of grid 1 and looks after one household."""
    with app.app_context():
        with db.transaction() as session:
            li = town.actor("li", Action.CHOOSE_LIAISONS)
            liaison = services.appoint(
                session, li, party_id=town.party("zheng"), grid_id=town.grid1, valid_to=NEXT_YEAR, household_limit=1
            )
            services.cover(session, li, liaison, session.get_one(Household, stair.home))
        return liaison.id


def form(stair: Stair, **more: object) -> dict[str, object]:
    return {"household_id": stair.home, "category": "ELDER", "words": "老人想吃口热饭", **more}


def voices(session: Session) -> list[Voice]:
    session.rollback()
    return list(session.exec(select(Voice).order_by(Voice.said_at)))


def test_a_liaison_speaks_for_her_neighbour_and_brings_the_answer_back(
    client: HouseClient, session: Session, town: Town, stair: Stair, term: str
) -> None:
    client.sign_in(town.zheng)
    assert "3号楼" in client.get("/liaisons/relays/new").get_data(as_text=True)
    assert client.post("/liaisons/relays", data=form(stair, is_urgent="y")).status_code == 303
    [voice] = voices(session)
    case = session.exec(select(GridCase)).one()
    assert (voice.words, voice.source, voice.household_id) == ("老人想吃口热饭", Source.RELAY, stair.home)
    assert (voice.may_name, voice.relayed_by, case.urgency.value) == (False, town.zheng, "urgent")
    assert "没回告" in client.get("/liaisons/told").get_data(as_text=True)
    assert "有结果了" not in client.get("/notices/").get_data(as_text=True)
    for service, who, how in (
        (handling_services.take, "wang", {}), (handling_services.finish, "wang", {"words": "联系了助餐点"}),
        (handling_services.verify, "li", {"passed": True}),
    ):  # fmt: skip
        with db.transaction() as writing:
            service(writing, town.actor(who), writing.get_one(GridCase, case.id), **how)
    assert client.get("/notices/").get_data(as_text=True).count("有结果了，回告一声") == 1
    assert client.post(f"/liaisons/relays/{voice.id}/answer", data={"words": " "}).status_code == 422
    assert client.post(f"/liaisons/relays/{voice.id}/answer", data={"words": "助餐卡办好了"}).status_code == 303
    session.rollback()
    assert session.exec(select(Answer)).one().voice_id == voice.id
    assert "没回告" not in client.get("/liaisons/told").get_data(as_text=True)
    assert client.get("/liaisons/").status_code == 200
    with db.transaction() as writing:
        li, found = town.actor("li"), writing.get_one(GridCase, case.id)
        answer_services.call_back(writing, li, found, voice=voice, is_reached=True, is_solved=True, is_satisfied=True)
        handling_services.close(writing, li, found, outcome=Outcome.SOLVED)
    assert "结果：" in client.get("/liaisons/told").get_data(as_text=True)


def test_only_for_the_households_one_looks_after(
    client: HouseClient, session: Session, town: Town, stair: Stair, term: str
) -> None:
    client.sign_in(town.zheng)
    assert client.post("/liaisons/relays", data=form(stair, household_id=stair.above)).status_code == 404
    client.sign_in(town.stranger)
    assert client.post("/liaisons/relays", data=form(stair)).status_code == 404
    assert client.sign_in(town.zhao).get("/liaisons/").status_code == 403
    assert voices(session) == []


def test_another_liaisons_relay_is_not_mine_to_close(
    client: HouseClient, session: Session, town: Town, stair: Stair, term: str
) -> None:
    client.sign_in(town.zheng)
    client.post("/liaisons/relays", data=form(stair))
    [voice] = voices(session)
    assert client.sign_in(town.wu).post(f"/liaisons/relays/{voice.id}/answer", data={"words": "x"}).status_code == 404


def test_the_same_door_saying_it_again_joins_the_open_case(session: Session, town: Town, stair: Stair) -> None:
    told = {"household_id": stair.home, "category": "ELDER", "words": "想吃热饭"}
    one = ids.new()
    for _ in range(2):
        with db.transaction() as writing:
            services.relay_need(writing, town.actor("wang", Action.RELAY_NEED), id=one, **told)
    with db.transaction() as writing:
        services.relay_need(writing, town.actor("wang", Action.RELAY_NEED), id=ids.new(), **told)
    assert [voice.id for voice in voices(session)] == [one]
    assert len(session.exec(select(GridCase)).all()) == 1


def test_bad_input_stands_at_its_field(client: HouseClient, town: Town, stair: Stair, term: str) -> None:
    client.sign_in(town.zheng)
    assert client.post("/liaisons/relays", data=form(stair, words=" ")).status_code == 422
    assert client.post("/liaisons/relays", data=form(stair, category="NOPE")).status_code == 422
    assert client.post("/liaisons/relays", data=form(stair, household_id="x")).status_code == 422


def test_a_liaison_covers_a_limited_number_and_a_household_has_one(
    session: Session, town: Town, stair: Stair, term: str
) -> None:
    li = town.actor("li", Action.CHOOSE_LIAISONS)
    with pytest.raises(services.TooManyHouseholds), db.transaction() as writing:
        services.cover(writing, li, writing.get_one(Liaison, term), writing.get_one(Household, stair.above))
    with db.transaction() as writing:
        other = services.appoint(writing, li, party_id=town.party("zhao"), grid_id=town.grid1, valid_to=NEXT_YEAR)
    with pytest.raises(services.AlreadyCovered), db.transaction() as writing:
        services.cover(writing, li, writing.get_one(Liaison, other.id), writing.get_one(Household, stair.home))
    with pytest.raises(services.AlreadyLiaison), db.transaction() as writing:
        services.appoint(writing, li, party_id=town.party("zheng"), grid_id=town.grid1, valid_to=NEXT_YEAR)
    with pytest.raises(NotFound), db.transaction() as writing:
        services.appoint(writing, li, party_id=town.party("far_host"), grid_id=town.grid1, valid_to=NEXT_YEAR)
    with db.transaction() as writing:
        services.end_term(writing, li, writing.get_one(Liaison, term))
    assert queries.households_near(session, town.actor("zheng", Action.RELAY_NEED)) == []


def test_choosing_needs_consent_two_scorers_and_the_host(session: Session, town: Town, stair: Stair) -> None:
    li, wang = town.actor("li", Action.CHOOSE_LIAISONS), town.actor("wang", Action.CHOOSE_LIAISONS)
    with db.transaction() as writing:
        round_ = choosing.open_round(writing, li, community_id=town.community, name="2026 年", places=1)
    with pytest.raises(choosing.ConsentMissing), db.transaction() as writing:
        choosing.nominate(writing, li, round_, party_id=town.party("zheng"), grid_id=town.grid1, consents=False)
    names = {}
    for who in ("zheng", "zhao"):
        with db.transaction() as writing:
            found = writing.get_one(Round, round_.id)
            made = choosing.nominate(
                writing, li, found, party_id=town.party(who), grid_id=town.grid1, consents=True, standing="party"
            )
            names[who] = made.id
    raw = session.connection().exec_driver_sql("SELECT standing FROM liaison_candidate").all()
    assert all("party" not in value for (value,) in raw)

    def mark(actor: object, who: str, one: int, other: int) -> None:
        with db.transaction() as writing:
            candidate = next(c for c, _, _ in queries.list_candidates(writing, round_.id) if c.id == names[who])
            found = writing.get_one(Round, round_.id)
            choosing.mark(writing, actor, found, candidate, marks={"organising": one, "activity": other})  # type: ignore[arg-type]

    mark(li, "zheng", 60, 60)
    mark(wang, "zheng", 70, 70)
    mark(li, "zhao", 90, 80)
    with pytest.raises(choosing.TooFewScorers), db.transaction() as writing:
        choosing.decide(writing, li, writing.get_one(Round, round_.id))
    mark(wang, "zhao", 80, 90)
    with pytest.raises(choosing.BadMarks):
        mark(wang, "zhao", 101, 0)
    with pytest.raises(Forbidden), db.transaction() as writing:
        choosing.decide(writing, wang, writing.get_one(Round, round_.id))
    with db.transaction() as writing:
        made = choosing.decide(writing, li, writing.get_one(Round, round_.id))
        assert [liaison.party_id for liaison in made] == [town.party("zhao")]
    with pytest.raises(choosing.AlreadyDecided):
        mark(li, "zheng", 100, 100)


def test_the_hosts_pages(client: HouseClient, session: Session, town: Town, stair: Stair, term: str) -> None:
    client.sign_in(town.li)
    assert "郑丽" in client.get("/liaisons/roster/").get_data(as_text=True)
    assert client.get(f"/liaisons/roster/{term}").status_code == 200
    full = client.post(f"/liaisons/roster/{term}/households", data={"household_id": stair.above})
    assert full.status_code == 422 and "最多联系 1 户" in full.get_data(as_text=True)
    made = client.post("/liaisons/roster/rounds", data={"name": "春季", "places": "2"})
    assert made.status_code == 303
    told = {"party_id": town.party("zhao"), "grid_id": town.grid1, "consents": "y"}
    assert client.post(f"{made.location}/candidates", data=told).status_code == 303
    page = client.get(made.location).get_data(as_text=True)
    assert "赵国强" in page and "打分" in page
    past = {"party_id": town.party("zhao"), "grid_id": town.grid1, "valid_to": "2020-01-01", "household_limit": "5"}
    assert client.post("/liaisons/roster/", data=past).status_code == 422
    assert client.sign_in(town.far_host).get(f"/liaisons/roster/{term}").status_code == 404
    assert client.get(made.location).status_code == 404
    assert client.sign_in(town.li).post(f"/liaisons/roster/{term}/end").status_code == 303
