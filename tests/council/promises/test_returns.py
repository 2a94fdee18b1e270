"""Three households say the same at the same place within thirty days of a kept promise: somebody decides."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.council.promises.test_services import evening, hall, session_get, supervisor  # noqa: F401 (fixtures)
from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.casework.cases import services as cases
from webapp.casework.cases import voice_services
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.services import Matter
from webapp.casework.cases.voice_services import Speaker, Spoken
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.council.councils import agenda_services
from webapp.council.promises import (
    promise_services,
    proof_services,
    queries,
    return_queries,
    rules,
    supervision_services,
)
from webapp.council.promises.models import Promise
from webapp.council.promises.rules import Act, State
from webapp.council.sittings import resolution_services, sitting_services
from webapp.people.notices.models import Notice
from webapp.people.org.models import Party


def open_case(town: Town, code: str = "LIGHT") -> GridCase:
    with db.transaction() as session:
        return cases.open_case(
            session,
            town.actor("wang"),
            place=cases.Place(town.community, town.grid1),
            spoken=Spoken("东门路灯不亮", Source.VISIT, speaker=Speaker(household_id=ids.new())),
            matter=Matter(category_code=code),
        )


@pytest.fixture
def kept(hall: halls.Hall, town: Town, evening: time_machine.Traveller) -> Promise:  # noqa: F811
    """Asked by a household, promised, done and found done, all on the evening of the meeting."""
    case = open_case(town)
    with db.transaction() as session:
        line = agenda_services.add_line(
            session, hall.actor, hall.meeting, title="东门路灯", reason="多户反映", case_id=case.id
        )
        made = resolution_services.record_line(session, hall.actor, hall.meeting, line, line="修好东门路灯 @周海 6.30")
        sitting_services.finalise(session, hall.actor, hall.meeting, made)
    promise = session_get(made.promise_id)
    with db.transaction() as session:
        proof_services.report_done(session, None, promise, note="亮了")
        proof_services.verify(session, hall.actor, promise, before="黑", after="亮")
    evening.shift(timedelta(days=2))
    return promise


def say(town: Town, case_id: str, count: int = 1) -> None:
    with db.transaction() as session:
        for _ in range(count):
            voice_services.add_voice(
                session,
                town.actor("wang"),
                session.get_one(GridCase, case_id),
                Spoken("又灭了", Source.VISIT, speaker=Speaker(household_id=ids.new())),
            )


def heard(promise: Promise) -> int:
    found = return_queries.return_of(db.session(), promise)
    return found.households if found else 0


def test_two_households_are_not_enough_and_three_are(kept: Promise, town: Town) -> None:
    assert kept.case_id
    say(town, kept.case_id, 2)
    assert heard(kept) == 0
    say(town, kept.case_id)
    assert heard(kept) == 3
    assert [one.promise.id for one in return_queries.returns(db.session(), supervisor(town))] == [kept.id]


def test_what_was_said_before_it_was_done_and_after_thirty_days_does_not_count(
    kept: Promise,
    town: Town,
    evening: time_machine.Traveller,  # noqa: F811
) -> None:
    say(town, str(kept.case_id), 3)
    evening.shift(timedelta(days=27))
    assert heard(kept) == 3
    evening.shift(timedelta(days=2))
    assert heard(kept) == 0


def test_another_matter_is_another_matter(kept: Promise, town: Town) -> None:
    other = open_case(town, "GAS")
    say(town, other.id, 5)
    assert heard(kept) == 0


def test_the_supervisor_is_told_once_and_reopens_or_leaves_it_with_a_reason(
    kept: Promise,
    town: Town,
    client: HouseClient,
    app: Flask,
    session: Session,
) -> None:
    say(town, str(kept.case_id), 4)
    for _ in range(2):
        supervision_services.climb_ladder("")
    told = [one for one in session.exec(select(Notice)) if one.cause.startswith("promise-return:")]
    assert len(told) == 1
    client.sign_in(town.li)
    url = f"/promises/{kept.id}"
    assert "又有 4 户反映同样的事" in client.get(url).get_data(as_text=True)
    assert "又有人反映" in client.get("/councils/").get_data(as_text=True)
    assert client.post(f"{url}/keeping", data={"reason": ""}).status_code == 422
    assert client.post(f"{url}/keeping", data={"reason": "是另一盏灯"}).status_code == 303
    assert client.post(f"{url}/keeping", data={"reason": "再来一次"}).status_code in (409, 422)
    assert "又有 4 户" not in client.get(url).get_data(as_text=True)
    session.rollback()
    last = queries.steps(session, kept.id)[-1]
    assert (last.act, last.note) == (Act.KEEP, "是另一盏灯")
    client.sign_in(town.stranger)
    assert client.post(f"{url}/keeping", data={"reason": "我也说"}).status_code in (403, 404)


def test_reopened_it_is_running_again_and_nothing_is_proposed(kept: Promise, town: Town) -> None:
    say(town, str(kept.case_id), 3)
    with db.transaction() as session:
        promise_services.reopen(session, supervisor(town), kept, reason="又灭了")
    assert (kept.state, kept.reopened, heard(kept)) == (State.ACTIVE, 1, 0)
    assert rules.LIFE.after(State.ACTIVE, Act.KEEP) is None


def test_a_deadline_that_has_passed_is_named_anew_and_the_first_one_stays(
    kept: Promise,
    town: Town,
    client: HouseClient,
    session: Session,
    evening: time_machine.Traveller,  # noqa: F811
) -> None:
    say(town, str(kept.case_id), 3)
    evening.shift(timedelta(days=14))
    client.sign_in(town.li)
    url = f"/promises/{kept.id}/reopening"
    refused = client.post(url, data={"reason": "又灭了", "due": ""})
    assert refused.status_code == 422
    assert "写一个新的期限" in refused.get_data(as_text=True)
    assert "又灭了" in refused.get_data(as_text=True)
    assert client.post(url, data={"reason": "又灭了", "due": "2026-07-20"}).status_code == 303
    session.rollback()
    again = session.get_one(Promise, kept.id, populate_existing=True)
    assert (again.due.isoformat(), again.first_due.isoformat()) == ("2026-07-20", "2026-06-30")


def test_the_page_asks_for_an_owner_only_when_the_first_one_has_left(
    kept: Promise, town: Town, client: HouseClient
) -> None:
    url = f"/promises/{kept.id}"
    client.sign_in(town.li)
    assert "换谁来办" not in client.get(url).text
    with db.transaction() as writing:
        owner = writing.get_one(Party, kept.owner_id)
        owner.left_on = clock.today()
    assert "换谁来办" in client.get(url).text
    told = {"reason": "又灭了", "due": "2026-07-20"}
    refused = client.post(url + "/reopening", data=told | {"owner_id": ""})
    assert refused.status_code == 422 and owner.name + "已经离任" in refused.text and "又灭了" in refused.text
    heir = next(
        key for key in re.findall(r'<option value="([0-9a-f-]{36})"', refused.text)
        if key not in (kept.owner_id, kept.verifier_id)
    )  # fmt: skip
    assert client.post(url + "/reopening", data=told | {"owner_id": heir}).status_code == 303
    again = db.session().get_one(Promise, kept.id, populate_existing=True)
    assert (again.owner_id, again.reopened) == (heir, 1)
