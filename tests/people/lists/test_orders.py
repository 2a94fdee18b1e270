"""The first page of each list is walked along an index in its order, for every reader: nothing is read whole and
sorted. Asked of the planner, so that it holds whatever the number of rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from tests.people.lists.test_lists import NAMES
from tests.town import Town
from webapp.core.data import db
from webapp.core.lists.list_reading import read_page
from webapp.core.lists.listing import Look
from webapp.people.lists.rules import LISTS

READERS = ("he", "chen", "li", "wang", "qian")
SORTED = {"staff"}  # posts of a district with a person's name each: some thousand rows, joined before they are sorted
LAST_RESORTS = (
    "enable_sort", "enable_incremental_sort", "enable_seqscan", "enable_bitmapscan", "enable_hashjoin",
    "enable_mergejoin",
)  # fmt: skip
Asked = list[tuple[str, Any]]


@contextmanager
def heard(session: Session) -> Iterator[Asked]:
    asked: Asked = []

    def hear(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        asked.append((statement, parameters))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", hear)
    yield asked
    event.remove(engine, "before_cursor_execute", hear)


def is_sorted(session: Session, statement: str, parameters: Any) -> bool:
    """Whether the whole result is sorted, though the planner was asked to avoid it."""
    connection = session.connection()
    if db.is_postgres(session):
        for way in LAST_RESORTS:
            connection.exec_driver_sql(f"SET LOCAL {way} = off")
        plan = [row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)]
        return any("Sort  (" in line for line in without_subplans(plan))
    plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    return any(line == "USE TEMP B-TREE FOR ORDER BY" for line in plan)


def without_subplans(plan: list[str]) -> Iterator[str]:
    """What is asked anew for each row on the page may sort its handful."""
    hidden = None
    for line in plan:
        depth = len(line) - len(line.lstrip())
        if hidden is None or depth <= hidden:
            hidden = depth if line.lstrip().startswith("SubPlan") else None
        if hidden is None:
            yield line


@pytest.mark.parametrize("name", sorted(set(NAMES) - SORTED))
def test_a_first_page_is_walked_in_its_order(session: Session, town: Town, name: str) -> None:
    told = LISTS[name]
    sorted_ones = []
    for who in READERS:
        person = town.actor(who)
        if not person.can(told.action):
            continue
        actor = person.wearing(told.action)
        for order in told.listing.orders:
            for turned in (False, True):
                with heard(session) as asked:
                    read_page(session, actor, told.listing, Look(order=order.key, turned=turned))
                pages = [one for one in asked if "LIMIT" in one[0] and "ORDER BY" in one[0]]
                assert pages
                sorted_ones += [
                    (who, order.key, turned) for statement, given in pages if is_sorted(session, statement, given)
                ]
    assert not sorted_ones
