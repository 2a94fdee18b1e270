"""Sending: the duty list admits, the meter asks why, one order reaches every grid once."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from tests.casework.dispatch.ground import draft, list_duties, send, settle, task_of
from tests.town import Town
from webapp.casework.dispatch import duty_services, order_services, queries, task_services
from webapp.casework.dispatch.models import DutyEntry, Task, TaskAct
from webapp.casework.dispatch.order_services import DocumentMissing, NoBasis, NobodyAsked, ReasonMissing
from webapp.casework.dispatch.rules import Act, Homes, State, Urgency
from webapp.core.data import db, ids
from webapp.core.files.spreadsheets import Row
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Post, PostKind, Role
from webapp.people.accounts.permissions import Action
from webapp.people.notices.models import Notice


@pytest.fixture
def duties(session: Session, town: Town) -> dict[str, str]:
    with db.transaction() as writing:
        return list_duties(writing, town)


def test_nothing_is_sent_without_the_duty_list_or_an_emergency(session: Session, town: Town) -> None:
    with pytest.raises(NoBasis):
        send(session, town)
    with pytest.raises(DocumentMissing):
        send(session, town, emergency="flood")
    order = send(session, town, emergency="flood", document="值班记录 3 号", urgency=Urgency.URGENT)
    assert order.emergency == "flood" and order.serial == 1
    told = set(session.exec(select(Notice.account_id)))
    assert told == {town.wang, town.ma}


def test_an_entry_that_has_ended_admits_nothing(session: Session, town: Town, duties: dict[str, str]) -> None:
    with db.transaction() as writing:
        ended = writing.get_one(DutyEntry, duties["JC-07"])
        ended.valid_from, ended.valid_to = clock.today() - timedelta(days=9), clock.today() - timedelta(days=1)
    with pytest.raises(NoBasis):
        send(session, town, duty_id=duties["JC-07"])


def test_one_order_is_one_task_a_grid_however_often_it_is_sent(
    session: Session, town: Town, duties: dict[str, str]
) -> None:
    wanted = draft(town, "district", duty_id=duties["JC-07"])
    known = ids.new()
    for _ in range(3):
        with db.transaction() as writing:
            order = order_services.send_order(writing, town.actor("he", Action.SEND_TASKS), wanted, id=known)
    tasks = list(session.exec(select(Task)))
    assert order.id == known and len(tasks) == 3  # two grids of 冬梅轩, one of 名都园
    assert {task.assignee_id for task in tasks} == {town.wang, town.ma, town.stranger}
    with pytest.raises(NotFound), db.transaction() as writing:
        order_services.send_order(writing, town.actor("li", Action.SEND_TASKS), wanted, id=known)


def test_a_community_reaches_its_own_grids_only(session: Session, town: Town, duties: dict[str, str]) -> None:
    with pytest.raises(NobodyAsked):
        send(session, town, duty_id=duties["JC-07"], target_ids=(town.far_grid,))
    with pytest.raises(NotFound), db.transaction() as writing:
        order_services.send_order(
            writing, town.actor("li", Action.SEND_TASKS), draft(town, "district", duty_id=duties["JC-07"])
        )
    assert session.exec(select(Task)).first() is None


def test_above_the_limit_the_sender_says_why(session: Session, town: Town, duties: dict[str, str]) -> None:
    with db.transaction() as writing:
        settle(writing, town)
        duty_services.set_limit(
            writing, town.actor("he", Action.KEEP_DUTIES), minutes=30, document="区委办〔2026〕9号",
            valid_from=clock.today(),
        )  # fmt: skip
    told = {"duty_id": duties["JC-12"], "homes": Homes.ALL, "minutes": 20, "due_on": clock.today()}
    meter = order_services.weigh(session, town.actor("li", Action.SEND_TASKS), draft(town, **told))
    assert [(one.target.homes, one.added, one.limit, one.is_above) for one in meter] == [(3, 69, 30, True)]
    with pytest.raises(ReasonMissing):
        send(session, town, **told)
    order = send(session, town, **told, reason="市里限三天排查")
    assert task_of(session, order, town).total == 3
    again = order_services.weigh(session, town.actor("li", Action.SEND_TASKS), draft(town, **told))
    assert again[0].already > 0 and again[0].overlaps == (order.id,)


def test_what_is_sent_on_a_sunday_evening_weighs_as_much_as_on_monday(
    session: Session, town: Town, duties: dict[str, str]
) -> None:
    with db.transaction() as writing:
        settle(writing, town)
        duty_services.set_limit(
            writing, town.actor("he", Action.KEEP_DUTIES), minutes=30, document="区委办〔2026〕9号",
            valid_from=clock.today(),
        )  # fmt: skip
    sunday = clock.start_of_day(clock.today() + timedelta(days=6 - clock.today().weekday())) + timedelta(hours=22)
    with time_machine.travel(sunday, tick=False):
        told = {"duty_id": duties["JC-12"], "homes": Homes.ALL, "minutes": 20}  # due in five days
        [first, *_] = order_services.weigh(session, town.actor("li", Action.SEND_TASKS), draft(town, **told))
        assert first.later == clock.today() + timedelta(days=1)
        assert first.is_above and first.added == 68  # of 69 minutes one falls into the last two hours of the week
        with pytest.raises(ReasonMissing):
            send(session, town, **told)


def test_two_orders_to_the_same_doors_share_the_knock(session: Session, town: Town, duties: dict[str, str]) -> None:
    with db.transaction() as writing:
        settle(writing, town)
    first = send(session, town, duty_id=duties["JC-12"], homes=Homes.ALL, minutes=2)
    told = {"duty_id": duties["JC-07"], "homes": Homes.ALL, "minutes": 2, "due_on": clock.today()}
    alone = order_services.weigh(session, town.actor("li", Action.SEND_TASKS), draft(town, **told))
    joined = order_services.weigh(session, town.actor("li", Action.SEND_TASKS), draft(town, **told, joined_id=first.id))
    assert alone[0].added == 15 and joined[0].added == 6
    second = send(session, town, **told)
    with db.transaction() as writing:
        actor = town.actor("li", Action.SEND_TASKS)
        order_services.join_orders(
            writing, actor, queries.get_order(writing, actor, second.id), queries.get_order(writing, actor, first.id)
        )
    assert queries.acts_of(session, task_of(session, second, town))[-1].act is Act.JOIN


def test_a_withdrawn_order_leaves_its_trace(session: Session, town: Town, duties: dict[str, str]) -> None:
    order = send(session, town, duty_id=duties["JC-07"])
    with db.transaction() as writing:
        order_services.withdraw_order(writing, town.actor("li"), writing.merge(order), reason="重复了")
    task = task_of(session, order, town)
    assert task.state is State.WITHDRAWN
    assert [act.act for act in queries.acts_of(session, task)] == [Act.SEND, Act.WITHDRAW]
    with pytest.raises(order_services.AlreadyWithdrawn), db.transaction() as writing:
        order_services.withdraw_order(writing, town.actor("li"), queries.get_order(writing, town.actor("li"), order.id),
                                      reason="再撤")  # fmt: skip


def test_an_extension_keeps_the_first_date(session: Session, town: Town, duties: dict[str, str]) -> None:
    order = send(session, town, duty_id=duties["JC-07"])
    with db.transaction() as writing:
        mine = queries.get_order(writing, town.actor("li"), order.id)
        order_services.extend_order(
            writing, town.actor("li"), mine, due_on=clock.today() + timedelta(days=9), reason="连着下雪"
        )
    task = task_of(session, order, town)
    assert task.due_at > task.first_due_at
    act = queries.acts_of(session, task)[-1]
    assert act.act is Act.EXTEND and act.due_before == task.first_due_at and act.due_after == task.due_at


def test_on_leave_the_cover_has_it(session: Session, town: Town, duties: dict[str, str]) -> None:
    order = send(session, town, duty_id=duties["JC-07"])
    with db.transaction() as writing:
        main = writing.exec(select(Post).where(Post.account_id == town.wang)).one()
        account = writing.get_one(accounts.Account, town.ma)
        accounts.give_post(
            writing, None, account, role=Role.GRID_WORKER, unit_id=town.grid1, valid_from=clock.today(),
            kind=PostKind.COVER, covers=main,
        )  # fmt: skip
        assert task_services.reassign(writing, clock.today()) == 1
        assert task_services.reassign(writing, clock.today()) == 0
    task = task_of(session, order, town)
    assert task.assignee_id == town.ma
    assert session.exec(select(TaskAct.act).where(TaskAct.task_id == task.id)).all()[-1] is Act.REASSIGN


def test_the_list_is_replaced_as_a_whole_and_dated(session: Session, town: Town, duties: dict[str, str]) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    rows = [Row(2, {"code": "JC-07", "name": "独居老人走访", "basis": "区委办〔2027〕1号", "department": "民政局"})]
    actor = town.actor("he", Action.KEEP_DUTIES)
    with db.transaction() as writing:
        assert duty_services.bring_duties(writing, actor, rows, valid_from=tomorrow) == 2
    codes = lambda on: [one.code for one in queries.list_duties(session, on)]  # noqa: E731
    assert codes(clock.today()) == ["JC-07", "JC-12"] and codes(tomorrow) == ["JC-07"]
    with pytest.raises(duty_services.BadLines), db.transaction() as writing:
        duty_services.bring_duties(writing, actor, [Row(2, {"code": "X", "name": ""})], valid_from=tomorrow)
    with pytest.raises(duty_services.BeginsTooEarly), db.transaction() as writing:
        duty_services.bring_duties(writing, actor, rows, valid_from=date(2026, 1, 1))
