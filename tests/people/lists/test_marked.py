"""What each list offers for the marked rows, played through its pages: done, refused, and left alone elsewhere."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, col, func, select

from tests.casework.cases.conftest import Open, act, open_case
from tests.casework.dispatch import ground as dispatch
from tests.conftest import HouseClient
from tests.register.register import homes
from tests.town import Town
from tests.volunteering.activities import ground as activities
from tests.volunteering.certificates import papers
from webapp.casework.cases import clock_services, recall_services, transfer_services
from webapp.casework.cases import queries as cases
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import State as CaseState
from webapp.casework.dispatch.models import Task
from webapp.casework.dispatch.rules import State
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs
from webapp.door.visits import services as visits
from webapp.door.visits.models import Outcome, Visit
from webapp.door.visits.services import Knock
from webapp.people.accounts.permissions import Action
from webapp.people.lists.models import MarkedResult
from webapp.people.notices.models import Notice
from webapp.register.merchants import services as merchants
from webapp.register.merchants.models import Merchant
from webapp.register.register import queries as register
from webapp.register.register import services as households
from webapp.register.register.models import Dwelling, Household, Resident
from webapp.volunteering.activities.membership_services import open_department
from webapp.volunteering.activities.models import Activity, ActivityState, Membership
from webapp.volunteering.activities.services import cancel
from webapp.volunteering.activities.services import draft as make_draft
from webapp.volunteering.certificates.models import CertificateBatch, CertificateEnd
from webapp.volunteering.volunteers.models import Skill, Volunteer

__all__ = ["act", "open_case"]


def work(client: HouseClient, name: str, act: str, rows: list[str], **told: Any) -> list[bool]:
    """Marks the rows, answers what the act asks, lets the job run: which rows were done, in the order given."""
    answer = client.post(f"/lists/{name}/marked", data={"act": act, "row": rows})
    if answer.status_code == 200:
        answer = client.post(f"/lists/{name}/marked/{act}", data={"row": rows} | told)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    db.session().rollback()
    jobs.run_pending()
    session = db.session()
    session.rollback()
    session.expire_all()
    found = {one.row_id: one for one in session.exec(select(MarkedResult).order_by(MarkedResult.at))}  # type: ignore[arg-type]
    client.get(answer.location)
    return [found[row_id].is_done for row_id in rows]


def undo(client: HouseClient) -> None:
    """Takes back what the last job did; a job whose act cannot be taken back has no such door."""
    session = db.session()
    last = session.exec(select(jobs.Job).order_by(col(jobs.Job.created_at).desc(), col(jobs.Job.id).desc())).first()
    assert last is not None and "撤销办好的" in client.get(f"/lists/work/{last.id}").get_data(as_text=True)
    answer = client.post(f"/lists/work/{last.id}/undoing")
    assert answer.status_code == 303
    session.rollback()
    jobs.run_pending()
    session.expire_all()
    assert "都办好了" in client.get(answer.location).get_data(as_text=True)
    assert client.post(f"{answer.location}/undoing").status_code == 404  # an undoing is not undone


def test_doors_are_asked_to_be_visited_from_homes_and_from_visits(
    client: HouseClient, town: Town, session: Session
) -> None:
    with db.transaction() as writing:
        building = homes.build(writing, town)
        rooms = [homes.settle(writing, town, building, room=room).id for room in ("602", "601")]
        far = homes.settle(writing, town, homes.build(writing, town, grid="far_grid", host="far_host"), host="far_host")
        visit = visits.record_visit(
            writing, town.actor("wang", Action.RECORD_VISIT), Knock(rooms[0], Outcome.FINE), id=None
        )
    client.sign_in(town.li)
    by = clock.today() + timedelta(days=2)
    assert work(client, "households", "ask", [*rooms, far.id], on=by.isoformat(), words="停水了") == [True, True, False]
    for row_id in rooms:
        assert session.get_one(Household, row_id).next_due_on == by
    told = select(func.count()).select_from(Notice).where(Notice.account_id == town.wang)
    assert session.exec(told).one() == 1  # one sentence for all doors of a grid
    sooner = clock.today()
    assert work(client, "visits", "again", [visit.id], on=sooner.isoformat()) == [True]
    assert session.get_one(Household, rooms[0]).next_due_on == sooner
    assert work(client, "households", "move_out", [rooms[1]], on=sooner.isoformat()) == [True]
    assert session.get_one(Household, rooms[1]).moved_out_on == sooner
    undo(client)
    back = session.get_one(Household, rooms[1])
    assert back.moved_out_on is None and len(register.list_members(session, back)) == 1
    assert work(client, "households", "move_out", [rooms[1]], on=sooner.isoformat()) == [True]
    session.rollback()
    with db.transaction() as writing:
        door = writing.get_one(Dwelling, session.get_one(Household, rooms[1]).dwelling_id)
        households.settle_household(writing, town.actor("li", Action.CHANGE_REGISTER), door, head_name="新来的")
    client.post(f"/lists/work/{last_job(session)}/undoing")
    session.rollback()
    jobs.run_pending()
    session.expire_all()
    assert session.get_one(Household, rooms[1]).moved_out_on == sooner, "others live there by now"
    past = client.post("/lists/households/marked/ask", data={"row": rooms, "on": "2020-01-01"})
    assert past.status_code == 422
    client.sign_in(town.wang)  # who walks the doors asks nobody
    assert client.post("/lists/households/marked", data={"act": "ask", "row": rooms}).status_code == 404
    assert session.exec(select(func.count()).select_from(Visit)).one() == 1


def test_people_and_shops_that_left(client: HouseClient, town: Town, session: Session) -> None:
    with db.transaction() as writing:
        home = homes.settle(writing, town, homes.build(writing, town))
        son, gone = homes.add(writing, town, home), homes.add(writing, town, home, name="单大军")
        shop = merchants.add_merchant(
            writing, town.actor("li", Action.CHANGE_REGISTER), grid_id=town.grid1, name="老王面馆"
        )
        gone.left_on, gone.household_id = clock.today(), None
    client.sign_in(town.li)
    on = clock.today().isoformat()
    assert work(client, "residents", "remove", [son.id, gone.id], on=on, words="拆迁") == [True, False]
    assert session.get_one(Resident, son.id).left_on == clock.today()
    assert work(client, "merchants", "close", [shop.id], on=on) == [True]
    assert session.get_one(Merchant, shop.id).closed_on == clock.today()
    undo(client)
    assert session.get_one(Merchant, shop.id).closed_on is None


def test_tasks_are_pressed_extended_and_verified(client: HouseClient, town: Town, session: Session) -> None:
    with db.transaction() as writing:
        duty = dispatch.list_duties(writing, town)["JC-12"]
    order = dispatch.send(session, town, "he", duty_id=duty)
    own = dispatch.send(session, town, duty_id=duty)
    first, second = (dispatch.task_of(session, one, town) for one in (order, own))
    client.sign_in(town.li)
    page = client.get("/tasks/all").get_data(as_text=True)
    assert first.id in page and second.id in page and 'value="press"' in page and 'value="sign"' in page
    assert second.id not in client.get("/tasks/all?state=done").get_data(as_text=True)
    assert work(client, "tasks", "press", [first.id, second.id]) == [True, True]
    later = (clock.today() + timedelta(days=20)).isoformat()
    told = {"due_on": later, "reason": "停电"}
    assert work(client, "tasks", "extend", [first.id, second.id], **told) == [
        False,
        True,
    ]  # the first is the district's
    assert clock.local(session.get_one(Task, second.id).due_at).date().isoformat() == later
    with db.transaction() as writing:
        writing.get_one(Task, first.id).state = State.SUBMITTED
    assert work(client, "tasks", "verify", [first.id, second.id], passed="yes") == [True, False]
    assert session.get_one(Task, first.id).state is State.DONE
    client.sign_in(town.wang)
    assert work(client, "tasks", "sign", [second.id]) == [True]
    assert client.post("/lists/tasks/marked", data={"act": "press", "row": second.id}).status_code == 404
    assert second.id not in client.sign_in(town.far_host).get("/tasks/all").get_data(as_text=True)
    assert client.sign_in(town.zhao).get("/tasks/all").status_code == 403


def test_volunteers_and_activities(client: HouseClient, town: Town, session: Session) -> None:
    with db.transaction() as writing:
        zhao = activities.volunteer(writing, town)
        other = activities.volunteer(writing, town, name="钱多多", who="")
        department = open_department(
            writing, town.actor("li"), community_id=town.community, skill=next(iter(Skill)), name="维修部", lead_id=None
        )
        done, _ = activities.opened(writing, town)
        cancel(writing, town.actor("qian"), done, reason="下雨")
        draft = make_draft(writing, town.actor("qian"), activities.plan(town), community_id=town.community)
    client.sign_in(town.li)
    assert work(client, "volunteers", "join", [zhao.id, other.id], department_id=department.id) == [True, True]
    assert session.exec(select(func.count()).select_from(Membership)).one() == 2
    undo(client)
    assert all(session.exec(select(Membership.left_at)).all())
    told = {"left_on": clock.today().isoformat(), "reason": "搬走"}
    assert work(client, "volunteers", "leave", [other.id], **told) == [True]
    assert work(client, "volunteers", "leave", [other.id], **told) == [False]
    assert session.get_one(Volunteer, other.id).left_on == clock.today()
    assert work(client, "activities", "announce", [draft.id, done.id]) == [False, False]  # no shift yet; called off
    assert work(client, "activities", "cancel", [draft.id, done.id], reason="场地没了") == [True, False]
    assert session.get_one(Activity, draft.id).state is ActivityState.CANCELLED


def test_certificates_are_one_file_or_end(app: Flask, client: HouseClient, town: Town, session: Session) -> None:
    first, second = papers.issue(session, town, "one"), papers.issue(session, town, "two")
    client.sign_in(town.li)
    answer = client.post("/lists/certificates/marked", data={"act": "print", "row": [first.id, second.id]})
    assert answer.status_code == 303 and "/certificates/batches/" in answer.location
    session.rollback()
    assert set(session.exec(select(CertificateBatch)).one().certificate_ids) == {first.id, second.id}
    assert work(client, "certificates", "end", [first.id], reason="印错了") == [True]
    assert work(client, "certificates", "end", [first.id, second.id], reason="再来") == [False, True]
    assert session.exec(select(func.count()).select_from(CertificateEnd)).one() == 2


def last_job(session: Session) -> str:
    session.rollback()
    found = session.exec(select(jobs.Job.id).order_by(col(jobs.Job.created_at).desc(), col(jobs.Job.id).desc())).first()
    assert found is not None
    return found


def test_a_case_handed_on_is_taken_back_until_it_is_signed(
    client: HouseClient, town: Town, session: Session, open_case: Open, act: Any
) -> None:
    cases = [open_case(words=words, due_on=clock.today() + timedelta(days=4)) for words in ("灯", "水", "井盖")]
    before = {case.id: (case.state, case.due_at, case.level, case.follower_id) for case in cases}
    client.sign_in(town.li)
    told = {"unit_id": town.grid2, "due_on": (clock.today() + timedelta(days=9)).isoformat(), "words": "请去看看"}
    assert work(client, "cases", "assign", [case.id for case in cases], **told) == [True] * 3
    assert session.get_one(GridCase, cases[0].id).asked_unit_id == town.grid2
    act(transfer_services.sign, "ma", cases[2])  # one is signed meanwhile
    job = last_job(session)
    assert "撤销还能撤的 2 条" in client.get(f"/lists/work/{job}").get_data(as_text=True)
    assert client.sign_in(town.chen).post(f"/lists/work/{job}/undoing").status_code == 404  # somebody else's work
    answer = client.sign_in(town.li).post(f"/lists/work/{job}/undoing")
    session.rollback()
    jobs.run_pending()
    session.rollback()
    session.expire_all()
    assert "都办好了" in client.get(answer.location).get_data(as_text=True)
    for case in cases[:2]:
        now = session.get_one(GridCase, case.id)
        assert (now.state, now.due_at, now.level, now.follower_id) == before[case.id] and now.asked_unit_id is None
        assert "收回交办" in client.get(f"/cases/{case.id}").get_data(as_text=True)
    assert session.get_one(GridCase, cases[2].id).state is CaseState.RECEIVED
    assert "撤销" not in client.get(f"/lists/work/{job}").get_data(as_text=True)
    assert client.post(f"/lists/work/{job}/undoing").status_code == 409  # nothing is left to take back
    with pytest.raises(recall_services.NotWaiting):
        act(recall_services.recall_dispatch, "li", cases[0], before={})
    act(transfer_services.dispatch, "li", cases[0], unit_id=town.grid2)
    with pytest.raises(recall_services.NotYours):
        act(recall_services.recall_dispatch, "chen", cases[0], before={})


def test_more_time_is_no_longer_asked_for(
    client: HouseClient, town: Town, session: Session, open_case: Open, act: Any
) -> None:
    first, second = (open_case(words=words, due_on=clock.today() + timedelta(days=4)) for words in ("灯", "水"))
    client.sign_in(town.li)
    told = {"until": (clock.today() + timedelta(days=20)).isoformat(), "words": "等配件"}
    assert work(client, "cases", "extend", [first.id, second.id], **told) == [True, True]
    act(clock_services.decide_extension, "chen", second, granted=True)
    job = last_job(session)
    assert "撤销还能撤的 1 条" in client.get(f"/lists/work/{job}").get_data(as_text=True)
    assert client.post(f"/lists/work/{job}/undoing").status_code == 303
    session.rollback()
    jobs.run_pending()
    session.rollback()
    assert cases.open_extension(session, first) is None
    with pytest.raises(recall_services.NotWaiting):
        act(recall_services.recall_extension, "li", first)
    assert work(client, "cases", "extend", [first.id], **told) == [True]  # and may be asked for again
    with pytest.raises(recall_services.NotYours):
        act(recall_services.recall_extension, "chen", first)


def test_a_nudge_is_taken_back_until_it_is_read(
    client: HouseClient, town: Town, session: Session, open_case: Open, act: Any
) -> None:
    first, second = open_case(words="灯"), open_case(words="水")
    client.sign_in(town.chen)
    assert work(client, "cases", "press", [first.id, second.id], words="请回个话") == [True, True]
    nudges = list(session.exec(select(Notice).where(col(Notice.cause).startswith("nudge:"))))
    assert nudges
    read = next(one for one in nudges if one.url.endswith(second.id))
    with db.transaction() as writing:
        writing.get_one(Notice, read.id).read_at = clock.now()
    undo_some(client, session, "撤销还能撤的 1 条")
    session.expire_all()
    left = set(session.exec(select(Notice.url).where(col(Notice.cause).startswith("nudge:"))))
    assert left == {f"/cases/{second.id}"}
    assert "收回催办" in client.get(f"/cases/{first.id}").get_data(as_text=True)
    again = work(client, "cases", "press", [first.id, second.id], words="今天能办到哪一步")
    assert again == [True, False]  # what was taken back was never said


def test_tasks_are_pressed_and_put_off_for_nothing(client: HouseClient, town: Town, session: Session) -> None:
    with db.transaction() as writing:
        duty = dispatch.list_duties(writing, town)["JC-12"]
    task = dispatch.task_of(session, dispatch.send(session, town, duty_id=duty), town)
    due = task.due_at
    client.sign_in(town.li)
    assert work(client, "tasks", "press", [task.id]) == [True]
    undo(client)
    assert not session.exec(select(Notice).where(col(Notice.cause).startswith(f"task:{task.id}:"))).all()
    told = {"due_on": (clock.today() + timedelta(days=30)).isoformat(), "reason": "停电"}
    assert work(client, "tasks", "extend", [task.id], **told) == [True]
    undo(client)
    assert session.get_one(Task, task.id).due_at == due
    job = last_job(session)
    assert "撤销" not in client.get(f"/lists/work/{job}").get_data(as_text=True)


def undo_some(client: HouseClient, session: Session, words: str) -> None:
    job = last_job(session)
    assert words in client.get(f"/lists/work/{job}").get_data(as_text=True)
    assert client.post(f"/lists/work/{job}/undoing").status_code == 303
    session.rollback()
    jobs.run_pending()
    session.rollback()
