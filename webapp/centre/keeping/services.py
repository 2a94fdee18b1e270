from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, Date, Table, delete, func, or_, select, update
from sqlmodel import Session, SQLModel

from webapp.centre.keeping.rules import Purge
from webapp.centre.keeping.table_rules import purges
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.people.settings import queries as settings


def decided(session: Session) -> list[Purge]:
    """The table of purposes with the days the district decided."""
    days = settings.values(session)
    return [replace(one, days=int(days[one.setting])) if one.setting else one for one in purges()]


def count(session: Session, today: date) -> dict[str, int]:
    """What the next purge would end, by rule: the dry run."""
    return {purge.name: _count(session, purge, today) for purge in decided(session)}


def purge(session: Session, today: date) -> dict[str, int]:
    """Blanks and deletes what is over, and writes down how much by which rule; whose it was is not written."""
    found = {name: rows for name, rows in count(session, today).items() if rows}
    for one in decided(session):
        if one.name in found:
            session.execute(_statement(one, today))
    if found:
        history.record(session, None, "purge_data", None, after={"rows": found})
    session.expire_all()
    return found


def _count(session: Session, purge: Purge, today: date) -> int:
    query = select(func.count()).select_from(_table(purge.table)).where(*_over(purge, today))
    return int(session.execute(query).scalar_one())


def _statement(purge: Purge, today: date) -> Any:
    table = _table(purge.table)
    if not purge.blank:
        return delete(table).where(*_over(purge, today))
    emptied = {name: None if table.c[name].nullable else "" for name in purge.blank}
    return update(table).where(*_over(purge, today)).values(emptied)


def _over(purge: Purge, today: date) -> tuple[Any, ...]:
    table = _table(purge.table)
    if purge.via:
        parent, _, name = purge.since.partition(".")
        ended = select(_table(parent).c.id).where(_before(_table(parent).c[name], purge.days, today))
        over: Any = table.c[purge.via].in_(ended)
    else:
        over = _before(table.c[purge.since], purge.days, today)
    left = [table.c[name].is_not(None) if table.c[name].nullable else table.c[name] != "" for name in purge.blank]
    return (over, or_(*left)) if left else (over,)


def _before(column: Column[Any], days: int, today: date) -> Any:
    last = today - timedelta(days=days)
    return column < (last if isinstance(column.type, Date) else clock.start_of_day(last))


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]
