"""A volunteer who is in no register sees, mends and takes back what is kept of them like everybody else."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlmodel import Session, select

from tests.centre.rights import ground
from tests.centre.rights.ground import Family
from tests.conftest import HouseClient
from tests.town import Town
from webapp.centre.rights import holding_queries, queries, services, volunteer_queries
from webapp.centre.rights.models import PersonRequest
from webapp.centre.rights.rules import Kind, Outcome, Paper
from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.accounts.permissions import Action
from webapp.register.register.models import Resident
from webapp.volunteering.volunteers import services as volunteers
from webapp.volunteering.volunteers.models import Qualification, Skill, Volunteer

NAME, PHONE = "佟小满", "13700006789"


@pytest.fixture
def serving(app: Flask, town: Town) -> str:
    with app.app_context(), db.transaction() as session:
        person = volunteers.Person(
            name=NAME, phone=PHONE, document_number="120110199001011234", guardian_name="佟大山", skills=(Skill.LAW,)
        )
        made = volunteers.enrol(session, None, person, community_id=town.community, consent=True)
        volunteers.add_qualification(
            session, town.actor("li"), made, skill=Skill.LAW, name="法律职业资格证", number="A2020", issuer="司法部",
            valid_to=None, is_seen=True,
        )  # fmt: skip
        return made.id


def asked(session: Session, town: Town, kind: Kind, words: str | None = None) -> tuple[str, str]:
    with db.transaction(session) as writing:
        place = queries.place_of_unit(writing, town.community)
        row, code = services.ask(writing, place, services.Wish(kind, NAME, PHONE, "没有", words))
        services.check_paper(
            writing, town.actor("li", Action.TAKE_RIGHTS), row, paper=Paper.ID_CARD, code_end=code[-4:]
        )
        return row.id, code


def text(client: HouseClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def matched(
    client: HouseClient, session: Session, town: Town, serving: str, kind: Kind, **more: Any
) -> tuple[str, str]:
    request_id, code = asked(session, town, kind, **more)
    url = f"/rights/requests/{request_id}"
    client.sign_in(town.li)
    page = text(client, url)
    assert "不在名册里的志愿者" in page and serving in page and NAME not in page.split("不在名册里的志愿者")[1]
    assert client.post(f"{url}/match", data={"volunteer_id": serving}).status_code == 303
    assert "2 是哪一位志愿者" in text(client, url)
    return url, code


def test_the_copy_holds_all_that_is_kept(client: HouseClient, session: Session, town: Town, serving: str) -> None:
    url, code = matched(client, session, town, serving, Kind.COPY)
    assert client.post(f"{url}/copy").status_code == 303
    page = client.post(f"/my-information/receipt/{code}/sheet", data={}).get_data(as_text=True)
    for told in (NAME, PHONE, "120110199001011234", "佟大山", "A2020", "爱心存折", "登记为志愿者"):
        assert told in page
    assert client.post(f"{url}/sheet.pdf").data.startswith(b"%PDF")


def test_a_correction_opens_the_volunteer_and_closes_once_it_was_done(
    client: HouseClient, session: Session, town: Town, serving: str
) -> None:
    url, _ = matched(client, session, town, serving, Kind.CORRECT, words="电话换了")
    page = text(client, url)
    assert f"/volunteers/{serving}/edit" in page and "还没有改" in page
    assert client.post(f"{url}/correction", data={"words": "改好了"}).status_code == 409
    assert "电话换了" in text(client, f"/volunteers/{serving}/edit")
    told = {"name": NAME, "phone": "13700001111", "consent": "1"}
    assert client.post(f"/volunteers/{serving}", data=told).status_code == 303
    assert "已经改过了" in text(client, url)
    assert client.post(f"{url}/correction", data={"words": "改好了"}).status_code == 303


@pytest.mark.parametrize("has_left", [False, True])
@pytest.mark.parametrize(("kind", "act"), [(Kind.WITHDRAW, "withdrawals"), (Kind.ERASE, "erasure")])
def test_what_stood_on_the_consent_goes(
    client: HouseClient, session: Session, town: Town, serving: str, kind: Kind, act: str, has_left: bool
) -> None:
    """Also of who left before: their number would stay two years."""
    before = clock.today()
    if has_left:
        with db.transaction(session) as writing:
            row = writing.get_one(Volunteer, serving)
            volunteers.leave(writing, town.actor("li"), row, on=before, reason="搬走")
            row.joined_on = row.left_on = before - timedelta(days=9)
            writing.add(row)
    url, _ = matched(client, session, town, serving, kind)
    answer = client.post(f"{url}/{act}", data={"consents": f"volunteer:{serving}"})
    assert answer.status_code == 303
    session.expire_all()
    row, paper = session.get_one(Volunteer, serving), session.exec(select(Qualification)).one()
    assert (row.name, row.phone, row.document_number, row.guardian_name, paper.number) == (NAME, *[None] * 4)
    assert row.left_on == (before - timedelta(days=9) if has_left else before)
    page = text(client, url)
    assert "时长和积分账还留着" in page
    again, _ = matched_again(client, session, town, serving)
    assert "没有还在生效的同意" in text(client, again)


def matched_again(client: HouseClient, session: Session, town: Town, serving: str) -> tuple[str, str]:
    request_id, code = asked(session, town, Kind.WITHDRAW)
    url = f"/rights/requests/{request_id}"
    client.post(f"{url}/match", data={"volunteer_id": serving})
    return url, code


def test_blocked_they_are_offered_no_more(client: HouseClient, session: Session, town: Town, serving: str) -> None:
    url, _ = matched(client, session, town, serving, Kind.BLOCK)
    assert client.post(f"{url}/block").status_code == 303
    session.expire_all()
    row = session.get_one(Volunteer, serving)
    assert row.left_on == clock.today() and row.phone == PHONE
    assert session.exec(select(PersonRequest.outcome)).one() is Outcome.DONE


def test_six_digits_at_the_volunteers_own_number(
    client: HouseClient, session: Session, town: Town, serving: str
) -> None:
    with db.transaction(session) as writing:
        place = queries.place_of_unit(writing, town.community)
        row, _ = services.ask(writing, place, services.Wish(Kind.SEE, NAME, PHONE, "没有"))
    url = f"/rights/requests/{row.id}"
    client.sign_in(town.li)
    client.post(f"{url}/match", data={"volunteer_id": serving})
    page = client.post(f"{url}/spoken-code").get_data(as_text=True)
    assert PHONE in page


def test_who_is_in_the_register_is_found_there_and_strangers_are_not(
    session: Session, town: Town, family: Family, serving: str
) -> None:
    li, far = town.actor("li", Action.ANSWER_RIGHTS), town.actor("far_host", Action.ANSWER_RIGHTS)
    with db.transaction(session) as writing:
        same = volunteers.Person(name=ground.NAME, phone=ground.PHONE)
        volunteers.enrol(writing, None, same, community_id=town.community, consent=True)
    find = volunteer_queries.find
    assert find(session, li, ground.NAME, town.community) == []
    for words in (NAME, "佟小", "txm", PHONE, "137 0000 6789"):
        assert [one.id for one in find(session, li, words, town.community)] == [serving], words
    assert find(session, li, NAME, town.far_community) == find(session, far, NAME, town.community) == []
    assert find(session, li, " ", town.community) == []


def test_a_volunteer_elsewhere_is_absent(client: HouseClient, session: Session, town: Town, serving: str) -> None:
    request_id, _ = asked(session, town, Kind.SEE)
    client.sign_in(town.li)
    answer = client.post(f"/rights/requests/{request_id}/match", data={"volunteer_id": town.community})
    assert answer.status_code == 404
    assert client.post(f"/rights/requests/{request_id}/match", data={}).status_code == 422


def test_the_parties_of_a_person_are_asked_once(session: Session, town: Town, family: Family) -> None:
    person, said = session.get_one(Resident, family.person), list[str]()
    event.listen(session.get_bind(), "before_cursor_execute", hear := lambda *told: said.append(told[2]))
    holding_queries.sheet(session, person)
    event.remove(session.get_bind(), "before_cursor_execute", hear)
    assert sum("volunteer.name =" in one for one in said) == 1
