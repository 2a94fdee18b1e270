"""A button tapped twice where no script stops it: the page names the row it makes, so the second post makes none."""

import re
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.town import Town
from tests.volunteering.volunteers.test_volunteers import enrol
from webapp.core.data import db, ids
from webapp.exchange.points.models import Correction, Passbook
from webapp.people.accounts.models import Complaint
from webapp.volunteering.activities.demand_models import Demand
from webapp.volunteering.activities.models import Activity
from webapp.volunteering.volunteers.models import Volunteer


def twice(client: HouseClient, page: str, action: str, data: dict[str, Any]) -> str:
    """Where both posts lead."""
    form = client.get(page).get_data(as_text=True).split(f'action="{action}"')[1].split("</form>")[0]
    once = re.search(r'name="once" type="hidden" value="([^"]+)"', form)
    assert once, "the page names no row"
    answers = [client.post(action, data=data | {"once": once[1]}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    return answers[0].headers["Location"]


@pytest.mark.parametrize(
    ("kind", "page", "action", "data"),
    [
        (Volunteer, "/volunteers/new", "/volunteers", {"name": "钱一", "consent": "y"}),
        (Demand, "/demands/new", "/demands", {"skill": "repair", "words": "修水管", "asker": "王"}),
        (Complaint, "/complaint", "/complaint", {"words": "催得太勤"}),
    ],
)  # fmt: skip
def test_one_page_makes_one_row(
    client: HouseClient, session: Session, town: Town, kind: Any, page: str, action: str, data: dict[str, str]
) -> None:
    client.sign_in(town.li)
    where = twice(client, page, action, data)
    assert client.post(action, data=data).headers["Location"] != where, "another page makes another one"
    assert len(session.exec(select(kind)).all()) == 2


def test_an_activity_and_a_correction_are_made_once(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        enrol(session, town)
    book = session.exec(select(Passbook)).one()
    client.sign_in(town.li)
    plan = {"title": "护学", "act": "none", "venue": "北门", "what": "看红灯", "risk": "none"}
    twice(client, "/activities/new", "/activities", plan | {"lead_account_id": town.wang})
    told = {"kind": "adjust", "amount": "5", "reason": "补记"}
    twice(client, f"/points/{book.id}", f"/points/{book.id}/corrections", told)
    session.rollback()  # what was read above is an older picture
    assert len(session.exec(select(Activity)).all()) == len(session.exec(select(Correction)).all()) == 1


def test_a_row_of_another_community_is_nobodys(client: HouseClient, session: Session, town: Town) -> None:
    once = ids.new()
    client.sign_in(town.far_host).post("/volunteers", data={"name": "远一", "consent": "y", "once": once})
    client.sign_in(town.li)
    assert client.post("/volunteers", data={"name": "钱一", "consent": "y", "once": once}).status_code == 404
    assert [one.name for one in session.exec(select(Volunteer))] == ["远一"]
