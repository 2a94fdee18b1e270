"""A subtree is found by its path, from an index, on both databases."""

import pytest
from sqlmodel import Session, literal, select

from tests.town import Town
from webapp.core.data import db
from webapp.core.search.prefix_search import LAST, begins_with
from webapp.people.org.models import Unit


def test_only_what_lies_below_is_found(session: Session, town: Town) -> None:
    path = session.exec(select(Unit.path).where(Unit.id == town.community)).one()
    below = session.exec(select(Unit.id).where(begins_with(Unit.path, path))).all()
    assert town.grid1 in below
    assert town.far_grid not in below
    again = session.exec(select(Unit.id).where(begins_with(Unit.path, path + "nowhere/"))).all()
    assert again == [], "the prefix is a bound value, not part of the cached statement"


@pytest.mark.parametrize(("word", "prefix", "fits"), [
    ("王秀英", "王秀", True), ("王秀", "王秀", True), ("王", "王秀", False), ("王学", "王秀", False),
    ("𠮷野", "𠮷", True), ("Wang", "wang", False), ("任何", "", True),
])  # fmt: skip
def test_words_of_any_script(session: Session, word: str, prefix: str, fits: bool) -> None:
    assert bool(session.exec(select(begins_with(literal(word), prefix))).one()) is fits


def test_sqlite_looks_it_up_instead_of_reading_all_units(session: Session) -> None:
    if db.is_postgres(session):
        pytest.skip("its planner reads a table of this size whole, rightly")
    query = str(select(Unit.id).where(begins_with(Unit.path, "ab/")).compile(session.get_bind()))
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", ("ab/", "ab/" + LAST)).fetchall()
    assert any("path>? AND path<?" in str(line) for line in plan), (query, plan)
    assert "GLOB" not in query and "LIKE" not in query, "compiled anew for every prefix it is asked with"


def test_a_pattern_is_not_a_path() -> None:
    with pytest.raises(ValueError, match="not a path"):
        begins_with(Unit.path, "a%/")
