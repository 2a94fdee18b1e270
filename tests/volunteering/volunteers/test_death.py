"""A volunteer whom no register knows has died: what ends, what stays, who is not meant by it, and the way back."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.lines import lines_about
from tests.register.register import homes
from tests.town import Town
from tests.volunteering.volunteers.test_volunteers import enrol, serve
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.time.clock import today
from webapp.exchange.market.models import Seeker
from webapp.people.accounts.models import Account
from webapp.people.notices import services as notices
from webapp.people.org.models import Party
from webapp.register.register.models import Resident
from webapp.volunteering.volunteers import death_services, queries, services
from webapp.volunteering.volunteers.models import Volunteer


def died(session: Session, town: Town, volunteer: Volunteer) -> None:
    with db.transaction():
        death_services.record_death(session, town.actor("li"), volunteer, on=today(), words="女儿说的")


def test_it_ends_as_a_residents_does_and_hours_stay(session: Session, town: Town) -> None:
    with db.transaction():
        volunteer = enrol(session, town)
        serve(session, volunteer, 3)
        account_id = services.open_page(session, town.actor("li"), volunteer)
        foreseen = death_services.foresee(session, volunteer)
    assert any("时长和星级留着" in line for line in foreseen)
    died(session, town, volunteer)
    assert volunteer.left_on == today()
    assert session.get_one(Party, volunteer.party_id).left_on == today()
    assert session.get_one(Account, account_id).closed_at is not None
    assert queries.confirmed_minutes(session, volunteer.id) == 180
    assert lines_about(session, volunteer.id)[0].verb == "record_volunteer_death"
    with db.transaction():
        assert notices.tell(session, [account_id], "请来一趟。", cause="x") == 0, "nobody writes to the dead"
    with pytest.raises(death_services.DiedAlready):
        died(session, town, volunteer)


def test_a_mistake_is_taken_back(session: Session, town: Town) -> None:
    with db.transaction():
        volunteer = enrol(session, town)
        account_id = services.open_page(session, town.actor("li"), volunteer)
    died(session, town, volunteer)
    with db.transaction():
        death_services.undo_death(session, town.actor("li"), volunteer, reason="听错了名字")
    assert volunteer.left_on is None and session.get_one(Party, volunteer.party_id).left_on is None
    assert session.get_one(Account, account_id).closed_at is None
    with pytest.raises(death_services.NotDied), db.transaction():
        death_services.undo_death(session, town.actor("li"), volunteer, reason="再来一次")


def test_whoever_stands_in_the_register_is_recorded_there(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        home = homes.settle(session, town, homes.build(session, town))
        volunteer = enrol(session, town)
        resident = session.exec(select(Resident).where(Resident.household_id == home.id)).one()
        resident.party_id = volunteer.party_id
    with pytest.raises(death_services.InRegister):
        died(session, town, volunteer)
    address = f"/volunteers/{volunteer.id}/death"
    page = client.sign_in(town.li).get(address).get_data(as_text=True)
    assert f"/register/residents/{resident.id}/death" in page and "记下来" not in page
    assert client.post(address, data={"on": today().isoformat()}).status_code == 409
    assert "请这一户的网格员" in client.sign_in(town.qian).get(address).get_data(as_text=True)


def test_nobody_elses_search_for_work_ends_with_it(session: Session, town: Town) -> None:
    """Entered by themselves, without a home and under an account of their own."""
    with db.transaction():
        volunteer = enrol(session, town)
        seeker = Seeker(id=ids.new(), community_id=town.community, grid_id=town.grid1, name="王芳",
                        account_id=town.zhao, made_at=clock.now(), changed_at=clock.now())  # fmt: skip
        session.add(seeker)
    died(session, town, volunteer)
    assert seeker.ended_at is None and seeker.name == "王芳"


def test_the_desk_records_it_and_takes_it_back(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        volunteer = enrol(session, town)
    home, address = f"/volunteers/{volunteer.id}", f"/volunteers/{volunteer.id}/death"
    client.sign_in(town.qian)
    assert address in client.get(home).get_data(as_text=True)
    page = client.get(address).get_data(as_text=True)
    assert "记下以后" in page and "记为离开" in page
    late = (today() + timedelta(days=1)).isoformat()
    assert client.post(address, data={"on": late}).status_code == 422
    assert client.post(address, data={"on": today().isoformat()}).status_code == 303
    page = client.get(home).get_data(as_text=True)
    assert "去世，时长和积分都留着" in page and "给一个登录口令" not in page and "记错了，人还在" in page
    assert client.post(f"{address}/mistake", data={"reason": ""}).status_code == 422
    assert client.post(f"{address}/mistake", data={"reason": "听错了名字"}).status_code == 303
    assert "给一个登录口令" in client.get(home).get_data(as_text=True)
    assert client.sign_in(town.far_host).get(address).status_code == 404
