"""对上户 and 拆开: what a stranger said becomes a household's voice; a wrong merger is undone, and each is answered."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open
from tests.casework.cases.test_handling import call_back_all, fresh
from tests.conftest import HouseClient
from tests.register.register import homes
from tests.town import Town
from webapp.casework.cases import answer_queries, merger_services, queries, rules, voice_queries, voice_services
from webapp.casework.cases import handling_services as h
from webapp.casework.cases.models import Act, GridCase, Source, Voice
from webapp.casework.cases.rules import Outcome, State, Verb
from webapp.casework.cases.services import Place
from webapp.casework.cases.voice_services import Speaker, Spoken
from webapp.core.data import db, ids
from webapp.core.web.errors import DomainError
from webapp.register.register.models import Household

Do = Callable[..., Any]


@pytest.fixture
def home(session: Session, town: Town) -> Household:
    with db.transaction() as writing:
        building = homes.build(writing, town)
        home = homes.settle(writing, town, building, room="602")
        homes.settle(writing, town, building, room="501", head="赵桂兰")
    return home


@pytest.fixture
def case(town: Town, open_case: Open, home: Household) -> GridCase:
    place = Place(town.community, town.grid1, building_id=home.building_id, words="3号楼")
    return open_case(place=place, source=Source.RESIDENT, speaker=Speaker(name="张桂芬", door="2门602"))


def url(case: GridCase, voice: Voice) -> str:
    return f"/cases/{case.id}/voices/{voice.id}/household"


def test_a_stranger_is_matched_with_a_household_from_the_page(
    client: HouseClient, session: Session, town: Town, case: GridCase, home: Household
) -> None:
    page = client.sign_in(town.wang).get(f"/cases/{case.id}").get_data(as_text=True)
    assert "还没对上户的声音" in page and f'<option selected value="{home.id}">' in page
    [voice] = queries.list_voices(session, case)
    assert client.post(url(case, voice), data={"household_id": home.id}).status_code == 303
    session.rollback()
    assert voice_queries.count_households(session, case.id) == 1
    page = client.get(f"/cases/{case.id}").get_data(as_text=True)
    assert "还没对上户的声音" not in page and "对上户" in page
    again = client.post(url(case, voice), data={"household_id": home.id})
    assert again.status_code == 409 and "已经对上一户" in again.get_data(as_text=True)


def test_only_who_keeps_the_register_and_only_a_household_of_the_place(
    client: HouseClient, session: Session, town: Town, case: GridCase, home: Household
) -> None:
    [voice] = queries.list_voices(session, case)
    assert "还没对上户的声音" not in client.sign_in(town.chen).get(f"/cases/{case.id}").get_data(as_text=True)
    assert client.post(url(case, voice), data={"household_id": home.id}).status_code == 403
    assert client.sign_in(town.stranger).post(url(case, voice), data={"household_id": home.id}).status_code == 404
    client.sign_in(town.wang)
    elsewhere = client.post(url(case, voice), data={"household_id": ids.new()})
    assert elsewhere.status_code == 422
    assert client.post(url(case, voice), data={}).status_code == 422
    assert voice_queries.count_households(session, case.id) == 0


def test_a_household_that_has_spoken_this_month_is_not_counted_twice(
    client: HouseClient, session: Session, town: Town, case: GridCase, home: Household, act: Do
) -> None:
    spoken = Spoken("也不亮", Source.VISIT, speaker=Speaker(household_id=home.id))
    act(voice_services.add_voice, "wang", case, spoken=spoken)
    voice = next(one for one in queries.list_voices(session, case) if one.household_id is None)
    client.sign_in(town.wang)
    assert client.post(url(case, voice), data={"household_id": home.id}).status_code == 409
    assert voice_queries.count_households(session, case.id) == 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [("602", "a"), ("2门602", "a"), ("3号楼2门602", "a"), ("101", None), ("二楼", None), ("9-602", None)],
)
def test_the_door_somebody_typed_names_one_household_or_none(typed: str, found: str | None) -> None:
    labels = {"a": "3号楼2门602", "b": "3号楼1门101", "c": "3号楼2门101"}
    assert rules.likely_home(typed, labels) == found


def test_a_wrong_merger_is_undone_from_the_page(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Do
) -> None:
    kept, other = open_case(speaker=Speaker(household_id=ids.new())), open_case(speaker=Speaker(household_id=ids.new()))
    due = other.due_at
    act(merger_services.merge, "li", other, into=kept)
    client.sign_in(town.li)
    assert "不是同一件，拆开" in client.get(f"/cases/{other.id}").get_data(as_text=True)
    mute = client.post(f"/cases/{other.id}/direction/separation", data={"words": " "})
    assert mute.status_code == 422
    assert client.post(f"/cases/{other.id}/direction/separation", data={"words": "是另一盏灯"}).status_code == 303
    session.expire_all()
    back = fresh(session, other)
    assert (back.state, back.merged_into_id, back.due_at, back.ended_at) == (State.ACCEPTED, None, due, None)
    assert voice_queries.count_households(session, kept.id) == 1
    assert voice_queries.count_households(session, other.id) == 1
    assert voice_queries.list_low_bounds(session) == []
    lines = session.exec(select(Act.case_id, Act.verb).where(Act.verb == Verb.SEPARATE)).all()
    assert {case_id for case_id, _ in lines} == {kept.id, other.id}
    twice = client.post(f"/cases/{other.id}/direction/separation", data={"words": "再拆"})
    assert twice.status_code == 409
    client.sign_in(town.wang)
    assert client.post(f"/cases/{other.id}/direction/separation", data={"words": "拆"}).status_code == 403


def test_who_was_answered_in_the_wrong_case_is_called_back_anew(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    kept, other = open_case(speaker=Speaker(household_id=ids.new())), open_case(speaker=Speaker(household_id=ids.new()))
    act(merger_services.merge, "li", other, into=kept)
    act(h.finish, "wang", kept, words="好了")
    act(h.verify, "li", kept, passed=True)
    call_back_all(session, act, kept)
    act(h.close, "li", kept, outcome=Outcome.SOLVED)
    act(merger_services.separate, "li", other, words="是另一盏灯")
    assert fresh(session, kept).state is State.CLOSED
    act(h.finish, "wang", other, words="也好了")
    act(h.verify, "li", other, passed=True)
    assert answer_queries.count_not_called_back(session, fresh(session, other)) == 1
    with pytest.raises(DomainError):
        act(h.close, "li", other, outcome=Outcome.SOLVED)


def test_what_was_merged_below_comes_along(session: Session, open_case: Open, act: Do) -> None:
    low, middle, top = (open_case(speaker=Speaker(household_id=ids.new())) for _ in range(3))
    act(merger_services.merge, "li", low, into=middle)
    act(merger_services.merge, "li", middle, into=top)
    assert voice_queries.count_households(session, top.id) == 3
    act(merger_services.separate, "li", middle, words="另一处")
    assert voice_queries.count_households(session, top.id) == 1
    assert voice_queries.count_households(session, middle.id) == 2
    assert voice_queries.list_low_bounds(session) == []
