"""A duty list, a stair of homes, and a sender's draft, for tests of dispatch."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from tests.register.register import homes
from tests.town import Town
from webapp.casework.dispatch import duty_services, order_services, queries
from webapp.casework.dispatch.models import Task, TaskOrder
from webapp.casework.dispatch.order_services import Draft
from webapp.core.data import db
from webapp.core.files.spreadsheets import Row
from webapp.core.time import clock
from webapp.people.accounts.permissions import Action

LIST = [{"code": "JC-07", "name": "独居老人走访", "basis": "区委办〔2026〕7号", "department": "民政局"},
        {"code": "JC-12", "name": "燃气安全入户", "basis": "区委办〔2026〕12号", "department": "住建委"}]  # fmt: skip


def list_duties(session: Session, town: Town) -> dict[str, str]:
    rows = [Row(number, cells) for number, cells in enumerate(LIST, start=2)]
    duty_services.bring_duties(session, town.actor("he", Action.KEEP_DUTIES), rows, valid_from=clock.today())
    return {one.code: one.id for one in queries.list_duties(session, clock.today())}


def settle(session: Session, town: Town, count: int = 3) -> list[str]:
    building = homes.build(session, town)
    return [homes.settle(session, town, building, room=room).id for room in ("602", "601", "502", "501")[:count]]


def draft(town: Town, unit: str = "community", **told: Any) -> Draft:
    due_on = told.pop("due_on", clock.today() + timedelta(days=5))
    return Draft(unit_id=town.units[unit], title="燃气安全入户", words="看软管", due_on=due_on, **told)


def send(session: Session, town: Town, who: str = "li", **told: Any) -> TaskOrder:
    unit = {"li": "community", "chen": "street", "he": "district", "far_host": "far_community"}[who]
    with db.transaction() as writing:
        return order_services.send_order(writing, town.actor(who, Action.SEND_TASKS), draft(town, unit, **told))


def task_of(session: Session, order: TaskOrder, town: Town, grid: str = "grid1") -> Task:
    session.rollback()
    return next(line.task for line in queries.list_tasks_of(session, order) if line.task.grid_id == town.units[grid])
