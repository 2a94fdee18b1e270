"""A rename keeps the id; a split or merge links before and after; a day in the past keeps its own name."""

from datetime import date

import pytest
from sqlmodel import Session

from tests.town import Town
from webapp.core.data import db
from webapp.people.org import queries, services
from webapp.people.org.models import UnitKind

MAY = date(2026, 5, 1)


def test_a_rename_keeps_the_id_and_the_old_name_for_old_days(session: Session, town: Town) -> None:
    with db.transaction() as writing:
        unit = queries.unit(writing, town.grid1)
        services.rename(writing, None, unit, name="红梅网格", on=MAY, reason="居民投票")
    assert queries.unit(session, town.grid1).name == "红梅网格"
    assert queries.name_on(session, town.grid1, date(2026, 4, 30)) == "第一网格"
    assert queries.name_on(session, town.grid1, MAY) == "红梅网格"


def test_a_split_closes_the_old_and_links_the_new(session: Session, town: Town) -> None:
    with db.transaction() as writing:
        unit = queries.unit(writing, town.grid1)
        parts = services.split(writing, None, unit, names=["一东网格", "一西网格"], on=MAY, reason="户数超标")
    assert not queries.unit(session, town.grid1).is_open(MAY)
    assert {part.id for part in queries.successors(session, town.grid1)} == {part.id for part in parts}
    community = queries.unit(session, town.community)
    names = [grid.name for grid in queries.subtree(session, community, UnitKind.GRID, MAY)]
    assert sorted(names) == sorted(["一东网格", "一西网格", "第二网格"])


def test_a_merge_knows_its_predecessors(session: Session, town: Town) -> None:
    with db.transaction() as writing:
        both = [queries.unit(writing, town.grid1), queries.unit(writing, town.grid2)]
        whole = services.merge(writing, None, both, name="大网格", on=MAY, reason="户数太少")
    assert {unit.id for unit in queries.predecessors(session, whole.id)} == {town.grid1, town.grid2}


def test_a_closed_unit_cannot_be_changed(session: Session, town: Town) -> None:
    with db.transaction() as writing:
        services.split(writing, None, queries.unit(writing, town.grid1), names=["甲", "乙"], on=MAY, reason="分")
    with pytest.raises(services.AlreadyClosed), db.transaction() as writing:
        services.rename(writing, None, queries.unit(writing, town.grid1), name="丙", on=date(2026, 6, 1), reason="改")


def test_a_change_cannot_precede_the_last_one(session: Session, town: Town) -> None:
    with pytest.raises(services.ChangeTooEarly), db.transaction() as writing:
        services.rename(writing, None, queries.unit(writing, town.grid1), name="早", on=date(2024, 1, 1), reason="改")


def test_units_of_different_parents_do_not_merge(session: Session, town: Town) -> None:
    with pytest.raises(services.NothingToMerge), db.transaction() as writing:
        both = [queries.unit(writing, town.grid1), queries.unit(writing, town.far_grid)]
        services.merge(writing, None, both, name="跨界", on=MAY, reason="")


def test_a_grid_does_not_hang_under_a_street(session: Session, town: Town) -> None:
    with pytest.raises(services.WrongLevel), db.transaction() as writing:
        street = queries.unit(writing, town.street)
        services.found_unit(writing, kind=UnitKind.GRID, name="直属网格", parent=street, on=MAY)


def test_surnames_are_read_as_surnames() -> None:
    assert services.initials("单小军") == "sxj"
    assert services.initials("周海") == "zh"
