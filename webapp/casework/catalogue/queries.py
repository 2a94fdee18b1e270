from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date, bindparam
from sqlmodel import Session, col, select

from webapp.casework.catalogue.models import CalendarDay, Category, CategoryKind
from webapp.core.data import statements
from webapp.core.time.working_days import Calendar
from webapp.core.web.errors import NotFound


def calendar(session: Session) -> Calendar:
    """The district's working days: the library's, with what the district imported laid over them."""
    days = session.exec(select(CalendarDay.day, CalendarDay.is_working))
    return Calendar(overrides=dict(days.all()))  # type: ignore[arg-type]


def imported_days(session: Session, year: int) -> list[CalendarDay]:
    query = select(CalendarDay).where(CalendarDay.day >= date(year, 1, 1), CalendarDay.day <= date(year, 12, 31))
    return list(session.exec(query.order_by(col(CalendarDay.day))))


def list_categories(session: Session, on: date, kind: CategoryKind | None = None) -> list[Category]:
    """What can be reported on a day. The same for the whole district, so there is no scope to narrow."""
    query = select(Category).where(
        Category.valid_from <= on, (col(Category.valid_to).is_(None)) | (col(Category.valid_to) >= on)
    )
    if kind:
        query = query.where(Category.kind == kind)
    return list(session.exec(query.order_by(col(Category.kind), col(Category.position), col(Category.code))))


def category_names(session: Session, on: date) -> list[tuple[str, str]]:
    """(code, name) of what can be reported on a day, for a list to choose from."""
    return [(one.code, one.name) for one in statements.rows(session, _names(), {"on": on})]


@cache
def _names() -> Any:
    on = bindparam("on", type_=Date)
    query = select(Category.code, Category.name).where(
        Category.valid_from <= on, (col(Category.valid_to).is_(None)) | (col(Category.valid_to) >= on)
    )
    return query.order_by(col(Category.kind), col(Category.position), col(Category.code))


def category(session: Session, category_id: str) -> Category:
    found = session.get(Category, category_id)
    if found is None:
        raise NotFound
    return found


def category_by_code(session: Session, code: str, on: date) -> Category:
    found = next((one for one in list_categories(session, on) if one.code == code), None)
    if found is None:
        raise NotFound
    return found


def versions(session: Session, code: str) -> list[Category]:
    query = select(Category).where(Category.code == code).order_by(col(Category.valid_from).desc())
    return list(session.exec(query))


def list_coming(session: Session, after: date) -> list[Category]:
    """Versions that have been decided but are not in force yet."""
    query = select(Category).where(Category.valid_from > after)
    return list(session.exec(query.order_by(col(Category.valid_from), col(Category.position))))
