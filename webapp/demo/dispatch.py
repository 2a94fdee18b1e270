"""Chapter: tasks. A duty list, a routine, orders half done, one objection, one sent back after the look, one that
came above the limit."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session

from webapp.casework.dispatch import answer_services, duty_services, order_services, queries, task_services
from webapp.casework.dispatch import routine_services as routines
from webapp.casework.dispatch.answer_services import Told
from webapp.casework.dispatch.models import Task, TaskOrder
from webapp.casework.dispatch.order_services import Draft
from webapp.casework.dispatch.routine_services import Plan
from webapp.casework.dispatch.rules import Cycle, Evidence, Homes, ObjectionCode, Urgency
from webapp.casework.questionnaires import services as questionnaires
from webapp.core.files.spreadsheets import Row
from webapp.demo import gas_form
from webapp.demo.town import Town
from webapp.people.accounts.permissions import Action

DUTIES = (
    ("JC-01", "独居老人走访", "区委办〔2026〕7号，清单第1项", "民政局"),
    ("JC-02", "燃气安全入户检查", "区委办〔2026〕7号，清单第2项", "住建委"),
    ("JC-03", "楼道消防巡查", "区委办〔2026〕7号，清单第3项", "消防救援支队"),
    ("JC-04", "租住户登记核对", "区委办〔2026〕7号，清单第4项", "公安分局"),
    ("JC-05", "沿街商户安全告知", "区委办〔2026〕7号，清单第5项", "应急局"),
    ("JC-06", "冬季取暖情况摸底", "区委办〔2026〕7号，清单第6项", "城管委"),
)
LIMIT = 240


def tell(session: Session, town: Town) -> None:
    he = town.actor("he", Action.KEEP_DUTIES)
    rows = [
        Row(number, {"code": code, "name": name, "basis": basis, "department": department})
        for number, (code, name, basis, department) in enumerate(DUTIES, start=2)
    ]
    duty_services.bring_duties(session, he, rows, valid_from=town.today)
    duty_services.set_limit(session, he, minutes=LIMIT, document="区委办〔2026〕8号", valid_from=town.today)
    duties = {one.code: one.id for one in queries.list_duties(session, town.today)}
    _routine(session, town, duties["JC-03"])
    form_id = _questionnaire(session, town)
    shops = _send(session, town, "he", Draft(
        town.units["district"], "冬季取暖情况摸底",
        "看看有没有停暖的楼、没暖气的户，有就随手报上来，没有也按一下“办了”。",
        town.today + timedelta(days=2), duty_id=duties["JC-06"], minutes=10, evidence=Evidence.CHECK,
        urgency=Urgency.URGENT,
    ))  # fmt: skip
    for login in ("dongmei2", "dongmei3", "mingdu1", "shanghu2"):
        _once(session, town, shops, login)
    gas = _send(session, town, "chen", Draft(
        town.units["junliangcheng"], "燃气软管入户看一遍", "看软管、看报警器，过期的当场说一声。",
        town.today + timedelta(days=6), duty_id=duties["JC-02"], homes=Homes.KEY, minutes=3, points=1,
        evidence=Evidence.CHECK, form_id=form_id,
        document="军街办〔2026〕31号", reason="街道供暖季前统一排查，月底前要有结果",
    ))  # fmt: skip
    _walk(session, town, gas, "wang", doors=3)
    rented = _send(session, town, "lin", Draft(
        town.units["dongmei"], "租住户信息核对",
        "只核对人数和联系电话：都对就按“保存，这户算走到了”，不对的在“改这户”里改。",
        town.today + timedelta(days=12), duty_id=duties["JC-04"], homes=Homes.RENTED, minutes=1, joined_id=gas.id,
        evidence=Evidence.CHECK, reason="和燃气入户同一趟走，不另外敲门",
    ))  # fmt: skip
    _sent_back(session, town, rented)
    objecting = _task(session, rented, town.grids["dongmei"][1])
    if objecting is not None:
        task_services.object_to(
            session, town.actor("dongmei2", Action.DO_TASKS), objecting, code=ObjectionCode.HELD_ALREADY,
            reason="上个月派出所刚核过一遍，名册里都有",
        )  # fmt: skip
    session.flush()


def _questionnaire(session: Session, town: Town) -> str:
    reading = questionnaires.read_workbook(gas_form.workbook(), "gas_hose")
    assert not reading.faults, [fault.sentence() for fault in reading.faults]
    return questionnaires.keep_version(session, town.actor("he", Action.SEND_TASKS), reading).id


def _send(session: Session, town: Town, login: str, draft: Draft) -> TaskOrder:
    return order_services.send_order(session, town.actor(login, Action.SEND_TASKS), draft)


def _routine(session: Session, town: Town, duty_id: str) -> None:
    plan = Plan(
        town.units["dongmei"], duty_id, "楼道消防巡一遍", "消防门能关、通道没堵、灭火器在位。", Cycle.WEEKLY, 5,
        minutes=30, starts_on=town.today - timedelta(days=20),
    )  # fmt: skip
    routine = routines.set_routine(session, town.actor("lin", Action.SEND_TASKS), plan)
    monday = town.today - timedelta(days=town.today.weekday())
    for began in (monday - timedelta(days=7), monday):
        routines.begin_round(session, routine.id, began)
        session.flush()


def _task(session: Session, order: TaskOrder, grid_id: str) -> Task | None:
    return next((line.task for line in queries.list_tasks_of(session, order) if line.task.grid_id == grid_id), None)


def _walk(session: Session, town: Town, order: TaskOrder, login: str, doors: int) -> None:
    worker = town.actor(login, Action.DO_TASKS)
    task = _task(session, order, worker.grid_ids[0])
    assert task is not None
    task_services.sign(session, worker, task)
    for home in queries.homes_left(session, task, order)[:doors]:
        given = {"q1": [home.head_name], "q2": ["2"], "q3": ["yes"], "q5": ["rubber"], "q9": ["none"], "q14": ["OK"]}
        told = Told(task_id=task.id, household_id=home.id)
        answer_services.keep_filled(session, worker, told, given)


def _sent_back(session: Session, town: Town, order: TaskOrder) -> None:
    """Every door answered, and one of them not well enough: the worker finds out which, and answers it anew."""
    worker, host = town.actor("wang", Action.DO_TASKS), town.actor("lin", Action.SEND_TASKS)
    task = _task(session, order, worker.grid_ids[0])
    assert task is not None
    homes = queries.homes_left(session, task, order)
    for home in homes:
        answer_services.keep_answer(session, worker, Told(task_id=task.id, household_id=home.id))
    task_services.verify(session, host, task, passed=False, reason=f"{homes[0].label}说是上个月换了人，再问一遍")


def _once(session: Session, town: Town, order: TaskOrder, login: str) -> None:
    worker = town.actor(login, Action.DO_TASKS)
    task = _task(session, order, worker.grid_ids[0])
    if task is not None:
        answer_services.keep_answer(session, worker, Told(task_id=task.id))
