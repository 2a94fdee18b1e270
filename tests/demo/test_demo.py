"""The demo is what a newcomer sees first, so its numbers are held to the story."""


import pytest
from flask import Flask
from sqlmodel import col, func, select

from webapp.casework.cases.models import Act, GridCase, ReopenProposal, Source
from webapp.casework.cases.rules import ProposalCause, Verb
from webapp.centre.dashboards.object_rules import OBJECTS
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.trust.history import AuditLine
from webapp.demo.commands import warn_of
from webapp.demo.town import Town
from webapp.door.visits import queries as visits
from webapp.door.visits import walk_queries
from webapp.exchange.loans import desk_queries
from webapp.exchange.loans.models import Loan
from webapp.exchange.market import figure_queries, screening_rules
from webapp.exchange.market import queries as market
from webapp.exchange.market.rules import State
from webapp.exchange.tools.models import Station, ToolModel
from webapp.people.accounts.models import Post, Role
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import Unit, UnitKind
from webapp.register.merchants import queries as merchants
from webapp.register.register import board_queries
from webapp.register.register import queries as register
from webapp.register.register.models import Building, Household, Political, Resident
from webapp.register.register.rules import is_id_number

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_the_history_of_the_demo_proves_itself(demo: tuple[Flask, Town]) -> None:
    """Its days are told with a clock of the district's zone; the proof of every night reads them in UTC."""
    app, _ = demo
    answer = app.test_cli_runner().invoke(args=["db", "audit"])
    assert (answer.exit_code, answer.output.strip()) == (0, "留痕完整。")


def test_grid_one_has_130_households_100_merchants_and_443_employees(demo: tuple[Flask, Town]) -> None:
    _, town = demo
    wang = town.actor("wang", Action.SEE_REGISTER)
    assert register.count_register(db.session(), wang)["households"] == 130
    assert merchants.count_merchants(db.session(), wang) == {"merchants": 100, "employees": 443}


def test_the_street_of_grid_one_looks_for_hands(demo: tuple[Flask, Town]) -> None:
    """100 shops, 443 people in them: some hire, neighbours were matched, started and are still there."""
    _, town = demo
    [row] = figure_queries.figures(db.session(), town.actor("chen", Action.WATCH_MARKET), town.today)
    assert (row.name, row.seekers, row.pairs, row.started) == ("冬梅轩社区", 9, 4, 3)
    assert (row.still_30, row.due_30, row.still_90, row.due_90) == (2, 3, 1, 1)
    assert row.vacancies and row.offers
    waiting = market.list_cards(db.session(), town.actor("lin", Action.REVIEW_MARKET), [State.REVIEW], town.today)
    assert screening_rules.grounds(waiting[0].listing.words), "something to judge on the desk"


def test_the_three_communities_have_the_size_of_the_story(demo: tuple[Flask, Town]) -> None:
    _, town = demo
    session = db.session()
    grids = select(func.count()).where(Unit.kind == UnitKind.GRID, Unit.parent_id == town.units["dongmei"])
    assert session.exec(grids).one() == 10
    buildings = select(func.count()).where(Building.community_id == town.units["mingdu"])
    assert session.exec(buildings).one() == 66
    politics = session.exec(select(Resident.political).where(Resident.community_id == town.units["mingdu"]))
    assert sum(political == Political.PARTY_MEMBER for political in politics) == 190
    assert session.exec(select(func.count()).where(Post.role == Role.LIAISON)).one() == 43
    assert len(town.micro_grids["shanghu"]) == 124
    heads = session.exec(select(func.count()).where(Post.role == Role.MICRO_HEAD)).one()
    assert 110 <= heads < 124


def test_every_role_has_a_sign_in(demo: tuple[Flask, Town]) -> None:
    held = set(db.session().exec(select(Post.role).distinct()))
    assert held == set(Role)


def test_invented_people_are_well_formed(demo: tuple[Flask, Town]) -> None:
    session = db.session()
    sample = session.exec(select(Resident).limit(300)).all()
    assert all(is_id_number(resident.id_number or "") for resident in sample)
    assert all(resident.pinyin and resident.initials for resident in sample)
    empty = select(func.count()).where(col(Household.head_name) == "")
    assert session.exec(empty).one() == 0


def test_the_worker_stands_before_a_half_lit_building(demo: tuple[Flask, Town]) -> None:
    _, town = demo
    session, wang = db.session(), town.actor("wang", Action.SEE_VISITS)
    there = visits.whereabouts(session, wang, clock.start_of_day(clock.today()))
    shown = visits.pick_building(session, wang, None, there.building_id)
    assert shown is not None
    board = board_queries.board(session, wang, shown)
    assert walk_queries.next_door(board, walk_queries.last_door(session, wang, shown), clock.today()) is not None


def test_a_weak_demo_password_is_warned_of_and_still_taken(capsys: pytest.CaptureFixture[str], app: Flask) -> None:
    with app.app_context():
        warn_of("demo")
        assert "FULLGRID_DEMO_PASSWORD" in capsys.readouterr().err
        warn_of("deng-liang-8")
        assert capsys.readouterr().err == ""


def test_every_turn_a_case_can_take_is_in_the_demo(demo: tuple[Flask, Town]) -> None:
    """And every way it can come in: a newcomer finds each step told."""
    session = db.session()
    assert set(session.exec(select(Act.verb).distinct())) == set(Verb)
    assert set(session.exec(select(GridCase.source).distinct())) == set(Source)
    causes = select(ReopenProposal.cause).where(col(ReopenProposal.decided_at).is_(None)).distinct()
    assert set(session.exec(causes)) == set(ProposalCause)


def test_every_kind_of_row_in_the_history_is_named(demo: tuple[Flask, Town]) -> None:
    kinds = set(db.session().exec(select(AuditLine.kind).distinct())) - {""}
    assert not kinds - set(OBJECTS), "say in dashboards/object_rules.py what their rows are called"


def test_the_tool_station_stands_where_the_report_says_and_lends_drills_and_wheelchairs(
    demo: tuple[Flask, Town],
) -> None:
    _, town = demo
    session = db.session()
    station = session.exec(select(Station).where(Station.community_id == town.units["mingdu"])).one()
    assert (station.venue, station.opened_on.month) == ("名都园物业管理中心一楼", 10)
    lent = select(ToolModel.name, func.count()).join(Loan, col(Loan.model_id) == ToolModel.id).group_by(ToolModel.name)
    counts = dict(session.exec(lent.where(Loan.community_id == town.units["mingdu"])).all())
    assert counts["电钻"] > 1 and counts["轮椅"] > 0
    assert "水平尺" not in counts, "nobody ever asked for it"
    day = desk_queries.day(session, town.actor("qian", Action.LEND_TOOLS))
    assert day.due and day.unchecked and day.waiting
